"""An answer that does not tell everybody who reaches the cutoff says so."""

import json
from dataclasses import replace

import pytest

from navicert.desk import Desk
from navicert.desk.left_out import LeftOut
from navicert.desk.screening_files import FileQuestion
from navicert.screening import Policy

from .desks import Clock, desk_in, load_list, person

BROTHERS = [person(f"p{number}", f"Kim Chol Hyok {suffix}") for number, suffix in enumerate(("", "I", "II", "III"))]
ASKED = {"id": "1", "schema": "Person", "properties": {"name": ["Kim Chol Hyok"]}}


@pytest.fixture
def desk(tmp_path) -> Desk:
    desk = desk_in(tmp_path, Clock())
    load_list(desk, tmp_path, "01-01", BROTHERS)
    return desk


def told(desk: Desk, limit: int, left_out: LeftOut | None = None) -> tuple[int, list[str]]:
    policy = replace(Policy(cutoff=0.5), limit=limit)
    answer = desk.screening.screen(ASKED, policy=policy, left_out=left_out or LeftOut())
    return len(answer["matches"]), [words for words in answer["warnings"] if "reach the cutoff" in words]


def test_more_than_are_told_is_a_warning(desk):
    assert told(desk, 3) == (3, ["more than 3 parties reach the cutoff; the best are told, a higher limit tells more"])


def test_as_many_as_there_are_is_none(desk):
    assert told(desk, 4) == (4, [])


def test_what_a_question_leaves_out_does_not_count_as_cut(desk):
    assert told(desk, 3, LeftOut(ids=("p3",))) == (3, [])


def test_a_file_warns_as_a_single_question_does(desk, tmp_path):
    file = tmp_path / "customers.csv"
    file.write_text("id,schema,name\n1,Person,Kim Chol Hyok\n", encoding="utf-8")
    policy = replace(Policy(cutoff=0.5), limit=2)
    [batch] = desk.screening.files.answers(FileQuestion(file=file, policy=policy, processes=1), "jsonl")
    answer = json.loads(batch.text)
    assert answer == json.loads(json.dumps(desk.screen(answer["query"], policy=policy)))
    assert "more than 2 parties reach the cutoff" in answer["warnings"][0]
