"""Kill -9 at random moments of a night's work: nothing is lost, nothing is alerted twice, and the chain verifies.

`--kills 50` (make test-slow) takes the whole number of moments; the suite takes the first of them. What must hold
afterwards holds wherever the blow falls, so a busy machine moves the moments and not the outcome.
"""

import json
import os
import random
import shutil
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from navicert.cases import Choice
from navicert.cases.model import UNFINISHED
from navicert.desk import Desk
from navicert.desk.customers import LoadOrder
from navicert.desk.watch import Order
from navicert.receipts import check_seal, seal_from_text
from navicert.settings import Settings

EVENING = datetime(2026, 11, 20, 20, tzinfo=UTC)
SYLLABLES = "vo wub zix quo bly gwa xe pfu snoo thwe yilg ukk".split()
PARTIES, BEARERS = 160, 8
EVERY = Choice(statuses=(*UNFINISHED, "decided", "closed"))


def name_of(number):
    r = random.Random(number)
    return " ".join("".join(r.choice(SYLLABLES) for _ in range(3)).capitalize() for _ in range(2))


def edition(number):
    """A list of a hundred parties; the second edition changed forty, lost twenty and gained thirty."""
    listed = range(100) if number == 1 else (*range(20, 100), *range(100, 130))
    changed = {"birthDate": ["1961-05-04"]} if number == 2 else {}
    records = [
        {
            "id": f"p-{one}",
            "schema": "Person",
            "properties": {"name": [name_of(one)], **(changed if 20 <= one < 60 else {})},
        }
        for one in listed
    ]
    return "".join(json.dumps(one) + "\n" for one in records).encode()


