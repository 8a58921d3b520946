"""With the network gone for days, no answer pretends to be fresh, and the watch says that it could fetch nothing."""

import pytest

from navicert.desk import Desk
from navicert.desk.watch import Order
from navicert.errors import FetchError

from .desks import Clock, desk_in, load_list, person

NOBODY = {"id": "1", "schema": "Person", "properties": {"name": ["Maria Fernandez"]}}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path, clock, monkeypatch) -> Desk:
    def gone(*_args, **_options):
        raise FetchError("no route to host", where="ofac-sdn")

    monkeypatch.setattr("navicert.lists.fetch.fetch", gone)
    desk = desk_in(tmp_path, clock)
    load_list(desk, tmp_path, "01-01", [person("kim", "Kim Chol Hyok")])
    return desk


def asked_again(desk: Desk) -> Desk:
    """The same store, opened by the next command."""
    return Desk(desk.settings, desk.now)


def test_an_answer_says_for_how_long_nothing_was_heard_and_later_is_none(desk, clock):
    said = []
    for _ in range(9):
        answer = asked_again(desk).screen(NOBODY)
        said.append((answer["status"], [words for words in answer["warnings"] if "confirmed" in words]))
        clock.days_later(1)
    assert [status for status, _ in said] == ["no_hits"] * 8 + ["not_screened"]
    assert [len(words) for _, words in said] == [0, 0, 0, 1, 1, 1, 1, 1, 1]
    assert said[3][1] == ["watch: last confirmed 2026-03-02 06:00 UTC, 3 days ago; it may have changed since"]
    assert "STALE" in said[8][1][0]


def test_every_day_the_watch_tells_that_nothing_could_be_fetched(desk, clock):
    for _ in range(3):
        asked_again(desk).watch.round(Order(update=True, processes=1), lambda _words: None)
        clock.days_later(1)
    failures = [one for one in desk.store.notices.newest(1000) if one.key.startswith("update of un:")]
    assert [one.grave for one in failures] == [True] * 3
    assert {f"{one.at:%Y-%m-%d}" for one in failures} == {"2026-03-02", "2026-03-03", "2026-03-04"}
