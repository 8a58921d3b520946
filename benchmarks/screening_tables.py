"""Makes the tables under src/navicert/names/data from their sources; run when a table gets a new version.

    python benchmarks/screening_tables.py rarity --lists FILE.jsonl[.gz]... --packages FOLDER

FOLDER holds unpacked PyPI packages: names 0.3 (MIT; US census of 1990, public domain), Faker (MIT).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii

DATA = Path(__file__).parents[1] / "src/navicert/names/data"
WORD = re.compile(r"[a-z0-9]+")
RARITY_VERSION = "2026.1"
LEAST_LISTED = 4
"""Parties of one list that must share a word before the list says anything about its rarity."""


def words(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return WORD.findall(anyascii(bare).lower().replace("'", "").replace("`", ""))


def list_shares(files: list[Path]) -> Counter[str]:
    """Share of listed parties of one list that hold each word in some name, per million; the greatest of all lists."""
    best: Counter[str] = Counter()
    for file in files:
        counts: dict[str, Counter[str]] = {}
        sizes: Counter[str] = Counter()
        with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
            for line in lines:
                entity = json.loads(line)
                properties = entity["properties"]
                dataset = entity["datasets"][0]
                names = (n for key in ("name", "alias", "weakAlias", "previousName") for n in properties.get(key, []))
                sizes[dataset] += 1
                counts.setdefault(dataset, Counter()).update({word for name in names for word in words(name)})
        for dataset, counted in counts.items():
            for word, n in counted.items():
                if n >= LEAST_LISTED:
                    best[word] = max(best[word], round(1e6 * n / max(sizes[dataset], 4000)))
    return best


def census_shares(folder: Path) -> Counter[str]:
    """Share of Americans who bear each name, per million; a name's first and last uses add up."""
    counts: Counter[str] = Counter()
    for file in sorted((folder / "names").glob("dist.*")):
        for line in file.read_text().splitlines():
            name, percent = line.split()[:2]
            counts[name.lower()] += round(float(percent) * 1e4 / (1 if file.name.endswith("last") else 2))
    return counts


def locale_shares(folder: Path) -> Counter[str]:
    """Names in use in each country's list of Faker, as if all of one list were equally common; the greatest counts."""
    import importlib
    import sys

    sys.path.insert(0, str(folder))
    best: Counter[str] = Counter()
    for module in sorted((folder / "faker/providers/person").iterdir()):
        if not (module / "__init__.py").exists():
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            if not re.search(r"first_name|last_name|middle_name", attribute):
                continue
            values = getattr(provider, attribute)
            if not isinstance(values, (tuple, list, dict)) or not values:
                continue
            weights = dict(values) if isinstance(values, dict) else dict.fromkeys(values, 1.0)
            whole = sum(weights.values())
            for name, weight in weights.items():
                if isinstance(name, str):
                    for word in words(name):
                        best[word] = max(best[word], round(0.03 * 1e6 * weight / whole))
    return best


def levels(shares: list[Counter[str]]) -> Iterator[tuple[str, int]]:
    """Weight in hundredths: 20 for one in twenty and more, 100 for fewer than one in 60,000."""
    for word in sorted(set().union(*shares)):
        if len(word) == 1:
            continue
        per_million = max(share[word] for share in shares)
        rarity = math.log(50_000 / max(per_million, 1)) / math.log(50_000 / 16)
        level = round(100 * (0.2 + 0.8 * min(max(rarity, 0.0), 1.0)))
        if level < 90:
            yield word, level


def rarity(arguments: argparse.Namespace) -> None:
    shares = [list_shares(arguments.lists), census_shares(arguments.packages), locale_shares(arguments.packages)]
    rows = list(levels(shares))
    head = f"# weight of a word in hundredths, version {RARITY_VERSION}; see docs/screening.md for the sources\n"
    (DATA / "rarity.tsv").write_text(head + "".join(f"{word}\t{level}\n" for word, level in rows), encoding="utf-8")
    print(f"{len(rows)} words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("rarity")
    command.add_argument("--lists", nargs="+", type=Path, required=True)
    command.add_argument("--packages", type=Path, required=True)
    command.set_defaults(run=rarity)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
