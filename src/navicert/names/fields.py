"""One field that holds more than a name: two parties, an account, numbered lines of a payment message, words of who
acts for whom. Each part is a name to ask about beside the whole field, since nothing here says for sure what is a name.

Lines of payment messages: SWIFT's fields 50F and 59F number them (1/ name, 2/ street, 3/ country and town).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from navicert.names.clean import LONGEST, clean_name
from navicert.names.eastern import is_one_syllable
from navicert.names.words import FORMS, GENERIC, TITLES

_SAID = (
    r"and/or|c/o|care of|a/k/a|f/k/a|n/k/a|d/b/a|t/a|o/b/o|f/b/o|b/o|f/a/o|i/t/f"
    r"|a\.k\.a\.?|f\.k\.a\.?|n\.k\.a\.?|d\.b\.a\.?|aka|fka|nka|dba|obo|fbo|fao|itf"
    r"|(?:also |formerly |previously |now |better )?known as|formerly|previously|doing business as|trading as"
    r"|(?:acting )?(?:on|in) behalf of|for (?:the )?(?:sole )?benefit of|for (?:the )?(?:further )?credit (?:to|of)"
    r"|for (?:the )?account of|for (?:the )?attention of|by order of|in favou?r of|in trust for"
    r"|(?:as |the ){0,3}(?:trustees?|agents?|nominees?|custodians?|executors?|attorneys?|guardians?) (?:for|of)"
    r"|pay(?:able)?(?: to)?(?: the)? order of|payable to|pay to|to the order of|attn|attention:|att:"
    r"|z\. ?hd\.|im auftrag von|pour le compte de|de la part de|en nombre de|por cuenta de"
    r"|от имени|он же|она же|в пользу"
)
"""Words that stand between or before names, and in none."""
_SPACE = "[ \t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
_MARK = "[/;|\n-\r\x85\u2028\u2029／；｜、؛⁄]"
MAY_HAVE_PARTS = (
    rf"{_MARK}|(?:^|\W)(?:{_SAID.replace(' ', _SPACE + '+')})(?:\W|$)"
    rf"|[&+＆＋]|{_SPACE}(?:and|or|[-‐-―－]){_SPACE}|[,，].*(?:[0-9０-９]|[,，].*[,，])"
)
"""What a field that has parts holds, told quickly, letters of either size alike; most that hold it have none. Written
so that Arrow's engine reads it as Python's does."""
_MAY_HAVE = re.compile(MAY_HAVE_PARTS, re.IGNORECASE)
_LETTER = r"[^\W\d_]"
_DIVIDER = re.compile(
    rf"(?P<said>[(\[]?\s*(?<![\w/])(?:{_SAID})(?![\w/]))|(?P<mark>[;|、؛])|(?P<line>\n)"
    rf"|(?P<stroke>(?:\s+/+\s+)|(?<=\w\w)/+\s*(?={_LETTER}{{2}})|(?<=\w\w)\s*/+(?={_LETTER}{{2}}))",
    re.IGNORECASE,
)
"""A stroke divides between spaces, or where a word of two letters or more stands on each side: not in M/V and 24/7."""
_JOINING = re.compile(r"\s*[&+]\s*|\s+(?:and|or|[-‐-―])\s+", re.IGNORECASE)
"""What stands between two persons, and in the names of firms as well."""
_COMMA = re.compile(r",\s*")
_WORD = re.compile(rf"{_LETTER}{{2,}}")
_HOUSE = re.compile(rf"(?<!\w)\d+{_LETTER}?(?!\w)")
_ABBREVIATED = re.compile(r"\b(\w)\.")
_OF_FIRMS_ALONE = frozenset({"co", "of", "the", "for"})
"""Words that look like syllables of names and are none."""
_OF_FIRMS = (FORMS | GENERIC | _OF_FIRMS_ALONE) - TITLES
_ACCOUNT = re.compile(r"(?:/[CD])?/{1,2}(?=[A-Z]*\d)[A-Z\d]{3,34}(?:\s+|$)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|(?<=\s))([1-8])/\s*")
_NUMBERED = re.compile(rf"(?:^|\s)(?:1/\s*{_LETTER}|3/[A-Z]{{2}}(?![^\W_]))")
_COUNTRY = re.compile(r"[A-Z]{2}(?:/.*)?\s*", re.DOTALL)
_TWO_LETTERS = re.compile(f"{_LETTER}{{2}}|[一-龠]")
_ACCOUNT_BEFORE, _A_LINE = "an account number", "a line break"
_AROUND = " \t\n,:-"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a field: the name, and what cuts it off from the rest ("c/o", "/", a line's number)."""

    text: str
    beside: str


