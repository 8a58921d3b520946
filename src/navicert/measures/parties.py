"""Who is listed: the frozen inputs that an assessment consumes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedParty:
    """A name in the facts that a list holds.

    `field` is the key that named it (party, person, bank, owners, vessel_imo, vessel_name, ...), `name` the name as
    written there. `list` is the rulebook's list id ("UN", "EU", "US", ...); `measure` the measure that listed it, where
    known. The listing counts from `listed_on` (None: always) up to, not including, `ended_on`.
    """

    field: str
    name: str
    list: str
    entry_id: str
    caption: str
    listed_on: date | None = None
    ended_on: date | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class PartyFindings:
    """Every listed party found, among all the names that were asked: pairs of key and name.

    `beyond` names the list editions that were asked besides the rulebook's own listings.
    """

    listed: tuple[ListedParty, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    beyond: tuple[str, ...] = ()
