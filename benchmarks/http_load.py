"""Load on a served store: single /match at a steady rate and as fast as they come, and batches of 100.

    python benchmarks/http_load.py                       # loads demo parties into a store of its own
    python benchmarks/http_load.py --store PATH --queries FILE.csv --workers 2 --seconds 10
    python benchmarks/http_load.py --store PATH --queries FILE.csv --minutes 10      # does memory stay as it is?

Needs Linux for the memory figure. Requests at a steady rate are timed from the moment they were due, so that waiting
for a slow answer counts against the answers after it. The client shares the machine with the server; `idle` tells how
fast the same client gets /healthz, which does nothing, and `cpu_ms_each` what the server itself worked for a request or
a name: on a busy machine these say more than the clock.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Coroutine, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
NAVICERT = str(Path(sys.executable).parent / "navicert")
PROPERTIES = ("name", "firstName", "lastName", "birthDate", "nationality", "country", "gender")


@dataclass
class Timed:
    """What was seen of one kind of load."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: int = 0

    def told(self, each: int = 1) -> dict[str, float]:
        ordered = sorted(self.times) or [0.0]
        return {
            "requests": len(self.times),
            "errors": self.errors,
            "per_second": round(len(self.times) * each / self.seconds, 1),
            **{
                f"p{share}_ms": round(1000 * ordered[int(len(ordered) * share / 100.0001)], 2) for share in (50, 95, 99)
            },
            "max_ms": round(1000 * ordered[-1], 2),
        }


class Connection:
    """One connection that is kept; HTTP/1.1 by hand, since any client library would cost more than the server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    def drop(self) -> None:
        """Begin anew with the next request."""
        self._streams = None

    async def ask(self, request: bytes) -> int:
        if self._streams is None or self._streams[0].at_eof():  # a server closes what was idle for some seconds
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=2**24)
        reader, writer = self._streams
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        await reader.readexactly(int(length[1]) if length else 0)
        return int(head[9:12])


def post(path: str, content: object) -> bytes:
    body = json.dumps(content).encode()
    lines = (
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*lines, "", "")).encode() + body


async def as_fast_as_they_come(port: int, requests: Sequence[bytes], seconds: float, connections: int) -> Timed:
    seen, began = Timed(), time.perf_counter()

    async def client(number: int) -> None:
        connection, chosen = Connection(port), random.Random(number)
        while time.perf_counter() - began < seconds:
            await timed(connection, chosen.choice(requests), seen, time.perf_counter())

    await asyncio.gather(*map(client, range(connections)))
    seen.seconds = time.perf_counter() - began
    return seen


async def at_a_rate(port: int, requests: Sequence[bytes], seconds: float, per_second: float) -> Timed:
    seen, chosen, free = Timed(), random.Random(1), [Connection(port) for _ in range(8)]
    began, running = time.perf_counter(), set()
    for number in range(int(seconds * per_second)):
        due = began + number / per_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        connection = free.pop() if free else Connection(port)
        task = asyncio.create_task(timed(connection, chosen.choice(requests), seen, due))
        running.add(task)
        task.add_done_callback(lambda done, connection=connection: (running.discard(done), free.append(connection)))
    await asyncio.gather(*running)
    seen.seconds = time.perf_counter() - began
    return seen


async def timed(connection: Connection, request: bytes, seen: Timed, since: float) -> None:
    try:
        status = await connection.ask(request)
    except (OSError, asyncio.IncompleteReadError):
        status = 0
        connection.drop()
    seen.times.append(time.perf_counter() - since)
    seen.errors += status != 200


def read_queries(file: Path | None) -> list[dict]:
    """Questions of a CSV whose columns are properties; else the bundled parties and as many strangers."""
    if file is not None:
        with file.open(encoding="utf-8", newline="") as rows:
            return [_query(row) for row in csv.DictReader(rows)]
    demo = [json.loads(line) for line in (ROOT / "src/navicert/data/demo/parties.jsonl").read_text().splitlines()]
    listed = [{"schema": one["schema"], "properties": one["properties"]} for one in demo if "name" in one["properties"]]
    names = ("Ingrid Solberg", "Tomas Novak", "Maria Fernandes", "Kwame Mensah", "Aiko Tanaka", "John Carter")
    return listed + [{"schema": "Person", "properties": {"name": [name]}} for name in names]


def _query(row: dict) -> dict:
    properties = {name: [row[name]] for name in PROPERTIES if row.get(name)}
    return {"schema": row.get("schema") or "Person", "properties": properties}


@contextmanager
def served(store: str, workers: int):
    """The port of a server on this store, when it is ready, and its process."""
    command = [NAVICERT, "--store", store, "serve", "--port", "0", "--workers", str(workers)]
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, stderr=log, text=True)
        try:
            yield wait_until_ready(process, log), process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def wait_until_ready(process: subprocess.Popen, log) -> int:
    for _ in range(1200):
        log.seek(0)
        found = re.search(r"http://127.0.0.1:(\d+)", log.read())
        if found and is_ready(int(found[1])):
            return int(found[1])
        if process.poll() is not None:
            break
        time.sleep(0.1)
    log.seek(0)
    raise SystemExit(f"the server did not start:\n{log.read()[-2000:]}")


def is_ready(port: int) -> bool:
    try:
        return all(
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).status == 200 for _ in range(20)
        )
    except OSError:
        return False


def memory_mb(process: subprocess.Popen) -> float:
    """What the server and its workers hold, shared pages once (PSS), in MB."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    total = 0
    for pid in (str(process.pid), *children):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])
    return round(total / 1024, 1)


