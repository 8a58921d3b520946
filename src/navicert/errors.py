"""One error tree. An error says what is wrong, where, and what to do next.

`where` names file, row and field as far as they are known ("customers.csv row 7 field birth_date");
`exit_code` is what the command line ends with: 2 invalid input, 3 data missing, stale or incomplete, 4 done in part.
"""

from __future__ import annotations


class NavicertError(Exception):
    """What went wrong in one sentence; `where` it happened; what to do `next`."""

    exit_code = 2

    def __init__(self, message: str, *, where: str | None = None, next: str | None = None) -> None:  # noqa: A002 - the word the user reads
        super().__init__(message)
        self.message = message
        self.where = where
        self.next = next

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}; {self.next}" if self.next else text


class InvalidInput(NavicertError):
    """A value that the user or a file gave cannot be what it should be."""


class UnknownCode(InvalidInput):
    """A code that is not in its published list; it is never replaced by a default."""


class Conflict(NavicertError):
    """Somebody else acted on the same record in the meantime; what they did stands."""


class SourceError(NavicertError):
    """A published file is truncated, empty, of another schema, or shrunken; the edition in force stays."""

    exit_code = 3


class MissingData(NavicertError):
    """A list, an edition or a record that the question needs is not there."""

    exit_code = 3


class FetchError(NavicertError):
    """A publisher's address did not give a whole, believable file."""

    exit_code = 3


class StoreError(NavicertError):
    """The store could not be read or written (a full disk, a locked or damaged file)."""

    exit_code = 3


class CutShort(NavicertError):
    """Work that ended before all of it was done; what was done is kept."""

    exit_code = 4


class RulebookError(NavicertError):
    """A rulebook file says something that cannot be law as data; names file, measure and key."""
