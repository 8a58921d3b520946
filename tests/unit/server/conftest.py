"""A served store of a few parties, asked in the same process."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from starlette.testclient import TestClient

from navicert.desk import Desk
from navicert.server.app import create_app
from navicert.server.binding import Binding
from navicert.settings import ServerSettings, Settings

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PARTIES: list[dict[str, Any]] = [
    {
        "id": "l-1",
        "schema": "Person",
        "properties": {
            "name": ["PAK, Yong Sik", "박영식"],
            "birthDate": ["1950-01-01"],
            "nationality": ["kp"],
            "program": ["DPRK"],
            "topics": ["sanction"],
        },
    },
    {
        "id": "l-2",
        "schema": "Vessel",
        "properties": {"name": ["MORNING TIDE"], "imoNumber": ["9074729"], "flag": ["kp"]},
    },
    {
        "id": "l-3",
        "schema": "Company",
        "properties": {"name": ["Red Pine General Trading Corporation"], "country": ["kp"], "program": ["DPRK"]},
    },
]
OTHERS: list[dict[str, Any]] = [
    {"id": "o-1", "schema": "Person", "properties": {"name": ["Иван Петрович Сидоров"], "country": ["ru"]}},
    {"id": "o-2", "schema": "Organization", "properties": {"name": ["<script>alert(1)</script> & Sons"]}},
]


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


class House:
    """A store, the desk on it, and the server on that."""

    def __init__(self, folder: Path, settings: ServerSettings) -> None:
        self.folder = folder
        self.clock = Clock()
        self.log: list[dict[str, Any]] = []
        self.desk = Desk(Settings(store=str(folder / "store"), server=settings), self.clock)

    def load(self, name: str, parties: list[dict[str, Any]], published: str = "2026-11-20") -> None:
        file = self.folder / f"{name}-{published}.jsonl"
        file.write_text("".join(json.dumps(party) + "\n" for party in parties), encoding="utf-8")
        self.desk.lists.load("ftm", [file], name=name, published=datetime.fromisoformat(published).date())

    @contextmanager
    def open(
        self, binding: Binding | None = None, *, client: str = "127.0.0.1", **options: Any
    ) -> Iterator[TestClient]:
        """A client of the running server; its lists were read."""
        binding = binding or Binding()
        log = structlog.wrap_logger(_Kept(self.log), processors=[], wrapper_class=structlog.BoundLogger)
        app = create_app(self.desk, binding=binding, log=log, **options)
        app.state.watch.look()
        with TestClient(app, base_url=binding.url, client=(client, 50000), raise_server_exceptions=False) as asked:
            yield asked


class _Kept:
    """Keeps what is logged."""

    def __init__(self, kept: list[dict[str, Any]]) -> None:
        self._kept = kept

    def msg(self, **event: Any) -> None:
        self._kept.append(event)

    info = error = warning = msg


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Two fresh lists, `house` and `others`."""
    made = make_house(tmp_path)
    made.load("house", PARTIES)
    made.load("others", OTHERS)
    return made


def make_house(folder: Path, **settings: Any) -> House:
    return House(folder, replace(ServerSettings(poll_seconds=3600.0), **settings))


@pytest.fixture
def empty_house(tmp_path: Path) -> House:
    """A store in which nothing was loaded."""
    return make_house(tmp_path)


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Somebody on this computer, asking a server that no test changes."""
    made = make_house(tmp_path_factory.mktemp("served"))
    made.load("house", PARTIES)
    made.load("others", OTHERS)
    with made.open() as asked:
        yield asked


@pytest.fixture
def new_house(tmp_path: Path) -> Callable[..., House]:
    """A house with settings of the test's own, and the two lists."""

    def make(**settings: Any) -> House:
        made = make_house(tmp_path, **settings)
        made.load("house", PARTIES)
        made.load("others", OTHERS)
        return made

    return make
