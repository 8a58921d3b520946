"""A correction holds on to characters and type: it outlives readings, and is never lost."""

from datetime import UTC, date, datetime, timedelta

import pytest

from navicert.errors import InvalidInput
from navicert.evidence.keeping.corrections import Anchor, Correction, anchors, corrected, days_given
from navicert.evidence.keeping.fields import check_words, read_values
from navicert.evidence.output import records
from navicert.evidence.reading import read_page

TEXT = """Fishing Crew Freed After Ten Days

The coast guard said that the crew had been freed. The owner denied that he had paid a ransom.
"""
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def reading():
    return list(records(read_page(TEXT, published=date(2020, 5, 4))))


def claims(found):
    return [record for record in found if record["type"] == "claim"]


def correction(anchor, minutes=0, **fields):
    said = {
        "page_sha256": "ab",
        "anchor": anchor,
        "action": "change",
        "reason": "r",
        "by": "Ana",
        "at": NOON + timedelta(minutes=minutes),
    }
    return Correction(**(said | fields))


def anchor_of(found, kind, number=0):
    return [anchor for anchor, record in anchors(found) if record["type"] == kind][number]


def test_later_corrections_win_field_by_field():
    found = reading()
    anchor = anchor_of(found, "claim")
    result = corrected(
        found,
        [
            correction(anchor, 0, values=(("modality", "planned"), ("speaker", "A"))),
            correction(anchor, 1, values=(("speaker", "B"),)),
        ],
        TEXT,
    )
    first = claims(result.records)[0]
    assert (first["modality"], first["speaker"]) == ("planned", "B")
    assert len(first["corrections"]) == 2
    assert claims(reading())[0]["modality"] == "asserted"  # what was read stays as it was read


def test_a_correction_whose_record_is_gone_is_orphaned_and_says_what_stands_there_instead():
    found = reading()
    anchor = anchor_of(found, "claim")
    moved = Anchor("claim", anchor.start + 1, anchor.end)
    result = corrected(found, [correction(moved, values=(("speaker", "X"),))], TEXT)
    (orphan,) = result.orphans
    assert orphan.correction.anchor == moved
    assert [record["claim_id"] for record in orphan.instead] == [claims(found)[0]["claim_id"]]
    assert len(result.records) == len(found)


def test_a_correction_comes_back_when_a_later_reading_has_its_record_again():
    found = reading()
    anchor = anchor_of(found, "claim")
    said = [correction(anchor, values=(("speaker", "X"),))]
    without = [record for record in found if record["type"] != "claim"]
    assert corrected(without, said, TEXT).orphans
    assert claims(corrected(found, said, TEXT).records)[0]["speaker"] == "X"


def test_an_added_record_stands_until_the_reader_finds_it_itself():
    found = reading()
    anchor = anchor_of(found, "claim")
    said = [correction(anchor, action="add", values=(("speaker", "X"),))]
    without = [record for record in found if record["type"] != "claim"]
    (added,) = claims(corrected(without, said, TEXT).records)
    assert (added["quote"], added["speaker"]) == (TEXT[anchor.start : anchor.end], "X")
    assert added["article_id"] == found[1]["article_id"]
    again = corrected(found, said, TEXT)
    assert len(claims(again.records)) == len(claims(found))
    assert claims(again.records)[0]["speaker"] == "X"


def test_what_was_removed_is_kept_aside_and_comes_back_when_that_is_withdrawn():
    found = reading()
    removal = correction(anchor_of(found, "claim"), action="remove")
    result = corrected(found, [removal], TEXT)
    assert len(result.removed) == 1
    assert len(result.records) == len(found) - 1
    back = correction(removal.anchor, 1, action="withdraw", withdraws=removal.id)
    assert len(corrected(found, [removal, back], TEXT).records) == len(found)


def test_a_confirmed_record_names_who_confirmed_it():
    found = reading()
    result = corrected(found, [correction(anchor_of(found, "claim"), action="confirm")], TEXT)
    assert claims(result.records)[0]["confirmed"] == {"by": "Ana", "at": NOON.isoformat()}


def test_a_denial_is_pointed_at_a_claim_by_its_characters():
    found = reading()
    first, second = claims(found)[:2]
    place = f"{first['start']}-{first['end']}"
    result = corrected(found, [correction(anchor_of(found, "claim", 1), values=(("about", place),))], TEXT)
    assert claims(result.records)[1]["about"] == first["claim_id"]
    assert second["claim_id"] != first["claim_id"]
    lost = corrected(found, [correction(anchor_of(found, "claim", 1), values=(("about", "0-1"),))], TEXT)
    assert claims(lost.records)[1]["about"] is None


def test_days_of_publication_that_were_given_are_known_by_the_article():
    anchor = Anchor("article", 0, 90)
    given = [
        correction(anchor, n, values=(("resolved_date", day),)) for n, day in enumerate(["2020-05-04", "2020-05-05"])
    ]
    assert days_given(given) == {(0, 90): date(2020, 5, 5)}


def test_two_records_on_the_same_characters_have_ranks():
    found = reading()
    twice = [*found, {**claims(found)[0], "claim_id": "c99"}]
    same = [anchor for anchor, record in anchors(twice) if record["type"] == "claim"]
    assert len(set(same)) == len(same)


@pytest.mark.parametrize(
    ("kind", "field", "raw", "value"),
    [
        ("claim", "direct", "true", True),
        ("claim", "speaker", " Ana  ", "Ana"),
        ("claim", "speaker", "none", None),
        ("quantity", "value", "12", 12),
        ("quantity", "value", "1.5", 1.5),
        ("event", "actors", "A; B", ["A", "B"]),
        ("event", "actors", "", []),
        ("date", "value_start", "2020-05-04", "2020-05-04"),
    ],
)
def test_fields_are_read_as_what_they_hold(kind, field, raw, value):
    assert read_values(kind, {field: raw}) == {field: value}


@pytest.mark.parametrize(
    ("kind", "field", "raw"),
    [
        ("claim", "modality", "none"),
        ("claim", "about", "c3"),
        ("quantity", "value", "many"),
        ("quantity", "value", "nan"),
        ("date", "value_start", "May"),
        ("event", "place", "a\nb"),
        ("line", "label", "body"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(kind, field, raw):
    with pytest.raises(InvalidInput):
        read_values(kind, {field: raw})


@pytest.mark.parametrize("raw", ["", "  ", "a\nb", "x" * 3000, "\ud800"])
def test_a_correction_without_name_or_reason_is_refused(raw):
    with pytest.raises(InvalidInput):
        check_words(raw, "reason")
