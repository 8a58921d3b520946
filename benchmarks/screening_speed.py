"""How fast screening is: a table of customers, single questions, building and opening an index.

    python benchmarks/screening_speed.py --list data/sdn_un.jsonl [--customers FILE.csv]... [--rows 200000]

Customers are made from the words of the given files' names (each word as often as it stands there) and from words of no
table, so that new words keep coming; a share of them is taken from the list with a slip. Times are CPU seconds of this
process, on one core; the rival is rapidfuzz's token_sort_ratio against every listed name (`cdist`, one worker), timed
in the same run on the same names.
"""

from __future__ import annotations

import argparse
import csv
import gc
import gzip
import json
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from rapidfuzz import fuzz, process

from navicert.cli import RARELY
from navicert.screening import Party, Policy, kernel, party_from_ftm, screen
from navicert.screening.batch import BatchSearch
from navicert.screening.compiled_index import CompiledIndex, build_block
from navicert.screening.kernel import Block

SYLLABLES = (
    "ba be bo da do fa ga gi ha he ja ka ki la le li lo ma me mi mo na ne no pa ra re ri ro sa se so ta te to va"
)
BATCH = 4096


def parties_of(path: Path) -> Iterator[Party]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield party_from_ftm(json.loads(line), doubts=[])


def slip(r: random.Random, word: str) -> str:
    i = r.randrange(len(word))
    return word[:i] + r.choice("aeiourstln") + word[i + 1 :]


class Customers:
    """Makes customers, always the same for the same seed."""

    def __init__(self, files: list[Path], parties: list[Party], *, new_words: float, listed: float) -> None:
        rows = [row for path in files for row in csv.DictReader(path.open(encoding="utf-8"))]
        self.pools: dict[str, list[list[str]]] = {}
        for row in rows:
            words = row["name"].split()
            script = "latin" if row["name"].isascii() or words[0][0].isascii() else hex(ord(words[0][0]) >> 8)
            self.pools.setdefault(script, []).append(words)
        self.rows, self.parties = rows, [party for party in parties if party.schema == "Person"]
        self.new_words, self.listed = new_words, listed

    def name(self, r: random.Random, row: dict[str, str]) -> str:
        if r.random() < self.listed:
            words = r.choice(r.choice(self.parties).names).text.split()
            words[r.randrange(len(words))] = slip(r, words[-1])
            return " ".join(words)
        words = row["name"].split()
        script = "latin" if row["name"].isascii() or words[0][0].isascii() else hex(ord(words[0][0]) >> 8)
        pool = self.pools[script]
        made = [r.choice(r.choice(pool)) for _ in words]
        if script == "latin" and r.random() < self.new_words:
            made[-1] = "".join(r.choice(SYLLABLES.split()) for _ in range(r.randint(2, 4))).capitalize()
        return " ".join(made)

    def table(self, rows: int, *, seed: int, full: bool) -> pa.Table:
        r = random.Random(seed)
        columns: dict[str, list[str | None]] = {"id": [], "schema": [], "name": []}
        if full:
            columns |= {"birthDate": [], "nationality": [], "gender": []}
        for number in range(rows):
            row = r.choice(self.rows)
            columns["id"].append(str(number))
            columns["schema"].append("Person")
            columns["name"].append(self.name(r, row))
            for field in columns.keys() - {"id", "schema", "name"}:
                columns[field].append(row.get(field) or None)
        return pa.table(columns)


def cpu(work: Any) -> tuple[float, Any]:
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


def rival(names: list[str], listed: list[str]) -> float:
    """Names per CPU second of rapidfuzz."""
    process.cdist(names[:8], listed, scorer=fuzz.token_sort_ratio, workers=1)
    seconds, _ = cpu(lambda: process.cdist(names, listed, scorer=fuzz.token_sort_ratio, workers=1))
    return len(names) / seconds


def batch(index: CompiledIndex, table: pa.Table, cutoff: float) -> tuple[float, int, int]:
    search = BatchSearch(index, Policy(cutoff=cutoff))
    hits = matches = 0

    def run() -> None:
        nonlocal hits, matches
        for part in table.to_batches(max_chunksize=BATCH):
            for answer in search.answers(part):
                hits += bool(answer.matches)
                matches += len(answer.matches)

    seconds, _ = cpu(run)
    return seconds, hits, matches


def single(index: CompiledIndex, table: pa.Table, cutoff: float, count: int) -> str:
    queries = [
        {"id": row["id"], "schema": row["schema"], "properties": {k: [v] for k, v in row.items() if v}}
        for row in table.slice(0, count).to_pylist()
    ]
    for query in queries:
        del query["properties"]["id"], query["properties"]["schema"]
    times = []
    for query in queries:
        seconds, _ = cpu(lambda query=query: screen(party_from_ftm(query, doubts=[]), index, Policy(cutoff=cutoff)))
        times.append(seconds * 1000)
    cuts = statistics.quantiles(times, n=1000)
    return f"p50 {cuts[499]:.2f}  p95 {cuts[949]:.2f}  p99 {cuts[989]:.2f}  max {max(times):.2f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", type=Path, required=True)
    parser.add_argument("--customers", type=Path, action="append", required=True)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--new-words", type=float, default=0.1, help="share of customers with a word of no table")
    parser.add_argument("--listed", type=float, default=0.005, help="share of customers taken from the list")
    parser.add_argument("--cutoffs", type=float, nargs="+", default=[0.8, 0.7, 0.85])
    arguments = parser.parse_args()

    loaded = kernel.library()
    if loaded is None:
        raise SystemExit("the compiled search was not built")
    parties = list(parties_of(arguments.list))
    seconds, content = cpu(lambda: build_block(loaded, parties))
    print(f"{len(parties)} parties: index of {len(content) / 1e6:.1f} MB built in {seconds:.2f} s", flush=True)
    block = Block(content)
    opened, _ = cpu(lambda: block.check(loaded, whole=True))
    print(f"checked in {1000 * opened:.1f} ms")
    customers = Customers(arguments.customers, parties, new_words=arguments.new_words, listed=arguments.listed)
    listed = sorted({name.text for party in parties for name in party.names})
    gc.collect()
    gc.freeze()  # as processes that screen files do: lists need not be walked again and again
    gc.set_threshold(RARELY)  # as every command does
    for full in (False, True):
        table = customers.table(arguments.rows, seed=1, full=full)
        kind = "names, dates, countries, genders" if full else "names alone"
        brute = rival(table["name"].to_pylist()[:256], listed)
        print(f"\n{arguments.rows} customers, {kind}; {len(listed)} listed names; token_sort {brute:.0f} names/s")
        for cutoff in arguments.cutoffs:
            index = CompiledIndex(loaded, parties, block)
            seconds, hits, matches = batch(index, table, cutoff)
            speed = arguments.rows / seconds
            print(
                f"  cutoff {cutoff}: {speed:,.0f} names/s ({speed / brute:.0f} x), {hits / arguments.rows:.3%} hit,"
                f" {matches} matches, {index.instructions}",
                flush=True,
            )
        index = CompiledIndex(loaded, parties, block)
        print("  one by one, fresh session:", single(index, table, 0.7, 2000))
        print("  one by one, again:        ", single(index, table, 0.7, 2000))


if __name__ == "__main__":
    main()
