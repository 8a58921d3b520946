"""Papers, registration numbers and ways to reach the party of a UK designation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from navicert.lists.model import Identifier, IdentifierKind
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.uk_designation import Designation
from navicert.terms import country_code
from navicert.terms.country import nationality_code

_INDIVIDUAL = "IndividualDetails/Individual"
LABELLED: Mapping[str, tuple[IdentifierKind, str | None]] = MappingProxyType(
    {
        "INN": ("inn", None),
        "OGRN": ("ogrn", None),
        "TAX ID": ("tax", None),
        "KPP": ("other", "KPP"),
        "OKPO": ("other", "OKPO"),
        "LEI": ("lei", None),
    }
)
"""Labels that registration numbers open with, and what they are."""

_LABEL = "|".join(LABELLED)
_PAIR = re.compile(rf"\s*(?P<label>{_LABEL})(?:\s+(?:code|number|no\.?))?\s*[:\-–]?\s*(?P<value>[0-9A-Z]+)\s*[;,.]?\s*")
_PASSPORT_OF = re.compile(r"(?P<whose>[A-Z][\w' -]*?)\s+(?:diplomatic |service |national )?passport", re.IGNORECASE)
_IMO = re.compile(r"(?:IMO\s*)?(?P<number>\d{7})", re.IGNORECASE)


def read_numbers(said: Designation, draft: Draft) -> None:
    """Put all numbers into the draft; a paper or ship without a number is said in words."""
    for paper in said.each(f"{_INDIVIDUAL}/PassportDetails/Passport"):
        _paper("passport", paper.get("PassportNumber", ""), paper.get("PassportAdditionalInformation", ""), draft)
    for paper in said.each(f"{_INDIVIDUAL}/NationalIdentifierDetails/NationalIdentifier"):
        note = paper.get("NationalIdentifierAdditionalInformation", "")
        _paper("national_id", paper.get("NationalIdentifierNumber", ""), note, draft)
    for text in said.all("BusinessRegistrationNumber"):
        draft.identifiers += registrations(text)
    for text in said.all("IMONumber"):
        found = _IMO.fullmatch(text)
        if found:
            draft.identifiers.append(Identifier("imo", found["number"]))
        else:
            draft.detail("IMO number", text)
    for text in said.all("HullIdentificationNumber"):
        draft.identifiers.append(Identifier("other", text, note="hull identification number"))
    draft.identifiers += [Identifier("crypto_address", text) for text in said.all("CryptoWalletAddress")]
    draft.identifiers += [Identifier("phone", text) for text in said.all("PhoneNumber")]
    draft.identifiers += [Identifier("website", text) for text in said.all("Website")]
    for text in said.all("EmailAddress"):
        draft.identifiers += [Identifier("email", one) for one in re.split(r"[;,\s]+", text) if one]


def _paper(kind: IdentifierKind, number: str, note: str, draft: Draft) -> None:
    whose = _PASSPORT_OF.match(note)
    country = (country_code(whose["whose"]) or nationality_code(whose["whose"])) if whose else None
    if number:
        draft.identifiers.append(Identifier(kind, number, country, note or None))
    else:
        draft.detail(f"{kind.replace('_', ' ')} without a number", note)


def registrations(text: str) -> Iterator[Identifier]:
    """The numbers of a text that is made of labelled numbers only; any other text is one number, as printed.

    >>> [(one.kind, one.value) for one in registrations("OGRN: 1247700291200; INN - 9707028663")]
    [('ogrn', '1247700291200'), ('inn', '9707028663')]
    """
    place, found = 0, []
    while pair := _PAIR.match(text, place):
        kind, note = LABELLED[pair["label"]]
        found.append(Identifier(kind, pair["value"], note=note))
        place = pair.end()
    yield from found if found and place == len(text) else [Identifier("registration", text)]
