"""Cases worked out from the records of the measures, apart from the rulebook: it answers them as worked out."""

import re
import shlex
from collections import defaultdict
from pathlib import Path

import pytest

from navicert.measures import assess, read_facts
from navicert.measures.worked import LAW_AS_OF
from navicert.rulebook import load_rulebook

FILE = Path(__file__).parents[1] / "golden" / "law" / "cases.txt"
RULEBOOK = load_rulebook()
LINE = re.compile(r"(?P<regime>\S+) (?P<status>\w+)(?: (?P<low>\w+)\.\.(?P<high>\w+) (?P<missing>\S*))?: (?P<facts>.+)")


def cases_by_measure():
    cases, measure = defaultdict(list), ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            measure = line.removeprefix("# ")
        elif line:
            cases[measure].append(LINE.fullmatch(line).groupdict())
    return cases


CASES = cases_by_measure()


def wrong(case):
    facts = read_facts(dict(pair.split("=", 1) for pair in shlex.split(case["facts"])))
    finding = assess(facts, RULEBOOK, as_known_on=LAW_AS_OF).finding(case["regime"])
    if case["low"] is None:
        return finding.status != case["status"]
    asked = set(filter(None, case["missing"].split(",")))
    expected = (case["status"], case["low"], case["high"])
    return (finding.status, finding.lowest, finding.highest) != expected or not asked <= set(finding.missing)


@pytest.mark.parametrize("measure", CASES)
def test_what_was_worked_out_from_the_records_is_answered_so(measure):
    assert [case for case in CASES[measure] if wrong(case)] == []


def test_the_cases_are_about_measures_of_the_rulebook():
    assert set(CASES) <= set(RULEBOOK.measures)
    assert len(CASES) > 100
