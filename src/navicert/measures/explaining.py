"""The reasons of a finding: measures with their part in it, and exceptions with their state."""

from __future__ import annotations

import functools
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from navicert.measures.assessment import ExceptionState, NamedMeasure, Role
from navicert.measures.judging import Truth, truth
from navicert.measures.parties import ListedParty
from navicert.measures.questions import simple_parts
from navicert.measures.rules import Part, Rule, validity
from navicert.measures.situation import Situation
from navicert.measures.verdicts import Interval, Judged, Verdict
from navicert.rulebook.model import NOT_LAW, Condition, FactIs, Measure, NumberIs, OwnedBy, PartyListed, Rulebook
from navicert.terms.country import in_a_sentence

NEAREST = 12
MOST_NAMED = 4096
# How far a measure is from applying when a part of its scope fails: goods of another kind are furthest.
DISTANCE: dict[Part, int] = {"law": 1, "bound": 1, "step": 1, "time": 1, "place": 1, "goods": 2, "where": 1}
NOT_LAW_WORDS = {
    "proposed": "only proposed, it bound nobody",
    "announced": "announced, never law",
    "bill": "a bill, not enacted",
    "unknown": "its content is not known here",
}
STATES: dict[bool | None, Literal["met", "not_met", "unknown"]] = {True: "met", False: "not_met", None: "unknown"}


def named_measures(verdict: Verdict, bounds: Interval, situation: Situation) -> tuple[NamedMeasure, ...]:
    """The measures that apply or may apply, those that decide first, with the acts that listed the parties found."""
    rows = sorted(verdict.rows, key=lambda row: (-row.interval.high, -row.interval.low))
    named: dict[str, NamedMeasure] = {}
    for row in rows:
        role: Role = "decides" if row.interval.high >= bounds.high else "applies"
        measure = row.rule.measure
        named[measure.id] = _named(measure, role, _why(row), situation)
        for parent in _parents(measure, situation):
            named.setdefault(parent.id, _named(parent, "applies", f"of which {measure.id} is a part", situation))
    for measure, why in _listing_acts(verdict, situation):
        named.setdefault(measure.id, _named(measure, "applies", why, situation))
    return tuple(named.values())


def _why(row: Judged) -> str:
    if row.applies is None:
        return "may apply"
    return "applies, an exception may be met" if row.says.low < row.says.high else "applies"


def _parents(measure: Measure, situation: Situation) -> Iterator[Measure]:
    if measure.part_of is not None:
        yield situation.rulebook.measures[measure.part_of]


def _listing_acts(verdict: Verdict, situation: Situation) -> Iterator[tuple[Measure, str]]:
    """The acts that listed the parties on whom an applicable measure turns."""
    if not situation.parties.listed:
        return
    lists = {atom.list for row in verdict.rows for atom in row.rule.atoms if isinstance(atom, PartyListed | OwnedBy)}
    for party in situation.parties.listed:
        if party.list in lists and party.measure in situation.rulebook.measures:
            since = f" on {party.listed_on}" if party.listed_on else ""
            yield situation.rulebook.measures[str(party.measure)], f"listed {party.caption}{since}"


def _named(measure: Measure, role: Role, why: str, situation: Situation) -> NamedMeasure:
    return named_once(measure.id, role, why, situation.rulebook)


@functools.lru_cache(maxsize=MOST_NAMED)
def named_once(measure_id: str, role: Role, why: str, rulebook: Rulebook) -> NamedMeasure:
    """The one value for a measure with its part in a finding."""
    measure = rulebook.measures[measure_id]
    return NamedMeasure(
        measure.id,
        rulebook.instruments[measure.instrument].title,
        measure.paragraph,
        role,
        measure.summary,
        why,
        measure.confidence,
        measure.unconfirmed,
    )


