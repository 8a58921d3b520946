"""Volumes, mirror lines and comparisons as JSON and in words: every figure with its source, file, row and day."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from navicert.measures.timeline import Span
from navicert.measures.timeline_picture import answer_in_words, behind
from navicert.trade.flows.law import Comparison
from navicert.trade.flows.mirror import MirrorLine
from navicert.trade.flows.model import KeptFlow
from navicert.trade.flows.volumes import LeftOut, Volume
from navicert.trade.output import number

MOST_ROWS = 50


def volume_to_json(volume: Volume) -> dict[str, Any]:
    """A volume with the rows it is the sum of."""
    return {
        "source": volume.source,
        "reporter": volume.reporter,
        "partner": volume.partner,
        "direction": volume.direction,
        "hs": volume.hs,
        "period": volume.period,
        "net_kg": _number(volume.net_kg),
        "value": _number(volume.value),
        "currency": volume.currency,
        "quantities": [{"amount": number(amount), "unit": unit} for unit, amount in volume.quantities],
        "estimated": list(volume.estimated),
        "rows_without_weight": volume.lacking,
        "rows": [row_to_json(one) for one in volume.rows[:MOST_ROWS]],
        "further_rows": max(len(volume.rows) - MOST_ROWS, 0),
    }


def row_to_json(kept: KeptFlow) -> dict[str, Any]:
    """Where a figure stands, and since when it is known; `revises` is the record it took the place of."""
    return {
        "record": kept.number,
        "place": kept.place,
        "published": kept.published.isoformat(),
        "recorded_at": kept.recorded_at.isoformat(),
        "hs": kept.flow.hs,
        "revises": kept.revises,
    }


def left_to_json(left: LeftOut) -> dict[str, Any]:
    flow = left.kept.flow
    return {"place": left.kept.place, "hs": flow.hs, "period": flow.period, "reason": left.reason}


def mirror_to_json(line: MirrorLine) -> dict[str, Any]:
    """A line with both sides; `value_ratio` is the importer's value over the exporter's."""
    return {
        "origin": line.origin,
        "destination": line.destination,
        "hs": line.hs,
        "period": line.period,
        "exporter": None if line.told_out is None else volume_to_json(line.told_out),
        "importer": None if line.told_in is None else volume_to_json(line.told_in),
        "weight_gap_kg": _number(line.weight_gap),
        "value_ratio": None if line.value_ratio is None else float(round(line.value_ratio, 3)),
        "reasons": list(line.reasons),
    }


def comparison_to_json(one: Comparison) -> dict[str, Any]:
    """A comparison with its figures, days and paragraphs."""
    total = one.total
    return {
        "verdict": one.verdict,
        "regime": one.regime,
        "alert": one.alerts,
        "volume": volume_to_json(one.volume),
        "days": [days_to_json(span) for span in one.spans],
        "total_in_period": None
        if total is None
        else {
            "measure": total.measure,
            "cap": total.cap,
            "net_kg": number(total.kg),
            "value": number(total.value),
            "currency": total.currency,
            "months": total.months,
            "rows_without_weight": total.lacking,
            "shares": [{"limit": s.limit, "percent": s.percent, "ratio": s.ratio} for s in total.shares],
        },
        "words": words_of(one),
    }


def days_to_json(span: Span) -> dict[str, Any]:
    """Some days of a month with the engine's answer and the paragraphs behind it."""
    finding = span.finding
    return {
        "from": str(span.first),
        "until": str(span.last),
        "status": finding.status,
        "lowest": finding.lowest,
        "highest": finding.highest,
        "measures": [{"id": m.id, "instrument": m.instrument, "paragraph": m.paragraph} for m in behind(finding)],
        "missing": list(finding.missing),
        "readings": [{"id": r.id, "reading": r.reading, "status": r.status} for r in finding.readings],
        "cap": None if span.quota is None else span.quota.cap,
    }


def words_of(one: Comparison) -> str:
    """One sentence or two: figures, source, and what the law said on these days under which paragraph."""
    volume = one.volume
    verb = f"imports from {volume.partner}" if volume.direction == "import" else f"exports to {volume.partner}"
    told = f"{volume.source}: {volume.reporter} {verb}, HS {volume.hs}, {volume.period}: {amounts_of(volume)}."
    law = "; ".join(
        f"{span.first} to {span.last} {answer_in_words(span.finding)}{_paragraphs(span)}" for span in one.spans
    )
    return f"{told} {one.regime}: {law}.{_total_words(one)}"


def amounts_of(volume: Volume) -> str:
    """Weight, quantities in other units and value in words; what is estimated or lacking is said."""
    parts = [] if volume.net_kg is None else [f"{tonnes(volume.net_kg)} t"]
    parts += [f"{amount:,f} {unit}" for unit, amount in volume.quantities if unit not in ("kg", "t")]
    parts += [] if volume.value is None else [f"{volume.value:,.0f} {volume.currency}"]
    doubts = [f"{' and '.join(volume.estimated)} estimated"] if volume.estimated else []
    doubts += [f"{volume.lacking} rows without weight"] if volume.lacking else []
    return (", ".join(parts) or "no amount told") + (f" ({'; '.join(doubts)})" if doubts else "")


def tonnes(kg: Decimal) -> str:
    """A weight in tonnes with at most three decimals.

    >>> tonnes(Decimal("1234567.5"))
    '1,234.568'
    """
    text = f"{kg / 1000:,.3f}"
    return text.rstrip("0").rstrip(".")


def _paragraphs(span: Span) -> str:
    named: Sequence[str] = [
        f"{m.instrument}{'' if m.paragraph == '-' else f', {m.paragraph}'} ({m.id})" for m in behind(span.finding)
    ]
    more = f" and {len(named) - 3} more" if len(named) > 3 else ""
    return f" under {'; '.join(named[:3])}{more}" if named else ""


def _total_words(one: Comparison) -> str:
    total = one.total
    if total is None:
        return ""
    lacking = f", {total.lacking} rows without weight" if total.lacking else ""
    shares = "; ".join(f"{share.percent} % of {share.limit}" for share in total.shares)
    return (
        f" In the period of the cap ({total.cap or 'set by the state itself'}) this source tells "
        f"{tonnes(total.kg)} t and {total.value:,.0f} {total.currency} in {total.months} month(s){lacking}"
        f"{f': {shares}' if shares else ''}."
    )


def _number(amount: Decimal | None) -> int | float | None:
    return None if amount is None else number(amount)
