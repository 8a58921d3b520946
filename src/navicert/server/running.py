"""Runs the application: one process, or several on one port that are restarted when they fall."""

from __future__ import annotations

import importlib
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import uvicorn
from fastapi import APIRouter, FastAPI
from uvicorn.supervisors import Multiprocess

from navicert.desk import Desk
from navicert.server.app import create_app
from navicert.server.binding import Binding
from navicert.server.doorkeeper import Recogniser
from navicert.settings import Settings

PAGES = "navicert.web"
WAITING = 2048
GRACE_SECONDS = 20
SLOWEST_START_SECONDS = 120
"""A process that gives no sign for so long is replaced; one that fell is replaced at once."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The files that TLS needs."""

    chain: Path
    private_key: Path


def build(settings: Settings, binding: Binding) -> FastAPI:
    """The application with everything that is installed, on a desk of its own."""
    sys.setswitchinterval(0.001)  # an answer waits no longer than this for a thread that reads lists aside
    desk = Desk(settings, lambda: datetime.now(UTC))  # noqa: TID251 - the server's clock
    routers, recognisers = _pages(desk)
    return create_app(desk, binding=binding, routers=routers, recognisers=recognisers)


def _pages(desk: Desk) -> tuple[Sequence[APIRouter], Sequence[Recogniser]]:
    """The routers of the web pages and what recognises signed-in people, where they are installed.

    The package offers `ROUTERS`, made with `navicert.wire.Routes`, and `recognisers(desk)`.
    """
    if find_spec(PAGES) is None:
        return (), ()
    pages = importlib.import_module(PAGES)
    return getattr(pages, "ROUTERS", ()), pages.recognisers(desk) if hasattr(pages, "recognisers") else ()


def open_socket(binding: Binding) -> socket.socket:
    """The socket that the binding names; OSError where it is taken or not ours. Port 0 takes a free one.

    Where several processes are to serve, it only holds the port: each of them listens for itself (`OwnListener`).
    """
    family = socket.AF_INET6 if ":" in binding.host else socket.AF_INET
    bound = socket.create_server((binding.host, binding.port), family=family, backlog=WAITING)
    if binding.workers > 1:
        address = bound.getsockname()
        bound.close()  # it was free; now it is taken in a way that lets others of this user listen too
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind(address)
    bound.set_inheritable(True)
    return bound


@dataclass(frozen=True, slots=True)
class OwnListener:
    """What a process is given in place of a socket: once there, it is a socket of its own on the port.

    The kernel deals connections out among such sockets. On one socket for all, the process that wakes first takes every
    connection that waits, and the others stay idle.
    """

    family: int
    address: tuple[Any, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return listen, (self.family, self.address)


def listen(family: int, address: tuple[Any, ...]) -> socket.socket:
    """A socket that listens beside others of this user on the same address."""
    return socket.create_server(address[:2], family=family, backlog=WAITING, reuse_port=True)


def run(settings: Settings, binding: Binding, bound: socket.socket, certificate: Certificate | None = None) -> None:
    """Serve until a signal ends it; requests that are being answered are answered."""
    options: dict[str, Any] = {
        "factory": True,
        "workers": binding.workers,
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "timeout_graceful_shutdown": GRACE_SECONDS,
        "timeout_worker_healthcheck": SLOWEST_START_SECONDS,
        "backlog": WAITING,
    }
    if certificate is not None:
        options |= {"ssl_certfile": certificate.chain, "ssl_keyfile": certificate.private_key}
    config = uvicorn.Config(partial(build, settings, binding), **options)
    if binding.workers == 1:
        uvicorn.Server(config).run(sockets=[bound])
    else:
        own = OwnListener(bound.family, bound.getsockname())
        Multiprocess(config, sockets=[cast("socket.socket", own)]).run()
