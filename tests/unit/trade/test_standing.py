"""Corrections take the place of what they name; each later day knows what an earlier day knew."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from navicert.trade.standing import known, standing

FIRST = date(2018, 3, 1)


@st.composite
def histories(draw, delivery):
    """Deliveries and corrections of them, each naming an earlier record, in any order."""
    records = []
    for number in range(draw(st.integers(1, 12))):
        record = delivery(
            draw(st.integers(0, 10_000)),
            id=f"r{number}",
            published=FIRST + timedelta(days=draw(st.integers(0, 40))),
        )
        if records and draw(st.booleans()):
            target = draw(st.sampled_from(records))
            later = max(record.published, target.published)
            record = replace(record, corrects=target.id, published=later)
        records.append(record)
    return draw(st.permutations(records))


def test_without_corrections_everything_stands(delivery):
    records = [delivery(id="a"), delivery(id="b")]
    found = standing(records)
    assert found.records == found.originals == tuple(records)
    assert found.revisions == ()


def test_a_correction_takes_the_place_of_what_it_names_and_of_nothing_else(delivery):
    a, b = delivery(id="a"), delivery(id="b")
    a2 = delivery(2000, id="a2", corrects="a")
    found = standing([a2, b, a])
    assert {record.id for record in found.records} == {"a2", "b"}
    assert {record.id for record in found.originals} == {"a", "b"}
    assert [(revision.was.id, revision.now.id) for revision in found.revisions] == [("a", "a2")]


def test_a_correction_may_be_corrected(delivery):
    chain = [delivery(id="a"), delivery(id="a2", corrects="a"), delivery(id="a3", corrects="a2")]
    found = standing(chain)
    assert [record.id for record in found.records] == ["a3"]
    assert [(r.was.id, r.now.id) for r in found.revisions] == [("a", "a2"), ("a2", "a3")]


def test_of_two_corrections_of_one_record_the_one_known_later_stands(delivery):
    late = delivery(3000, id="late", corrects="a", published=date(2018, 6, 1))
    early = delivery(2000, id="early", corrects="a", published=date(2018, 4, 1))
    assert [record.id for record in standing([delivery(id="a"), late, early]).records] == ["late"]
    assert [record.id for record in standing(known([delivery(id="a"), late, early], date(2018, 5, 1))).records] == [
        "early"
    ]


def test_before_a_correction_is_known_the_first_figure_stands(delivery):
    records = [delivery(id="a"), delivery(2000, id="a2", corrects="a", published=date(2018, 6, 1))]
    assert [record.id for record in standing(known(records, date(2018, 5, 31))).records] == ["a"]
    assert [record.id for record in standing(known(records, date(2018, 6, 1))).records] == ["a2"]


def test_a_record_that_does_not_say_when_it_was_published_is_known_from_its_recording(delivery):
    record = delivery(published=None)
    assert known([record], record.recorded_at.date()) == (record,)
    assert known([record], record.recorded_at.date() - timedelta(days=1)) == ()


@given(data=st.data())
def test_a_later_day_knows_all_that_an_earlier_day_knew(data, delivery):
    records = data.draw(histories(delivery))
    days = sorted(data.draw(st.tuples(st.dates(FIRST, date(2018, 5, 1)), st.dates(FIRST, date(2018, 5, 1)))))
    earlier, later = (set(known(records, day)) for day in days)
    assert earlier <= later


@given(data=st.data())
def test_what_stands_does_not_depend_on_the_order_of_the_records(data, delivery):
    records = data.draw(histories(delivery))
    assert standing(records) == standing(data.draw(st.permutations(records)))


@given(data=st.data())
def test_every_first_told_delivery_stands_once_in_some_version(data, delivery):
    records = data.draw(histories(delivery))
    found, by_id = standing(records), {record.id: record for record in records}
    assert {record.id for record in found.originals} == {record.id for record in records if record.corrects is None}

    def origin(record):
        return record.id if record.corrects is None else origin(by_id[record.corrects])

    assert sorted(origin(record) for record in found.records) == sorted(record.id for record in found.originals)
    replaced = {revision.was.id for revision in found.revisions}
    assert replaced.isdisjoint(record.id for record in found.records)
