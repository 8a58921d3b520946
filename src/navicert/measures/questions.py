"""What a measure asks: its simple conditions, the questions it mentions, the contested points it turns on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from navicert.rulebook.model import (
    AllOf,
    AnyOf,
    Condition,
    DayIs,
    DaysSince,
    Exemption,
    FactIs,
    Given,
    GoodsAre,
    Measure,
    NotOf,
    NumberIs,
    OwnedBy,
    PartyListed,
    PriceIs,
    QuotaIs,
    ReadingIs,
    Regime,
    Rulebook,
    Stated,
    Unless,
)
from navicert.rulebook.vocabulary import AMOUNTS_AND_UNITS, CLOCKS, KEYS


def atoms_of(measure: Measure) -> Iterator[Condition]:
    """Every simple condition of a measure: place, goods, further scope, exceptions, conditions of its quota."""
    for condition in whole_conditions(measure):
        yield from simple_parts(condition)


def whole_conditions(measure: Measure) -> Iterator[Condition]:
    """Every condition of a measure as it stands, goods included."""
    goods = GoodsAre(measure.goods) if measure.goods else None
    yield from (part for part in (measure.place, goods, measure.where) if part is not None)
    if measure.quota is not None:
        yield from (row.when for row in measure.quota.conditions)
    for exemption in measure.exceptions:
        yield from conditions_of(exemption)


def simple_parts(condition: Condition) -> Iterator[Condition]:
    """The simple conditions that a condition is made of."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from simple_parts(part)
        case NotOf(part) | Stated(part):
            yield from simple_parts(part)
        case _:
            yield condition


MOVING_GOODS = frozenset({"loading_date", "arrival_date", "release_date", "declaration_date"})


def mentioned_in(measure: Measure) -> Iterator[str]:
    """The questions whose answer may change what the measure says."""
    yield from ("bound_state", "action", *days_of(measure.clock))
    if measure.quota is not None:
        yield f"quota {measure.id}"
    for atom in atoms_of(measure):
        yield from _asked_by(atom)


def _asked_by(atom: Condition) -> Iterable[str]:
    match atom:
        case FactIs(key) | NumberIs(key) | Given(key):
            return (key,)
        case DayIs(clock):
            return days_of(clock)
        case DaysSince(event, clock):
            return (event, *days_of(clock))
        case GoodsAre():
            return ("goods",)
        case PriceIs():
            return ("unit_price_amount", "goods")
        case QuotaIs(measure_id):
            return (f"quota {measure_id}", "goods", *days_of("export"))
        case PartyListed(list_id) | OwnedBy(list_id):
            return (f"identity {list_id}", f"owners {list_id}", *DATE_KEYS)
        case _:
            return ()


def facts_read(measure: Measure, regime: Regime, rulebook: Rulebook) -> tuple[str, ...]:
    """The keys of every fact that can bear on what a measure says under a regime, but for goods and the price, and for
    the names of parties."""
    atoms = tuple(atoms_of(measure))
    read = {key for key in mentioned_in(measure) if key in KEYS}
    looked_at = [rulebook.measures[atom.measure] for atom in atoms if isinstance(atom, QuotaIs)]
    if measure.quota is not None or looked_at:
        read.update(QUOTA_FACTS)
        for one in (measure, *looked_at):
            read.update(days_of(one.clock))
    if any(isinstance(atom, PriceIs) for atom in atoms):
        read.add("bbl_per_t")
    if any(isinstance(atom, OwnedBy) for atom in atoms):
        read.add("owners")
    if "origin" in read:
        read.add("true_origin")
    if any(row.until is not None for row in regime.bound):
        read.update(days_of("act"))
    read.update(exemption.door for exemption in measure.exceptions if exemption.door != "open")
    return tuple(sorted(read - {"unit_price_amount", "unit_price_unit"}))


QUOTA_FACTS = frozenset(key for pair in AMOUNTS_AND_UNITS for key in pair) | {"quota_notice_percent", "bbl_per_t"}

DATE_KEYS = tuple(key.name for key in KEYS.values() if key.type == "date")


def days_of(clock: str) -> Iterable[str]:
    """The date keys that may change what a clock shows, or may still show."""
    if clock == "act":
        return DATE_KEYS
    keys = set(CLOCKS.get(clock, (clock,)))
    return keys | MOVING_GOODS if keys & MOVING_GOODS else keys


def conditions_of(exemption: Exemption) -> Iterator[Condition]:
    """The conditions of an exemption and of everything that takes it away."""
    if exemption.when is not None:
        yield exemption.when
    yield from _conditions_of(exemption.unless)


def _conditions_of(rows: Iterable[Unless]) -> Iterator[Condition]:
    for row in rows:
        yield row.when
        yield from _conditions_of(row.unless)


def ambiguities_of(measure: Measure) -> frozenset[str]:
    found = {row[0] for row in measure.quota.disputed_from} if measure.quota else set()
    conditions = [measure.where, *(c for e in measure.exceptions for c in conditions_of(e))]
    if measure.quota:
        conditions.extend(row.when for row in measure.quota.conditions)
        found.add("A07")
    for condition in conditions:
        if condition is not None:
            found |= _readings_in(condition)
    return frozenset(found)


def _readings_in(condition: Condition) -> set[str]:
    match condition:
        case ReadingIs(ambiguity):
            return {ambiguity}
        case AllOf(parts) | AnyOf(parts):
            return {name for part in parts for name in _readings_in(part)}
        case NotOf(part) | Stated(part):
            return _readings_in(part)
        case _:
            return set()
