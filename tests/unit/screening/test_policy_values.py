"""A policy's thresholds and weights by name, and how far down its scores are complete."""

import random
from dataclasses import fields, replace

import pytest

from navicert.errors import InvalidInput
from navicert.screening import Policy, party_from_ftm
from navicert.screening.floor import exact_from, floor_warning
from navicert.screening.policy_values import changed_values, knobs, with_values
from navicert.screening.scoring import weigh

from .made_parties import altered, made_list


def test_every_field_of_the_policy_is_a_knob_with_a_meaning_and_its_shipped_value_in_range():
    assert list(knobs()) == [field.name for field in fields(Policy)]
    for knob in knobs().values():
        assert len(knob.meaning) > 10
        assert knob.read(knob.shipped, "f") == knob.shipped


def test_values_change_what_they_name_and_nothing_else():
    changed = with_values(Policy(), {"cutoff": 0.8, "country": 0, "limit": 3}, "f")
    assert changed == Policy(cutoff=0.8, country=0.0, limit=3)
    assert changed_values(changed) == {"cutoff": 0.8, "country": 0.0, "limit": 3}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"cut_off": 1}, "a policy has no 'cut_off'; did you mean cutoff", id="a name misspelt"),
        pytest.param({"zzz": 1}, "there are: cutoff, limit", id="a name that is none"),
        pytest.param({"cutoff": 1.01}, "out of range; give one from 0 to 1", id="above"),
        pytest.param({"limit": 0}, "out of range; give one from 1 to 1000", id="below"),
        pytest.param({"base_rate": 1}, "out of range", id="a certain base rate"),
        pytest.param({"rarity": -0.1}, "out of range; give one from 0 to 5", id="negative"),
        pytest.param({"rarity": float("nan")}, "out of range", id="not a number"),
        pytest.param({"rarity": True}, "is not a number", id="true"),
        pytest.param({"limit": 3.0}, "is not a whole number", id="a fraction"),
    ],
)
def test_what_a_policy_cannot_hold_is_refused(values, words):
    with pytest.raises(InvalidInput, match=words):
        with_values(Policy(), values, "f")


@pytest.mark.parametrize("policy", [Policy(), Policy(least_name=0.7), Policy(unexplained=0.1, birth_day=0.3)])
def test_from_the_floor_on_no_score_is_left_out(policy):
    r = random.Random(3)
    parties = made_list(21, 120)
    everything = replace(policy, least_name=0.0)
    left_out, floor = [], exact_from(policy)
    for entry in parties:
        name = altered(r, entry.names[0].text)
        asked = {"name": [name], "birthDate": [str(entry.birth_dates[0])] if entry.birth_dates else []}
        for other in r.sample(parties, 10):
            query = party_from_ftm({"id": "q", "schema": entry.schema, "properties": asked}, doubts=[])
            with_all, kept = weigh(query, other, everything), weigh(query, other, policy)
            if with_all and not kept:
                left_out.append(with_all.score)
    assert len(left_out) > 20
    assert max(left_out) < floor


def test_a_cutoff_below_the_floor_is_told():
    floor = exact_from(Policy())
    assert floor_warning(Policy(cutoff=floor)) is None
    assert "lies below" in str(floor_warning(Policy(cutoff=floor - 0.01)))
