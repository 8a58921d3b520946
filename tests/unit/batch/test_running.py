"""Long runs: they can be cut short anywhere and taken up again, and nothing is lost or answered twice."""

import json

import pyarrow.parquet as pq
import pytest

from navicert.batch import parquet_files
from navicert.batch.running import answer_into, answer_lines
from navicert.errors import InvalidInput


class CutShort(Exception):
    """What ends a run from outside."""


@pytest.fixture
def transactions(module_of, monkeypatch, tmp_path):
    """A file of five pieces."""
    monkeypatch.setattr(parquet_files, "CHUNK_ROWS", 20)
    file = tmp_path / "transactions.parquet"
    module_of("transactions").write_transactions(file, 100, seed=11, regulated=0.3)
    pq.write_table(pq.read_table(file), file, row_group_size=20)
    return file


def cut_after(pieces):
    """What ends a run when so many pieces are written."""
    seen = []

    def told(_progress, _answered):
        seen.append(1)
        if len(seen) == pieces:
            raise CutShort

    return told


def silently(*_):
    return None


@pytest.fixture
def begin(run_over, transactions, tmp_path):
    """Begins a run and cuts it short after so many pieces; gives the result's path."""

    def begun(ending, pieces):
        out = tmp_path / f"out.{ending}"
        with pytest.raises(CutShort):
            answer_into(run_over(transactions), out, resume=False, told=cut_after(pieces))
        return out

    return begun


@pytest.mark.parametrize("pieces", [1, 3, 5])
@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_a_run_cut_short_ends_as_if_it_never_had_been(ending, pieces, begin, run_over, transactions, tmp_path):
    out, whole = begin(ending, pieces), tmp_path / f"whole.{ending}"
    assert not out.exists()
    outcome = answer_into(run_over(transactions), out, resume=True, told=silently)
    assert outcome.earlier == pieces * 20
    assert outcome.counts.total() == 100
    answer_into(run_over(transactions), whole, resume=False, told=silently)
    assert out.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.glob("out*")) == [out.name]


def test_bytes_written_after_the_last_whole_piece_are_cut_off(begin, run_over, transactions, tmp_path):
    out = begin("jsonl", 2)
    with (tmp_path / "out.jsonl.part").open("ab") as part:
        part.write(b'{"id": "half a rec')
    answer_into(run_over(transactions), out, resume=True, told=silently)
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == [f"T{n:09d}" for n in range(100)]


def test_a_run_that_was_not_cut_short_is_simply_begun(run_over, transactions, tmp_path):
    outcome = answer_into(run_over(transactions), tmp_path / "out.csv", resume=True, told=silently)
    assert (outcome.earlier, outcome.counts.total()) == (0, 100)


def test_another_file_is_not_taken_for_the_one_that_was_begun(begin, run_over, transactions):
    out = begin("csv", 1)
    table = pq.read_table(transactions)
    pq.write_table(table.slice(0, 90), transactions, row_group_size=20)
    with pytest.raises(InvalidInput, match="cannot be taken up"):
        answer_into(run_over(transactions), out, resume=True, told=silently)


def test_progress_says_how_many_rows_and_what_share(run_over, transactions, tmp_path):
    seen = []
    answer_into(run_over(transactions), tmp_path / "out.csv", resume=False, told=lambda p, _: seen.append(p))
    assert [progress.rows for progress in seen] == [20, 40, 60, 80, 100]
    assert [progress.share for progress in seen] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])


def test_a_file_that_cannot_be_read_leaves_nothing_behind(run_over, tmp_path):
    file, out = tmp_path / "rows.jsonl", tmp_path / "out.jsonl"
    file.write_bytes(b'{"activity": "supply"}\n\xff\n')
    with pytest.raises(InvalidInput, match="not UTF-8"):
        answer_into(run_over(file), out, resume=False, told=silently)
    assert list(tmp_path.iterdir()) == [file]


def test_answers_can_be_taken_as_lines_without_a_file(run_over, transactions, tmp_path):
    answer_into(run_over(transactions), tmp_path / "out.jsonl", resume=False, told=silently)
    lines = b"".join(
        content for answered in answer_lines(run_over(transactions)) for content in answered.encoded.contents()
    )
    assert lines == (tmp_path / "out.jsonl").read_bytes()


def test_malformed_rows_are_told_with_file_row_and_field(run_over, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text("activity,hs\nsupply,27\nsupply,271\nsupply\n")
    [answered] = answer_lines(run_over(file))
    assert answered.counts["invalid"] == 2
    assert answered.errors[0].startswith(f"error: {file} row 3 field hs: ")
    assert answered.errors[1].startswith(f"error: {file} row 4: ")


@pytest.mark.parametrize("content", ["id,activity\n", "id,activity\n\n\r\n"], ids=["no lines", "blank lines"])
@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_a_file_without_rows_has_a_result_without_rows(ending, content, run_over, tmp_path):
    file, out = tmp_path / "rows.csv", tmp_path / f"out.{ending}"
    file.write_text(content, newline="")
    assert answer_into(run_over(file), out, resume=False, told=silently).counts.total() == 0
    if ending == "parquet":
        assert pq.read_table(out).num_rows == 0
    else:
        assert len(out.read_text().splitlines()) == (ending == "csv")


def test_the_share_of_a_file_that_is_read_row_by_row_is_not_known(run_over, tmp_path):
    file, seen = tmp_path / "rows.csv", []
    file.write_text('activity,hs,loading_port\nsupply,2701,"two\nlines"\n')
    answer_into(run_over(file), tmp_path / "out.csv", resume=False, told=lambda progress, _: seen.append(progress))
    assert [(progress.rows, progress.share) for progress in seen] == [(1, None)]
