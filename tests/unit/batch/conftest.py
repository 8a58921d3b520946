"""Transactions to answer, and the answers of one by one."""

import importlib.util
import json
from datetime import date

import pytest

from navicert.batch.answering import Answerer
from navicert.batch.running import Run
from navicert.batch.situations import Law
from navicert.desk.transactions import answer_row
from navicert.measures import assess, assessment_to_json, read_facts
from navicert.rulebook import load_rulebook

KNOWN_ON = date(2026, 11, 21)


def check(facts):
    read = read_facts({key: value for key, value in facts.items() if key != "id"})
    return {"id": facts.get("id")} | assessment_to_json(assess(read, load_rulebook(), as_known_on=KNOWN_ON))


def answer_alone(row):
    return answer_row(check, row)


def open_answerer():
    return Answerer(Law(load_rulebook(), KNOWN_ON), answer_alone)


def json_line(answer):
    return json.dumps(answer, ensure_ascii=False) + "\n"


@pytest.fixture
def one_by_one():
    """Answers a row on its own, by the rulebook alone."""
    return answer_alone


@pytest.fixture(scope="session")
def run_over():
    """The run that answers a file by the rulebook alone."""
    return lambda file, processes=1: Run(file, open_answerer, processes, {"as_known_on": KNOWN_ON.isoformat()})


@pytest.fixture(scope="session")
def module_of(root):
    """A module of `benchmarks/`, by its name."""

    def load(name):
        spec = importlib.util.spec_from_file_location(name, root / f"benchmarks/{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def random_rows(module_of):
    """So many random rows of text cells, some malformed; the same for the same seed."""
    facts = module_of("random_facts")
    return lambda count, seed, names=False: list(facts.RandomFacts(seed, names=names).rows(count))


@pytest.fixture
def answers_of(run_over, tmp_path):
    """The lines that answering a file together gives."""
    from navicert.batch.running import answer_into

    def answer(file, processes=1):
        out = tmp_path / "answers.jsonl"
        answer_into(run_over(file, processes), out, resume=False, told=lambda *_: None)
        return out.read_text(encoding="utf-8").splitlines(keepends=True)

    return answer


@pytest.fixture
def expected_of():
    """The lines that answering its rows one by one gives."""
    from navicert.tables import read_rows

    return lambda file: [json_line(answer_alone(row)) for row in read_rows(file)]
