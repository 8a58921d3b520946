"""Countries by ISO 3166-1 alpha-2 code, and the many names that lists and customers call them by."""

from __future__ import annotations

import functools
import itertools
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

# Codes that ISO has withdrawn and lists still print (birth in the USSR), and one that users have assigned (Kosovo).
HISTORICAL = frozenset({"SU", "YU", "CS", "CSHH", "DD", "AN"})
USER_ASSIGNED = frozenset({"XK"})
_ALSO = {
    "SU": "RU UA BY MD AM AZ GE KZ KG TJ TM UZ EE LV LT", "YU": "RS ME HR SI BA MK XK", "CS": "RS ME XK",
    "CSHH": "CZ SK", "DD": "DE", "AN": "CW SX BQ", "HK": "CN", "MO": "CN",
}  # fmt: skip
_WITH_ARTICLE = frozenset("AE BS CD CF CG DO FO GB GM KM KY MH MV NL PH SB SC US".split())
_NOT_THE_NAME = frozenset({"former", "formerly", "ex", "region"})


def with_successors(codes: frozenset[str]) -> frozenset[str]:
    """The countries, with those that a state which is gone may stand for today, and China for Hong Kong and Macau.

    >>> sorted(with_successors(frozenset({"DD", "FR"})))
    ['DD', 'DE', 'FR']
    """
    more = [_ALSO[code].split() for code in codes if code in _ALSO]
    return codes.union(*more) if more else codes


@dataclass(frozen=True, slots=True)
class Country:
    """An ISO 3166-1 alpha-2 code in capitals, with a display name in English."""

    code: str
    name: str


def name_key(name: str) -> str:
    """A name without case, accents, punctuation and a leading article, for look-up only; "U.S.A." is one word.

    Signs that letters of a script differ by (the vowels of Thai and Hindi, the voicing of kana) stay.
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    words = "".join(map(_for_look_up, decomposed)).split()
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    return " ".join(_joined_letters(words))


def _for_look_up(char: str) -> str:
    """The character if it belongs to a word, nothing for accents and signs that do not show, else a blank."""
    if char.isalnum():
        return char
    category = unicodedata.category(char)
    if category == "Cf" or (category == "Mn" and not _tells_letters_apart(char)):
        return ""
    return char if category in ("Mn", "Mc") else " "


def _tells_letters_apart(char: str) -> bool:
    """Marks of the scripts from Devanagari to Khmer and of kana; those of Latin, Cyrillic or Arabic are accents."""
    return 0x0900 <= ord(char) <= 0x1DAF or char in "\u3099\u309a"


def _joined_letters(words: list[str]) -> Iterator[str]:
    """Words, with single Latin letters in a row made one: "u s a" is "usa", "d r congo" is "dr congo"."""
    for single, run in itertools.groupby(words, _is_latin_letter):
        together = list(run)
        yield from ["".join(together)] if single else together


def _is_latin_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii() and word.isalpha()


@functools.cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    text = resources.files("navicert.terms").joinpath("countries.json").read_text(encoding="utf-8")
    table = json.loads(text)
    return table["display"], table["names"]


@functools.lru_cache(maxsize=8192)
def country_code(text: str) -> str | None:
    """The ISO code that a code or name stands for, or None when it is no country we know.

    >>> country_code("DPRK"), country_code("Korea, North"), country_code("kp"), country_code("Atlantis")
    ('KP', 'KP', 'KP', None)
    """
    names, key = _table()[1], name_key(text)
    first, _, rest = key.partition(" ")
    return names.get(key) or (names.get(rest) if first in _NOT_THE_NAME else None)


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


def in_a_sentence(code: str) -> str:
    """The state of a code as it stands inside a sentence; a code that is none stays as it is.

    >>> in_a_sentence("US"), in_a_sentence("EU"), in_a_sentence("CN"), in_a_sentence("any")
    ('the United States', 'the European Union', 'China', 'any')
    """
    return _in_sentences().get(code, code)


@functools.cache
def _in_sentences() -> dict[str, str]:
    """Every assigned code with the state's name as it stands inside a sentence."""
    names = {code: name for code, name in _table()[0].items() if is_assigned(code)}
    return {code: ("the " if code in _WITH_ARTICLE else "") + name for code, name in names.items()} | {
        "EU": "the European Union"
    }


def is_assigned(code: str) -> bool:
    """Whether this is an ISO 3166-1 alpha-2 code in force today (capitals), not a withdrawn or user-assigned one."""
    return len(code) == 2 and code in _table()[0] and code not in HISTORICAL | USER_ASSIGNED
