"""The words of FollowTheMoney that entries are read from and written to: schemata, properties, country codes.

Taken from the model of followthemoney 4.11 (MIT licence, https://followthemoney.tech/explorer/). `sources.ftm` reads
with these tables and `to_ftm` writes with them, so the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from navicert.lists.model import IdentifierKind, NameKind, Schema

PARTY_SCHEMATA: Mapping[str, Schema] = MappingProxyType(
    {
        "Person": "Person",
        "Organization": "Organization",
        "Company": "Company",
        "LegalEntity": "LegalEntity",
        "PublicBody": "Organization",
        "Vessel": "Vessel",
        "Airplane": "Airplane",
        "CryptoWallet": "CryptoWallet",
        "Security": "Security",
        "Asset": "Asset",
        "Vehicle": "Asset",
        "BankAccount": "Asset",
        "RealEstate": "Asset",
        "License": "Asset",
        "Contract": "Asset",
    }
)
"""Schemata that name a party or a thing that can be listed, and the entry's schema for each."""

_DOCUMENTS = (
    "Analyzable", "Article", "Audio", "Document", "Documentation", "Email", "Folder", "HyperText", "Image",
    "Mention", "Message", "Note", "Package", "Page", "Pages", "PlainText", "Table", "Video", "Workbook",
)  # fmt: skip
_HAPPENINGS = (
    "Call", "CallForTenders", "ContractAward", "CourtCase", "CourtCaseParty", "EconomicActivity", "Event",
    "Project", "ProjectParticipant", "Risk", "Similar", "TaxRoll", "Territory", "Trip", "UserAccount",
)  # fmt: skip
NO_PARTY: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(_DOCUMENTS, "a document or what is said in one, no party")
    | dict.fromkeys(_HAPPENINGS, "an event, a case, a place or an account, no party")
)
"""Schemata of the model that are left out of the list, each with the reason."""

LEGAL = frozenset({"Person", "Organization", "Company", "LegalEntity"})
CORPORATE = frozenset({"Organization", "Company"})
CRAFT = frozenset({"Vessel", "Airplane"})
PERSON = frozenset({"Person"})
VESSEL = frozenset({"Vessel"})
ANY = LEGAL | CRAFT | frozenset({"CryptoWallet", "Security", "Asset"})

NAME_PROPERTIES: Mapping[NameKind, str] = MappingProxyType(
    {"primary": "name", "alias": "alias", "weak_alias": "weakAlias", "former": "previousName"}
)

PART_PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "given": "firstName",
        "second": "secondName",
        "middle": "middleName",
        "patronymic": "fatherName",
        "matronymic": "motherName",
        "family": "lastName",
        "suffix": "nameSuffix",
        "first": "firstName",
        "third": "middleName",
        "fourth": "lastName",
    }
)
"""The label of a part in `Name.parts`, and the property that carries it; read back, the first label of each counts."""

IDENTIFIER_PROPERTIES: Mapping[str, tuple[IdentifierKind, frozenset[str]]] = MappingProxyType(
    {
        "passportNumber": ("passport", PERSON),
        "idNumber": ("id_number", LEGAL),
        "taxNumber": ("tax", LEGAL),
        "registrationNumber": ("registration", LEGAL | CRAFT | {"Security"}),
        "imoNumber": ("imo", VESSEL | CORPORATE),
        "mmsi": ("mmsi", VESSEL),
        "callSign": ("call_sign", VESSEL),
        "serialNumber": ("serial_number", frozenset({"Airplane"})),
        "swiftBic": ("swift_bic", LEGAL),
        "leiCode": ("lei", LEGAL),
        "innCode": ("inn", LEGAL),
        "ogrnCode": ("ogrn", LEGAL),
        "dunsCode": ("duns", LEGAL),
        "publicKey": ("crypto_address", frozenset({"CryptoWallet"})),
        "isin": ("isin", frozenset({"Security"})),
        "email": ("email", LEGAL),
        "phone": ("phone", LEGAL),
        "website": ("website", LEGAL),
    }
)
"""Property, the identifier's kind, and the schemata that have the property."""

OTHER_IDENTIFIERS: Mapping[str, tuple[IdentifierKind, str]] = MappingProxyType(
    {
        "vatCode": ("tax", "taxNumber"),
        "socialSecurityNumber": ("national_id", "idNumber"),
        "isinCode": ("isin", "idNumber"),
        "uniqueEntityId": ("other", "idNumber"),
        "okpoCode": ("other", "idNumber"),
        "kppCode": ("other", "idNumber"),
        "bikCode": ("other", "idNumber"),
        "cageCode": ("other", "idNumber"),
        "uscCode": ("registration", "registrationNumber"),
        "permId": ("other", "idNumber"),
        "npiCode": ("other", "idNumber"),
    }
)
"""Further properties with identifiers: the kind, and the property that `to_ftm` would write for that kind."""

COUNTRY_FIELDS: Mapping[str, tuple[str, frozenset[str]]] = MappingProxyType(
    {
        "country": ("countries", ANY),
        "nationality": ("nationalities", PERSON),
        "citizenship": ("citizenships", PERSON),
        "jurisdiction": ("jurisdictions", LEGAL),
        "flag": ("flags", VESSEL),
        "pastFlags": ("former_flags", VESSEL),
    }
)
"""Property, the entry's field, and the schemata that have the property."""

DATE_FIELDS: Mapping[str, tuple[str, frozenset[str]]] = MappingProxyType(
    {
        "birthDate": ("birth_dates", PERSON),
        "deathDate": ("death_dates", PERSON),
        "incorporationDate": ("incorporation_dates", LEGAL),
    }
)

TEXT_FIELDS: Mapping[str, tuple[str, frozenset[str]]] = MappingProxyType(
    {"title": ("titles", PERSON), "position": ("positions", PERSON), "notes": ("remarks", ANY)}
)

EDGES: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "Ownership": ("owner", "asset", "owns", "owned_by"),
        "Control": ("controller", "controlled", "controls", "controlled_by"),
        "Directorship": ("director", "organization", "director_of", "directed_by"),
        "Employment": ("employee", "employer", "employed_by", "employs"),
        "Membership": ("member", "organization", "member_of", "has_member"),
        "Representation": ("agent", "client", "represents", "represented_by"),
        "Succession": ("predecessor", "successor", "succeeded_by", "succeeds"),
        "Family": ("person", "relative", "family", "family"),
        "Associate": ("person", "associate", "associate", "associate"),
        "Occupancy": ("holder", "post", "holds_post", "held_by"),
        "UnknownLink": ("subject", "object", "linked_to", "linked_to"),
        "Debt": ("debtor", "creditor", "owes", "is_owed_by"),
        "Payment": ("payer", "beneficiary", "paid", "paid_by"),
    }
)
"""Schemata that tie two parties: the properties of the two ends, and the relation's kind as each end sees it."""

HISTORICAL_CODES: Mapping[str, str] = MappingProxyType({"SU": "suhh", "YU": "yucs", "CS": "csxx", "CSHH": "cshh"})
"""Codes of former states, where FollowTheMoney writes ISO 3166-3's four letters."""

ENTITY_KEYS = ("datasets", "referents", "origin", "first_seen", "last_seen", "last_change", "target")
"""What OpenSanctions says of an entity beside its properties; kept in `Entry.extra` with "@" before the word."""
