"""The properties that can be asked about and shown, with titles."""

from __future__ import annotations

import re
from typing import Final

PROPERTIES: Final = (
    "name", "alias", "weakAlias", "previousName", "firstName", "middleName", "lastName", "birthDate", "birthPlace",
    "nationality", "citizenship", "country", "jurisdiction", "gender", "address", "passportNumber", "idNumber",
    "taxNumber", "registrationNumber", "imoNumber", "mmsi", "callSign", "flag", "serialNumber", "swiftBic", "leiCode",
    "innCode", "ogrnCode", "publicKey", "email", "phone", "website", "program", "topics", "title", "position", "notes",
)  # fmt: skip
_TITLES = {
    "imoNumber": "IMO number",
    "mmsi": "MMSI",
    "swiftBic": "SWIFT/BIC",
    "leiCode": "LEI",
    "idNumber": "ID number",
}


def title_of(name: str) -> str:
    """The name of a property or schema in words.

    >>> title_of("birthDate"), title_of("imoNumber"), title_of("LegalEntity")
    ('Birth date', 'IMO number', 'Legal entity')
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return _TITLES.get(name) or words[:1].upper() + words[1:].lower()
