"""Measures as plain data, for printing: lists, one measure in full, what was banned when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from navicert.errors import InvalidInput
from navicert.rulebook.model import Exemption, Measure, QuotaRule, Rulebook, Unless


def list_measures(rulebook: Rulebook) -> list[dict[str, object]]:
    """One row a measure, in the rulebook's order: id, regime, instrument, paragraph, validity, status, summary."""
    return [_row(measure, rulebook) for measure in rulebook.measures.values()]


def timeline(rulebook: Rulebook) -> list[dict[str, object]]:
    """The rows of `list_measures` that rule something, by regime and first day: what was banned when."""
    ranks = {regime: rank for rank, regime in enumerate(rulebook.regimes)}
    ruling = [measure for measure in rulebook.measures.values() if measure.effect != "none"]
    ordered = sorted(ruling, key=lambda m: (ranks[m.regimes[0].regime], m.first or date.min, m.id))
    return [_row(measure, rulebook) for measure in ordered]


def show_measure(rulebook: Rulebook, measure_id: str) -> dict[str, object]:
    """The measure with instrument, goods, exceptions, quota, contested points, cases and references both ways.

    Raises InvalidInput for an id that the rulebook does not hold.
    """
    measure = rulebook.measures.get(measure_id)
    if measure is None:
        raise InvalidInput(f"the rulebook holds no measure {measure_id!r}", next="see navicert rules list")
    instrument = rulebook.instruments[measure.instrument]
    return {
        **_row(measure, rulebook),
        "title": instrument.title,
        "publisher": instrument.publisher,
        "time_zone": instrument.time_zone,
        "url": instrument.url,
        "adopted": _day(measure.adopted),
        "asks": {activity: list(steps) for activity, steps in measure.asks},
        "direction": measure.direction,
        "clock": measure.clock,
        "goods": _goods(measure),
        "exceptions": [_exemption(exemption) for exemption in measure.exceptions],
        "quota": _quota(measure.quota) if measure.quota else None,
        "supersedes": list(measure.supersedes),
        "superseded_by": [other.id for other in rulebook.measures.values() if measure.id in other.supersedes],
        "implements": list(measure.implements),
        "implemented_by": [other.id for other in rulebook.measures.values() if measure.id in other.implements],
        "part_of": measure.part_of,
        "ambiguities": list(_points(measure, rulebook)),
        "confidence": measure.confidence,
        "unconfirmed": list(measure.unconfirmed),
        "sources": list(measure.sources),
        "notes": measure.notes,
        "cases": [{"name": c.name, "facts": dict(c.facts), "status": c.status} for c in measure.cases],
    }


def _row(measure: Measure, rulebook: Rulebook) -> dict[str, object]:
    return {
        "id": measure.id,
        "regime": measure.regimes[0].regime,
        "regimes": [row.regime for row in measure.regimes],
        "instrument": rulebook.instruments[measure.instrument].title,
        "paragraph": measure.paragraph,
        "kind": measure.kind,
        "effect": measure.effect,
        "from": _day(measure.first),
        "until": _day(measure.until),
        "status": measure.status,
        "summary": measure.summary,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _goods(measure: Measure) -> dict[str, list[str]] | None:
    goods = measure.goods
    if goods is None:
        return None
    return {"hs": list(goods.hs), "ex": list(goods.ex), "kinds": sorted(goods.kinds)}


def _exemption(exemption: Exemption) -> dict[str, object]:
    return {
        "id": exemption.id,
        "paragraph": exemption.paragraph,
        "text": exemption.text,
        "door": exemption.door,
        "duties": list(exemption.duties),
        "unless": list(_unless(exemption.unless)),
    }


def _unless(rows: tuple[Unless, ...]) -> Iterator[str]:
    for row in rows:
        yield row.text
        yield from _unless(row.unless)


def _quota(quota: QuotaRule) -> dict[str, object]:
    return {
        "limits": [{"amount": f"{limit.amount:f}", "unit": limit.unit} for limit in quota.limits],
        "rule": quota.rule,
        "period": quota.period,
        "turns_on": "-".join(f"{number:02}" for number in quota.month_day) if quota.month_day else None,
        "base_period": quota.base_period,
        "stop_percent": quota.stop_percent,
        "conditions": [condition.text for condition in quota.conditions],
    }


def _points(measure: Measure, rulebook: Rulebook) -> Iterator[dict[str, object]]:
    for point in measure.ambiguities:
        known = rulebook.ambiguities[point]
        readings = [{"id": name, "text": text} for name, text in known.readings]
        yield {"id": point, "title": known.title, "question": known.question, "readings": readings}
