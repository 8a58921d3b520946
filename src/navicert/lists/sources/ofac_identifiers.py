"""Numbers of documents and registers as OFAC labels them, and what the number itself says beyond its label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from navicert.lists.model import Identifier, IdentifierKind
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.ofac_labels import ADDRESS_LIKE, IDENTIFIERS, PLAIN
from navicert.lists.sources.ofac_values import Document, read_document
from navicert.terms import country_code

_WORDLESS = frozenset({"call_sign", "tail_number", "other"})
"""Kinds whose values may be letters alone; what has no digit under another label is prose, not a number."""


def write_identifier(label: str, text: str, draft: Draft) -> bool:
    """Add the number that stands behind a label; False when the text holds none, and nothing was done."""
    kind = IDENTIFIERS[label]
    if kind in ADDRESS_LIKE:
        identifier = _contact(label, kind, text)
    elif kind not in _WORDLESS and not any(map(str.isdigit, text)):
        return False
    else:
        identifier = numbered(label, kind, read_document(text))
    if identifier is None:
        return False
    draft.identifiers.append(identifier)
    return True


def _contact(label: str, kind: IdentifierKind, text: str) -> Identifier | None:
    if kind == "crypto_address":
        currency, _, address = text.removeprefix("-").strip().partition(" ")
        return Identifier(kind, address.strip(), None, currency) if address else None
    if kind == "phone" and not any(map(str.isdigit, text)):
        return None
    value, _, rest = text.partition(" ") if kind in ("email", "website") else (text, "", "")
    note = "; ".join(part for part in ("" if label in PLAIN else label, rest.strip()) if part)
    return Identifier(kind, value.rstrip(".,"), None, note or None)


def numbered(label: str, kind: IdentifierKind, document: Document) -> Identifier:
    """The identifier of a numbered document; the label is repeated in the note unless the kind says as much."""
    kind, number = _refine(label, kind, document.number, document.country)
    said = label in PLAIN or (label, kind) in _SAID
    note = "; ".join(document.notes if said else (label, *document.notes)) or None
    return Identifier(kind, number, document.country, note)


_IMO = re.compile(r"\(?(?:IMO(?: No\.| number)? ?)?(?P<digits>\d{7})\)?")
_LEI = re.compile(r"[0-9A-Z]{18}\d{2}")
_SAID = frozenset(
    {("Vessel Registration Identification", "imo"), ("Legal Entity Number", "lei"), ("Tax ID No.", "inn")}
)
"""Labels that say nothing more once the number itself has told its kind."""

_RUSSIAN: Mapping[tuple[IdentifierKind, int], IdentifierKind] = MappingProxyType(
    {("tax", 10): "inn", ("tax", 12): "inn", ("registration", 13): "ogrn", ("registration", 15): "ogrn"}
)
"""Kind by OFAC's label, and count of digits, of Russia's tax number (INN) and state register number (OGRN, OGRNIP)."""


def _refine(label: str, kind: IdentifierKind, number: str, country: str | None) -> tuple[IdentifierKind, str]:
    """What the number itself says beyond its label: IMO numbers, legal entity identifiers, Russia's registers."""
    imo = _IMO.fullmatch(number)
    if imo and (kind == "imo" or number.startswith("IMO")):
        return "imo", imo["digits"]
    if label == "Legal Entity Number" and _LEI.fullmatch(number):
        return "lei", number
    if number.isascii() and number.isdigit() and (country == "RU" or (country is None and is_ogrn(number))):
        return _RUSSIAN.get((kind, len(number)), kind), number
    return kind, number


def is_ogrn(number: str) -> bool:
    """Whether 13 digits are a number of Russia's state register of companies.

    The last digit is that of the remainder of the first twelve divided by 11 (order 165n of the Ministry of Finance of
    30 Oct 2017).

    >>> is_ogrn("1027739609391"), is_ogrn("1027739609392")
    (True, False)
    """
    return len(number) == 13 and number[0] in "15" and int(number[:12]) % 11 % 10 == int(number[12])


def write_document(label: str, number: str, country: str, dates: tuple[str, ...], draft: Draft) -> bool:
    """Add the number that a record gives with its country and dates apart; False when it holds none."""
    if IDENTIFIERS[label] in ADDRESS_LIKE and not (country or dates):
        return write_identifier(label, number, draft)
    if not number:
        return False
    code, read = country_code(country) if country else None, read_document(number)
    notes = (*read.notes, *((country,) if country and code is None else ()), *dates)
    draft.identifiers.append(numbered(label, IDENTIFIERS[label], Document(read.number, code or read.country, notes)))
    return True
