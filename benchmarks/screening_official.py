"""Organisations, ships and persons asked under their real names in their own script, listed under their English names.

Sets of names written from general knowledge: `official_names.tsv` was looked at, its kinds of misses were mended;
`official_names_held_out.tsv`, a third of what was written at once, was not looked at; `official_names_after.tsv` was
written when the tables were nearly done; `official_names_second.tsv` and its held-out third when that set had been
looked at too, organisations alone; `official_names_third.tsv` after those, and so on: the first line of each tells how
much of it was found at first. The list is the given one with the pairs' English added; a name is found where its own
English is among what reaches the cutoff.

    python benchmarks/screening_official.py --list entities.jsonl [--missed] [--set FILE]...
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from navicert.screening import Party, Policy, build_index, party_from_ftm, screen

PARTS = ("", "_held_out", "_after", "_second", "_second_held_out", "_third", "_fourth", "_fourth_held_out", "_fifth")
SETS = tuple(Path(__file__).with_name(f"official_names{part}.tsv") for part in PARTS)
POLICY = Policy(limit=50)


def rows(file: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    """(schema, language, name in its script, English names) of a set."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            schema, language, native, english = line.split("\t")
            yield schema, language, native, english.split(" | ")


def party(id_: str, schema: str, names: list[str]) -> Party:
    return party_from_ftm({"id": id_, "schema": schema, "properties": {"name": names}})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="append", type=Path, default=[])
    parser.add_argument("--set", action="append", type=Path, dest="sets")
    parser.add_argument("--missed", action="store_true")
    arguments = parser.parse_args()
    sets = {file: list(rows(file)) for file in arguments.sets or SETS}
    lines = (line for path in arguments.list for line in path.read_text(encoding="utf-8").splitlines())
    listed = [party_from_ftm(json.loads(line)) for line in lines if line]
    own = [
        party(f"{file.stem}-{number}", row[0], row[3])
        for file, found in sets.items()
        for number, row in enumerate(found)
    ]
    index = build_index([*listed, *own])
    for file, found in sets.items():
        measure(file, found, index, missed=arguments.missed)


def measure(file: Path, found: list[tuple[str, str, str, list[str]]], index: object, *, missed: bool) -> None:
    """Print what is found by language and kind, and how many others reach the cutoff."""
    asked, hits, others = Counter[str](), Counter[str](), 0
    for number, (schema, language, native, english) in enumerate(found):
        matches = screen(party("", schema, [native]), index, POLICY)
        same = {f"{file.stem}-{n}" for n, row in enumerate(found) if set(row[3]) & set(english)}
        hit = any(match.party.id in same for match in matches)
        others += sum(match.party.id not in same for match in matches)
        for key in (language, schema, f"{language} {schema}", "all"):
            asked[key] += 1
            hits[key] += hit
        if missed and not hit:
            print(f"missed {number} {language} {schema}: {native} | {english}")
    print(f"== {file.name}")
    for key in asked:
        if " " not in key:
            print(f"{key:14} {hits[key]:4} of {asked[key]:4} {hits[key] / asked[key]:.3f}")
    organisations = [key for key in asked if key.endswith(" Organization")]
    print("organisations by language:", *(f"{key.split()[0]} {hits[key]}/{asked[key]}" for key in organisations))
    print(f"others at the cutoff: {others}")


if __name__ == "__main__":
    main()
