"""What every store promises, whatever keeps it; the kinds of store are those of `store_address`."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from navicert.errors import InvalidInput, MissingData, SourceError
from navicert.lists import Address, Detail, Edition, Entry, Identifier, Listing, Name, Place, Relation
from navicert.lists.editions import digest_files, make_edition
from navicert.lists.fetch import Validator
from navicert.lists.sources.base import Reading, Source
from navicert.store import Addition, Presence, Store, open_store
from navicert.terms import VagueDate

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

FULL = Entry(
    id="x-1",
    schema="Person",
    names=(
        Name("PAK, Yong Sik", "primary", "Latn", "kor", (("family", "PAK"), ("given", "Yong Sik"))),
        Name("박영식", "alias", "Hang"),
        Name("“Doctor” \U0001f600 \x07\u0000", "weak_alias"),
    ),
    listings=(Listing("UNSC", "DPRK", date(2017, 9, 11), date(2026, 1, 31), "KPi.063", "basis"),),
    birth_dates=(VagueDate.year(1950, circa=True), VagueDate.from_iso("1950-02"), VagueDate.years(1948, 1952)),
    death_dates=(VagueDate.from_iso("2020-01-01"),),
    birth_places=(Place("Pyongyang", "KP"),),
    nationalities=("KP",),
    gender="male",
    addresses=(Address("Dandong", "CN", "as of 2016"),),
    identifiers=(Identifier("passport", "0001", "KP", "expired"),),
    relations=(Relation("linked_to", "SECOND ACADEMY", "x-2", "since 2010"),),
    details=(Detail("remark", "a\tb\r\nc"),),
    remarks=("", "one"),
    extra=(("topics", ("sanction",)), ("country", ())),
)


def nothing(files: Sequence[Path]) -> Reading:
    raise AssertionError("not read here")


def party(number: int, **fields: object) -> Entry:
    return Entry(id=f"x-{number}", schema="Person", names=(Name(f"PARTY {number}"),), **fields)  # type: ignore[arg-type]


def parties(count: int) -> tuple[Entry, ...]:
    return tuple(party(number) for number in range(count))


class Publisher:
    """Writes files as a publisher would, and has them added to a store as editions of the list `sdn`."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder

    def edition(
        self, entries: Sequence[Entry], published: date, *, at: datetime = NOON, name: str = "sdn", whole: bool = True
    ) -> tuple[Edition, Path]:
        path = self.folder / "sdn.csv"
        path.write_text("\n".join(repr(entry) for entry in entries), "utf-8")
        edition = make_edition(
            name=name,
            source=Source("t", "T", "X", nothing, "sdn.csv", whole=whole),
            reading=Reading(tuple(entries), None, len(entries)),
            file_digests=digest_files([path]),
            published=published,
            loaded_at=at,
            accept_shrinkage=True,
            known=self.store.editions(name),
        )
        return edition, path

    def add(self, entries: Sequence[Entry], published: date, **other: object) -> Addition:
        edition, path = self.edition(entries, published, **other)  # type: ignore[arg-type]
        return self.store.add_edition(edition, entries, [path])


@pytest.fixture
def store(store_address: str) -> Store:
    return open_store(store_address, patience=20)


@pytest.fixture
def publisher(store: Store, tmp_path: Path) -> Iterator[Publisher]:
    (tmp_path / "published").mkdir()
    yield Publisher(store, tmp_path / "published")
    assert store.clean() == 0, "something was left behind"


# Adding


def test_an_empty_store_answers_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    assert (store.edition_names(), store.editions(), store.editions("sdn")) == ((), (), ())
    assert store.current("sdn") is None
    assert store.validators("sdn") == ()
    assert store.find_content("sdn", "0" * 64) == ()
    assert store.clean() == 0
    assert list(tmp_path.iterdir()) == []


def test_an_edition_comes_back_as_it_was_given(publisher: Publisher, store: Store) -> None:
    edition, path = publisher.edition([FULL, party(2)], date(2021, 6, 17))
    assert store.add_edition(edition, [FULL, party(2)], [path]) == Addition(edition, "new")
    assert store.editions() == (edition,)
    assert store.edition_names() == ("sdn",)
    assert store.entries(edition) == (FULL, party(2))
    assert list(store.iter_entries(edition)) == [FULL, party(2)]
    assert store.fresh_since(edition) == NOON


