"""What may be done with a case, by whom, and what becomes of it."""

from dataclasses import replace
from datetime import date

import pytest

from navicert.cases import Basis, FourEyes, Judgement, acting
from navicert.errors import InvalidInput

from .made_cases import FOUND, MORNING, POLICY, after, at, case_of, confirmed, decided, less_probable


def judge(verdict: str = "not_same", **more: object) -> Judgement:
    return Judgement(verdict=verdict, reason="looked at the passport", **more)


# Alerts


def test_what_is_found_again_on_the_same_ground_is_no_further_alert() -> None:
    assert acting.alert(case_of(), FOUND, at(5)) == ()


def test_a_decision_stands_while_what_it_rests_on_does() -> None:
    case = confirmed(decided(case_of()))
    assert acting.alert(case, replace(FOUND, score=0.99, edition="a later one"), at(5)) == ()


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        pytest.param(Basis("other", "e", "r"), "the customer's data changed", id="customer"),
        pytest.param(Basis("c", "other", "r"), "the entry changed", id="entry"),
        pytest.param(Basis("c", "e", "other"), "the rule it rests on changed", id="rule"),
    ],
)
def test_a_decision_lapses_when_what_it_rests_on_changes_and_says_why(basis: Basis, words: str) -> None:
    case = confirmed(decided(case_of()))
    case = after(case, acting.alert(case, replace(FOUND, basis=basis), at(48)))
    assert (case.status, case.decision, case.because) == ("open", None, (words,))
    assert case.since == at(48).at


def test_the_list_says_in_more_words_what_changed() -> None:
    case = decided(case_of())
    changed = replace(FOUND, basis=Basis("c", "e2", "r"))
    case = after(case, acting.alert(case, changed, at(5), because=("names: + KIM Chol Su",)))
    assert (case.status, case.because) == ("open", ("names: + KIM Chol Su",))


def test_a_case_that_waits_keeps_its_age_when_the_entry_changes() -> None:
    case = case_of()
    case = after(case, acting.alert(case, replace(FOUND, basis=Basis("c", "e2", "r"), score=0.95), at(30)))
    assert (case.since, case.alert.score, case.version) == (MORNING, 0.95, 2)


def test_an_escalated_case_stays_so_when_the_entry_changes() -> None:
    case = case_of(*acting.escalate(case_of(), at(1, "Ann"), reason="a minister"))
    case = after(case, acting.alert(case, replace(FOUND, basis=Basis("c", "e2", "r")), at(2)))
    assert case.status == "escalated"


# First and second eye


@pytest.mark.parametrize(
    ("verdict", "probability", "policy", "status"),
    [
        pytest.param("same", 0.1, POLICY, "proposed", id="every same wants two"),
        pytest.param("same", 0.1, FourEyes(same=False), "decided", id="unless policy says one"),
        pytest.param("not_same", 0.5, POLICY, "proposed", id="not the same, at the threshold"),
        pytest.param("not_same", 0.49, POLICY, "decided", id="not the same, below it"),
        pytest.param("not_same", None, POLICY, "proposed", id="not the same, where chance has no part"),
        pytest.param("unsure", 0.9, POLICY, "unsure", id="unsure decides nothing"),
    ],
)
def test_the_policy_says_what_wants_a_second_reviewer(
    verdict: str, probability: float | None, policy: FourEyes, status: str
) -> None:
    case = case_of(found=replace(FOUND, probability=probability))
    assert decided(case, verdict, policy=policy).status == status


def test_the_second_reviewer_is_another_person() -> None:
    case = decided(case_of(), by="Ann Lee")
    with pytest.raises(InvalidInput, match="somebody else"):
        acting.confirm(case, at(2, " ann  LEE "))
    assert confirmed(case, "Bob").decision.confirmed_by == "Bob"


def test_two_who_disagree_both_stay_on_record_and_two_must_agree_anew() -> None:
    case = decided(case_of(found=less_probable()), "same")
    case = after(case, acting.dissent(case, at(2, "Bob"), reason="the passport is another's", evidence=("scan 4",)))
    assert (case.status, [event.by for event in case.dissents]) == ("disputed", ["Bob"])
    case = decided(case, "not_same", by="Cem")
    assert case.status == "proposed", "an improbable 'not the same' would need one; after a dissent it needs two"
    assert confirmed(case, "Bob").status == "decided"


def test_nobody_decides_over_a_proposal() -> None:
    with pytest.raises(InvalidInput, match="is proposed cannot be decided"):
        acting.decide(decided(case_of()), judge(), POLICY, at(2, "Bob"))


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_decision_gives_a_reason(reason: str) -> None:
    with pytest.raises(InvalidInput, match="reason is missing"):
        acting.decide(case_of(), Judgement(verdict="same", reason=reason), POLICY, at(1, "Ann"))


