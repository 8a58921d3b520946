"""Work in a process of its own: its result, its errors, and its bounds."""

import os
import signal
import time
from pathlib import Path

import pytest

from navicert.desk.aside import aside
from navicert.errors import InvalidInput
from navicert.tables.reading import table_format

PLENTY = {"seconds": 60, "memory_bytes": 2 * 1024**3}


def test_work_is_done_in_another_process():
    assert aside(os.getpid, **PLENTY) not in (0, os.getpid())


def test_errors_of_the_program_come_back_whole():
    with pytest.raises(InvalidInput, match="cannot tell the format") as told:
        aside(table_format, Path("a.zip"), **PLENTY)
    assert (told.value.where, told.value.next) == ("a.zip", "use one of .csv, .jsonl, .ndjson, .parquet")


def test_a_failure_names_its_place_and_not_what_it_was_about():
    with pytest.raises(RuntimeError, match=r"ValueError at aside\.py:\d+") as told:
        aside(int, "Jo Chun Ryong", **PLENTY)
    assert "Jo" not in str(told.value)


def test_what_takes_too_long_is_ended():
    with pytest.raises(InvalidInput, match=r"takes more than 0\.5 seconds"):
        aside(time.sleep, 600, seconds=0.5, memory_bytes=PLENTY["memory_bytes"])


@pytest.mark.parametrize(("work", "given"), [(bytearray, 3 * 1024**3), (signal.raise_signal, signal.SIGKILL)])
def test_what_takes_too_much_memory_is_ended(work, given):
    with pytest.raises(InvalidInput, match="takes more than 2,048 MiB"):
        aside(work, given, **PLENTY)


def test_a_process_that_does_not_begin_is_no_matter_of_memory():
    with pytest.raises(RuntimeError, match="did not start"):
        aside(os._exit, 3, **PLENTY)
