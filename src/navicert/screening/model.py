"""The nouns of screening: who is asked about, what is known of listed parties, and what a match rests on."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class NamePart(PartyName):
    """A name that is a part of the `field` asked about, cut off by what it stands beside ("c/o", "/")."""

    field: str = ""
    beside: str = ""


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
        """The party in a line: its label, else the first primary name, else the first name, else its id."""
        if self.label:
            return self.label
        primary = (name.text for name in self.names if name.kind == "primary")
        return next(primary, self.names[0].text if self.names else self.id)


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence in words, and what it adds to (or takes from) the score's sum.

    `asked` and `listed` are what the query has and the text of the list that it rests on, where there are such; `how`
    says of words of names in what manner they match (see `names.manner`).
    """

    kind: str
    text: str
    weight: float
    asked: str = ""
    listed: str = ""
    how: str = ""


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

    Weights are in points of the score's sum, 1 being two names that agree in full. `docs/screening.md` tells where each
    value comes from.
    """

    cutoff: float = 0.7
    """The lowest score that is reported."""
    limit: int = 5
    """The most matches told of one query; where more reach the cutoff, the answer warns of it."""
    base_rate: float = 0.6
    """Share of right ones among the best matches of any score: how many of those asked about are listed at all. As
    shipped, three in five, about as in the sets of the calibration; for customers who are not known to be risky give
    0.01 or less. It shifts `probability`, never `score`."""
    listed_parties: int = 15_000
    """How many parties are on the lists that are asked, about: of twice as many, twice as many are alike by chance. It
    shifts `probability`, never `score`; as shipped, that of the calibration's lists."""
    least_name: float = 0.5
    """Share of both names that must agree before anything else is weighed; an equal valid identifier needs no name."""
    unexplained: float = 0.35
    """Taken, beyond the missing share itself, for the share of both names that has no counterpart."""
    added_relief: float = 0.6
    """How much less asked words without counterpart count when two or more words agree and nothing listed is left."""
    dropped_relief: float = 0.27
    """How much less listed words without counterpart count when every asked word agrees."""
    contradiction: float = 1.0
    """Taken for each unit of weight that stands unexplained in both names at once (another word in its place)."""
    contradiction_cap: float = 0.12
    """Weight beyond which a contradiction grows no more."""
    single_word: float = 0.04
    """Taken when one word alone agrees in two names of several words, or the only word asked is but like one of
    several."""
    lone_word: float = 0.03
    """Taken when a person is asked about by one word alone."""
    short_word: float = 0.17
    """Taken when all that agrees with a name that is no person's, or with a word asked alone, is one word of four
    letters or less, written otherwise: acronyms are equal or are others."""
    acronym: float = 0.015
    """Taken when all that agrees is an acronym and what it stands for: other names have the same letters."""
    business_differs: float = 0.08
    """Taken when firms have words of business on both sides that are others, and words in common that weigh less than
    `business_told`."""
    business_told: float = 0.7
    """Weight of agreeing words from which on firms of one name may be in several lines of business."""
    rarity: float = 0.28
    """Taken when the words that agree are common: all of it for words of no weight, nothing from `rarity_full` on."""
    rarity_full: float = 2.3
    """Weight of agreeing words at which a name counts as rare."""
    rarity_full_single: float = 0.6
    """The same for a query of one word."""
    weak_alias: float = 0.03
    """Taken when the listed name is a weak alias."""
    another_order: float = 0.004
    """Taken when the words that agree stand in another order: little, but it tells two listings of one name apart."""
    syllables_exchanged: float = 0.16
    """Taken instead when the syllables of a Korean or Chinese name stand in another order than a surname that is put
    last makes them: Kim Yong Chol is not Kim Chol Yong."""
    common_name: float = 0.12
    """Taken, times the share of both names, for a listed word that is a common name and is only like the one asked,
    which is another common name, or no known way to write it in another script."""
    number_differs: float = 0.15
    """Taken when what is no person has another short number: Factory 17 is not Factory 71."""
    number_told: float = 0.2
    """Weight at which each digit of an equal short number counts among the words that agree, in names of what is no
    person: Branch 290 is no common name."""
    other_kind: float = 0.001
    """Taken when the listed name is an alias or a former name: a trace, as are the next three."""
    numbers_apart: float = 0.002
    """Taken, times how far the first numbers that differ lie apart as a share of their sum: a neighbour is the likelier
    slip."""
    printed: float = 0.004
    """Taken, times the share of letters in which the names differ as printed and as read."""
    other_names: float = 0.004
    """Taken, times the share of letters in which the party's other names differ from the one asked."""
    identifier: float = 2.0
    """Given for an equal identifier whose check digit, where it has one, is right."""
    identifier_unproven: float = 0.05
    """Given for an equal identifier with a wrong check digit, which proves nothing."""
    identifier_differs: float = 0.15
    """Taken when both have an identifier of one kind that a party has only one of (IMO number), and they differ."""
    birth_day: float = 0.15
    """Given for the same day of birth."""
    birth_year: float = 0.08
    """Given for the same year of birth where a day is not known on both sides."""
    birth_near: float = 0.0
    """Given for a birth date off by a slip: a year more or less, day and month swapped, one digit."""
    birth_differs: float = 0.35
    """Taken for birth dates that cannot be the same; half of it when they lie at most three years apart."""
    country: float = 0.04
    """Given for a country in common."""
    country_differs: float = 0.12
    """Taken when both have countries and none in common."""
    gender_differs: float = 0.25
    """Taken for different genders."""
    place: float = 0.04
    """Given for a birth place or an address that agrees in a town or street."""