def checked_measures(rules: tuple[Rule, ...], situation: Situation) -> tuple[NamedMeasure, ...]:
    """The measures nearest to applying where none does, and what keeps each away."""
    activity, listed = situation.values["activity"], situation.parties.listed
    near: dict[str, tuple[tuple[int, bool, int], Rule, list[Part], bool]] = {}
    for rule in _that_may_be_told(rules, situation.known_on):
        if rule.measure.id in near:
            continue
        same_way = rule.activity == activity
        if not same_way and rule.part("goods", situation) is False:
            continue
        failing = rule.failing(situation)
        if not failing:
            continue
        distance = sum([DISTANCE[part] for part in failing]) + (not same_way)
        distance -= "where" in failing and bool(listed) and _listed_later(rule, situation) is not None
        changes = _changes_away(rule, rules, situation) if "time" in failing else 0
        near[rule.measure.id] = ((distance, _asks_of_anything(rule, failing), changes), rule, failing, same_way)
    rows = sorted(near.values(), key=lambda row: (row[0], -(row[1].measure.first or date.min).toordinal()))
    named: dict[str, NamedMeasure] = {}
    for _, rule, failing, same_way in rows[:NEAREST]:
        why = _keeps_away(rule, failing, situation, same_way)
        named.setdefault(rule.measure.id, _named(rule.measure, "checked", why, situation))
        for parent in _parents(rule.measure, situation):
            named.setdefault(parent.id, _named(parent, "checked", f"of which {rule.measure.id} is a part", situation))
    return tuple(named.values())


def _asks_of_anything(rule: Rule, failing: Sequence[Part]) -> bool:
    """Whether a rule stays away that asks of whatever is traded, or done, for whom or for what end it is."""
    if "where" not in failing or "time" in failing:
        return False
    of_all_goods = rule.activity in ("supply", "procure") and rule.measure.goods is None
    return of_all_goods or any(isinstance(atom, PartyListed | OwnedBy) for atom in _further_conditions(rule))


@functools.lru_cache(maxsize=1024)
def _that_may_be_told(rules: tuple[Rule, ...], known_on: date) -> tuple[Rule, ...]:
    """Without mere records, and acts not yet made."""
    return tuple(rule for rule in rules if _may_be_told(rule.measure, known_on))


def _may_be_told(measure: Measure, known_on: date) -> bool:
    unmade = measure.adopted is not None and measure.adopted > known_on
    return not unmade and (measure.effect != "none" or measure.status in NOT_LAW)


def _keeps_away(rule: Rule, failing: Sequence[Part], situation: Situation, same_way: bool) -> str:
    if not same_way:
        return "rules the other direction of trade"
    return "; ".join([_keeps(part, rule, situation) for part in failing])


def _keeps(part: Part, rule: Rule, situation: Situation) -> str:
    """What one part of a scope says that does not fit."""
    match part:
        case "law":
            return NOT_LAW_WORDS.get(rule.measure.status, "never applied")
        case "bound":
            return f"does not bind an actor of {state_names(situation)}"
        case "step":
            return f"rules {', '.join(rule.steps)}, not {situation.values.get('action')}"
        case "time":
            return _out_of_time(rule, situation)
        case "place":
            return "the goods or parties are not where it looks"
        case "goods":
            return "these goods are not on its list"
        case _:
            return _listed_later(rule, situation) or _condition_unmet(rule, situation)


def state_names(situation: Situation) -> str:
    states = situation.values.get("bound_state")
    return _names_of(states) if isinstance(states, tuple) else "an unknown state"


@functools.lru_cache(maxsize=1024)
def _names_of(states: tuple[object, ...]) -> str:
    return ", ".join(in_a_sentence(str(code)) for code in states)


def _changes_away(rule: Rule, rules: tuple[Rule, ...], situation: Situation) -> int:
    """How many changes of these rules lie between the day tested and the rule's validity; very many for one that never
    applied."""
    first, until = validity(rule, situation.known_on)
    day = situation.day(rule.measure.clock)
    if day is None or (first is not None and until is not None and until <= first):
        return sys.maxsize
    changes = _changes(rules, rule.measure.clock, situation.known_on)
    today = bisect_right(changes, day)
    if first is not None and day < first:
        return bisect_right(changes, first) - today
    return today - bisect_right(changes, until) + 1 if until is not None else 0


