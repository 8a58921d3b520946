"""Conditions against a situation, in three values: true, false, and None where absent facts leave it open.

`truth` decides; `open_questions` says on which facts an open condition turns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from navicert.measures.arithmetic import judge_quota, price_per_barrel
from navicert.measures.facts import OwnershipShare
from navicert.measures.ownership import held_together, largest_single
from navicert.measures.parties import ListedParty, Span
from navicert.measures.situation import Situation
from navicert.rulebook.model import (
    AllOf,
    AnyOf,
    Condition,
    DayIs,
    DaysSince,
    FactIs,
    Given,
    GoodsAre,
    NotOf,
    NumberIs,
    OwnedBy,
    PartyListed,
    PriceIs,
    QuotaIs,
    ReadingIs,
    Stated,
)

Truth = bool | None


def truth(condition: Condition, situation: Situation) -> Truth:
    """Whether the condition holds; None when facts that decide are absent."""
    return _JUDGES[type(condition)](condition, situation)


def _all(condition: AllOf, situation: Situation) -> Truth:
    result: Truth = True
    for part in condition.parts:
        value = _JUDGES[type(part)](part, situation)
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _any(condition: AnyOf, situation: Situation) -> Truth:
    result: Truth = False
    for part in condition.parts:
        value = _JUDGES[type(part)](part, situation)
        if value is True:
            return True
        if value is None:
            result = None
    return result


def _not(condition: NotOf, situation: Situation) -> Truth:
    value = truth(condition.part, situation)
    return None if value is None else not value


def _fact(condition: FactIs, situation: Situation) -> Truth:
    value = situation.fact(condition.key)
    if value is None:
        return None
    if isinstance(value, tuple):
        return any(state in condition.values for state in value) is not condition.negated
    if condition.key == "transit_port":
        value = str(value).casefold()
    return (value in condition.values) is not condition.negated


def _day(condition: DayIs, situation: Situation) -> Truth:
    day = situation.day(condition.clock)
    if day is not None:
        return day_within(day, condition.first, condition.until)
    return span_within(situation.span(condition.clock), condition.first, condition.until)


def day_within(day: date, first: date | None, until: date | None) -> bool:
    """Whether first <= day < until, either side open when None."""
    return (first is None or first <= day) and (until is None or day < until)


def span_within(span: Span, first: date | None, until: date | None) -> Truth:
    """Whether every day of a span (None: no bound) lies within; None when some may and some may not."""
    low, high = span
    if (low is not None and until is not None and low >= until) or (
        high is not None and first is not None and high < first
    ):
        return False
    after = first is None or (low is not None and low >= first)
    before = until is None or (high is not None and high < until)
    return True if after and before else None


def _number(condition: NumberIs, situation: Situation) -> Truth:
    value: Any = situation.values.get(condition.key)
    if value is None:
        return None
    low, high = condition.low, condition.high
    if low is not None and (value < low or (condition.low_open and value == low)):
        return False
    return not (high is not None and (value > high or (condition.high_open and value == high)))


def _price(condition: PriceIs, situation: Situation) -> Truth:
    price = price_per_barrel(situation)
    return None if price is None else price <= Fraction(condition.at_most)


def _goods(condition: GoodsAre, situation: Situation) -> Truth:
    return condition.goods.cover(situation.values.get("hs"), situation.values.get("goods_kind"))  # type: ignore[arg-type]


def _reading(condition: ReadingIs, situation: Situation) -> Truth:
    return situation.reading == (condition.ambiguity, condition.reading)


def _quota(condition: QuotaIs, situation: Situation) -> Truth:
    fits = judge_quota(situation.rulebook.measures[condition.measure], situation).fits
    return None if fits is None else fits is (condition.state == "open")


def _days_since(condition: DaysSince, situation: Situation) -> Truth:
    event: Any = situation.values.get(condition.event)
    day = situation.day(condition.clock)
    if event is None or day is None:
        return None
    return bool(0 <= (day - event).days <= condition.at_most)


def _listed(condition: PartyListed, situation: Situation) -> Truth:
    """A party is listed by its name; a vessel certainly only by its IMO number, since ships share and change names.

    Open where the day, the identity, or the days of the listing are open, and where a list that has no such name says
    too little; an assumed answer closes all of these but the day."""
    span = situation.act_span()
    result: Truth = False
    found = set()
    for party in situation.parties.listed:
        if party.field in condition.fields and _is_asked(condition, party, situation):
            found.add(party.field)
            value = _stands(condition, party, span, situation)
            if value:
                return True
            result = None if value is None else result
    if result is False and situation.parties.silence and not condition.ever:
        result = _silent(condition, span, found, situation)
    assumed = situation.assumed.get(f"identity {condition.list}")
    return assumed if result is None and assumed is not None and situation.day("act") is not None else result


VESSEL_NAMES = {"vessel_name": "vessel_imo", "counterpart_vessel_name": "counterpart_vessel_imo"}


def _is_asked(condition: PartyListed, party: ListedParty, situation: Situation) -> bool:
    return (
        party.list == condition.list
        and (not condition.measures or party.measure in condition.measures)
        and party.known_on(situation.known_on)
    )


def _stands(condition: PartyListed, party: ListedParty, span: Span, situation: Situation) -> Truth:
    """Whether the party asked about is the listed one, and listed then."""
    listed = True if condition.ever else listed_within(party, span)
    if listed is False:
        return False
    same = _same_party(party, situation)
    return same if listed else None if same is not False else False


def _same_party(party: ListedParty, situation: Situation) -> Truth:
    if (imo := VESSEL_NAMES.get(party.field)) is not None:
        return False if imo in situation.values and party.imo is not None else None
    return True if party.sure else None


def listed_within(party: ListedParty, span: Span) -> Truth:
    """Whether the party stood on its list on every day of a span; None when some may and some may not."""
    if span_within(span, *party.possible) is False:
        return False
    certain = party.certain
    return True if certain is not None and span_within(span, *certain) else None


def _silent(condition: PartyListed, span: Span, found: set[str], situation: Situation) -> Truth:
    """What it means that the list holds none of the names given: nothing where it says too little."""
    silence = situation.parties.silence.get(condition.list)
    if silence is None:
        return False
    named = {field.partition(":")[0] for field in condition.fields} & situation.values.keys()
    named -= {name for name, imo in VESSEL_NAMES.items() if imo in named}
    if not named - found or found & {field for field in condition.fields if ":" in field}:
        return False
    until = silence.until
    return False if until is not None and span[1] is not None and span[1] <= until else None


def _owned(condition: OwnedBy, situation: Situation) -> Truth:
    shares: Any = situation.values.get("owners")
    if shares is None:
        return False
    if (assumed := situation.assumed.get(f"owners {condition.list}")) is not None:
        return assumed
    measure = held_together if condition.together else largest_single
    sure, perhaps = _listed_owners(condition.list, shares, situation)
    low = measure(shares, sure).reaches(condition)
    return (
        low if sure == perhaps or low else None if measure(shares, perhaps).reaches(condition) is not False else False
    )


def _listed_owners(list_id: str, shares: tuple[OwnershipShare, ...], situation: Situation) -> tuple[set[str], set[str]]:
    """Names of owners that are certainly, and perhaps, listed on the day of the act."""
    sure, perhaps = set(), set()
    for share in shares:
        asked = PartyListed(list_id, (f"owners:{share.name}",))
        value = _listed(asked, situation)
        if value is not False:
            perhaps.add(share.name)
        if value:
            sure.add(share.name)
    return sure, perhaps


def _stated(condition: Stated, situation: Situation) -> Truth:
    return truth(condition.part, situation) is True


def _given(condition: Given, situation: Situation) -> Truth:
    return condition.key in situation.values


_JUDGES: dict[type, Callable[[Any, Situation], Truth]] = {
    AllOf: _all,
    AnyOf: _any,
    NotOf: _not,
    FactIs: _fact,
    DayIs: _day,
    NumberIs: _number,
    PriceIs: _price,
    GoodsAre: _goods,
    ReadingIs: _reading,
    QuotaIs: _quota,
    DaysSince: _days_since,
    PartyListed: _listed,
    OwnedBy: _owned,
    Stated: _stated,
    Given: _given,
}


def open_questions(condition: Condition, situation: Situation) -> Iterator[str]:
    """The questions on which a condition that is open turns: keys, "goods", or what `Situation.assumed` answers."""
    if truth(condition, situation) is not None:
        return
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from open_questions(part, situation)
        case NotOf(part):
            yield from open_questions(part, situation)
        case _:
            yield from ASKS[type(condition)](condition, situation)


def _ask_days_since(condition: DaysSince, situation: Situation) -> Iterator[str]:
    if condition.event not in situation.values:
        yield condition.event
    if situation.day(condition.clock) is None:
        yield situation.keys_of(condition.clock)[0]


def _ask_listed(condition: PartyListed, situation: Situation) -> Iterator[str]:
    yield situation.keys_of("act")[0] if situation.day("act") is None else f"identity {condition.list}"


def _ask_owned(condition: OwnedBy, situation: Situation) -> Iterator[str]:
    shares: Any = situation.values.get("owners")
    sure, perhaps = _listed_owners(condition.list, shares, situation)
    if sure == perhaps:
        yield f"owners {condition.list}"
    else:
        yield situation.keys_of("act")[0] if situation.day("act") is None else f"identity {condition.list}"


# What an open simple condition asks; those not named here are never open.
ASKS: dict[type, Callable[[Any, Situation], Iterable[str]]] = {
    FactIs: lambda condition, _: (condition.key,),
    NumberIs: lambda condition, _: (condition.key,),
    DayIs: lambda condition, situation: situation.keys_of(condition.clock)[:1],
    PriceIs: lambda _, situation: ("goods",) if "unit_price_amount" in situation.values else ("unit_price_amount",),
    GoodsAre: lambda *_: ("goods",),
    QuotaIs: lambda condition, _: (f"quota {condition.measure}",),
    DaysSince: _ask_days_since,
    PartyListed: _ask_listed,
    OwnedBy: _ask_owned,
}