def test_the_publishers_files_come_back_byte_for_byte(publisher: Publisher, store: Store, tmp_path: Path) -> None:
    edition = publisher.add([FULL], date(2021, 6, 17)).edition
    content = (tmp_path / "published" / "sdn.csv").read_bytes()
    (tmp_path / "published" / "sdn.csv").unlink()
    (path,) = store.original_files(edition, tmp_path / "out")
    assert (path.name, path.read_bytes()) == ("sdn.csv", content)


def test_several_files_belong_to_one_edition(store: Store, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("sdn.csv", "alt.csv", "add.csv")]
    for path in paths:
        path.write_text(path.name)
    edition = make_edition(
        name="sdn",
        source=Source("t", "T", "X", nothing, ""),
        reading=Reading(parties(1), None, 1),
        file_digests=digest_files(paths),
        published=date(2021, 6, 17),
        loaded_at=NOON,
    )
    kept = store.add_edition(edition, parties(1), paths).edition
    assert kept.files == ("sdn.csv", "alt.csv", "add.csv")
    assert [path.read_text() for path in store.original_files(kept, tmp_path / "out")] == list(kept.files)


def test_adding_the_same_again_changes_nothing_but_freshness(publisher: Publisher, store: Store) -> None:
    first = publisher.add(parties(5), date(2021, 6, 17)).edition
    later = NOON + timedelta(days=3)
    assert publisher.add(parties(5), date(2021, 6, 17), at=later) == Addition(first, "known")
    assert store.editions() == (first,)
    assert first.loaded_at == NOON
    assert store.fresh_since(first) == later
    assert len(store.readings(first)) == 1


def test_the_same_files_read_otherwise_are_a_further_reading(publisher: Publisher, store: Store) -> None:
    edition, path = publisher.edition(parties(5), date(2021, 6, 17))
    store.add_edition(edition, parties(5), [path])
    better = (*parties(4), party(4, gender="female"), party(5))
    addition = store.add_edition(replace(edition, loaded_at=NOON + timedelta(days=1)), better, [path])
    assert addition.outcome == "read anew"
    assert (addition.edition.id, addition.edition.entries, addition.edition.counts) == (edition.id, 6, (("Person", 6),))
    assert addition.edition.loaded_at == NOON
    assert store.entries(edition) == better
    assert [(reading.entries, reading.read_at) for reading in store.readings(edition)] == [
        (5, NOON),
        (6, NOON + timedelta(days=1)),
    ]


def test_the_same_content_of_another_day_is_another_edition(publisher: Publisher, store: Store) -> None:
    first = publisher.add(parties(5), date(2021, 6, 17)).edition
    second = publisher.add(parties(5), date(2021, 6, 18)).edition
    assert store.editions("sdn") == (first, second)
    assert store.find_content("sdn", first.sha256) == (first, second)


def test_two_lists_do_not_mix(publisher: Publisher, store: Store) -> None:
    sdn = publisher.add(parties(5), date(2021, 6, 17)).edition
    other = publisher.add(parties(6), date(2020, 1, 1), name="other").edition
    assert store.edition_names() == ("other", "sdn")
    assert store.editions() == (other, sdn)
    assert (store.current("sdn"), store.current("other")) == (sdn, other)


def test_an_accepted_shrinkage_and_a_partial_source_stay_on_record(publisher: Publisher, store: Store) -> None:
    publisher.add(parties(50), date(2021, 6, 17), whole=False)
    publisher.add(parties(5), date(2022, 6, 17), whole=False)
    shrunken = store.current("sdn")
    assert shrunken is not None
    assert shrunken.shrinkage is not None
    assert "90.0% fewer" in shrunken.shrinkage
    assert shrunken.whole is False


def test_files_that_changed_while_they_were_loaded_are_refused(publisher: Publisher, store: Store) -> None:
    edition, path = publisher.edition(parties(5), date(2021, 6, 17))
    path.write_text("something else")
    with pytest.raises(SourceError, match="not those that were read"):
        store.add_edition(edition, parties(5), [path])
    assert store.editions() == ()


def test_an_error_among_the_entries_leaves_the_old_state(publisher: Publisher, store: Store) -> None:
    old = publisher.add(parties(5), date(2021, 6, 17)).edition
    edition, path = publisher.edition(parties(6), date(2022, 6, 17))

    def failing() -> Iterator[Entry]:
        yield party(0)
        raise SourceError("row 2 is damaged")

    with pytest.raises(SourceError, match="row 2"):
        store.add_edition(edition, failing(), [path])
    assert store.editions() == (old,)
    assert store.entries(old) == parties(5)


