"""Answers of screening as records: of one query, of a row that cannot be read, and flat for tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

if TYPE_CHECKING:
    from navicert.desk.left_out import Chosen
    from navicert.desk.lists import Coverage
    from navicert.errors import InvalidInput
    from navicert.lists import Edition

COLUMNS = (
    "query_id", "query_name", "status", "rank", "id", "caption", "schema", "sources", "programs",
    "score", "probability", "matched_query", "matched_entry", "reasons", "warnings",
)  # fmt: skip


class ScreeningAnswer(TypedDict):
    """What `screen` answers to one query; docs/commands.md tells every key."""

    query: Mapping[str, Any]
    status: str
    editions: list[dict[str, Any]]
    warnings: list[str]
    matches: list[dict[str, Any]]
    errors: NotRequired[list[dict[str, Any]]]
    doubts: NotRequired[list[str]]


def screening_answer(
    query: Mapping[str, Any], chosen: Chosen, doubts: Sequence[str], coverage: Coverage
) -> ScreeningAnswer:
    """The answer to a query. An empty one is `no_hits` only when the lists' silence counts and somebody was looked for,
    else `not_screened`; one that does not tell everybody who reaches the cutoff warns of it."""
    from navicert.screening import match_to_json
    from navicert.screening.parties import Unasked

    counts = coverage.silence_counts and not any(isinstance(doubt, Unasked) for doubt in doubts)
    answer: ScreeningAnswer = {
        "query": query,
        "status": "hits" if chosen.matches else "no_hits" if counts else "not_screened",
        "editions": [edition_reference(edition) for edition in coverage.editions],
        "warnings": [*doubts, *_cut_warning(chosen), *coverage.warnings],
        "matches": [match_to_json(match) for match in chosen.matches],
    }
    if doubts:
        answer["doubts"] = list(doubts)
    return answer


def _cut_warning(chosen: Chosen) -> Iterator[str]:
    if chosen.is_cut:
        yield f"more than {len(chosen.matches)} parties reach the cutoff; the best are told, a higher limit tells more"


def unreadable_answer(record_id: str, row: int, error: InvalidInput) -> ScreeningAnswer:
    """The answer to a row that cannot be read: nobody was screened, and why."""
    return {
        "query": {"id": record_id, "row": row},
        "status": "not_screened",
        "editions": [],
        "warnings": [],
        "errors": [{"where": error.where, "message": error.message}],
        "matches": [],
    }


def edition_reference(edition: Edition) -> dict[str, Any]:
    """An edition as answers name it."""
    return {"source": edition.name, "edition": edition.id, "sha256": edition.sha256, "entries": edition.entries}


def flatten_answer(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Flat rows of one answer: one for each match, or one that says there is none."""
    query = answer["query"]
    head = {
        "query_id": query["id"],
        "query_name": " | ".join(query.get("properties", {}).get("name", [])),
        "status": answer["status"],
        "warnings": " | ".join([*answer["warnings"], *(error["message"] for error in answer.get("errors", []))]),
    }
    return [{**head, **_flat_match(rank, match)} for rank, match in enumerate(answer["matches"], 1)] or [head]


def _flat_match(rank: int, match: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "rank": rank,
        **{key: match[key] for key in ("id", "caption", "schema", "score", "probability")},
        "sources": " | ".join(match["sources"]),
        "programs": " | ".join(match["programs"]),
        "matched_query": match["matched"]["query"],
        "matched_entry": match["matched"]["entry"],
        "reasons": " | ".join(f"{reason['text']} ({reason['weight']:+.2f})" for reason in match["reasons"]),
    }
