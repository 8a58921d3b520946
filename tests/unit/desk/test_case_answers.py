"""Answers of the engines become cases."""

from pathlib import Path

import pytest

from navicert.desk import Desk
from navicert.errors import InvalidInput, MissingData

from .desks import desk_in, load_customers, load_list, person


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = desk_in(tmp_path)
    load_list(desk, tmp_path, "01-01", [person("kim", "Kim Chol Hyok", birthDate=["1960"]), person("ri", "Ri Song")])
    return desk


def asked(**properties: list[str]) -> dict[str, object]:
    return {"id": "k1", "schema": "Person", "properties": {"name": ["Kim Chol Hyok"], **properties}}


def test_a_hit_of_screening_is_an_alert_once(desk: Desk) -> None:
    answer = desk.screen(asked())
    assert [(one.outcome, one.customer) for one in desk.cases.raise_screening(answer)] == [("opened", "k1")]
    assert [one.outcome for one in desk.cases.raise_screening(answer)] == ["known"]
    case = desk.cases.queue().cases[0].kept.case
    assert (case.pair.source, case.pair.entity, case.alert.score) == ("watch", "kim", answer["matches"][0]["score"])


def test_a_customer_is_the_same_alert_whichever_way_it_was_screened(desk: Desk, tmp_path: Path) -> None:
    list(desk.cases.raise_answers([desk.screen(asked(country=["kp"], title=["Dr"]))]))
    load_customers(desk, tmp_path, {"k1": {"name": "Kim Chol Hyok", "country": "kp"}})
    assert list(desk.rescreening.screen("watch")) == []


def test_a_prohibition_is_an_alert_without_chance_and_lapses_with_the_facts(desk: Desk) -> None:
    facts = {"id": "T-1", "activity": "procure", "origin": "KP", "hs": "2701", "activity_date": "2018-03-01"}
    answer = desk.check(facts)
    statuses = {finding["status"] for finding in answer["findings"]}
    raised = desk.cases.raise_check(answer, facts)
    assert raised, statuses
    assert {one.outcome for one in raised} == {"opened"}
    assert {one.case.alert.probability for one in raised} == {None}
    assert len(raised) == sum(finding["status"] != "permitted" for finding in answer["findings"])
    assert {one.outcome for one in desk.cases.raise_check(answer, facts)} == {"known"}
    changed = desk.cases.raise_check(answer, facts | {"goods": "anthracite"})
    assert {one.case.because for one in changed} == {("the customer's data changed",)}


def test_an_answer_to_invalid_facts_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="transaction T-2"):
        desk.cases.raise_check(desk.check({"id": "T-2", "activity": "juggle"}))
    with pytest.raises(InvalidInput, match="no id"):
        desk.cases.raise_check(desk.check({"activity": "procure"}))


def test_only_a_confirmed_claim_is_an_alert(desk: Desk) -> None:
    claim = {"type": "claim", "claim_id": "c1", "page": "p1", "start": 5, "end": 24, "quote": "Nothing was shipped"}
    assert desk.cases.raise_evidence([claim]) == []
    confirmed = claim | {"confirmed": {"by": "Ann", "at": "2026-03-01T00:00:00+00:00"}}
    (raised,) = desk.cases.raise_evidence([confirmed])
    assert (raised.outcome, raised.case.origin) == ("opened", "evidence")
    read_again = confirmed | {"claim_id": "c4", "confidence": 0.5}
    assert [one.outcome for one in desk.cases.raise_evidence([read_again])] == ["known"]


def test_what_is_no_answer_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="no answer"):
        list(desk.cases.raise_answers([{"name": "Kim"}]))


def test_an_answer_from_a_list_that_is_not_here_is_refused(desk: Desk) -> None:
    answer = dict(desk.screen(asked()))
    answer["editions"] = [{"source": "watch", "edition": "2020-01-01.abcdef"}]
    with pytest.raises(MissingData):
        desk.cases.raise_screening(answer)
