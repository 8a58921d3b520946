"""Rounds of the watch: what is found is told once, and what was killed is done again."""

import base64
import hashlib
import hmac
import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from navicert.desk import Desk
from navicert.desk.watch import Order
from navicert.receipts import seal_from_text
from navicert.settings import Settings, TellingSettings

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
QUIET = Order(update=False, processes=1)


class Clock:
    def __init__(self):
        self.at = NOON

    def __call__(self):
        return self.at


class Receiver(ThreadingHTTPServer):
    """Takes webhooks; refuses while `refusing` is set."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Taker)
        self.taken, self.refusing = [], False


class Taker(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.server.refusing:
            self.server.taken.append((dict(self.headers), body))
        self.send_response(500 if self.server.refusing else 204)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock, receiver):
    url = f"http://127.0.0.1:{receiver.server_port}/"
    telling = TellingSettings(webhook_url=url, webhook_secret="whsec")
    desk = Desk(Settings(str(tmp_path / "store"), telling=telling), clock)
    load(desk, tmp_path, "PAK, Yong Sik", "2026-11-20")
    customers = tmp_path / "customers.csv"
    customers.write_text("id,name\nc-1,Pak Yong Sik\nc-2,Maria Fernandez Lopez\n")
    desk.customers.load(order_of(customers))
    return desk


def order_of(file):
    from navicert.desk.customers import LoadOrder

    return LoadOrder(file=file, by="test", columns={})


def load(desk, folder, name, day):
    file = folder / f"{day}.jsonl"
    file.write_text(json.dumps({"id": "l-1", "schema": "Person", "properties": {"name": [name]}}) + "\n")
    published = datetime.fromisoformat(day).date()
    desk.lists.load("ftm", [file], published=published, name="demo", accept_shrinkage=True)


def kinds(desk):
    """What was told beside the day's seal."""
    return sorted(notice.kind for notice in desk.store.notices.newest() if notice.kind != "seal")


def nothing(_words):
    return None


def test_a_round_screens_every_customer_and_tells_what_waits(desk):
    report = desk.watch.round(QUIET, nothing)
    assert report["failures"] == []
    assert kinds(desk) == ["alert"]
    (covered,) = desk.rescreening.coverage()
    assert (covered.customers, covered.unscreened) == (2, 0)


def test_what_was_told_is_not_told_again(desk):
    desk.watch.round(QUIET, nothing)
    assert desk.watch.round(QUIET, nothing)["news"] == 0
    assert kinds(desk) == ["alert"]