class Publisher(ThreadingHTTPServer):
    """Has one file, the second edition."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Sender)


class Sender(BaseHTTPRequestHandler):
    def do_GET(self):
        body = edition(2)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        return


@dataclass(frozen=True)
class Night:
    """A store in the evening, copied for each night, and where the publisher is."""

    evening: Path
    url: str

    def desk(self, store, hours):
        settings = Settings(str(store), source_urls={"ftm": (self.url,)})
        return Desk(settings, lambda: EVENING + timedelta(hours=hours))


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    folder, server = tmp_path_factory.mktemp("evening"), Publisher()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made = Night(folder / "store", f"http://127.0.0.1:{server.server_port}/entities.ftm.json")
    desk = made.desk(made.evening, 0)
    (folder / "first.jsonl").write_bytes(edition(1))
    desk.lists.load("ftm", [folder / "first.jsonl"], published=EVENING.date(), name="ftm")
    customers = folder / "customers.csv"
    rows = [f"c-{one}-{n},{name_of(one)},Person" for one in range(PARTIES) for n in range(BEARERS)]
    customers.write_text("id,name,schema\n" + "\n".join(rows) + "\n")
    desk.customers.load(LoadOrder(file=customers, by="Ann", columns={}))
    list(desk.rescreening.screen("ftm", processes=1))
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


# The night's work


def update(desk, _noted):
    desk.lists.update("ftm")


def rescreen(desk, _noted):
    list(desk.rescreening.rescreen("ftm", "previous", "current", processes=1))


def watch(desk, _noted):
    desk.watch.round(Order(update=False, processes=1), lambda _words: None)


def seal(desk, noted):
    """Answers with receipts, sealed again and again; what was acknowledged is noted elsewhere, as one publishes it."""
    for number in range(12):
        query = {"id": "q", "schema": "Person", "properties": {"name": [name_of(number)]}}
        receipt = desk.receipts.screen([query], by="Ann").receipt
        note(noted, f"receipt {receipt.number} {receipt.id}")
        note(noted, desk.receipts.seal(by="Ann").text)


PARTS = {"update": update, "rescreen": rescreen, "watch": watch, "seal": seal}


def note(noted, line):
    with noted.open("a") as lines:
        lines.write(f"{line}\n")


def whole_night(night, store, noted, hours):
    desk = night.desk(store, hours)
    for work in PARTS.values():
        work(desk, noted)
    return desk


# Killed


def killed_in(part, after, desk, noted):
    """Do the work up to this part in another process, kill it so many seconds into the part; whether it was killed."""
    begun, tell = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            for name, work in PARTS.items():
                if name == part:
                    os.write(tell, b"!")
                work(desk, noted)
                if name == part:
                    break
            code = 0
        finally:
            os._exit(code)
    os.close(tell)
    assert os.read(begun, 1) == b"!"
    os.close(begun)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def outcome(desk):
    """What stands at the end of a night: cases with their number of events, notices by kind, editions, coverage."""
    cases = {}
    for queued in desk.cases.queue(EVERY, limit=100_000).cases:
        case = queued.kept.case
        key = queued.kept.customer, case.pair.entity
        assert key not in cases, "one case for a pair"
        cases[key] = (case.status, case.version, case.alert.basis.entry, case.alert.score)
    notices = desk.store.notices.newest(100_000)
    assert len({one.key for one in notices}) == len(notices)
    covered = [(one.list, one.edition, one.customers, one.unscreened) for one in desk.rescreening.coverage()]
    editions = [(one.id, one.entries) for one in desk.store.editions("ftm")]
    return {"cases": cases, "notices": Counter(one.kind for one in notices), "covered": covered, "editions": editions}


def check_receipts(desk, noted):
    """The chain, its contents and its seals are whole; what was acknowledged is there; the screenings answer again."""
    lines = noted.read_text().splitlines() if noted.exists() else []
    published = [seal_from_text(line) for line in lines if line.startswith("navicert seal")]
    assert [*desk.verifying.chain_faults(published), *desk.verifying.content_faults()] == []
    assert list(desk.verifying.edition_faults()) == []
    for line in lines:
        if line.startswith("receipt"):
            _, number, receipt_id = line.split()
            assert desk.store.receipts.at_number(int(number)).id == receipt_id
    for one in published:
        assert list(check_seal(one, desk.store.receipts.at_number(one.number))) == []
    for row in desk.store.receipts.chain():
        if row.receipt.draft.kind == "customers":
            assert desk.verifying.replay(row.receipt).same is True


def timed(night, store):
    """The desk after a night in which nothing was killed, and how many seconds each part took."""
    desk, seconds = night.desk(shutil.copytree(night.evening, store), 4), {}
    for name, work in PARTS.items():
        began = time.perf_counter()
        work(desk, store.with_suffix(".txt"))
        seconds[name] = time.perf_counter() - began
    return desk, seconds


@pytest.mark.slow
def test_a_night_killed_at_random_moments_ends_as_one_that_was_not(night, tmp_path, pytestconfig, capsys):
    timed(night, tmp_path / "first")  # what is loaded once is loaded now
    desk, seconds = timed(night, tmp_path / "calm")
    reference = outcome(desk)
    assert reference["notices"]["alert"] > 500
    assert reference["covered"] == [("ftm", desk.store.current("ftm").id, PARTIES * BEARERS, 0)]
    check_receipts(desk, tmp_path / "calm.txt")

    kills = Counter()
    for number in range(pytestconfig.getoption("--kills")):
        r, part = random.Random(number), list(PARTS)[number % len(PARTS)]
        store = shutil.copytree(night.evening, tmp_path / f"night-{number}")
        noted, after = tmp_path / f"night-{number}.txt", r.uniform(0, seconds[part])
        kills[part] += killed_in(part, after, night.desk(store, 4), noted)
        check_receipts(night.desk(store, 5), noted)
        mended = whole_night(night, store, noted, 5)
        assert outcome(mended) == reference, f"{part}, {after:.3f} s"
        check_receipts(mended, noted)
        shutil.rmtree(store)
    with capsys.disabled():
        print(f"\nkilled: {dict(kills)}; a calm night takes", {name: round(took, 2) for name, took in seconds.items()})
    assert kills.total() > 0
