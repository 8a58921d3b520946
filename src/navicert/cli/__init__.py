"""Commands. Thin: they read arguments, call the desk, and print."""

from __future__ import annotations

import gc
import os
import sys

RARELY = 50_000
"""Objects made between two looks for garbage: what a command imports lives to its end, and a look at it finds none."""


def main() -> None:
    """The `navicert` command: run it, and turn every failure into one line on stderr and an exit code."""
    gc.set_threshold(RARELY)
    from navicert.cli.app import app
    from navicert.cli.commands import register
    from navicert.errors import NavicertError

    register(sys.argv[1:])
    try:
        app()
    except NavicertError as error:
        _end(f"error: {error}", error.exit_code)
    except BrokenPipeError:
        # the reader of our output has gone; give Python's own flush at exit nothing to complain about
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _end(f"error: {where}{error.strerror or error}", 3)
    except KeyboardInterrupt:
        _end("interrupted; what was printed so far is complete records", 4)


def _end(line: str, exit_code: int) -> None:
    print(line, file=sys.stderr)
    sys.exit(exit_code)
