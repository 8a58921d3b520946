"""A case's record in writing."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date

import pytest

from navicert.cases import Pair
from navicert.cases.model import (
    Confirmed,
    Decided,
    Dissented,
    Escalated,
    Event,
    Lapsed,
    Raised,
    Reopened,
    Undone,
    Withdrawn,
)
from navicert.cases.record import (
    act_from_json,
    act_to_json,
    case_id_of,
    commitment,
    digest_of_value,
    event_digest,
    kind_of,
)
from navicert.errors import UnknownCode

from .made_cases import FOUND, MORNING, PAIR

ACTS = [
    Raised(FOUND, ("names: + KIM",)),
    Withdrawn(("delisted",), "2026"),
    Decided("not_same", True, date(2027, 1, 1)),
    Decided("same", False),
    Confirmed(),
    Dissented(),
    Undone(),
    Escalated(),
    Reopened(),
    Lapsed(("the entry changed",)),
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_an_act_comes_back_as_it_was_written(act: object) -> None:
    assert act_from_json(kind_of(act), act_to_json(act)) == act


def test_an_act_of_a_later_version_is_not_guessed() -> None:
    with pytest.raises(UnknownCode, match="sanctified"):
        act_from_json("sanctified", {})


def test_a_digest_covers_everything_but_the_particulars() -> None:
    event = Event(MORNING, "Ann", Confirmed(), {"reason": "agreed"})
    own = event_digest("before", "c-1", 2, event, "committed")
    others = [
        event_digest("other", "c-1", 2, event, "committed"),
        event_digest("before", "c-2", 2, event, "committed"),
        event_digest("before", "c-1", 3, event, "committed"),
        event_digest("before", "c-1", 2, Event(MORNING, "Bob", Confirmed()), "committed"),
        event_digest("before", "c-1", 2, Event(MORNING, "Ann", Undone()), "committed"),
        event_digest("before", "c-1", 2, event, "other"),
    ]
    assert len({own, *others}) == 7
    assert own == event_digest("before", "c-1", 2, Event(MORNING, "Ann", Confirmed(), None), "committed")


def test_who_does_not_know_the_salt_cannot_try_names_against_a_commitment() -> None:
    assert commitment("salt", {"name": "Kim"}) != commitment("pepper", {"name": "Kim"})
    assert commitment("salt", {"a": 1, "b": 2}) == commitment("salt", {"b": 2, "a": 1})


def test_a_measure_has_the_same_digest_in_every_process() -> None:
    script = (
        "from navicert.cases.record import digest_of_value\n"
        "from navicert.rulebook import load_rulebook\n"
        "print(digest_of_value(list(load_rulebook().measures.values())))"
    )
    run = [sys.executable, "-c", script]
    told = {
        subprocess.run(
            run, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in "12"
    }
    assert len(told) == 1
    assert len(told.pop().strip()) == 64


def test_what_is_only_kept_for_speed_is_no_part_of_a_digest() -> None:
    @dataclass
    class Kept:
        told: str
        looked_up: int = field(compare=False)

    assert digest_of_value(Kept("coal", 1)) == digest_of_value(Kept("coal", 2))
    assert digest_of_value(Kept("coal", 1)) != digest_of_value(Kept("iron", 1))


def test_what_differs_has_another_digest() -> None:
    values = [FOUND, PAIR, {"a": {1, 2}}, {"a": {1, 3}}, {"a": [1, 2]}, {"a": None}, {"a": "1"}, {"a": 1}]
    assert len({digest_of_value(value) for value in values}) == len(values)
    assert digest_of_value({"b": {"x", "y"}, "a": 1}) == digest_of_value({"a": 1, "b": {"y", "x"}})


def test_a_pair_has_one_case() -> None:
    pairs = [Pair("s", "l", "e"), Pair("s2", "l", "e"), Pair("s", "l2", "e"), Pair("s", "l", "e2"), Pair("sl", "", "e")]
    assert len({case_id_of(pair) for pair in pairs}) == len(pairs)
    assert case_id_of(pairs[0]) == case_id_of(Pair("s", "l", "e"))
