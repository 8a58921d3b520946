"""The values that an absent fact may have: one for every stretch that no rule tells apart."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from navicert.measures.arithmetic import FACTS_YEAR
from navicert.measures.facts import DAYS_OF_FACTS
from navicert.measures.identities import identity_words
from navicert.measures.recalling import keep
from navicert.measures.rules import Rule, leaving_days, validity
from navicert.measures.situation import Situation
from navicert.rulebook.goods import HEADINGS, OTHER, Goods, kinds_of
from navicert.rulebook.model import Condition, DayIs, DaysSince, FactIs, GoodsAre, NumberIs, PriceIs
from navicert.rulebook.vocabulary import ACTIONS, CLOCKS, KEYS

NOT_ANY_OF_THESE = "~"
ONE_DAY = timedelta(days=1)
MOST_TRIALS = 2048
MOST_LOOKS = 64


@dataclass(frozen=True, slots=True)
class Trial:
    """One answer to a question: what it gives, and how one says it (`form` with its `parts`)."""

    question: str
    value: Any
    form: str
    parts: tuple[object, ...] = ()

    @property
    def words(self) -> str:
        return self.form.format(*self.parts)

    def on(self, situation: Situation) -> Situation:
        """The situation with this answer."""
        if self.question == "goods":
            return situation.with_goods(*self.value)
        if self.question == "unit_price_amount":
            return situation.with_price(self.value, "USD/bbl")
        if self.question in KEYS:
            return situation.with_value(self.question, self.value)
        return situation.assuming(self.question, self.value)


Look = tuple[int, Rule, object]
"""The place of a rule among others, the rule, and what it sees."""


class Trials(tuple[Trial, ...]):
    """Trials of one question, with how they look to rules."""

    _looks: dict[object, tuple[tuple[Look, ...], ...]]

    def looked_at_by(self, rules: tuple[Rule, ...], situation: Situation) -> tuple[tuple[Look, ...], ...]:
        """By trial the rules that see something else than at the trial before, among those that mention the question,
        and what they see."""
        try:
            kept = self._looks
        except AttributeError:
            kept = self._looks = {}
        asked = rules, bool(situation.parties.listed or situation.parties.silence)
        looks = kept.get(asked)
        if looks is None:
            looks = tuple(self._looked_at_by(rules, situation))
            keep(kept, asked, looks, MOST_LOOKS)
        return looks

    def _looked_at_by(self, rules: tuple[Rule, ...], situation: Situation) -> Iterator[tuple[Look, ...]]:
        if not self:
            return
        question = self[0].question
        sights = [
            (place, rule, rule.outlook_on(situation).sights[question])
            for place, rule in enumerate(rules)
            if question in rule.mentions
        ]
        before: list[object] = [None] * len(rules)
        for trial in self:
            looks = []
            for place, rule, sight in sights:
                seen = sight(trial.value)
                if seen != before[place]:
                    before[place] = seen
                    looks.append((place, rule, seen))
            yield tuple(looks)


_YES_NO = {
    "quota": ("leaves room for the delivery", "leaves no room for the delivery"),
    "owners": ("reach the threshold", "do not reach the threshold"),
}


def _yes_no(question: str, rules: Sequence[Rule], situation: Situation) -> tuple[str, str] | None:
    sort, _, list_id = question.partition(" ")
    return identity_words(list_id, rules, situation) if sort == "identity" else _YES_NO.get(sort)


def trials_of(question: str, rules: tuple[Rule, ...], situation: Situation) -> Trials:
    """One completion for every stretch of values that the rules tell apart."""
    if question == "goods":
        hs, kind = situation.values.get("hs"), situation.values.get("goods_kind")
        return _goods_trials(str(hs or ""), None if kind is None else str(kind), rules)
    if question not in KEYS:
        words = _yes_no(question, rules, situation)
        assert words is not None, question
        return _answers(question, *words)
    if KEYS[question].type == "date":
        return _day_trials(question, rules, situation)
    return _fixed_trials(question, rules)


@functools.lru_cache(maxsize=MOST_TRIALS)
def _answers(question: str, yes: str, no: str) -> Trials:
    return Trials((Trial(question, True, "{}", (yes,)), Trial(question, False, "{}", (no,))))


@functools.lru_cache(maxsize=MOST_TRIALS)
def _fixed_trials(question: str, rules: tuple[Rule, ...]) -> Trials:
    """The trials that depend on the rules alone."""
    if question == "bound_state":
        return Trials(_bound_trials(rules))
    if question == "unit_price_amount":
        return Trials(_price_trials(rules))
    if KEYS[question].type in ("number", "integer"):
        return Trials(_number_trials(question, rules))
    return Trials(_code_trials(question, rules))


def _bound_trials(rules: Sequence[Rule]) -> Iterator[Trial]:
    """A state that the regime binds, each that a rule names, and one that is neither."""
    named = _named("bound_state", rules)
    bound = [row.state for rule in rules[:1] for row in rule.regime.bound]
    for state in [*[state for state in bound if state not in named][:1], *sorted(named)]:
        yield Trial("bound_state", (state,), "is {}", (state,))
    yield Trial("bound_state", (NOT_ANY_OF_THESE,), "is another state")


def _code_trials(key: str, rules: Sequence[Rule]) -> Iterator[Trial]:
    if KEYS[key].type == "yes_no":
        for answer in (True, False):
            yield Trial(key, answer, f"is {str(answer).lower()}")
        return
    codes: Sequence[str] = KEYS[key].codes
    mentioned: Sequence[str] = sorted(_named(key, rules))
    if key == "action":
        codes = mentioned = ACTIONS[rules[0].activity]
    rest = [code for code in codes if code not in mentioned]
    for value in [*mentioned, *(rest if len(rest) == 1 else [])]:
        yield Trial(key, value, "is {}", (value,))
    if not codes or len(rest) > 1:
        yield Trial(key, NOT_ANY_OF_THESE, "is none of {}", (", ".join(mentioned),))


def _named(key: str, rules: Iterable[Rule]) -> set[str]:
    """The values of a key that some rule names."""
    return {value for rule in rules for value in _named_by(rule, key)}


@functools.lru_cache(maxsize=65536)
def _named_by(rule: Rule, key: str) -> tuple[str, ...]:
    atoms = (atom for atom in rule.atoms if isinstance(atom, FactIs) and atom.key == key)
    return tuple(str(value) for atom in atoms for value in atom.values)


def _number_trials(key: str, rules: Sequence[Rule]) -> Iterator[Trial]:
    marks = {
        m for a in _atoms(rules) if isinstance(a, NumberIs) and a.key == key for m in (a.low, a.high) if m is not None
    }
    minimum = KEYS[key].minimum
    points = sorted({point for mark in marks for point in (mark - 1, mark, mark + 1)})
    for point in points:
        if minimum is None or point >= minimum:
            yield Trial(key, point, "is {}", (point,))


def _price_trials(rules: Sequence[Rule]) -> Iterator[Trial]:
    marks = sorted({atom.at_most for atom in _atoms(rules) if isinstance(atom, PriceIs)})
    for mark in marks:
        yield Trial("unit_price_amount", mark, "is at most {} USD/bbl", (mark,))
    if marks:
        yield Trial("unit_price_amount", marks[-1] + Decimal(1), "is above {} USD/bbl", (marks[-1],))


def _day_trials(key: str, rules: tuple[Rule, ...], situation: Situation) -> Trials:
    """A day of every stretch; those that begin or end with a day of the facts are this situation's alone."""
    low, high = situation.span(key)
    since = [(rule, atom) for rule in rules for atom in rule.counted]
    listed = key in situation.keys_of("act") and (situation.parties.listed or situation.parties.silence)
    leaving = set(leaving_days(rules[0].regime, situation.values.get("bound_state"))) if rules else set()
    leaving.update(_turns_of_years(key, rules, situation))
    if low is None and high is None and not since and not listed and not leaving:
        return _days_apart(key, rules, situation.known_on)
    marks = leaving.union(_fixed_marks_of(key, rules, situation.known_on))
    for _, atom in since:
        marks.update(_marks_since(atom, key, situation))
    if listed:
        marks.update(days_of_listings(situation))
    return Trials(_stretches(key, sorted(marks), low, high))


