"""Golden cases of decisions, kept beside the project; the scorer's own rules judge them."""

import importlib.util
import json
from datetime import date

import pytest
import yaml

from navicert.measures import assess, assessment_to_json, read_facts
from navicert.rulebook import load_rulebook

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def law(shared):
    folder = shared / "law"
    spec = importlib.util.spec_from_file_location("law_score", folder / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return folder, score


def answers(folder, score):
    rulebook = load_rulebook()
    for case in score.load_cases(folder / "cases-dev.yaml"):
        facts = read_facts(json.loads(json.dumps(case["facts"], default=str)))
        answer = assess(facts, rulebook, as_known_on=date(2026, 11, 21))
        yield case, json.loads(json.dumps(assessment_to_json(answer, case["id"])))


def test_every_golden_case_is_right_and_names_its_measure(law):
    wrong = []
    for case, answer in answers(*law):
        rows = list(law[1].score_case(case, answer))
        wrong += [f"{case['id']} {row[0]}: {row[2]}" for row in rows if row[2] is not None]
        if case["governing"] and not any(set(named) & set(governing) for *_, named, governing in rows):
            wrong.append(f"{case['id']}: names none of {case['governing']}")
    assert wrong == []


def test_contested_golden_cases_show_both_answers(law):
    silent = []
    for case, answer in answers(*law):
        if case["certainty"] == "low":
            finding = next(row for row in answer["findings"] if row["regime"] == case["regime"])
            shown = {reading["status"] for reading in finding["readings"]}
            if not {case["expected"], case["alternative"]} <= shown:
                silent.append(f"{case['id']}: {shown}")
    assert silent == []


def test_every_known_measure_has_its_record_and_its_days(law):
    rulebook = load_rulebook()
    known = yaml.safe_load((law[0] / "measures.yaml").read_text(encoding="utf-8"))["measures"]
    assert [row["id"] for row in known if row["id"] not in rulebook.measures] == []
    late = {"UN-2371-8-COAL", "UN-2397-25-HUMAN", "US-50PCT", "US-EAR-746-4"}  # begin by a condition, or earlier
    for row in known:
        measure = rulebook.measures[row["id"]]
        if row["effective"] and row["id"] not in late:
            assert measure.first == row["effective"], row["id"]
        if row["ends"]:
            assert measure.until.toordinal() == row["ends"].toordinal() + 1, row["id"]


def test_summaries_are_our_own_words(law):
    scopes = [row["subject"]["scope"] for row in yaml.safe_load((law[0] / "measures.yaml").read_text())["measures"]]
    for measure in load_rulebook().measures.values():
        assert all(measure.summary.rstrip(".").casefold() != scope.casefold() for scope in scopes), measure.id


def test_the_vocabulary_is_that_of_the_facts_schema(law):
    from navicert.rulebook.vocabulary import ACTIONS, AMOUNTS_AND_UNITS, KEYS

    schema = json.loads((law[0] / "facts.schema.json").read_text(encoding="utf-8"))
    properties = schema["properties"]
    assert list(properties) == list(KEYS)
    for name, key in KEYS.items():
        if key.codes and name != "action":
            assert list(key.codes) == properties[name]["enum"]
    pairs = {frozenset((key, other)) for key, others in schema["dependentRequired"].items() for other in others}
    assert pairs == {frozenset(pair) for pair in AMOUNTS_AND_UNITS}
    steps = {
        row["if"]["properties"]["activity"]["const"]: row["then"]["properties"]["action"]["enum"]
        for row in schema["allOf"]
    }
    assert {activity: list(names) for activity, names in ACTIONS.items()} == steps


def test_every_state_of_the_facts_schema_is_a_state(law):
    schema = json.loads((law[0] / "facts.schema.json").read_text(encoding="utf-8"))
    for code in schema["properties"]["origin"]["enum"]:
        assert not hasattr(read_facts({"activity": "supply", "origin": code}), "errors"), code
