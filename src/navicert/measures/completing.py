"""Completing absent facts: which answers are still possible, on which facts it turns, and what each would decide.

The completions tried are one for every stretch of values that no rule tells apart, so the bounds are those of trying
all values. Where there are too many, the wider bounds of the three-valued judgement stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from navicert.measures.identities import keys_that_identify
from navicert.measures.recalling import MOST_OF_ALL, Recall, keep
from navicert.measures.rules import Rule
from navicert.measures.situation import Situation
from navicert.measures.trials import Trial, days_of_listings, goods_apart, trials_of
from navicert.measures.verdicts import Interval, Verdict, judge_trials
from navicert.rulebook.vocabulary import CLOCKS, KEYS

TRIALS = 300
MANY_QUESTIONS = 8
NARROW = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that the answer turns on: the keys to ask for, and what each trial leaves possible, with whether some
    rule still applies or may."""

    question: str
    keys: tuple[str, ...]
    trials: tuple[tuple[Trial, Interval, bool], ...]


class _Bounds:
    """The answers found so far; the search ends when they fill the bounds known to hold, or trials run out."""

    def __init__(self, outer: Interval) -> None:
        self.outer, self.low, self.high, self.left = outer, outer.high, outer.low, TRIALS

    def add(self, interval: Interval) -> None:
        self.low, self.high = min(self.low, interval.low), max(self.high, interval.high)

    @property
    def full(self) -> bool:
        return self.low <= self.outer.low and self.high >= self.outer.high

    def promise(self, result: tuple[Trial, Verdict]) -> tuple[bool, int]:
        """Sorts first the trials that may fill an end still missing, the most determined of them before the others."""
        low, high = result[1].interval.low, result[1].interval.high
        fills = (low <= self.outer.low < self.low) or (high >= self.outer.high > self.high)
        return not fills, high - low

    def hold(self, interval: Interval) -> bool:
        return self.low <= interval.low and interval.high <= self.high


def bounds_of(verdict: Verdict, situation: Situation) -> Interval:
    """The bounds of every completion of the absent facts; never narrower than the answers possible."""
    if verdict.interval.certain:
        return verdict.interval
    kept, seen = _recalled(verdict, situation).bounds, _seen(verdict, situation)
    bounds = kept.get(seen)
    if bounds is None:
        bounds = tighten(verdict, situation, ())
        keep(kept, seen, bounds, MOST_OF_ALL)
    return bounds


def completed(verdict: Verdict, situation: Situation) -> tuple[Interval, Sequence[Turn]]:
    """The bounds of every completion of the absent facts, and the questions on which it turns between them."""
    if verdict.interval.certain:
        return verdict.interval, ()
    recall, seen = _recalled(verdict, situation), _seen(verdict, situation)
    known = recall.turns.get(seen)
    if known is None:
        tried = try_all(verdict, situation)
        bounds = recall.bounds.get(seen) or tighten(verdict, situation, tried)
        known = bounds, () if bounds.certain else tuple(turns_of(verdict, situation, tried, bounds))
        if not _quotes_a_day(tried, situation):
            keep(recall.turns, seen, known, MOST_OF_ALL)
    return known


def _recalled(verdict: Verdict, situation: Situation) -> Recall:
    """What was found out before: here alone, where a rule looks at what only this situation has."""
    apart = situation.apart
    if apart is not None and any(row.rule.looks_apart(situation) for row in verdict.rows):
        return apart
    return situation.recall


def _seen(verdict: Verdict, situation: Situation) -> object:
    """What rules that may apply see of the situation, with the goods and the days of listings by which trials are
    chosen."""
    goods = situation.values.get("hs"), situation.values.get("goods_kind")
    return verdict, goods, tuple(days_of_listings(situation)), tuple([row.rule.sees(situation) for row in verdict.rows])


def _quotes_a_day(tried: Iterable[Tried], situation: Situation) -> bool:
    """Whether a trial begins or ends with a day of the facts, so that it is this situation's alone."""
    days = {value for value in situation.values.values() if isinstance(value, date)}
    trials = (trial for row in tried for trial, _ in row.results)
    return any(trial.value in days or not days.isdisjoint(trial.parts) for trial in trials)


