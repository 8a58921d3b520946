"""What the environment may set; read once, when a command starts."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from navicert.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How the server treats those who ask it.

    `require_keys`: nobody asks without credentials, not even on loopback. `rate_per_second`: requests that one key or
    address may send, loopback apart. `body_limit_bytes`: the longest body of one question; streams of JSON lines have
    no end, but `line_limit_bytes` a line. `hosts`: names under which it is reached, beside its own address. `origins`:
    web pages elsewhere whose scripts may ask. `update_token`: lets `/updatez` be called without a key. `poll_seconds`:
    how often it looks for new editions. `metrics_folder`: where several processes put their metrics together.
    `receipts`: whether answers leave receipts.
    """

    require_keys: bool = False
    rate_per_second: float = 50.0
    body_limit_bytes: int = 8 * 1024 * 1024
    line_limit_bytes: int = 1024 * 1024
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    update_token: str = field(default="", repr=False)
    poll_seconds: float = 2.0
    metrics_folder: str | None = None
    receipts: bool = True


@dataclass(frozen=True, slots=True)
class TellingSettings:
    """Where the watch tells what it found: a webhook whose requests are signed with the secret, and mail."""

    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    smtp_url: str = field(default="", repr=False)
    mail_from: str = "navicert@localhost"
    mail_to: str = ""


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """The OpenID Connect provider at which people may sign in; none where `issuer` is empty.

    `name_claim` and `role_claim` say where the provider tells name and role; `roles` which role a value of the role
    claim stands for (empty: the roles' own names). `return_address` is where people are sent back to, where a proxy
    hides our own address.
    """

    issuer: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    name_claim: str = "preferred_username"
    role_claim: str = "navicert_role"
    roles: dict[str, str] = field(default_factory=dict)
    return_address: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, how old a list may be, and where publishers' files are fetched from.

    `stale_after_days` counts from the day an edition was loaded or last confirmed unchanged at the publisher's.
    `source_urls` replaces a source's own addresses. `actor` is who acts on cases, `user` who is signed in on this
    machine. A second reviewer must agree to every "same" with `second_eye_same`, and to every "not the same" of a
    probability from `second_eye_from` on; a "not the same" holds for `decision_days`.
    """

    store: str
    stale_after_days: int = 7
    fetch_timeout_seconds: float = 60.0
    fetch_limit_bytes: int = 512 * 1024 * 1024
    source_urls: dict[str, tuple[str, ...]] = field(default_factory=dict)
    server: ServerSettings = field(default_factory=ServerSettings)
    telling: TellingSettings = field(default_factory=TellingSettings)
    oidc: OidcSettings = field(default_factory=OidcSettings)
    actor: str = ""
    user: str = "nobody"
    second_eye_same: bool = True
    second_eye_from: float = 0.5
    decision_days: int = 365


URL_PREFIX = "NAVICERT_URL_"


def read_settings(store: str | None = None) -> Settings:
    """Settings from `NAVICERT_STORE`, `NAVICERT_STALE_AFTER_DAYS`, `NAVICERT_FETCH_TIMEOUT`, `NAVICERT_FETCH_LIMIT`,
    `NAVICERT_ACTOR`, `NAVICERT_SECOND_EYE_SAME`, `NAVICERT_SECOND_EYE_FROM`, `NAVICERT_DECISION_DAYS` and
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
        server=_server_settings(env),
        telling=_telling_settings(env),
        oidc=_oidc_settings(env),
        actor=env.get("NAVICERT_ACTOR", "").strip(),
        user=_user(),
        second_eye_same=_yes(env, "NAVICERT_SECOND_EYE_SAME", otherwise=True),
        second_eye_from=_share(env, "NAVICERT_SECOND_EYE_FROM", 0.5),
        decision_days=int(_number(env, "NAVICERT_DECISION_DAYS", 365)),
    )


