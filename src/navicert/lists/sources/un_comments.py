"""What the UN says only in the free text of COMMENTS1: numbers of banks and ships, ways to write and call, gender.

The text itself always stays whole among the remarks; what is read here is read in addition.
"""

from __future__ import annotations

import re

from navicert.lists.model import Identifier, IdentifierKind, Relation
from navicert.lists.sources.draft import Draft
from navicert.terms import imo_is_valid

_IMO = re.compile(r"\bIMO(?: (?:[Nn]umbers?|[Nn]o\.?))?[:#]? ?(\d{7})\b")
_PATTERNS: tuple[tuple[IdentifierKind, re.Pattern[str]], ...] = (
    ("swift_bic", re.compile(r"\b(?:SWIFT|BIC)(?:/BIC)?(?: code)?:? ([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")),
    ("email", re.compile(r"\b([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")),
    ("website", re.compile(r"\b[Ww]ebsite:? ?((?:https?://|www\.)[^\s,;)]*[^\s,;).])")),
    ("mmsi", re.compile(r"\bMMSI:? ?(\d{9})\b")),
)
_TELEPHONE = re.compile(r"\b(?:Tel(?:ephone)?|Phone)(?: numbers?)?[.:]{0,2} *(?P<numbers>\+?\d[\d\s().,/;+-]{5,})")
SHORTEST_PHONE = 7
_GENDER = re.compile(r"\bGender: ?(male|female)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\b[A-Z]{2}[ie]\.\d{3}\b")
_SHIP = "vessel|ship|tanker|freighter|bulk carrier|cargo ship|trawler"
_IS_VESSEL = re.compile(
    rf"^(?:IMO[^.]*\.\s*)?(?:The )?(?:[\w-]+ ){{0,4}}(?:{_SHIP})\b(?! (?:owner|manager|operator|company))"
    rf"|\b(?:is|was) an? (?:[\w-]+ ){{0,6}}(?:{_SHIP})\b(?! (?:owner|manager|operator|company))"
    r"|\bVessel type:",
    re.IGNORECASE,
)
_ROLE = re.compile(r"\b(?:owner|manager|operator|company)\b", re.IGNORECASE)


def read_comments(text: str, draft: Draft) -> None:
    """Keep the text as a remark, and add the numbers, addresses and gender that it states."""
    if not text:
        return
    draft.remarks.append(text)
    for kind, pattern in (("imo", _IMO), *_PATTERNS):
        draft.identifiers.extend(Identifier(kind, found) for found in pattern.findall(text))
    for found in _TELEPHONE.finditer(text):
        numbers = [number.strip(" .;,(") for number in re.split(r"[;,]", found["numbers"])]
        draft.identifiers.extend(Identifier("phone", number) for number in numbers if len(number) >= SHORTEST_PHONE)
    if (gender := _GENDER.search(text)) and draft.schema == "Person" and draft.gender is None:
        draft.gender = gender[1].lower()
    if draft.schema == "Organization" and is_vessel(text):
        draft.schema = "Vessel"


def is_vessel(text: str) -> bool:
    """Whether a comment says that the listed thing itself is a ship.

    It must state an IMO number with a ship's check digit (numbers of companies have another) and call it a vessel or
    ship in its first words or as "is a … vessel", before any word of owning, managing or operating one.

    >>> is_vessel("IMO: 8909575. The vessel shipped coal."), is_vessel("IMO: 8909575. Owner of a tanker.")
    (True, False)
    """
    called = _IS_VESSEL.search(text)
    if called is None or not any(map(imo_is_valid, _IMO.findall(text))):
        return False
    return _ROLE.search(text, 0, called.end()) is None


def references(text: str) -> list[str]:
    """The reference numbers of other listed parties that the text names ("QDe.137")."""
    return list(dict.fromkeys(_REFERENCE.findall(text)))


def mention(reference: str, name: str, entry_id: str) -> Relation:
    """The tie to a party whose reference number the comments name."""
    return Relation("mentions", name, entry_id, reference)
