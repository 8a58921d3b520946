"""What a group of rules tells apart, key by key: the compilation of their condition trees into questions to columns.

Two rows that agree on everything their `Marks` name get the same finding from these rules, but for the values that the
finding quotes. Marks may tell apart more than the rules do, never less.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from navicert.measures.arithmetic import FACTS_YEAR, barrels_per_tonne
from navicert.measures.facts import FactValue
from navicert.measures.naming import NAME_KEYS
from navicert.measures.questions import conditions_of, simple_parts
from navicert.measures.rules import Rule, binding_clock, validity
from navicert.measures.situation import Situation
from navicert.rulebook.goods import Goods
from navicert.rulebook.model import (
    Bound,
    Condition,
    DayIs,
    DaysSince,
    FactIs,
    Given,
    GoodsAre,
    Measure,
    NumberIs,
    OwnedBy,
    PartyListed,
    PriceIs,
    QuotaIs,
    ReadingIs,
    Regime,
    Rulebook,
)
from navicert.rulebook.vocabulary import AMOUNTS_AND_UNITS, KEYS

UNMENTIONED = "~"
QUOTA_NUMBERS = (
    "quantity_amount", "value_amount", "reported_total_amount", "reported_total_alt_amount", "estimated_total_amount",
    "previous_period_total_amount", "baseline_amount", "bbl_per_t",
)  # fmt: skip
PRICE_NUMBERS = ("unit_price_amount", "bbl_per_t")
UNITS = tuple(unit for _, unit in AMOUNTS_AND_UNITS)
CODED = frozenset(key.name for key in KEYS.values() if key.type in ("code", "yes_no", "state", "states")) | {
    key.name for key in KEYS.values() if key.type == "text" and key.name not in NAME_KEYS
}
MOVEMENT = ("loading_date", "arrival_date", "declaration_date", "release_date")
DATES = tuple(key.name for key in KEYS.values() if key.type == "date")


class Marks:
    """What rules ask: sets that the value of a coded key may lie in, lists of goods, days by clock, numbers by key,
    prices, quotas, spans of days since an event, date keys that a finding tells of. `is_complete` is False when a rule
    asks what no mark tells."""

    def __init__(self, rulebook: Rulebook, activity: str, known_on: date) -> None:
        self.sets: dict[str, set[frozenset[Any]]] = defaultdict(set)
        self.clocks: dict[str, set[date]] = defaultdict(set)
        self.numbers: dict[str, set[Decimal]] = defaultdict(set)
        self.goods: dict[Goods, None] = {}
        self.prices: set[Decimal] = set()
        self.quotas: dict[str, Measure] = {}
        self.since: dict[DaysSince, None] = {}
        self.told_days: set[str] = set()
        self.is_complete = True
        self._ordered: dict[str, list[frozenset[Any]]] = {}
        self._sharing: dict[tuple[str, ...], bool] = {}
        self._rulebook, self._known_on = rulebook, known_on
        self._undated = Situation({"activity": activity}, rulebook, known_on)

    # -- what rules ask -----------------------------------------------------------------------------------------------

    def add_regime(self, regime: Regime, activity: str) -> None:
        """What decides whom the regime binds, whether the facts concern it and how far it is held."""
        self._add_bound(regime, binding_clock("act", activity))
        self.add_condition(regime.concerns)
        for row in regime.coverage:
            if activity in row.activities:
                self.clocks["act"].add(row.first)
                if row.goods is not None:
                    self.goods[row.goods] = None
                if row.where is not None:
                    self.add_condition(row.where)

    def add_scope(self, rule: Rule) -> None:
        """What decides whether the rule applies."""
        measure = rule.measure
        if rule.regime.bound:
            self._add_bound(rule.regime, binding_clock(measure.clock, rule.activity))
        if rule.steps:
            self.sets["action"].add(frozenset(rule.steps))
        self.clocks[measure.clock].update(day for day in validity(rule, self._known_on) if day is not None)
        for atom in _atoms_of_scope(rule):
            self._add_atom(atom)

    def add_answer(self, rule: Rule) -> None:
        """What decides what the rule says where it applies: exceptions, their doors, its quota."""
        self.told_days.update(rule.mentions & set(DATES))
        for exemption in rule.measure.exceptions:
            if exemption.door != "open":
                self.sets[exemption.door].add(frozenset((True,)))
        for atom in _atoms_of_answer(rule):
            self._add_atom(atom)
        if rule.measure.quota is not None:
            self._add_quota(rule.measure)

    def add_condition(self, condition: Condition) -> None:
        for atom in simple_parts(condition):
            self._add_atom(atom)

    def _add_bound(self, regime: Regime, clock: str) -> None:
        together, leaving = _told_apart(regime.bound)
        self.sets["bound_state"].add(together)
        for day, states in leaving:
            self.sets["bound_state"].add(states)
            self.clocks[clock].add(day)

    def _add_atom(self, atom: Condition) -> None:
        match atom:
            case FactIs(key, values) if key in CODED:
                self.sets[key].add(values)
                if key == "origin":
                    self.sets["true_origin"].add(values)
            case GoodsAre(goods):
                self.goods[goods] = None
            case DayIs(clock, first, until):
                self.clocks[clock].update(day for day in (first, until) if day is not None)
            case DaysSince(_, clock):
                self.since[atom] = None
                self.clocks[clock].update(())
            case Given(key):
                self._add_given(key)
            case PartyListed() | OwnedBy() | ReadingIs():
                pass  # rows that name parties are not judged in common; readings are asked of the law, not of the facts
            case _:
                self._add_amount(atom)

    def _add_given(self, key: str) -> None:
        if KEYS[key].type in ("number", "integer"):
            self.numbers[key].update(())
        elif key in CODED or key in DATES:
            self.sets[key].update(())
        elif key not in NAME_KEYS:
            self.is_complete = False

    def _add_amount(self, atom: Condition) -> None:
        match atom:
            case NumberIs(key, low, high):
                self.numbers[key].update(mark for mark in (low, high) if mark is not None)
            case PriceIs(at_most):
                self.prices.add(at_most)
            case QuotaIs(measure):
                self._add_quota(self._rulebook.measures[measure])
            case _:
                self.is_complete = False

    def _add_quota(self, measure: Measure) -> None:
        assert measure.quota is not None
        self.quotas[measure.id] = measure
        self.clocks[measure.clock].update(())
        self.clocks["export"].update(())

    def include(self, other: Marks) -> None:
        """Everything that other rules tell apart as well."""
        for key, sets in other.sets.items():
            self.sets[key] |= sets
        for key, cuts in other.numbers.items():
            self.numbers[key] |= cuts
        for clock, days in other.clocks.items():
            self.clocks[clock] |= days
        self.goods.update(other.goods)
        self.prices |= other.prices
        self.quotas.update(other.quotas)
        self.since.update(other.since)
        self.told_days |= other.told_days
        self.is_complete = self.is_complete and other.is_complete

    # -- what they see of a row ------------------------------------------------------------------------------------

    def reader(self) -> Callable[[Mapping[str, FactValue]], tuple[object, ...]]:
        """What reads a row's codes and goods, and which other keys it gives, as far as the rules tell them apart. The
        marks must be whole."""
        classes = [(key, functools.cache(functools.partial(self.class_of, key))) for key in self.coded_keys]
        given = [key for key in (*self.sets, *self.numbers) if key not in CODED]
        goods_class = functools.cache(self.goods_class)

        def read(values: Mapping[str, Any]) -> tuple[object, ...]:
            value_of = values.get
            coded = [class_of(value_of(key)) for key, class_of in classes]
            return (*coded, *[key in values for key in given], goods_class(value_of("hs"), value_of("goods_kind")))

        return read

    def keys_of(self, clock: str) -> tuple[str, ...]:
        """The date keys that a clock looks at, in order."""
        return self._undated.keys_of(clock)

    def day_keys(self) -> frozenset[str]:
        """The date keys that may tell a clock's day, or bound it: a cargo is loaded, then arrives, then is released."""
        keys = {key for clock in self.clocks for key in self.keys_of(clock)}
        moves = any(self.keys_of(clock)[0] in MOVEMENT for clock in self.clocks)
        return frozenset(keys | set(MOVEMENT) if moves else keys)

    @property
    def coded_keys(self) -> list[str]:
        """The keys with codes, states or words whose value counts, in order; the units of quotas are looked at with
        their amounts."""
        units = {"unit_price_unit"} if self.prices else set()
        return sorted((self.sets.keys() & CODED | units) - {"activity"})

    @property
    def number_keys(self) -> frozenset[str]:
        """The number keys whose value or presence counts."""
        amounts = set(QUOTA_NUMBERS if self.quotas else ())
        if not self.counts_money:
            amounts.discard("value_amount")
        return frozenset((*self.numbers, *amounts, *(PRICE_NUMBERS if self.prices else ())))

    @property
    def counts_money(self) -> bool:
        """Whether a quota limits the value of deliveries; otherwise their value is quoted at most."""
        quotas = (measure.quota for measure in self.quotas.values() if measure.quota is not None)
        return any(limit.unit == "USD" for quota in quotas for limit in quota.limits)

    def turns(self) -> list[tuple[int, int]]:
        """Days of the year on which a quota's year may turn."""
        days = {FACTS_YEAR} if self.quotas else set()
        for measure in self.quotas.values():
            assert measure.quota is not None
            days.update((month, day) for _, _, month, day in measure.quota.disputed_from)
            if measure.quota.month_day is not None:
                days.add(measure.quota.month_day)
        return sorted(days)

    def class_of(self, key: str, value: FactValue | None) -> object:
        """What the rules see of a coded key's value: which of their sets hold it. Units, yes and no, and several states
        together are seen as they are; an absent key is None."""
        if value is None or isinstance(value, bool):
            return value
        if key in UNITS:
            return _unit_class(key, str(value))
        if isinstance(value, tuple):
            return self._sets_with(key, value[0]) if len(value) == 1 and value != ("any",) else value
        if key == "transit_port":
            return value if self._sets_with(key, str(value).casefold()) else UNMENTIONED
        return self._sets_with(key, value)

    def _sets_with(self, key: str, value: object) -> tuple[int, ...]:
        return tuple(number for number, values in enumerate(self._in_order(key)) if value in values)

    def _in_order(self, key: str) -> list[frozenset[Any]]:
        """The sets of a key, in an order that is the same in every process."""
        ordered = self._ordered.get(key, [])
        if len(ordered) != len(self.sets[key]):
            ordered = self._ordered[key] = sorted(self.sets[key], key=lambda values: sorted(map(str, values)))
        return ordered

    def shares_class(self, states: tuple[str, ...]) -> bool:
        """Whether the rules see the one state and some other one as the same. The marks must be whole."""
        if (shares := self._sharing.get(states)) is None:
            shares = self._sharing[states] = self._shares_class(states)
        return shares

    def _shares_class(self, states: tuple[str, ...]) -> bool:
        if len(states) > 1 or states == ("any",):
            return False
        seen = self._sets_with("bound_state", states[0])
        mentioned = {state for states_of in self.sets["bound_state"] for state in states_of}
        return not seen or sum(self._sets_with("bound_state", state) == seen for state in mentioned) > 1

    def goods_class(self, hs: str | None, kind: str | None) -> object:
        """What the rules see of goods told by code and kind: which lists cover them, and barrels in a tonne."""
        if not (self.goods or self.quotas or self.prices):
            return None
        covered = tuple(goods.cover(hs, kind) for goods in self.goods)
        ratio = self._ratio(hs, kind) if self.quotas or self.prices else None
        if None in covered or (self.prices and ratio is None) or "hs" in self.sets:
            return hs, kind
        return covered, hs is None, kind is None, ratio

    def tell_goods(self, hs: str | None, kind: str | None) -> bool:
        """Whether code and kind say for every list whether it covers the goods."""
        return all(goods.cover(hs, kind) is not None for goods in self.goods)

    def _ratio(self, hs: str | None, kind: str | None) -> object:
        known = {key: value for key, value in (("hs", hs), ("goods_kind", kind)) if value is not None}
        return barrels_per_tonne(Situation(known, self._rulebook, self._known_on))


