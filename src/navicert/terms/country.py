"""Countries by ISO 3166-1 alpha-2 code, and the many names that lists and customers call them by."""

from __future__ import annotations

import functools
import json
import unicodedata
from dataclasses import dataclass
from importlib import resources

# Codes that ISO has withdrawn or reserved for use, and that lists still print (birth in the USSR, Kosovo).
HISTORICAL = frozenset({"SU", "YU", "CS", "CSHH", "DD", "AN", "ZR", "TP"})
USER_ASSIGNED = frozenset({"XK"})


@dataclass(frozen=True, slots=True)
class Country:
    """An ISO 3166-1 alpha-2 code in capitals, with a display name in English."""

    code: str
    name: str


def name_key(name: str) -> str:
    """A name without case, accents, punctuation and a leading article, for look-up only."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@functools.cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    text = resources.files("navicert.terms").joinpath("countries.json").read_text(encoding="utf-8")
    table = json.loads(text)
    return table["display"], table["names"]


def country_code(text: str) -> str | None:
    """The ISO code that a code or name stands for, or None when it is no country we know.

    >>> country_code("DPRK"), country_code("Korea, North"), country_code("kp"), country_code("Atlantis")
    ('KP', 'KP', 'KP', None)
    """
    return _table()[1].get(name_key(text))


@functools.cache
def _nationalities() -> dict[str, str]:
    text = resources.files("navicert.terms").joinpath("nationalities.json").read_text(encoding="utf-8")
    nationalities: dict[str, str] = json.loads(text)
    return nationalities


def nationality_code(text: str) -> str | None:
    """The ISO code of the country whose people are called so in English, or None; "Korean" alone is no one country's.

    >>> nationality_code("Russian"), nationality_code("North Korean"), nationality_code("Korean")
    ('RU', 'KP', None)
    """
    return _nationalities().get(name_key(text))


def country(code: str) -> Country:
    """The country of an ISO code; raises KeyError for a code that is not assigned."""
    return Country(code, _table()[0][code])


def is_assigned(code: str) -> bool:
    """Whether this is an ISO 3166-1 alpha-2 code in force today (capitals), not a withdrawn or user-assigned one."""
    return len(code) == 2 and code in _table()[0] and code not in HISTORICAL | USER_ASSIGNED
