"""Fetch a publisher's files: only when they changed, only whole, never an error page in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from navicert.errors import FetchError
from navicert.lists.addresses import file_names

Progress = Callable[[int, int | None], None]
"""Told the bytes so far of the file being fetched, and its size where the server says it."""


@dataclass(frozen=True, slots=True)
class Validator:
    """What an address said about the file it gave: its ETag and Last-Modified as sent, None where it said nothing."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """New files in the order of the addresses, and what each address said about its file."""

    files: tuple[Path, ...]
    validators: tuple[Validator, ...]
    fetched_at: datetime

    @property
    def last_modified(self) -> date | None:
        """The day, in UTC, on which the publisher last changed one of the files; None where a server did not say."""
        told = [http_date(validator.last_modified or "") for validator in self.validators]
        return max(day.astimezone(UTC).date() for day in told if day) if all(told) else None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Every address still has the file it had."""

    validators: tuple[Validator, ...]
    checked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPolicy:
    """How much and how long.

    `limit_bytes`: the most a file may have, packed or unpacked. `timeout`: seconds to wait for a connection or for the
    next bytes; `deadline`: seconds for one try as a whole. `tries` an address, with pauses that double from
    `first_pause` to `longest_pause` seconds, which is also the longest Retry-After that is honoured.
    """

    user_agent: str
    limit_bytes: int = 512 * 1024 * 1024
    timeout: float = 60.0
    deadline: float = 1800.0
    tries: int = 5
    first_pause: float = 1.0
    longest_pause: float = 60.0
    redirects: int = 5


def fetch(
    urls: Sequence[str],
    folder: Path,
    *,
    now: datetime,
    policy: FetchPolicy,
    known: Sequence[Validator] = (),
    progress: Progress | None = None,
) -> Fetched | Unchanged:
    """Fetch the files at `urls` into `folder`, or find that all are as `known`.

    Files that belong together are fetched together: where one of several changed, all are fetched. A partial download
    that an earlier call left in `folder` is resumed where the server can prove that the file is still the same.
    FetchError: an address that is no address, does not answer, or gives something that cannot be the publisher's file.
    """
    from navicert.lists.download import Downloader

    if not urls:
        raise FetchError("no address to fetch from", next="load downloaded files with navicert lists load")
    targets = [folder / name for name in file_names(urls)]
    by_url = {validator.url: validator for validator in known}
    with Downloader(policy, now, progress) as downloader:
        asked = by_url if all(url in by_url for url in urls) else {}
        answers = [downloader.download(url, target, asked.get(url)) for url, target in zip(urls, targets, strict=True)]
        if not any(answers):
            return Unchanged(tuple(by_url[url] for url in urls), now)
        validators = (
            answer or downloader.download(url, target, None)
            for url, target, answer in zip(urls, targets, answers, strict=True)
        )
        return Fetched(tuple(targets), tuple(validator for validator in validators if validator is not None), now)


def http_date(text: str) -> datetime | None:
    """An instant as HTTP writes it, None where it is not written so."""
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
