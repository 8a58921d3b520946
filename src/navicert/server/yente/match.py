"""`POST /match/{dataset}`: which listed parties may be those asked about, as yente's clients ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query, Request
from starlette.responses import Response

from navicert.desk.left_out import LeftOut
from navicert.errors import InvalidInput
from navicert.server.asking import MOST_MATCHES, Asked, Wanted, ask_all
from navicert.server.context import desk_of, now_of, standing_of
from navicert.server.screening_receipts import Screened, receipt_of
from navicert.server.standing import Standing
from navicert.server.yente.algorithm import BEST, check_algorithm, explanations_of, feature_docs
from navicert.server.yente.model import MatchAnswer, MatchBody
from navicert.wire import Problem, Routes, json_answer

if TYPE_CHECKING:
    from navicert.screening import Match, Policy

routes = Routes(least="viewer", tags=["yente"])
MOST_QUERIES = 1000
Names = Annotated[list[str], Query(max_length=100)]


@routes.post("/match/{dataset}", response_model=MatchAnswer)
async def match(
    request: Request,
    dataset: str,
    body: MatchBody,
    limit: Annotated[int, Query(ge=1, le=MOST_MATCHES)] = 5,
    threshold: Annotated[float | None, Query(ge=0, le=1, description="score from which a result is a match")] = None,
    cutoff: Annotated[float | None, Query(ge=0, le=1, description="score below which nothing is returned")] = None,
    algorithm: Annotated[str, Query(max_length=100)] = BEST,
    include_dataset: Names = [],  # noqa: B006 - read anew for each request
    exclude_dataset: Names = [],  # noqa: B006
    exclude_schema: Names = [],  # noqa: B006
    exclude_entity_ids: Names = [],  # noqa: B006
    topics: Names = [],  # noqa: B006
    changed_since: Annotated[str | None, Query(max_length=100)] = None,
) -> Response:
    """Screen a batch of parties. Where a question would be answered "not screened", the whole answer is problem 503."""
    check_algorithm(algorithm)
    _refuse(body, changed_since)
    standing = standing_of(request)
    policy = _policy(desk_of(request).policy, limit, threshold, cutoff)
    lists = standing.lists_of(dataset, include=include_dataset, exclude=exclude_dataset)
    wanted = Wanted(lists, policy, LeftOut(tuple(exclude_schema), tuple(exclude_entity_ids), tuple(topics)))
    queries, at = {key: example.query(key) for key, example in body.queries.items()}, now_of(request)
    answers = await ask_all(standing, queries, wanted, at)
    receipt = await receipt_of(request, Screened.of_keys(standing, wanted, at, answers))
    check_screened(answers, receipt)
    least = threshold if threshold is not None else desk_of(request).policy.cutoff
    return json_answer(
        {
            "responses": {key: _matches(standing, asked, least, limit) for key, asked in answers.items()},
            "matcher": feature_docs(),
            "limit": limit,
        },
        headers={"x-batch-size": str(len(answers)), **receipt},
    )


def _refuse(body: MatchBody, changed_since: str | None) -> None:
    """InvalidInput for what would change the answer elsewhere and cannot here."""
    if len(body.queries) > MOST_QUERIES:
        raise InvalidInput(
            f"{len(body.queries):,} queries in one batch; {MOST_QUERIES:,} are the most", next="send several batches"
        )
    for field, given in (("weights", body.weights), ("config", body.config)):
        if given:
            raise InvalidInput(
                "the score has its own weights", where=field, next="leave it empty; /algorithms tells the weights"
            )
    if changed_since is not None:
        raise InvalidInput(
            "entities cannot be asked for by their last change here",
            where="changed_since",
            next="compare editions: GET /v1/lists/{name}/diff",
        )


def _policy(policy: Policy, limit: int, threshold: float | None, cutoff: float | None) -> Policy:
    """Nothing below the cutoff is returned: the one given, else the threshold where that is lower than the policy's."""
    least = min(policy.cutoff, 1.0 if threshold is None else threshold) if cutoff is None else cutoff
    return replace(policy, limit=limit, cutoff=least)


def entity_of(standing: Standing, match: Match) -> Mapping[str, Any]:
    """The matched party as an entity."""
    return standing.held[match.party.source].roll.entity(match.party.id)


def check_screened(answers: Mapping[str, Asked], receipt: Mapping[str, str]) -> None:
    """Problem 503 where an empty answer to any question cannot be believed: the interface has no word for that."""
    unscreened = [key for key, asked in answers.items() if not asked.is_screened]
    if unscreened:
        warnings = answers[unscreened[0]].coverage.warnings
        raise Problem(
            "not-screened",
            f"nothing was found, and that means nothing: {'; '.join(warnings)}",
            headers={"Retry-After": "60", **receipt},
            queries=unscreened[:20],
            warnings=list(warnings),
        )


def _matches(standing: Standing, asked: Asked, threshold: float, limit: int) -> dict[str, Any]:
    results = [scored(standing, match, threshold) for match in asked.matches]
    total = {"value": len(results), "relation": "gte" if len(results) >= limit else "eq"}
    warnings = [*asked.doubts, *asked.coverage.warnings]
    return {"status": 200, "results": results, "total": total, "query": asked.query, "warnings": warnings}


def scored(standing: Standing, match: Match, threshold: float) -> dict[str, Any]:
    """An entity with the score, the evidence behind it, and whether it reaches the threshold."""
    told = explanations_of(match)
    return {
        **entity_of(standing, match),
        "score": match.score,
        "match": match.score >= threshold,
        "features": {kind: one["score"] for kind, one in told.items()},
        "explanations": told,
        "probability": match.probability,
        "programs": match.party.programs,
        "reasons": [{"kind": reason.kind, "text": reason.text, "weight": reason.weight} for reason in match.reasons],
    }
