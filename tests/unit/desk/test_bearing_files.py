"""What bears on the law is kept beside the store, so that a first check need not read the lists whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from navicert.desk import Desk, bearing_files, held_lists, named_parties
from navicert.desk.bearing import bearing_party, party_from_json, party_to_json
from navicert.desk.bearing_files import SUFFIX, BearingFiles
from navicert.desk.indexes import FOLDER
from navicert.lists import Edition, Entry, Identifier, Listing, Name
from navicert.lists.editions import digest_files
from navicert.screening import kernel
from navicert.settings import Settings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SHIP = Entry(
    id="ofac-7",
    schema="Vessel",
    names=(Name("Volgrant Star"), Name("STAR", kind="weak_alias")),
    listings=(Listing("OFAC", "DPRK3", date(2018, 2, 23)), Listing("OFAC", "NPWMD", None, date(2020, 1, 1), "R.7")),
    identifiers=(Identifier("imo", "IMO 9353113"),),
)
FIRM = Entry(id="ofac-8", schema="Organization", names=(Name("Ismara Trading"),), listings=(Listing("OFAC", "DPRK"),))
OTHER = Entry(id="ofac-9", schema="Person", names=(Name("QUXLEY"),), listings=(Listing("OFAC", "IRAN"),))
FACTS = {"activity": "payment", "action": "pay", "bound_state": "US", "activity_date": "2019-05-01"}


def desk_on(folder: Path) -> Desk:
    return Desk(Settings(store=str(folder / "store")), lambda: NOW)


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    path = tmp_path / "sdn.csv"
    path.write_text("published", "utf-8")
    digest = digest_files([path])[0].sha256
    made = Edition(
        id=f"2019-01-01.{digest[:12]}", name="ofac-sdn", source="ofac-sdn", published=date(2019, 1, 1), loaded_at=NOW,
        sha256=digest, entries=3, counts=(), files=(path.name,), whole=True,
    )  # fmt: skip
    desk_on(tmp_path).store.add_edition(made, [SHIP, FIRM, OTHER], [path])
    return made


def read_anew(folder: Path, edition: Edition, entries: list[Entry]) -> None:
    """Another process reads the edition's files as these entries, as a newer reader of the list does."""
    later = replace(edition, loaded_at=NOW + timedelta(seconds=5))
    added = desk_on(folder).store.add_edition(later, entries, [folder / edition.files[0]])
    assert added.outcome == "read anew"


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "store" / FOLDER).glob(f"*{SUFFIX}"))


def refuse(*_: object, **__: object) -> Iterator[Entry]:
    raise AssertionError("the edition is read again")


def statuses(desk: Desk, **facts: Any) -> list[str]:
    return [finding["status"] for finding in desk.check({**FACTS, **facts})["findings"]]


@pytest.mark.parametrize("entry", [SHIP, FIRM], ids=["vessel", "firm"])
def test_a_party_comes_back_as_it_was_written(entry: Entry) -> None:
    party = bearing_party(entry)
    assert party is not None
    assert party_from_json(party_to_json(party)) == party


def test_only_what_bears_on_the_law_is_kept(tmp_path: Path, edition: Edition) -> None:
    assert list(BearingFiles(desk_on(tmp_path).store).parties(edition)) == ["ofac-7", "ofac-8"]
    assert bearing_party(OTHER) is None


@pytest.mark.skipif(kernel.library() is None, reason="the compiled search was not built here")
def test_a_second_desk_reads_no_edition(tmp_path: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ({"party": "Ismara Trading"}, {"party": "Quxley"}, {"vessel_imo": "9353113"})
    first = [statuses(desk_on(tmp_path), **facts) for facts in asked]
    second = desk_on(tmp_path)
    monkeypatch.setattr(second.store, "iter_entries", refuse)
    assert [statuses(second, **facts) for facts in asked] == first
    assert first[0] != first[1]


def test_what_was_made_ready_is_not_built_by_the_first_check(
    tmp_path: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk_on(tmp_path).law.parties.make_ready()
    asked = desk_on(tmp_path)
    if kernel.library() is not None:
        monkeypatch.setattr(held_lists, "party_from_entry", refuse)
    assert "needs_authorisation" in statuses(asked, party="Ismara Trading")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[:-9], id="cut short"),
        pytest.param(lambda content: content.replace(b"Ismara", b"Xsmara"), id="changed"),
        pytest.param(lambda content: b"", id="emptied"),
        pytest.param(lambda content: b"0" * 64 + content[64:], id="made from something else"),
    ],
)
def test_a_file_that_does_not_fit_is_made_again(tmp_path: Path, edition: Edition, damage: Any) -> None:
    files = BearingFiles(desk_on(tmp_path).store)
    told = files.parties(edition)
    (path,) = kept(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert files.parties(edition) == told
    assert path.read_bytes() == whole


def test_another_program_makes_its_own_in_the_place_of_the_old_one(
    tmp_path: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = BearingFiles(desk_on(tmp_path).store)
    told = files.parties(edition)
    (path,) = kept(tmp_path)
    old = path.read_bytes()
    monkeypatch.setattr(bearing_files, "program", lambda: "another")
    assert files.parties(edition) == told
    assert kept(tmp_path) == [path]
    assert path.read_bytes() != old


def test_without_a_place_for_files_the_answer_is_the_same(
    tmp_path: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = statuses(desk_on(tmp_path), party="Ismara Trading")
    monkeypatch.setattr(bearing_files, "index_folder", lambda store: None)
    assert statuses(desk_on(tmp_path), party="Ismara Trading") == told


def test_a_party_is_found_that_an_edition_read_anew_holds(
    tmp_path: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named_parties, "LOOK_AGAIN_SECONDS", 0)
    open_all_along = desk_on(tmp_path)
    assert "needs_authorisation" not in statuses(open_all_along, party="Zarnholt Metals")
    metals = replace(FIRM, id="ofac-10", names=(Name("Zarnholt Metals"),))
    read_anew(tmp_path, edition, [SHIP, FIRM, OTHER, metals])
    for desk in (open_all_along, desk_on(tmp_path)):
        assert "needs_authorisation" in statuses(desk, party="Zarnholt Metals")
