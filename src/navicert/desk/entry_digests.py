"""What alerts of screening rest on, by digest: entries of editions, and the policy."""

from __future__ import annotations

from dataclasses import asdict

from navicert.cases.record import digest
from navicert.desk.ground import Ground
from navicert.errors import MissingData


class EntryDigests:
    """Digests of entries, read once an edition; and of the policy in force."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[tuple[str, str], dict[str, str]] = {}

    def digest(self, source: str, edition: str, entity: str) -> str:
        """The digest of an entry; MissingData when the store does not have it."""
        from navicert.lists.digest import entry_digest

        if (source, edition) not in self._known:
            entries = self._ground.store.entries(self._ground.store.find_edition(source, edition))
            self._known[source, edition] = {entry.id: entry_digest(entry) for entry in entries}
        found = self._known[source, edition].get(entity)
        if found is None:
            raise MissingData(f"there is no {entity!r} in edition {edition}", where=f"list {source}")
        return found

    @property
    def rule(self) -> str:
        """The digest of the policy under which alerts are raised; a limit to the best matches is no part of it."""
        from navicert.screening.calibration import shipped
        from navicert.screening.inverse import without_limit

        return digest([asdict(without_limit(self._ground.policy)), shipped().version])
