"""An examiner asks years later: what was known that day, and has anybody changed the record since?"""

import json
import re
import sqlite3

import pytest

from navicert.errors import StoreError

CARGO = ("activity=procure", "action=release", "bound_state=CN", "origin=KP", "hs=2701", "release_date=2017-08-20")


def write_list(path, *names):
    entries = [{"id": f"l-{n}", "schema": "Person", "properties": {"name": [name]}} for n, name in enumerate(names)]
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    return path


@pytest.fixture
def house(navicert, tmp_path):
    file = write_list(tmp_path / "house.jsonl", "PAK, Yong Sik", "RI, Won Ho")
    assert navicert("lists", "load", "ftm", file, "--as", "house", "--published", "2026-01-01").code == 0


@pytest.fixture
def files(tmp_path):
    customers, cargoes = tmp_path / "customers.csv", tmp_path / "cargoes.jsonl"
    customers.write_text("id,name\n1,Pak Yong Sik\n2,Maria Fernandez Lopez\n3,Ri Won Ho\n")
    facts = dict(pair.split("=") for pair in CARGO)
    cargoes.write_text(
        "".join(json.dumps({"id": str(n), **facts, "hs": hs}) + "\n" for n, hs in enumerate(("2701", "0303")))
    )
    return customers, cargoes


def ask_everything(navicert, tmp_path, files):
    """Every way of asking leaves a receipt; how many."""
    customers, cargoes = files
    asked = [
        ("screen", "Pak Yong Sik"),
        ("screen", "박용식", "Maria Fernandez", "--cutoff", "0.6", "--limit", "2"),
        ("screen", "Ri Won Ho", "--as-known-on", "2026-02-01", "--json"),
        ("check", *CARGO),
        ("check", *CARGO, "--as-known-on", "2017-08-10", "--json"),
        ("check", "activity=payment", "person=Ri Won Ho", "activity_date=2018-01-05"),
        ("check", "activity=nonsense"),
        ("screen", "--file", customers, "--out", tmp_path / "hits.csv"),
        ("screen", "--file", customers, "--out", tmp_path / "hits.parquet"),
        ("screen", "--file", customers, "--json"),
        ("screen", "--file", customers),
        ("check", "--file", cargoes, "--out", tmp_path / "law.jsonl"),
        ("check", "--file", cargoes, "--json"),
        ("check", "--file", cargoes),
    ]
    for arguments in asked:
        assert re.search(r"receipt \d+ [0-9a-f]{12}", navicert(*arguments).err), arguments
    return len(asked)


@pytest.mark.usefixtures("house")
def test_every_way_of_asking_leaves_a_receipt_that_replays_to_the_same_bytes(navicert, tmp_path, files):
    customers, cargoes = files
    count = ask_everything(navicert, tmp_path, files)
    listed = navicert("receipts", "list", "--json").records
    assert [receipt["number"] for receipt in listed] == list(range(1, count + 1))
    assert navicert("verify").code == 0
    for receipt in listed:
        given = {"screen-file": customers, "check-file": cargoes}.get(receipt["kind"])
        ended = navicert("verify", receipt["number"], *(("--input", given) if given else ()), "--json")
        (replayed,) = ended.records
        assert (ended.code, replayed["same"]) == (0, True), replayed


@pytest.mark.usefixtures("house")
def test_a_later_edition_changes_no_earlier_answer_and_today_tells_the_difference(navicert, tmp_path):
    navicert("screen", "Maria Fernandez Lopez")
    later = write_list(tmp_path / "later.jsonl", "PAK, Yong Sik", "RI, Won Ho", "FERNANDEZ LOPEZ, Maria")
    navicert("lists", "load", "ftm", later, "--as", "house", "--published", "2026-02-01")
    (then,) = navicert("verify", "1", "--json").records
    assert then["same"] is True
    (today,) = navicert("verify", "1", "--today", "--json").records
    assert today["same"] is False
    assert "other editions, or editions read otherwise" in today["explained_by"]
    assert any(one["before"] == "no_hits" and one["after"] == "hits" for one in today["differences"])


