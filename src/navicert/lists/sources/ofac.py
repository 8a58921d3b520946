"""OFAC's lists: the Specially Designated Nationals and the consolidated non-SDN list, as legacy CSV or as XML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from navicert.lists.sources.base import Reading, Source
from navicert.lists.sources.ofac_csv import read_csv_files


def read(paths: Sequence[Path], *, source: str) -> Reading:
    """The entries of one edition, given as three CSV files in any order or as one XML file."""
    return read_csv_files(paths, source=source)


SOURCES: Mapping[str, Source] = {
    "ofac-sdn": Source(
        name="ofac-sdn",
        title="OFAC Specially Designated Nationals and Blocked Persons List",
        authority="OFAC",
        read=partial(read, source="ofac-sdn"),
        files="sdn.csv, alt.csv and add.csv, or sdn.xml",
        at_least=5000,
        urls=(
            "https://www.treasury.gov/ofac/downloads/sdn.csv",
            "https://www.treasury.gov/ofac/downloads/alt.csv",
            "https://www.treasury.gov/ofac/downloads/add.csv",
        ),
    ),
}
