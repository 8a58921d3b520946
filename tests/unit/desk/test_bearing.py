"""Published listings and the law that they bear on."""

from typing import Any

import pytest

from navicert.desk.bearing import bearings_of
from navicert.lists import Detail, Entry, Listing, Name


def listed(
    authority: str, programme: str, schema: Any = "Organization", annex: str | None = None
) -> list[tuple[str, str | None]]:
    details = (Detail("annex", annex),) if annex else ()
    entry = Entry(
        id="x-1", schema=schema, names=(Name("ACME"),), listings=(Listing(authority, programme),), details=details
    )
    return [(bearing.list, bearing.measure) for bearing in bearings_of(entry)]


@pytest.mark.parametrize(
    ("authority", "programme", "found"),
    [
        ("OFAC", "DPRK3", [("US", "US-EO13722")]),
        ("us_ofac_sdn", "NPWMD", [("US", "US-EO13382")]),
        ("OFAC", "DPRK-NKSPEA", [("US", None)]),
        ("OFAC", "IRAN", []),
        ("UNSC", "DPRK", [("UN", None)]),
        ("un_sc_sanctions", "DPRK", [("UN", None)]),
        ("UNSC", "Al-Qaida", []),
        ("EU", "EU-PRK", [("EU", "EU-34-FREEZE")]),
        ("EU", "PRK", [("EU", "EU-34-FREEZE")]),
        ("UK", "Democratic People's Republic of Korea", []),
        ("United Kingdom", "DPRK", []),
    ],
)
def test_authority_and_programme_tell_the_list_and_the_measure(
    authority: str, programme: str, found: list[tuple[str, str | None]]
) -> None:
    assert listed(authority, programme) == found


@pytest.mark.parametrize(("annex", "found"), [("XIV.A", "UN-VESSELS"), ("XIII.B", "UN-OMM-VESSELS"), (None, "EU")])
def test_a_vessels_annex_tells_its_list(annex: str | None, found: str) -> None:
    assert [name for name, _ in listed("EU", "EU-PRK", "Vessel", annex)] == [found]