def test_who_acts_has_a_name() -> None:
    with pytest.raises(InvalidInput, match="nobody is named"):
        acting.decide(case_of(), judge(), POLICY, at(1, " "))


# Undo and reopen


def test_who_decided_may_take_it_back_until_the_second_eye() -> None:
    proposed = decided(case_of())
    assert after(proposed, acting.undo(proposed, at(2, "ann"))).status == "open"
    with pytest.raises(InvalidInput, match="Bob has confirmed"):
        acting.undo(confirmed(proposed), at(3, "Ann"))


def test_a_decision_of_one_may_be_taken_back() -> None:
    case = decided(case_of(found=less_probable()))
    assert after(case, acting.undo(case, at(2, "Ann"))).status == "open"


def test_nobody_takes_back_what_another_decided() -> None:
    with pytest.raises(InvalidInput, match="Ann's to undo"):
        acting.undo(decided(case_of()), at(2, "Bob"))


def test_there_may_be_nothing_to_undo() -> None:
    with pytest.raises(InvalidInput, match="no decision to undo"):
        acting.undo(case_of(), at(2, "Ann"))


def test_a_finished_case_is_reopened_with_a_reason() -> None:
    case = confirmed(decided(case_of()))
    case = after(case, acting.reopen(case, at(9, "Cem"), reason="a new photograph"))
    assert (case.status, case.because) == ("open", ("reopened by Cem",))
    with pytest.raises(InvalidInput, match="cannot be reopened"):
        acting.reopen(case, at(10, "Cem"), reason="again")


# Expiry


def test_a_decision_holds_through_its_last_day() -> None:
    case = decided(case_of(found=less_probable()), policy=FourEyes(not_same_from=0.5, days=1))
    assert case.decision.expires_on == date(2026, 3, 3)
    assert acting.expire(case, at(38)) == (), "the last hour of that day"
    (lapsed,) = acting.expire(case, at(39.5))
    case = after(case, (lapsed,))
    assert (case.status, case.because) == ("open", ("the decision held until 2026-03-03",))


def test_what_is_the_same_stays_so_without_end() -> None:
    assert confirmed(decided(case_of(), "same")).decision.expires_on is None


def test_a_decision_ends_on_the_day_that_the_reviewer_names() -> None:
    (event,) = acting.decide(case_of(), judge(expires_on=date(2026, 4, 1)), POLICY, at(1, "Ann"))
    assert event.act.expires_on == date(2026, 4, 1)
    with pytest.raises(InvalidInput, match="no day to come"):
        acting.decide(case_of(), judge(expires_on=date(2026, 3, 2)), POLICY, at(1, "Ann"))


# What is found no more


def withdrawn(case: object) -> object:
    return after(case, acting.withdraw(case, ("delisted",), "2026-04-01.bb", at(9)))


@pytest.mark.parametrize(
    ("case", "status"),
    [
        pytest.param(case_of(), "withdrawn", id="undecided"),
        pytest.param(decided(case_of()), "withdrawn", id="proposed"),
        pytest.param(confirmed(decided(case_of(), "same")), "withdrawn", id="the same: somebody must release them"),
        pytest.param(confirmed(decided(case_of())), "closed", id="not the same: nothing is left to do"),
    ],
)
def test_what_is_found_no_more_is_put_to_a_person_unless_people_cleared_it(case: object, status: str) -> None:
    assert withdrawn(case).status == status


def test_a_person_closes_what_is_gone() -> None:
    case = withdrawn(case_of())
    with pytest.raises(InvalidInput, match="found no more"):
        acting.decide(case, judge("not_same"), POLICY, at(10, "Ann"))
    assert decided(case, "gone").status == "closed"


def test_only_what_is_found_no_more_is_gone() -> None:
    with pytest.raises(InvalidInput, match="can be gone"):
        acting.decide(case_of(), judge("gone"), POLICY, at(1, "Ann"))


def test_letting_go_of_who_was_the_same_wants_two() -> None:
    case = decided(withdrawn(confirmed(decided(case_of(), "same"))), "gone")
    assert case.status == "proposed"
    assert confirmed(case).status == "closed"
    assert after(case, acting.undo(case, at(3, "Ann"))).status == "withdrawn"


def test_what_is_listed_again_is_an_alert_again() -> None:
    case = decided(withdrawn(case_of()), "gone")
    case = after(case, acting.alert(case, FOUND, at(99)))
    assert (case.status, case.because) == ("open", ("it is found again",))


def test_withdrawing_twice_is_once() -> None:
    assert acting.withdraw(withdrawn(case_of()), ("delisted",), "x", at(10)) == ()


def test_what_the_program_closed_is_nobodys_to_undo() -> None:
    with pytest.raises(InvalidInput, match="no decision to undo"):
        acting.undo(withdrawn(decided(case_of(found=less_probable()))), at(11, "Ann"))
