"""What a change of the law as data changes, and what did it."""

from dataclasses import replace
from datetime import date

from navicert.measures.impact import (
    Difference,
    Question,
    applied,
    changed_answer_to_json,
    changed_answers,
    differences,
    worked_questions,
)
from navicert.rulebook import load_rulebook

BOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)
COAL = {
    "activity": "procure", "action": "release", "bound_state": "CN", "origin": "KP", "destination": "CN", "hs": "2701",
    "goods_kind": "coal", "arrival_date": "2017-08-14", "release_date": "2017-09-04",
}  # fmt: skip
DIESEL = {
    "activity": "supply", "bound_state": "EU", "destination": "KP", "hs": "2710", "goods_kind": "diesel",
    "end_use": "humanitarian", "activity_date": "2018-02-01", "quantity_amount": 1000, "quantity_unit": "bbl",
    "reported_total_amount": 30000, "reported_total_unit": "bbl", "quota_notice_percent": 0,
}  # fmt: skip


def changed(book, measure_id, **changes):
    return replace(book, measures={**book.measures, measure_id: replace(book.measures[measure_id], **changes)})


def without(book, measure_id):
    return replace(book, measures={key: measure for key, measure in book.measures.items() if key != measure_id})


def answers(old, new, *facts):
    questions = [Question("transaction", str(number), each) for number, each in enumerate(facts)]
    return list(changed_answers(old, new, questions, as_known_on=KNOWN_ON))


def test_equal_rulebooks_change_nothing():
    assert differences(BOOK, BOOK) == []
    assert answers(BOOK, BOOK, COAL, DIESEL) == []


def test_every_difference_is_told_by_its_sort():
    new = without(changed(BOOK, "CN-2017-40", exceptions=()), "CN-2017-12")
    new = replace(new, listings=tuple(record for record in new.listings if record.list != "US-311"))
    assert set(differences(BOOK, new)) == {
        Difference("measure", "CN-2017-40", "changed"),
        Difference("measure", "CN-2017-12", "removed"),
        Difference("listings", "US-311", "removed"),
    }
    assert Difference("measure", "CN-2017-12", "added") in differences(new, BOOK)


def test_an_answer_that_changes_names_its_regime_and_the_measure_that_did_it():
    new = changed(changed(BOOK, "CN-2017-40", exceptions=()), "UN-2397-5-REFINED", summary="in other words")
    (change,) = answers(BOOK, new, COAL, DIESEL)
    assert (change.regime, change.old.status, change.new.status) == ("CN-DPRK", "permitted", "prohibited")
    assert change.causes == (Difference("measure", "CN-2017-40", "changed"),)


def test_a_measure_taken_away_is_found_as_the_cause():
    # by their other paragraphs the resolutions do not speak of this coal
    (change,) = [row for row in answers(BOOK, without(BOOK, "UN-2371-8-COAL"), COAL) if row.regime == "UN-DPRK"]
    assert change.old.status == "prohibited"
    assert change.causes == (Difference("measure", "UN-2371-8-COAL", "removed"),)


def test_a_quota_that_another_regime_asks_about_is_found_as_the_cause():
    quota = BOOK.measures["UN-2397-5-REFINED"].quota
    smaller = replace(quota, limits=(replace(quota.limits[0], amount=quota.limits[0].amount / 20),))
    (change,) = answers(BOOK, changed(BOOK, "UN-2397-5-REFINED", quota=smaller), DIESEL)
    assert (change.regime, change.old.status, change.new.status) == ("EU-DPRK", "needs_authorisation", "prohibited")
    assert change.causes == (Difference("measure", "UN-2397-5-REFINED", "changed"),)


def test_changes_that_work_only_together_blame_no_single_one():
    twin = replace(BOOK.measures["CN-2017-12"], id="CN-2017-12-TWIN")
    old = replace(BOOK, measures={**BOOK.measures, twin.id: twin})
    facts = {**COAL, "arrival_date": "2017-03-01", "release_date": "2017-03-10", "livelihood_undertaking": True}
    (change,) = answers(old, without(without(old, twin.id), "CN-2017-12"), facts)
    assert change.old.status == "prohibited" != change.new.status
    assert change.causes == ()


def test_the_reach_of_a_regime_is_a_difference_too():
    regimes = {**BOOK.regimes, "CN-DPRK": replace(BOOK.regimes["CN-DPRK"], coverage=())}
    facts = {**COAL, "hs": "6702", "goods_kind": "other_goods"}
    (change,) = answers(BOOK, replace(BOOK, regimes=regimes), facts)
    assert (change.old.status, change.new.status) == ("permitted", "not_covered")
    assert change.causes == (Difference("regime", "CN-DPRK", "changed"),)


def test_half_a_change_can_be_asked_by_itself():
    new = changed(without(BOOK, "CN-2017-12"), "CN-2017-40", exceptions=())
    halfway = applied(Difference("measure", "CN-2017-40", "changed"), BOOK, new)
    assert "CN-2017-12" in halfway.measures
    assert halfway.measures["CN-2017-40"].exceptions == ()


def test_worked_cases_of_both_rulebooks_are_asked_once():
    alone = worked_questions(BOOK)
    assert len(worked_questions(BOOK, BOOK)) == len(alone)
    more = changed(BOOK, "CN-2017-40", cases=())
    assert len(worked_questions(more, BOOK)) == len(alone)


def test_the_record_tells_old_and_new():
    (change,) = answers(BOOK, changed(BOOK, "CN-2017-40", exceptions=()), COAL)
    record = changed_answer_to_json(change)
    assert (record["source"], record["old"]["status"], record["new"]["status"]) == (
        "transaction",
        "permitted",
        "prohibited",
    )
    assert record["causes"] == [{"sort": "measure", "id": "CN-2017-40", "change": "changed"}]
