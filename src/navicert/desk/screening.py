"""Screening at the desk: one query against the lists that are loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from navicert.desk.ground import Ground
from navicert.desk.lists import ListsDesk

if TYPE_CHECKING:
    from navicert.lists import Edition
    from navicert.screening import Index, Policy


class ScreeningAnswer(TypedDict):
    """What `screen` answers to one query; see docs/interfaces for every key."""

    query: Mapping[str, Any]
    status: str
    editions: list[dict[str, Any]]
    warnings: list[str]
    matches: list[dict[str, Any]]
    errors: NotRequired[list[dict[str, Any]]]
    doubts: NotRequired[list[str]]


class ScreeningDesk:
    """Screens against the editions in force; keeps the index of those asked last."""

    def __init__(self, ground: Ground, lists: ListsDesk) -> None:
        self._ground, self._lists = ground, lists
        self._indexes: dict[tuple[str, ...], Index] = {}

    def screen(
        self, query: Mapping[str, Any], *, policy: Policy | None = None, lists: Sequence[str] | None = None
    ) -> ScreeningAnswer:
        """Screen one query ({"id", "schema", "properties"}) against the wanted lists, all loaded ones by default.

        An empty answer is `no_hits` only when every wanted list is loaded and fresh; otherwise `not_screened`.
        """
        from navicert.screening import match_to_json, party_from_ftm, screen

        doubts: list[str] = []
        party = party_from_ftm(query, doubts=doubts)
        coverage = self._lists.coverage(lists)
        matches = (
            screen(party, self._index(coverage.editions), policy or self._ground.policy) if coverage.editions else ()
        )
        status = "hits" if matches else "no_hits" if coverage.silence_counts else "not_screened"
        answer: ScreeningAnswer = {
            "query": query,
            "status": status,
            "editions": [_edition_reference(edition) for edition in coverage.editions],
            "warnings": [*doubts, *coverage.warnings],
            "matches": [match_to_json(match) for match in matches],
        }
        if doubts:
            answer["doubts"] = doubts
        return answer

    def _index(self, editions: tuple[Edition, ...]) -> Index:
        from navicert.screening import build_index, party_from_entry

        key = tuple(f"{edition.name} {edition.id}" for edition in editions)
        if key not in self._indexes:
            parties = [
                party_from_entry(entry, edition.name)
                for edition in editions
                for entry in self._ground.store.entries(edition)
            ]
            self._indexes = {key: build_index(parties)}
        return self._indexes[key]


def _edition_reference(edition: Edition) -> dict[str, Any]:
    return {"source": edition.name, "edition": edition.id, "sha256": edition.sha256, "entries": edition.entries}
