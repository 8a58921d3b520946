"""Which line is headline, caption, running text or furniture: the most believable reading of all lines together.

A page is read as a walk through zones: what stands before a headline, the headline, what stands between it and the
text, the text, what stands after it. Each line's cues speak for roles (`weights.tsv`), each zone expects some roles
(`EXPECTED`), and zones follow each other in the order of `STEPS`. The best walk is found by Viterbi's algorithm; how
much worse the best walk with another role on a line is gives the confidence in that line's role.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from navicert.evidence.layout.weights import weights
from navicert.evidence.model import Role

Zone = Literal["before", "title", "head", "open", "body", "heading", "aside", "after"]
ZONES: tuple[Zone, ...] = ("before", "title", "head", "open", "body", "heading", "aside", "after")


class State(NamedTuple):
    """A role within a zone."""

    zone: Zone
    role: Role


@dataclass(frozen=True, slots=True)
class Labelled:
    """The zone and role of a line, how sure, and whether an article begins with it."""

    zone: Zone
    role: Role
    confidence: float
    begins: bool


EXPECTED: dict[State, float] = {
    State("before", "outlet"): 0.0,
    State("before", "updated"): 0.0,
    State("before", "widget"): -1.0,
    State("before", "caption"): -2.5,
    State("before", "byline"): -2.5,
    State("before", "promo"): -1.0,
    State("title", "title"): 0.0,
    State("head", "title_dup"): 0.0,
    State("head", "caption"): 0.0,
    State("head", "byline"): 0.0,
    State("head", "dateline"): 0.0,
    State("head", "updated"): 0.0,
    State("head", "outlet"): -0.5,
    State("head", "summary"): -0.5,
    State("head", "widget"): 0.0,
    State("head", "promo"): -1.5,
    State("open", "body"): 0.0,
    State("body", "body"): 0.5,
    State("heading", "subhead"): -0.5,
    State("aside", "caption"): -1.5,
    State("aside", "promo"): -1.0,
    State("aside", "widget"): -1.5,
    State("after", "credits"): 0.0,
    State("after", "promo"): 0.0,
    State("after", "widget"): 0.0,
    State("after", "outlet"): -1.5,
    State("after", "updated"): -1.0,
    State("after", "caption"): -2.5,
    State("after", "byline"): -2.0,
}
"""How natural a role is in a zone, in the same measure as the evidence."""

STEPS: dict[tuple[Zone, Zone], float] = {
    ("before", "before"): 0.0,
    ("before", "title"): 0.0,
    ("title", "head"): 0.0,
    ("title", "open"): 0.0,
    ("head", "head"): 0.0,
    ("head", "open"): 0.0,
    ("open", "body"): 0.0,
    ("open", "after"): -1.0,
    ("open", "before"): -4.5,
    ("open", "title"): -4.5,
    ("open", "heading"): -0.5,
    ("body", "body"): 0.0,
    ("body", "heading"): 0.0,
    ("heading", "heading"): -3.0,
    ("heading", "body"): 0.0,
    ("heading", "aside"): -1.0,
    ("open", "aside"): 0.0,
    ("body", "aside"): 0.0,
    ("aside", "aside"): 0.0,
    ("aside", "body"): 0.0,
    ("aside", "heading"): 0.0,
    ("body", "after"): 0.0,
    ("body", "before"): -4.5,
    ("body", "title"): -4.5,
    ("after", "after"): 0.0,
    ("after", "before"): -3.0,
    ("after", "title"): -3.0,
}
"""Which zone may follow which; a new article has to be paid for by its headline's cues."""

_BEFORE = {zone: [(a, cost) for (a, b), cost in STEPS.items() if b == zone] for zone in ZONES}
_AFTER = {zone: [(b, cost) for (a, b), cost in STEPS.items() if a == zone] for zone in ZONES}

FIRST: dict[Zone, float] = {"before": 0.0, "title": 0.5, "open": -4.0}
LAST: dict[Zone, float] = {
    "before": -6.0,
    "title": -6.0,
    "head": -6.0,
    "open": 0.0,
    "body": 0.0,
    "heading": -8.0,
    "aside": -8.0,
    "after": 0.0,
}


def label(cues: Sequence[frozenset[str]]) -> list[Labelled]:
    """The zone and role of every line."""
    if not cues:
        return []
    scores = [_scores(found) for found in cues]
    forward, came_from = _forward(scores)
    backward = _backward(scores)
    path = _best_path(forward, came_from)
    return [
        Labelled(
            state.zone,
            state.role,
            _confidence(forward[at], backward[at], state),
            _begins(path[at - 1] if at else None, state),
        )
        for at, state in enumerate(path)
    ]


def _scores(found: frozenset[str]) -> dict[State, float]:
    table = weights()
    by_role = table.of_roles(found)
    by_zone = {
        "open": sum(table.opening.get(cue, 0.0) for cue in found),
        "body": sum(table.further.get(cue, 0.0) for cue in found),
    }
    return {state: by_role[state.role] + by_zone.get(state.zone, 0.0) + bias for state, bias in EXPECTED.items()}


Scores = list[dict[State, float]]


def _forward(scores: Scores) -> tuple[Scores, list[dict[State, State]]]:
    """The best walk up to each line in each state, and the state it came from."""
    best: Scores = [{s: score + FIRST.get(s.zone, -math.inf) for s, score in scores[0].items()}]
    came_from: list[dict[State, State]] = []
    for line in scores[1:]:
        top = _best_by_zone(best[-1])
        chosen = {
            zone: max(((top[a][0] + cost, top[a][1]) for a, cost in before), key=_value)
            for zone, before in _BEFORE.items()
        }
        best.append({state: score + chosen[state.zone][0] for state, score in line.items()})
        came_from.append({state: chosen[state.zone][1] for state in line})
    return best, came_from


def _value(pair: tuple[float, State]) -> float:
    return pair[0]


def _best_by_zone(line: dict[State, float]) -> dict[Zone, tuple[float, State]]:
    top: dict[Zone, tuple[float, State]] = {}
    for state, score in line.items():
        if state.zone not in top or score > top[state.zone][0]:
            top[state.zone] = (score, state)
    return top


def _backward(scores: Scores) -> Scores:
    """The best walk from each line and state to the end, this line's own score left out."""
    rest: Scores = [{s: LAST[s.zone] for s in scores[-1]}]
    for line in reversed(scores[1:]):
        top = _best_by_zone({s: score + rest[-1][s] for s, score in line.items()})
        onward = {zone: max(top[b][0] + cost for b, cost in after) for zone, after in _AFTER.items()}
        rest.append({s: onward[s.zone] for s in line})
    return rest[::-1]


def _best_path(forward: Scores, came_from: list[dict[State, State]]) -> list[State]:
    state = max(forward[-1], key=lambda s: forward[-1][s] + LAST[s.zone])
    path = [state]
    for step in reversed(came_from):
        state = step[state]
        path.append(state)
    return path[::-1]


def _confidence(forward: dict[State, float], backward: dict[State, float], chosen: State) -> float:
    through = {state: forward[state] + backward[state] for state in forward}
    rival = max(score for state, score in through.items() if state.role != chosen.role)
    return round(1 / (1 + math.exp(min(50.0, rival - through[chosen]))), 3)


def _begins(previous: State | None, state: State) -> bool:
    """An article begins where its headline, or what stands before it, follows another article's text."""
    if previous is None:
        return True
    return state.zone in ("before", "title") and previous.zone in ("open", "body", "after")
