"""A list is fetched from its publisher: here a server on this machine with moods."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


def lines(count):
    parties = ({"id": f"p-{n}", "schema": "Person", "properties": {"name": [f"Person {n}"]}} for n in range(count))
    return "".join(json.dumps(party) + "\n" for party in parties).encode()


@pytest.fixture
def publisher(monkeypatch):
    """A publisher whose `body`, `status` and `etag` a test sets; it counts the requests it answered in full."""

    class Mood:
        body = lines(50)
        status = 200
        kind = "application/json"
        etag = '"one"'
        sent = 0

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.headers.get("If-None-Match") == Mood.etag and Mood.status == 200:
                self.send_response(304)
                self.end_headers()
                return
            Mood.sent += 1
            self.send_response(Mood.status)
            self.send_header("Content-Type", Mood.kind)
            self.send_header("Content-Length", str(len(Mood.body)))
            self.send_header("ETag", Mood.etag)
            self.end_headers()
            self.wfile.write(Mood.body)

        def log_message(self, *_):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("NAVICERT_URL_FTM", f"http://127.0.0.1:{server.server_port}/entities.ftm.json")
    yield Mood
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_update_loads_once_and_then_confirms(navicert, publisher):
    first = navicert("lists", "update", "ftm", "--json")
    assert first.code == 0, first.err
    assert first.records[0]["entries"] == 50
    again = navicert("lists", "update", "ftm", "--json")
    assert again.code == 0
    assert "unchanged" in again.records[0]["outcome"]
    assert publisher.sent == 1


def test_a_shrunken_or_broken_answer_leaves_the_edition_in_force(navicert, publisher):
    navicert("lists", "update", "ftm")
    publisher.etag = '"two"'
    for body, kind in ((lines(10), "application/json"), (b"<!DOCTYPE html><html>sorry</html>", "text/html"), (b"", "")):
        publisher.body, publisher.kind = body, kind
        refused = navicert("lists", "update", "ftm")
        assert refused.code == 3
        assert "Traceback" not in refused.err
        assert [item["entries"] for item in navicert("lists", "status", "--json").records] == [50]


def test_a_source_without_an_address_says_how_to_give_one(navicert):
    refused = navicert("lists", "update", "eu-dprk-annex")
    assert refused.code == 3
    assert "NAVICERT_URL_EU_DPRK_ANNEX" in refused.err
