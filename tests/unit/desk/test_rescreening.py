"""What a new edition means for the customers."""

import os
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.cases import Judgement
from navicert.desk import Desk
from navicert.errors import MissingData
from navicert.screening import party_from_entry, party_from_ftm
from navicert.screening.scoring import weigh

from .desks import Clock, desk_in, in_a_child, killed_at, load_customers, load_list, person, standing

KIM, RI, PAK, CHOE = (
    person("kim", "Kim Chol Hyok", birthDate=["1960"]),
    person("ri", "Ri Song Gwan"),
    person("pak", "Pak Yong Sik", "Pak Yong Chun"),
    person("choe", "Choe Ryong Hae"),
)
CUSTOMERS = dict(
    zip("12345", ["Kim Chol Hyok", "Ri Song Gwan", "Pak Yong Chun", "Anna Schmidt", "Choe Ryong Hae"], strict=True)
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    """A desk with five customers and one edition, that all of them have been asked."""
    desk = desk_in(tmp_path, clock)
    load_list(desk, tmp_path, "01-01", [KIM, RI, PAK])
    load_customers(desk, tmp_path, CUSTOMERS)
    assert outcomes(desk.rescreening.screen("watch")) == {"1": "opened", "2": "opened", "3": "opened"}
    return desk


def outcomes(told: Iterator[object]) -> dict[str, str]:
    return {one.customer: one.outcome for one in told}


def rescreened(desk: Desk) -> dict[str, str]:
    return outcomes(desk.rescreening.rescreen("watch", "previous", "current"))


def case_of(desk: Desk, customer: str) -> object:
    return next(one.kept.case for one in desk.cases.queue(limit=99).cases if one.kept.customer == customer)


def decide(desk: Desk, customer: str, verdict: str) -> None:
    case = case_of(desk, customer)
    desk.cases.decide(case.id, Judgement(verdict=verdict, reason="the passport says so"), by="Ann")
    desk.cases.confirm(case.id, by="Bob")


# Added, changed, removed


def test_who_is_listed_now_is_an_alert(desk: Desk, tmp_path: Path) -> None:
    load_list(desk, tmp_path, "02-01", [KIM, RI, PAK, CHOE])
    assert rescreened(desk) == {"5": "opened"}
    assert case_of(desk, "5").because[0].startswith("added to watch in 2026-02-01")


def test_a_decision_lapses_with_the_entry_and_says_what_changed(desk: Desk, tmp_path: Path) -> None:
    decide(desk, "1", "not_same")
    load_list(desk, tmp_path, "02-01", [person("kim", "Kim Chol Hyok", birthDate=["1960", "1962"]), RI, PAK])
    assert rescreened(desk) == {"1": "reopened"}
    assert (case_of(desk, "1").status, case_of(desk, "1").because) == ("open", ("birth_dates: + 1962",))


def test_an_alert_that_waits_is_brought_up_to_date(desk: Desk, tmp_path: Path) -> None:
    load_list(desk, tmp_path, "02-01", [KIM, RI, person("pak", "Pak Yong Sik", "Pak Yong Chun", "Pak Il")])
    assert rescreened(desk) == {"3": "updated"}


def test_who_is_delisted_is_closed_for_review(desk: Desk, tmp_path: Path) -> None:
    decide(desk, "2", "same")
    load_list(desk, tmp_path, "02-01", [KIM, PAK])
    assert rescreened(desk) == {"2": "closed_for_review"}
    case = case_of(desk, "2")
    assert case.status == "withdrawn"
    assert case.because[0].startswith("removed from watch in 2026-02-01")


def test_who_was_cleared_and_is_delisted_needs_nobody(desk: Desk, tmp_path: Path) -> None:
    decide(desk, "2", "not_same")
    load_list(desk, tmp_path, "02-01", [KIM, PAK])
    assert rescreened(desk) == {"2": "closed"}
    assert {one.kept.customer for one in desk.cases.queue().cases} == {"1", "3"}


def test_a_lost_alias_closes_what_it_alone_found(desk: Desk, tmp_path: Path) -> None:
    load_list(desk, tmp_path, "02-01", [KIM, RI, person("pak", "Pak Yong Sik Senior Minister")])
    assert rescreened(desk) == {"3": "closed_for_review"}
    assert case_of(desk, "3").because[0].startswith("names: - Pak Yong Sik")


def test_a_delisting_is_told_even_where_nobody_had_been_screened(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    load_list(desk, tmp_path, "01-01", [KIM, RI])
    load_list(desk, tmp_path, "02-01", [KIM])
    load_customers(desk, tmp_path, CUSTOMERS)
    assert rescreened(desk) == {"2": "closed_for_review"}
    assert rescreened(desk) == {}
    assert desk.rescreening.unscreened("watch") == 5, "a delta alone vouches for nobody"


def test_running_it_twice_alerts_once(desk: Desk, tmp_path: Path) -> None:
    load_list(desk, tmp_path, "02-01", [person("kim", "Kim Chol Hyok"), PAK, CHOE])
    assert rescreened(desk) == {"1": "updated", "2": "closed_for_review", "5": "opened"}
    before = standing(desk)
    assert rescreened(desk) == {}
    assert outcomes(desk.rescreening.screen("watch", everyone=True)) == {}
    assert standing(desk) == before
    assert list(desk.store.cases.broken()) == []


def test_a_person_who_closed_a_case_is_not_asked_again(desk: Desk, tmp_path: Path) -> None:
    load_list(desk, tmp_path, "02-01", [KIM, PAK])
    rescreened(desk)
    desk.cases.decide(case_of(desk, "2").id, Judgement(verdict="gone", reason="delisted"), by="Ann")
    assert rescreened(desk) == {}


# Customers who change


def test_who_comes_later_is_unscreened_until_asked(desk: Desk, tmp_path: Path) -> None:
    assert desk.rescreening.unscreened("watch") == 0
    load_customers(desk, tmp_path, {"6": "Kim Chol Hyok", "4": "Anna Maria Schmidt"})
    assert desk.rescreening.unscreened("watch") == 2
    assert outcomes(desk.rescreening.screen("watch")) == {"6": "opened"}
    assert desk.rescreening.unscreened("watch") == 0
    assert desk.store.screenings.all("watch")[0].customers == 2, "nobody else was asked again"


def test_a_decision_lapses_when_the_customer_changes(desk: Desk, tmp_path: Path) -> None:
    decide(desk, "1", "not_same")
    load_customers(desk, tmp_path, {"1": {"name": "Kim Chol Hyok", "nationality": "kp"}})
    assert outcomes(desk.rescreening.screen("watch")) == {"1": "reopened"}
    assert case_of(desk, "1").because == ("the customer's data changed",)


def test_a_customer_who_changes_so_that_nothing_matches_is_closed_for_review(desk: Desk, tmp_path: Path) -> None:
    load_customers(desk, tmp_path, {"1": "Maria Gonzalez"})
    assert outcomes(desk.rescreening.screen("watch")) == {"1": "closed_for_review"}


def test_a_customer_who_is_gone_is_closed_for_review(desk: Desk, tmp_path: Path) -> None:
    rest = {key: name for key, name in CUSTOMERS.items() if key != "1"}
    load_customers(desk, tmp_path, rest, is_full=True, accept_shrinkage=True)
    assert outcomes(desk.rescreening.screen("watch")) == {"1": "closed_for_review"}
    assert case_of(desk, "1").because == ("the customer is gone",)


def test_another_policy_asks_everybody_again_and_lets_decisions_lapse(desk: Desk, tmp_path: Path) -> None:
    decide(desk, "1", "not_same")
    other = desk_in(tmp_path)
    other._ground.policy = type(other.policy)(cutoff=0.6)
    assert other.rescreening.unscreened("watch") == 5
    told = outcomes(other.rescreening.screen("watch"))
    assert told == {"1": "reopened", "2": "updated", "3": "updated"}
    assert case_of(other, "1").because == ("the rule it rests on changed",)


# Partial lists, canaries


def test_a_partial_list_removes_nobody_by_its_silence(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    load_list(desk, tmp_path, "02-01", [KIM, CHOE])
    find = type(desk.store).find_edition
    monkeypatch.setattr(type(desk.store), "find_edition", lambda *given: replace(find(*given), whole=False))
    assert rescreened(desk) == {"5": "opened"}


def test_listed_names_planted_as_customers_are_found_and_leave_no_trace(desk: Desk) -> None:
    before = standing(desk)
    run = desk.rescreening.canaries("watch")
    assert (run.planted, run.found, run.missing) == (3, 3, ())
    assert standing(desk) == before
    assert desk.store.customers.count() == 5
    assert desk.rescreening.coverage()[0].canaries == run


def test_a_screening_that_misses_a_canary_vouches_for_nobody(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from navicert.screening.inverse import InverseSearch

    found = InverseSearch.found

    def blind_to_ri(search: InverseSearch, batch: object) -> list[object]:
        return [one for one in found(search, batch) if search.parties[one.place].id != "ri"]

    monkeypatch.setattr(InverseSearch, "found", blind_to_ri)
    load_list(desk, tmp_path, "02-01", [KIM, RI, CHOE])
    with pytest.raises(MissingData, match=r"1 of 3 listed names.*ri"):
        list(desk.rescreening.screen("watch"))
    assert desk.rescreening.unscreened("watch") == 5
    assert not desk.rescreening.coverage()[0].is_whole


# Equal to a full rescreening

WORDS = ["Kim", "Ri", "Pak", "Chol", "Yong", "Song", "Hae", "Korea Mining", "Trading"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=2, max_size=3, unique=True).map(" ".join)
STATES = st.fixed_dictionaries(
    {"names": st.lists(NAMES, min_size=1, max_size=2), "born": st.sampled_from([[], ["1960"], ["1961-05"]])}
)
EDITIONS = st.dictionaries(st.sampled_from([f"e{n}" for n in range(7)]), STATES, min_size=1, max_size=7)
PEOPLE = st.dictionaries(st.sampled_from([f"k{n}" for n in range(8)]), NAMES, min_size=1, max_size=8)


def entries_of(edition: dict[str, dict[str, list[str]]]) -> list[object]:
    return [person(key, *state["names"], birthDate=state["born"]) for key, state in edition.items()]


def expected_pairs(desk: Desk) -> set[tuple[str, str]]:
    """Who matches the edition in force, each pair weighed on its own."""
    edition = desk.store.current("watch")
    _, pages = desk.store.customers.everyone()
    customers = [customer for page in pages for customer in page]
    return {
        (customer.id, entry.id)
        for customer in customers
        for entry in desk.store.entries(edition)
        if (match := weigh(party_from_ftm(customer.query), party_from_entry(entry, "watch"), desk.policy))
        and match.score >= desk.policy.cutoff
    }


@settings(max_examples=15)
@given(EDITIONS, EDITIONS, PEOPLE, st.lists(st.sampled_from(["same", "not_same", None]), min_size=30, max_size=30))
def test_asking_the_delta_is_asking_everything(
    old: dict[str, object], new: dict[str, object], people: dict[str, str], verdicts: list[str | None]
) -> None:
    ends = []
    for everything in (False, True):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            desk = desk_in(folder)
            load_list(desk, folder, "01-01", entries_of(old))
            load_customers(desk, folder, people)
            list(desk.rescreening.screen("watch"))
            for (customer, entity), verdict in zip(sorted(standing(desk)), verdicts, strict=False):
                case = desk.cases.standing("watch", [(customer, entity)])[customer, entity]
                if verdict:
                    desk.cases.decide(case.id, Judgement(verdict=verdict, reason="so"), by="Ann")
            load_list(desk, folder, "02-01", entries_of(new))
            run = desk.rescreening.screen("watch", everyone=True) if everything else None
            told = sorted((t.outcome, t.customer, t.case.pair.entity) for t in (run or _delta(desk)))
            live = {pair for pair, state in standing(desk).items() if state[0] not in ("withdrawn", "closed")}
            assert live == expected_pairs(desk)
            ends.append((told, standing(desk), desk.rescreening.unscreened("watch")))
    assert ends[0] == ends[1]


def _delta(desk: Desk) -> Iterator[object]:
    return desk.rescreening.rescreen("watch", "previous", "current")


# Killed at any moment


def acts(desk: Desk) -> Counter[tuple[str, str, str]]:
    """How often each act stands in the record of each pair."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for customer, case in desk.store.cases.of_entities("watch"):
        for kept in desk.cases.show(case.id).events:
            counted[customer or "", case.pair.entity, type(kept.event.act).__name__] += 1
    return counted


def prepared(folder: Path) -> Desk:
    folder.mkdir()
    desk = desk_in(folder)
    r = random.Random(7)
    names = [" ".join(r.sample(WORDS[:7], 3)) for _ in range(24)]
    listed = [person(f"e{n}", name) for n, name in enumerate(names[:16])]
    load_list(desk, folder, "01-01", listed[:12])
    load_customers(desk, folder, {f"k{n}": name for n, name in enumerate(names)})
    list(desk.rescreening.screen("watch"))
    load_list(desk, folder, "02-01", [person("e0", names[0], birthDate=["1960"]), *listed[4:]])
    return desk


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_a_rescreening_killed_at_any_moment_loses_nothing_and_alerts_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("navicert.desk.cases.AT_ONCE", 3)
    undisturbed = prepared(tmp_path / "undisturbed")
    list(_delta(undisturbed))
    ended = standing(undisturbed), acts(undisturbed)
    assert len(ended[0]) > 20, "there is enough to be killed in"
    moment, kills = 0, 0
    while True:
        desk = prepared(tmp_path / f"killed-{moment}")

        def rescreen(desk: Desk = desk, moment: int = moment) -> None:
            with killed_at(moment):
                list(_delta(desk))

        signalled = in_a_child(rescreen)
        list(_delta(desk))
        assert (standing(desk), acts(desk)) == ended
        assert list(desk.store.cases.broken()) == []
        if not signalled:
            break
        kills += 1
        moment += 5
    assert kills >= 4
