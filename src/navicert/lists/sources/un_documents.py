"""Documents and birth dates as the UN prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from navicert.errors import SourceError, UnknownCode
from navicert.lists.model import Identifier, IdentifierKind
from navicert.lists.sources.draft import Draft
from navicert.terms import VagueDate, country_code

Fields = Mapping[str, str]

# Birth dates

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_YEAR = re.compile(r"(?P<month>[A-Za-z]{3,9})\.? (?P<year>\d{4})")
TYPES_OF_DATE = ("EXACT", "APPROXIMATELY", "BETWEEN")


def read_birth_date(fields: Fields, draft: Draft, where: str) -> None:
    """Add a date of birth: DATE, YEAR, or FROM_YEAR and TO_YEAR; a note that is no date is kept as a detail."""
    kind, note = fields.get("TYPE_OF_DATE", ""), fields.get("NOTE", "")
    if kind and kind not in TYPES_OF_DATE:
        raise UnknownCode(f"TYPE_OF_DATE {kind!r}; known are {', '.join(TYPES_OF_DATE)}", where=where)
    circa = kind == "APPROXIMATELY" or note.casefold().startswith("approx")
    day = _stated(fields, where, circa=circa) or _noted(note, circa=circa)
    if day is not None:
        draft.birth_dates.append(day)
    if note.casefold() != "approximately":
        draft.detail("date of birth", note)


def _noted(note: str, *, circa: bool) -> VagueDate | None:
    """The month and year, or the one year of our calendar, that a note gives in place of a date."""
    said = _MONTH_YEAR.fullmatch(note)
    if said and said["month"][:3].lower() in _MONTHS:
        return VagueDate.month(int(said["year"]), _MONTHS.index(said["month"][:3].lower()) + 1, circa=circa)
    years = re.findall(r"\b(?:19|20)\d{2}\b", note)
    return VagueDate.year(int(years[0]), circa=circa) if len(years) == 1 and "ijri" not in note else None


def _stated(fields: Fields, where: str, *, circa: bool) -> VagueDate | None:
    if fields.get("DATE"):
        return VagueDate.day(read_day(fields["DATE"], f"{where} DATE"), circa=circa)
    if fields.get("YEAR"):
        return VagueDate.year(_year(fields["YEAR"], f"{where} YEAR"), circa=circa)
    ends = [_year(fields[name], f"{where} {name}") for name in ("FROM_YEAR", "TO_YEAR") if fields.get(name)]
    if ends and ends[-1] < ends[0]:
        raise SourceError(f"TO_YEAR {ends[-1]} is before FROM_YEAR {ends[0]}", where=where, next="report the file")
    return VagueDate.years(ends[0], ends[-1], circa=circa or len(ends) == 1) if ends else None


def read_day(text: str, where: str) -> date:
    """The day of "2015-04-07" or "2015-04-07-04:00" (the offset of the UN's clock adds nothing to a day)."""
    match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?", text)
    try:
        return date.fromisoformat(match[1] if match else text)
    except ValueError:
        raise SourceError(f"{text!r} is no date (YYYY-MM-DD)", where=where, next="report the file") from None


def read_vague(text: str, where: str) -> VagueDate:
    """A year or a day."""
    return VagueDate.year(int(text)) if re.fullmatch(r"[12]\d{3}", text) else VagueDate.day(read_day(text, where))


def _year(text: str, where: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", text):
        raise SourceError(f"{text!r} is no year", where=where, next="report the file")
    return int(text)


# Documents

_KINDS: Mapping[IdentifierKind, re.Pattern[str]] = MappingProxyType(
    {
        "tax": re.compile(r"fiscal code|tax", re.IGNORECASE),
        "id_number": re.compile(
            r"birth certificate|ration card|voter|student|driv|military|armed forces|FARDC|certificate of|serviceman"
            r"|residen|alien registration|other id",
            re.IGNORECASE,
        ),
        "passport": re.compile(r"passport|passeport|pasaporte|laissez-passer|travel document", re.IGNORECASE),
        "national_id": re.compile(r"national|identi|social security|\bSSN\b|tazkira|personal|civil", re.IGNORECASE),
    }
)
"""Words by which a document's kind is known, the more specific first."""

_CANONICAL = frozenset({"Passport", "National Identification Number"})
_HEAD = re.compile(r",|\bissued\b|\bexpire|\bunder name\b|\bvalid\b")
_SHORT = re.compile(r"(?!SSN)[A-Z][A-Z-]{0,3}")


def read_document(fields: Fields, draft: Draft) -> None:
    """Add a document's number; a document without one is kept as a detail, in all its words."""
    kind, kind2, note = (fields.get(name, "") for name in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NOTE"))
    if not any(fields.values()):
        return
    printed = fields.get("NUMBER") or _number_elsewhere(kind2, note)
    words, number = split_number(printed)
    number, tail = _split_tail(number)
    stated = fields.get("ISSUING_COUNTRY") or fields.get("COUNTRY_OF_ISSUE", "")
    country = country_code(stated) or country_code(tail) or _leading_country(words)
    more = tail if country is None or country_code(tail) != country else ""
    text = _joined(
        "" if kind in _CANONICAL else kind, "" if kind2 == kind else kind2, words, more, _issue(fields), note
    )
    if number:
        named = _kind(kind2, words) or _kind(kind) or "other"
        draft.identifiers.append(Identifier(named, number, country, text or None))
    else:
        draft.detail("document", "; ".join(filter(None, (kind, stated, text))))


def _joined(*parts: str) -> str:
    """The parts that say something which no other part says too."""
    said = [part.rstrip(" :") for part in dict.fromkeys(parts) if part]
    return "; ".join(part for part in said if not any(part != other and part in other for other in said))


def _kind(*texts: str) -> IdentifierKind | None:
    return next((kind for kind, words in _KINDS.items() if words.search(" ".join(texts))), None)


def _number_elsewhere(kind2: str, note: str) -> str:
    """The number that stands in the type's second field or at the head of the note, when NUMBER is absent."""
    head = _HEAD.split(note, maxsplit=1)[0].strip()
    return next((text for text in (kind2, head) if re.search(r"\d", text)), "")


def split_number(text: str) -> tuple[str, str]:
    """The words before a number, and the number with the short capitals that belong to it.

    >>> split_number("German travel document A 0139243"), split_number("PS 472330208")
    (('German travel document', 'A 0139243'), ('', 'PS 472330208'))
    """
    tokens = text.split()
    first = next((place for place, token in enumerate(tokens) if re.search(r"\d", token)), len(tokens))
    start = first
    while 0 < start < len(tokens) and _is_part_of_number(tokens[start - 1]):
        start -= 1
    if start < first and start > 0 and country_code(" ".join(tokens[:first])):
        start = first
    return " ".join(tokens[:start]), " ".join(tokens[start:])


def _is_part_of_number(token: str) -> bool:
    """Whether these are the short capitals that passports' numbers begin with, and no country ("USA")."""
    return _SHORT.fullmatch(token) is not None and (len(token) < 3 or country_code(token) is None)


def _split_tail(number: str) -> tuple[str, str]:
    """A number, and the country or remark in brackets or after a comma behind it."""
    match = re.fullmatch(r"(?P<number>[^,(]*\d[^,(]*?)\s*(?:\((?P<bracket>[^)]*)\)|, (?P<rest>[A-Z].*))", number)
    if match is None:
        return number, ""
    return match["number"], match["bracket"] or match["rest"] or ""


def _leading_country(words: str) -> str | None:
    """The country that the words before a number begin with ("Libyan Passport No.")."""
    parts = words.split()
    return next(filter(None, (country_code(" ".join(parts[:n])) for n in range(min(4, len(parts)), 0, -1))), None)


def _issue(fields: Fields) -> str:
    place = [
        fields.get("CITY_OF_ISSUE", ""),
        fields.get("COUNTRY_OF_ISSUE", "") if fields.get("ISSUING_COUNTRY") else "",
    ]
    stated = [fields.get("DATE_OF_ISSUE", ""), f"in {', '.join(filter(None, place))}" if any(place) else ""]
    return " ".join(["issued", *filter(None, stated)]) if any(stated) else ""
