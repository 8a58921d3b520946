"""Loading the rulebook: the bundled one from its compiled form, a user's own from its YAML files."""

from __future__ import annotations

import functools
import json
from importlib import resources
from pathlib import Path

from navicert.errors import RulebookError
from navicert.rulebook.build import build_rulebook
from navicert.rulebook.model import Rulebook

COMPILED = "compiled.json"


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The bundled rulebook, or the one written in a folder; raises RulebookError naming file, line and measure.

    The bundled one is read from `compiled.json`, made from the YAML files by `compile_folder`; a test keeps the two
    equal. Reading YAML takes seconds, the compiled form milliseconds.
    """
    if folder is None:
        return _bundled()
    from navicert.rulebook.reading import digest_of, load_folder

    plain = load_folder(Path(folder))
    return build_rulebook(plain, digest_of(plain))


@functools.cache
def _bundled() -> Rulebook:
    file = resources.files("navicert.rulebook").joinpath(COMPILED)
    if not file.is_file():
        raise RulebookError(
            "the compiled rulebook is missing", where=COMPILED, next="run python tools/compile_rulebook.py"
        )
    content = json.loads(file.read_text(encoding="utf-8"))
    return build_rulebook(content["rulebook"], content["digest"])


def compile_folder(folder: Path) -> str:
    """The compiled form of a rulebook folder, as text."""
    from navicert.rulebook.reading import digest_of, load_folder

    plain = load_folder(folder)
    return json.dumps({"digest": digest_of(plain), "rulebook": plain}, ensure_ascii=False, separators=(",", ":")) + "\n"
