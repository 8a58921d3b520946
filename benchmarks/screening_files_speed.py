"""How fast whole customer files are screened, from file to file (reading, asking, explaining, writing), and in how much
memory.

    python benchmarks/screening_files_speed.py --list ../shared/bench/data/sdn_un.jsonl --customers F.csv

Made-up customers (as benchmarks/screening_speed.py makes them, with dates, countries and genders) are written as CSV
and Parquet and screened with `desk.screening.files` in one and two processes. Seconds are of the clock, so that nothing
else should run; CPU seconds of all processes stand beside them. Memory is the most that any one process held.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet

ROOT = Path(__file__).parents[1]
ONE_RUN = """
import json, resource, sys, time
from pathlib import Path
from navicert.desk import open_desk
from navicert.desk.screening_files import FileQuestion
from dataclasses import replace
store, file, out, processes, cutoff = sys.argv[1:]
desk = open_desk(store)
desk.screen({"schema": "Person", "properties": {"name": ["Warm Up"]}})
def cpu():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)
wall, before = time.perf_counter(), cpu()
question = FileQuestion(file=Path(file), policy=replace(desk.policy, cutoff=float(cutoff)), processes=int(processes))
done = desk.screening.files.to_file(question, Path(out), lambda progress, notes: None)
most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({"rows": done.rows, "hits": done.counts["hits"], "seconds": time.perf_counter() - wall,
                  "cpu": cpu() - before, "megabytes": most / 1024}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", type=Path, required=True)
    parser.add_argument("--customers", type=Path, action="append", required=True)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--cutoff", type=float, default=0.8)
    arguments = parser.parse_args()
    from benchmarks.screening_speed import Customers, parties_of

    customers = Customers(arguments.customers, list(parties_of(arguments.list)), new_words=0.1, listed=0.005)
    table = customers.table(arguments.rows, seed=1, full=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pyarrow.csv.write_csv(table, folder / "customers.csv")
        pyarrow.parquet.write_table(table, folder / "customers.parquet")
        load(folder / "store", arguments.list)
        print(f"{arguments.rows:,} customers, cutoff {arguments.cutoff}, {os.cpu_count()} cores")
        for file, out in (
            ("customers.csv", "out.jsonl"),
            ("customers.csv", "out.csv"),
            ("customers.parquet", "out.parquet"),
        ):
            for processes in (1, 2):
                told = one_run(folder, file, out, processes, arguments.cutoff)
                print(
                    f"  {file:18} to {out:12} {processes} process{'es' if processes > 1 else '  '}"
                    f"  {told['rows'] / told['seconds']:9,.0f} rows/s of the clock,"
                    f" {told['rows'] / told['cpu']:9,.0f} of CPU,"
                    f"  {told['megabytes']:5.0f} MB, {told['hits']} hits",
                    flush=True,
                )


def load(store: Path, file: Path) -> None:
    command = "from navicert.cli import main; main()"
    arguments = ["--store", store, "lists", "load", "ftm", file, "--as", "list", "--published", "2026-01-01"]
    subprocess.run([sys.executable, "-c", command, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def one_run(folder: Path, file: str, out: str, processes: int, cutoff: float) -> dict[str, float]:
    arguments = [folder / "store", folder / file, folder / out, processes, cutoff]
    done = subprocess.run(
        [sys.executable, "-c", ONE_RUN, *map(str, arguments)], check=True, capture_output=True, text=True
    )
    time.sleep(0.2)
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
