"""A served store is asked by yente's own client, by many at once, while lists change and processes fall."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from yente_client import Client, Company, NotFoundError, Person, ServerError, Vessel

BIN = Path(sys.executable).parent
PARTIES = [
    {"id": "l-1", "schema": "Person", "properties": {"name": ["PAK, Yong Sik"], "birthDate": ["1950-01-01"]}},
    {"id": "l-2", "schema": "Vessel", "properties": {"name": ["MORNING TIDE"], "imoNumber": ["9074729"]}},
    {"id": "l-3", "schema": "Company", "properties": {"name": ["Red Pine Trading Corporation"], "country": ["kp"]}},
]


class Served:
    """A running server."""

    def __init__(self, process: subprocess.Popen, log: Path) -> None:
        self.process, self._log = process, log
        self.url = self._wait()

    def _wait(self) -> str:
        for _ in range(600):
            found = re.search(r"http://[\d.]+:\d+", self.log)
            if found and self._is_ready(found[0]):
                return found[0]
            assert self.process.poll() is None, self.log
            time.sleep(0.1)
        raise AssertionError(f"not ready in time:\n{self.log}")

    @staticmethod
    def _is_ready(url: str) -> bool:
        try:
            return all(urllib.request.urlopen(f"{url}/readyz", timeout=10).status == 200 for _ in range(8))
        except OSError:
            return False

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def match(self, name: str) -> list[str]:
        body = json.dumps({"queries": {"q": {"schema": "Person", "properties": {"name": [name]}}}}).encode()
        request = urllib.request.Request(f"{self.url}/match/default", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return [one["id"] for one in json.load(answer)["responses"]["q"]["results"]]


@contextmanager
def serve(folder: Path, *options: str) -> Iterator[Served]:
    log = folder / "log"
    command = [BIN / "navicert", "serve", "--store", folder / "store", "--port", "0", *options]
    with log.open("w") as stderr:
        process = subprocess.Popen(
            command, stderr=stderr, stdout=subprocess.DEVNULL, env={**os.environ, "NAVICERT_POLL_SECONDS": "0.3"}
        )
    try:
        yield Served(process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def load(folder: Path, parties: list[dict], published: str) -> None:
    file = folder / f"{published}.jsonl"
    file.write_text("".join(json.dumps(party) + "\n" for party in parties), encoding="utf-8")
    arguments = ["lists", "load", "ftm", file, "--as", "house", "--published", published]
    subprocess.run(
        [BIN / "navicert", "--store", folder / "store", *arguments], check=True, capture_output=True, timeout=60
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    load(folder, PARTIES, "2026-11-20")
    with serve(folder) as running:
        yield running


# -- yente's own client: its library


@pytest.fixture
def client(served) -> Iterator[Client]:
    with Client(base_url=served.url) as asked:
        yield asked


def test_the_client_finds_the_server_alive_and_its_lists(client):
    assert client.healthz().status == "ok"
    assert client.readyz().status == "ok"
    catalog = client.datasets()
    assert [one.name for one in catalog.datasets] == ["default", "house"]
    assert client.datasets() == catalog, "the second time the client is told that nothing changed"
    assert client.algorithms().best == "navicert"


def test_the_client_matches_with_explanations(client):
    answer = client.match(Person(name=["Pak Yong Sik"], birthDate=["1950"]), algorithm="best", limit=3)
    assert answer.top.id == "l-1"
    assert answer.top.match
    assert {"name", "birth_date"} <= answer.top.contributing_explanations.keys()
    assert client.match(Company(name=["Nobody Has This Name"])).results == []
    assert client.match(Vessel(name=["X"], imoNumber=["9074729"]), datasets=["house"]).top.id == "l-2"
    assert client.match(Person(name=["Pak Yong Sik"]), exclude_entities=["l-1"]).results == []


def test_the_client_matches_many(client):
    people = ((str(number), Person(name=[name])) for number, name in enumerate(["Pak Yong Sik", "Ingrid Solberg"] * 10))
    found = {key: [one.id for one in answer.results] for key, answer in client.match_iter(people, workers=8)}
    assert found == {str(number): [] if number % 2 else ["l-1"] for number in range(20)}


def test_the_client_searches_and_fetches(client):
    found = client.search("red pine", facets=["countries"], schema="Company")
    assert [one.id for one in found.results] == ["l-3"]
    assert found.facets["countries"].values[0].label == "North Korea"
    assert client.fetch("l-3").caption == "Red Pine Trading Corporation"
    assert client.adjacent("l-3").entity.id == "l-3"
    with pytest.raises(NotFoundError, match="no loaded list has"):
        client.fetch("l-99")


# -- its command line


def yente(served: Served, *arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "YENTE_BASE_URL": served.url}
    return subprocess.run(
        [BIN / "yente-cli", *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_its_command_line_tells_status_and_matches(served):
    status = json.loads(yente(served, "status", "-f", "json").stdout)
    assert status["api"]["readiness"]["status"] == "ok"
    assert status["summary"] == {"total": 2, "current": 2, "stale": 0}
    matched = yente(served, "match", "-s", "Person", "-p", "name=Pak Yong Sik", "-f", "json")
    assert json.loads(matched.stdout)["results"][0]["id"] == "l-1"
    assert yente(served, "match", "-s", "Person", "-p", "name=Ingrid Solberg").returncode == 1
    assert json.loads(yente(served, "search", "morning", "-f", "json").stdout)["total"]["value"] == 1
    assert json.loads(yente(served, "fetch", "l-2", "-f", "json").stdout)["id"] == "l-2"
    assert yente(served, "datasets", "house", "-f", "json").returncode == 0
    assert yente(served, "algorithms").returncode == 0


def test_its_command_line_screens_a_file(served, tmp_path):
    (tmp_path / "in.csv").write_text("no,full name\n1,Pak Yong Sik\n2,Ingrid Solberg\n", encoding="utf-8")
    ended = yente(
        served, "screen", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"), "-s", "Person", "-i", "full name=name",
        "--include-empty", "--explanation",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith('1,Pak Yong Sik,l-1,"PAK, Yong Sik",0.')
    assert lines[2].startswith("2,Ingrid Solberg,,")


# -- what happens meanwhile


def test_without_a_believable_answer_the_client_gets_an_error(tmp_path):
    with serve_anything(tmp_path) as url, Client(base_url=url) as client, pytest.raises(ServerError, match="no list"):
        client.match(Person(name=["Pak Yong Sik"]))


@contextmanager
def serve_anything(folder: Path) -> Iterator[str]:
    """The address of a server that need not be ready."""
    log = folder / "log"
    with log.open("w") as stderr:
        command = [BIN / "navicert", "serve", "--store", folder / "store", "--port", "0"]
        process = subprocess.Popen(command, stderr=stderr)
    try:
        for _ in range(300):
            found = re.search(r"http://[\d.]+:\d+", log.read_text())
            if found and _answers(f"{found[0]}/v1/health"):
                break
            time.sleep(0.1)
        yield found[0]
    finally:
        process.terminate()
        process.wait(30)


def _answers(url: str) -> bool:
    """Whether the server there has looked at its store, whatever it found."""
    try:
        urllib.request.urlopen(url, timeout=10)
    except urllib.error.HTTPError as error:
        return "no list is loaded" in error.read().decode()
    except OSError:
        return False
    return True


@pytest.mark.slow
def test_a_new_edition_is_taken_up_without_losing_a_request(tmp_path):
    load(tmp_path, PARTIES, "2026-11-20")
    seen: list[list[str] | Exception] = []
    with serve(tmp_path, "--workers", "2") as served:
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                try:
                    seen.append(served.match("Pak Yong Sik"))
                except Exception as error:  # noqa: BLE001 - whatever it is, it is a lost request
                    seen.append(error)

        askers = [threading.Thread(target=ask) for _ in range(3)]
        for asker in askers:
            asker.start()
        time.sleep(0.5)
        load(tmp_path, [{**PARTIES[0], "id": "n-1"}, *PARTIES[1:]], "2026-11-21")
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and seen[-12:] != [["n-1"]] * 12:
            time.sleep(0.1)
        stop.set()
        for asker in askers:
            asker.join(30)
    assert {tuple(one) if isinstance(one, list) else repr(one) for one in seen} == {("l-1",), ("n-1",)}
    assert seen[-1] == ["n-1"]


@pytest.mark.slow
def test_a_worker_that_is_killed_is_replaced(tmp_path):
    load(tmp_path, PARTIES, "2026-11-20")
    with serve(tmp_path, "--workers", "2") as served:
        process = served.process.pid
        workers = _workers(process)
        os.kill(workers[0], signal.SIGKILL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            left = _workers(process)
            if len(left) == 2 and workers[0] not in left and served._is_ready(served.url):
                break
            time.sleep(0.2)
        assert workers[0] not in _workers(process)
        assert [served.match("Pak Yong Sik") for _ in range(10)] == [["l-1"]] * 10


def _workers(process: int) -> list[int]:
    """Server processes below the first one, without Python's own helper."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(pid) for pid in children if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]