@functools.lru_cache(maxsize=MOST_TRIALS)
def _days_apart(key: str, rules: tuple[Rule, ...], known_on: date) -> Trials:
    return Trials(_stretches(key, _fixed_marks_of(key, rules, known_on), None, None))


def _turns_of_years(key: str, rules: tuple[Rule, ...], situation: Situation) -> Iterator[date]:
    """Where the total of the period before was told, the days on which years of caps turn: those between the turn by
    which totals are told and the cap's own draw on that earlier total."""
    if "previous_period_total_amount" not in situation.values:
        return
    for cap in {cap.id: cap for rule in rules for cap in rule.caps}.values():
        quota = cap.quota
        if quota is not None and quota.period == "anniversary" and cap.first and key in CLOCKS[cap.clock]:
            turns = {FACTS_YEAR, *([quota.month_day] if quota.month_day else [])}
            last = min(situation.known_on, DAYS_OF_FACTS[1])
            for year in range(cap.first.year, max(cap.first.year, last.year) + 1):
                yield from (date(year, month, day) for month, day in turns)


def _stretches(key: str, marks: Sequence[date], low: date | None, high: date | None) -> Iterator[Trial]:
    days = [marks[0] - ONE_DAY, *marks] if marks else []
    if low is not None:
        days = sorted({low, *(day for day in days if day > low)})
    if high is not None:
        days = sorted({day for day in days if day <= high} or {high})
    for number, day in enumerate(days):
        until = days[number + 1] if number + 1 < len(days) else None
        if number == 0 and until:
            yield Trial(key, day, "is before {}", (until,))
        elif until is None:
            yield Trial(key, day, "is from {} on", (day,))
        else:
            yield Trial(key, day, "is from {} to {}", (day, until - ONE_DAY))


