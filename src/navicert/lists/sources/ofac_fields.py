"""Fields that OFAC's CSV and XML share: what is said of a vessel, and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from navicert.lists.model import Address, Identifier, Relation
from navicert.lists.sources.draft import Draft
from navicert.terms import country_code


@dataclass(frozen=True, slots=True)
class Vessel:
    """The columns of a vessel in the order of sdn.csv, "" where OFAC says nothing."""

    call_sign: str
    kind: str
    tonnage: str
    gross_tonnage: str
    flag: str
    owner: str


def write_vessel(vessel: Vessel, draft: Draft) -> None:
    """Add what is said of a vessel; a flag that is no country ("None Identified") is kept as a detail."""
    if vessel.call_sign:
        draft.identifiers.append(Identifier("call_sign", vessel.call_sign))
    draft.detail("vessel type", vessel.kind)
    draft.detail("tonnage", vessel.tonnage)
    draft.detail("gross registered tonnage", vessel.gross_tonnage)
    draft.country(draft.flags, "vessel flag", vessel.flag)
    if vessel.owner:
        draft.relations.append(Relation("owned_by", vessel.owner))


UNDETERMINED = "undetermined"
"""What OFAC writes in place of a country that it does not know."""


def write_address(lines: Iterable[str], country: str, note: str, draft: Draft) -> None:
    """Add an address of which anything is known; a country without a code stays in the text and becomes a detail."""
    printed = ", ".join(part for part in (*lines, country if country != UNDETERMINED else "") if part)
    code = country_code(country) if country else None
    if country and code is None:
        draft.detail("address country", country)
    if printed or note:
        draft.addresses.append(Address(printed, code, note or None))
