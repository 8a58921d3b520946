"""The kinds of store that keep the same promises."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


def _load_server():
    spec = importlib.util.spec_from_file_location("postgres_server", Path(__file__).with_name("postgres_server.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules["postgres_server"] = module
    spec.loader.exec_module(module)
    return module.PostgresServer()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[object]:
    """A server that is started with the first test that wants one."""
    server = _load_server()
    yield server
    server.remove()


@pytest.fixture(params=["embedded", "postgres"])
def store_address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an unused store, of each kind in turn."""
    if request.param == "embedded":
        return str(tmp_path / "store")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return request.getfixturevalue("postgres_server").new_database()