def test_twenty_five_thousand_entries_keep_their_order(publisher: Publisher, store: Store) -> None:
    edition = publisher.add(parties(25_000), date(2021, 6, 17)).edition
    assert [entry.id for entry in store.iter_entries(edition)] == [f"x-{number}" for number in range(25_000)]


# Which edition


def test_editions_stand_in_the_order_of_publication(publisher: Publisher, store: Store) -> None:
    newer = publisher.add(parties(90), date(2021, 6, 17), at=NOON).edition
    older = publisher.add(parties(70), date(2019, 3, 1), at=NOON + timedelta(days=1)).edition
    assert store.editions("sdn") == (older, newer)
    assert store.current("sdn") == newer


def test_of_two_contents_of_one_day_the_later_loaded_is_current(publisher: Publisher, store: Store) -> None:
    morning = publisher.add(parties(5), date(2021, 6, 17)).edition
    evening = publisher.add(parties(6), date(2021, 6, 17), at=NOON + timedelta(hours=6)).edition
    assert store.editions("sdn") == (morning, evening)
    assert store.current("sdn") == evening
    assert store.find_edition("sdn", "2021-06-17") == evening


def test_both_clocks_choose_an_edition(publisher: Publisher, store: Store) -> None:
    newer = publisher.add(parties(6), date(2021, 6, 17), at=NOON).edition
    older = publisher.add(parties(5), date(2019, 3, 1), at=NOON + timedelta(days=1)).edition
    assert store.current("sdn", on=date(2021, 6, 16)) == older
    assert store.current("sdn", on=date(2021, 6, 17)) == newer
    assert store.current("sdn", on=date(2019, 2, 28)) is None
    assert store.current("sdn", as_known_at=NOON - timedelta(seconds=1)) is None
    assert store.current("sdn", as_known_at=NOON) == newer
    assert store.current("sdn", on=date(2020, 1, 1), as_known_at=NOON) is None


def test_an_edition_is_found_by_many_words(publisher: Publisher, store: Store) -> None:
    older = publisher.add(parties(5), date(2019, 3, 1)).edition
    newer = publisher.add(parties(6), date(2021, 6, 17)).edition
    for text in ("previous", older.id, "2019-03-01", "2019", older.id[:14], older.sha256, older.sha256[:8]):
        assert store.find_edition("sdn", text) == older, text
    for text in ("current", " CURRENT ", newer.id, "2021-06", f"sha256:{newer.sha256}"):
        assert store.find_edition("sdn", text) == newer, text


def test_an_edition_that_is_not_there_is_answered_with_those_that_are(publisher: Publisher, store: Store) -> None:
    with pytest.raises(MissingData, match="no list 'sdn' is loaded"):
        store.find_edition("sdn", "current")
    only = publisher.add(parties(5), date(2019, 3, 1)).edition
    with pytest.raises(MissingData, match=only.id):
        store.find_edition("sdn", "2020-01-01")
    with pytest.raises(MissingData, match=only.id):
        store.find_edition("sdn", "previous")
    with pytest.raises(MissingData, match="loaded are: sdn"):
        store.find_edition("un", "current")


def test_words_that_mean_several_editions_are_answered_with_them(publisher: Publisher, store: Store) -> None:
    found = [publisher.add(parties(count), date(2019, month, 1)).edition for month, count in ((3, 5), (4, 6))]
    with pytest.raises(InvalidInput, match="may mean several") as caught:
        store.find_edition("sdn", "2019")
    assert all(edition.id in str(caught.value) for edition in found)


def test_an_edition_of_another_store_is_missing_here(publisher: Publisher, store: Store) -> None:
    edition, _ = publisher.edition(parties(5), date(2019, 3, 1))
    publisher.add(parties(6), date(2019, 3, 1))
    with pytest.raises(MissingData):
        store.entries(edition)
    with pytest.raises(MissingData):
        store.fresh_since(edition)
    assert store.readings(edition) == ()


# History