@functools.lru_cache(maxsize=MOST_TRIALS)
def _fixed_marks_of(key: str, rules: tuple[Rule, ...], known_on: date) -> tuple[date, ...]:
    """The days on which rules change by this key, whatever the other facts: the first days of stretches."""
    return tuple(sorted({day for rule in rules for day in _fixed_marks(rule, key, known_on)}))


def days_of_listings(situation: Situation) -> Iterator[date]:
    """The days on which it may change whether a party named is listed, or whether a list's silence counts."""
    for party in situation.parties.listed:
        yield from party.days
    yield from (row.until + ONE_DAY for row in situation.parties.silence.values() if row.until is not None)


@functools.lru_cache(maxsize=65536)
def _fixed_marks(rule: Rule, key: str, known_on: date) -> tuple[date, ...]:
    """The days on which a rule changes by this key, whatever the other facts."""
    spans = [(atom.first, atom.until) for atom in rule.atoms if isinstance(atom, DayIs) and key in rule.keys_of(atom)]
    if key in CLOCKS[rule.measure.clock]:
        spans.append(validity(rule, known_on))
    return tuple(day for span in spans for day in span if day is not None)


def _marks_since(atom: DaysSince, key: str, situation: Situation) -> Iterator[date]:
    day, event = situation.day(atom.clock), situation.values.get(atom.event)
    if key == atom.event and day is not None:
        yield from (day - timedelta(days=atom.at_most), day + ONE_DAY)
    elif key in situation.keys_of(atom.clock) and isinstance(event, date):
        yield from (event, event + timedelta(days=atom.at_most + 1))


@functools.lru_cache(maxsize=MOST_TRIALS)
def _goods_trials(given: str, kind: str | None, rules: tuple[Rule, ...]) -> Trials:
    pairs = goods_apart(given, kind, rules)
    kinds = Counter(candidate for _, candidate in pairs)
    said = [_goods_word(code.rstrip(NOT_ANY_OF_THESE), candidate, kind, kinds[candidate]) for code, candidate in pairs]
    return Trials([Trial("goods", pair, "is {}", (word,)) for pair, word in zip(pairs, said, strict=True)])


def _goods_word(code: str, candidate: str, kind: str | None, sorts: int) -> str:
    """Goods by their code where the kind is known, else by their kind, with the code where it has several sorts."""
    if kind is not None:
        return code
    return f"{candidate} of HS {code}" if code and sorts > 1 else candidate


@functools.lru_cache(maxsize=4096)
def goods_apart(given: str, kind: str | None, rules: tuple[Rule, ...]) -> tuple[tuple[str, str], ...]:
    """Codes with kinds that the rules tell apart, one of each sort."""
    return distinct_goods(given, kind, goods_lists(rules))


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
