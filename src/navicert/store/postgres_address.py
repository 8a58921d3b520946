"""Where a PostgreSQL store is: `postgresql://user:password@host:port/name?sslmode=...`."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from navicert.errors import InvalidInput

PORT = 5432
MODES = ("disable", "require", "verify-full")


@dataclass(frozen=True, slots=True)
class Address:
    """A database on a server; `host` may be the path of a socket's folder. Its text never shows the password."""

    host: str
    port: int
    database: str
    user: str
    password: str | None = field(repr=False)
    sslmode: str

    def __str__(self) -> str:
        return f"postgresql://{self.user}@{self.host}:{self.port}/{self.database}"

    def driver_arguments(self) -> dict[str, Any]:
        """What pg8000 wants to know."""
        place: dict[str, Any] = (
            {"unix_sock": f"{self.host}/.s.PGSQL.{self.port}"}
            if self.host.startswith("/")
            else {"host": self.host, "port": self.port, "ssl_context": _tls(self.sslmode)}
        )
        return place | {
            "database": self.database,
            "user": self.user,
            "password": self.password,
            "application_name": "navicert",
        }


def read_address(url: str) -> Address:
    """The address in a URL. Without `sslmode` a server on another machine must show a valid certificate.

    InvalidInput when it names no user or database, or says what is not understood here.
    """
    parts = urlsplit(url)
    options = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
    host = options.pop("host", None) or parts.hostname or "localhost"
    sslmode = options.pop("sslmode", None) or ("disable" if _is_here(host) else "verify-full")
    database = unquote(parts.path.removeprefix("/"))
    where = f"store {parts.scheme}://{parts.hostname or ''}/{database}"
    if options:
        raise InvalidInput(f"{', '.join(options)}: no such option", where=where, next="there are: host, sslmode")
    if sslmode not in MODES:
        raise InvalidInput(f"sslmode {sslmode!r} is unknown", where=where, next=f"it is one of {', '.join(MODES)}")
    if not database or not parts.username:
        raise InvalidInput("a user and a database are needed", where=where, next="postgresql://user@host/database")
    password = None if parts.password is None else unquote(parts.password)
    try:
        port = parts.port or PORT
    except ValueError:
        raise InvalidInput("the port is no number from 1 to 65535", where=where) from None
    return Address(host, port, database, unquote(parts.username), password, sslmode)


def _is_here(host: str) -> bool:
    if host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _tls(mode: str) -> ssl.SSLContext | None:
    if mode == "disable":
        return None
    context = ssl.create_default_context()
    if mode == "require":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
