"""What every store promises of cases: only added to, decided once, erasable, and the queue is what the events say."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.cases import Choice, Finding, Judgement, fold
from navicert.desk.cases import CasesDesk
from navicert.desk.ground import Ground
from navicert.errors import Conflict, InvalidInput, MissingData
from navicert.settings import Settings
from navicert.store import Store, open_store

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Desk(CasesDesk):
    """A desk whose clock the test sets."""

    def __init__(self, store: Store) -> None:
        self.now = START
        ground = Ground(Settings(store="unused", second_eye_from=0.5), lambda: self.now)
        ground.store = store
        super().__init__(ground)
        self.store = store


@pytest.fixture
def desk(store_address: str) -> Desk:
    return Desk(open_store(store_address))


def found(customer: str, entity: str = "ofac-7", *, probability: float | None = 0.8, **more: object) -> Finding:
    given = {"source": "ofac-sdn", "origin": "screening", "caption": "KIM, Chol", "edition": "2026-03-01.aa"}
    given |= {"data": {"name": customer}, "entry": "e", "rule": "r", "score": 0.9, "particulars": {"asked": customer}}
    return Finding(customer=customer, entity=entity, probability=probability, **(given | more))


def raised(desk: Desk, *findings: Finding) -> list[str]:
    return [one.outcome for one in desk.raise_alerts(findings)]


def only(desk: Desk) -> str:
    (queued,) = desk.queue().cases
    return queued.kept.case.id


NOT_SAME = Judgement(verdict="not_same", reason="born in another century")


def test_an_alert_is_raised_once(desk: Desk) -> None:
    assert raised(desk, found("a"), found("b")) == ["opened", "opened"]
    assert raised(desk, found("a"), found("b"), found("b", "ofac-8")) == ["known", "known", "opened"]
    assert desk.queue().total == 3


def test_the_record_names_nobody_and_the_particulars_do(desk: Desk) -> None:
    raised(desk, found("customer Kim"))
    kept = desk.show(only(desk))
    assert kept.customer == "customer Kim"
    assert "Kim" not in kept.case.pair.subject
    assert kept.events[0].event.particulars == {"asked": "customer Kim"}


def test_the_most_probable_comes_first_and_of_equals_the_oldest(desk: Desk) -> None:
    raised(desk, found("low", probability=0.2), found("young", probability=0.9))
    desk.now = START - timedelta(days=3)
    raised(desk, found("old", probability=0.9))
    desk.now = START
    raised(desk, found("no chance", probability=None, score=None))
    assert [one.kept.customer for one in desk.queue().cases] == ["no chance", "old", "young", "low"]


def test_the_queue_comes_in_pages_that_neither_miss_nor_repeat(desk: Desk) -> None:
    raised(desk, *(found(f"c{number}", probability=number % 3 / 4) for number in range(10)))
    seen, after = [], None
    for _ in range(4):
        page = desk.queue(after=after, limit=3)
        seen += [one.kept.case.id for one in page.cases]
        after = page.next
    assert (after, page.total) == (None, 10)
    assert seen == [one.kept.case.id for one in desk.queue(limit=99).cases]


def test_facets_count_what_choosing_them_gives(desk: Desk) -> None:
    raised(desk, *(found("many", f"e{number}") for number in range(6)), found("one", score=0.96))
    desk.now = START + timedelta(days=8)
    raised(desk, found("late", source="un", score=0.72))
    facets = desk.facets()
    assert facets["candidates"] == (("1", 2), ("6+", 6))
    assert facets["age"] == (("7-30d", 7), ("today", 1))
    assert facets["score"] == (("0.7-0.8", 1), ("0.9-0.95", 6), ("0.95-1", 1))
    for facet in ("source", "score", "candidates", "age"):
        for value, count in facets[facet]:
            assert desk.queue(Choice(**{facet: value})).total == count
    with pytest.raises(InvalidInput, match="choose"):
        desk.queue(Choice(score="high"))


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(desk: Desk) -> None:
    raised(desk, found("a"))
    case_id = only(desk)

    def decide(by: str) -> str:
        try:
            return desk.decide(case_id, NOT_SAME, by=by, version=1).decision.by
        except Conflict as error:
            return str(error)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(decide, [f"reviewer {number}" for number in range(8)]))
    kept = desk.show(case_id)
    winners = [answer for answer in answers if answer.startswith("reviewer")]
    assert winners == [kept.case.decision.by]
    assert all(winners[0] in answer and "nothing of yours" in answer for answer in answers if answer != winners[0])
    assert len(kept.events) == 2


def test_a_stale_form_is_refused_and_says_what_happened(desk: Desk) -> None:
    raised(desk, found("a"))
    case_id = only(desk)
    desk.decide(case_id, NOT_SAME, by="Ann", version=1)
    with pytest.raises(Conflict, match="Ann decided"):
        desk.confirm(case_id, by="Bob", version=1)
    assert desk.confirm(case_id, by="Bob", version=2).status == "decided"


def test_an_expired_decision_waits_again_even_if_nobody_lets_it_lapse(desk: Desk) -> None:
    raised(desk, found("a", probability=0.1))
    case_id = only(desk)
    desk.decide(case_id, NOT_SAME, by="Ann")
    assert desk.queue().total == 0
    desk.now = START + timedelta(days=367)
    assert desk.queue().total == 1
    assert desk.decide(case_id, NOT_SAME, by="Bob").decision.by == "Bob"
    kinds = [type(one.event.act).__name__ for one in desk.show(case_id).events]
    assert kinds == ["Raised", "Decided", "Lapsed", "Decided"]
    desk.now += timedelta(days=367)
    assert [case.id for case in desk.lapse_expired()] == [case_id]
    assert desk.lapse_expired() == []


def test_withdrawing_and_finding_again(desk: Desk) -> None:
    raised(desk, found("a"), found("b"))
    cases = [one.kept.case for one in desk.queue().cases]
    assert len(desk.withdraw([(case, ("delisted",)) for case in cases], edition="later")) == 2
    assert desk.withdraw([(case, ("delisted",)) for case in cases], edition="later") == []
    assert desk.facets()["status"] == (("withdrawn", 2),)
    assert raised(desk, found("a")) == ["reopened"]


def test_erased_data_leave_a_record_that_still_holds(desk: Desk) -> None:
    raised(desk, found("a"), found("b"))
    case_id = next(one.kept.case.id for one in desk.queue().cases if one.kept.customer == "a")
    desk.decide(case_id, NOT_SAME, by="Ann")
    assert desk.store.cases.erase(["a", "nobody"], desk.now) == 1
    kept = desk.show(case_id)
    assert kept.customer is None
    assert [one.event.particulars for one in kept.events] == [None, None]
    assert kept.case.decision.verdict == "not_same"
    assert list(desk.store.cases.broken()) == []
    assert desk.store.cases.erase(["a"], desk.now) == 0
    assert desk.show(next(one.kept.case.id for one in desk.queue().cases if one.kept.customer == "b")).customer == "b"


def test_a_customer_who_comes_back_after_erasure_is_another_subject(desk: Desk) -> None:
    raised(desk, found("a"))
    desk.store.cases.erase(["a"], desk.now)
    assert raised(desk, found("a")) == ["opened"]
    assert desk.queue().total == 2


def test_a_case_is_named_by_the_beginning_of_its_id(desk: Desk) -> None:
    raised(desk, found("a"))
    case_id = only(desk)
    assert desk.show(case_id[:8]).case.id == case_id
    for wrong in ("c-nothing", "c-", ""):
        with pytest.raises(MissingData, match="navicert cases list"):
            desk.show(wrong)


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["decide", "confirm", "dissent", "undo", "escalate", "reopen", "find", "withdraw", "wait"]),
        st.sampled_from(["Ann", "Bob"]),
        st.sampled_from(["same", "not_same", "unsure", "gone"]),
        st.integers(0, 2),
    ),
    max_size=14,
)


def act(desk: Desk, case_id: str, action: str, by: str, verdict: str, ground: int) -> None:
    kept = desk.show(case_id)
    if action == "decide":
        desk.decide(case_id, Judgement(verdict=verdict, reason="because"), by=by)
    elif action == "find":
        raised(desk, found("a", entry=f"e{ground}"))
    elif action == "withdraw":
        desk.withdraw([(kept.case, ("delisted",))], edition="later")
    elif action == "wait":
        desk.now += timedelta(days=200)
        desk.lapse_expired()
    elif action in ("dissent", "escalate", "reopen"):
        getattr(desk, action)(case_id, by=by, reason="because")
    else:
        getattr(desk, action)(case_id, by=by)


@settings(max_examples=40)
@given(ACTIONS)
def test_whatever_happens_the_record_holds_and_no_decision_has_one_pair_of_eyes_too_few(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, str, str, int]]
) -> None:
    desk = Desk(open_store(tmp_path_factory.mktemp("store")))
    raised(desk, found("a", entry="e0"))
    case_id = only(desk)
    for action in actions:
        try:
            act(desk, case_id, *action)
        except InvalidInput:
            continue
        finally:
            kept = desk.show(case_id)
            case = kept.case
            assert case == fold(case.id, case.pair, case.origin, [one.event for one in kept.events])
            decision = case.decision
            if case.status == "decided" and decision.needs_second:
                assert decision.confirmed_by not in (None, decision.by)
    assert list(desk.store.cases.broken()) == []