@pytest.mark.usefixtures("house")
def test_a_list_that_was_published_but_not_here_yet_is_asked_with_a_warning_and_its_silence_counts_nothing(navicert):
    hit = navicert("screen", "Pak Yong Sik", "--as-known-on", "2026-02-01", "--json").records[0]
    assert hit["status"] == "hits"
    assert any("nobody here knew it" in warning for warning in hit["warnings"])
    silent = navicert("screen", "Maria Fernandez Lopez", "--as-known-on", "2026-02-01", "--json")
    assert (silent.records[0]["status"], silent.code) == ("not_screened", 3)
    before = navicert("screen", "Pak Yong Sik", "--as-known-on", "2025-06-01", "--json").records[0]
    assert (before["status"], before["matches"]) == ("not_screened", [])


@pytest.mark.usefixtures("house")
def test_a_file_that_is_not_the_one_that_was_asked_is_refused(navicert, tmp_path, files):
    customers, cargoes = files
    navicert("screen", "--file", customers, "--out", tmp_path / "hits.csv")
    ended = navicert("verify", "1", "--input", cargoes)
    assert ended.code == 4
    assert "not the file that was answered" in ended.out
    assert navicert("verify", "1").code == 4


@pytest.mark.usefixtures("house")
def test_meddling_is_named_and_a_published_seal_finds_a_cut_end(navicert, tmp_path):
    for name in ("Pak Yong Sik", "Ri Won Ho", "Maria Fernandez Lopez"):
        navicert("screen", name)
    seals = tmp_path / "seals.txt"
    seals.write_text(navicert("receipts", "seal", "--by", "ann").out)
    assert navicert("verify", "--seal", seals).code == 0
    with sqlite3.connect(tmp_path / "store" / "navicert.db") as connection:
        for name in ("a_receipt_stays", "a_seal_stays"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM receipt WHERE number = 3")
        connection.execute("DELETE FROM receipt_seal")
    connection.close()
    assert navicert("verify").code == 0
    ended = navicert("verify", "--seal", seals)
    assert ended.code == 3
    assert "FAULT receipt 3" in ended.err


@pytest.mark.usefixtures("house")
def test_what_was_asked_can_be_erased_and_the_chain_stays_whole(navicert):
    navicert("screen", "Pak Yong Sik")
    assert (
        "2 questions and answers were erased"
        in navicert("receipts", "erase", "--before", "2999-01-01", "--because", "five years are over").err
    )
    shown = navicert("receipts", "show", "1").records[0]
    assert shown["asked"]["content"] is None
    assert "five years are over" in shown["asked"]["because"]
    assert navicert("verify").code == 0
    assert navicert("verify", "1").code == 4


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(("suffix", "start"), [(".html", b"<!doctype html>"), (".pdf", b"%PDF-"), (".json", b"{")])
def test_an_examiner_gets_a_document(navicert, tmp_path, suffix, start):
    navicert("screen", "<b>Pak</b> Yong Sik")
    out = tmp_path / f"receipt{suffix}"
    assert navicert("receipts", "export", "1", "--out", out).code == 0
    content = out.read_bytes()
    assert content.startswith(start)
    if suffix == ".html":
        assert b"<b>Pak</b>" not in content
        assert b"Asked again as of then, the answer is the same, byte for byte." in content


def test_no_receipt_is_kept_where_none_is_wanted(navicert):
    ended = navicert("check", *CARGO, "--no-receipt")
    assert "receipt" not in ended.err
    assert navicert("receipts", "list", "--json").records == []


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("asked", [("check", *CARGO), ("screen", "Pak Yong Sik")])
def test_where_no_receipt_can_be_kept_the_answer_is_given_and_the_failure_told(navicert, monkeypatch, asked):
    def full(*_):
        raise StoreError("the disk is full")

    monkeypatch.setattr("navicert.store.receipts.ReceiptStore.add", full)
    ended = navicert(*asked, "--json")
    assert len(ended.records) == 1
    assert "no receipt was kept: the disk is full" in ended.err
    assert ended.code == 4


@pytest.mark.parametrize(
    "arguments", [("receipts", "show", "7"), ("verify", "abcdef"), ("receipts", "export", "1", "--out", "x.doc")]
)
def test_what_is_not_there_is_told(navicert, arguments):
    ended = navicert(*arguments)
    assert ended.code in (2, 3)
    assert ended.err.startswith("error:")
    assert "Traceback" not in ended.err
