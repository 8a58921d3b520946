"""Which published listings bear on which law: from authority and programme to the rulebook's lists and measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from navicert.lists.model import Entry, Listing

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


def bearings_of(entry: Entry) -> tuple[Bearing, ...]:
    """The rulebook's lists on which an entry stands; nothing for programmes of which the rulebook holds no law."""
    return tuple(bearing for listing in entry.listings for bearing in _bearings(entry, listing))


def _bearings(entry: Entry, listing: Listing) -> Iterator[Bearing]:
    authority = next((name for name, words in AUTHORITIES if words.search(listing.authority)), None)
    if authority == "US":
        code = listing.program.removeprefix("US-")
        if code in EXECUTIVE_ORDERS or code.startswith("DPRK"):
            yield Bearing("US", EXECUTIVE_ORDERS.get(code), listing)
    elif authority is not None and PROGRAMMES[authority].search(listing.program):
        annex = next((detail.text for detail in entry.details if detail.label == "annex"), "").split(".")[0]
        if entry.schema == "Vessel" and annex in VESSEL_ANNEXES:
            yield Bearing(VESSEL_ANNEXES[annex], None, listing)
        else:
            yield Bearing(authority, "EU-34-FREEZE" if authority == "EU" else None, listing)
