"""The bundled rulebook: what its files promise to each other, to its authors, and to those who ask it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from navicert.measures import assess, read_facts
from navicert.measures.worked import LAW_AS_OF, complaints
from navicert.rulebook import compile_folder, lint, load_rulebook
from navicert.rulebook.authoring import InstrumentFile

FOLDER = Path(__file__).parents[2] / "src" / "navicert" / "rulebook"
FILES = [path for path in sorted(FOLDER.glob("*/*.yaml")) if path.name != "_regime.yaml"]
RULEBOOK = load_rulebook()
JUDGED = [measure for measure in RULEBOOK.measures.values() if measure.cases]


@pytest.mark.slow
def test_the_compiled_form_says_what_the_yaml_says():
    message = "run python tools/compile_rulebook.py"
    assert compile_folder(FOLDER) == (FOLDER / "compiled.json").read_text(encoding="utf-8"), message


def test_the_schema_for_editors_is_current():
    current = json.dumps(InstrumentFile.model_json_schema(by_alias=True), indent=1, sort_keys=True) + "\n"
    assert current == (FOLDER / "measure.schema.json").read_text(encoding="utf-8"), (
        "run python tools/compile_rulebook.py"
    )


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_editor_that_follows_the_schema_finds_nothing_wrong(path):
    written = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    schema = Draft202012Validator(json.loads((FOLDER / "measure.schema.json").read_text(encoding="utf-8")))
    assert [error.message for error in schema.iter_errors(json.loads(json.dumps(written, default=str)))] == []


@pytest.mark.slow
def test_the_rulebook_has_no_problems():
    assert [str(problem) for problem in lint(FOLDER)] == []


@pytest.mark.parametrize("measure", JUDGED, ids=lambda measure: measure.id)
def test_worked_cases_are_answered_as_worked_out(measure):
    wrong = [f"{case.name}: {text}" for case in measure.cases for text in complaints(RULEBOOK, measure, case)]
    assert wrong == []


def test_every_measure_that_rules_something_has_worked_cases():
    without = [m.id for m in RULEBOOK.measures.values() if m.effect != "none" and m.asks and not m.cases]
    assert set(without) == {"US-EO13551", "US-EO13687", "US-EO13810-SDN"}, "orders under which nobody is listed here"


def test_the_digest_is_a_content_address():
    assert RULEBOOK.digest.startswith("sha256:")
    assert len(RULEBOOK.digest) == len("sha256:") + 64


def test_answering_needs_neither_yaml_nor_pydantic():
    code = (
        "import sys; from datetime import date; from navicert.rulebook import load_rulebook;"
        "from navicert.measures import assess, read_facts;"
        "facts = read_facts({'activity': 'supply', 'destination': 'KP'});"
        "assess(facts, load_rulebook(), as_known_on=date(2026, 1, 1));"
        "print([name for name in ('pydantic', 'ruamel', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_day_before_on_and_after_every_end_of_validity_is_answered():
    for measure in JUDGED:
        for edge in (measure.first, measure.until):
            if edge is None or not measure.example:
                continue
            for days in (-1, 0, 1):
                facts = {**measure.example, "activity_date": edge.fromordinal(edge.toordinal() + days).isoformat()}
                answer = assess(read_facts(facts), RULEBOOK, as_known_on=LAW_AS_OF)
                assert answer.findings or answer.errors
