"""What goes wrong while the server works: it is killed amid writes, workers fall, an edition comes amid a stream."""

import http.client
import json
import os
import signal
import threading
import time
import urllib.error
import urllib.request

import pytest
from tests.journeys.test_serve_command import PARTIES, _workers, load, serve

from navicert import open_desk
from navicert.trade.output import record_to_json

CLIENTS = 3
ENOUGH = 4
"""Records that each client had confirmed before the blow."""


def delivery(client: int, number: int) -> dict:
    return {
        "quota": "UN-2397-5-REFINED", "kind": "reported", "amount": 1000 * client + number, "unit": "t",
        "goods": "diesel", "delivered": "2018-01", "supplier": "CN", "source": "1718 Committee",
        "published": "2018-03-01",
    }  # fmt: skip


def send(url: str, key: str, row: dict) -> list[str]:
    body = json.dumps({"rows": [row]}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"ApiKey {key}"}
    request = urllib.request.Request(f"{url}/v1/quotas/records", body, headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return [one["outcome"] for one in json.load(answer)["rows"]]


class Clients:
    """Clients that record one delivery after another until the server does not answer; `confirmed` by client."""

    def __init__(self, url: str, key: str) -> None:
        self._url, self._key = url, key
        self.confirmed = [0] * CLIENTS
        self.threads = [threading.Thread(target=self._record, args=(client,)) for client in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def _record(self, client: int) -> None:
        try:
            while True:
                send(self._url, self._key, delivery(client, self.confirmed[client]))
                self.confirmed[client] += 1
        except (OSError, http.client.HTTPException):
            return  # the server is gone; what it did not confirm is sent again later

    def wait(self) -> None:
        while min(self.confirmed) < ENOUGH and any(thread.is_alive() for thread in self.threads):
            time.sleep(0.01)

    def join(self) -> None:
        for thread in self.threads:
            thread.join(60)


def amounts(folder) -> list[int]:
    return sorted(record_to_json(one)["amount"] for one in open_desk(folder / "store").quotas.ledger().records)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_server_killed_amid_writes_keeps_what_it_confirmed_and_nothing_twice(tmp_path, workers):
    load(tmp_path, PARTIES, "2026-11-20")
    key = open_desk(tmp_path / "store").keys.create("clerk", "analyst").text
    with serve(tmp_path, "--workers", str(workers)) as served:
        clients = Clients(served.url, key)
        clients.wait()
        for pid in (served.process.pid, *(_workers(served.process.pid) if workers > 1 else ())):
            os.kill(pid, signal.SIGKILL)
        clients.join()
    assert min(clients.confirmed) >= ENOUGH
    confirmed = {1000 * client + n for client, count in enumerate(clients.confirmed) for n in range(count)}
    unsure = {1000 * client + count for client, count in enumerate(clients.confirmed)}
    kept = amounts(tmp_path)
    assert len(kept) == len(set(kept))
    assert confirmed <= set(kept) <= confirmed | unsure
    with serve(tmp_path) as served:
        for client, count in enumerate(clients.confirmed):
            assert send(served.url, key, delivery(client, count)) in (["recorded"], ["known"])
    assert amounts(tmp_path) == sorted(confirmed | unsure)


@pytest.mark.slow
def test_a_worker_killed_amid_writes_loses_no_confirmed_one_and_others_go_on(tmp_path):
    load(tmp_path, PARTIES, "2026-11-20")
    key = open_desk(tmp_path / "store").keys.create("clerk", "analyst").text
    with serve(tmp_path, "--workers", "2") as served:
        clients = Clients(served.url, key)
        clients.wait()
        os.kill(_workers(served.process.pid)[0], signal.SIGKILL)
        while True:
            try:
                assert send(served.url, key, delivery(9, 0)) in (["recorded"], ["known"])
                break
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)  # it was the fallen one's turn
        served.process.send_signal(signal.SIGTERM)
        clients.join()
    kept = amounts(tmp_path)
    assert len(kept) == len(set(kept))
    assert {1000 * c + n for c, count in enumerate(clients.confirmed) for n in range(count)} | {9000} <= set(kept)


@pytest.mark.slow
def test_a_stream_is_answered_from_the_edition_it_began_with(tmp_path):
    load(tmp_path, PARTIES, "2026-11-20")
    line = json.dumps({"id": "1", "schema": "Person", "properties": {"name": ["Pak Yong Sik"]}}).encode() + b"\n"
    with serve(tmp_path) as served:
        asked = http.client.HTTPConnection(served.url.removeprefix("http://"), timeout=60)
        asked.putrequest("POST", "/v1/screen/stream")
        asked.putheader("Content-Type", "application/x-ndjson")
        asked.putheader("Transfer-Encoding", "chunked")
        asked.endheaders()
        send_chunk(asked, line * 100)
        load(tmp_path, [{**PARTIES[0], "id": "n-1"}, *PARTIES[1:]], "2026-11-21")
        while served.match("Pak Yong Sik") != ["n-1"]:
            time.sleep(0.1)
        send_chunk(asked, line * 100)
        send_chunk(asked, b"")
        with asked.getresponse() as answer:
            answers = [json.loads(one) for one in answer.read().splitlines()]
        asked.close()
    assert [[match["id"] for match in one["matches"]] for one in answers] == [["l-1"]] * 200
    assert {edition["edition"][:10] for one in answers for edition in one["editions"]} == {"2026-11-20"}


def send_chunk(connection: http.client.HTTPConnection, content: bytes) -> None:
    connection.send(f"{len(content):x}\r\n".encode() + content + b"\r\n")
