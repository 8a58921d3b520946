"""From facts and rules to findings: one answer per regime, side by side, never merged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from navicert.measures.arithmetic import judge_quota
from navicert.measures.assessment import (
    SEVERITIES,
    Assessment,
    Decider,
    Finding,
    NamedListing,
    NamedMeasure,
    NamedParty,
    QuotaState,
    Status,
    Under,
)
from navicert.measures.completing import Turn, completed
from navicert.measures.contesting import EVERYTHING, readings_of, status_of
from navicert.measures.covering import covered, open_keys, read_by_coverage
from navicert.measures.explaining import checked_measures, exception_states, named_measures
from navicert.measures.facts import Facts, InvalidFacts
from navicert.measures.in_question import ANY_STATE, Asked, concerns, in_question, regimes_in_question
from navicert.measures.judging import Truth
from navicert.measures.naming import NAME_KEYS, find_own_parties
from navicert.measures.parties import ListedParty, PartyFindings
from navicert.measures.quota import QuotaUse
from navicert.measures.rules import Rule, binds, law_among, rules_of
from navicert.measures.situation import Situation
from navicert.measures.telling import because
from navicert.measures.verdicts import Judged, Verdict, judge
from navicert.rulebook.model import Regime, Rulebook


def assess(
    facts: Facts | InvalidFacts,
    rulebook: Rulebook,
    *,
    as_known_on: date,
    ledger: QuotaUse | None = None,
    listed: PartyFindings | None = None,
) -> Assessment:
    """One finding for every regime that the facts put in question, by the law as it was known on a day.

    `listed` are the parties that somebody found on lists; without it, names are looked up in the rulebook's own
    listings. `ledger` gives quota totals that the facts do not state. Nothing else is read: no clock.
    """
    if isinstance(facts, InvalidFacts):
        return _invalid(facts, rulebook, as_known_on)
    parties = find_own_parties(facts, rulebook, as_known_on) if listed is None else listed
    situation = Situation.asked(facts.values, rulebook, as_known_on, parties, ledger)
    asked = list(regimes_in_question(situation))
    return Assessment(
        findings=tuple(_findings(asked, situation)),
        parties=named_parties(parties),
        not_asked=tuple(_not_asked(situation, [regime for regime, _, _ in asked])),
        ruleset=rulebook.digest,
        as_known_on=as_known_on,
    )


def finding_of(regime: str, situation: Situation, among: Collection[Rule] | None = None) -> Finding | None:
    """The one finding of an assessment that a regime gives; None where it is silent.

    `among` are rules besides which none of this regime applies, however contested law is read, where the caller knows
    that.
    """
    asked, some_touched = in_question(regime, situation)
    return None if asked is None else _wanted(asked, situation, some_touched=some_touched, among=among)


def tells_why_not(regime: str, situation: Situation) -> bool:
    """Whether the finding of a regime of which no rule applies, however contested law is read, tells why not."""
    asked, _ = in_question(regime, situation)
    return asked is not None and asked[2] and concerns(situation.rulebook, regime)(situation) is not False


def not_asked_about(situation: Situation) -> tuple[str, ...]:
    """What an assessment of a situation says that nobody asked."""
    return tuple(_not_asked(situation, [regime for regime, _, _ in regimes_in_question(situation)]))


def _findings(asked: Sequence[Asked], situation: Situation) -> Iterator[Finding]:
    some_touched = any(touched for _, _, touched in asked)
    found = (_wanted(one, situation, some_touched=some_touched) for one in asked)
    yield from (finding for finding in found if finding is not None)


def _wanted(
    asked: Asked, situation: Situation, *, some_touched: bool, among: Collection[Rule] | None = None
) -> Finding | None:
    """The finding of a regime. One that the facts do not touch need not be held in full where they touch another."""
    regime, rules, touched = asked
    law = law_among(rules, situation.known_on)
    if among is not None:
        law = tuple([rule for rule in law if rule in among])
    finding = _finding(regime, rules, law, situation)
    return finding if touched or not some_touched or not _says_only_what_is_held(finding) else None


def _says_only_what_is_held(finding: Finding) -> bool:
    """Whether a finding only tells that the rulebook does not hold a regime in full, or leaves open whether it does."""
    return finding.status == "not_covered" or (finding.status == "needs_information" and not finding.measures)


def _invalid(facts: InvalidFacts, rulebook: Rulebook, as_known_on: date) -> Assessment:
    said = "; ".join(f"{error.field}: {error.message}" for error in facts.errors)
    finding = Finding(
        regime="*", status="invalid", invalid_fields=facts.fields, because=f"The facts cannot be judged: {said}."
    )
    errors = tuple((error.field, error.message) for error in facts.errors)
    return Assessment(findings=(finding,), errors=errors, ruleset=rulebook.digest, as_known_on=as_known_on)


def _finding(regime: Regime, rules: tuple[Rule, ...], law: tuple[Rule, ...], situation: Situation) -> Finding:
    """The finding by the rules that are law; the others of the regime are told of where none applies."""
    verdict = judge(law, situation)
    bounds, turns = completed(verdict, situation)
    if verdict.rows:
        status, measures = status_of(bounds), named_measures(verdict, bounds, situation)
        under: Under | None = "exception" if status == "permitted" else None
    else:
        status, under, measures = _without_rule(regime, rules, situation)
    missing = [key for turn in turns for key in turn.keys]
    if status == "needs_information" and not verdict.rows:
        bounds, missing = EVERYTHING, list(open_keys(regime, situation))
    is_answer = status != "not_covered"
    finding = Finding(
        regime=regime.id,
        status=status,
        lowest=SEVERITIES[bounds.low] if is_answer else None,
        highest=SEVERITIES[bounds.high] if is_answer else None,
        under=under,
        measures=measures,
        exceptions=exception_states(verdict, situation),
        missing=tuple(dict.fromkeys(missing)),
        deciders=tuple(_deciders(turns, regime, situation)),
        quota=_quota(verdict, situation),
        readings=tuple(readings_of(law, verdict, situation, bounds)),
    )
    return finding.told(because(finding, regime, verdict, situation))


def _without_rule(
    regime: Regime, rules: tuple[Rule, ...], situation: Situation
) -> tuple[Status, Under | None, tuple[NamedMeasure, ...]]:
    """No rule applies: the actor is not bound, or the regime is silent on the facts, or not held here in full. What was
    looked at is told only where the facts may concern the regime at all."""
    concerned = concerns(situation.rulebook, regime.id)(situation) is not False
    measures = checked_measures((*rules, *_other_way(regime, situation)), situation) if concerned else ()
    if binds(regime, situation.values.get("bound_state"), situation) is False:
        return "permitted", "not_bound", measures
    return _HELD[covered(regime, situation)], None, measures


_HELD: dict[Truth, Status] = {True: "permitted", False: "not_covered", None: "needs_information"}


def _other_way(regime: Regime, situation: Situation) -> tuple[Rule, ...]:
    """Rules on the other end of a shipment: what is banned from a country may go to it, and the reader may ask why."""
    other = {"supply": "procure", "procure": "supply"}.get(str(situation.values["activity"]))
    return rules_of(situation.rulebook, regime.id, other) if other else ()


def _deciders(turns: Sequence[Turn], regime: Regime, situation: Situation) -> Iterator[Decider]:
    """What each answer would decide. One after which no rule applies where the regime is not held in full decides
    nothing, and says so."""
    read = read_by_coverage(regime, situation) if turns else frozenset()
    for turn in turns:
        field, told = turn.keys[0] if turn.keys else turn.question, turn.question in read
        for trial, between, ruled in turn.trials:
            if ruled or not told or covered(regime, trial.on(situation)) is not False:
                yield Decider(field, trial.words, SEVERITIES[between.low], SEVERITIES[between.high])
            else:
                yield Decider(field, f"{trial.words} (not held in full)", SEVERITIES[0], SEVERITIES[-1])


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
    if situation.values["activity"] == "port_entry" and not {"vessel_flag", "aircraft_flag"} & situation.values.keys():
        yield "ports closed to a flag: vessel_flag not stated"
