"""`navicert serve`: the HTTP API and the web pages."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from navicert.cli.app import StoreOption, app, desk_of
from navicert.cli.output import note
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.desk import Desk

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on; beyond this computer, keys and TLS are needed.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that share the work.")] = 1,
    certificate: Annotated[
        Path | None, typer.Option(metavar="F", exists=True, dir_okay=False, help="Certificate chain for TLS (PEM).")
    ] = None,
    private_key: Annotated[
        Path | None, typer.Option(metavar="F", exists=True, dir_okay=False, help="The certificate's private key (PEM).")
    ] = None,
    behind_tls: Annotated[bool, typer.Option("--behind-tls", help="A proxy in front of the server ends TLS.")] = False,
    demo: Annotated[
        bool,
        typer.Option("--demo", help="Bundled data in a store that is thrown away; nobody signs in, all is read-only."),
    ] = False,
    store: StoreOption = None,
) -> None:
    """Serve the HTTP API and the web pages until interrupted.

    Example: navicert serve --host 127.0.0.1 --port 8000
    """
    if (certificate is None) != (private_key is None):
        raise InvalidInput("a certificate and its private key go together", where="--certificate")
    with ExitStack() as stack:
        desk = _demo_desk(stack) if demo else desk_of(context, store)
        settings = desk.settings
        if workers > 1:
            folder = _metrics_folder(stack)
            settings = replace(settings, server=replace(settings.server, metrics_folder=folder))
        from navicert.server.binding import Binding, check_binding
        from navicert.server.running import Certificate, open_socket, run

        binding = Binding(host, port, workers, is_tls=behind_tls or certificate is not None)
        has_keys = not binding.is_loopback and any(key.revoked_at is None for key in desk.keys.all())
        check_binding(binding, has_keys=has_keys)
        desk.oidc.check()
        if not demo:
            _tell_first_admin(desk)
        bound = stack.enter_context(open_socket(binding))
        binding = replace(binding, port=bound.getsockname()[1])
        address = binding.url.replace("http:", "https:") if certificate else binding.url
        note(f"serving {desk.store.location} on {address}; stop with Ctrl-C")
        sys.stderr.flush()
        run(settings, binding, bound, Certificate(certificate, private_key) if certificate and private_key else None)


def _demo_desk(stack: ExitStack) -> Desk:
    """A desk on bundled data, in a store that goes with the server."""
    from navicert.desk import open_desk
    from navicert.desk.demonstration import fill

    desk = open_desk(stack.enter_context(tempfile.TemporaryDirectory(prefix="navicert-demo-")))
    fill(desk)
    return desk


def _tell_first_admin(desk: Desk) -> None:
    """On the first start there is nobody who could sign in: an admin is made and told, this once."""
    made = desk.accounts.first_admin()
    if made is not None:
        note(f"first start: sign in as {made[0]} with the one-time password {made[1]}")


def _metrics_folder(stack: ExitStack) -> str:
    """Where processes put their metrics together; it must stand in the environment before the library is loaded."""
    folder = os.environ.get(METRICS_FOLDER) or stack.enter_context(
        tempfile.TemporaryDirectory(prefix="navicert-metrics-")
    )
    os.environ[METRICS_FOLDER] = folder
    return folder
