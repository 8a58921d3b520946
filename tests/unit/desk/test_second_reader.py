"""A second process reads names as this one does."""

import io
import json

import pytest

from navicert.desk import second_reader
from navicert.desk.second_reader import SecondReader, serve
from navicert.screening.reading_aside import ReadAside, read_aside

NAMES = [("Ким Чен Ын", "Person"), ("KIM Jong Un 김정은", "Person"), ("First Trading 貿易", "Company"), ("", "Person")]


def plain(read):
    """As it stands in JSON."""
    return json.loads(json.dumps(read))


@pytest.fixture
def two_cores(monkeypatch):
    monkeypatch.setattr(second_reader, "cores", lambda: 2)


def test_another_process_reads_what_this_one_reads(two_cores):
    with SecondReader() as second:
        answers = [second(NAMES), second(NAMES[:1])]
        assert [plain(answer.result(timeout=60)) for answer in answers] == [
            plain(read_aside(NAMES)),
            plain(read_aside(NAMES[:1])),
        ]


def test_a_process_that_ended_makes_an_error_of_the_answer(two_cores):
    with SecondReader() as second:
        second(NAMES).result(timeout=60)
        second._process.kill()
        second._process.wait()
        assert isinstance(second(NAMES).exception(timeout=60), OSError)


def test_with_one_core_no_names_are_taken(monkeypatch):
    monkeypatch.setattr(second_reader, "cores", lambda: 1)
    with SecondReader() as second:
        assert second(NAMES) is None


def test_lines_of_names_get_lines_of_readings():
    answers = io.BytesIO()
    serve(io.BytesIO(b"".join(json.dumps(names).encode() + b"\n" for names in (NAMES, []))), answers)
    first, second = map(json.loads, answers.getvalue().splitlines())
    assert ReadAside(*first) == ReadAside(*plain(read_aside(NAMES)))
    assert second == [[], []]
