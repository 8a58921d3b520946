"""From facts and rules to findings: one answer per regime, side by side, never merged."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from navicert.measures.arithmetic import judge_quota
from navicert.measures.assessment import (
    SEVERITIES,
    Assessment,
    ContestedReading,
    Decider,
    Finding,
    NamedListing,
    NamedParty,
    QuotaState,
    Status,
)
from navicert.measures.compiling import Judge, compiled
from navicert.measures.completing import Turn, bounds_of, completed
from navicert.measures.explaining import checked_measures, exception_states, named_measures
from navicert.measures.facts import Facts, InvalidFacts
from navicert.measures.judging import truth
from navicert.measures.naming import NAME_KEYS, find_own_parties
from navicert.measures.parties import ListedParty, PartyFindings
from navicert.measures.quota import QuotaUse
from navicert.measures.rules import Rule, binds, rules_of
from navicert.measures.situation import Situation
from navicert.measures.telling import because
from navicert.measures.verdicts import Interval, Judged, Verdict, judge, judge_again
from navicert.rulebook.model import Regime, Rulebook

ANY_STATE = ("any",)
EVERYTHING = Interval(0, len(SEVERITIES) - 1)


def assess(
    facts: Facts | InvalidFacts,
    rulebook: Rulebook,
    *,
    as_known_on: date,
    ledger: QuotaUse | None = None,
    listed: PartyFindings | None = None,
    regimes: Collection[str] | None = None,
    among: Collection[Rule] | None = None,
) -> Assessment:
    """One finding for every regime that the facts put in question, by the law as it was known on a day.

    `listed` are the parties that somebody found on lists; without it, names are looked up in the rulebook's own
    listings. `ledger` gives quota totals that the facts do not state. `regimes` (None: all) are those whose findings
    are wanted; which regimes are in question is told from all of them. `among` are rules besides which none of these
    regimes applies, however contested law is read, where the caller knows that. Nothing else is read: no clock.
    """
    if isinstance(facts, InvalidFacts):
        return _invalid(facts, rulebook, as_known_on)
    parties = find_own_parties(facts, rulebook, as_known_on) if listed is None else listed
    situation = Situation.asked(facts.values, rulebook, as_known_on, parties, ledger)
    asked = list(_regimes_in_question(situation))
    return Assessment(
        findings=tuple(_findings(asked, situation, regimes, among)),
        parties=named_parties(parties),
        not_asked=tuple(_not_asked(situation, [regime for regime, _, _ in asked])),
        ruleset=rulebook.digest,
        as_known_on=as_known_on,
    )


def _findings(
    asked: Sequence[tuple[Regime, tuple[Rule, ...], bool]],
    situation: Situation,
    regimes: Collection[str] | None,
    among: Collection[Rule] | None,
) -> Iterator[Finding]:
    """The findings wanted. A regime that the facts do not touch need not be held in full where they touch another."""
    some_touched = any(touched for _, _, touched in asked)
    for regime, rules, touched in asked:
        if regimes is None or regime.id in regimes:
            law = tuple(rule for rule in rules if (among is None or rule in among) and rule.is_law(situation))
            finding = _finding(regime, rules, law, situation)
            if touched or not some_touched or finding.status != "not_covered":
                yield finding


def _invalid(facts: InvalidFacts, rulebook: Rulebook, as_known_on: date) -> Assessment:
    said = "; ".join(f"{error.field}: {error.message}" for error in facts.errors)
    finding = Finding(
        regime="*", status="invalid", invalid_fields=facts.fields, because=f"The facts cannot be judged: {said}."
    )
    errors = tuple((error.field, error.message) for error in facts.errors)
    return Assessment(findings=(finding,), errors=errors, ruleset=rulebook.digest, as_known_on=as_known_on)


def _regimes_in_question(situation: Situation) -> Iterator[tuple[Regime, tuple[Rule, ...], bool]]:
    """Regimes with rules about the activity, or that the facts touch, and whether they do (as far as is known).

    A regime that neither binds the actor nor concerns the facts stays silent where another one is concerned; a national
    regime is not asked about "any" state. Where none would answer, those do that bind every state."""
    activity = str(situation.values["activity"])
    rows = []
    for regime in situation.rulebook.regimes.values():
        rules = rules_of(situation.rulebook, regime.id, activity)
        touched = concerns(situation.rulebook, regime.id)(situation)
        if regime.bound and situation.values.get("bound_state") == ANY_STATE:
            rules = tuple(rule for rule in rules if rule.measure.binds == "everyone_else")
            touched = touched if rules else False
        if rules or touched:
            rows.append((regime, rules, touched))
    rows = rows or [(regime, (), False) for regime in situation.rulebook.regimes.values() if not regime.bound]
    some_touched = any(touched for _, _, touched in rows)
    for regime, rules, touched in rows:
        if touched is not False:
            yield regime, rules, True
        elif not some_touched or binds(regime, situation.values.get("bound_state"), situation) is not False:
            yield regime, rules, False


@functools.lru_cache(maxsize=256)
def concerns(rulebook: Rulebook, regime_id: str) -> Judge:
    """Whether the facts touch a regime."""
    return compiled(rulebook.regimes[regime_id].concerns)


def _finding(regime: Regime, rules: Sequence[Rule], law: Sequence[Rule], situation: Situation) -> Finding:
    """The finding by the rules that are law; the others of the regime are told of where none applies."""
    verdict = judge(law, situation)
    bounds, turns = completed(verdict, situation)
    status = _status(bounds)
    finding = Finding(
        regime=regime.id,
        status=status,
        lowest=SEVERITIES[bounds.low],
        highest=SEVERITIES[bounds.high],
        under="exception" if verdict.rows and status == "permitted" else None,
        measures=named_measures(verdict, bounds, situation),
        exceptions=exception_states(verdict, situation),
        missing=tuple(dict.fromkeys(key for turn in turns for key in turn.keys)),
        deciders=tuple(_deciders(turns)),
        quota=_quota(verdict, situation),
        readings=tuple(_readings(law, verdict, situation, bounds)),
    )
    if not verdict.rows:
        finding = _without_rule(finding, regime, rules, situation)
    return replace(finding, because=because(finding, regime, verdict, situation))


def _without_rule(finding: Finding, regime: Regime, rules: Sequence[Rule], situation: Situation) -> Finding:
    """No rule applies: the actor is not bound, or the regime is silent on the facts, or not held here in full. What was
    looked at is told only where the facts may concern the regime at all."""
    concerned = concerns(situation.rulebook, regime.id)(situation) is not False
    measures = checked_measures((*rules, *_other_way(regime, situation)), situation) if concerned else ()
    if binds(regime, situation.values.get("bound_state"), situation) is False:
        return replace(finding, under="not_bound", measures=measures)
    if not _covered(regime, situation):
        return replace(finding, status="not_covered", lowest=None, highest=None, measures=measures)
    return replace(finding, measures=measures)


def _other_way(regime: Regime, situation: Situation) -> tuple[Rule, ...]:
    """Rules on the other end of a shipment: what is banned from a country may go to it, and the reader may ask why."""
    other = {"supply": "procure", "procure": "supply"}.get(str(situation.values["activity"]))
    return rules_of(situation.rulebook, regime.id, other) if other else ()


def _covered(regime: Regime, situation: Situation) -> bool:
    """Whether the rulebook declares to hold all of the regime's rules on this activity, these goods and this day."""
    day = situation.day(situation.act_clock())
    hs, kind = situation.values.get("hs"), situation.values.get("goods_kind")
    return any(
        situation.values["activity"] in row.activities
        and (day is None or day >= row.first)
        and (row.goods is None or row.goods.cover(hs, kind) is True)  # type: ignore[arg-type]
        and (row.where is None or truth(row.where, situation) is True)
        for row in regime.coverage
    )


