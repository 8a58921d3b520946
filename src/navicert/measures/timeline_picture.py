"""A timeline for the eye, for the ear and as a record: one set of words for picture, table and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from navicert.charts.lanes import Bar, Drawing, Kind, Lane, draw
from navicert.measures.assessment import Finding, NamedMeasure, finding_to_json
from navicert.measures.facts import FactValue, OwnershipShare
from navicert.measures.timeline import Lane as RegimeLane
from navicert.measures.timeline import Span, Timeline, reasons
from navicert.terms.country import country, is_assigned

MOST_MEASURES = 4
MARGIN_OF_DAYS = 30
COLUMNS = (("no.", 6), ("from", 11), ("until", 11), ("answer", 26), ("under", 42), ("what decides, what runs out", 48))
KINDS = {
    "permitted": Kind("free", "✓", "permitted"),
    "quota_dependent": Kind("limited", "≤", "within a quota"),
    "needs_authorisation": Kind("asked", "§", "needs authorisation"),
    "prohibited": Kind("barred", "✕", "prohibited"),
    "not_bound": Kind("blank", "–", "does not bind"),
    "not_covered": Kind("blank", "?", "not covered here"),
}


def timeline_picture(
    timeline: Timeline, *, title: str, first: date | None = None, last: date | None = None, standalone: bool = True
) -> str:
    """The timeline as SVG text with its table; by default from the first change of the law to the day of knowledge.

    Regimes that never bind the actor stand in a note, not in lanes.
    """
    begin, end = window(timeline, first, last)
    shown = [lane for lane in timeline.lanes if not never_binds(lane)]
    return draw(
        Drawing(
            title=title,
            description=describe(timeline),
            lanes=tuple(_drawn(lane, begin, end) for lane in shown),
            columns=COLUMNS,
            first=begin,
            last=end,
            marked=(timeline.as_known_on, "as known on"),
            notes=tuple(notes(timeline)),
        ),
        standalone=standalone,
    )


def title_of(timeline: Timeline) -> str:
    """One line: what is done with what, between which states."""
    facts = timeline.facts
    parts = [str(facts["activity"]).replace("_", " ")]
    parts += [str(facts[key]).replace("_", " ") for key in ("action", "goods_kind", "venture_type") if key in facts]
    parts += [f"HS {facts['hs']}"] if "hs" in facts else []
    for word, key in (("from", "origin"), ("to", "destination"), ("with", "counterparty_state")):
        if key in facts:
            parts.append(f"{word} {_state(str(facts[key]))}")
    sentence = f"{' '.join(parts)}: what was allowed when"
    return sentence[0].upper() + sentence[1:]


def _state(code: str) -> str:
    return country(code).name if is_assigned(code) else code


def describe(timeline: Timeline) -> str:
    """What the picture shows, in sentences: for every regime its answers in order."""
    sentences = []
    for lane in timeline.lanes:
        said = "; ".join(f"{days_in_words(span)} {answer_in_words(span.finding)}" for span in lane.spans)
        sentences.append(f"{lane.regime}: {said}.")
    return " ".join(sentences)


def notes(timeline: Timeline) -> list[str]:
    """What holds for the whole timeline: facts, law, who is not bound, what was not asked."""
    told = ", ".join(f"{key} {_plain(value)}" for key, value in timeline.facts.items())
    lines = [f"Facts: {told}.", f"Law as known on {timeline.as_known_on}, rules {timeline.ruleset[:19]}."]
    if timeline.missing:
        lines.append(f"Would decide more: {', '.join(timeline.missing)}.")
    if timeline.fixed_days:
        lines.append(f"Fixed by the facts: {', '.join(timeline.fixed_days)}; rules that test them do not move.")
    if beyond := [lane.regime for lane in timeline.lanes if never_binds(lane)]:
        lines.append(f"Does not bind the actor: {', '.join(beyond)}.")
    lines += [f"Quota ledger: {text}." for text in timeline.ledger_notes]
    return lines + [f"Not asked: {text}." for text in timeline.not_asked]


def never_binds(lane: RegimeLane) -> bool:
    return all(span.finding.under == "not_bound" for span in lane.spans)


def window(timeline: Timeline, first: date | None, last: date | None) -> tuple[date, date]:
    """The days to show: from shortly before the law first speaks to shortly after it last changed or was known."""
    lanes = [lane for lane in timeline.lanes if not never_binds(lane)]
    changes = [span.first for lane in lanes for span in lane.spans if span.first is not None]
    speaks = [span.first for lane in lanes for span in lane.spans if span.first is not None and _is_told(span.finding)]
    begin = first or min(speaks or changes, default=timeline.as_known_on)
    end = last or max(*changes, timeline.as_known_on, begin)
    spare = timedelta(days=max(MARGIN_OF_DAYS, (end - begin).days // 25))
    return (first or begin - spare), (last or end + spare)


def _is_told(finding: Finding) -> bool:
    return any(measure.role != "checked" for measure in finding.measures)


def _drawn(lane: RegimeLane, begin: date, end: date) -> Lane:
    """The lane's spans that touch the days shown, numbered from one."""
    spans = spans_within(lane, begin, end)
    return Lane(lane.regime, tuple(_bar(span) for span in spans), tuple(cells for _, cells in numbered_rows(spans)))


def spans_within(lane: RegimeLane, begin: date | None, end: date | None) -> list[Span]:
    """The spans that touch some of the days from `begin` to `end` (None: no bound)."""
    return [
        span
        for span in lane.spans
        if (begin is None or span.last is None or span.last >= begin)
        and (end is None or span.first is None or span.first <= end)
    ]


