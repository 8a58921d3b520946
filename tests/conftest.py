"""What every test may use."""

import sys
from dataclasses import dataclass
from json import loads
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# A busy machine is no fault of an example. The suite takes the same examples every time, so that a change is judged
# by what it changed; `make explore` looks for new ones.
settings.register_profile("navicert", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile("navicert")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--kills N`: at how many random moments a night's work is killed (make test-slow: 50)."""
    parser.addoption("--kills", type=int, default=12, help="random moments at which a night's work is killed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the project; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no reference material at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list:
        """Its stdout as JSON Lines."""
        return [loads(line) for line in self.out.splitlines()]


@pytest.fixture
def navicert(capfd, monkeypatch, tmp_path):
    """Runs the command with these arguments on a store of the test's own; gives exit code, stdout and stderr."""
    monkeypatch.setenv("NAVICERT_STORE", str(tmp_path / "store"))

    def run(*arguments: object) -> Ended:
        from navicert.cli import main

        monkeypatch.setattr(sys, "argv", ["navicert", *map(str, arguments)])
        capfd.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        captured = capfd.readouterr()
        return Ended(code, captured.out, captured.err)

    return run
