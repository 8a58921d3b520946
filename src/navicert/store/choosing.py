"""Which edition is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from navicert.errors import InvalidInput, MissingData
from navicert.lists.model import Edition

SHORTEST_BEGINNING = 4
SHOWN = 5


def current_of(editions: Sequence[Edition], *, on: date | None, as_known_at: datetime | None) -> Edition | None:
    """The last of `editions` (by publication) that was published up to `on` and loaded up to `as_known_at`."""
    known = (edition for edition in reversed(editions) if as_known_at is None or edition.loaded_at <= as_known_at)
    return next((edition for edition in known if on is None or edition.published <= on), None)


def find_among(name: str, editions: Sequence[Edition], text: str) -> Edition:
    """The edition that `text` means among those of the list `name`, in their order; an error names those there are."""
    where = f"list {name}"
    wanted = text.strip().lower()
    if wanted == "previous":
        return _previous(editions, where)
    found = _matching(editions, wanted)
    if not found:
        raise MissingData(f"there is no edition {text!r}", where=where, next=f"there are: {_named(editions)}")
    if len({edition.published for edition in found}) > 1 or (
        len(found) > 1 and found[0].published.isoformat() != wanted
    ):
        raise InvalidInput(f"{text!r} may mean several editions", where=where, next=f"write more of: {_named(found)}")
    return found[-1]


def _matching(editions: Sequence[Edition], wanted: str) -> list[Edition]:
    if wanted == "current":
        return list(editions[-1:])
    tests: tuple[Callable[[Edition], bool], ...] = (
        lambda edition: edition.id == wanted,
        lambda edition: edition.published.isoformat() == wanted,
        lambda edition: len(wanted) >= SHORTEST_BEGINNING and edition.id.startswith(wanted),
        lambda edition: len(wanted) >= SHORTEST_BEGINNING and edition.sha256.startswith(wanted.removeprefix("sha256:")),
    )
    return next((found for test in tests if (found := [edition for edition in editions if test(edition)])), [])


def _previous(editions: Sequence[Edition], where: str) -> Edition:
    if len(editions) < 2:
        raise MissingData(
            "there is no edition before the current one", where=where, next=f"there is only: {_named(editions)}"
        )
    return editions[-2]


def _named(editions: Sequence[Edition]) -> str:
    """The ids, the newest first, a few at most."""
    shown = [edition.id for edition in reversed(editions)][:SHOWN]
    rest = len(editions) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
