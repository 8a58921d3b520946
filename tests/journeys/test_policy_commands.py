"""An analyst asks what other thresholds would do to the bank's own customers."""

import json

import pytest

PARTIES = [
    {"id": "l-1", "schema": "Person", "properties": {"name": ["PAK, Yong Sik"], "birthDate": ["1950-01-01"]}},
    {"id": "l-2", "schema": "Person", "properties": {"name": ["Ivan Petrov"], "nationality": ["ru"]}},
]
CUSTOMERS = """no,name,schema,born
1,Pak Yong-sik,Person,1950-01-01
2,Pak Yong,Person,
3,Ingrid Solberg,Person,
4,Ivan Petroff,Person,
5,,Person,
6,=Pak Yong Sik,Person,1951
"""


@pytest.fixture
def customers(navicert, tmp_path):
    path = tmp_path / "house.jsonl"
    path.write_text("".join(json.dumps(party) + "\n" for party in PARTIES), encoding="utf-8")
    assert navicert("lists", "load", "ftm", path, "--as", "house", "--published", "2026-01-01").code == 0
    (tmp_path / "customers.csv").write_text(CUSTOMERS)
    return ["--file", tmp_path / "customers.csv", "--id", "no", "--birth-date", "born"]


def scores(navicert, customers, cutoff):
    records = navicert("screen", *customers, "--cutoff", cutoff, "--json").records
    return {record["query"]["id"]: [match["score"] for match in record["matches"]] for record in records}


def test_a_higher_cutoff_takes_away_the_alerts_that_lie_below_it(navicert, customers):
    before, after = (scores(navicert, customers, cutoff) for cutoff in (0.6, 0.9))
    ended = navicert("policy", "effect", *customers, "--set", "cutoff=.9", "--from", low(customers), "--json")
    assert ended.code == 2  # row 5 names nobody
    assert "customers.csv row 6 field name: no name and no identifier" in ended.err
    *changed, summary = ended.records
    gone = [id_ for id_ in before if before[id_] and not after[id_]]
    assert [record["id"] for record in changed if record["change"] == "disappears"] == gone
    assert 0 < len(gone) < sum(map(bool, before.values()))
    assert summary["alerts"] == {"before": sum(map(bool, before.values())), "after": sum(map(bool, after.values()))}
    assert summary["policy"] == [{"name": "cutoff", "before": 0.6, "after": 0.9}]
    assert (summary["customers"], summary["unreadable"]) == (6, 1)
    for record in changed:
        assert [match["score"] for match in record["before"]] == before[record["id"]]


def low(customers):
    path = customers[1].with_name("low.toml")
    path.write_text("cutoff = 0.6\n")
    return path


def test_a_weight_changes_scores_and_examples_show_them(navicert, customers):
    ended = navicert("policy", "effect", *customers, "--set", "birth_day=0.4", "--examples", "1")
    assert "policy: birth_day 0.15 -> 0.4" in ended.out
    assert "1 alerts whose scores alone change" in ended.out
    assert "Pak Yong-sik" in ended.out
    assert "house l-1" in ended.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param([], "nothing is changed; give --set NAME=NUMBER", id="nothing"),
        pytest.param(["--set", "cutoff"], "expected NAME=NUMBER", id="no number"),
        pytest.param(["--set", "cutoff=high"], "expected NAME=NUMBER", id="a word"),
        pytest.param(["--set", "cutoff=2"], "--set field cutoff: 2 is out of range", id="out of range"),
        pytest.param(["--set", "shade=1"], "a policy has no 'shade'", id="unknown"),
        pytest.param(["--set", "cutoff=0.8", "--id", "nr"], "there is no column 'nr'", id="no such column"),
    ],
)
def test_what_cannot_be_asked_is_told(navicert, customers, arguments, words):
    ended = navicert("policy", "effect", *customers[:2], *arguments)
    assert ended.code == 2
    assert words in ended.err


def test_the_policy_page_names_every_value(root):
    from navicert.screening.policy_values import knobs

    page = (root / "docs/policy.md").read_text(encoding="utf-8")
    assert [name for name in knobs() if f"`{name}`" not in page] == []
