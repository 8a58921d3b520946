"""A chain of receipts tells what was done to it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.receipts import (
    Basis,
    Draft,
    EditionUsed,
    KeptReceipt,
    canonical,
    check_chain,
    check_seal,
    differences,
    link,
    receipt_from_json,
    receipt_to_json,
    salted_digest,
    seal_from_text,
    seal_of,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BASIS = Basis("navicert", "sha256:c", (EditionUsed("un", "e", "f" * 64, "a" * 64),), policy="p" * 64)


def draft(number, **fields):
    values = {"kind": "screen", "at": NOON + timedelta(seconds=number), "by": "ann", "asked": "q", "answered": "a"}
    return Draft(**values | {"counts": (("hits", number),), "basis": BASIS} | fields)


def chain(count):
    receipts = []
    for number in range(count):
        receipts.append(link(receipts[-1] if receipts else None, draft(number)))
    return receipts


def kept(receipts):
    return [KeptReceipt(receipt.number, receipt.id, receipt) for receipt in receipts]


def faults(rows):
    return [(fault.number, fault.words) for fault in check_chain(rows)]


def test_a_chain_that_nobody_touched_is_whole():
    assert faults(kept(chain(5))) == []
    assert faults([]) == []


def test_a_receipt_comes_back_from_its_json():
    for receipt in chain(2):
        assert receipt_from_json(receipt_to_json(receipt)) == receipt


@pytest.mark.parametrize("field", ["by", "asked", "answered", "kind", "at", "basis", "counts"])
def test_a_receipt_altered_in_any_field_is_named(field):
    rows = kept(chain(4))
    record = receipt_to_json(rows[2].receipt)
    record[field] = {
        "at": (NOON + timedelta(days=1)).isoformat(),
        "basis": record["basis"] | {"policy": "x"},
        "counts": {"no_hits": 9},
    }.get(field, "another")
    rows[2] = KeptReceipt(3, rows[2].id, receipt_from_json(record))
    assert [number for number, _ in faults(rows)] == [3]


def test_a_receipt_altered_together_with_its_id_breaks_the_link_of_the_next():
    receipts = chain(4)
    altered = link(receipts[1], draft(2, by="eve"))
    rows = kept([*receipts[:2], altered, receipts[3]])
    assert faults(rows) == [(4, "it does not follow receipt 3 as that stands now")]


def test_removed_receipts_are_named():
    rows = kept(chain(6))
    assert faults(rows[:2] + rows[3:]) == [(4, "receipt 3, which stood before it, is missing")]
    assert faults(rows[3:]) == [(4, "receipts 1 to 3, which stood before it, are missing")]


def test_receipts_that_changed_places_are_named():
    one, two, three = chain(3)
    rows = [KeptReceipt(1, one.id, one), KeptReceipt(2, three.id, three), KeptReceipt(3, two.id, two)]
    assert [number for number, _ in faults(rows)] == [2, 3]


def test_what_can_no_longer_be_read_is_named():
    rows = kept(chain(3))
    rows[1] = KeptReceipt(2, rows[1].id, None)
    assert faults(rows) == [(2, "its content was altered: it can no longer be read as a receipt")]


def test_a_cut_end_is_seen_by_a_seal_alone():
    receipts = chain(5)
    seal = seal_from_text(seal_of(receipts[4], at=NOON, by="ann").text)
    assert faults(kept(receipts[:3])) == []
    assert [fault.number for fault in check_seal(seal, None)] == [5]
    assert list(check_seal(seal, receipts[4])) == []


def test_a_chain_written_anew_is_seen_by_a_seal():
    seal = seal_of(chain(5)[4], at=NOON, by="ann")
    other = link(chain(4)[3], draft(4, by="eve"))
    assert [fault.words for fault in check_seal(seal, other)] == ["it is not the one that was sealed on 2026-11-21"]


@pytest.mark.parametrize("text", ["", "navicert seal 4", "navicert seal x " + "0" * 64 + " 2026-01-01", "seal"])
def test_a_line_that_is_no_seal_is_refused(text):
    with pytest.raises(ValueError, match="no seal"):
        seal_from_text(text)


def test_the_salt_keeps_equal_answers_apart():
    assert salted_digest(b"a", b"bc") != salted_digest(b"ab", b"c")
    assert salted_digest(b"1", b"x") != salted_digest(b"2", b"x")


def test_text_that_is_no_unicode_has_a_canonical_form():
    assert canonical({"name": "\ud800"}) == b'{"name":"\\ud800"}'


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_nothing_differs_from_itself(value):
    assert list(differences(value, value)) == []


@given(VALUES, VALUES)
def test_values_differ_where_their_canonical_forms_do(left, right):
    assert bool(list(differences(left, right))) == (canonical(left) != canonical(right))


def test_differences_are_told_by_place_and_records_by_their_ids():
    before = {"matches": [{"id": "a", "score": 1}, {"id": "b", "score": 2}], "status": "hits"}
    after = {"matches": [{"id": "b", "score": 2}, {"id": "a", "score": 0.5}, {"id": "c"}], "status": "hits"}
    assert [(d.place, d.before, d.after) for d in differences(before, after)] == [
        ("matches[a].score", 1, 0.5),
        ("matches[c]", "(absent)", {"id": "c"}),
        ("matches (order)", ["a", "b"], ["b", "a"]),
    ]
