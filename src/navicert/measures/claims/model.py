"""The nouns of claim checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from navicert.measures.facts import FactError, Facts
from navicert.rulebook.model import LegalStatus
from navicert.terms.vague_date import VagueDate

ClaimedStatus = Literal["permitted", "quota_dependent", "needs_authorisation", "prohibited"]
Verdict = Literal["correct", "imprecise", "disputed", "unverifiable", "inaccurate"]
CLAIMED_STATUSES: tuple[str, ...] = get_args(ClaimedStatus)
LEGAL_STATUSES: tuple[str, ...] = get_args(LegalStatus)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
UNITS = ("bbl", "t", "USD", "USD/bbl", "percent", "days", "axles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody said on `as_of` that a regime's law says on these facts; None where it was not said.

    `first` and `until` are the first and the last day claimed, as precisely as they were given; `amount` is a cap, a
    price or a rate, in `unit` where that was said. `measure_status` says what sort of act it is claimed to be.
    """

    as_of: date
    facts: Facts
    id: object = None
    regime: str | None = None
    status: ClaimedStatus | None = None
    first: VagueDate | None = None
    until: VagueDate | None = None
    amount: Decimal | None = None
    unit: str | None = None
    measure_status: LegalStatus | None = None


@dataclass(frozen=True, slots=True)
class InvalidClaim:
    """A record that is no claim, and why: fields by their place in it ("claimed.from", "facts.hs")."""

    errors: tuple[FactError, ...]
    id: object = None


@dataclass(frozen=True, slots=True)
class FieldVerdict:
    """How one thing that was claimed stands to the law, in words to read, with the measures behind it.

    `as_a_rule` marks what is imprecise only because the claim leaves out an exception.
    """

    field: str
    verdict: Verdict
    words: str
    measures: tuple[str, ...] = ()
    as_a_rule: bool = False

    @property
    def is_the_laws_word(self) -> bool:
        """Whether the law says just that, exceptions left out."""
        return self.verdict == "correct" or self.as_a_rule


def weakest(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict on several things said together."""
    return max(verdicts, key=VERDICTS.index)
