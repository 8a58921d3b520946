"""navicert: screen parties, check transactions against dated sanctions law, and show the reasons for every answer.

Importing the package loads no engine; the names below load theirs when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from navicert.desk import Desk, open_desk
    from navicert.screening import compare, compare_names

__version__ = "0.1.0"
__all__ = ["Desk", "__version__", "compare", "compare_names", "open_desk"]

_HOMES = {
    "Desk": "navicert.desk",
    "open_desk": "navicert.desk",
    "compare": "navicert.screening",
    "compare_names": "navicert.screening",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
