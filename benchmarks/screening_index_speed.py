"""What an index costs: building, its size in a file, opening it, and single questions, for lists of any size.

    python benchmarks/screening_index_speed.py [--list data/sdn_un.jsonl] [--names 51000] [--questions 1000]

A longer list is made from the given one: each party again and again, each word of its names replaced by a word that
stands in such a place of other names, one word in twenty misspelled, so that new words keep coming. Times are
CPU seconds (making the parties taken off), building also by the clock and with a second process that reads names;
sizes are those of the file with the packed parties in it.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from screening_speed import parties_of, slip

from navicert.desk.second_reader import SecondReader
from navicert.screening import Party, PartyName, Policy, kernel, screen
from navicert.screening.index_files import digest_of, open_index, write_index

ROOT = Path(__file__).parents[1]
LIST = ROOT.parent / "shared/bench/data/sdn_un.jsonl"
PARTS = (0.5, 0.95, 0.99, 0.999)


def lengthened(parties: list[Party], names: int, seed: int) -> Iterator[Party]:
    """Parties with so many names together."""
    r = random.Random(seed)
    pools: dict[tuple[bool, bool], list[str]] = {}
    for party in parties:
        for name in party.names:
            for place, word in enumerate(name.text.split()):
                pools.setdefault((party.schema == "Person", not place), []).append(word)
    made = turn = 0
    while made < names:
        for party in parties[: max(1, names - made)]:
            person = party.schema == "Person"
            printed = tuple(PartyName(_made(r, pools, person, name), name.kind) for name in party.names)
            yield replace(party, id=f"{party.id}-{turn}", names=printed)
            made += len(printed)
            if made >= names:
                break
        turn += 1


def _made(r: random.Random, pools: dict[tuple[bool, bool], list[str]], person: bool, name: PartyName) -> str:
    words = (r.choice(pools[person, not place]) for place in range(len(name.text.split())))
    return " ".join(slip(r, word) if r.random() < 0.05 else word for word in words)


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


def spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return "  ".join(f"p{100 * part:g} {1000 * ordered[int(len(ordered) * part)]:.2f}" for part in PARTS) + " ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", type=Path, default=LIST)
    parser.add_argument("--names", type=int, default=51_000)
    parser.add_argument("--questions", type=int, default=1000)
    arguments = parser.parse_args()
    if kernel.library() is None or not arguments.list.is_file():
        print("not measured: it needs the compiled search and a list")
        return
    listed = list(parties_of(arguments.list))
    made, count = cpu(lambda: sum(1 for _ in lengthened(listed, arguments.names, 5)))
    with tempfile.TemporaryDirectory() as name:
        path, entries = Path(name) / "list.navindex", digest_of(str(arguments.names))
        clock, before = time.perf_counter(), os.times()
        with SecondReader() as second:
            write_index(path, lengthened(listed, arguments.names, 5), entries, aside=second)
        clock, after = time.perf_counter() - clock, os.times()
        built, other = sum(after[:2]) - sum(before[:2]), sum(after[2:4]) - sum(before[2:4])
        opened, index = cpu(lambda: open_index(path, entries))
        size = path.stat().st_size / 1e6
        print(f"{arguments.names} names of {count} parties: {size:.0f} MB")
        print(
            f"built in {built - made:.1f} s of CPU and {other:.1f} s of a second reader's,"
            f" {clock - made:.1f} s by the clock"
        )
        print(f"opened and checked in {1000 * opened:.0f} ms; search part {index.block.size / 1e6:.0f} MB")
        gc.collect()
        gc.freeze()
        questions = [
            Party(id="q", schema=party.schema, names=party.names[:1])
            for party in lengthened(listed, 3 * arguments.questions, 6)
        ][: arguments.questions]
        for cutoff in (0.7, 0.8):
            for kind in ("new words", "again"):
                times = [cpu(lambda q=q, c=cutoff: screen(q, index, Policy(cutoff=c)))[0] for q in questions]
                print(f"single questions, cutoff {cutoff}, {kind}: {spread(times)}", flush=True)


if __name__ == "__main__":
    main()
