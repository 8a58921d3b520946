"""What a rule sees of a fact that is tried out: of two values that it does not tell apart, the same.

A day is seen as its place among the days on which the rule changes, goods by the lists they are on, a code as itself
where the rule names it. So a rule is judged once for every stretch of values, however many are tried.
"""

from __future__ import annotations

import functools
import operator
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from navicert.measures.arithmetic import FACTS_YEAR
from navicert.measures.compiling import GOODS_KEPT
from navicert.measures.questions import DATE_KEYS, facts_read
from navicert.measures.situation import Situation
from navicert.rulebook.goods import OTHER as OTHER_GOODS
from navicert.rulebook.model import (
    Condition,
    DayIs,
    DaysSince,
    FactIs,
    Given,
    GoodsAre,
    Measure,
    OwnedBy,
    PartyListed,
    PriceIs,
    QuotaIs,
    QuotaRule,
    Regime,
    Rulebook,
)
from navicert.rulebook.vocabulary import KEYS

Sight = Callable[[Any], object]
OTHER = object()
# Keys whose values are read by more than the conditions that name them.
READ_ELSEWHERE = frozenset(
    {"bound_state", "action", "transit_port", "committee_approved", "committee_notified", "licence"}
)
STATES_KEPT = 1024


@dataclass(frozen=True, slots=True)
class Scope:
    """A measure as a regime asks it about some steps of an activity (none: all), with its simple conditions."""

    measure: Measure
    regime: Regime
    steps: tuple[str, ...]
    atoms: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a rule sees a situation: the facts it reads, each told apart as far as the rule does, and answers assumed.

    `sights` are by change (a question answered, a contested point read otherwise); a change that is not among them is
    not seen. `places` say where in what is seen a change shows.
    """

    sights: Mapping[str, Sight]
    facts: Callable[[Sequence[Any]], tuple[Any, ...]]
    """Those it reads, in the order of `places`, from all facts in the order of KEYS."""
    sorts: tuple[tuple[int, Sight], ...]
    """By place how the values of a fact are told apart, where not every one is."""
    goods: Sight | None
    priced: bool
    assumed: tuple[str, ...]
    points: frozenset[str]
    places: Mapping[str, int]

    @staticmethod
    def of(scope: Scope, turns_on: Collection[str], rulebook: Rulebook, *, named: bool) -> Outlook:
        """The outlook of a rule that turns on these changes. `named` says whether a party named is listed, so that its
        days count besides those of the rule."""
        sights = sights_of(scope, turns_on, rulebook, named=named)
        read = facts_read(scope.measure, scope.regime, rulebook)
        sorts = ((place, sights.get(key, _itself)) for place, key in enumerate(read))
        priced = any(isinstance(atom, PriceIs) for atom in scope.atoms)
        assumed = tuple(sorted(change for change in turns_on if change.startswith(ASSUMED)))
        told = [*read] + ["goods"] * ("goods" in sights) + ["unit_price_amount"] * priced
        points = frozenset(change.removeprefix("reading ") for change in turns_on if change.startswith("reading "))
        places = {name: place for place, name in enumerate([*told, *assumed])}
        places |= {f"reading {point}": len(places) for point in points}
        return Outlook(
            sights=sights,
            facts=_picking(read),
            sorts=tuple((place, sight) for place, sight in sorts if sight is not _itself),
            goods=sights.get("goods"),
            priced=priced,
            assumed=assumed,
            points=points,
            places=places,
        )

    def look(self, situation: Situation) -> tuple[object, ...]:
        """What is seen of a situation; of two that look the same, the rule says the same."""
        value_of, assumed_of = situation.values.get, situation.assumed.get
        seen: list[object] = [*self.facts(situation.told)]
        for place, sight in self.sorts:
            if (value := seen[place]) is not None:
                seen[place] = sight(value)
        if self.goods is not None:
            seen.append(self.goods((value_of("hs"), value_of("goods_kind"))))
        if self.priced:
            seen.append((value_of("unit_price_amount"), value_of("unit_price_unit")))
        seen += [assumed_of(question) for question in self.assumed]
        if self.points:
            seen.append(situation.reading if situation.reading[0] in self.points else None)
        return tuple(seen)

    def after(self, seen: tuple[object, ...], change: str, value: object) -> tuple[object, ...]:
        """What is seen once a change is made to what was seen before."""
        place = self.places.get(change)
        if place is None:
            return seen
        sight = self.sights.get(change)
        return (*seen[:place], value if sight is None else sight(value), *seen[place + 1 :])


def _picking(keys: Sequence[str]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """What picks the values of some keys from all facts in the order of KEYS."""
    places = [PLACE_OF[key] for key in keys]
    if len(places) > 1:
        return operator.itemgetter(*places)
    return lambda told: tuple([told[place] for place in places])


PLACE_OF = {key: place for place, key in enumerate(KEYS)}
NOTHING_SEEN = Outlook({}, _picking(()), (), None, False, (), frozenset(), {})
ASSUMED = ("quota ", "owners ", "identity ")


def sights_of(scope: Scope, turns_on: Collection[str], rulebook: Rulebook, *, named: bool) -> dict[str, Sight]:
    """How a rule sees each change that it turns on, by the change's name; every other change it does not see. `named`
    says whether a party named is listed, so that its days count besides those of the rule."""
    sights: dict[str, Sight] = dict.fromkeys(turns_on, _itself)
    quotas = list(_quotas(scope, rulebook))
    if not _counts_by_day(scope.atoms, named=named):
        days = _days(sorted(set(_marks(scope))), sorted(set(_turns(quotas))))
        sights.update((key, days) for key in DATE_KEYS if key in turns_on)
    if "goods" in turns_on:
        priced = any(isinstance(atom, PriceIs) for atom in scope.atoms)
        sights["goods"] = _goods(scope.atoms, by_kind=priced or bool(quotas))
    sights.update((key, _codes(values)) for key, values in _named(scope.atoms).items() if key in turns_on)
    sights.update((key, sight) for key, sight in _sights_of_scope(scope) if key in turns_on)
    if "unit_price_amount" in turns_on:
        sights["unit_price_amount"] = _in_dollars
    return sights


def _in_dollars(amount: object) -> object:
    return amount, "USD/bbl"


def _itself(value: object) -> object:
    return value


def _quotas(scope: Scope, rulebook: Rulebook) -> Iterator[QuotaRule]:
    """The caps that a rule looks at."""
    looked_at = (rulebook.measures[atom.measure] for atom in scope.atoms if isinstance(atom, QuotaIs))
    for one in (scope.measure, *looked_at):
        if one.quota is not None:
            yield one.quota


def _counts_by_day(atoms: Collection[Condition], *, named: bool) -> bool:
    """Whether any day may count by itself: by a number of days, or by the listing of a party named."""
    return any(isinstance(atom, DaysSince) or (named and isinstance(atom, PartyListed | OwnedBy)) for atom in atoms)


def _marks(scope: Scope) -> Iterator[date]:
    """The days on which a rule changes, by whatever clock."""
    spans = [(scope.measure.first, scope.measure.until), *((row.first, row.until) for row in scope.measure.regimes)]
    spans += [(atom.first, atom.until) for atom in scope.atoms if isinstance(atom, DayIs)]
    spans += [(None, row.until) for row in scope.regime.bound]
    yield from (day for span in spans for day in span if day is not None)


def _turns(quotas: Collection[QuotaRule]) -> Iterator[tuple[int, int]]:
    """Month and day on which the year of a cap turns, as it counts, as the facts count, and as is disputed."""
    for quota in quotas:
        yield from ((1, 1), FACTS_YEAR, *([quota.month_day] if quota.month_day else []))
        yield from ((month, day) for _, _, month, day in quota.disputed_from)


def _days(marks: list[date], turns: list[tuple[int, int]]) -> Sight:
    if turns:
        return lambda day: (bisect_right(marks, day), day.year, bisect_right(turns, (day.month, day.day)))
    return lambda day: bisect_right(marks, day)


def _goods(atoms: Collection[Condition], *, by_kind: bool) -> Sight:
    """Goods by the lists they are on; by their kind as well where barrels are converted."""
    lists = dict.fromkeys(atom.goods for atom in atoms if isinstance(atom, GoodsAre))
    covers = tuple(functools.lru_cache(GOODS_KEPT)(goods.cover) for goods in lists)

    def seen(goods: tuple[str | None, str | None]) -> object:
        hs, kind = goods
        on = tuple([cover(hs, kind) for cover in covers])
        return (on, (kind, hs and hs[:6]) if kind in (None, OTHER_GOODS) else kind) if by_kind else on

    return seen


def _named(atoms: Collection[Condition]) -> dict[str, set[object]]:
    """The codes that a rule's conditions name, by key, where nothing else reads the key."""
    given = {atom.key for atom in atoms if isinstance(atom, Given)}
    named: dict[str, set[object]] = {}
    for atom in atoms:
        if isinstance(atom, FactIs) and atom.key not in READ_ELSEWHERE | given:
            named.setdefault(atom.key, set()).update(atom.values)
    return named


def _sights_of_scope(scope: Scope) -> Iterator[tuple[str, Sight]]:
    """How a rule sees whom it binds, which step is taken and by which port goods go."""
    named = {key: frozenset(_values(scope.atoms, key)) for key in ("bound_state", "action", "transit_port")}
    yield "bound_state", _states(named["bound_state"].union(row.state for row in scope.regime.bound))
    yield "action", _codes(named["action"].union(scope.steps))
    ports = _codes(named["transit_port"])
    yield "transit_port", lambda port: ports(str(port).casefold())


def _values(atoms: Collection[Condition], key: str) -> Iterator[object]:
    """The values that conditions name of a key."""
    yield from (value for atom in atoms if isinstance(atom, FactIs) and atom.key == key for value in atom.values)


def _states(told_apart: frozenset[object]) -> Sight:
    """The actor's states as far as they are told apart, and whether there are others."""

    @functools.lru_cache(STATES_KEPT)
    def seen(states: tuple[str, ...]) -> object:
        return told_apart.intersection(states), told_apart.issuperset(states)

    return seen


def _codes(values: Collection[object]) -> Sight:
    return lambda value: value if value in values else OTHER
