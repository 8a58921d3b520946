"""What one process of a run decided, the others need not decide again."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from navicert.batch.decisions import ODD, Decisions, Findings, digest_of
from navicert.batch.json_records import json_lines
from navicert.batch.kept import Keeping, Kept, known_through
from navicert.batch.running import answer_into, pieces_of, read_piece
from navicert.cluster import Board
from navicert.measures import assess, read_facts
from navicert.rulebook import load_rulebook


def two_sheets():
    board = Board(2)
    return board.take_sheet(), board.take_sheet()


def answer_with(run, sheet):
    answerer = run.open_answerer()
    answerer.begin(Decisions(Findings(), sheet))
    return b"".join(line for piece in pieces_of(run.source) for line in json_lines(answerer.answer(read_piece(piece))))


def forbid_deciding(monkeypatch):
    def decided_again(*_, **__):
        raise AssertionError("this was decided before")

    monkeypatch.setattr("navicert.batch.situations.decide", decided_again)
    monkeypatch.setattr("navicert.batch.kinds.not_asked_about", decided_again)


def test_a_process_answers_by_what_another_decided(module_of, run_over, tmp_path, monkeypatch):
    file = tmp_path / "transactions.parquet"
    module_of("transactions").write_transactions(file, 400, seed=6, regulated=0.6)
    run, (one, other) = run_over(file), two_sheets()
    first = answer_with(run, one)

    forbid_deciding(monkeypatch)
    assert answer_with(run, other) == first


def test_rows_that_go_their_own_way_are_found_out_by_each_process():
    one, other = (Decisions(Findings(), sheet) for sheet in two_sheets())
    one.put(b"a", ODD)
    one.put(b"b", ("fit", (1, 2)))
    assert other.get(b"a") is None
    assert other.get(b"b") == ("fit", (1, 2))


def test_processes_begin_at_different_ends():
    one, other = (Decisions(Findings(), sheet) for sheet in two_sheets())
    digests = [digest_of(bytes([number])) for number in range(20)]
    assert one.in_turn(digests) == other.in_turn(digests)[::-1]
    assert sorted(one.in_turn(digests)) == list(range(20))
    assert list(one.in_order("abc")) == list(other.in_order("abc"))[::-1]


def test_open_is_what_neither_this_process_nor_another_decided():
    one, other = (Decisions(Findings(), sheet) for sheet in two_sheets())
    one.put(b"a", ("fit", (1,)))
    other.put(b"c", ("fit", (2,)))
    assert other.open_ones([b"a", b"b", b"c", b"d"]) == [1, 3]


def test_a_digest_tells_where_one_part_ends_and_the_next_begins():
    assert digest_of(b"ab", b"c") != digest_of(b"a", b"bc")


def keep_over(run, file, **changed):
    return replace(run, keeping=Keeping(file, "this law"), **changed)


def test_a_later_run_answers_by_what_an_earlier_one_decided(module_of, run_over, tmp_path, monkeypatch):
    monkeypatch.setattr("navicert.batch.running.WORTH_KEEPING", 0)
    source, out = tmp_path / "transactions.parquet", tmp_path / "out.jsonl"
    module_of("transactions").write_transactions(source, 400, seed=6, regulated=0.6)
    run = keep_over(run_over(source), tmp_path / "decisions" / "kept.json")
    answer_into(run, out, resume=False, told=lambda *_: None)
    first = out.read_bytes()
    forbid_deciding(monkeypatch)
    answer_into(run, out, resume=False, told=lambda *_: None)
    assert out.read_bytes() == first


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.replace(b"this law", b"that law"),
        lambda content: content.replace(b"prohibited", b"permitted!", 1),
        lambda content: content[:-40],
        lambda content: b"",
    ],
    ids=["another law", "another word", "cut short", "empty"],
)
def test_what_does_not_fit_is_passed_over_and_made_anew(spoil, module_of, run_over, tmp_path, monkeypatch):
    monkeypatch.setattr("navicert.batch.running.WORTH_KEEPING", 0)
    source, out, file = tmp_path / "transactions.parquet", tmp_path / "out.jsonl", tmp_path / "kept.json"
    module_of("transactions").write_transactions(source, 60, seed=6, regulated=0.9)
    run = keep_over(run_over(source), file)
    answer_into(run, out, resume=False, told=lambda *_: None)
    kept, first = file.read_bytes(), out.read_bytes()
    file.write_bytes(spoil(kept))
    assert run.keeping.read() == Kept()
    answer_into(run, out, resume=False, told=lambda *_: None)
    assert (out.read_bytes(), file.read_bytes()) == (first, kept)


def test_a_place_that_cannot_be_written_keeps_nothing_and_the_answers_come(module_of, run_over, tmp_path, monkeypatch):
    monkeypatch.setattr("navicert.batch.running.WORTH_KEEPING", 0)
    source, out, file = tmp_path / "transactions.parquet", tmp_path / "out.jsonl", tmp_path / "file"
    module_of("transactions").write_transactions(source, 20, seed=6)
    file.write_text("no folder")
    outcome = answer_into(keep_over(run_over(source), file / "kept.json"), out, resume=False, told=lambda *_: None)
    assert outcome.counts.total() == 20


def test_knowledge_goes_by_the_days_on_which_something_became_known():
    rulebook = load_rulebook()
    made = sorted({measure.adopted for measure in rulebook.measures.values() if measure.adopted})
    first, second = next((one, next_) for one, next_ in pairwise(made) if one.year == next_.year)
    assert known_through(rulebook, second) == second
    assert known_through(rulebook, second - timedelta(days=1)) == known_through(rulebook, first) == first
    assert known_through(rulebook, date(1900, 5, 5)) == date(1900, 1, 1)


def test_answers_that_tell_of_another_year_are_not_those_that_were_kept():
    rulebook = load_rulebook()
    told = {"activity": "supply", "action": "export", "bound_state": "CN", "destination": "KP", "hs": "270900"}
    amounts = {"quantity": "8000", "reported_total": "100000", "previous_period_total": "495000"}
    told |= {
        f"{name}_{of}": cell for name, amount in amounts.items() for of, cell in {"amount": amount, "unit": "t"}.items()
    }
    old_year, new_year = date(2028, 12, 31), date(2029, 1, 1)
    answers = [assess(read_facts(told), rulebook, as_known_on=day) for day in (old_year, new_year)]
    assert answers[0].findings != answers[1].findings
    assert known_through(rulebook, old_year) != known_through(rulebook, new_year)
