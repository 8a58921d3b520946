"""What somebody wrote into the one box: a name, or an identifier with or without its kind before it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from navicert.terms import imo_is_valid, imo_of_company_is_valid

LABELS: Mapping[str, str] = {
    "imo": "imoNumber",
    "mmsi": "mmsi",
    "call sign": "callSign",
    "passport": "passportNumber",
    "id": "idNumber",
    "tax": "taxNumber",
    "registration": "registrationNumber",
    "inn": "innCode",
    "ogrn": "ogrnCode",
    "lei": "leiCode",
    "bic": "swiftBic",
    "swift": "swiftBic",
    "isin": "isin",
    "duns": "dunsCode",
}
"""Words before a number that say what it is, with the property that holds it."""
ANY_KIND = (
    "passportNumber", "idNumber", "taxNumber", "registrationNumber", "socialSecurityNumber", "innCode", "ogrnCode",
    "dunsCode", "callSign", "serialNumber", "okpoCode", "swiftBic",
)  # fmt: skip
"""What a number may be that does not say what it is."""
OF_VESSELS = frozenset({"imoNumber", "mmsi", "callSign"})
_LABELLED = re.compile(
    rf"({'|'.join(LABELS)})(?:\s*(?:no|nr|number|code)\b\.?)?\s*[:#]?\s*(\S.*)", re.IGNORECASE | re.ASCII
)
_NUMBER = re.compile(r"(?=.*\d.*\d)[A-Z0-9][A-Z0-9 ./-]{3,33}", re.ASCII)
_WORD = re.compile(r"[A-Z]{4,}", re.ASCII)


def recognised(text: str) -> dict[str, list[str]]:
    """The properties that a text can be asked as: one name, or one number as whatever it may be.

    A number with letters is asked as a name too, so that no name goes unasked.

    >>> recognised("Kim Chol"), recognised("IMO no. 9074729"), recognised("passport AB 12345")
    ({'name': ['Kim Chol']}, {'imoNumber': ['9074729']}, {'passportNumber': ['AB 12345']})
    >>> recognised("9074729")["imoNumber"], "imoNumber" in recognised("1084010"), recognised("Trading 2000 Ltd")
    (['9074729'], False, {'name': ['Trading 2000 Ltd']})
    """
    labelled = _LABELLED.fullmatch(text)
    if labelled and _is_number(labelled[2].upper()):
        return {LABELS[labelled[1].lower()]: [labelled[2]]}
    number = text.upper()
    if not _is_number(number):
        return {"name": [text]}
    kinds = [kind for kind, fits in _by_form(number) if fits] + list(ANY_KIND)
    also = {"name": [text]} if any(character.isalpha() for character in text) else {}
    return {kind: [text] for kind in kinds} | also


def _is_number(text: str) -> bool:
    """Whether a text in capitals has two digits or more and no word beside them."""
    return bool(_NUMBER.fullmatch(text)) and not (" " in text and _WORD.search(text))


def _by_form(number: str) -> tuple[tuple[str, bool], ...]:
    bare = "".join(filter(str.isalnum, number))
    return (
        ("imoNumber", imo_is_valid(bare) or imo_of_company_is_valid(bare)),
        ("mmsi", len(bare) == 9 and bare.isdigit()),
        ("leiCode", len(bare) == 20),
        ("isin", len(bare) == 12 and bare[:2].isalpha()),
    )
