"""Screening at the desk: one query against the lists that are loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from navicert.desk.answers import ScreeningAnswer, screening_answer
from navicert.desk.ground import Ground
from navicert.desk.left_out import NOTHING, LeftOut
from navicert.desk.lists import Coverage, ListsDesk
from navicert.desk.lookups import Lookups

if TYPE_CHECKING:
    from navicert.desk.indexes import EditionIndexes
    from navicert.desk.screening_files import FileScreening
    from navicert.desk.validating import ValidationDesk
    from navicert.lists import Edition
    from navicert.screening import Index, Match, Policy


class ScreeningDesk:
    """Screens against the editions in force; their index is kept beside an embedded store."""

    def __init__(self, ground: Ground, lists: ListsDesk) -> None:
        self._ground, self._lists = ground, lists
        self._lookups = Lookups(ground)

    @cached_property
    def files(self) -> FileScreening:
        """Screening of whole customer files."""
        from navicert.desk.screening_files import FileScreening

        return FileScreening(self._coverage, self._index)

    @cached_property
    def validation(self) -> ValidationDesk:
        """Screening tried on the lists themselves."""
        from navicert.desk.validating import ValidationDesk

        return ValidationDesk(self._ground, self._coverage, self._index)

    def screen(
        self,
        query: Mapping[str, Any],
        *,
        policy: Policy | None = None,
        lists: Sequence[str] | None = None,
        where: str | None = None,
        left_out: LeftOut = NOTHING,
    ) -> ScreeningAnswer:
        """Screen one query ({"id", "schema", "properties"}) against the wanted lists, all loaded ones by default.

        An empty answer is `no_hits` only when every wanted list is loaded and fresh; otherwise `not_screened`.
        `where` is the query's place among others, which doubts and errors name; matches that are `left_out` do not
        count.
        """
        from navicert.screening import asked_party, screen

        doubts: list[str] = []
        party = asked_party(query, where=where, doubts=doubts)
        policy = policy or self._ground.policy
        coverage = self._coverage(lists, policy)
        matches: Sequence[Match] = ()
        if coverage.editions:
            matches = screen(party, self._index(coverage.editions), left_out.search_policy(policy))
        chosen = left_out.chosen(matches, policy, partial(self._topics_of, coverage.editions))
        return screening_answer(query, chosen, doubts, coverage)

    def _topics_of(self, editions: Sequence[Edition], match: Match) -> frozenset[str]:
        from navicert.lists.to_ftm import entry_to_ftm

        edition = next(one for one in editions if one.name == match.party.source)
        entries = self._lookups.get(
            ("entries", edition.id), lambda: {entry.id: entry for entry in self._ground.store.entries(edition)}
        )
        return frozenset(entry_to_ftm(entries[match.party.id])["properties"].get("topics", ()))

    def _coverage(self, lists: Sequence[str] | None, policy: Policy) -> Coverage:
        """What the lists can answer; a cutoff below which scores are not complete is a warning."""
        from navicert.screening.floor import floor_warning

        coverage = self._lookups.get(("coverage", tuple(lists or ())), lambda: self._lists.coverage(lists))
        warning = floor_warning(policy)
        return replace(coverage, warnings=(*coverage.warnings, warning)) if warning else coverage

    @cached_property
    def _indexes(self) -> EditionIndexes:
        from navicert.desk.indexes import EditionIndexes

        return EditionIndexes(self._ground.store, self._lookups)

    def index_of(self, editions: tuple[Edition, ...]) -> Index:
        """The index of these editions together, in their order; from files beside an embedded store where it can."""
        return self._index(editions)

    def make_ready(self, edition: Edition) -> None:
        """Builds the index of an edition in force, so that the first question need not wait for it."""
        if self._ground.store.current(edition.name) == edition:
            self._indexes.make_ready(edition)

    def _index(self, editions: tuple[Edition, ...]) -> Index:
        return self._indexes.of(editions)
