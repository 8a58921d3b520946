"""Where the server listens, and what follows from it: who needs credentials, under which names it is known."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from navicert.errors import InvalidInput

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Binding:
    """The address the server is bound to, how many processes share the work, and whether everybody comes over TLS: the
    server's own or that of a proxy in front of it."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    is_tls: bool = False

    @property
    def is_loopback(self) -> bool:
        """Whether only this computer can reach it."""
        return is_loopback(self.host)

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def is_loopback(host: str) -> bool:
    """Whether a name or address stands for this computer alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("db.example")
    (True, True, False, False)
    """
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_binding(binding: Binding, *, has_keys: bool) -> None:
    """InvalidInput where the server would stand open: beyond loopback it takes a key, and TLS before it."""
    if binding.is_loopback:
        return
    if not has_keys:
        raise InvalidInput(
            "there is no API key yet, so nobody could use the server from elsewhere",
            where=f"--host {binding.host}",
            next="make one: navicert keys create NAME",
        )
    if not binding.is_tls:
        raise InvalidInput(
            "keys and names would travel unencrypted",
            where=f"--host {binding.host}",
            next="give --certificate and --private-key, or say --behind-tls where a proxy in front ends TLS",
        )


def host_name(header: str) -> str:
    """The name in a Host header, without port, in lower case.

    >>> host_name("Example.org:8000"), host_name("[::1]:8000")
    ('example.org', '::1')
    """
    text = header.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.rpartition(":")[0] if ":" in text else text
