"""Questions about parties, answered from the standing lists: one by one, or many at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from navicert.desk.answers import ScreeningAnswer, screening_answer
from navicert.desk.left_out import LOOKED_THROUGH, NOBODY, NOTHING, Chosen, LeftOut
from navicert.desk.lists import Coverage
from navicert.errors import InvalidInput
from navicert.server.standing import Standing

if TYPE_CHECKING:
    from navicert.screening import Match, Party, Policy

Example = Mapping[str, Any]
FEW = 4
"""Up to so many questions are asked one by one; more are arranged in columns, which pays from here on."""
AT_A_TIME = 100
"""Questions in a table: what one call may take before others get their turn."""
LONGEST_TURN = 0.004
"""Seconds of work after which others get their turn."""
MOST_MATCHES = LOOKED_THROUGH
MOST_VALUES = 100
"""Values of one property, such as names, that one question may have."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of every question of a request: the lists, the policy, and which matches are left out."""

    lists: tuple[str, ...]
    policy: Policy
    left_out: LeftOut = NOTHING

    @property
    def search_policy(self) -> Policy:
        return self.left_out.search_policy(self.policy)

    def chosen(self, matches: Sequence[Match], standing: Standing) -> Chosen:
        """The matches that count, as many as are wanted."""
        return self.left_out.chosen(matches, self.policy, standing.topics_of)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and what was found, or the error for which it could not be asked."""

    query: Example
    coverage: Coverage
    chosen: Chosen = NOBODY
    doubts: tuple[str, ...] = ()
    error: InvalidInput | None = None

    @property
    def matches(self) -> tuple[Match, ...]:
        return self.chosen.matches

    @property
    def is_screened(self) -> bool:
        """Whether the answer may be believed: there are matches, or the silence of every list counts."""
        return self.error is None and (bool(self.matches) or self.coverage.silence_counts)

    def answer(self) -> ScreeningAnswer:
        """The answer as `screen` prints it."""
        if self.error is None:
            return screening_answer(self.query, self.chosen, self.doubts, self.coverage)
        return {
            "query": self.query,
            "status": "not_screened",
            "editions": [],
            "warnings": [],
            "errors": [{"where": self.error.where, "message": self.error.message}],
            "matches": [],
        }


def ask(standing: Standing, query: Example, wanted: Wanted, now: datetime, where: str | None = None) -> Asked:
    """Ask one question of the wanted lists; InvalidInput where it cannot be asked."""
    doubts: list[str] = []
    party = read_party(query, where, doubts)
    matches = standing.matches(party, wanted.lists, wanted.search_policy)
    return Asked(query, coverage_of(standing, wanted, now), wanted.chosen(matches, standing), tuple(doubts))


def coverage_of(standing: Standing, wanted: Wanted, now: datetime) -> Coverage:
    """What the wanted lists can answer; a cutoff below which scores are not complete is a warning."""
    from navicert.screening.floor import floor_warning

    coverage, warning = standing.coverage(wanted.lists, now), floor_warning(wanted.policy)
    return replace(coverage, warnings=(*coverage.warnings, warning)) if warning else coverage


def check_size(query: Example, where: str | None) -> None:
    """InvalidInput for a question that would keep everybody else waiting."""
    for name, values in query["properties"].items():
        if isinstance(values, list) and len(values) > MOST_VALUES:
            field = f"field {name[:64]}"
            raise InvalidInput(
                f"{len(values):,} values; {MOST_VALUES} are the most", where=f"{where} {field}" if where else field
            )


def read_party(query: Example, where: str | None, doubts: list[str]) -> Party:
    """The party of a question; InvalidInput where it cannot be asked, or where nothing in it could find anybody."""
    from navicert.screening import asked_party

    check_size(query, where)
    party = asked_party(query, where=where, doubts=doubts)
    if not party.names and not party.identifiers:
        raise InvalidInput("no name and no identifier", where=where, next="give at least one of them")
    return party


async def ask_all(
    standing: Standing, queries: Mapping[str, Example], wanted: Wanted, now: datetime
) -> dict[str, Asked]:
    """Ask every question, letting others have their turn in between; the same answers as one by one.

    InvalidInput names the first question that cannot be asked.
    """
    answers: dict[str, Asked] = {}
    where = [f"queries.{key}" for key in queries]
    async for asked in ask_each(standing, list(queries.values()), where, wanted, now):
        if asked.error is not None:
            raise asked.error
        answers[list(queries)[len(answers)]] = asked
    return answers


async def ask_each(
    standing: Standing, queries: Sequence[Example], where: Sequence[str], wanted: Wanted, now: datetime
) -> AsyncIterator[Asked]:
    """The answer to each question in its order, or its error, naming its place."""
    if len(queries) <= FEW:
        answers = _singly(standing, queries, where, wanted, now)
    else:
        from navicert.server.asking_together import answers_together

        together = answers_together(queries, where, standing, wanted, coverage_of(standing, wanted, now))
        answers = _singly(standing, queries, where, wanted, now) if together is None else together
    turn = time.perf_counter()
    for asked in answers:
        yield asked
        if time.perf_counter() - turn > LONGEST_TURN:
            await asyncio.sleep(0)
            turn = time.perf_counter()


def _singly(
    standing: Standing, queries: Sequence[Example], where: Sequence[str], wanted: Wanted, now: datetime
) -> Iterator[Asked]:
    for query, place in zip(queries, where, strict=True):
        try:
            yield ask(standing, query, wanted, now, place)
        except InvalidInput as error:
            yield Asked(query, coverage_of(standing, wanted, now), error=error)
