"""Turn what a PostgreSQL server complains about into StoreError: where it happened, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from navicert.errors import StoreError
from navicert.store.postgres_address import Address

_BY_CODE = {
    "28P01": ("the server refuses this password", "check the user and the password"),
    "28000": ("the server refuses this user", "check the user, and the server's pg_hba.conf"),
    "3D000": ("the server has no such database", "create it: createdb NAME"),
    "42501": ("the user may not do this", "grant it CREATE and USAGE on the schema"),
    "53100": ("the server's disk is full", "free some space there and run the command again; nothing was changed"),
    "53300": ("the server has too many connections", "raise max_connections, or run fewer workers"),
    "55P03": ("another process has kept the store locked", "wait for it to finish, or stop it"),
    "57P01": ("the server was stopped", "start it and run the command again; what was not committed did not happen"),
    "25006": ("the server takes no changes (read-only)", "name the primary server"),
}


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Errors of the driver and of the connection inside the block become StoreError."""
    from pg8000.exceptions import DatabaseError, InterfaceError

    try:
        yield
    except DatabaseError as error:
        raise _server_error(error.args[0] if error.args else {}, address) from error
    except (InterfaceError, ConnectionError, TimeoutError) as error:
        raise StoreError(
            f"the connection to the database failed: {error}",
            where=str(address),
            next="check the server and run the command again; what was not committed did not happen",
        ) from error


def _server_error(fields: Any, address: Address) -> StoreError:
    code = fields.get("C", "") if isinstance(fields, dict) else ""
    words = fields.get("M", "") if isinstance(fields, dict) else str(fields)
    message, advice = _BY_CODE.get(code, (f"the database reports: {words}", "see the server's log if it stays so"))
    return StoreError(message, where=str(address), next=advice)
