"""Worked cases moved to the days on which two rulebooks differ."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from navicert.measures import Facts, read_facts
from navicert.measures.impact import changed_answers
from navicert.measures.impact_days import moved_questions
from navicert.rulebook import load_rulebook
from navicert.rulebook.model import AllOf, DayIs

BOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)
ONE_DAY = timedelta(days=1)


def with_measure(measure_id, **changes):
    return replace(BOOK, measures={**BOOK.measures, measure_id: replace(BOOK.measures[measure_id], **changes)})


def found(new):
    return list(changed_answers(BOOK, new, moved_questions(BOOK, new), as_known_on=KNOWN_ON))


def test_equal_rulebooks_move_nothing():
    assert moved_questions(BOOK, BOOK) == []


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("CN-2017-40", "first"),
        ("UN-2375-16-TEXTILES", "first"),
        ("US-311-DANDONG", "first"),
        ("RU-EU-SHADOW", "first"),
        ("RU-EU-CAP-4410", "first"),
        ("RU-US-EO14329", "until"),
    ],
)
def test_a_day_that_moves_by_one_shows_on_that_day(name, end):
    day = getattr(BOOK.measures[name], end)
    changes = found(with_measure(name, **{end: day + ONE_DAY}))
    assert changes
    assert all(str(day) in change.question.name for change in changes)
    assert {cause.id for change in changes for cause in change.causes} == {name}


def test_the_end_of_a_grace_that_moves_by_one_shows_too():
    measure = BOOK.measures["CN-2017-40"]
    grace, rajin = measure.exceptions
    parts = tuple(
        replace(part, until=part.until + ONE_DAY) if isinstance(part, DayIs) and part.until else part
        for part in grace.when.parts
    )
    new = with_measure(measure.id, exceptions=(replace(grace, when=AllOf(parts)), rajin))
    assert {str(change.new.status) for change in found(new)} >= {"permitted"}


def test_a_listing_that_moves_by_a_day_shows_with_the_party_itself():
    row = next(record for record in BOOK.listings if record.list == "UN" and record.caption == "PAEK CHANG-HO")
    moved = replace(row, listed_on=row.listed_on + ONE_DAY)
    new = replace(BOOK, listings=tuple(moved if record is row else record for record in BOOK.listings))
    changes = found(new)
    assert changes
    assert all("PAEK CHANG-HO" in change.question.name for change in changes)
    assert {str(cause) for change in changes for cause in change.causes} == {"listings UN (changed)"}


def test_coverage_that_begins_later_shows_on_its_first_day():
    regime = BOOK.regimes["US-RUS"]
    rows = tuple(replace(row, first=row.first + ONE_DAY) for row in regime.coverage)
    new = replace(BOOK, regimes={**BOOK.regimes, "US-RUS": replace(regime, coverage=rows)})
    assert {change.new.status for change in found(new)} == {"not_covered"}


def test_days_of_a_cargo_move_along_so_that_facts_stay_possible():
    measure = BOOK.measures["CN-2017-40"]
    questions = moved_questions(BOOK, with_measure(measure.id, first=measure.first + ONE_DAY))
    assert questions
    assert all(isinstance(read_facts(question.facts), Facts) for question in questions)
