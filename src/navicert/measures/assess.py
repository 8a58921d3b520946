"""From facts and rules to findings."""

from __future__ import annotations

from datetime import date

from navicert.measures.assessment import Assessment, Finding
from navicert.measures.facts import Facts, InvalidFacts
from navicert.measures.parties import PartyFindings
from navicert.measures.quota import QuotaUse
from navicert.rulebook import Rulebook


def assess(
    facts: Facts | InvalidFacts,
    rulebook: Rulebook,
    *,
    as_known_on: date,
    ledger: QuotaUse | None = None,
    listed: PartyFindings | None = None,
) -> Assessment:
    """One finding for every regime that the facts put in question."""
    if isinstance(facts, InvalidFacts):
        invalid = Finding(regime="*", status="invalid", invalid_fields=facts.fields)
        errors = tuple((error.field, error.message) for error in facts.errors)
        return Assessment(findings=(invalid,), errors=errors, ruleset=rulebook.digest, as_known_on=as_known_on)
    return Assessment(findings=(), ruleset=rulebook.digest, as_known_on=as_known_on)


def find_own_parties(facts: Facts, rulebook: Rulebook, as_known_on: date) -> PartyFindings:
    """Names in the facts that the rulebook's own listings hold, by exact normalised name or IMO number."""
    return PartyFindings()
