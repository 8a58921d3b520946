"""Alerts about prices as records: both figures, the claims that report the change, the law on supplies of the goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from navicert.desk.price_watch import CitedClaim, PriceAlert


def alert_to_json(alert: PriceAlert) -> dict[str, Any]:
    """An alert with everything it cites."""
    from navicert.trade.prices.output import change_to_json

    return {
        **change_to_json(alert.change),
        "claims": [_claim_to_json(claim) for claim in alert.claims],
        "law": _law_to_json(alert),
        "not_asked": list(alert.not_asked),
    }


def _claim_to_json(claim: CitedClaim) -> dict[str, Any]:
    return {
        "page": claim.page, "start": claim.start, "end": claim.end, "quote": claim.quote, "speaker": claim.speaker,
        "published": claim.published.isoformat() if claim.published else None, "names_place": claim.names_place,
    }  # fmt: skip


def _law_to_json(alert: PriceAlert) -> list[dict[str, Any]]:
    """What each regime said about supplies of the goods on the day of the later price."""
    from navicert.measures.timeline_picture import behind

    if alert.law is None:
        return []
    on = alert.change.after.point.day
    found = []
    for lane in alert.law.lanes:
        finding = lane.at(on).finding
        if finding.under != "not_bound":
            named = [{"id": m.id, "instrument": m.instrument, "paragraph": m.paragraph} for m in behind(finding)]
            missing = list(finding.missing)
            found.append(
                {"regime": lane.regime, "day": str(on), "status": finding.status, "measures": named, "missing": missing}
            )
    return found
