"""One module per publisher; each offers `SOURCES`, and this table finds them by name without importing them all."""

from __future__ import annotations

import importlib

from navicert.errors import InvalidInput
from navicert.lists.sources.base import Reading, Source

__all__ = ["SOURCE_NAMES", "Reading", "Source", "find_source"]

_HOMES = {
    "ofac-sdn": "ofac",
    "ofac-consolidated": "ofac",
    "un": "un",
    "eu": "eu",
    "eu-dprk-annex": "eu_annex",
    "uk": "uk",
    "ftm": "ftm",
}
SOURCE_NAMES = tuple(_HOMES)


def find_source(name: str) -> Source:
    """The source of that name; InvalidInput names those that exist."""
    if name not in _HOMES:
        raise InvalidInput(f"there is no list source {name!r}", next=f"choose one of: {', '.join(SOURCE_NAMES)}")
    module = importlib.import_module(f"navicert.lists.sources.{_HOMES[name]}")
    source: Source = module.SOURCES[name]
    return source
