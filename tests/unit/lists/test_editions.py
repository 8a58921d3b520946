"""When files are believed to be an edition of a list, and which edition they then are."""

import hashlib
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import InvalidInput, SourceError
from navicert.lists import Edition, Entry, Name
from navicert.lists.editions import (
    FileDigest,
    content_sha256,
    digest_files,
    in_order,
    make_edition,
    preceding,
    publication_date,
)
from navicert.lists.sources.base import Reading, Source

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def nothing(files: Sequence[Path]) -> Reading:
    raise AssertionError("not read here")


SDN = Source(name="ofac-sdn", title="SDN list", authority="OFAC", read=nothing, files="sdn.csv", at_least=10)


def reading(count: int) -> Reading:
    entries = tuple(
        Entry(id=f"ofac-{number}", schema="Vessel" if number % 2 else "Person", names=(Name(f"PARTY {number}"),))
        for number in range(count)
    )
    return Reading(entries, None, count)


def digest(content: str) -> FileDigest:
    return FileDigest("sdn.csv", hashlib.sha256(content.encode()).hexdigest(), len(content))


def make(count: int, published: date, known: Sequence[Edition] = (), **other: object) -> Edition:
    given: dict[str, object] = {
        "name": "ofac-sdn",
        "source": SDN,
        "reading": reading(count),
        "file_digests": [digest(f"{count} entries")],
        "published": published,
        "loaded_at": NOON,
        "known": known,
    }
    return make_edition(**(given | other))  # type: ignore[arg-type]


# What an edition is


def test_an_edition_is_named_by_its_day_and_its_content() -> None:
    edition = make(100, date(2021, 6, 17))
    assert edition.id == f"2021-06-17.{digest('100 entries').sha256[:12]}"
    assert (edition.name, edition.source, edition.entries) == ("ofac-sdn", "ofac-sdn", 100)
    assert edition.counts == (("Person", 50), ("Vessel", 50))
    assert edition.files == ("sdn.csv",)
    assert (edition.whole, edition.shrinkage) == (True, None)


def test_the_same_content_loaded_again_is_the_same_edition() -> None:
    first = make(100, date(2021, 6, 17))
    again = make(100, date(2021, 6, 17), [first], loaded_at=NOON + timedelta(days=1))
    assert again.id == first.id


def test_the_same_content_is_not_judged_again_even_if_another_edition_of_that_day_is_larger() -> None:
    small = make(60, date(2021, 6, 17))
    large = make(100, date(2021, 6, 17), [small], loaded_at=NOON + timedelta(hours=1))
    assert make(60, date(2021, 6, 17), [small, large], loaded_at=NOON + timedelta(hours=2)).id == small.id


def test_other_content_of_the_same_day_is_another_edition_and_the_later_loaded_comes_last() -> None:
    morning = make(100, date(2021, 6, 17))
    evening = make(101, date(2021, 6, 17), [morning], loaded_at=NOON + timedelta(hours=6))
    assert in_order([evening, morning]) == (morning, evening)
    assert preceding([morning, evening], date(2021, 6, 17)) == evening


def test_a_part_of_a_list_stays_marked_as_a_part() -> None:
    assert make(20, date(2021, 6, 17), source=replace(SDN, whole=False)).whole is False


# Shrinkage


def test_a_tenth_fewer_is_believed_and_one_more_is_not() -> None:
    before = make(100, date(2021, 1, 1))
    assert make(90, date(2022, 1, 1), [before]).entries == 90
    with pytest.raises(SourceError) as caught:
        make(89, date(2022, 1, 1), [before])
    assert "89 entries, 11.0% fewer than the 100 of edition 2021-01-01" in str(caught.value)
    assert caught.value.where == "ofac-sdn edition 2022-01-01"
    assert "--accept-shrinkage" in (caught.value.next or "")


def test_an_older_and_smaller_edition_is_history() -> None:
    newer = make(8976, date(2021, 6, 17))
    older = make(7378, date(2019, 3, 1), [newer])
    assert in_order([newer, older])[-1] == newer


def test_an_edition_between_others_is_judged_by_the_one_before_it() -> None:
    known = [make(100, date(2019, 1, 1)), make(200, date(2021, 1, 1))]
    assert make(105, date(2020, 1, 1), known).entries == 105
    with pytest.raises(SourceError, match="of edition 2019-01-01"):
        make(80, date(2020, 1, 1), known)


def test_what_was_loaded_last_does_not_matter() -> None:
    newer = make(200, date(2021, 1, 1))
    older = make(100, date(2019, 1, 1), [newer], loaded_at=NOON + timedelta(days=1))
    with pytest.raises(SourceError, match="of edition 2021-01-01"):
        make(150, date(2022, 1, 1), [newer, older], loaded_at=NOON + timedelta(days=2))


def test_a_smaller_edition_of_the_same_day_is_not_believed() -> None:
    with pytest.raises(SourceError, match="fewer"):
        make(50, date(2021, 1, 1), [make(100, date(2021, 1, 1))])


def test_an_accepted_mass_delisting_is_written_down() -> None:
    before = make(100, date(2021, 1, 1))
    edition = make(50, date(2022, 1, 1), [before], accept_shrinkage=True)
    assert edition.shrinkage == f"50 entries, 50.0% fewer than the 100 of edition {before.id}"
    assert make(100, date(2022, 1, 1), [before], accept_shrinkage=True).shrinkage is None


def test_another_limit_may_be_set() -> None:
    before = make(100, date(2021, 1, 1))
    assert make(50, date(2022, 1, 1), [before], shrink_limit=0.5).entries == 50
    with pytest.raises(SourceError):
        make(99, date(2022, 1, 1), [before], shrink_limit=0.0)


