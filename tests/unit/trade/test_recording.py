"""Rows become records, or say by field what is wrong with them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.terms import VagueDate
from navicert.trade import InvalidRecord, Recorder, Stated, Taken
from navicert.trade.rows import content_id, record_from_row, record_to_row, says_the_same

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ROW = {
    "quota": "PRODUCTS",
    "kind": "reported",
    "amount": "5000",
    "unit": "t",
    "goods": "diesel",
    "delivered": "2018-01",
    "supplier": "CN",
    "source": "a report",
    "published": "2018-03-01",
}
NOTICE = {
    "quota": "PRODUCTS",
    "kind": "notice",
    "percent": "95",
    "period": "2018",
    "source": "C",
    "published": "2018-11-01",
}
COAL = {"quota": "COAL", "kind": "reported", "delivered": "2017-01", "source": "a report", "receiver": "CN"}


@pytest.fixture
def recorder(quotas):
    return Recorder([], quotas, at=NOW, by="somebody")


def without(column):
    return {name: cell for name, cell in ROW.items() if name != column}


def test_a_row_is_recorded_as_it_states(recorder):
    taken = recorder.take(ROW)
    record = taken.record
    assert taken.outcome == "recorded"
    assert record.quantity == Stated.exactly(Decimal(5000), "t")
    assert (record.delivered, record.period_first) == (VagueDate.month(2018, 1), date(2018, 1, 1))
    assert (record.known_on, record.recorded_at, record.recorded_by) == (date(2018, 3, 1), NOW, "somebody")
    assert recorder.new == [record]


def test_what_the_law_says_of_the_other_end_is_filled_in(recorder):
    assert recorder.take(ROW).record.receiver == "KP"
    coal = recorder.take(COAL | {"amount": "10", "unit": "t", "value": "700", "currency": "USD"}).record
    assert (coal.supplier, coal.goods, coal.value) == ("KP", "coal", Stated.exactly(Decimal(700), "USD"))


def test_a_period_without_a_day_means_the_whole_period(recorder):
    record = recorder.take(without("delivered") | {"period": "2018", "published": "2018-07-01"}).record
    assert record.delivered == VagueDate.year(2018)
    assert record.days == (date(2018, 1, 1), date(2018, 7, 1))  # nothing is delivered after it became known


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"quota": "OIL"}, "quota", "there is no quota"),
        ({"kind": "rumour"}, "kind", "none of"),
        ({"amount": "5,000"}, "amount", "plain number"),
        ({"amount": "-1"}, "amount", "below zero"),
        ({"amount": float("nan")}, "amount", "plain number"),
        ({"amount": True}, "amount", "not a number"),
        ({"amount": "1e9"}, "amount", "plain number"),
        ({"amount": 10**16}, "amount", "plain number"),
        ({"unit": "gal"}, "unit", "none of bbl, t, kg"),
        ({"goods": "coal"}, "goods", "does not count coal"),
        ({"goods": "oil"}, "goods", "none of"),
        ({"delivered": "2018-02-30"}, "delivered", "is not a date"),
        ({"delivered": "spring"}, "delivered", "is not a date"),
        ({"delivered": "0001"}, "delivered", "out of range"),
        ({"delivered": "2017-12"}, "period", "has no period"),
        ({"delivered": "2018-12/2019-01", "published": "2019-03-01"}, "period", "more than one period"),
        ({"delivered": "2018-05"}, "delivered", "after it was known"),
        ({"period": "2019", "published": "2019-03-01"}, "delivered", "outside the period"),
        ({"period": "next"}, "period", "is no period"),
        ({"supplier": "Atlantis"}, "supplier", "no country"),
        ({"receiver": "CN"}, "receiver", "the receiver is KP"),
        ({"published": "2026-12-01"}, "published", "has not begun"),
        ({"published": "2018"}, "published", "not one day"),
        ({"low": "1", "high": "9000"}, "low", "only an estimate"),
        ({"kind": "estimated", "low": "6000"}, "low", "does not hold the amount"),
        ({"kind": "estimated", "high": "4000"}, "high", "does not hold the amount"),
        ({"includes_reported": "true"}, "includes_reported", "only an estimate"),
        ({"includes_reported": "yes"}, "includes_reported", "neither true nor false"),
        ({"percent": "95"}, "percent", "only a notice"),
        ({"value": "10"}, "currency", "which currency"),
        ({"terms": "gift"}, "terms", "none of commercial, aid"),
        ({"source": "bad\u001b[31m"}, "source", "control characters"),
        ({"source": "x" * 3000}, "source", "longer than"),
        ({"source": 7}, "source", "not text"),
        ({"colour": "red"}, "colour", "no column of the ledger"),
        ({"kind": "correction"}, "corrects", "names the record"),
        ({"corrects": "L-none"}, "corrects", "no record"),
    ],
)
def test_a_cell_that_cannot_be_is_named_with_the_reason(recorder, change, field, why):
    found = recorder.take(ROW | change)
    assert isinstance(found, InvalidRecord)
    assert [problem.field for problem in found.problems] == [field]
    assert why in found.problems[0].message
    assert recorder.new == []


@pytest.mark.parametrize("column", ["quota", "kind", "source", "amount", "unit", "goods", "delivered"])
def test_what_is_missing_is_named(recorder, column):
    found = recorder.take(without(column))
    assert isinstance(found, InvalidRecord)
    assert [problem.field for problem in found.problems] == [column]


def test_all_cells_that_cannot_be_are_named_at_once(recorder):
    found = recorder.take(ROW | {"unit": "gal", "supplier": "Atlantis"})
    assert {problem.field for problem in found.problems} == {"unit", "supplier"}


def test_cells_may_come_as_numbers_and_days(recorder):
    record = recorder.take(
        ROW | {"amount": 5000.5, "delivered": date(2018, 1, 9), "published": date(2018, 3, 1)}
    ).record
    assert record.quantity.amount == Decimal("5000.5")
    assert record.delivered == VagueDate.day(date(2018, 1, 9))
    assert recorder.take(ROW | {"delivered": 2018, "published": "2019-01-09"}).record.delivered == VagueDate.year(2018)


def test_countries_may_be_named(recorder):
    assert recorder.take(ROW | {"supplier": "Russian Federation"}).record.supplier == "RU"


def test_a_notice_tells_a_threshold_and_no_delivery(recorder):
    record = recorder.take(NOTICE).record
    assert (record.percent, record.kind, record.quantity) == (95, "notice", None)
    assert recorder.take(NOTICE | {"amount": "5"}).problems[0].field == "amount"
    assert recorder.take(NOTICE | {"percent": "101"}).problems[0].field == "percent"
    for column in ("percent", "period", "published"):
        assert recorder.take({k: v for k, v in NOTICE.items() if k != column}).problems[0].field == column


def test_where_each_state_has_its_own_cap_the_state_is_asked_for(recorder):
    row = without("supplier") | {"quota": "EARLIER-CRUDE", "goods": "crude_oil", "delivered": "2017-10"}
    assert recorder.take(row).problems[0].field == "supplier"


def test_a_correction_takes_over_what_it_does_not_state(recorder):
    first = recorder.take(ROW).record
    second = recorder.take({"corrects": first.id, "amount": "5200", "source": "a revision", "published": "2018-06-01"})
    record = second.record
    assert record.quantity == Stated.exactly(Decimal(5200), "t")
    assert (record.kind, record.goods, record.delivered) == ("reported", "diesel", first.delivered)
    assert (record.source, record.published) == ("a revision", date(2018, 6, 1))
    assert recorder.new == [first, record]


def test_a_corrected_amount_of_an_estimate_drops_the_old_range(recorder):
    first = recorder.take(ROW | {"kind": "estimated", "low": "4000", "high": "6000"}).record
    second = recorder.take({"corrects": first.id, "amount": "9000", "source": "s"}).record
    assert second.quantity == Stated.exactly(Decimal(9000), "t")


def test_a_correction_may_move_a_delivery_to_another_year(recorder):
    first = recorder.take(ROW).record
    moved = recorder.take(
        {"corrects": first.id, "delivered": "2019-01", "source": "s", "published": "2019-03-01"}
    ).record
    assert (moved.period_first, moved.quantity) == (date(2019, 1, 1), first.quantity)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "estimated"}, "kind"),
        ({"quota": "CRUDE"}, "quota"),
        ({"published": "2018-02-01"}, "published"),
    ],
)
def test_a_correction_stays_of_the_kind_and_under_the_quota_and_is_not_older(recorder, change, field):
    first = recorder.take(ROW).record
    found = recorder.take({"corrects": first.id, "amount": "1", "source": "s"} | change)
    assert found.problems[0].field == field


def test_what_was_corrected_already_is_corrected_at_its_correction(recorder):
    first = recorder.take(ROW).record
    second = recorder.take({"corrects": first.id, "amount": "1", "source": "s"}).record
    found = recorder.take({"corrects": first.id, "amount": "2", "source": "s"})
    assert second.id in found.problems[0].message


def test_the_same_rows_again_are_known_and_not_recorded_twice(quotas, recorder):
    first = recorder.take(ROW).record
    rows = [ROW, ROW | {"id": "mine", "delivered": "2018-02"}, {"corrects": first.id, "amount": "1", "source": "s"}]
    kept = [recorder.take(row).record for row in rows]
    later = Recorder(kept, quotas, at=datetime(2027, 1, 1, tzinfo=UTC), by="somebody else")
    assert [later.take(row).outcome for row in rows] == ["known"] * 3
    assert later.new == []


def test_a_further_delivery_that_looks_the_same_is_recorded_when_said_so(quotas, recorder):
    first = recorder.take(ROW).record
    again = Recorder([first], quotas, at=NOW, by="x", again=True)
    ids = {first.id, again.take(ROW).record.id, again.take(ROW).record.id}
    assert len(ids) == 3


def test_an_id_stands_for_one_statement_for_ever(recorder):
    recorder.take(ROW | {"id": "mine"})
    found = recorder.take(ROW | {"id": "mine", "amount": "5001"})
    assert found.problems[0].field == "id"


def test_the_same_statement_has_the_same_id_whoever_records_it_and_when(delivery):
    one = delivery(5000)
    other = delivery("5000.0", recorded_by="somebody else", recorded_at=NOW)
    assert content_id(one) == content_id(other)
    assert says_the_same(one, other)
    assert not says_the_same(one, delivery(5001))


@given(data=st.data())
def test_a_record_comes_back_from_its_row(data, delivery):
    low, best, high = sorted(data.draw(st.tuples(*[st.decimals(0, 10**9, places=4)] * 3)))
    record = delivery(
        best,
        low=low,
        high=high,
        kind=data.draw(st.sampled_from(["reported", "estimated"])),
        days=data.draw(st.sampled_from(["2018-01-05", "2018-01", "2018", "2018-01-05/2018-03-01"])),
        supplier=data.draw(st.sampled_from([None, "CN"])),
        terms=data.draw(st.sampled_from([None, "aid"])),
        note=data.draw(st.none() | st.text(min_size=1)),
        published=data.draw(st.none() | st.dates()),
        value=data.draw(st.none() | st.just(Stated.exactly(Decimal("1.5"), "USD"))),
    )
    back = record_from_row(record_to_row(record), recorded_at=record.recorded_at, recorded_by=record.recorded_by)
    assert back == record


@given(st.dictionaries(st.sampled_from([*ROW, "low", "high", "period", "corrects", "id", "percent"]),
                       st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()))  # fmt: skip
def test_any_row_is_a_record_or_says_what_is_wrong(quotas, cells):
    found = Recorder([], quotas, at=NOW, by="somebody").take(ROW | cells)
    assert isinstance(found, Taken) or found.problems
