"""What every part of the desk stands on: settings, clock, store, rulebook, policy; opened when first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from navicert.settings import Settings

if TYPE_CHECKING:
    from navicert.rulebook import Rulebook
    from navicert.screening import Policy
    from navicert.store import Known, Store

Clock = Callable[[], datetime]
URL_MARK = "://"


def located(settings: Settings) -> Settings:
    """The settings with a store that is found from every folder."""
    store = settings.store
    return settings if URL_MARK in store else replace(settings, store=str(Path(store).expanduser().absolute()))


class Ground:
    """One store, with the clock and the settings it was opened under, and the program's own rulebook and policy.

    With `known` the store as it was known at a time, which nothing can be added to.
    """

    def __init__(self, settings: Settings, clock: Clock, *, known: Known | None = None) -> None:
        self.settings = settings
        self.now = clock
        self.known = known
        self.loadings = 0
        """How many editions were loaded or confirmed here; who keeps what the store said of them looks again then."""

    @property
    def has_no_store(self) -> bool:
        """Whether the store is a folder that does not exist yet, so that it need not be opened to know it is empty."""
        return URL_MARK not in self.settings.store and not Path(self.settings.store).expanduser().is_dir()

    @cached_property
    def store(self) -> Store:
        from navicert.store import open_store

        store = open_store(self.settings.store)
        return store if self.known is None else store.as_known(self.known)

    @cached_property
    def rulebook(self) -> Rulebook:
        from navicert.rulebook import load_rulebook

        return load_rulebook()

    @cached_property
    def policy(self) -> Policy:
        from navicert.screening import Policy

        return Policy()