@dataclass(frozen=True, slots=True)
class Tried:
    """An open question with the verdict of each of its trials."""

    question: str
    results: tuple[tuple[Trial, Verdict], ...]


def try_all(verdict: Verdict, situation: Situation) -> list[Tried]:
    """Every trial of every open question, judged; nothing where so many are open that no single one would tell."""
    questions = [] if verdict.interval.certain else questions_of(verdict, situation)
    if len(questions) > MANY_QUESTIONS:
        return []
    rules = verdict.rules
    return [
        Tried(question, tuple(judge_trials(verdict, situation, trials_of(question, rules, situation))))
        for question in questions
    ]


def tighten(verdict: Verdict, situation: Situation, tried: Sequence[Tried]) -> Interval:
    """The bounds of every completion of the absent facts; never narrower than the answers possible."""
    if verdict.interval.certain:
        return verdict.interval
    bounds = _Bounds(verdict.interval)
    for row in tried:
        for _, after in row.results:
            if after.interval.certain:
                bounds.add(after.interval)
    told = [row.results for row in tried if row.results]
    if not bounds.full:
        results = [result for row in told for result in row] or _step(verdict, situation, bounds)
        _dive(results, situation, bounds)
    if not bounds.full:
        if told:
            narrowest = min(told, key=len)
            _follow(narrowest, situation, bounds)
        else:
            _go_on(verdict, situation, bounds)
    return Interval(bounds.low, bounds.high)


def _follow(results: Iterable[tuple[Trial, Verdict]], situation: Situation, bounds: _Bounds) -> bool:
    """Follow one question to its ends: first the trials that settle the answer, then those that leave it open; False
    where it has no trials."""
    left_open: list[tuple[Trial, Verdict]] = []
    found = False
    for trial, after in results:
        found = True
        bounds.left -= 1
        if not after.interval.certain:
            left_open.append((trial, after))
            continue
        bounds.add(after.interval)
        if bounds.full:
            return True
    for trial, after in sorted(left_open, key=bounds.promise):
        if bounds.full:
            break
        if not bounds.hold(after.interval):
            _go_on(after, trial.on(situation), bounds)
    return found


def _dive(results: Iterable[tuple[Trial, Verdict]], situation: Situation, bounds: _Bounds) -> None:
    """Look for an end still missing where it is most likely: behind the most promising answer, again and again."""
    while not bounds.full and bounds.left > 0:
        left_open = [result for result in results if not result[1].interval.certain]
        if not left_open:
            return
        trial, verdict = min(left_open, key=bounds.promise)
        if bounds.hold(verdict.interval):
            return
        situation = trial.on(situation)
        results = _step(verdict, situation, bounds)


def _step(verdict: Verdict, situation: Situation, bounds: _Bounds) -> list[tuple[Trial, Verdict]]:
    """The answers to the broadest open question, those that settle the answer added to the bounds; up to the one that
    fills them."""
    results: list[tuple[Trial, Verdict]] = []
    for question in _from_the_broadest(verdict, situation):
        trials = trials_of(question, verdict.rules, situation)
        for result in judge_trials(verdict, situation, trials):
            results.append(result)
            bounds.left -= 1
            if result[1].interval.certain:
                bounds.add(result[1].interval)
                if bounds.full:
                    return results
        if trials:
            break
    return results


def _go_on(verdict: Verdict, situation: Situation, bounds: _Bounds) -> None:
    """Take up the broadest open question that has trials; without one, the bounds stay as wide as they are."""
    if bounds.left > 0:
        for question in _from_the_broadest(verdict, situation):
            trials = trials_of(question, verdict.rules, situation)
            if _follow(judge_trials(verdict, situation, trials), situation, bounds):
                return
    bounds.add(verdict.interval)


def _from_the_broadest(verdict: Verdict, situation: Situation) -> list[str]:
    """The open questions, first those that most rules turn on, since they settle most; of these the narrowest."""
    counts = Counter(_open_questions(verdict, situation))
    return sorted(counts, key=lambda question: (-counts[question], _breadth(question)))


def _breadth(question: str) -> int:
    """Roughly how many trials a question has."""
    if question == "goods":
        return 40
    return 15 if question in KEYS and KEYS[question].type == "date" else NARROW


