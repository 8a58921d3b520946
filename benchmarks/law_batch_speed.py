"""How fast a file of transactions is answered together, against one by one in the same run; and whether answers differ.

    python benchmarks/law_batch_speed.py [--rows 2000000] [--alone 1500] [--named 2000] [--differences 3000]

The transactions are synthetic (transactions.py): 15 in 100 touch the DPRK or Russia, the whole rulebook is asked, an
empty store stands by. `first` is a run that meets every situation for the first time, `later` one over a store that
keeps the decisions of an earlier run, `second half` the rate once most situations are known. Beside the rate by the
clock stands the one that the processor time spent allows on all cores, for a machine that others use too. `stages` are
those of one process that knows the situations. Rows that all name a party, which is on no list, are told apart.
`--differences` compares random facts (random_facts.py), malformed ones among them, answer by answer.
"""

import argparse
import csv
import itertools
import json
import random
import resource
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from random_facts import RandomFacts
from transactions import write_transactions

from navicert.batch.outputs import OUTPUTS
from navicert.batch.running import answer_into, pieces_of, read_piece
from navicert.cluster import cores
from navicert.desk import open_desk
from navicert.desk.transactions import answer_row, run_of
from navicert.rulebook.vocabulary import KEYS
from navicert.tables import read_rows


def cpu():
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def together(desk, file, out):
    """The outcome, seconds, processor seconds, and the moments at which so many rows were done."""
    moments = [(0, time.perf_counter())]
    spent = cpu()
    outcome = answer_into(
        run_of(desk, file, desk.now().date()),
        out,
        resume=False,
        told=lambda progress, _: moments.append((progress.rows, time.perf_counter())),
    )
    return outcome, time.perf_counter() - moments[0][1], cpu() - spent, moments


def stages(desk, file):
    """Processor seconds by stage in one process, the file's pieces read, answered and encoded a second time."""
    answerer, output = run_of(desk, file, desk.now().date()).open_answerer(), OUTPUTS["parquet"]()
    spent = {}
    for spent in ({}, {}):
        for piece in pieces_of(file):
            marks = [time.process_time()]
            for name, step in (("read", read_piece), ("answer", answerer.answer), ("encode", output.encode)):
                piece = step(piece)
                marks.append(time.process_time())
                spent[name] = spent.get(name, 0) + marks[-1] - marks[-2]
    return spent


def one_by_one(desk, rows):
    """Rows a second, each asked on its own."""
    begun = time.perf_counter()
    for row in rows:
        answer_row(partial(desk.check, as_known_on=desk.now().date()), row)
    return len(rows) / (time.perf_counter() - begun)


def some_rows(file, count, total):
    """Rows from all over the first `total` of a file."""
    wanted = set(random.Random(1).sample(range(total), count))
    return [row for place, row in enumerate(itertools.islice(read_rows(file), total)) if place in wanted]


def later_rate(moments):
    """Rows a second over the second half of a run."""
    half = [moment for moment in moments if moment[0] >= moments[-1][0] / 2]
    return (half[-1][0] - half[0][0]) / (half[-1][1] - half[0][1])


def show(words, rows, seconds, *, spent=None, base=None):
    told = f"  {words:<46}{rows / seconds:>11,.0f} rows/s"
    if spent is not None:
        told += f"{spent:>8.1f} processor s, {rows * cores() / spent:>11,.0f} rows/s by these"
    print(told + (f"{rows / seconds / base:>8,.0f} x one by one" if base else ""), flush=True)


def measure(desk, folder, asked):
    rows, file, comma = asked.rows, folder / "transactions.parquet", folder / "transactions.csv"
    write_transactions(file, rows)
    write_csv(pq.read_table(file), comma)
    count = asked.alone
    alone = one_by_one(desk, some_rows(file, count, min(rows, 50_000)))
    print(f"{rows:,} transactions, {cores()} cores, decisions by {count:,} rows one by one: {alone:,.0f} rows/s")
    for words, source in (("Parquet, first", file), ("Parquet, later", file), ("CSV, later", comma)):
        outcome, seconds, spent, moments = together(desk, source, folder / "answers.parquet")
        show(words, rows, seconds, spent=spent, base=alone)
        if len(moments) > 4:
            show(f"{words}, second half", later_rate(moments), 1)
    print(f"  {outcome.alone:,} rows answered one by one")
    for name, spent in stages(desk, file).items():
        print(f"  stage {name:<8}{spent / rows * 1e6:>7.2f} processor microseconds a row")
    write_transactions(file, asked.named, named=True, seed=2)
    named, seconds, _, _ = together(desk, file, folder / "named.parquet")
    show(f"every row naming a party ({named.alone:,} alone)", asked.named, seconds, base=alone)


def write_csv(table, path):
    with path.open("wb") as handle:
        handle.write((",".join(table.schema.names) + "\n").encode())
        pacsv.write_csv(table, handle, pacsv.WriteOptions(include_header=False, quoting_style="none"))


def count_differences(desk, folder, count):
    """How many random rows get another answer together than alone."""
    file, out = folder / "random.csv", folder / "random.jsonl"
    with file.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, ["id", *KEYS, "colour"])
        writer.writeheader()
        writer.writerows(RandomFacts(7).rows(count))
    together(desk, file, out)
    check = partial(desk.check, as_known_on=desk.now().date())
    with out.open(encoding="utf-8") as lines:
        pairs = zip(read_rows(file), lines, strict=True)
        return sum(json.dumps(answer_row(check, row), ensure_ascii=False) + "\n" != line for row, line in pairs)


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=2_000_000)
    asked.add_argument("--alone", type=int, default=1500)
    asked.add_argument("--named", type=int, default=2000)
    asked.add_argument("--differences", type=int, default=3000)
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="navicert-bench-") as name:
        folder = Path(name)
        desk = open_desk(folder / "store")
        if asked.rows:
            measure(desk, folder, asked)
        different = count_differences(desk, folder, asked.differences)
        print(f"  differences in {asked.differences:,} random rows: {different:,}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