def parts_of(field: str, *, person: bool | None = None) -> tuple[Part, ...]:
    """The names that a field holds, in their order, each once; none where the field is one name.

    "And", "&" and the like stand in firms' names too: they divide where a `person` is asked about, and where that is
    unknown (None) if no word in the text is a firm's.

    A field is as it was given, with its line breaks. Parts that hold no name (numbers, initials, the country and town
    of a numbered line) are left out. InvalidInput as `clean_name` has it.

    >>> [part.text for part in parts_of("KIM CHOL NAM c/o M/V Dai Hong Dan")]
    ['KIM CHOL NAM', 'M/V Dai Hong Dan']
    >>> parts_of("1/RI PYONG CHOL 3/KP/PYONGYANG"), parts_of("24/7 Logistics S/A")
    ((Part(text='RI PYONG CHOL', beside='1/'),), ())
    >>> [part.text for part in parts_of("KIM CHOL NAM & RI PYONG CHOL, 12 Quay Road")]
    ['KIM CHOL NAM & RI PYONG CHOL', 'KIM CHOL NAM', 'RI PYONG CHOL']
    """
    if len(field) <= LONGEST and not _MAY_HAVE.search(field):
        return ()
    whole = clean_name(field)
    text = "\n".join(filter(None, map(clean_name, field.splitlines())))
    found: dict[str, Part] = {}
    for part in _with_persons(_parts(text), person=person):
        name = _without_loose(part.text).strip(_AROUND)
        if part.beside and name.casefold() != whole.casefold() and _TWO_LETTERS.search(name):
            found.setdefault(name, Part(name, part.beside))
    return tuple(found.values())


def parts_of_names(fields: Sequence[str], *, person: bool | None = None) -> list[tuple[Part, str]]:
    """The parts of several fields of one party, each once and with its field, but for those that are a field."""
    found = [(part, field) for field in fields for part in parts_of(field, person=person)]
    if not found:
        return []
    known = {clean_name(field) for field in fields}
    return list({part.text: (part, field) for part, field in reversed(found) if part.text not in known}.values())[::-1]


def _parts(text: str) -> Iterator[Part]:
    account = _ACCOUNT.match(text)
    beside = ""
    if account:
        text, beside = text[account.end() :], _ACCOUNT_BEFORE
    if not _NUMBERED.search(text):
        yield from _divided(text, beside)
        return
    first, *rest = _NUMBER.split(text)
    number = f"{rest[0]}/" if rest else ""
    yield from _divided(first, beside or number)
    lines = list(zip(rest[::2], rest[1::2], strict=True))
    named = [line.strip() for number, line in lines if number == "1"]
    if len(named) > 1:
        yield Part(" ".join(named), "1/")
    for number, line in lines:
        if not (number in "35" and _COUNTRY.fullmatch(line)):
            yield from _divided(line, f"{number}/")


def _divided(text: str, beside: str) -> Iterator[Part]:
    """What stands between dividers, the whole text where there are none; `beside` is what that stands beside."""
    at, before = 0, beside
    for found in _DIVIDER.finditer(text):
        divider = _A_LINE if found["line"] else found[0].strip(" ([:").casefold()
        yield Part(text[at : found.start()], before or divider)
        at, before = found.end(), divider
    yield Part(text[at:], before)


def _with_persons(parts: Iterable[Part], *, person: bool | None) -> Iterator[Part]:
    """The parts, behind each the name before an address and the persons that words join ("and", "&") in it."""
    for part in parts:
        yield part
        name, _, rest = part.text.partition(",")
        if _words_in(name) > 1 and _is_address(rest, of_firm=not person and _has_word_of_firms(name)):
            part = Part(name, ",")
            yield part
        if person or (person is None and not _has_word_of_firms(part.text)):
            yield from _joined(part.text)


def _is_address(text: str, *, of_firm: bool) -> bool:
    """Whether it looks so: a number or two commas; behind a firm's name no word of firms (", Ltd, 2nd Institute")."""
    return bool(text.count(",") > 1 or _HOUSE.search(text)) and not (of_firm and _has_word_of_firms(text))


def _joined(text: str) -> Iterator[Part]:
    """The names between joining words, and between the commas beside these; none where nothing joins."""
    *joined, last = _cut(_JOINING, text)
    if joined:
        for part in (*joined, Part(last.text, joined[-1].beside)):
            yield from (Part(name.text, part.beside) for name in _cut(_COMMA, part.text))


def _cut(between: re.Pattern[str], text: str) -> Iterator[Part]:
    """The text cut wherever two words or more stand on each side; each piece with what stands behind it."""
    at = 0
    for found in between.finditer(text):
        if _words_in(text[at : found.start()]) > 1 and _words_in(text[found.end() :]) > 1:
            yield Part(text[at : found.start()], found[0].strip().casefold())
            at = found.end()
    yield Part(text[at:], "")


def _words_in(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def _has_word_of_firms(text: str) -> bool:
    """Whether a legal form or a word of business is in it, but for what may be a syllable of a person's name (San)."""
    words = set(_WORD.findall(_ABBREVIATED.sub(r"\1", text.casefold()))) & _OF_FIRMS
    return bool(words & _OF_FIRMS_ALONE) or not all(map(is_one_syllable, words))


def _without_loose(text: str) -> str:
    """The text up to a bracket that closes what was opened before it."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if depth < 0:
            return text[:place]
    return text
