"""Who is listed: the frozen inputs that an assessment consumes, and how long a listing certainly and perhaps lasted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

Span = tuple[date | None, date | None]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedParty:
    """A name in the facts that a list holds, or may hold.

    `field` is the key that named it (party, person, bank, owners, vessel_imo, vessel_name, ...), `name` the name as
    written there. `list` is the rulebook's list id ("UN", "EU", "US", ...); `measure` the measure that listed it, where
    known. `sure` is False where the name is like the listed one, but may be another's: then the answer stays open.

    The listing counts from `listed_on` up to, not including, `ended_on`. Where nobody says the day, the editions do in
    part: the party stood there from `seen_first` to `seen_last` at least, not before `not_before`, and no longer on
    `gone_by`. Without any of these the days are open. `made_on` is the day on which the act that lists it was made,
    which may lie before the listing counts. `imo` is the listed vessel's number.
    """

    field: str
    name: str
    list: str
    entry_id: str
    caption: str
    listed_on: date | None = None
    ended_on: date | None = None
    measure: str | None = None
    sure: bool = True
    score: float | None = None
    edition: str | None = None
    schema: str | None = None
    imo: str | None = None
    seen_first: date | None = None
    seen_last: date | None = None
    not_before: date | None = None
    gone_by: date | None = None
    made_on: date | None = None

    @property
    def possible(self) -> Span:
        """The first day and the first day no longer that the listing may have lasted at most; None: open."""
        return self.listed_on or self.not_before, self.ended_on or self.gone_by

    @property
    def certain(self) -> Span | None:
        """The days that it lasted at least, in the same way; None where no day is certain."""
        first = self.listed_on or self.seen_first
        if first is None:
            return None
        if self.ended_on is not None or self.gone_by is None:
            return first, self.ended_on
        return first, (self.seen_last + ONE_DAY if self.seen_last else first)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day on which it may change whether the party is listed."""
        return tuple(day for day in (*self.possible, *(self.certain or ())) if day is not None)

    def known_on(self, day: date) -> bool:
        """Whether the listing can have been known on a day."""
        first = self.made_on or self.listed_on or self.seen_first
        return first is None or first <= day


@dataclass(frozen=True, slots=True)
class Silence:
    """Until when, that day included, it means something that a list does not hold a name (None: never), and why."""

    until: date | None
    why: str


@dataclass(frozen=True, slots=True)
class PartyFindings:
    """Every listed party found, among all the names that were asked: pairs of key and name.

    `beyond` names the list editions that were asked besides the rulebook's own listings. `silence` holds, by list, how
    far a name not found there can be believed; the silence of a list that is not named here counts. `unasked` says in
    words what was left unasked.
    """

    listed: tuple[ListedParty, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    beyond: tuple[str, ...] = ()
    silence: Mapping[str, Silence] = field(default_factory=dict)
    unasked: tuple[str, ...] = ()
