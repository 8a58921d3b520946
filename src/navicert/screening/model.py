"""The nouns of screening: who is asked about, what is known of listed parties, and what a match rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from navicert.lists.model import Address, Identifier, NameKind, Place
from navicert.terms import VagueDate

Strength = Literal["strong", "weak"]


@dataclass(frozen=True, slots=True)
class PartyName:
    """A name as printed. A weak name (OFAC "weak a.k.a.", UN "low quality") is too common to be asked about alone."""

    text: str
    kind: NameKind = "primary"

    @property
    def strength(self) -> Strength:
        return "weak" if self.kind == "weak_alias" else "strong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Anyone or anything that can be asked about or listed: a person, an organisation, a vessel, an aircraft.

    `countries` are ISO codes of any tie (nationality, jurisdiction, flag, address); `source` is the name of the list it
    stands on, "" for a query; `birth_dates` of an organisation are empty.
    """

    id: str
    schema: str
    names: tuple[PartyName, ...]
    birth_dates: tuple[VagueDate, ...] = ()
    birth_places: tuple[Place, ...] = ()
    countries: frozenset[str] = frozenset()
    gender: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    source: str = ""
    programs: tuple[str, ...] = ()
    label: str | None = None

    @property
    def caption(self) -> str:
        """How the party is called in a line: its label, else the first primary name, else the first name, else its id."""
        if self.label:
            return self.label
        primary = (name.text for name in self.names if name.kind == "primary")
        return next(primary, self.names[0].text if self.names else self.id)


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence in words, and what it adds to (or takes from) the score's sum."""

    kind: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """A listed party that may be the one asked about.

    `score` in [0, 1) is `squash(sum of the reasons' weights)`; `probability` is the calibrated chance that both are the
    same party, at the policy's base rate; `matched_query` and `matched_entry` are the two names that were compared.
    """

    party: Party
    score: float
    probability: float
    matched_query: str
    matched_entry: str
    reasons: tuple[Reason, ...]

    @property
    def evidence(self) -> float:
        """The plain sum of the weights, which the score squeezes below 1."""
        return sum(reason.weight for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Every threshold and weight of screening; change one and the receipts name another policy.

    `cutoff` is the lowest score that is reported, `limit` the most matches of one query.
    """

    cutoff: float = 0.7
    limit: int = 5
    base_rate: float = field(default=0.3)
    """Share of queries whose best match is expected to be the party asked about; shifts `probability`, never `score`."""
