"""The UK Sanctions List as CSV: a line with the day of the report, a header, then one row for each combination.

A party with three names, two addresses and two birth dates takes twelve rows; the rows of a `Unique ID` are gathered,
and each name, address and date is kept once. What belongs together stands in one row: a number and its note, a town and
its country.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from navicert.errors import SourceError
from navicert.lists.sources.csv_rows import AGAIN, Format, Row, read_rows, read_text
from navicert.lists.sources.uk_designation import GROUPS, REPEATED, SINGLE, Designation
from navicert.lists.sources.uk_xml import ASK, read_day

_ADDRESS = {f"Address Line {line}": f"AddressLine{line}" for line in range(1, 7)}
_NAME = {f"Name {part}": f"Name{part}" for part in range(1, 7)}
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        **_NAME,
        **_ADDRESS,
        "Last Updated": "LastUpdated",
        "Unique ID": "UniqueID",
        "OFSI Group ID": "OFSIGroupID",
        "UN Reference Number": "UNReferenceNumber",
        "Name type": "NameType",
        "Alias strength": "AliasStrength",
        "Title": "Title",
        "Name non-latin script": "NameNonLatinScript",
        "Non-latin script type": "NonLatinScriptType",
        "Non-latin script language": "NonLatinScriptLanguage",
        "Regime Name": "RegimeName",
        "Designation Type": "IndividualEntityShip",
        "Individual, Entity, Ship": "IndividualEntityShip",
        "Designation source": "DesignationSource",
        "Sanctions Imposed": "SanctionsImposed",
        "Other Information": "OtherInformation",
        "UK Statement of Reasons": "UKStatementofReasons",
        "Address Postal Code": "AddressPostalCode",
        "Address Country": "AddressCountry",
        "Phone number": "PhoneNumber",
        "Website": "Website",
        "Email address": "EmailAddress",
        "Date Designated": "DateDesignated",
        "D.O.B": "DOB",
        "Nationality(/ies)": "Nationality",
        "National Identifier number": "NationalIdentifierNumber",
        "National Identifier additional information": "NationalIdentifierAdditionalInformation",
        "Passport number": "PassportNumber",
        "Passport additional information": "PassportAdditionalInformation",
        "Position": "Position",
        "Gender": "Gender",
        "Town of birth": "TownOfBirth",
        "Country of birth": "CountryOfBirth",
        "Type of entity": "TypeOfEntity",
        "Subsidiaries": "Subsidiary",
        "Parent company": "ParentCompany",
        "Business registration number (s)": "BusinessRegistrationNumber",
        "IMO number": "IMONumber",
        "Current owner/operator (s)": "CurrentOwnerOperator",
        "Previous owner/operator (s)": "PreviousOwnerOperator",
        "Current believed flag of ship": "CurrentBelievedFlagOfShip",
        "Previous flags": "PreviousFlag",
        "Type of ship": "TypeOfShip",
        "Tonnage of ship": "TonnageOfShip",
        "Length of ship": "LengthOfShip",
        "Year Built": "YearBuilt",
        "Hull identification number (HIN)": "HullIdentificationNumber",
        "Crypto wallet address": "CryptoWalletAddress",
    }
)
"""The columns, and the XML element that says the same."""

REQUIRED = ("Unique ID", "Name 6", "Name type", "Regime Name", "Date Designated")
_PATH_OF = {path.rsplit("/", 1)[-1]: path for path in (*SINGLE, *REPEATED)}
_REPORT = re.compile(r"\s*\"?\s*report date\s*:?\s*(?P<day>[^\",\r\n]+)", re.IGNORECASE)
_SPELLING = {re.sub(r"\W", "", column).lower(): column for column in COLUMNS}


def read_csv(path: Path) -> tuple[list[Designation], date | None, int]:
    """The designations, the day of the report, and a second count of the records."""
    text = read_text(path)
    report = _REPORT.match(text)
    day = read_day(report["day"].replace("-", " ").strip(), f"{path.name} row 1 field Report Date") if report else None
    form = Format(tuple(COLUMNS), REQUIRED, _spelled, skip=1 if report else 0)
    found: dict[str, Designation] = {}
    for row in read_rows(path, text, form):
        number = row["Unique ID"]
        if not number:
            raise SourceError("the row has no Unique ID", where=row.at("Unique ID"), next=AGAIN)
        _gather(row, found.setdefault(number, Designation(f"{path.name} {number}")))
    if not found:
        raise SourceError("the file holds no designation", where=path.name, next=ASK)
    return list(found.values()), day, _distinct_numbers(text, form.skip)


def _spelled(cell: str) -> str:
    """The column as we know it; its capitals and signs vary between editions."""
    return _SPELLING.get(re.sub(r"\W", "", cell).lower(), cell.strip())


def _gather(row: Row, designation: Designation) -> None:
    cells = {COLUMNS[column]: " ".join(cell.split()) for column, cell in row.cells.items() if cell}
    for path, parts in GROUPS.items():
        designation.group(path, {part: cells.pop(part, "") for part in parts})
    for name, text in cells.items():
        designation.say(_PATH_OF[name], text)


def _distinct_numbers(text: str, skip: int) -> int:
    rows = list(csv.reader(io.StringIO(text, newline="")))[skip:]
    place = [_spelled(cell) for cell in rows[0]].index("Unique ID")
    return len({row[place].strip() for row in rows[1:] if any(cell.strip() for cell in row)})
