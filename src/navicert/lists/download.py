"""One address, one file: asked for politely, taken in whole, looked at before it is believed."""

from __future__ import annotations

import gzip
import re
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpcore2
import httpx2
import stamina

from navicert.errors import FetchError
from navicert.lists.addresses import NEW_ADDRESS, check_address, check_redirect, shown
from navicert.lists.fetch import FetchPolicy, Progress, Validator, http_date
from navicert.lists.partial import Partial

BLOCK = 1 << 16
TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
HTML_TAGS = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|title|meta)\b", re.IGNORECASE)
PROLOGUE = {b"<!--": b"-->", b"<?": b"?>"}
_LAYERS = ("_stream", "_httpcore_stream", "_connection")
SNIFFED = 4096
PATIENCE_AT_THE_END = 0.2
"""Seconds that a server may take to close the connection after its answer."""
BY_HAND = "try again later, or download the file by hand and load it with navicert lists load"


class _TryAgain(Exception):
    """A failure that may pass; `pause` is how long to wait in seconds where the server said so."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause


class Downloader:
    """A connection to publishers, under one policy; a context manager."""

    def __init__(self, policy: FetchPolicy, now: datetime, progress: Progress | None) -> None:
        self._policy = policy
        self._now = now
        self._progress = progress
        headers = {"User-Agent": policy.user_agent, "Accept-Encoding": "gzip", "Connection": "close"}
        self._client = httpx2.Client(headers=headers, timeout=policy.timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._client.close()

    def download(self, url: str, target: Path, known: Validator | None) -> Validator | None:
        """Fetch one file; what the address said about it, or None when it is as `known`."""
        check_address(url)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            for attempt in self._attempts():
                with attempt:
                    return self._try(url, target, known)
        except FetchError:
            Partial(target).discard()
            raise
        except _TryAgain as failure:
            raise FetchError(f"{failure} ({self._policy.tries} tries)", where=shown(url), next=BY_HAND) from failure
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise FetchError(f"this is no address: {error}", where=shown(url), next=NEW_ADDRESS) from error
        except OSError as error:
            raise FetchError(
                f"cannot be written: {error.strerror or error}", where=str(target), next="check the disk"
            ) from error
        raise AssertionError("the last attempt returns or raises")

    def _attempts(self) -> Iterator[stamina.Attempt]:
        policy = self._policy
        return iter(
            stamina.retry_context(
                on=_pause,
                attempts=policy.tries,
                timeout=None,
                wait_initial=policy.first_pause,
                wait_max=policy.longest_pause,
                wait_jitter=policy.first_pause / 4,
            )
        )

    def _try(self, url: str, target: Path, known: Validator | None) -> Validator | None:
        partial = Partial(target)
        etag = partial.resume(url)
        headers = {"Range": f"bytes={partial.size}-", "If-Range": etag} if etag else _conditions(known)
        with self._answer(url, headers) as response:
            if response.status_code == 304 and headers and not etag:
                return None
            self._begin(url, response, partial, etag)
            self._take_in(url, response, partial)
        self._unpack(url, partial, target)
        _check_content(url, target)
        return Validator(url, response.headers.get("etag", etag), response.headers.get("last-modified"))

    @contextmanager
    def _answer(self, url: str, headers: dict[str, str]) -> Iterator[httpx2.Response]:
        """The answer at the end of the redirects; failures of the network in the block are tried again."""
        request = self._client.build_request("GET", url, headers=headers)
        try:
            for _ in range(self._policy.redirects + 1):
                response = self._client.send(request, stream=True)
                try:
                    if response.next_request is None:
                        yield response
                        return
                finally:
                    response.close()
                check_redirect(str(request.url), str(response.next_request.url))
                request = response.next_request
        except httpx2.UnsupportedProtocol:
            raise
        except httpx2.TransportError as error:
            raise _TryAgain(_in_words(error)) from error
        raise FetchError(f"more than {self._policy.redirects} redirects", where=shown(url), next=NEW_ADDRESS)

    def _begin(self, url: str, response: httpx2.Response, partial: Partial, etag: str | None) -> None:
        """Believe the answer's head, or raise."""
        status = response.status_code
        if status in TRANSIENT:
            raise _TryAgain(f"the server answers {status}", self._asked_pause(url, response))
        if etag and (status == 416 or (status == 206 and not partial.continues(etag, response.headers))):
            partial.discard()
            raise _TryAgain("the server could not go on with a partial download", 0.0)
        if status == 200:
            partial.restart(url, response.headers)
        elif not (status == 206 and etag):
            raise FetchError(
                f"the server answers {status} {response.reason_phrase}", where=shown(url), next=NEW_ADDRESS
            )
        self._check_size(url, partial.expected or 0)
        if partial.encoding not in {"", "identity", "gzip", "x-gzip"}:
            raise FetchError(f"packed as {partial.encoding!r}, which nobody asked for", where=shown(url), next=BY_HAND)

    def _asked_pause(self, url: str, response: httpx2.Response) -> float | None:
        pause = _retry_after(response.headers, self._now)
        if pause is not None and pause > self._policy.longest_pause:
            raise FetchError(
                f"the server answers {response.status_code} and asks to wait {pause:,.0f} seconds",
                where=shown(url),
                next=BY_HAND,
            )
        return pause

    def _take_in(self, url: str, response: httpx2.Response, partial: Partial) -> None:
        ends_at = time.monotonic() + self._policy.deadline
        with partial.path.open("ab") as file:
            for block in response.stream if isinstance(response.stream, httpx2.SyncByteStream) else ():
                file.write(block)
                partial.size += len(block)
                self._check_size(url, partial.size)
                if self._progress:
                    self._progress(partial.size, partial.expected)
                if time.monotonic() > ends_at:
                    raise _TryAgain(f"the server took more than {self._policy.deadline:,.0f} seconds")
        if partial.expected is not None and partial.size != partial.expected:
            partial.discard()
            raise _TryAgain(f"the server announced {partial.expected:,} bytes and sent {partial.size:,}")
        if extra := surplus(response):
            partial.discard()
            raise _TryAgain(f"the server announced {partial.size:,} bytes and sent at least {extra:,} more")

    def _check_size(self, url: str, size: int) -> None:
        if size > self._policy.limit_bytes:
            raise FetchError(
                f"the file is larger than {self._policy.limit_bytes:,} bytes",
                where=shown(url),
                next="check the address; if the file is truly that large, raise NAVICERT_FETCH_LIMIT",
            )

    def _unpack(self, url: str, partial: Partial, target: Path) -> None:
        if partial.encoding in {"", "identity"}:
            partial.path.replace(target)
        else:
            self._gunzip(url, partial.path, target)
        partial.discard()

    def _gunzip(self, url: str, packed: Path, target: Path) -> None:
        size = 0
        try:
            with gzip.open(packed) as source, target.open("wb") as file:
                while block := source.read(BLOCK):
                    size += len(block)
                    self._check_size(url, size)
                    file.write(block)
        except FetchError:
            target.unlink()
            raise
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            target.unlink()
            Partial(target).discard()
            raise _TryAgain(f"the packed file is damaged: {error}") from error


