"""A designation of the UK Sanctions List, as its XML nests it; the CSV's rows are gathered into the same form.

Fields are named as in the XML, by the path below `Designation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Names/Name": ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6", "NameType", "AliasStrength"),
        "NonLatinNames/NonLatinName": ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage"),
        "Addresses/Address": (
            "AddressLine1",
            "AddressLine2",
            "AddressLine3",
            "AddressLine4",
            "AddressLine5",
            "AddressLine6",
            "AddressPostalCode",
            "AddressCountry",
        ),
        "IndividualDetails/Individual/BirthDetails/Location": ("TownOfBirth", "CountryOfBirth"),
        "IndividualDetails/Individual/PassportDetails/Passport": ("PassportNumber", "PassportAdditionalInformation"),
        "IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier": (
            "NationalIdentifierNumber",
            "NationalIdentifierAdditionalInformation",
        ),
    }
)
"""Elements that repeat and have parts: a path, and the parts below it."""

SINGLE = (
    "LastUpdated",
    "DateDesignated",
    "UniqueID",
    "OFSIGroupID",
    "UNReferenceNumber",
    "RegimeName",
    "IndividualEntityShip",
    "DesignationSource",
    "SanctionsImposed",
    "OtherInformation",
    "UKStatementofReasons",
)
REPEATED = (
    "Titles/Title",
    "PhoneNumbers/PhoneNumber",
    "EmailAddresses/EmailAddress",
    "Websites/Website",
    "CryptoWalletAddresses/CryptoWalletAddress",
    "IndividualDetails/Individual/DOBs/DOB",
    "IndividualDetails/Individual/Genders/Gender",
    "IndividualDetails/Individual/Nationalities/Nationality",
    "IndividualDetails/Individual/Positions/Position",
    "EntityDetails/Entity/TypeOfEntities/TypeOfEntity",
    "EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber",
    "EntityDetails/Entity/ParentCompanies/ParentCompany",
    "EntityDetails/Entity/Subsidiaries/Subsidiary",
    "ShipDetails/Ship/IMONumbers/IMONumber",
    "ShipDetails/Ship/HullIdentificationNumbers/HullIdentificationNumber",
    "ShipDetails/Ship/CurrentOwnerOperators/CurrentOwnerOperator",
    "ShipDetails/Ship/PreviousOwnerOperators/PreviousOwnerOperator",
    "ShipDetails/Ship/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip",
    "ShipDetails/Ship/PreviousFlags/PreviousFlag",
    "ShipDetails/Ship/TypeOfShipDetails/TypeOfShip",
    "ShipDetails/Ship/TonnageOfShipDetails/TonnageOfShip",
    "ShipDetails/Ship/LengthOfShipDetails/LengthOfShip",
    "ShipDetails/Ship/YearsBuilt/YearBuilt",
)
INDICATORS = "SanctionsImposedIndicators"
MEASURES: Mapping[str, str] = MappingProxyType(
    {
        "AssetFreeze": "Asset freeze",
        "ArmsEmbargo": "Arms embargo",
        "TargetedArmsEmbargo": "Targeted arms embargo",
        "CharteringOfShips": "Chartering of ships",
        "ClosureOfRepresentativeOffices": "Closure of representative offices",
        "CrewServicingOfShipsAndAircraft": "Crew servicing of ships and aircraft",
        "Deflag": "De-flag",
        "PreventionOfBusinessArrangements": "Prevention of business arrangements",
        "ProhibitionOfPortEntry": "Prohibition of port entry",
        "TravelBan": "Travel Ban",
        "PreventionOfCharteringOfShips": "Prevention of chartering of ships",
        "PreventionOfCharteringOfShipsAndAircraft": "Prevention of chartering of ships and aircraft",
        "TechnicalAssistanceRelatedToAircraft": "Technical assistance related to aircraft",
        "TrustServicesSanctions": "Trust Services Sanctions",
        "DirectorDisqualificationSanction": "Director Disqualification Sanction",
    }
)
"""The measures that `SanctionsImposedIndicators` says true or false of, in the words of `SanctionsImposed`."""

PATHS = frozenset({*SINGLE, *REPEATED, INDICATORS, *(f"{INDICATORS}/{name}" for name in MEASURES)}) | {
    f"{path}/{part}" for path, parts in GROUPS.items() for part in parts
}
ABOVE = frozenset("/".join(path.split("/")[:depth]) for path in PATHS for depth in range(1, path.count("/") + 1))
"""Elements that only hold others."""


@dataclass(slots=True)
class Designation:
    """What is said of one party: texts by path, and groups of parts by path, each once, in the order of the file."""

    where: str
    texts: dict[str, dict[str, None]] = field(default_factory=dict)
    groups: dict[str, dict[tuple[tuple[str, str], ...], None]] = field(default_factory=dict)
    measures: dict[str, bool] = field(default_factory=dict)

    def say(self, path: str, text: str) -> None:
        """Note a text that says something."""
        if text:
            self.texts.setdefault(path, {})[text] = None

    def group(self, path: str, parts: Mapping[str, str]) -> None:
        """Note a group of which some part says something."""
        said = tuple((part, text) for part, text in parts.items() if text)
        if said:
            self.groups.setdefault(path, {})[said] = None

    def all(self, name: str) -> list[str]:
        """All texts of the field whose path ends in `name`."""
        return [text for path, texts in self.texts.items() if path.rsplit("/", 1)[-1] == name for text in texts]

    def one(self, name: str) -> str:
        """The first text of that field, "" where there is none."""
        return next(iter(self.all(name)), "")

    def each(self, path: str) -> list[dict[str, str]]:
        """The groups under that path, as parts by name."""
        return [dict(parts) for parts in self.groups.get(path, {})]

    def at(self, name: str) -> str:
        """Where a field stands, for errors."""
        return f"{self.where} field {name}"
