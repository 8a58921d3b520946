"""Cells of the annex CSV that hold several values, as the Official Journal's tables have them in free text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from navicert.lists.model import Address, Identifier, Name, NameKind
from navicert.lists.sources.european_dates import read_dates
from navicert.lists.sources.scripts import language_of, script_of
from navicert.terms import VagueDate, country_code

_ITEM = re.compile(r"(?:^|(?<=\s))\(?[a-z]\)\s*")
_JOINING = re.compile(r"^(?:and|or|also|&)\s+", re.IGNORECASE)
_QUOTES = "\"'‘’“”"


def values(cell: str) -> list[str]:
    """The values of a cell: parted by semicolons outside brackets or counted "a) … b) …"; quotes around them go.

    >>> values('927234267; "108120258 (issued 14.2.2018; expires 14.2.2023)"')
    ['927234267', '108120258 (issued 14.2.2018; expires 14.2.2023)']
    """
    return [text for part in _parts(cell) if (text := _bare(part))]


def _parts(cell: str) -> list[str]:
    semicolons = _outside_brackets(cell.replace('"', ""), ";")
    return [item.strip() for part in semicolons for item in _items(part) if item.strip()]


def _items(text: str) -> list[str]:
    return [item.rstrip(" ,") for item in _ITEM.split(text)] if len(_ITEM.findall(text)) > 1 else [text]


def _bare(text: str) -> str:
    text = _JOINING.sub("", text.strip().rstrip(",").strip())
    if len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES and not any(c in _QUOTES for c in text[1:-1]):
        text = text[1:-1]
    return text.strip()


def _outside_brackets(text: str, sign: str) -> list[str]:
    parts, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")" and depth > 0)
        if char == sign and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def plain(text: str) -> str:
    """Without the full stop of a table's cell ("male.", "DPRK."); that of an abbreviation ("Co.") is not for this."""
    return text.strip().removesuffix(".").strip()


# names


_ALSO_KNOWN = re.compile(r"^(?P<how>f\.?k\.?a\.?|formerly|a\.?k\.?a\.?|n\.?k\.?a\.?|alias)\s*:?\s+", re.IGNORECASE)
_ALIASES = re.compile(r"\((?:aliases|alias|a\.k\.a\.|also known as)\s*:?\s*(?P<names>[^()]*)\)", re.IGNORECASE)
_LAST_BRACKET = re.compile(r"\s*\((?P<inside>[^()]+)\)$")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,9}")
_TWO_SCRIPTS = re.compile(
    r"(?P<latin>[\x20-\u024f\u1e00-\u1eff’‘]+?)\s+\(?(?P<other>[\u0370-\u1dff\u2e80-\uffef].*?)\)?"
)


def name(text: str, kind: NameKind) -> Name:
    """A name with its script, and its language where the letters tell."""
    return Name(text, kind, script_of(text), language_of(text))


def own_names(cell: str, *, vessel: bool) -> Iterator[Name]:
    """The name of a row, and what is written into the same cell: aliases in brackets, the name in its own script.

    >>> [one.text for one in own_names("Chong Bong (Greenlight) (Blue Nouvelle)", vessel=True)]
    ['Chong Bong', 'Greenlight', 'Blue Nouvelle']
    """
    aliases = [alias.strip() for found in _ALIASES.finditer(cell) for alias in found["names"].split(",")]
    rest, bracketed = _without_brackets(_ALIASES.sub("", cell).strip(), every=vessel)
    both = _TWO_SCRIPTS.fullmatch(rest)
    yield name(both["latin"] if both else rest, "primary")
    for alias in (*([both["other"]] if both else []), *bracketed, *aliases):
        if alias:
            yield name(alias, "alias")


def _without_brackets(text: str, *, every: bool) -> tuple[str, list[str]]:
    """The text before its last brackets, and what stands in them; of a company or person only acronyms are taken."""
    inside: list[str] = []
    while (found := _LAST_BRACKET.search(text)) and found.start() and (every or _ACRONYM.fullmatch(found["inside"])):
        inside.insert(0, found["inside"].strip())
        text = text[: found.start()].strip()
    return text, inside


def other_names(cell: str, kind: NameKind, *, person: bool) -> Iterator[Name]:
    """The names of an alias cell; those of persons may be parted by commas where each has two words or more."""
    for text in values(cell):
        for one in _by_commas(text) if person else [text]:
            marked = _ALSO_KNOWN.match(one)
            bare = _whole_bracket(_ALSO_KNOWN.sub("", one).strip())
            former = marked is not None and marked["how"].lower().startswith("f")
            rest, acronyms = _without_brackets(bare, every=False)
            for each in (rest, *acronyms):
                if each:
                    yield name(each, "former" if former else kind)


def _by_commas(text: str) -> list[str]:
    """ "Neil Tsang, Yun Yuan Tsang" are two names; "Chang, Myong Ho" is one, family name first."""
    parts = [part.strip() for part in text.split(",")]
    return parts if all(len(part.split()) > 1 for part in parts) else [text]


def _whole_bracket(text: str) -> str:
    return text[1:-1].strip() if re.fullmatch(r"\([^()]*\)", text) else text