def surplus(response: httpx2.Response) -> int:
    """How many bytes came after the end that the server announced, as far as they have arrived.

    h11 keeps those it has read, and httpx2 has no public way to ask for them; so the way there leads through private
    names, and where a version has others only what h11 has not read is counted.
    """
    layer: Any = response.stream
    while layer is not None and not hasattr(layer, "_h11_state"):
        layer = next((getattr(layer, name) for name in _LAYERS if hasattr(layer, name)), None)
    read = 0 if layer is None else len(layer._h11_state.trailing_data[0])  # noqa: SLF001
    return read or len(_unread(response.extensions.get("network_stream")))


def _unread(connection: Any) -> bytes:
    """What comes next on the connection: nothing, since the server was asked to close it after its answer."""
    try:
        return b"" if connection is None else bytes(connection.read(BLOCK, timeout=PATIENCE_AT_THE_END))
    except (httpcore2.TimeoutException, httpcore2.NetworkError):
        return b""


def _pause(error: Exception) -> bool | float:
    if not isinstance(error, _TryAgain):
        return False
    return True if error.pause is None else error.pause


def _conditions(known: Validator | None) -> dict[str, str]:
    if known is None:
        return {}
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {header: value for header, value in conditions.items() if value}


def _retry_after(headers: httpx2.Headers, now: datetime) -> float | None:
    """Seconds, from a number or from a date compared with the server's own clock (RFC 9110, 10.2.3)."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    until, sent = http_date(text), http_date(headers.get("date", ""))
    return None if until is None else max(0.0, (until - (sent or now)).total_seconds())


def _in_words(error: httpx2.TransportError) -> str:
    match error:
        case httpx2.ConnectTimeout():
            return "the server does not answer"
        case httpx2.TimeoutException():
            return "the server stopped sending"
        case httpx2.ConnectError():
            return f"no connection: {error}"
        case _:
            return f"the connection broke: {error}"


def _check_content(url: str, target: Path) -> None:
    """An empty answer or a web page is no published list, whatever the status says."""
    with target.open("rb") as file:
        beginning = file.read(SNIFFED).removeprefix(b"\xef\xbb\xbf")
    if not beginning.strip():
        target.unlink()
        raise FetchError("the file is empty", where=shown(url), next=BY_HAND)
    if HTML_TAGS.match(_after_prologue(beginning)):
        target.unlink()
        raise FetchError("the server gave a web page in place of the file", where=shown(url), next=NEW_ADDRESS)


def _after_prologue(text: bytes) -> bytes:
    """From the first tag on: without white space, comments and the XML declaration before it."""
    text = text.lstrip()
    while closing := next((end for start, end in PROLOGUE.items() if text.startswith(start)), None):
        text = text.partition(closing)[2].lstrip()
    return text
