"""Backups at the desk: the whole store in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from navicert.desk.ground import Ground
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.store.backup import Backup


class BackupDesk:
    """Copies the store of this desk."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def write(self, target: Path) -> Backup:
        """Write the store to a new file, checked by reading it back, while others go on working."""
        from navicert.store.backup import back_up

        return back_up(self._folder(), target, self._ground.now())

    def restore(self, backup: Path) -> Backup:
        """Put a backup into this desk's store, which must hold nothing yet."""
        from navicert.store.backup import restore

        return restore(backup, self._folder())

    def _folder(self) -> Path:
        location = self._ground.settings.store
        if "://" in location:
            raise InvalidInput(
                "a store on a server is backed up with the server's own tools",
                where="--store",
                next="see docs/deployment.md: pg_dump",
            )
        return Path(location).expanduser()