# numbers


_NUMBER = re.compile(r"(?P<number>[A-Z]{0,3}[- ]{0,2}\d[\w/-]*)\s*(?:[,.]?\s*\(?(?P<note>.*?)\)?)?\.?", re.DOTALL)
_ISSUER = re.compile(r"issued by (?:the )?(?P<country>[^;,]+?)(?: on .*)?$", re.IGNORECASE)
_COMPANY_IMO = re.compile(r"(?:Company Number )?IMO\s*(?:number|no\.?)?:?\s*(?P<number>\d{7})", re.IGNORECASE)


def passports(cell: str) -> Iterator[Identifier]:
    """Passport numbers with what is said of each; the issuer's country where it is named.

    >>> [(one.value, one.country, one.note) for one in passports("563110024 (issued by the DPRK) / PS 1")]
    [('563110024', 'KP', 'issued by the DPRK'), ('PS 1', None, None)]
    """
    for text in values(cell):
        for one in re.split(r"\s+/\s+", text):
            found = _NUMBER.fullmatch(one)
            note = _closed(found["note"]) or None if found else None
            issuer = _ISSUER.search(note.split(";")[0]) if note else None
            country = country_code(issuer["country"]) if issuer else None
            yield Identifier("passport", found["number"] if found else one, country, note)


def _closed(text: str) -> str:
    return text + ")" * (text.count("(") - text.count(")"))


def contacts(cell: str) -> Iterator[tuple[str, str | None]]:
    """Telephone numbers, e-mail addresses or web pages, each with a note ("fax")."""
    for text in values(cell):
        for one in re.split(r"\s+and\s+|(?<=\S)[.,]?\s+(?=Fax:)", text):
            fax = one.startswith("Fax:")
            if bare := plain(one.removeprefix("Fax:").strip(" ,")):
                yield bare, "fax" if fax else None


# places


def addresses(cell: str) -> tuple[list[Address], list[Identifier]]:
    """Addresses with their countries, and company numbers that stand among them."""
    found: list[Address] = []
    numbers: list[Identifier] = []
    for text in _whole_addresses(_parts(cell)):
        company = _COMPANY_IMO.fullmatch(text)
        if company:
            numbers.append(Identifier("imo", company["number"]))
        else:
            found += _address(text)
    return found, numbers


_GOES_ON = re.compile(r"P\.?\s?O\.? ?Box|[a-z](?!/o)")


def _whole_addresses(parts: Iterable[str]) -> list[str]:
    """Addresses with their own semicolons: one part ends in a comma, or the next begins small or is a post box."""
    whole: list[str] = []
    for part in parts:
        text = re.sub(r"^Alternate Address:\s*", "", part)
        if whole and (whole[-1].endswith(",") or _GOES_ON.match(text)):
            whole[-1] = f"{whole[-1].rstrip(',')}{',' if whole[-1].endswith(',') else ';'} {text}"
        else:
            whole.append(text)
    return [bare for text in whole if (bare := _bare(text))]


def _address(text: str) -> list[Address]:
    """One address, or one for each country where the text is a list of countries only."""
    text = plain(text)
    parts = [part.strip() for part in text.split(",")]
    codes = [country_code(part) for part in parts]
    if len(parts) > 1 and len(set(codes)) == len(codes) and all(codes) and country_at_end(text) == codes[-1]:
        return [Address(part, code) for part, code in zip(parts, codes, strict=True)]
    return [Address(text, country_at_end(text))]


_PARTS_OF_CHINA = frozenset({"HK", "MO"})


def country_at_end(text: str) -> str | None:
    """The country that an address ends in; Hong Kong and Macao keep their own codes before "China".

    >>> country_at_end("Changwang Street, Pyongyang DPRK"), country_at_end("Wanchai, Hong Kong, China.")
    ('KP', 'HK')
    """
    parts = [plain(re.sub(r"\s*\([^()]*\)", "", part)) for part in text.split(",")]
    code = country_code(parts[-1]) or country_code(re.sub(r".*\(([^()]*)\).*", r"\1", text.split(",")[-1]))
    before = country_code(parts[-2]) if len(parts) > 1 else None
    if code == "CN" and before in _PARTS_OF_CHINA:
        return before
    words = parts[-1].split()
    tails = (" ".join(words[start:]) for start in range(1, len(words)))
    last = next((found for tail in tails if len(tail) > 2 and (found := country_code(tail))), None)
    return code or last or _only_country(text)


def _only_country(text: str) -> str | None:
    """The one country that is a whole part of the address, where no part at the end is ("..., DPRK; PO Box 416")."""
    found = {code for part in re.split(r"[,;]", text) if (code := country_code(plain(part)))}
    return found.pop() if len(found) == 1 else None


# dates


def dates(cell: str) -> tuple[list[VagueDate], list[str]]:
    """The dates of a cell, and the values that cannot be read as dates."""
    found: list[VagueDate] = []
    odd: list[str] = []
    for text in values(cell):
        read = read_dates(text)
        found += read or []
        odd += [text] if read is None else []
    return list(dict.fromkeys(found)), odd