def test_an_alert_raised_in_a_round_that_was_killed_is_told_in_the_next(desk, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("navicert.store.notices.Notices.add", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.watch.round(QUIET, nothing)
    assert kinds(desk) == []
    assert desk.watch.due(timedelta(hours=6)) == desk.now()
    desk.watch.round(QUIET, nothing)
    assert kinds(desk) == ["alert"]


def test_everybody_is_asked_again_on_the_next_day(desk, clock):
    desk.watch.round(QUIET, nothing)
    desk.watch.round(QUIET, nothing)
    asked = [screening.customers for screening in desk.store.screenings.all("demo")]
    clock.at += timedelta(days=1)
    desk.watch.round(QUIET, nothing)
    again = [screening.customers for screening in desk.store.screenings.all("demo")]
    assert sorted(asked) == [0, 2]
    assert sorted(again) == [0, 2, 2]


def test_a_stale_list_is_told_once_a_day_as_grave(desk, clock):
    clock.at += timedelta(days=30)
    for _ in range(2):
        desk.watch.round(QUIET, nothing)
    stale = [notice for notice in desk.store.notices.newest() if notice.kind == "stale list"]
    assert [(notice.grave, "STALE" in notice.words) for notice in stale] == [(True, True)]


def test_the_next_round_is_due_by_the_end_of_the_day(desk):
    desk.watch.round(QUIET, nothing)
    assert desk.watch.due(timedelta(hours=6)) == NOON + timedelta(hours=6)
    assert desk.watch.due(timedelta(hours=24)) == datetime(2026, 11, 22, tzinfo=UTC)


def test_a_part_that_fails_is_told_and_the_others_are_done(desk, monkeypatch):
    from navicert.errors import MissingData

    def failing(*_, **__):
        raise MissingData("2 of 10 listed names planted as customers were not found")

    monkeypatch.setattr(desk.rescreening, "screen", failing)
    report = desk.watch.round(QUIET, nothing)
    assert [failure["part"] for failure in report["failures"]] == ["screening against demo"]
    assert [(notice.kind, notice.grave) for notice in desk.store.notices.newest()] == [("failure", True)]


def test_reached_thresholds_of_quotas_are_told_with_paragraph(desk):
    row = {"quota": "UN-2397-5-REFINED", "kind": "reported", "amount": 480_000, "unit": "bbl", "goods": "diesel",
           "delivered": "2018-01", "published": "2018-03-01", "source": "made up"}  # fmt: skip
    desk.quotas.record([row], by="test")
    desk.watch.round(QUIET, nothing)
    told = [notice.words for notice in desk.store.notices.newest() if notice.kind == "quota"]
    assert any(
        "UN-2397-5-REFINED" in words and "95 %" in words and "UN resolution 2397, paragraph 5" in words
        for words in told
    )


def test_the_chain_of_receipts_is_sealed_once_a_day_and_the_seal_is_published(desk, clock):
    desk.watch.round(QUIET, nothing)
    clock.at += timedelta(hours=2)
    desk.watch.round(QUIET, nothing)
    clock.at += timedelta(days=1)
    desk.watch.round(QUIET, nothing)
    told = [notice.words for notice in reversed(desk.store.notices.newest()) if notice.kind == "seal"]
    assert told == [seal.text for seal in desk.store.receipts.seals()]
    assert len(told) == 2
    assert list(desk.verifying.chain_faults([seal_from_text(text) for text in told])) == []


def test_a_store_without_receipts_has_nothing_to_seal(desk):
    desk.store.customers.erase(["c-1", "c-2"])
    assert desk.watch.round(QUIET, nothing)["failures"] == []
    assert desk.store.receipts.seals() == ()


def test_a_webhook_is_signed_and_sent_once(desk, receiver):
    desk.watch.round(QUIET, nothing)
    for _ in range(2):
        list(desk.telling.tell())
    ((headers, body),) = receiver.taken
    message = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mac = hmac.new(b"whsec", message, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(mac).decode()}"
    assert [notice["kind"] for notice in json.loads(body)["notices"]] == ["alert", "seal"]


def test_a_webhook_that_fails_is_told_and_tried_again(desk, receiver, monkeypatch):
    import stamina

    stamina.set_testing(True, attempts=2)
    desk.watch.round(QUIET, nothing)
    receiver.refusing = True
    (line,) = desk.telling.tell()
    assert "could not be told" in line
    receiver.refusing = False
    assert list(desk.telling.tell()) == ["webhook: 2 notices told"]
    stamina.set_testing(False)


def test_mail_goes_to_whom_it_is_for(desk, tmp_path, monkeypatch):
    sent = []
    telling = TellingSettings(smtp_url="smtp://mail.example:25", mail_to="team@bank.example")
    other = Desk(Settings(desk.settings.store, telling=telling), desk.now)
    monkeypatch.setattr("navicert.desk.telling._send", lambda url, message: sent.append((url, message)))
    desk.watch.round(QUIET, nothing)
    assert list(other.telling.tell()) == ["mail: 2 notices told"]
    ((url, message),) = sent
    assert (url, message["To"], message["Subject"]) == (
        "smtp://mail.example:25",
        "team@bank.example",
        "navicert: 2 notices",
    )
    assert "PAK, Yong Sik" in message.get_content()