def cpu_seconds(process: subprocess.Popen) -> float:
    """Processor time that the server and its workers have used."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    ticks = 0
    for pid in (str(process.pid), *children):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measured(process: subprocess.Popen, load: Coroutine[Any, Any, Timed], each: int = 1) -> dict[str, float]:
    """What was seen of a load, with the server's processor time for each request or name."""
    before = cpu_seconds(process)
    seen = asyncio.run(load)
    used = cpu_seconds(process) - before
    return {**seen.told(each), "cpu_ms_each": round(1000 * used / max(1, len(seen.times) * each), 3)}


def run(port: int, process: subprocess.Popen, queries: list[dict], seconds: float, rate: float) -> dict:
    single = [post("/match/default", {"queries": {"q": query}}) for query in queries]
    chosen = random.Random(2)
    batches = [
        post("/match/default", {"queries": {str(i): chosen.choice(queries) for i in range(100)}}) for _ in range(40)
    ]
    idle = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    search = b"GET /search/default?q=a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    for requests in ([search], single):  # what is read once is read now
        asyncio.run(as_fast_as_they_come(port, requests, 2, 8))
    before = memory_mb(process)
    told = {
        "idle": measured(process, as_fast_as_they_come(port, [idle], min(seconds, 3), 8)),
        f"single at {rate:g}/s": measured(process, at_a_rate(port, single, seconds, rate)),
        "single, 8 connections": measured(process, as_fast_as_they_come(port, single, seconds, 8)),
        "names in batches of 100, 4 connections": measured(
            process, as_fast_as_they_come(port, batches, seconds, 4), 100
        ),
    }
    return {**told, "memory_mb": {"before": before, "after": memory_mb(process)}}


def mixture(queries: list[dict]) -> list[bytes]:
    """What a desk and its clients ask in turn: matches, searches, own questions with receipts, batches, pages."""
    chosen, asked = random.Random(3), []
    for number in range(400):
        query = chosen.choice(queries)
        name = quote(query["properties"].get("name", ["a"])[0])
        kinds = (
            post("/match/default", {"queries": {"q": query}}),
            get(f"/search/default?q={name}"),
            post("/v1/screen", {"id": "1", **query}),
            get(f"/?q={name}"),
            get("/queue"),
        )
        batch = {"queries": {str(i): chosen.choice(queries) for i in range(100)}}
        asked.append(post("/match/default", batch) if number % 20 == 0 else kinds[number % len(kinds)])
    return asked


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def over_minutes(port: int, process: subprocess.Popen, queries: list[dict], minutes: int, rate: float) -> dict:
    """A steady mixture; after each minute what the server holds and how it answered in that minute."""
    asked = mixture(queries)
    asyncio.run(as_fast_as_they_come(port, asked, 10, 4))  # what is read once is read now
    told = [{"minute": 0, "memory_mb": memory_mb(process)}]
    for minute in range(1, minutes + 1):
        seen = measured(process, at_a_rate(port, asked, 60.0, rate))
        told.append({"minute": minute, "memory_mb": memory_mb(process), **seen})
        print(json.dumps(told[-1]), file=sys.stderr, flush=True)
    return {"rate": rate, "minutes": told}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", help="a store with lists; else one of bundled parties")
    parser.add_argument("--queries", type=Path, nargs="*", default=[None], help="CSV files of questions")
    parser.add_argument("--seconds", type=float, default=5.0, help="of each kind of load")
    parser.add_argument("--rate", type=float, default=50.0, help="requests a second where they come at a steady rate")
    parser.add_argument(
        "--minutes", type=int, default=0, help="instead: a steady mixture for so long, memory each minute"
    )
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = arguments.store or folder
        if arguments.store is None:
            demo = ROOT / "src/navicert/data/demo/parties.jsonl"
            load = ["lists", "load", "ftm", str(demo), "--as", "demo-list", "--published", "2026-11-01"]
            subprocess.run([NAVICERT, "--store", store, *load], check=True)
        queries = [query for file in arguments.queries for query in read_queries(file)]
        with served(store, arguments.workers) as (port, process):
            if arguments.minutes:
                told = over_minutes(port, process, queries, arguments.minutes, arguments.rate)
            else:
                told = run(port, process, queries, arguments.seconds, arguments.rate)
            print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
