"""Addresses of published files: which may be fetched, and how they are shown and named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, unquote, urlsplit

from navicert.errors import FetchError

NEW_ADDRESS = "the publisher may have moved the file: set its new address with NAVICERT_URL_<SOURCE>"


def check_address(url: str) -> None:
    """FetchError unless this is an address of the web."""
    scheme = _split(url).scheme
    if scheme not in {"http", "https"}:
        raise FetchError(f"only http and https are fetched, not {scheme!r}", where=shown(url), next=NEW_ADDRESS)


def check_redirect(source: str, target: str) -> None:
    """FetchError where a redirect leaves the web, or leaves encryption."""
    check_address(target)
    if (_split(source).scheme, _split(target).scheme) == ("https", "http"):
        raise FetchError(
            f"redirects from https to {shown(target)}, where anyone could change the file",
            where=shown(source),
            next=NEW_ADDRESS,
        )


def shown(url: str) -> str:
    """The address without a user's name and password.

    >>> shown("https://me:secret@example.org/list?of=ships")
    'https://example.org/list?of=ships'
    """
    parts = _split(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def file_names(urls: Sequence[str]) -> list[str]:
    """The last part of each address, made safe; numbered where it is nothing, or where two are alike.

    >>> file_names(["https://example.org/a/SDN.CSV?x=1", "https://example.org/"])
    ['SDN.CSV', '2-file']
    """
    parts = [unquote(_split(url).path.rpartition("/")[2]) for url in urls]
    names = [re.sub(r"[^A-Za-z0-9._-]+", "_", part).strip("._") for part in parts]
    return [
        name if name and names.count(name) == 1 else f"{number}-{name or 'file'}"
        for number, name in enumerate(names, 1)
    ]


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise FetchError(f"this is no address: {error}", where=url, next=NEW_ADDRESS) from error
