"""The desk: opens a store, loads editions and rules, and asks the domain. The only place where store and domain meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from navicert.errors import InvalidInput, MissingData
from navicert.lists.sources import SOURCE_NAMES, Source, find_source
from navicert.settings import Settings, read_settings

if TYPE_CHECKING:
    from navicert.lists import Edition, Entry
    from navicert.lists.delta import Delta
    from navicert.measures import Rulebook
    from navicert.screening import Index, Policy
    from navicert.store import Store

Clock = Callable[[], datetime]
Progress = Callable[[str, int, int | None], None]


class ScreeningAnswer(TypedDict):
    """What `screen` answers to one query; see docs/interfaces for every key."""

    query: Mapping[str, Any]
    status: str
    editions: list[dict[str, Any]]
    warnings: list[str]
    matches: list[dict[str, Any]]
    errors: NotRequired[list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a loaded file: `outcome` in words, and what a person should know."""

    edition: Edition
    outcome: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListStatus:
    """One edition in the store: is it the one in force, and was it loaded or confirmed recently enough."""

    edition: Edition
    in_force: bool
    fresh: bool
    confirmed_at: datetime

    @property
    def words(self) -> str:
        if not self.in_force:
            return "history"
        state = "in force" if self.fresh else "STALE"
        return state if self.edition.whole else f"{state}, partial"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The lists that one question asks: their editions, what is wrong with them, and whether silence may be believed."""

    editions: tuple[Edition, ...]
    warnings: tuple[str, ...]
    silence_counts: bool


def open_desk(path_or_url: str | Path | None = None, *, clock: Clock | None = None) -> Desk:
    """A desk on the store at this path or URL; by default the one that the environment names."""
    return Desk(read_settings(str(path_or_url) if path_or_url is not None else None), clock or (lambda: datetime.now(UTC)))


class Desk:
    """Lists, screening and checks on one store. Nothing is opened or loaded before it is needed."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self._clock = clock
        self._indexes: dict[tuple[str, ...], Index] = {}

    @cached_property
    def store(self) -> Store:
        from navicert.store import open_store

        return open_store(self.settings.store)

    @cached_property
    def rulebook(self) -> Rulebook:
        from navicert.rulebook import load_rulebook

        return load_rulebook()

    @cached_property
    def policy(self) -> Policy:
        from navicert.screening import Policy

        return Policy()
