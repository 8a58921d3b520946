"""A result file that grows step by step can be taken up after any cut."""

import json
import multiprocessing

import pytest

from navicert.errors import InvalidInput, StoreError
from navicert.tables.stepwise import StepwiseFile

MADE_FROM = {"the input": {"sha256": "aa"}, "the policy": {"cutoff": 0.7}, "the program": "1"}
STEPS = [b"one\n", b"two and more\n", b"three\n"]


def begun(out, *, resume=False, made_from=MADE_FROM):
    return StepwiseFile.open(out, made_from, b"header\n", resume=resume)


def go_on(out):
    """Take the work up, or begin it, and bring it to its end."""
    file = begun(out, resume=True)
    done = (file.state or {}).get("steps", 0)
    for number in range(done, len(STEPS)):
        file.step(STEPS[number], {"steps": number + 1})
    file.finish()
    return done


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.csv"


def whole(out):
    return out.read_bytes() == b"header\n" + b"".join(STEPS) and len(list(out.parent.iterdir())) == 1


def test_a_run_that_is_not_cut_short_leaves_the_result_alone(out):
    assert go_on(out) == 0
    assert whole(out)


@pytest.mark.parametrize("steps", range(4))
def test_work_goes_on_after_the_last_whole_step(out, steps):
    file = begun(out)
    for number in range(steps):
        file.step(STEPS[number], {"steps": number + 1})
    file.close()
    assert not out.exists()
    assert go_on(out) == steps
    assert whole(out)


def test_a_cut_at_any_byte_of_journal_and_part_loses_and_doubles_nothing(out):
    file = begun(out)
    for number, content in enumerate(STEPS):
        file.step(content, {"steps": number + 1})
    file.close()
    part, journal = (out.with_name(f"out.csv.{end}") for end in ("part", "journal"))
    written, noted = part.read_bytes(), journal.read_bytes()
    for cut in range(len(noted) + 1):
        lines = noted[:cut].splitlines(keepends=True)
        sure = [json.loads(line) for line in lines if line.endswith(b"\n")]
        size = sure[-1]["size"] if len(sure) > 1 else 0
        for torn in {size, size + 1, len(written)}:
            part.write_bytes(written[:torn])
            journal.write_bytes(noted[:cut])
            assert go_on(out) == (sure[-1].get("steps", 0) if len(sure) > 1 else 0)
            assert whole(out)


def test_results_that_are_whole_but_not_in_their_place_are_put_there(out):
    def cannot(part, made):
        raise KeyboardInterrupt

    file = begun(out)
    for number, content in enumerate(STEPS):
        file.step(content, {"steps": number + 1})
    with pytest.raises(KeyboardInterrupt):
        file.finish(cannot)
    file.close()
    assert begun_again_is_whole(out)
    assert go_on(out) == 3
    assert whole(out)


def begun_again_is_whole(out):
    file = begun(out, resume=True)
    file.close()
    return file.is_whole


def test_results_in_their_place_whose_journal_is_left_are_done(out):
    file = begun(out)
    file.step(STEPS[0], {"steps": 1})
    journal = out.with_name("out.csv.journal")
    file.finish()
    assert not journal.exists()
    lines = [MADE_FROM, {"size": 7}, {"steps": 1, "size": 11, "whole": True}]
    journal.write_text("".join(json.dumps(line) + "\n" for line in lines))
    again = begun(out, resume=True)
    assert again.is_whole
    again.finish()
    assert out.read_bytes() == b"header\none\n"
    assert not journal.exists()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        pytest.param("the input", {"sha256": "bb"}, r"the input changed \(sha256: aa then, bb now\)", id="input"),
        pytest.param("the policy", {"cutoff": 0.8}, r"the policy changed \(cutoff: 0.7 then, 0.8 now\)", id="policy"),
        pytest.param("the program", "2", "the program changed", id="program"),
    ],
)
def test_work_made_from_something_else_is_not_taken_up(out, name, value, words):
    begun(out).close()
    with pytest.raises(InvalidInput, match=words):
        begun(out, resume=True, made_from={**MADE_FROM, name: value})
    assert go_on(out) == 0


def test_a_part_that_lost_bytes_is_damaged(out):
    file = begun(out)
    file.step(STEPS[0], {"steps": 1})
    file.close()
    out.with_name("out.csv.part").write_bytes(b"head")
    with pytest.raises(StoreError, match="holds 4 bytes where its journal says 11"):
        begun(out, resume=True)


def test_a_run_that_begins_anew_forgets_the_old_one(out):
    file = begun(out)
    file.step(b"old", {"steps": 1})
    file.close()
    new = begun(out)
    assert new.state is None
    new.finish()
    assert out.read_bytes() == b"header\n"


def test_a_file_is_written_by_one_process_at_a_time(out):
    file = begun(out)
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert "another process" in pool.apply(refusal, (out,))
    file.finish()


def refusal(out):
    try:
        begun(out, resume=True)
    except InvalidInput as error:
        return str(error)
    return "taken up"


def test_a_folder_that_is_not_there_is_told(out):
    with pytest.raises(StoreError, match="cannot write: No such file"):
        begun(out.parent / "nowhere" / "f.csv")


def test_discarded_results_leave_the_file_that_was_there(out):
    out.write_text("old")
    file = begun(out)
    file.step(STEPS[0], {"steps": 1})
    file.discard()
    assert out.read_text() == "old"
    assert [path.name for path in out.parent.iterdir()] == ["out.csv"]
