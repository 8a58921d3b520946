"""Who on the lists may be the one asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from navicert.names import read_name
from navicert.screening.index import Index
from navicert.screening.model import Match, Party, Policy
from navicert.screening.scoring import weigh


def screen(query: Party, index: Index, policy: Policy | None = None) -> tuple[Match, ...]:
    """The matches that reach the policy's cutoff, best first; ties in score fall to the evidence, then to the id."""
    policy = policy or Policy()
    numbers = {
        index.names[number].party
        for name in query.names
        for reading in read_name(name.text, query.schema)
        for number in index.candidates(reading, 0.5)
    }
    matches = (weigh(query, index.parties[number], policy) for number in sorted(numbers))
    found = [match for match in matches if match is not None and match.score > 0 and match.score >= policy.cutoff]
    found.sort(key=lambda match: (-match.score, -match.evidence, match.party.id, match.party.source))
    return tuple(found[: policy.limit])


def screen_many(queries: Iterable[Party], index: Index, policy: Policy | None = None) -> Iterator[tuple[Match, ...]]:
    """The matches of each query, in the order of the queries."""
    for query in queries:
        yield screen(query, index, policy)
