"""How fast customers are loaded, arranged and asked what a new edition changed.

Made-up customers with names of a few thousand words, of which a share is new, and a list of made-up entries of which
`--delta` change. Times are of this machine; the ratio to asking everything is what carries over.

    python benchmarks/rescreen_speed.py --customers 1000000 --delta 500
"""

import argparse
import csv
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from navicert.cluster import cores
from navicert.desk import Desk, open_desk
from navicert.desk.customers import LoadOrder

SYLLABLES = """
    ba be bo da do fa ga gi ha he ja ka ki la le li lo ma me mi mo na ne no pa ra re ri ro sa se so ta te to va
    """.split()


def cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@contextmanager
def timed(what: str, count: int) -> Iterator[None]:
    wall, worked = time.perf_counter(), cpu()
    yield
    wall, worked = time.perf_counter() - wall, cpu() - worked
    print(f"{what:36} {wall:7.1f} s, {worked:7.1f} s of CPU, {count / wall:12,.0f} a second", flush=True)


def words_of(r: random.Random, count: int) -> list[str]:
    return ["".join(r.choice(SYLLABLES) for _ in range(r.randint(2, 4))).capitalize() for _ in range(count)]


def namer(r: random.Random, words: list[str], new: float) -> Callable[[], str]:
    """Names of two or three words, common ones more often; a share of them with a word that nobody else has."""

    def name() -> str:
        chosen = [words[int(len(words) * r.random() ** 2)] for _ in range(r.choice([2, 2, 3]))]
        if r.random() < new:
            chosen[-1] = "".join(r.choice(SYLLABLES) for _ in range(4)).capitalize()
        return " ".join(chosen)

    return name


def write_customers(path: Path, count: int, name: Callable[[], str], r: random.Random) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "name", "schema", "birth_date", "nationality"])
        for number in range(count):
            born = f"{r.randint(1930, 2005)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"
            writer.writerow([f"k{number}", name(), "Person", born, r.choice(["fr", "de", "jp", "kp", "cn", "ru"])])


def load_edition(desk: Desk, folder: Path, day: date, entries: dict[str, str]) -> None:
    path = folder / f"list-{day}.jsonl"
    with path.open("w", encoding="utf-8") as handle:
        for key, name in entries.items():
            entry: dict[str, Any] = {"id": key, "schema": "Person", "target": True, "datasets": ["made"]}
            handle.write(json.dumps({**entry, "properties": {"name": [name]}}) + "\n")
    desk.lists.load("ftm", [path], published=day, name="made")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=9_000)
    parser.add_argument("--delta", type=int, default=500, help="entries added, changed and removed, a third each")
    parser.add_argument("--new-words", type=float, default=0.05, help="share of customers with a word of their own")
    parser.add_argument("--processes", type=int, default=cores())
    parser.add_argument("--again", action="store_true", help="load the same file again, too")
    parser.add_argument("--full", action="store_true", help="ask everything too, for comparison")
    arguments = parser.parse_args()
    r = random.Random(1)
    words, listed_words = words_of(r, 20_000), words_of(r, 12_000)
    listed = namer(r, listed_words, 0.3)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = open_desk(folder / "store")
        entries = {f"e{number}": listed() for number in range(arguments.entries)}
        load_edition(desk, folder, date(2026, 1, 1), entries)
        write_customers(folder / "c.csv", arguments.customers, namer(r, words, arguments.new_words), r)
        order = LoadOrder(file=folder / "c.csv", by="bench", columns={}, control_total=arguments.customers)
        for what in ("load, all new", "load, all known")[: 1 + arguments.again]:
            with timed(what, arguments.customers):
                print(desk.customers.load(order))
        with timed("arrange for screening", arguments.customers):
            arranged = desk.customers.population.arranged()
        size = sum(file.stat().st_size for file in arranged.files) / 1e6
        print(f"arranged: {size:.0f} MB in {len(arranged.files)} files")
        third = arguments.delta // 3
        keys = r.sample(list(entries), 2 * third)
        for key in keys[:third]:
            del entries[key]
        entries |= {key: listed() for key in keys[third:]}
        entries |= {f"new{number}": listed() for number in range(arguments.delta - 2 * third)}
        load_edition(desk, folder, date(2026, 2, 1), entries)
        for what in ("rescreen the delta", "rescreen it again"):
            with timed(what, arguments.customers):
                told = list(desk.rescreening.rescreen("made", "previous", "current", processes=arguments.processes))
            print(f"  {len(told):,} pairs told")
        with timed("ask the receipt again", arguments.customers):
            print(f"  the same: {desk.verifying.replay(desk.rescreening.receipt).same}")
        if arguments.full:
            with timed("ask everything", arguments.customers):
                told = list(desk.rescreening.screen("made", everyone=True, processes=arguments.processes))
            print(f"  {len(told):,} pairs told")
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
