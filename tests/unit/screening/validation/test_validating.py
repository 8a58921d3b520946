"""A validation finds what screening finds and misses, the same each time."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from navicert.errors import InvalidInput
from navicert.screening import Policy, build_index, party_from_ftm
from navicert.screening.validation import Plan, Rate, Report, judged, report_to_json, trials
from navicert.screening.validation.facts import day_and_month_swapped, digit_wrong, year_off
from navicert.screening.validation.trials import script_name

LISTED = [
    ("p1", "Person", ["KIM, Jong Sik"], {"birthDate": ["1960-04-07"], "nationality": ["kp"]}),
    ("p2", "Person", ["Dmitri Sergeyevich PETROV", "Дмитрий Петров"], {"birthDate": ["1951-02-03"], "country": ["ru"]}),
    ("p3", "Person", ["Mohammed Hassan al-Tikriti"], {"birthDate": ["1970"], "nationality": ["iq"]}),
    ("p4", "Company", ["Red Pine General Trading Corporation"], {"country": ["kp"]}),
    ("p5", "Person", ["Ingrid Marie Solberg"], {"birthDate": ["1980-12-31"]}),
    ("p6", "Organization", ["Ocean Blue Maritime Development Group Ltd"], {}),
]
PARTIES = [
    replace(party_from_ftm({"id": id_, "schema": schema, "properties": {"name": names, **more}}), source="house")
    for id_, schema, names, more in LISTED
]
PLAN = Plan(sample=12, seed=3)


@pytest.fixture(scope="module")
def index():
    return build_index(PARTIES)


def report_of(index, policy, plan=PLAN):
    report = Report()
    outcomes = list(report.add(judged(trials(PARTIES, plan), index, policy)))
    return report, outcomes


def test_the_same_seed_gives_the_same_report_and_another_one_others(index):
    policy = Policy()
    first, again, other = (
        list(report_to_json(report_of(index, policy, plan)[0])) for plan in (PLAN, PLAN, replace(PLAN, seed=4))
    )
    assert first == again
    assert first != other


def test_the_order_of_the_list_changes_no_trial():
    first, second = (
        [(trial.kind.name, trial.query.names[0].text) for trial in trials(parties, PLAN)]
        for parties in (PARTIES, PARTIES[::-1])
    )
    assert first == second


def test_every_party_is_found_as_listed_and_none_where_everything_is_below_the_cutoff(index):
    usual, _ = report_of(index, Policy(cutoff=0.5), Plan(sample=12, kinds=frozenset(["as listed"])))
    strict, outcomes = report_of(index, Policy(cutoff=0.9999), Plan(sample=12, kinds=frozenset(["as listed"])))
    assert usual.recall.share == 1
    assert strict.recall.hits == 0
    assert all(outcome.own_score > 0.7 for outcome in outcomes)
    assert [name for _, name, _ in strict.blind_spots()] == []  # too few trials to rank


def test_a_hit_is_the_party_itself_and_no_other(index):
    _, outcomes = report_of(index, Policy())
    for outcome in outcomes:
        if outcome.trial.kind.expected and outcome.found:
            assert outcome.own_score >= Policy().cutoff
        if not outcome.trial.kind.expected:
            assert outcome.is_right == (outcome.best_score == 0)


def test_a_name_in_its_own_script_is_asked_as_if_it_were_not_listed(index):
    kind = "listed in cyrillic, that name unlisted"
    _, [outcome] = report_of(index, Policy(), Plan(sample=12, kinds=frozenset([kind])))
    assert outcome.trial.query.names[0].text == "Дмитрий Петров"
    assert 0 < outcome.own_score < 0.97  # against the Latin name, which has a father's name more


def test_nobody_is_made_of_a_listed_name(index):
    names = {frozenset(name.text.replace(",", "").lower().split()) for party in PARTIES for name in party.names}
    made = [trial for trial in trials(PARTIES, PLAN) if not trial.kind.expected]
    assert {trial.kind.group for trial in made} == {"near misses", "strangers"}
    assert not names & {frozenset(trial.query.names[0].text.lower().split()) for trial in made}


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(InvalidInput, match="there is no kind 'upside down'; there are: as listed, letters swapped"):
        list(trials(PARTIES, Plan(kinds=frozenset(["upside down"]))))


def test_lists_of_nobody_give_no_trials():
    assert list(trials([], PLAN)) == []


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        pytest.param(0, 10, 0.0, 0.278, id="never"),
        pytest.param(10, 10, 0.722, 1.0, id="always"),
        pytest.param(1, 2, 0.095, 0.905, id="half of two"),
        pytest.param(0, 0, 0.0, 1.0, id="not tried"),
    ],
)
def test_an_interval_tells_what_so_few_trials_leave_open(hits, of, low, high):
    assert [round(bound, 3) for bound in Rate(hits, of).interval] == [low, high]


def test_dates_go_wrong_as_people_write_them():
    day = date(1960, 4, 7)
    assert {year_off(Random(seed), day) for seed in range(20)} == {date(1959, 4, 7), date(1961, 4, 7)}
    assert day_and_month_swapped(Random(1), day) == date(1960, 7, 4)
    assert day_and_month_swapped(Random(1), date(1960, 4, 20)) is None
    for seed in range(50):
        other = digit_wrong(Random(seed), day)
        if other is not None:
            assert sum(a != b for a, b in zip(other.isoformat(), day.isoformat(), strict=True)) == 1


def test_the_script_of_a_name_is_that_of_most_letters():
    assert [script_name(text) for text in ("Ivan (Иван) Petrov", "김정은", "123", "محمد")] == [
        "latin", "hangul", "", "arab",
    ]  # fmt: skip
