"""Measures: what dated law says about the facts of a transaction."""

from navicert.measures.assess import assess
from navicert.measures.assessment import Assessment, Finding, assessment_to_json
from navicert.measures.facts import FactError, Facts, InvalidFacts, OwnershipShare, read_facts
from navicert.measures.naming import find_own_parties
from navicert.measures.parties import ListedParty, PartyFindings
from navicert.measures.quota import QuotaTotal, QuotaUse

__all__ = [
    "Assessment",
    "FactError",
    "Facts",
    "Finding",
    "InvalidFacts",
    "ListedParty",
    "OwnershipShare",
    "PartyFindings",
    "QuotaTotal",
    "QuotaUse",
    "assess",
    "assessment_to_json",
    "find_own_parties",
    "read_facts",
]
