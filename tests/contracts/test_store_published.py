"""Real published lists through the store: loaded, kept, compared, given back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from navicert.errors import SourceError
from navicert.lists import Edition
from navicert.lists.delta import apply, delta
from navicert.lists.editions import digest_files, make_edition, publication_date
from navicert.lists.sources import find_source
from navicert.store import Addition, Store, open_store

pytestmark = pytest.mark.shared
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def load(store: Store, source_name: str, files: list[Path], published: date | None = None) -> Addition:
    source, digests = find_source(source_name), digest_files(files)
    reading = source.read(files)
    edition = make_edition(
        name=source_name,
        source=source,
        reading=reading,
        file_digests=digests,
        published=publication_date(published, reading),
        loaded_at=NOW,
        known=store.editions(source_name),
    )
    addition = store.add_edition(edition, reading.entries, files)
    assert store.entries(addition.edition) == reading.entries
    return addition


def ofac(shared: Path, folder: str) -> list[Path]:
    return [shared / "lists" / folder / name for name in ("sdn.csv", "alt.csv", "add.csv")]


def test_two_editions_of_ofac_in_either_order_give_the_same_history(shared: Path, tmp_path: Path) -> None:
    forward, backward = open_store(tmp_path / "forward"), open_store(tmp_path / "backward")
    days = {"ofac-2019": date(2019, 3, 1), "ofac-2021": date(2021, 6, 17)}
    for store, folders in ((forward, list(days)), (backward, list(days)[::-1])):
        for folder in folders:
            load(store, "ofac-sdn", ofac(shared, folder), days[folder])
    assert forward.editions() == backward.editions()
    older, newer = forward.editions("ofac-sdn")
    assert (older.published, newer.published) == tuple(days.values())
    assert backward.current("ofac-sdn") == newer
    before, after = forward.entries(older), forward.entries(newer)
    found = delta(before, after)
    assert len(found.added) - len(found.removed) == newer.entries - older.entries
    assert delta(apply(found, before), after).is_empty
    gone = found.removed[0]
    assert [presence.gone_by for presence in forward.entry_history("ofac-sdn", gone.id).presences] == [newer]


def test_the_files_in_another_order_are_the_same_edition(shared: Path, tmp_path: Path) -> None:
    store, files = open_store(tmp_path / "store"), ofac(shared, "ofac-2019")
    assert load(store, "ofac-sdn", files, date(2019, 3, 1)).outcome == "new"
    assert load(store, "ofac-sdn", files[::-1], date(2019, 3, 1)).outcome == "known"


def test_an_older_list_under_a_newer_date_is_not_believed(shared: Path, tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    load(store, "ofac-sdn", ofac(shared, "ofac-2021"), date(2021, 6, 17))
    with pytest.raises(SourceError, match="fewer than the"):
        load(store, "ofac-sdn", ofac(shared, "ofac-2019"), date(2022, 1, 1))
    assert len(store.editions()) == 1


def test_the_un_list_says_its_own_date_and_comes_back_byte_for_byte(shared: Path, tmp_path: Path) -> None:
    store, path = open_store(tmp_path / "store"), shared / "lists" / "un-2026" / "consolidated.xml"
    edition: Edition = load(store, "un", [path]).edition
    assert edition.published == date(2026, 2, 27)
    (given,) = store.original_files(edition, tmp_path / "out")
    assert given.read_bytes() == path.read_bytes()