def _status(bounds: Interval) -> Status:
    return SEVERITIES[bounds.low] if bounds.certain else "needs_information"


def _deciders(turns: Sequence[Turn]) -> Iterator[Decider]:
    for turn in turns:
        for words, interval in turn.trials:
            yield Decider(
                turn.keys[0] if turn.keys else turn.question, words, SEVERITIES[interval.low], SEVERITIES[interval.high]
            )


def _readings(
    rules: Sequence[Rule], verdict: Verdict, situation: Situation, main: Interval
) -> Iterator[ContestedReading]:
    """Every other reading of contested law that changes the answer, with the main one before it.

    Where every answer is possible already, no reading is worth telling.
    """
    if main == EVERYTHING:
        return
    contested = [rule for rule in rules if rule.ambiguities and rule.in_reach(situation)]
    for point in sorted({point for rule in contested for point in rule.ambiguities}):
        (first, first_text), *others = situation.rulebook.ambiguities[point].readings
        changed = []
        for reading, text in others:
            read = situation.read_as((point, reading))
            again = judge_again(verdict, rules, read, f"reading {point}")
            if not _is_read_alike((verdict, situation), (again, read), f"reading {point}"):
                bounds = bounds_of(again, read)
                if bounds != main:
                    changed.append((reading, text, bounds))
        if changed:
            yield _reading(point, first, first_text, main, is_main=True)
            yield from (_reading(point, *row, is_main=False) for row in changed)


