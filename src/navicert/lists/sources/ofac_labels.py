"""The labels OFAC puts before a statement, in remarks and as `idType` in its XML, and what each of them means.

The labels occur in the editions of 2019 and 2021 or in the reference values of OFAC's later publications;
docs/sources/ofac.md says which. A label that is not here is kept as a remark, word for word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from navicert.lists.model import IdentifierKind


def _table(**labels: Iterable[str]) -> Mapping[str, str]:
    return MappingProxyType({label: kind for kind, group in labels.items() for label in group})


IDENTIFIERS: Mapping[str, IdentifierKind] = _table(  # type: ignore[assignment]
    passport=("Passport", "Diplomatic Passport", "British National Overseas Passport", "Stateless Person Passport"),
    national_id=(
        "National ID No.",
        "National Foreign ID Number",
        "Cedula No.",
        "D.N.I.",
        "C.U.I.",
        "C.U.R.P.",
        "N.I.E.",
        "CNP (Personal Numerical Code)",
        "Numero de Identidad",
        "Tarjeta de Identidad",
        "Citizen's Card Number",
        "Personal ID Card",
        "Federal ID Card",
        "Tazkira National ID Card",
        "Turkish Identification Number",
        "Turkish Identificiation Number",
        "Kenyan ID No.",
        "Moroccan Personal ID No.",
        "Bosnian Personal ID No.",
        "UAE Identification",
        "SSN",
    ),
    id_number=(
        "Identification Number",
        "C.U.I.P.",
        "I.F.E.",
        "Credencial electoral",
        "Electoral Registry No.",
        "Driver's License No.",
        "Pilot License Number",
        "Tarjeta Profesional",
        "Birth Certificate Number",
        "Cartilla de Servicio Militar Nacional",
        "Military Registration Number",
        "Residency Number",
        "Romanian Permanent Resident",
        "Refugee ID Card",
        "Stateless Person ID Card",
        "Seafarer's Identification Document",
        "Travel Document Number",
        "Immigration No.",
        "Public Security and Immigration No.",
        "VisaNumberID",
    ),
    tax=(
        "Tax ID No.",
        "NIT #",
        "R.F.C.",
        "RFC",
        "RUC #",
        "RIF #",
        "RTN",
        "RSIN",
        "C.I.F.",
        "N.I.F.",
        "C.U.I.T.",
        "V.A.T. Number",
        "US FEIN",
        "Fiscal Code",
        "Italian Fiscal Code",
        "Paraguayan tax identification number",
        "Romanian Tax Registration",
        "Numero Unico de Identificacao Tributaria (NUIT)",
    ),
    registration=(
        "Registration ID",
        "Registration Number",
        "Registration Certificate Number (Dubai)",
        "Business Registration Number",
        "Business Registration Document #",
        "Business Number",
        "Branch Unit Number",
        "Company Number",
        "UK Company Number",
        "Enterprise Number",
        "Entity Code",
        "Organization Code",
        "LE Number",
        "Legal Entity Number",
        "C.R. No.",
        "Romanian C.R.",
        "C.I.N.",
        "Central Registration System Number",
        "Certificate of Incorporation Number",
        "Chamber of Commerce Number",
        "Dubai Chamber of Commerce Membership No.",
        "Istanbul Chamber of Comm. No.",
        "Commercial Registry Number",
        "Economic Register Number (CBLS)",
        "Folio Mercantil No.",
        "Matricula Mercantil No",
        "Public Registration Number",
        "Registered Charity No.",
        "File Number",
        "Government Gazette Number",
        "Unified Social Credit Code (USCC)",
        "United Social Credit Code Certificate (USCCC)",
        "Vessel Registration Identification",
    ),
    ogrn=("Russian State Individual Business Registration Number Pattern (OGRNIP)",),
    imo=("International Maritime Organization No.",),
    mmsi=("MMSI",),
    call_sign=("Vessel Call Sign", "Other Vessel Call Sign"),
    tail_number=("Aircraft Tail Number", "Previous Aircraft Tail Number"),
    serial_number=(
        "Aircraft Manufacturer's Serial Number (MSN)",
        "Aircraft Construction Number (also called L/N or S/N or F/N)",
        "Aircraft Serial Identification",
    ),
    swift_bic=("SWIFT/BIC",),
    duns=("D-U-N-S Number",),
    isin=("ISIN",),
    crypto_address=("Digital Currency Address",),
    email=("Email Address", "Email", "EMAIL"),
    website=("Website",),
    phone=(
        "Phone Number",
        "Phone No.",
        "PHONE",
        "Telephone",
        "Telephone No.",
        "Telephone Number",
        "Fax",
        "Fax No.",
        "Fax Number",
        "FAX",
    ),
    other=(
        "Aircraft Mode S Transponder Code",
        "Afghan Money Service Provider License Number",
        "BIK (RU)",
        "Chinese Commercial Code",
        "Equity Ticker",
        "Global Intermediary Identification Number",
        "License",
        "MICEX Code",
        "MSB Registration Number",
        "Permit Number",
        "Serial No.",
        "SRE Permit No.",
        "TELEX",
        "Tourism License No.",
        "Trade License No.",
        "Trademark number",
        "UN/LOCODE",
    ),
)
"""Label, and the kind of number that follows it."""

PLAIN = frozenset(
    {"Passport", "MMSI", "SWIFT/BIC", "D-U-N-S Number", "ISIN", "Email Address", "Email", "EMAIL", "Website"}
    | {"Phone Number", "Phone No.", "PHONE", "Telephone", "Telephone No.", "Telephone Number"}
    | {"International Maritime Organization No."}
)
"""Labels that say no more than the identifier's kind does; every other label is repeated in the identifier's note."""

ADDRESS_LIKE = frozenset({"email", "website", "phone", "crypto_address", "swift_bic"})
"""Kinds whose value is all that follows the label: brackets in a telephone number hold no country."""

DETAILS = frozenset(
    {
        "Additional Sanctions Information",
        "Aircraft Manufacture Date",
        "Aircraft Model",
        "Body Style",
        "CAATSA Section 235 Information",
        "Executive Order 13662 Directive Determination",
        "Executive Order 13846 information",
        "Executive Order 14014 Directive Information",
        "Executive Order 14024 Directive Information",
        "HKAA Information",
        "IFCA Determination",
        "Issuer Name",
        "Organization Type",
        "Other Vessel Type",
        "PAIPA Section 2 Information",
        "PEESA Information",
        "Secondary sanctions risk",
        "Target Type",
        "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions",
        "Vessel Gross Registered Tonnage",
        "Vessel Tonnage",
        "Vessel Type",
        "VESSEL TYPE",
        "Vessel Year of Build",
    }
)
"""Labels whose statement is kept as a detail under the label."""

DATED = frozenset({"Listing Date", "Effective Date", "Purchase/Sales For Divestment Date"})
"""Labels of dates in a directive's life, each followed by the directive in brackets."""
