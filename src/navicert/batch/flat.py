"""Answers as flat rows, one for each regime, for CSV and Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

COLUMNS = (
    "id", "regime", "status", "lowest", "highest", "measures", "exceptions", "missing", "invalid_fields", "because",
    "not_asked", "ruleset", "as_known_on",
)  # fmt: skip
FINDING_COLUMNS = COLUMNS[1:9]
SEVERITY = (
    "not_covered", "permitted", "quota_dependent", "needs_authorisation", "needs_information", "prohibited", "invalid",
)  # fmt: skip


def flatten_answer(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Flat rows of one answer: one for each regime."""
    head = {
        "id": answer["id"],
        "not_asked": " | ".join(answer.get("not_asked", [])),
        "ruleset": answer.get("ruleset"),
        "as_known_on": answer.get("as_known_on"),
    }
    if not answer["findings"]:
        return [{**head, "status": "invalid", "because": " | ".join(e["message"] for e in answer.get("errors", []))}]
    return [{**head, **flatten_finding(finding)} for finding in answer["findings"]]


def flatten_finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of one finding."""
    return {
        **{key: finding.get(key) for key in ("regime", "status", "lowest", "highest", "because")},
        "measures": " | ".join(f"{m['id']} ({m['instrument']} {m['paragraph']})" for m in finding.get("measures", [])),
        "exceptions": " | ".join(f"{e['id']}: {e['state']}" for e in finding.get("exceptions", [])),
        "missing": " | ".join(finding.get("missing", [])),
        "invalid_fields": " | ".join(finding.get("invalid_fields", [])),
    }


def worst(answer: Mapping[str, Any]) -> str:
    """The gravest status among the regimes, for counting only; regimes themselves are never merged."""
    if answer.get("errors"):
        return "invalid"
    return max((finding["status"] for finding in answer["findings"]), key=SEVERITY.index, default="not_covered")
