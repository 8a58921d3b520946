"""Who on the lists may be the one asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from navicert.names import read_name
from navicert.screening.index import Index
from navicert.screening.model import Match, Party, Policy
from navicert.screening.scoring import NameMatch, comparable, conclude, least_share, match_names

_DEFAULT = Policy()


def screen(query: Party, index: Index, policy: Policy = _DEFAULT) -> tuple[Match, ...]:
    """The matches that reach the policy's cutoff, best first; ties in score fall to the evidence, then to the id.

    Exact: every listed party whose score with the query reaches the cutoff is compared.
    """
    names: dict[int, list[NameMatch]] = defaultdict(list)
    for number in index.with_identifiers(query):
        names[number] = []
    floor = least_share(query, policy)
    for asked in query.names:
        for mine in read_name(asked.text, query.schema):
            for number in index.candidates(mine, floor, policy):
                listed = index.names[number]
                if comparable(query.schema, index.parties[listed.party].schema):
                    names[listed.party].append(match_names(mine, listed.reading, listed.name, policy))
    matches = (conclude(query, index.parties[number], found, policy) for number, found in names.items())
    return _best(matches, policy)


def _best(matches: Iterable[Match | None], policy: Policy) -> tuple[Match, ...]:
    found = [match for match in matches if match is not None and 0 < match.score >= policy.cutoff]
    found.sort(key=lambda match: (-match.score, -match.evidence, match.party.id, match.party.source))
    return tuple(found[: policy.limit])


def screen_many(queries: Iterable[Party], index: Index, policy: Policy = _DEFAULT) -> Iterator[tuple[Match, ...]]:
    """The matches of each query, in the order of the queries."""
    for query in queries:
        yield screen(query, index, policy)
