"""Which published listings bear on which law: from authority and programme to the rulebook's lists and measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from navicert.lists.model import Entry, Listing
from navicert.measures.naming import name_key

# OFAC's programme codes and the executive orders behind them, as its list of programme tags explains them.
EXECUTIVE_ORDERS: Mapping[str, str] = {
    "DPRK": "US-EO13551",
    "DPRK2": "US-EO13687",
    "DPRK3": "US-EO13722",
    "DPRK4": "US-EO13810-SDN",
    "NPWMD": "US-EO13382",
}
# Annexes of Regulation (EU) 2017/1509 that name vessels: designated by the UN, and of a frozen fleet.
VESSEL_ANNEXES = {"XIV": "UN-VESSELS", "XIII": "UN-OMM-VESSELS"}
AUTHORITIES = (
    ("US", re.compile(r"ofac|foreign assets control", re.IGNORECASE)),
    ("UN", re.compile(r"^un(sc)?(?![a-z])|security council", re.IGNORECASE)),
    ("EU", re.compile(r"^eu(?![a-z])|european union", re.IGNORECASE)),
)
PROGRAMMES = {"UN": re.compile(r"DPRK|1718|\bKP[ei]?\b"), "EU": re.compile(r"PRK")}
# The kind of file that holds all of an authority's parties; only its silence counts.
WHOLE_SOURCES = {"UN": "un", "EU": "eu", "US": "ofac-sdn"}
# Lists of the rulebook that no source is read for in whole, and lists that name vessels (the US one names both).
UNPUBLISHED = ("UN-VESSELS", "UN-OMM-VESSELS", "EU-XLII-VESSELS")
VESSEL_LISTS = frozenset({"UN-VESSELS", "UN-OMM-VESSELS", "EU-XLII-VESSELS", "US"})
VESSELS_ONLY = VESSEL_LISTS - {"US"}
# The days of the publishers' files from which the rulebook holds lists in full (docs/rulebook.md, listings): the UN's
# consolidated list, and the annexes of Regulation (EU) 2017/1509 with the vessels and the fleet that the UN named.
OWN_AS_OF: Mapping[str, date] = {
    "UN": date(2026, 2, 27),
    **dict.fromkeys(("EU", "UN-VESSELS", "UN-OMM-VESSELS"), date(2025, 12, 17)),
}


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one published listing means in the rulebook: its list, the measure behind it where known."""

    list: str
    measure: str | None
    listing: Listing


@dataclass(frozen=True, slots=True)
class BearingParty:
    """What the law asks of a listed party; `strong_names` are the keys of its names that are no weak aliases."""

    id: str
    schema: str
    caption: str
    bearings: tuple[Bearing, ...]
    strong_names: tuple[str, ...]
    imo: str | None = None


def bearing_party(entry: Entry) -> BearingParty | None:
    """The party of an entry as far as it bears on the rulebook's law; None where it does not."""
    bearings = bearings_of(entry)
    if not bearings:
        return None
    names = dict.fromkeys(name_key(name.text) for name in entry.names if name.kind != "weak_alias")
    return BearingParty(entry.id, entry.schema, entry.caption, bearings, tuple(names), _imo(entry))


def party_to_json(party: BearingParty) -> list[Any]:
    """A party as plain values of JSON, in the order of its fields."""
    bearings = [
        [row.list, row.measure, row.listing.authority, row.listing.program, _text(row.listing.listed_on),
         _text(row.listing.ended_on), row.listing.reference, row.listing.basis]
        for row in party.bearings
    ]  # fmt: skip
    return [party.id, party.schema, party.caption, bearings, list(party.strong_names), party.imo]


def party_from_json(values: list[Any]) -> BearingParty:
    """The party that `party_to_json` wrote."""
    entry_id, schema, caption, rows, names, imo = values
    bearings = tuple(
        Bearing(name, measure, Listing(authority, program, _day(listed), _day(ended), reference, basis))
        for name, measure, authority, program, listed, ended, reference, basis in rows
    )
    return BearingParty(entry_id, schema, caption, bearings, tuple(names), imo)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _imo(entry: Entry) -> str | None:
    digits = ("".join(c for c in i.value if c.isdigit()) for i in entry.identifiers if i.kind == "imo")
    return next((number for number in digits if len(number) == 7), None)


def may_bear(program: str) -> bool:
    """Whether some authority's listings under this programme bear on the rulebook's law."""
    return bool(_bears_for_the_us(program) or any(words.search(program) for words in PROGRAMMES.values()))


def _bears_for_the_us(program: str) -> bool:
    code = program.removeprefix("US-")
    return code in EXECUTIVE_ORDERS or code.startswith("DPRK")


def bearings_of(entry: Entry) -> tuple[Bearing, ...]:
    """The rulebook's lists on which an entry stands; nothing for programmes of which the rulebook holds no law."""
    return tuple(bearing for listing in entry.listings for bearing in _bearings(entry, listing))


def _bearings(entry: Entry, listing: Listing) -> Iterator[Bearing]:
    authority = next((name for name, words in AUTHORITIES if words.search(listing.authority)), None)
    if authority == "US":
        if _bears_for_the_us(listing.program):
            yield Bearing("US", EXECUTIVE_ORDERS.get(listing.program.removeprefix("US-")), listing)
    elif authority is not None and PROGRAMMES[authority].search(listing.program):
        annex = next((detail.text for detail in entry.details if detail.label == "annex"), "").split(".")[0]
        if entry.schema == "Vessel" and annex in VESSEL_ANNEXES:
            yield Bearing(VESSEL_ANNEXES[annex], None, listing)
        else:
            yield Bearing(authority, "EU-34-FREEZE" if authority == "EU" else None, listing)