@functools.lru_cache(maxsize=4096)
def _atoms_of_scope(rule: Rule) -> tuple[Condition, ...]:
    """The simple conditions that decide whether a rule applies."""
    measure = rule.measure
    goods = None if measure.goods is None else GoodsAre(measure.goods)
    whole = (condition for condition in (measure.place, goods, measure.where) if condition is not None)
    return tuple(atom for condition in whole for atom in simple_parts(condition))


@functools.lru_cache(maxsize=4096)
def _atoms_of_answer(rule: Rule) -> tuple[Condition, ...]:
    """The simple conditions that decide what a rule says: those of its exceptions and of its quota."""
    whole = [condition for exemption in rule.measure.exceptions for condition in conditions_of(exemption)]
    if rule.measure.quota is not None:
        whole += [row.when for row in rule.measure.quota.conditions]
    return tuple(atom for condition in whole for atom in simple_parts(condition))


@functools.lru_cache(maxsize=64)
def _told_apart(bound: tuple[Bound, ...]) -> tuple[frozenset[str], list[tuple[date, frozenset[str]]]]:
    """The states that a law binds; and by the day on which it leaves some, these."""
    days = sorted({row.until for row in bound if row.until is not None})
    leaving = [(day, frozenset(row.state for row in bound if row.until == day)) for day in days]
    return frozenset(row.state for row in bound), leaving


def _unit_class(key: str, unit: str) -> str:
    """Kilograms count as tonnes; of values only those in USD count."""
    if key == "value_currency":
        return unit if unit == "USD" else UNMENTIONED
    return "t" if unit == "kg" else unit


def marks_of(
    law: tuple[Rulebook, date], regime: Regime, activity: str, rules: Iterable[Rule], *, answers: bool
) -> Marks:
    """The marks of a regime with these rules: of their scope, with `answers` also of what they say."""
    marks = Marks(law[0], activity, law[1])
    marks.add_regime(regime, activity)
    for rule in rules:
        marks.add_scope(rule)
        if answers:
            marks.add_answer(rule)
    return marks
