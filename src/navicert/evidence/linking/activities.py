"""What sentences say is forbidden besides goods: joint ventures, workers, banks, trade finance, ships, investment.

The facts are those of the rulebook for the plainest case of each activity; where a sentence leaves out what the law
turns on, the activity is named with what is missing, and nothing is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from navicert.evidence.linking.words import ActivityWord, activities_in, pattern
from navicert.evidence.output import Record

REACH = 90
"""Characters between an activity and the word that forbids or ends it."""
FACTS: dict[str, Record] = {
    "joint_venture": {"activity": "joint_venture", "action": "operate", "venture_type": "equity_jv"},
    "new_joint_venture": {"activity": "joint_venture", "action": "open", "venture_type": "equity_jv"},
    "work_permit": {"activity": "employ", "action": "grant_permit"},
    "workers": {"activity": "employ", "action": "employ"},
    "trade_finance": {"activity": "trade_finance", "action": "grant"},
    "correspondent": {"activity": "account", "action": "maintain", "account_type": "correspondent"},
    "vessel_register": {"activity": "vessel_service", "action": "register"},
    "vessel_insure": {"activity": "vessel_service", "action": "insure"},
    "vessel_charter": {"activity": "vessel_service", "action": "charter"},
    "vessel_crew": {"activity": "vessel_service", "action": "crew"},
    "scientific_cooperation": {"activity": "scientific_cooperation", "action": "cooperate"},
}
"""By the names of `words/law.txt`: what is done, with North Korea on the other side."""
TO_KOREA: dict[str, Record] = {
    "investment": {"activity": "invest", "action": "invest", "destination": "KP"},
    "ship_to_ship": {
        "activity": "ship_to_ship_transfer", "action": "transfer", "counterpart_vessel_flag": "KP",
        "destination": "KP", "goods_kind": "refined_petroleum",
    },
}  # fmt: skip
"""What goes to North Korea, or to its ships."""
MISSING = {
    "bank": "what kind of account or office is meant, and in which state, is not said",
    "payment": "whom or what the money is for is not said",
    "port_call": "which vessel is meant is not said",
}
"""Activities whose rules turn on what such sentences leave out."""


@dataclass(frozen=True, slots=True)
class RuledActivity:
    """An activity that a sentence says is forbidden: the facts to ask with, or what keeps them from being asked."""

    word: ActivityWord
    facts: Record | None
    missing: str | None = None


def ruled_activities(text: str, bound: str) -> Iterator[RuledActivity]:
    """Each activity of a sentence that a word of banning or ending stands near to; `bound` is whose law it is."""
    for word in activities_in(text):
        if _is_ended(text, word):
            yield _ruled(word, bound)


def _ruled(word: ActivityWord, bound: str) -> RuledActivity:
    if word.kind in MISSING:
        return RuledActivity(word, None, MISSING[word.kind])
    if word.kind in TO_KOREA:
        return RuledActivity(word, {**TO_KOREA[word.kind], "bound_state": bound})
    return RuledActivity(word, {**FACTS[word.kind], "counterparty_state": "KP", "bound_state": bound})


def _is_ended(text: str, word: ActivityWord) -> bool:
    """Whether a ban stands near, or, for what can be closed or sent home, an order to do so."""
    headings = (
        ("prohibited", "ended")
        if word.kind in ("joint_venture", "workers", "bank", "correspondent")
        else ("prohibited",)
    )
    return any(_near(found, word) for heading in headings for found in pattern(heading).finditer(text))


def _near(found: re.Match[str], word: ActivityWord) -> bool:
    return -REACH <= found.start() - word.end <= REACH or 0 <= word.start - found.end() <= REACH
