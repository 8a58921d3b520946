"""Kept validations: what every store promises."""

from datetime import UTC, datetime, timedelta

import pytest

from navicert.errors import Conflict
from navicert.store import open_store
from navicert.store.validations import LONGEST, KeptValidation

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
RECORDS = ({"type": "recall", "name": "Ким Чен Ын", "share": 0.9},)


@pytest.fixture
def store(store_address):
    return open_store(store_address)


def test_an_empty_store_has_none(store):
    assert (store.validations.newest(), store.validations.one(1)) == ((), None)


def test_a_validation_is_kept_with_its_report(store):
    number = store.validations.begin(NOON, "Ana")
    store.validations.end(number, NOON + timedelta(minutes=1), RECORDS)
    kept = KeptValidation(number, NOON, "Ana", NOON + timedelta(minutes=1), RECORDS)
    assert store.validations.one(number) == kept
    other = store.validations.add(kept)
    assert [one.number for one in store.validations.newest()] == [other, number]


def test_one_is_made_at_a_time_until_it_counts_as_cut_off(store):
    number = store.validations.begin(NOON, "Ana")
    with pytest.raises(Conflict, match=f"validation {number} is running"):
        store.validations.begin(NOON + timedelta(minutes=1), "Ben")
    later = store.validations.begin(NOON + LONGEST + timedelta(seconds=1), "Ben")
    store.validations.end(later, NOON, trouble="the disk is full")
    assert store.validations.one(later).trouble == "the disk is full"
    assert store.validations.one(number).ended_at is None


def test_a_report_is_not_replaced(store):
    number = store.validations.begin(NOON, "Ana")
    store.validations.end(number, NOON, RECORDS)
    store.validations.end(number, NOON, ())
    assert store.validations.one(number).records == RECORDS