def test_a_party_has_a_history_with_both_clocks(publisher: Publisher, store: Store) -> None:
    listed = party(1, listings=(Listing("OFAC", "DPRK", date(2018, 1, 1)),))
    ended = party(1, listings=(Listing("OFAC", "DPRK", date(2018, 1, 1), date(2021, 5, 1)),))
    first = publisher.add([listed, party(2)], date(2019, 1, 1), at=NOON + timedelta(days=9)).edition
    second = publisher.add([listed, party(2)], date(2020, 1, 1)).edition
    third = publisher.add([ended, party(2)], date(2021, 1, 1)).edition
    gone = publisher.add([party(2)], date(2022, 1, 1)).edition
    history = store.entry_history("sdn", "x-1")
    assert history.entry == ended
    assert history.presences == (Presence(first, third, gone),)
    assert [(edition, change.changes[0].field) for edition, change in history.changes] == [(third, "listings")]
    assert second not in {edition for edition, _ in history.changes}
    assert store.entry_history("sdn", "x-2").presences == (Presence(first, gone, None),)


def test_a_party_may_come_back(publisher: Publisher, store: Store) -> None:
    editions = [
        publisher.add(entries, date(year, 1, 1)).edition
        for year, entries in ((2019, parties(3)), (2020, parties(1)), (2021, parties(2)), (2022, parties(3)))
    ]
    assert store.entry_history("sdn", "x-1").presences == (
        Presence(editions[0], editions[0], editions[1]),
        Presence(editions[2], editions[3], None),
    )


def test_the_silence_of_a_partial_list_means_nothing(publisher: Publisher, store: Store) -> None:
    first = publisher.add(parties(2), date(2019, 1, 1), whole=False).edition
    publisher.add(parties(1), date(2020, 1, 1), whole=False)
    assert store.entry_history("sdn", "x-1").presences == (Presence(first, first, None),)


def test_an_unknown_party_has_no_history(publisher: Publisher, store: Store) -> None:
    publisher.add(parties(2), date(2019, 1, 1))
    with pytest.raises(MissingData, match="'x-9'"):
        store.entry_history("sdn", "x-9")
    with pytest.raises(MissingData, match="no list 'un'"):
        store.entry_history("un", "x-1")


# Freshness


def test_a_confirmation_renews_freshness_and_never_turns_it_back(publisher: Publisher, store: Store) -> None:
    edition = publisher.add(parties(2), date(2019, 1, 1)).edition
    assert store.confirm("sdn", NOON + timedelta(days=5)) == edition
    assert store.fresh_since(edition) == NOON + timedelta(days=5)
    store.confirm("sdn", NOON + timedelta(days=2))
    assert store.fresh_since(edition) == NOON + timedelta(days=5)
    with pytest.raises(MissingData):
        store.confirm("un", NOON)


def test_only_the_current_edition_is_confirmed(publisher: Publisher, store: Store) -> None:
    older = publisher.add(parties(2), date(2019, 1, 1)).edition
    newer = publisher.add(parties(3), date(2020, 1, 1)).edition
    store.confirm("sdn", NOON + timedelta(days=5))
    assert store.fresh_since(older) == NOON
    assert store.fresh_since(newer) == NOON + timedelta(days=5)


def test_validators_belong_to_the_edition_they_came_with(publisher: Publisher, store: Store) -> None:
    fetched = publisher.add(parties(2), date(2019, 1, 1)).edition
    validators = (
        Validator("https://x/a", '"1"', None),
        Validator("https://x/b", None, "Sat, 21 Nov 2026 10:00:00 GMT"),
    )
    store.keep_validators(fetched, validators)
    assert store.validators("sdn") == validators
    store.keep_validators(fetched, validators[:1])
    assert store.validators("sdn") == validators[:1]
    publisher.add(parties(3), date(2020, 1, 1))
    assert store.validators("sdn") == ()


def test_times_in_any_zone_are_kept_as_instants(publisher: Publisher, store: Store) -> None:
    seoul = timezone(timedelta(hours=9))
    edition = publisher.add(parties(2), date(2019, 1, 1), at=NOON.astimezone(seoul)).edition
    assert edition.loaded_at == NOON
    store.confirm("sdn", (NOON + timedelta(minutes=1)).astimezone(seoul))
    assert store.fresh_since(edition) == NOON + timedelta(minutes=1)


# Many at once


def test_threads_may_share_a_store(publisher: Publisher, store: Store) -> None:
    edition = publisher.add(parties(200), date(2019, 1, 1)).edition
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: store.entries(edition), range(16)))
        moments = [NOON + timedelta(seconds=number) for number in range(16)]
        list(pool.map(lambda at: store.confirm("sdn", at), moments))
    assert all(entries == parties(200) for entries in found)
    assert store.fresh_since(edition) == moments[-1]
