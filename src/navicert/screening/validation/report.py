"""The findings of a validation: rates by kind and by script, false alarms, blind spots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from navicert.screening.validation.model import Kind, Outcome, Rate

MOST_EXAMPLES = 5
FEWEST = 20
"""Trials from which on a rate is worth ranking."""
BLIND = 0.9
"""Recall below which a kind or script is a blind spot."""

GROUPS = {
    "letters": "Names, letter by letter",
    "words": "Names, word by word",
    "organisations": "Names of organisations",
    "scripts": "Scripts and romanisation",
    "evidence": "Names as listed, other facts altered",
}
"""Titles of the groups of kinds."""
NOBODY = {"near misses": "near misses of listed names", "strangers": "made-up people"}
"""Groups of nobodies, in words."""


@dataclass(slots=True)
class Report:
    """Rates by kind of alteration, by script of the listed name, and by schema. A hit is a right answer: the party is
    found where it is expected, no alert is raised where nobody is."""

    kinds: dict[str, tuple[Kind, Rate]] = field(default_factory=dict)
    scripts: dict[str, Rate] = field(default_factory=dict)
    schemata: dict[str, Rate] = field(default_factory=dict)

    def add(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes, counted as they pass."""
        for outcome in outcomes:
            trial = outcome.trial
            _, rate = self.kinds.setdefault(trial.kind.name, (trial.kind, Rate()))
            _count(rate, outcome)
            if trial.kind.expected:
                _count(self.scripts.setdefault(trial.script or "none", Rate()), outcome)
                _count(self.schemata.setdefault(trial.listed.schema, Rate()), outcome)
            yield outcome

    @property
    def recall(self) -> Rate:
        """Over every trial that should find its party."""
        return _sum(rate for kind, rate in self.kinds.values() if kind.expected)

    def false_alarms(self, group: str) -> Rate:
        """The share of nobodies of a group that raise an alert."""
        total = _sum(rate for kind, rate in self.kinds.values() if kind.group == group)
        return Rate(total.trials - total.hits, total.trials)

    def blind_spots(self) -> list[tuple[str, str, Rate]]:
        """Kinds and scripts that screening misses most, worst first, as (kind or script, its name, rate)."""
        rates = [("kind", name, rate) for name, (kind, rate) in self.kinds.items() if kind.expected]
        rates += [("script", name, rate) for name, rate in self.scripts.items()]
        blind = [item for item in rates if item[2].trials >= FEWEST and item[2].share < BLIND]
        return sorted(blind, key=lambda item: (item[2].share, item[1]))


def _count(rate: Rate, outcome: Outcome) -> None:
    rate.trials += 1
    rate.hits += outcome.is_right
    if not outcome.is_right and len(rate.examples) < MOST_EXAMPLES:
        rate.examples.append(outcome)


def _sum(rates: Iterable[Rate]) -> Rate:
    total = Rate()
    for rate in rates:
        total.hits, total.trials = total.hits + rate.hits, total.trials + rate.trials
    return total


def report_to_json(report: Report) -> Iterator[Mapping[str, Any]]:
    """One record a rate: kinds, scripts, schemata, false alarms; then the blind spots."""
    yield {"type": "recall", "name": "all kinds", **_rate(report.recall)}
    for name, (kind, rate) in report.kinds.items():
        if kind.expected:
            yield {"type": "kind", "group": kind.group, "name": name, **_rate(rate), "missed": _examples(rate)}
        else:
            wrong = Rate(rate.trials - rate.hits, rate.trials)
            yield {"type": "false_alarms", "group": kind.group, "name": name, **_rate(wrong), "raised": _examples(rate)}
    for name, rate in sorted(report.scripts.items()):
        yield {"type": "script", "name": name, **_rate(rate)}
    for name, rate in sorted(report.schemata.items()):
        yield {"type": "schema", "name": name, **_rate(rate)}
    for what, name, rate in report.blind_spots():
        yield {"type": "blind_spot", "what": what, "name": name, **_rate(rate), "missed": _examples(rate)}


def _rate(rate: Rate) -> dict[str, Any]:
    low, high = rate.interval
    share = round(rate.share, 4) if rate.trials else None
    return {"share": share, "low": round(low, 4), "high": round(high, 4), "hits": rate.hits, "trials": rate.trials}


def _examples(rate: Rate) -> list[dict[str, Any]]:
    return [
        {
            "listed": outcome.trial.name,
            "party": f"{outcome.trial.listed.source} {outcome.trial.listed.id}".strip(),
            "asked": outcome.trial.query.names[0].text,
            "score": round(outcome.own_score, 3),
            "best": outcome.best_party,
            "best_score": round(outcome.best_score, 3),
        }
        for outcome in rate.examples
    ]