def _is_read_alike(one: tuple[Verdict, Situation], other: tuple[Verdict, Situation], point: str) -> bool:
    """Whether every rule that turns on the point says for certain the same however it is read."""
    rows, others = ({row.rule: row for row in verdict.judged} for verdict, _ in (one, other))
    for rule in {**rows, **others}:
        if point in rule.outlook.sights and rule.sees(one[1]) != rule.sees(other[1]):
            row, read = rows.get(rule), others.get(rule)
            if not (row and read and row.fits and read.fits and row.says.certain and row.says == read.says):
                return False
    return True


def _reading(point: str, reading: str, text: str, bounds: Interval, *, is_main: bool) -> ContestedReading:
    low, high = SEVERITIES[bounds.low], SEVERITIES[bounds.high]
    return ContestedReading(point, reading, _status(bounds), low, high, is_main, text)


def _quota(verdict: Verdict, situation: Situation) -> QuotaState | None:
    rows: list[Judged] = [row for row in verdict.rows if row.rule.measure.quota is not None]
    if not rows:
        return None
    measure = max(rows, key=lambda row: (row.applies is True, row.says.high)).rule.measure
    judged = judge_quota(measure, situation)
    return QuotaState(
        measure.id, judged.cap, judged.total, judged.delivery, judged.fits, judged.stopped, judged.source
    )  # fmt: skip


def named_parties(parties: PartyFindings) -> tuple[NamedParty, ...]:
    """Every name asked with the listings it was found under."""
    rows = []
    for field, name in parties.asked:
        found = [p for p in parties.listed if p.name == name and p.field.partition(":")[0] == field]
        rows.append(NamedParty(field, name, tuple(dict.fromkeys(map(_named_listing, found)))))
    return tuple(rows)


def _named_listing(party: ListedParty) -> NamedListing:
    return NamedListing(
        party.list, party.entry_id, party.caption, party.listed_on, party.ended_on, party.sure, party.score,
        party.edition, party.seen_first, party.gone_by,
    )  # fmt: skip


def _not_asked(situation: Situation, regimes: Sequence[Regime]) -> Iterator[str]:
    if not any(key in situation.values for key in NAME_KEYS):
        yield "party lists: no party named"
    elif not situation.parties.beyond:
        yield "party lists beyond the rulebook's own listings: names were compared with these alone"
    yield from situation.parties.unasked
    if situation.values.get("bound_state") == ANY_STATE:
        silent = [r.id for r in situation.rulebook.regimes.values() if r.bound and r not in regimes]
        yield f"national law ({', '.join(silent)}): bound_state names no single state"
    if situation.values["activity"] == "payment" and "programme_revenue" not in situation.values:
        yield "finance for the weapons programmes: programme_revenue not stated"
