"""Which matches an answer tells: as many as are wanted, without those that the question leaves out, as yente's clients
say it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from navicert.screening import Match, Policy

LOOKED_THROUGH = 500
"""So many matches are looked for where some are left out afterwards, that enough are left."""
TopicsOf = Callable[["Match"], Collection[str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The matches that are told; `is_cut` where more than these reach the cutoff and count."""

    matches: tuple[Match, ...] = ()
    is_cut: bool = False


NOBODY = Chosen()


def best(matches: Sequence[Match], most: int) -> Chosen:
    """The first of them, so many at most."""
    return Chosen(tuple(matches[:most]), len(matches) > most) if matches else NOBODY


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Matches of these schemata and with these ids do not count; with `topics`, nor do those that have none of them."""

    schemata: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.schemata or self.ids or self.topics)

    def search_policy(self, policy: Policy) -> Policy:
        """The policy under which matches are looked for: with one more than are told, so that a cut is known of."""
        return replace(policy, limit=max(LOOKED_THROUGH if self else 0, policy.limit + 1))

    def chosen(self, matches: Sequence[Match], policy: Policy, topics_of: TopicsOf) -> Chosen:
        """The matches that count, as many as the policy wants; `topics_of` tells the topics of a matched entry."""
        counting = [match for match in matches if self._counts(match, topics_of)] if self else matches
        return best(counting, policy.limit)

    def _counts(self, match: Match, topics_of: TopicsOf) -> bool:
        if match.party.schema in self.schemata or match.party.id in self.ids:
            return False
        return not self.topics or not frozenset(self.topics).isdisjoint(topics_of(match))


NOTHING = LeftOut()


def left_out_from_json(record: Mapping[str, Any] | None) -> LeftOut:
    """What `asdict` made of one; None stands for nothing."""
    return LeftOut(**{name: tuple(values) for name, values in record.items()}) if record else NOTHING
