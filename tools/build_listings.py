"""Write the rulebook's own listings from the publishers' files.

    python tools/build_listings.py UN_CONSOLIDATED.xml EU_DPRK_ANNEXES.csv

Names, identifiers and days only; `us.csv` is kept by hand (parties that the US records name).
"""

import csv
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

FOLDER = Path(__file__).parents[1] / "src" / "navicert" / "rulebook" / "listings"
COLUMNS = ("list", "id", "schema", "caption", "names", "listed_on", "measure", "imo", "ended_on")
# The resolution that listed on a day; other days are decisions of the Committee.
LISTED_BY = {
    "2013-01-22": "UN-2087-5-DESIG",
    "2013-03-07": "UN-2094-8-DESIG",
    "2016-11-30": "UN-2321-3-DESIG",
    "2017-06-02": "UN-2356-3-DESIG",
    "2017-08-05": "UN-2371-3-DESIG",
    "2017-09-11": "UN-2375-3-DESIG",
    "2017-12-22": "UN-2397-3-DESIG",
}
# Spellings in the records of the measures that the list itself does not print.
FURTHER_NAMES = {
    "CHO CHUN RYONG": ["Jo Chun Ryong"],
    "RI PYONG CHUL": ["Ri Pyong Chol"],
    "RI SONG HYOK": ["Li Cheng He"],
    "FOREIGN TRADE BANK": ["Mooyokbank", "Korea Trading Bank"],
}
Row = tuple[str, str, str, str, str, str, str, str, str]


def un_rows(path: Path) -> Iterator[Row]:
    """Every DPRK entry of the consolidated list."""
    root = ElementTree.parse(path).getroot()
    for tag, schema in (("INDIVIDUAL", "Person"), ("ENTITY", "LegalEntity")):
        for node in root.iter(tag):
            if "DPRK" not in (node.findtext("UN_LIST_TYPE") or ""):
                continue
            parts = [node.findtext(f"{word}_NAME") or "" for word in ("FIRST", "SECOND", "THIRD", "FOURTH")]
            caption = " ".join(" ".join(parts).split())
            aliases = [_clean(alias.findtext("ALIAS_NAME")) for alias in node.iter(f"{tag}_ALIAS")]
            names = [caption, *aliases, *FURTHER_NAMES.get(caption.upper().replace("-", " "), [])]
            listed_on = (node.findtext("LISTED_ON") or "")[:10]
            reference = node.findtext("REFERENCE_NUMBER") or ""
            yield _row("UN", f"un-{reference}", schema, caption, names, listed_on, LISTED_BY.get(listed_on, ""))


def eu_rows(path: Path) -> Iterator[Row]:
    """The DPRK annexes: frozen parties, designated vessels (Annex XIV), vessels of a frozen fleet (Annex XIII.B)."""
    first_day: dict[str, Row] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [row["name"], *_split(row["alias"]), *_split(row["weakAlias"]), *_split(row["previousName"])]
            names += FURTHER_NAMES.get(row["name"].upper().replace("-", " "), [])
            listed_on, imo = _day(row["startDate"]), row["imoNumber"] if row["imoNumber"].isdigit() else ""
            entry = f"eu-prk-{row['annex'].lower()}-{row['recordId'] or imo}"
            if row["schema"] != "Vessel":
                yield _row("EU", entry, row["schema"], row["name"], names, listed_on, "EU-34-FREEZE")
            elif row["annex"].startswith("XIV"):
                new = _row("UN-VESSELS", entry, "Vessel", row["name"], names, listed_on, "", imo)
                key = imo or row["name"]
                first_day[key] = min(first_day.get(key, new), new, key=lambda found: found[5])
            elif row["annex"].startswith("XIII"):
                yield _row("UN-OMM-VESSELS", entry, "Vessel", row["name"], names, listed_on, "UN-2270-23-OMM", imo)
    yield from first_day.values()


def _row(
    list_id: str, entry: str, schema: str, caption: str, names: list[str], listed_on: str, measure: str, imo: str = ""
) -> Row:
    kept = list(dict.fromkeys(form for name in names for form in _forms(name) if form))
    return (list_id, entry, schema, caption, " | ".join(kept), listed_on, measure, imo, "")


def _forms(name: str) -> Iterator[str]:
    """A name as printed, then without what stands in brackets, then each bracket's content ("... Bank (FTB)")."""
    yield name
    if "(" in name:
        yield _clean(re.sub(r"\([^)]*\)", " ", name))
        yield from (_clean(part) for part in re.findall(r"\(([^)]*)\)", name))


def _clean(text: str | None) -> str:
    return " ".join((text or "").strip('" ').split())


def _split(cell: str) -> list[str]:
    return [_clean(part) for part in cell.split(";") if part.strip()]


def _day(cell: str) -> str:
    if not cell:
        return ""
    day, month, year = (int(part) for part in cell.split("."))
    return date(year, month, day).isoformat()


def write(name: str, rows: list[Row]) -> None:
    """One CSV of the folder `listings`."""
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    write("un.csv", list(un_rows(Path(sys.argv[1]))))
    write("eu-dprk.csv", sorted(eu_rows(Path(sys.argv[2])), key=lambda row: (row[0], row[1])))
