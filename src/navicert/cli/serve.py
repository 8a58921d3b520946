"""`navicert serve`: the HTTP API and the web pages."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from navicert.cli.app import StoreOption, app, desk_of
from navicert.cli.output import note
from navicert.errors import InvalidInput

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
    store: StoreOption = None,
) -> None:
    """Serve the HTTP API and the web pages until interrupted.

    Example: navicert serve --host 127.0.0.1 --port 8000
    """
    if (certificate is None) != (private_key is None):
        raise InvalidInput("a certificate and its private key go together", where="--certificate")
    desk = desk_of(context, store)
    with ExitStack() as stack:
        settings = desk.settings
        if workers > 1:
            folder = _metrics_folder(stack)
            settings = replace(settings, server=replace(settings.server, metrics_folder=folder))
        from navicert.server.binding import Binding, check_binding
        from navicert.server.running import Certificate, open_socket, run

        binding = Binding(host, port, workers)
        has_keys = not binding.is_loopback and any(key.revoked_at is None for key in desk.keys.all())
        check_binding(binding, has_keys=has_keys, behind_tls=behind_tls or certificate is not None)
        bound = stack.enter_context(open_socket(binding))
        binding = replace(binding, port=bound.getsockname()[1])
        note(f"serving {desk.store.location} on {binding.url}; stop with Ctrl-C")
        sys.stderr.flush()
        run(settings, binding, bound, Certificate(certificate, private_key) if certificate and private_key else None)


def _metrics_folder(stack: ExitStack) -> str:
    """Where processes put their metrics together; it must stand in the environment before the library is loaded."""
    folder = os.environ.get(METRICS_FOLDER) or stack.enter_context(
        tempfile.TemporaryDirectory(prefix="navicert-metrics-")
    )
    os.environ[METRICS_FOLDER] = folder
    return folder