def questions_of(verdict: Verdict, situation: Situation) -> list[str]:
    """The open questions of the rows that can still change the answer, each once."""
    return list(dict.fromkeys(_open_questions(verdict, situation)))


def _open_questions(verdict: Verdict, situation: Situation, among: AbstractSet[str] | None = None) -> Iterator[str]:
    """What the rows that can still change the answer ask; `among`: of rules that mention one of these alone."""
    low = verdict.interval.low
    for row in verdict.rows:
        can_change = row.says.high > low and not (row.applies and row.says.certain)
        if can_change and (among is None or not among.isdisjoint(row.rule.mentions)):
            yield from row.rule.open_questions(situation)


def turns_of(verdict: Verdict, situation: Situation, tried: Sequence[Tried], bounds: Interval) -> list[Turn]:
    """The questions whose answer narrows the bounds, with what each answer leaves, and then those on which it turns
    once others are answered; all open ones if none narrows them alone."""
    rules = verdict.rules
    if not tried:
        questions = questions_of(verdict, situation)
        return [Turn(question, keys_of(question, rules, situation), ()) for question in questions]
    turns = [_turn(row, keys_of(row.question, rules, situation), bounds) for row in tried]
    telling = [turn for turn in turns if not turn.trials or any(interval != bounds for _, interval, _ in turn.trials)]
    if not telling:
        return turns
    others = [turn for turn in turns if turn not in telling]
    later = _asked_later(
        {turn.question for turn in others}, [row for row in tried if _is_among(row, telling)], situation
    )
    return telling + [Turn(turn.question, turn.keys, ()) for turn in others if turn.question in later]


def _is_among(row: Tried, turns: Sequence[Turn]) -> bool:
    return any(turn.question == row.question for turn in turns)


def _asked_later(others: set[str], telling: Sequence[Tried], situation: Situation) -> set[str]:
    """Those of the other questions that are still open where an answer to a telling one leaves the rest undecided."""
    asked: set[str] = set()
    for row in telling:
        for trial, after in row.results:
            if others <= asked:
                return others
            if not after.interval.certain:
                asked.update(_open_questions(after, trial.on(situation), among=others - asked))
    return asked & others


def _turn(tried: Tried, keys: tuple[str, ...], bounds: Interval) -> Turn:
    rows = []
    for trial, after in tried.results:
        low, high = max(after.interval.low, bounds.low), min(after.interval.high, bounds.high)
        rows.append((trial, Interval(low, high) if low <= high else bounds, bool(after.rows)))
    return Turn(tried.question, keys, tuple(rows))


def keys_of(question: str, rules: Iterable[Rule], situation: Situation) -> tuple[str, ...]:
    """The fact keys to ask for, to answer a question."""
    from navicert.measures.arithmetic import judge_quota

    if question == "goods":
        return tuple(_goods_keys(rules, situation))
    if question.startswith("owners "):
        return ("owners",)
    if question.startswith("identity "):
        atoms = [atom for rule in rules for atom in rule.atoms]
        return keys_that_identify(question.removeprefix("identity "), atoms, situation)
    if question.startswith("quota "):
        measure = situation.rulebook.measures[question.removeprefix("quota ")]
        return judge_quota(measure, situation).missing
    if question not in KEYS or KEYS[question].type != "date":
        return (question,)
    clocks = {rule.measure.clock for rule in rules if CLOCKS[rule.measure.clock][0] == question}
    chain = [key for clock in CLOCKS if clock in clocks for key in CLOCKS[clock]]
    keys = [question, *chain] if clocks and all(situation.day(clock) is None for clock in clocks) else [question]
    return tuple(dict.fromkeys(key for key in keys if key not in situation.values))


def _goods_keys(rules: Iterable[Rule], situation: Situation) -> Iterator[str]:
    """The kind where kinds differ or nothing is told of the goods, the code where finer codes differ."""
    hs, kind = situation.values.get("hs"), situation.values.get("goods_kind")
    known_kind = None if kind is None else str(kind)
    pairs = goods_apart(str(hs or ""), known_kind, tuple(rules))
    if kind is None and (hs is None or len({candidate for _, candidate in pairs}) > 1):
        yield "goods_kind"
    if len({code for code, _ in pairs}) > 1 or kind is not None:
        yield "hs"
