"""What the environment may set; read once, when a command starts."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from navicert.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, how old a list may be, and where publishers' files are fetched from.

    `stale_after_days` counts from the day an edition was loaded or last confirmed unchanged at the publisher's.
    `source_urls` replaces a source's own addresses.
    """

    store: str
    stale_after_days: int = 7
    fetch_timeout_seconds: float = 60.0
    fetch_limit_bytes: int = 512 * 1024 * 1024
    source_urls: dict[str, tuple[str, ...]] = field(default_factory=dict)


URL_PREFIX = "NAVICERT_URL_"


def read_settings(store: str | None = None) -> Settings:
    """Settings from `NAVICERT_STORE`, `NAVICERT_STALE_AFTER_DAYS`, `NAVICERT_FETCH_TIMEOUT`, `NAVICERT_FETCH_LIMIT` and
    `NAVICERT_URL_<SOURCE>` (addresses with spaces between; the source in capitals with underscores); `store` wins."""
    env = os.environ
    return Settings(
        store=store or env.get("NAVICERT_STORE") or str(Path(platformdirs.user_data_dir("navicert", appauthor=False))),
        stale_after_days=int(_number(env, "NAVICERT_STALE_AFTER_DAYS", 7)),
        fetch_timeout_seconds=_number(env, "NAVICERT_FETCH_TIMEOUT", 60.0),
        fetch_limit_bytes=int(_number(env, "NAVICERT_FETCH_LIMIT", 512 * 1024 * 1024)),
        source_urls={
            key.removeprefix(URL_PREFIX).lower().replace("_", "-"): tuple(value.split())
            for key, value in env.items()
            if key.startswith(URL_PREFIX)
        },
    )


def _number(env: os._Environ[str], key: str, default: float) -> float:
    text = env.get(key)
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        raise InvalidInput(f"{text!r} is not a number", where=f"environment variable {key}") from None
    if number <= 0:
        raise InvalidInput(f"{text!r} must be above zero", where=f"environment variable {key}")
    return number