def test_a_server_ends_when_it_is_told_and_says_where_it_listened(tmp_path):
    load(tmp_path, PARTIES, "2026-11-20")
    with serve(tmp_path) as served:
        told = [json.loads(line) for line in served.log.splitlines() if line.startswith("{")]
        assert any(one["event"] == "lists_in_place" for one in told)
    assert served.process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in served.log


# -- where it may not listen


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--host", "0.0.0.0", "--behind-tls"], "there is no API key yet", id="no key"),
        pytest.param(["--certificate", "pyproject.toml"], "go together", id="half a certificate"),
    ],
)
def test_an_open_server_is_not_started(navicert, options, words, root, monkeypatch):
    monkeypatch.chdir(root)
    ended = navicert("serve", *options)
    assert ended.code == 2
    assert words in ended.err


def test_names_do_not_travel_unencrypted(navicert):
    navicert("keys", "create", "gateway")
    ended = navicert("serve", "--host", "0.0.0.0")
    assert ended.code == 2
    assert "unencrypted" in ended.err


def test_a_taken_port_is_told(navicert, served):
    port = served.url.rpartition(":")[2]
    ended = navicert("serve", "--port", port)
    assert ended.code == 3
    assert "in use" in ended.err
    assert "Traceback" not in ended.err


def test_keys_are_made_listed_and_revoked(navicert):
    made = navicert("keys", "create", "gateway", "--role", "analyst", "--json").records[0]
    assert made["key"].startswith(f"nvc_{made['id']}_")
    assert [one["name"] for one in navicert("keys", "list", "--json").records] == ["gateway"]
    assert "key" not in navicert("keys", "list", "--json").records[0]
    assert navicert("keys", "revoke", made["id"], "--json").records[0]["revoked_at"]
    assert navicert("keys", "revoke", "none").code == 3
    assert navicert("keys", "create", "x", "--role", "king").code == 2
