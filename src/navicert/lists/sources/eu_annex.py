"""The annexes of Council Regulation (EU) 2017/1509 as a CSV file: parties the EU lists on account of the DPRK.

Columns are FollowTheMoney's with the annex, the measure and the date before them. Each row is an entry: a vessel under
two measures stands in two annexes and is two entries. The file is a part of the EU's lists and never counts as the
whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from navicert.errors import InvalidInput, SourceError, UnknownCode
from navicert.lists.ftm_words import PARTY_SCHEMATA
from navicert.lists.model import Detail, Entry, Identifier, IdentifierKind, Listing, NameKind, Place, Relation
from navicert.lists.sources.base import Reading, Source
from navicert.lists.sources.csv_rows import AGAIN, Format, Row, read_rows, read_text
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.eu_annex_cells import (
    addresses,
    contacts,
    country_at_end,
    dates,
    other_names,
    own_names,
    passports,
    plain,
    values,
)
from navicert.terms import country_code
from navicert.terms.country import nationality_code

MEASURES: Mapping[str, str] = MappingProxyType(
    {
        "Asset freeze": "funds and economic resources are frozen, Article 34",
        "Transportation restrictions": "entry into ports of the Union is prohibited, Article 39",
    }
)
"""The measures of the annexes, with what they mean under the regulation."""

ANNEXES = frozenset({"XIII", "XIV", "XV", "XVI", "XVII", "XVIII"})
PROGRAMMES = frozenset({"EU-PRK"})

REQUIRED = ("celex", "recordId", "programKey", "annex", "measure", "startDate", "reason", "schema", "name")
NAMES: Mapping[str, NameKind] = MappingProxyType(
    {"alias": "alias", "weakAlias": "weak_alias", "previousName": "former"}
)
NUMBERS: Mapping[str, tuple[IdentifierKind, str | None]] = MappingProxyType(
    {
        "registrationNumber": ("registration", None),
        "taxNumber": ("tax", None),
        "idNumber": ("id_number", None),
        "innCode": ("inn", None),
        "ogrnCode": ("ogrn", None),
        "kppCode": ("other", "KPP"),
        "okpoCode": ("other", "OKPO"),
        "leiCode": ("lei", None),
        "swiftBic": ("swift_bic", None),
        "mmsi": ("mmsi", None),
    }
)
CONTACTS: Mapping[str, IdentifierKind] = MappingProxyType({"phone": "phone", "email": "email", "website": "website"})
DETAILS: Mapping[str, str] = MappingProxyType(
    {
        "appearance": "appearance",
        "ethnicity": "ethnicity",
        "fatherName": "father's name",
        "motherName": "mother's name",
        "legalForm": "legal form",
        "sector": "sector",
        "ticker": "ticker",
    }
)
PLAIN = (
    "country", "nationality", "jurisdiction", "birthDate", "birthPlace", "position", "passportNumber", "gender",
    "incorporationDate", "imoNumber", "flag", "address", "notes",
)  # fmt: skip
KNOWN = (*REQUIRED, *NAMES, *NUMBERS, *CONTACTS, *DETAILS, *PLAIN)

_CARE_OF = re.compile(r"(?:care of|c/o)\s+", re.IGNORECASE)
_CELEX = re.compile(r"3\d{4}[A-Z]\d{4}")
_RECORD = re.compile(r"^\"?3\d{4}[A-Z]\d{4}\"?,", re.MULTILINE)


def read(paths: Sequence[Path]) -> Reading:
    """The entries of the CSV file, one a row."""
    if len(paths) != 1:
        raise SourceError(f"{len(paths)} files given", where="eu-dprk-annex", next="give the one annex CSV")
    (path,) = paths
    text = read_text(path)
    entries: dict[str, Entry] = {}
    for row in read_rows(path, text, Format(KNOWN, REQUIRED)):
        entry = read_row(row)
        if entry.id in entries:
            raise SourceError(f"{entry.id!r} stands here twice", where=row.at("recordId"), next=AGAIN)
        entries[entry.id] = entry
    if not entries:
        raise SourceError("the file holds no entry", where=path.name, next=AGAIN)
    return Reading(tuple(entries.values()), None, len(_RECORD.findall(text)))


def read_row(row: Row) -> Entry:
    """One row as an entry; UnknownCode for a schema, programme, annex or measure that the regulation does not have."""
    schema = PARTY_SCHEMATA.get(row["schema"])
    if schema is None:
        raise UnknownCode(f"there is no schema {row['schema']!r}", where=row.at("schema"), next=AGAIN)
    if not row["name"]:
        raise InvalidInput("the row has no name", where=row.at("name"), next=AGAIN)
    draft = Draft(_id(row), schema, listings=[_listing(row)])
    _names(row, draft)
    _person(row, draft)
    _company(row, draft)
    _places(row, draft)
    _numbers(row, draft)
    draft.details += [Detail(label, text) for column, label in DETAILS.items() for text in values(row[column])]
    draft.remarks += [row["notes"]] if row["notes"] else []
    return draft.entry()


def _id(row: Row) -> str:
    """Annex and number, as a lawyer cites the entry; where the table has no numbers, its IMO number, else its name."""
    number = row["recordId"]
    if not number:
        number = f"imo{row['imoNumber']}" if row["imoNumber"].isdigit() else re.sub(r"\W+", "-", row["name"].lower())
    return f"eu-{row['celex']}-{row['annex']}-{number}"


def _listing(row: Row) -> Listing:
    measure, annex, celex = row["measure"], row["annex"], row["celex"]
    if measure not in MEASURES:
        raise UnknownCode(f"there is no measure {measure!r}", where=row.at("measure"), next=AGAIN)
    if annex.split(".")[0] not in ANNEXES or not re.fullmatch(r"[XVI]+(\.[A-Z])?", annex):
        raise UnknownCode(f"the regulation lists parties in no annex {annex!r}", where=row.at("annex"), next=AGAIN)
    if row["programKey"] not in PROGRAMMES:
        raise UnknownCode(f"there is no programme {row['programKey']!r}", where=row.at("programKey"), next=AGAIN)
    if not _CELEX.fullmatch(celex):
        raise UnknownCode(f"{celex!r} is no CELEX number", where=row.at("celex"), next=AGAIN)
    return Listing(
        authority="EU",
        program=row["programKey"],
        listed_on=_listed_on(row),
        reference=" ".join(filter(None, (celex, "Annex", annex, row["recordId"]))),
        basis=row["reason"] or None,
    )


def _listed_on(row: Row) -> date | None:
    if not row["startDate"]:
        return None
    found, odd = dates(row["startDate"])
    if odd or len(found) != 1 or found[0].precision != "day":
        raise InvalidInput(
            f"{row['startDate']!r} is not one day", where=row.at("startDate"), next="expected day.month.year"
        )
    return found[0].earliest


def _names(row: Row, draft: Draft) -> None:
    draft.detail("measure", row["measure"])
    draft.detail("annex", row["annex"])
    draft.names += own_names(row["name"], vessel=draft.schema == "Vessel")
    for column, kind in NAMES.items():
        for name in other_names(row[column], kind, person=draft.schema == "Person"):
            care_of = _CARE_OF.match(name.text)
            if care_of:
                draft.relations.append(Relation("care_of", name.text[care_of.end() :]))
            elif name.text not in {known.text for known in draft.names}:
                draft.names.append(name)


def _person(row: Row, draft: Draft) -> None:
    draft.gender = _gender(row)
    draft.positions += values(row["position"])
    for text in values(row["birthPlace"]):
        draft.birth_places.append(Place(text, country_at_end(text)))
    found, odd = dates(row["birthDate"])
    draft.birth_dates += found
    draft.details += [Detail("birth date", text) for text in odd]


def _gender(row: Row) -> str | None:
    gender = plain(row["gender"]).lower()
    if gender not in ("", "male", "female"):
        raise UnknownCode(
            f"there is no gender {row['gender']!r}", where=row.at("gender"), next="expected male or female"
        )
    return gender or None


def _company(row: Row, draft: Draft) -> None:
    found, odd = dates(row["incorporationDate"])
    draft.incorporation_dates += found
    draft.details += [Detail("incorporation date", text) for text in odd]


def _places(row: Row, draft: Draft) -> None:
    for column, codes in (
        ("nationality", draft.nationalities),
        ("jurisdiction", draft.jurisdictions),
        ("country", draft.countries),
        ("flag", draft.flags),
    ):
        for text in map(plain, values(row[column])):
            found_codes, odd = _codes(text)
            codes += found_codes
            draft.details += [Detail(column, word) for word in odd]
    found, numbers = addresses(row["address"])
    draft.addresses += found
    draft.identifiers += numbers


def _codes(text: str) -> tuple[list[str], list[str]]:
    """The countries of a text, which may name several, and the words that are no country we know."""
    whole = country_code(text) or nationality_code(text)
    words = [text] if whole else [word for word in re.split(r"\s*[,/]\s*|\s+(?:and|or)\s+", text) if word]
    read = [(word, country_code(word) or nationality_code(word)) for word in words]
    return [code for _, code in read if code], [word for word, code in read if not code]


def _numbers(row: Row, draft: Draft) -> None:
    for text in values(row["imoNumber"]):
        if re.fullmatch(r"\d{7}", text):
            draft.identifiers.append(Identifier("imo", text))
        else:
            draft.detail("IMO number", text)
    draft.identifiers += passports(row["passportNumber"])
    for column, (kind, note) in NUMBERS.items():
        draft.identifiers += [Identifier(kind, plain(text), note=note) for text in values(row[column])]
    for column, contact in CONTACTS.items():
        draft.identifiers += [Identifier(contact, text, note=note) for text, note in contacts(row[column])]


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "eu-dprk-annex": Source(
            name="eu-dprk-annex",
            title="EU: Annexes XIII to XVIII of Council Regulation (EU) 2017/1509 (DPRK)",
            authority="EU",
            read=read,
            files="the annex CSV",
            whole=False,
            checked_on="32017R1509.csv, 326 rows, the last of 16 December 2024",
        )
    }
)
