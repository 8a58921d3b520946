"""Processes of one run tell each other what they found, on sheets of shared memory."""

import os

from navicert.cluster import Board


def notes_of(sheet):
    return [note for _, note in sheet.news()]


def test_every_process_reads_what_others_wrote_once_and_in_order():
    board = Board(3, sheet=1000)
    one, two, three = (board.take_sheet() for _ in range(3))
    assert all([one.tell(b"a"), one.tell(b"bc"), two.tell(b"d")])
    assert sorted(three.news()) == [(0, b"a"), (0, b"bc"), (1, b"d")]
    assert notes_of(three) == []
    assert one.tell(b"e")
    assert notes_of(three) == [b"e"]
    assert notes_of(one) == [b"d"]


def test_a_full_sheet_takes_no_more_notes_and_none_is_lost_or_cut():
    board = Board(2, sheet=64)
    one, two = board.take_sheet(), board.take_sheet()
    told = [bytes([number]) * 10 for number in range(9)]
    kept = [note for note in told if one.tell(note)]
    assert 0 < len(kept) < len(told)
    assert notes_of(two) == kept
    assert two.tell(b"of its own")
    assert notes_of(one) == [b"of its own"]


def test_a_note_that_is_still_being_written_is_read_when_it_is_whole():
    board = Board(2, sheet=1000)
    one, two = board.take_sheet(), board.take_sheet()
    assert one.tell(b"whole")
    board._memory[8:9] = b"W"
    assert notes_of(two) == []
    board._memory[8:9] = b"w"
    assert notes_of(two) == [b"whole"]


def test_there_is_a_sheet_for_every_process_and_no_more():
    board = Board(1, sheet=100)
    assert board.take_sheet() is not None
    assert board.take_sheet() is None


def test_a_fork_is_read_by_its_parent():
    board = Board(2, sheet=1000)
    mine = board.take_sheet()
    child = os.fork()
    if not child:
        board.take_sheet().tell(b"from the fork")
        os._exit(0)
    os.waitpid(child, 0)
    assert notes_of(mine) == [b"from the fork"]