def numbered_rows(spans: Sequence[Span]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The table twin: number, first and last day, answer, measures with paragraph, what decides and what runs out.

    Quota years that are alike share a row.
    """
    for _, group in groupby(enumerate(spans, 1), key=lambda item: _but_for_the_year(item[1])):
        numbered = list(group)
        first_number, first = numbered[0]
        last_number, last = numbered[-1]
        number = str(first_number) if first is last else f"{first_number}-{last_number}"
        yield (
            first,
            (
                number,
                str(first.first or "earlier"),
                str(last.last or "open"),
                answer_in_words(first.finding),
                measures_in_words(first.finding),
                "; ".join(circumstances(first, last)),
            ),
        )


def _but_for_the_year(span: Span) -> tuple[object, ...]:
    quota = span.quota
    return (*reasons(replace(span, quota=None)), quota and (quota.measure, quota.cap), quota is None and span.first)


def _bar(span: Span) -> Bar:
    finding = span.finding
    said = (answer_in_words(finding), measures_in_words(finding), *circumstances(span, span))
    words = f"{days_in_words(span)}: {', '.join(filter(None, said))}"
    if finding.status == "needs_information":
        low, high = KINDS[str(finding.lowest)], KINDS[str(finding.highest)]
        return Bar(span.first, span.last, low, words, high, bool(span.winding_down))
    kind = KINDS["not_bound" if finding.under == "not_bound" else finding.status]
    return Bar(span.first, span.last, kind, words, hatched=bool(span.winding_down))


def days_in_words(span: Span) -> str:
    if span.first is None and span.last is None:
        return "always"
    if span.first is None:
        return f"until {span.last}"
    return f"from {span.first} on" if span.last is None else f"{span.first} to {span.last}"


def answer_in_words(finding: Finding) -> str:
    if finding.under == "not_bound":
        return "does not bind"
    if finding.status == "needs_information":
        return f"{_word(finding.lowest)} or {_word(finding.highest)}, by facts not given"
    return _word(finding.status) + (" (exception)" if finding.under == "exception" else "")


def _word(status: str | None) -> str:
    return str(status).replace("_", " ")


def behind(finding: Finding) -> list[NamedMeasure]:
    """The measures to name: those that decide, without those that only may apply where others certainly do."""
    deciding = [measure for measure in finding.measures if measure.role == "decides"]
    certain = [measure for measure in deciding if measure.why != "may apply"]
    return certain or deciding


def measures_in_words(finding: Finding) -> str:
    named = [f"{m.instrument}{'' if m.paragraph == '-' else f', {m.paragraph}'} ({m.id})" for m in behind(finding)]
    more = f"; and {len(named) - MOST_MEASURES} more" if len(named) > MOST_MEASURES else ""
    return "; ".join(named[:MOST_MEASURES]) + more


def circumstances(span: Span, last: Span) -> list[str]:
    """What decides and what runs out in a span, or in the alike ones up to `last`."""
    finding = span.finding
    texts = {exception.id: exception.text.rstrip(".") for exception in finding.exceptions}
    parts = [f"runs out: {texts[name]}" for name in span.winding_down]
    standing = [e for e in finding.exceptions if e.state == "met" and e.id not in span.winding_down]
    if finding.status in ("permitted", "needs_authorisation") and not span.winding_down:
        parts += [f"exception: {text.rstrip('.')}" for text in dict.fromkeys(e.text for e in standing)][:2]
    if span.quota is not None and finding.status in ("quota_dependent", "needs_information"):
        parts.append(quota_in_words(span, last))
    if finding.missing:
        parts.append(f"turns on {', '.join(finding.missing)}")
    parts += [f"contested ({r.id}): {_word(r.status)} when read otherwise" for r in finding.readings if not r.main]
    return parts


def quota_in_words(span: Span, last: Span) -> str:
    """The cap with the period that it counts; every year of several alike."""
    quota = span.quota
    assert quota is not None
    cap = f"cap {quota.cap or 'by the state itself'}"
    if quota.first is None or quota.last is None:
        return cap
    if span is not last or last.last is None:
        return f"{cap} in every year from {quota.first:%d %B}".replace(" 0", " ")
    return f"{cap} from {quota.first} to {quota.last}"


def _plain(value: FactValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(item.name if isinstance(item, OwnershipShare) else str(item) for item in value)
    return str(value)


def lane_to_json(
    timeline: Timeline, lane: RegimeLane, first: date | None = None, last: date | None = None
) -> dict[str, Any]:
    """What `navicert rules timeline --json` prints for one regime; `from` and `until` are first and last day."""
    return {
        "regime": lane.regime,
        "title": lane.title,
        "facts": {key: _plain(value) for key, value in timeline.facts.items()},
        "spans": [span_to_json(span) for span in spans_within(lane, first, last)],
        "not_asked": list(timeline.not_asked),
        "ruleset": timeline.ruleset,
        "as_known_on": timeline.as_known_on.isoformat(),
    }


def span_to_json(span: Span) -> dict[str, Any]:
    """A span in the form of a finding, with its days; measures are those that apply or may apply."""
    finding = finding_to_json(span.finding)
    finding.pop("regime")
    measures = [m for m in finding.pop("measures") if m["role"] != "checked"]  # type: ignore[attr-defined]
    exceptions = [e for e in finding.pop("exceptions") if e["state"] != "not_met"]  # type: ignore[attr-defined]
    quota = None
    if span.quota is not None:
        quota = {"measure": span.quota.measure, "cap": span.quota.cap, "from": _iso(span.quota.first)}
        quota["until"] = _iso(span.quota.last)
    return {
        "from": _iso(span.first),
        "until": _iso(span.last),
        **finding,
        "measures": measures,
        "exceptions": exceptions,
        "winding_down": list(span.winding_down),
        "quota": quota,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