@given(st.integers(10, 400), st.integers(10, 400))
def test_no_edition_that_grew_is_refused_and_none_that_lost_a_tenth_is_accepted(before: int, after: int) -> None:
    known = [make(before, date(2021, 1, 1))]
    if 10 * (before - after) <= before:
        assert make(after, date(2022, 1, 1), known).shrinkage is None
    else:
        with pytest.raises(SourceError):
            make(after, date(2022, 1, 1), known)


# Other reasons for disbelief


def test_an_empty_reading_is_no_edition() -> None:
    with pytest.raises(SourceError, match="hold no entries"):
        make(0, date(2021, 6, 17))


def test_fewer_than_the_source_can_have_is_no_edition() -> None:
    with pytest.raises(SourceError, match="expected at least 10 entries, got 9"):
        make(9, date(2021, 6, 17))


def test_nobody_can_accept_an_edition_below_what_the_source_can_have() -> None:
    with pytest.raises(SourceError, match="at least"):
        make(9, date(2021, 6, 17), accept_shrinkage=True)


def test_an_entry_that_the_reader_dropped_is_missed() -> None:
    dropped = replace(reading(99), entry_count_in_files=100)
    with pytest.raises(SourceError, match="100 records, but 99 entries"):
        make(99, date(2021, 6, 17), reading=dropped)


def test_an_id_that_stands_twice_is_no_edition() -> None:
    entries = reading(20).entries
    with pytest.raises(SourceError, match="'ofac-3'"):
        make(21, date(2021, 6, 17), reading=Reading((*entries, entries[3]), None, 21))


# Days and clocks


def test_a_day_that_has_begun_nowhere_is_refused() -> None:
    with pytest.raises(InvalidInput, match="lies ahead"):
        make(20, date(2026, 11, 23))


@pytest.mark.parametrize(
    "loaded_at",
    [
        pytest.param(datetime(2026, 11, 21, 11, tzinfo=UTC), id="UTC"),
        pytest.param(datetime(2026, 11, 21, 20, tzinfo=timezone(timedelta(hours=9))), id="Tokyo, the same instant"),
    ],
)
def test_today_is_a_day_from_its_first_midnight_on_earth(loaded_at: datetime) -> None:
    assert make(20, date(2026, 11, 22), loaded_at=loaded_at).published == date(2026, 11, 22)
    with pytest.raises(InvalidInput):
        make(20, date(2026, 11, 22), loaded_at=loaded_at - timedelta(hours=2))


def test_a_time_of_loading_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no time zone"):
        make(20, date(2021, 6, 17), loaded_at=datetime(2026, 11, 21))  # noqa: DTZ001


def test_the_day_given_goes_before_the_day_in_the_files() -> None:
    dated = replace(reading(10), published=date(2026, 2, 27))
    assert publication_date(None, dated) == date(2026, 2, 27)
    assert publication_date(date(2026, 3, 1), dated) == date(2026, 3, 1)
    with pytest.raises(InvalidInput, match="do not say when"):
        publication_date(None, reading(10))


def test_files_without_a_day_that_are_known_keep_their_day() -> None:
    today = date(2026, 11, 21)
    known = [make(100, date(2019, 1, 1)), make(120, date(2021, 6, 17))]
    assert publication_date(None, reading(100), sha256=known[0].sha256, known=known, otherwise=today) == date(
        2019, 1, 1
    )
    assert publication_date(None, reading(99), sha256="0" * 64, known=known, otherwise=today) == today
    assert publication_date(today, reading(100), sha256=known[0].sha256, known=known) == today


# Names


@pytest.mark.parametrize("name", ["", "a b", "../x", ".hidden", "a/b", "ü", "x" * 65, "default"])
def test_what_cannot_name_a_list_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput):
        make(20, date(2021, 6, 17), name=name)


def test_a_list_keeps_its_source() -> None:
    known = [make(20, date(2021, 6, 17))]
    with pytest.raises(InvalidInput, match="was loaded from source ofac-sdn before, not ftm"):
        make(20, date(2022, 6, 17), known, source=replace(SDN, name="ftm"))


# Digests


def test_one_file_has_its_own_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<list/>")
    (found,) = digest_files([path])
    assert found == FileDigest("a.xml", hashlib.sha256(b"<list/>").hexdigest(), 7)
    assert content_sha256([found]) == found.sha256


def test_the_order_and_names_of_files_do_not_matter_and_their_content_does(tmp_path: Path) -> None:
    a, b, renamed = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    for path, text in ((a, "one"), (b, "two"), (renamed, "one")):
        path.write_text(text)
    content = content_sha256(digest_files([a, b]))
    assert content_sha256(digest_files([b, renamed])) == content
    assert content_sha256(digest_files([a, b, renamed])) != content
    assert content_sha256(digest_files([a])) != content


def test_the_digest_of_several_files_can_be_made_at_a_terminal(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("sdn.csv", "alt.csv", "add.csv")]
    for path in paths:
        path.write_text(path.name)
    command = f"cd {tmp_path} && sha256sum *.csv | cut -c1-64 | sort | sha256sum"
    shell = subprocess.run(command, shell=True, check=True, capture_output=True, text=True)
    assert shell.stdout.split()[0] == content_sha256(digest_files(paths))


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no such file") as caught:
        digest_files([tmp_path / "absent.csv"])
    assert caught.value.where == str(tmp_path / "absent.csv")
    with pytest.raises(InvalidInput, match="this is a folder"):
        digest_files([tmp_path])
    with pytest.raises(InvalidInput, match="no file was given"):
        digest_files([])
    (tmp_path / "file").write_text("x")
    with pytest.raises(InvalidInput, match="cannot be read"):
        digest_files([tmp_path / "file" / "below"])
