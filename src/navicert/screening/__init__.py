"""Screening: which listed parties may be the one asked about, how sure, and why."""

from navicert.screening.comparison import compare, compare_names
from navicert.screening.model import Match, Party, PartyName, Policy, Reason
from navicert.screening.output import match_to_json
from navicert.screening.parties import asked_party, party_from_entry, party_from_ftm
from navicert.screening.search import Index, build_index, screen, screen_many

__all__ = [
    "Index",
    "Match",
    "Party",
    "PartyName",
    "Policy",
    "Reason",
    "asked_party",
    "build_index",
    "compare",
    "compare_names",
    "match_to_json",
    "party_from_entry",
    "party_from_ftm",
    "screen",
    "screen_many",
]