def _server_settings(env: os._Environ[str]) -> ServerSettings:
    """From `NAVICERT_REQUIRE_KEYS`, `NAVICERT_RATE`, `NAVICERT_BODY_LIMIT`, `NAVICERT_LINE_LIMIT`, `NAVICERT_HOSTS` and
    `NAVICERT_ORIGINS` (with spaces between), `NAVICERT_UPDATE_TOKEN`, `NAVICERT_POLL_SECONDS`, `NAVICERT_RECEIPTS`
    (on or off)."""
    return ServerSettings(
        require_keys=_yes(env, "NAVICERT_REQUIRE_KEYS"),
        rate_per_second=_number(env, "NAVICERT_RATE", 50.0),
        body_limit_bytes=int(_number(env, "NAVICERT_BODY_LIMIT", 8 * 1024 * 1024)),
        line_limit_bytes=int(_number(env, "NAVICERT_LINE_LIMIT", 1024 * 1024)),
        hosts=tuple(env.get("NAVICERT_HOSTS", "").split()),
        origins=tuple(env.get("NAVICERT_ORIGINS", "").split()),
        update_token=env.get("NAVICERT_UPDATE_TOKEN", ""),
        poll_seconds=_number(env, "NAVICERT_POLL_SECONDS", 2.0),
        metrics_folder=env.get("PROMETHEUS_MULTIPROC_DIR") or None,
        receipts=_yes(env, "NAVICERT_RECEIPTS", otherwise=True),
    )


def _yes(env: os._Environ[str], key: str, *, otherwise: bool = False) -> bool:
    text = env.get(key, "").strip().lower() or str(otherwise).lower()
    if text not in {"", "0", "no", "false", "off", "1", "yes", "true", "on"}:
        raise InvalidInput(f"{text!r} is neither yes nor no", where=f"environment variable {key}", next="write 1 or 0")
    return text in {"1", "yes", "true", "on"}


def _share(env: os._Environ[str], key: str, default: float) -> float:
    text = env.get(key, "").strip()
    try:
        share = float(text) if text else default
    except ValueError:
        raise InvalidInput(f"{text!r} is not a number", where=f"environment variable {key}") from None
    if not 0 <= share <= 1:
        raise InvalidInput(f"{text!r} must lie between 0 and 1", where=f"environment variable {key}")
    return share


def _telling_settings(env: os._Environ[str]) -> TellingSettings:
    """From `NAVICERT_WEBHOOK_URL`, `NAVICERT_WEBHOOK_SECRET`, `NAVICERT_SMTP_URL`, `NAVICERT_MAIL_FROM`,
    `NAVICERT_MAIL_TO`; mail goes to somebody."""
    made = TellingSettings(
        webhook_url=env.get("NAVICERT_WEBHOOK_URL", ""),
        webhook_secret=env.get("NAVICERT_WEBHOOK_SECRET", ""),
        smtp_url=env.get("NAVICERT_SMTP_URL", ""),
        mail_from=env.get("NAVICERT_MAIL_FROM") or "navicert@localhost",
        mail_to=env.get("NAVICERT_MAIL_TO", ""),
    )
    if made.smtp_url and not made.mail_to:
        raise InvalidInput("mail needs somebody to go to", where="environment variable NAVICERT_MAIL_TO")
    return made


def _oidc_settings(env: os._Environ[str]) -> OidcSettings:
    """From `NAVICERT_OIDC_ISSUER`, `NAVICERT_OIDC_CLIENT_ID`, `NAVICERT_OIDC_CLIENT_SECRET`,
    `NAVICERT_OIDC_NAME_CLAIM`, `NAVICERT_OIDC_ROLE_CLAIM`, `NAVICERT_OIDC_ROLES` (`value=role`, with spaces between),
    `NAVICERT_OIDC_RETURN`."""
    pairs = [pair.rpartition("=") for pair in env.get("NAVICERT_OIDC_ROLES", "").split()]
    for value, _, role in pairs:
        if not value or not role:
            raise InvalidInput(
                f"{value or role!r} gives no value a role",
                where="environment variable NAVICERT_OIDC_ROLES",
                next="write value=role, with spaces between",
            )
    return OidcSettings(
        issuer=env.get("NAVICERT_OIDC_ISSUER", "").strip(),
        client_id=env.get("NAVICERT_OIDC_CLIENT_ID", "").strip(),
        client_secret=env.get("NAVICERT_OIDC_CLIENT_SECRET", ""),
        name_claim=env.get("NAVICERT_OIDC_NAME_CLAIM") or "preferred_username",
        role_claim=env.get("NAVICERT_OIDC_ROLE_CLAIM") or "navicert_role",
        roles={value: role for value, _, role in pairs},
        return_address=env.get("NAVICERT_OIDC_RETURN", "").strip(),
    )


def _user() -> str:
    """Who is signed in on this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name
        return f"user {os.getuid()}"


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
