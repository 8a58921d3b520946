"""How OFAC writes dates, places, numbers of documents and names: text in, values out, None where the text is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from navicert.lists.model import Name, NameKind, Place
from navicert.lists.sources.scripts import script_of
from navicert.terms import VagueDate, country_code

_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_DATE = re.compile(r"(?:(?:(?P<day>\d{1,2}) )?(?P<month>[A-Z][a-z]{2}) )?(?P<year>\d{4})")
_DATE_TEXT = r"(?:\d{1,2} )?(?:[A-Z][a-z]{2} )?\d{4}"
_DOCUMENT = re.compile(
    r"(?P<number>.+?)(?P<groups>(?: \([^()]*\))*)"
    rf"(?: issued (?P<issued>{_DATE_TEXT}(?: to {_DATE_TEXT})?))?"
    rf"(?: expires (?P<expires>{_DATE_TEXT}(?: to {_DATE_TEXT})?))?"
)
_GROUP = re.compile(r"\(([^()]*)\)")


def read_date(text: str) -> VagueDate | None:
    """A day, month, year or span of them, perhaps "circa"; None when the text is no date.

    >>> str(read_date("circa 1960")), str(read_date("01 Jan 1948 to 31 Dec 1948")), str(read_date("Apr 1962"))
    ('circa 1960', '1948', '1962-04')
    """
    circa = text.startswith("circa ")
    ends = [_one_date(part) for part in re.split(r" to |(?<=\d{4})-(?=\d{4})", text.removeprefix("circa "))]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None or last.latest < first.earliest:
        return None
    return VagueDate(first.earliest, last.latest, circa)


def _one_date(text: str) -> VagueDate | None:
    match = _DATE.fullmatch(text.strip())
    if match is None or (match["month"] and match["month"] not in MONTHS) or match["year"] == "0000":
        return None
    year = int(match["year"])
    if match["day"]:
        return _day(year, MONTHS[match["month"]], int(match["day"]))
    return VagueDate.month(year, MONTHS[match["month"]]) if match["month"] else VagueDate.year(year)


def _day(year: int, month: int, day: int) -> VagueDate | None:
    try:
        return VagueDate.day(date(year, month, day))
    except ValueError:
        return None


def read_place(text: str) -> Place:
    """The place as printed; its country is read from the end, where OFAC writes it ("Pyongyang, Korea, North")."""
    parts = [part.strip() for part in text.split(",")]
    endings = (text, ", ".join(parts[-2:]), parts[-1])
    return Place(text, next(filter(None, map(country_code, endings)), None))


@dataclass(frozen=True, slots=True)
class Document:
    """A number as printed, the issuing country's code, and whatever else stands behind the number."""

    number: str
    country: str | None
    notes: tuple[str, ...]


def read_document(text: str) -> Document:
    """Take apart "KE155664 (Pakistan) issued 01 Jan 2001 expires 31 Dec 2006".

    What stands behind the number and is no country ("(Texas) (United States)", ", Diplomatic") becomes a note, and so
    do the dates.

    >>> read_document("1372584, Kenya")
    Document(number='1372584', country='KE', notes=())
    """
    match = _DOCUMENT.fullmatch(text)
    if match is None:
        return Document(text, None, ())
    number, prose = _number_and_prose(match["number"])
    notes: list[str] = []
    country = None
    for part in reversed([*prose, *_GROUP.findall(match["groups"])]):
        code = country_code(part) if country is None else None
        country = country or code
        if code is None:
            notes.insert(0, part)
    notes += [f"{word} {match[word]}" for word in ("issued", "expires") if match[word]]
    return Document(number, country, tuple(notes))


_BOOKLET = re.compile(r"(?:(?P<what>Booklet):?|No\.:?|Number:)\s+(?P<number>\S*\d.*)")
_PROSE = re.compile(
    r"(?P<number>[^,]*\d[^,]*), (?P<prose>[A-Za-z].*)|(?P<bare>\S*\d\S*) (?P<words>[A-Z]?[a-z'-]{2,}(?: .*)?)"
)


def _number_and_prose(text: str) -> tuple[str, list[str]]:
    """A number, and the words before or behind it that are no part of it."""
    booklet = _BOOKLET.fullmatch(text)
    what = [booklet["what"]] if booklet and booklet["what"] else []
    number = booklet["number"] if booklet else text
    match = _PROSE.fullmatch(number)
    if match is None:
        return number, what
    prose = match["prose"].split(", ", 1) if match["prose"] else [match["words"]]
    return match["number"] or match["bare"], what + prose


def read_name(text: str, kind: NameKind, *, person: bool) -> Name:
    """A name as printed; a person's family name stands before the first comma."""
    family, comma, given = text.partition(",")
    parts = (("family", family.strip()), ("given", given.strip())) if person and comma and given.strip() else ()
    return Name(text, kind, script_of(text), None, parts)


_TITLE_WORDS = """
    admiral alhaj alhaji army ayatollah brigadier captain capt. chief col. colonel colonel-general commander commodore
    corporal doctor dr dr. eng. engineer field force general grand hadji haji hajj hajji hojjatoleslam imam lt lt.
    lieutenant madam maj. major major-general marshal maulana maulavi maulawi moulana mr mr. mrs mrs. ms ms. mufti
    mullah officer prince princess prof. professor qadi qari rear sayyid sergeant sgt. shaikh shaykh sheik sheikh sir
    ustad ustaz vice"""
_TITLES = frozenset(_TITLE_WORDS.split())
"""Words of honorifics and ranks."""


def sort_title(text: str, titles: list[str], positions: list[str]) -> None:
    """Sort the Title column's parts: honorifics and ranks ("Haji", "Major General") are titles, the others offices."""
    for part in filter(None, map(str.strip, text.split(";"))):
        (titles if set(part.lower().split()) <= _TITLES else positions).append(part)
