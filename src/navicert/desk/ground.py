"""What every part of the desk stands on: settings, clock, store, rulebook, policy; opened when first needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from navicert.settings import Settings

if TYPE_CHECKING:
    from navicert.rulebook import Rulebook
    from navicert.screening import Policy
    from navicert.store import Store

Clock = Callable[[], datetime]


class Ground:
    """One store, with the clock and the settings it was opened under, and the program's own rulebook and policy."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.now = clock
        self.loadings = 0
        """How many editions were loaded or confirmed here; who keeps what the store said of them looks again then."""

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
