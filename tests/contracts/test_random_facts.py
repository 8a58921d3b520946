"""Ten thousand random sets of facts: every one gets an answer, the same whatever the order of keys and rules is."""

import importlib.util
import random
from dataclasses import replace
from datetime import date

import pytest

from navicert.measures import assess, assessment_to_json, read_facts
from navicert.rulebook import load_rulebook

KNOWN_ON = date(2026, 11, 21)
COUNT = 10_000


@pytest.fixture(scope="module")
def random_rows(root):
    spec = importlib.util.spec_from_file_location("random_facts", root / "benchmarks/random_facts.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda count, seed: module.RandomFacts(seed, names=True).rows(count)


def decided(answer):
    """What a finding decides, without the order in which it names things."""
    return {
        f.regime: (f.status, f.lowest, f.highest, frozenset(f.missing), frozenset((r.id, r.status) for r in f.readings))
        for f in answer.findings
    }


def test_a_few_random_sets_of_facts_are_answered_alike_in_any_order(random_rows):
    compare(random_rows(150, seed=2), random.Random(2))


@pytest.mark.slow
def test_ten_thousand_random_sets_of_facts_are_answered_alike_in_any_order(random_rows):
    compare(random_rows(COUNT, seed=1), random.Random(1))


def compare(rows, draw):
    rulebook = load_rulebook()
    backwards = replace(rulebook, measures=dict(reversed(list(rulebook.measures.items()))))
    for row in rows:
        answer = assess(read_facts(row), rulebook, as_known_on=KNOWN_ON)
        assert answer.findings, row
        assert all(finding.because for finding in answer.findings), row
        keys = list(row)
        draw.shuffle(keys)
        shuffled = read_facts({key: row[key] for key in keys})
        assert assessment_to_json(assess(shuffled, rulebook, as_known_on=KNOWN_ON)) == assessment_to_json(answer), row
        assert decided(assess(shuffled, backwards, as_known_on=KNOWN_ON)) == decided(answer), row
