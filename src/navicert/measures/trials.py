"""The values that an absent fact may have: one for every stretch that no rule tells apart."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from navicert.measures.identities import identity_words
from navicert.measures.rules import Rule, validity
from navicert.measures.situation import Situation
from navicert.rulebook.goods import HEADINGS, OTHER, Goods, kinds_of
from navicert.rulebook.model import Condition, DayIs, DaysSince, FactIs, GoodsAre, NumberIs, PriceIs
from navicert.rulebook.vocabulary import ACTIONS, CLOCKS, KEYS

NOT_ANY_OF_THESE = "~"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Trial:
    """One completion of one question: how one says it, and the situation with it."""

    words: str
    situation: Situation


_YES_NO = {
    "quota": ("leaves room for the delivery", "leaves no room for the delivery"),
    "owners": ("reach the threshold", "do not reach the threshold"),
}


def _yes_no(question: str, rules: Sequence[Rule], situation: Situation) -> tuple[str, str] | None:
    sort, _, list_id = question.partition(" ")
    return identity_words(list_id, rules, situation) if sort == "identity" else _YES_NO.get(sort)


def trials_of(question: str, rules: Sequence[Rule], situation: Situation) -> Iterator[Trial]:
    """One completion for every stretch of values that the rules tell apart."""
    if question == "goods":
        yield from _goods_trials(rules, situation)
    elif (words := _yes_no(question, rules, situation)) is not None:
        yes, no = words
        yield Trial(yes, situation.assuming(question, True))
        yield Trial(no, situation.assuming(question, False))
    elif question == "bound_state":
        yield from _bound_trials(rules, situation)
    elif question == "unit_price_amount":
        yield from _price_trials(rules, situation)
    elif KEYS[question].type == "date":
        yield from _day_trials(question, rules, situation)
    elif KEYS[question].type in ("number", "integer"):
        yield from _number_trials(question, rules, situation)
    else:
        yield from _code_trials(question, rules, situation)


def _bound_trials(rules: Sequence[Rule], situation: Situation) -> Iterator[Trial]:
    """A state that the regime binds, each that a rule names, and one that is neither."""
    named = {str(value) for atom in _atoms(rules) if _is_about(atom, "bound_state") for value in atom.values}  # type: ignore[union-attr]
    bound = [row.state for rule in rules[:1] for row in rule.regime.bound]
    for state in [*[state for state in bound if state not in named][:1], *sorted(named)]:
        yield Trial(f"is {state}", situation.with_value("bound_state", (state,)))
    yield Trial("is another state", situation.with_value("bound_state", (NOT_ANY_OF_THESE,)))


def _code_trials(key: str, rules: Sequence[Rule], situation: Situation) -> Iterator[Trial]:
    if KEYS[key].type == "yes_no":
        for answer in (True, False):
            yield Trial(f"is {str(answer).lower()}", situation.with_value(key, answer))
        return
    mentioned = sorted({str(value) for atom in _atoms(rules) if _is_about(atom, key) for value in atom.values})  # type: ignore[union-attr]
    if key == "action":
        mentioned = list(ACTIONS[str(situation.values["activity"])])
    codes = KEYS[key].codes if key != "action" else ACTIONS[str(situation.values["activity"])]
    rest = [code for code in codes if code not in mentioned]
    for value in mentioned + (rest if len(rest) == 1 else []):
        yield Trial(f"is {value}", situation.with_value(key, value))
    if not codes or len(rest) > 1:
        yield Trial(f"is none of {', '.join(mentioned)}", situation.with_value(key, NOT_ANY_OF_THESE))


def _is_about(atom: Condition, key: str) -> bool:
    return isinstance(atom, FactIs) and atom.key == key


def _number_trials(key: str, rules: Sequence[Rule], situation: Situation) -> Iterator[Trial]:
    marks = {
        m for a in _atoms(rules) if isinstance(a, NumberIs) and a.key == key for m in (a.low, a.high) if m is not None
    }
    minimum = KEYS[key].minimum
    points = sorted({point for mark in marks for point in (mark - 1, mark, mark + 1)})
    for point in points:
        if minimum is None or point >= minimum:
            yield Trial(f"is {point}", situation.with_value(key, point))


def _price_trials(rules: Sequence[Rule], situation: Situation) -> Iterator[Trial]:
    marks = sorted({atom.at_most for atom in _atoms(rules) if isinstance(atom, PriceIs)})
    priced = situation.with_value("unit_price_unit", "USD/bbl")
    for mark in marks:
        yield Trial(f"is at most {mark} USD/bbl", priced.with_value("unit_price_amount", mark))
    if marks:
        yield Trial(f"is above {marks[-1]} USD/bbl", priced.with_value("unit_price_amount", marks[-1] + Decimal(1)))


def _day_trials(key: str, rules: Sequence[Rule], situation: Situation) -> Iterator[Trial]:
    marks = sorted(set(_marks(key, rules, situation)))
    low, high = situation.span(key)
    days = [marks[0] - ONE_DAY, *marks] if marks else []
    if low is not None:
        days = sorted({low, *(day for day in days if day > low)})
    if high is not None:
        days = sorted({day for day in days if day <= high} or {high})
    for number, day in enumerate(days):
        until = days[number + 1] if number + 1 < len(days) else None
        words = f"is before {until}" if number == 0 and until else f"is from {day} on" if until is None else (
            f"is from {day} to {until - ONE_DAY}"
        )  # fmt: skip
        yield Trial(words, situation.with_value(key, day))


def _marks(key: str, rules: Sequence[Rule], situation: Situation) -> Iterator[date]:
    """The days on which a rule changes by this key: the first days of stretches."""
    for rule in rules:
        if key in CLOCKS[rule.measure.clock]:
            yield from (day for day in validity(rule, situation.known_on) if day is not None)
    for atom in _atoms(rules):
        if isinstance(atom, DayIs) and key in situation.keys_of(atom.clock):
            yield from (day for day in (atom.first, atom.until) if day is not None)
        elif isinstance(atom, DaysSince):
            yield from _marks_since(atom, key, situation)
    if key in situation.keys_of("act"):
        for party in situation.parties.listed:
            yield from party.days
        yield from (row.until + ONE_DAY for row in situation.parties.silence.values() if row.until is not None)


def _marks_since(atom: DaysSince, key: str, situation: Situation) -> Iterator[date]:
    day, event = situation.day(atom.clock), situation.values.get(atom.event)
    if key == atom.event and day is not None:
        yield from (day - timedelta(days=atom.at_most), day + ONE_DAY)
    elif key in situation.keys_of(atom.clock) and isinstance(event, date):
        yield from (event, event + timedelta(days=atom.at_most + 1))


def _goods_trials(rules: Sequence[Rule], situation: Situation) -> Iterator[Trial]:
    hs, kind = situation.values.get("hs"), situation.values.get("goods_kind")
    known_kind = None if kind is None else str(kind)
    for code, candidate in distinct_goods(str(hs or ""), known_kind, goods_lists(tuple(rules))):
        words = f"is {candidate}" if kind is None else f"is {code.rstrip(NOT_ANY_OF_THESE)}"
        yield Trial(words, situation.with_value("hs", code).with_value("goods_kind", candidate))


@functools.lru_cache(maxsize=4096)
def distinct_goods(given: str, kind: str | None, lists: tuple[Goods, ...]) -> tuple[tuple[str, str], ...]:
    """Codes with kinds that the lists tell apart, one of each sort."""
    seen: dict[tuple[bool | None, ...], tuple[str, str]] = {}
    for code in _codes(given, kind, lists):
        for candidate in _candidates(code, kind):
            seen.setdefault(tuple(goods.cover(code, candidate) for goods in lists), (code, candidate))
    return tuple(seen.values())


def _candidates(code: str, kind: str | None) -> tuple[str, ...]:
    possible = kinds_of(code)
    if kind is None:
        return possible
    return (kind,) if kind != OTHER or OTHER in possible else ()


def _codes(given: str, kind: str | None, lists: tuple[Goods, ...]) -> Iterator[str]:
    """Codes under the given one that the lists tell apart; a trailing mark means "and none of the finer ones"."""
    finer = {code for goods in lists for code in (*goods.hs, *goods.ex, *goods.not_hs)}
    anything = kind is None or kind == OTHER
    finer |= (
        {heading for headings in HEADINGS.values() for heading in headings} if anything else set(HEADINGS[str(kind)])
    )
    for code in sorted({code for code in finer if code.startswith(given)} | {given}):
        if anything or any(code.startswith(heading) for heading in HEADINGS[str(kind)]):
            yield code + NOT_ANY_OF_THESE


@functools.lru_cache(maxsize=4096)
def goods_lists(rules: tuple[Rule, ...]) -> tuple[Goods, ...]:
    return tuple(dict.fromkeys(atom.goods for atom in _atoms(rules) if isinstance(atom, GoodsAre)))


def _atoms(rules: Iterable[Rule]) -> Iterator[Condition]:
    """Every simple condition in the rules."""
    for rule in rules:
        yield from rule.atoms
