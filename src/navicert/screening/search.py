"""Who on the lists may be the one asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from navicert.errors import MissingData
from navicert.screening.compiled_index import CompiledIndex, best_of
from navicert.screening.index import ReferenceIndex
from navicert.screening.kernel import library
from navicert.screening.model import Match, Party, Policy

_DEFAULT = Policy()


class Index(Protocol):
    """Listed parties, ready to be asked."""

    @property
    def parties(self) -> Sequence[Party]:
        """The parties, in the order in which they were given."""

    def matches(self, query: Party, policy: Policy) -> Iterator[Match]:
        """Matches that reach the policy's cutoff, in no order; those that cannot be among the best may be left out."""


def build_index(parties: Iterable[Party], *, compiled: bool | None = None) -> Index:
    """An index of listed parties; equal parties give an equal index.

    `compiled` asks for the compiled search or for the reference; by default the compiled one where it was built. Both
    give the same answers. Raises MissingData where the compiled search is asked for and was not built.
    """
    loaded = library() if compiled is not False else None
    if loaded is not None:
        return CompiledIndex.build(loaded, tuple(parties))
    if compiled:
        raise MissingData(
            "the compiled search was not built", next="install a C compiler and install navicert again, or do without"
        )
    return ReferenceIndex(parties)


def screen(query: Party, index: Index, policy: Policy = _DEFAULT) -> tuple[Match, ...]:
    """The matches that reach the policy's cutoff, best first; ties in score fall to the evidence, then to the id.

    Exact: every listed party whose score with the query reaches the cutoff is compared.
    """
    return best_of(index.matches(query, policy), policy)


def screen_many(queries: Iterable[Party], index: Index, policy: Policy = _DEFAULT) -> Iterator[tuple[Match, ...]]:
    """The matches of each query, in the order of the queries."""
    for query in queries:
        yield screen(query, index, policy)