@functools.lru_cache(maxsize=1024)
def _changes(rules: tuple[Rule, ...], clock: str, known_on: date) -> tuple[date, ...]:
    """The days on which a rule that is tested by the clock begins or ends."""
    days = {day for rule in rules if rule.measure.clock == clock for day in validity(rule, known_on)}
    return tuple(sorted(day for day in days if day is not None))


def _out_of_time(rule: Rule, situation: Situation) -> str:
    first, until = validity(rule, situation.known_on)
    day = situation.day(rule.measure.clock)
    if first is not None and until is not None and until <= first:
        return "never applied"
    if first is not None and (day is None or day < first):
        return f"begins {first}"
    return f"ended {until - timedelta(days=1)}" if until else "is not in force"


def _listed_later(rule: Rule, situation: Situation) -> str | None:
    """For a party that the rule's list holds, though not on the day of the act."""
    if not situation.parties.listed:
        return None
    for atom in rule.atoms:
        if isinstance(atom, PartyListed):
            for party in situation.parties.listed:
                if (
                    party.list == atom.list
                    and (not atom.measures or party.measure in atom.measures)
                    and party.sure
                    and (told := _listed_when(party, situation))
                ):
                    return told
    return None


def _listed_when(party: ListedParty, situation: Situation) -> str | None:
    """From when a party was listed, or until when where it no longer was on the day of the act."""
    first, until = party.possible
    day = situation.day("act")
    if until is not None and day is not None and day >= until:
        return f"lists {party.caption} no longer: " + (
            f"the listing ended {until}" if party.ended_on else f"it was gone by the edition of {until}"
        )
    return f"lists {party.caption} from {first}" if first and (day is None or day < first) else None


def _condition_unmet(rule: Rule, situation: Situation) -> str:
    atoms = _further_conditions(rule)
    if any(isinstance(atom, PartyListed) for atom in atoms):
        return "no party named was listed by it then" if situation.parties.asked else "no party is named"
    if any(isinstance(atom, OwnedBy) for atom in atoms):
        return "listed owners do not reach its threshold"
    asked = [atom for atom in atoms if isinstance(atom, FactIs | NumberIs)]
    if unstated := [atom.key for atom in asked if atom.key not in situation.values]:
        return f"{unstated[0].replace('_', ' ')} is not stated"
    keys = (atom.key for atom in asked if truth(atom, situation) is False)
    told = [_said(key, situation) for key in dict.fromkeys(keys) if key in situation.values and key != "activity"]
    return f"not with {', '.join(told)}" if told else "its further conditions are not met"


def _said(key: str, situation: Situation) -> str:
    return f"an actor of {state_names(situation)}" if key == "bound_state" else f"{key} {situation.values[key]}"


@functools.lru_cache(maxsize=4096)
def _further_conditions(rule: Rule) -> tuple[Condition, ...]:
    where = rule.measure.where
    return () if where is None else tuple(simple_parts(where))


def exception_states(verdict: Verdict, situation: Situation) -> tuple[ExceptionState, ...]:
    """Every exception of the measures that apply or may apply, with its state."""
    return tuple(
        [
            _states_of(row.rule)[is_met(situation)][place]
            for row in verdict.rows
            for place, (is_met, _) in enumerate(row.rule.doors)
        ]
    )


@functools.lru_cache(maxsize=4096)
def _states_of(rule: Rule) -> dict[Truth, tuple[ExceptionState, ...]]:
    """The exceptions of a rule in every state that they may have."""
    return {
        value: tuple(
            ExceptionState(exemption.id, state, exemption.paragraph, rule.measure.id, exemption.text, exemption.duties)
            for _, exemption in rule.doors
        )
        for value, state in STATES.items()
    }
