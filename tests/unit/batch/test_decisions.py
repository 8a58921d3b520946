"""What one process of a run decided, the others need not decide again."""

from navicert.batch.decisions import ODD, Decisions, Findings, digest_of
from navicert.batch.running import pieces_of, read_piece
from navicert.cluster import Board


def two_sheets():
    board = Board(2)
    return board.take_sheet(), board.take_sheet()


def answer_with(run, sheet):
    answerer = run.open_answerer()
    answerer.join(sheet)
    return "".join(answerer.answer(read_piece(piece)).json_lines() for piece in pieces_of(run.source))


def test_a_process_answers_by_what_another_decided(module_of, run_over, tmp_path, monkeypatch):
    file = tmp_path / "transactions.parquet"
    module_of("transactions").write_transactions(file, 400, seed=6, regulated=0.6)
    run, (one, other) = run_over(file), two_sheets()
    first = answer_with(run, one)

    def decided_again(*_, **__):
        raise AssertionError("this was decided before")

    monkeypatch.setattr("navicert.batch.situations.decide", decided_again)
    monkeypatch.setattr("navicert.batch.kinds.assess", decided_again)
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


def test_a_digest_tells_where_one_part_ends_and_the_next_begins():
    assert digest_of(b"ab", b"c") != digest_of(b"a", b"bc")
