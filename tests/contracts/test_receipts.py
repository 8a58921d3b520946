"""What every store promises of receipts: a chain that never forks, contents that can be erased, proof of meddling."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from json import dumps

import pytest

import navicert
from navicert.errors import MissingData, StoreError
from navicert.receipts import Basis, Draft, check_chain, receipt_to_json
from navicert.store import open_store
from navicert.store.receipts import Content, Erased

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def draft(number):
    contents = (Content(b"salt", b"asked %d" % number), Content(b"salt", b"answered %d" % number))
    made = Draft(
        "screen", NOON + timedelta(minutes=number), "ann", contents[0].digest, contents[1].digest, (), Basis("p", "c")
    )
    return made, contents


@pytest.fixture
def receipts(store_address):
    return open_store(store_address).receipts


def test_an_unused_store_has_no_receipts(receipts):
    assert receipts.last() is None
    assert list(receipts.chain()) == []
    assert receipts.seals() == ()


def test_receipts_follow_each_other_and_come_back_as_they_were_given(receipts):
    added = receipts.add([draft(0), draft(1)]) + receipts.add([draft(2)])
    assert [receipt.number for receipt in added] == [1, 2, 3]
    assert [row.receipt for row in receipts.chain()] == list(added)
    assert list(check_chain(receipts.chain())) == []
    assert receipts.last() == added[2]
    assert receipts.find("2") == added[1]
    assert receipts.find(added[1].id[:10]) == added[1]


def test_several_that_add_at_once_make_one_chain(store_address):
    def add(number):
        open_store(store_address).receipts.add([draft(number)])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(16)))
    chain = list(open_store(store_address).receipts.chain())
    assert [row.number for row in chain] == list(range(1, 17))
    assert list(check_chain(chain)) == []


def test_a_long_chain_is_read_whole(receipts):
    receipts.add([draft(number) for number in range(2_345)])
    assert [row.number for row in receipts.chain()] == list(range(1, 2_346))
    assert [row.number for row in receipts.chain(after=2_300)] == list(range(2_301, 2_346))


def test_contents_can_be_erased_while_the_chain_stays_whole(receipts):
    first, second = receipts.add([draft(0), draft(60)])
    assert receipts.erase(NOON + timedelta(minutes=30), at=NOON + timedelta(days=1), because="retention") == 2
    assert receipts.content(first.draft.asked) == Erased(NOON + timedelta(days=1), "retention")
    assert receipts.content(second.draft.asked) == Content(b"salt", b"asked 60")
    assert list(check_chain(receipts.chain())) == []


def test_what_is_not_there_is_missing(receipts):
    receipts.add([draft(0)])
    for ask in (lambda: receipts.find("7"), lambda: receipts.content("0" * 64), lambda: receipts.part("0" * 64)):
        with pytest.raises(MissingData):
            ask()


def test_work_that_fails_in_the_middle_leaves_no_receipt(receipts):
    with pytest.raises(StoreError):
        receipts.add([draft(0), draft(0)])  # the same content twice: the second cannot be kept
    assert list(receipts.chain()) == []


# What a desk finds when somebody meddles with the embedded store


CLOCK = datetime(2018, 1, 10, 9, tzinfo=UTC)


def party(key, name):
    return dumps({"id": key, "schema": "LegalEntity", "properties": {"name": [name]}}) + "\n"


@pytest.fixture
def desk(tmp_path):
    source = tmp_path / "parties.jsonl"
    rows = [("p-1", "PAK, Han Se"), ("p-2", "RI, Won Ho"), ("p-3", "Daedong Trading Company")]
    source.write_text(
        "".join(
            dumps({"id": key, "schema": "LegalEntity", "properties": {"name": [name]}}) + "\n" for key, name in rows
        )
    )
    desk = navicert.open_desk(tmp_path / "store", clock=lambda: CLOCK)
    desk.lists.load("ftm", [source], published=date(2018, 1, 9), name="demo")
    for name in ("Pak Han Se", "Ri Won Ho", "nobody at all"):
        query = {"id": "1", "schema": "LegalEntity", "properties": {"name": [name]}}
        desk.receipts.screen([query], by="ann")
    desk.receipts.check([{"activity": "procure", "origin": "KP", "hs": "2701"}], by="ann")
    return desk


def meddle(desk, *statements):
    with sqlite3.connect(desk.store.folder / "navicert.db") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(*statement)
    connection.close()


def found(desk, seals=()):
    faults = [*desk.verifying.chain_faults(seals), *desk.verifying.content_faults()]
    return [fault.number for fault in faults]


def test_an_untouched_store_has_no_faults_and_answers_the_same_again(desk):
    assert found(desk) == []
    assert list(desk.verifying.edition_faults()) == []
    for row in desk.store.receipts.chain():
        assert desk.verifying.replay(row.receipt).same is True


def test_a_later_edition_changes_no_answer_of_before(desk, tmp_path):
    source = tmp_path / "parties.jsonl"
    source.write_text(party("p-9", "nobody at all"))
    later = navicert.open_desk(tmp_path / "store", clock=lambda: CLOCK + timedelta(days=1))
    later.lists.load("ftm", [source], published=date(2018, 1, 10), name="demo", accept_shrinkage=True)
    receipt = later.store.receipts.find("3")
    assert later.verifying.replay(receipt).same is True
    today = later.verifying.replay(receipt, today=True)
    assert today.same is False
    assert "other editions, or editions read otherwise" in today.explained_by
    assert ("no_hits", "hits") in [(d.before, d.after) for d in today.differences if d.place.endswith("status")]


def test_a_changed_answer_in_a_receipt_is_named(desk):
    record = receipt_to_json(desk.store.receipts.find("2")) | {"counts": {"no_hits": 1}}
    meddle(desk, ("UPDATE receipt SET record = ? WHERE number = 2", (dumps(record),)))
    assert found(desk) == [2]


def test_a_flipped_bit_in_a_receipt_is_named(desk):
    meddle(desk, ("UPDATE receipt SET record = replace(record, '\"ann\"', '\"anm\"') WHERE number = 3",))
    assert found(desk) == [3]


def test_a_deleted_receipt_is_named_by_the_one_after_it(desk):
    meddle(desk, ("DELETE FROM receipt WHERE number = 2",))
    assert found(desk) == [3]


def test_reordered_receipts_are_named(desk):
    meddle(
        desk,
        ("UPDATE receipt SET number = -2 WHERE number = 2",),
        ("UPDATE receipt SET number = 2 WHERE number = 3",),
        ("UPDATE receipt SET number = 3 WHERE number = -2",),
    )
    assert set(found(desk)) >= {2, 3}


def test_a_deleted_end_is_named_by_a_seal(desk):
    seal = desk.receipts.seal(by="ann")
    meddle(desk, ("DELETE FROM receipt WHERE number = 4",), ("DELETE FROM receipt_seal",))
    assert found(desk) == []
    assert found(desk, [seal]) == [4]


def test_altered_content_is_named_and_not_asked_again(desk):
    one, two = (desk.store.receipts.find(number).draft.asked for number in ("1", "2"))
    of_another = "(SELECT content FROM receipt_content WHERE digest = ?)"
    meddle(desk, (f"UPDATE receipt_content SET content = {of_another} WHERE digest = ?", (one, two)))
    assert found(desk) == [2]
    replayed = desk.verifying.replay(desk.store.receipts.find("2"))
    assert (replayed.same, replayed.because) == (None, "what was asked was altered")


def test_an_edition_file_swapped_on_disk_is_named(desk):
    (parquet,) = (desk.store.folder / "editions").rglob("*.parquet")
    parquet.write_bytes(parquet.read_bytes()[:-1] + b"x")
    assert [words.split(":")[0] for words in desk.verifying.edition_faults()] == [
        f"demo edition {desk.store.editions()[0].id}"
    ]


def test_an_original_file_swapped_on_disk_is_named(desk):
    (original,) = (desk.store.folder / "files").rglob("*.zst")
    original.write_bytes(b"another")
    assert len(list(desk.verifying.edition_faults())) == 1


def test_what_was_erased_is_no_fault_and_cannot_be_asked_again(desk):
    desk.receipts.erase(CLOCK + timedelta(days=1), because="retention")
    assert found(desk) == []
    replayed = desk.verifying.replay(desk.store.receipts.find("1"))
    assert replayed.same is None
    assert "erased" in replayed.because


def test_a_receipt_names_what_the_answer_rested_on(desk):
    screened, checked = desk.store.receipts.find("1"), desk.store.receipts.find("4")
    (edition,) = desk.store.editions()
    assert [(used.name, used.id, used.sha256) for used in screened.draft.basis.editions] == [
        ("demo", edition.id, edition.sha256)
    ]
    assert screened.draft.basis.policy
    assert screened.draft.basis.rulebook is None
    assert checked.draft.basis.rulebook == desk.rulebook.digest
    assert checked.draft.basis.code.startswith("sha256:")
