"""Accounts as rows of the database: hashes of passwords, sessions by hash, and every attempt to sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from navicert.errors import InvalidInput, MissingData
from navicert.store.connections import Database
from navicert.store.rows import instant


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """Somebody who may sign in. `one_time`: the password must be replaced at the next sign-in."""

    name: str
    role: str
    hash: str
    one_time: bool
    created_at: datetime
    created_by: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A signed-in person's session, by the SHA-256 of its token."""

    hash: str
    name: str
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """An attempt to sign in, or another act on an account, for the audit."""

    at: datetime
    name: str
    address: str
    outcome: str


class Accounts:
    """The accounts of a store. Names are compared without case; an account is ended, never removed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, account: KeptAccount, *, only_first: bool = False) -> bool:
        """Keep a new account; False where `only_first` and there are some. InvalidInput where the name is taken."""
        with self._database.writing() as connection:
            if only_first and connection.execute("SELECT 1 FROM account LIMIT 1").fetchone():
                return False
            if connection.execute("SELECT 1 FROM account WHERE key = ?", (_key(account.name),)).fetchone():
                raise InvalidInput(f"there is an account {account.name!r} already", next="choose another name")
            connection.execute(
                """INSERT INTO account (key, name, role, hash, one_time, created_at, created_by)
                   VALUES (?, ?, ?, ?, ?, ?, ?)""",
                (
                    _key(account.name),
                    account.name,
                    account.role,
                    account.hash,
                    int(account.one_time),
                    instant(account.created_at),
                    account.created_by,
                ),
            )
        return True

    def all(self) -> tuple[KeptAccount, ...]:
        """Every account by name, ended ones too."""
        if not self._database.exists():
            return ()
        with self._database.reading() as connection:
            return tuple(map(_account, connection.execute("SELECT * FROM account ORDER BY key").fetchall()))

    def find(self, name: str) -> KeptAccount | None:
        """The account of this name, None where there is none."""
        if not self._database.exists():
            return None
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM account WHERE key = ?", (_key(name),)).fetchone()
        return None if row is None else _account(row)

    def change(self, name: str, **values: str | int | datetime | None) -> None:
        """Set `role`, `hash`, `one_time` or `ended_at`; the account's sessions end. MissingData where there is none."""
        known = {key: instant(value) if isinstance(value, datetime) else value for key, value in values.items()}
        assert known.keys() <= {"role", "hash", "one_time", "ended_at"}
        words = ", ".join(f"{column} = ?" for column in known)
        with self._database.writing() as connection:
            found = connection.execute(
                f"UPDATE account SET {words} WHERE key = ?",  # noqa: S608 - columns from the names above
                (*known.values(), _key(name)),
            )
            if not found.rowcount:
                raise MissingData(f"there is no account {name!r}")
            connection.execute("DELETE FROM session WHERE account = ?", (_key(name),))

    # Sessions

    def begin(self, session: KeptSession) -> None:
        """Keep a new session."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO session (hash, account, began_at, seen_at) VALUES (?, ?, ?, ?)",
                (session.hash, _key(session.name), instant(session.began_at), instant(session.seen_at)),
            )

    def session(self, token_hash: str) -> tuple[KeptSession, KeptAccount] | None:
        """The session of a token with its account, None where there is none."""
        if not self._database.exists():
            return None
        with self._database.reading() as connection:
            row = connection.execute(
                """SELECT session.hash AS token, session.began_at, session.seen_at, account.*
                   FROM session JOIN account ON account.key = session.account WHERE session.hash = ?""",
                (token_hash,),
            ).fetchone()
        if row is None:
            return None
        began, seen = (datetime.fromisoformat(row[key]) for key in ("began_at", "seen_at"))
        return KeptSession(row["token"], row["name"], began, seen), _account(row)

    def seen(self, token_hash: str, at: datetime) -> None:
        """The session was used."""
        with self._database.writing() as connection:
            connection.execute("UPDATE session SET seen_at = ? WHERE hash = ?", (instant(at), token_hash))

    def end(self, token_hash: str) -> None:
        """End a session, where it is still there."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM session WHERE hash = ?", (token_hash,))

    def end_older(self, began_before: datetime) -> None:
        """End the sessions that began before a time."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM session WHERE began_at < ?", (instant(began_before),))

    # The audit of sign-ins

    def note(self, attempt: SignIn) -> None:
        """Keep an attempt, for the audit and for what is allowed next."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO sign_in (at, account, name, address, outcome) VALUES (?, ?, ?, ?, ?)",
                (instant(attempt.at), _key(attempt.name), attempt.name, attempt.address, attempt.outcome),
            )

    def failures(self, name: str, address: str, since: datetime) -> tuple[int, int]:
        """Failed attempts since a time: since the name's last success, and from the address."""
        if not self._database.exists():
            return 0, 0
        with self._database.reading() as connection:
            (good,) = connection.execute(
                "SELECT max(number) FROM sign_in WHERE account = ? AND outcome = 'signed in'", (_key(name),)
            ).fetchone()
            (by_name,) = connection.execute(
                "SELECT count(*) FROM sign_in WHERE account = ? AND outcome = 'refused' AND at > ? AND number > ?",
                (_key(name), instant(since), good or 0),
            ).fetchone()
            (by_address,) = connection.execute(
                "SELECT count(*) FROM sign_in WHERE address = ? AND outcome = 'refused' AND at > ?",
                (address, instant(since)),
            ).fetchone()
        return int(by_name), int(by_address)

    def audit(self, limit: int = 200) -> tuple[SignIn, ...]:
        """The newest attempts and acts, the newest first."""
        if not self._database.exists():
            return ()
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM sign_in ORDER BY number DESC LIMIT ?", (limit,)).fetchall()
        return tuple(
            SignIn(datetime.fromisoformat(row["at"]), row["name"], row["address"], row["outcome"]) for row in rows
        )


def _key(name: str) -> str:
    return name.strip().casefold()


def _account(row: Any) -> KeptAccount:
    return KeptAccount(
        name=row["name"],
        role=row["role"],
        hash=row["hash"],
        one_time=bool(row["one_time"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        created_by=row["created_by"],
        ended_at=None if row["ended_at"] is None else datetime.fromisoformat(row["ended_at"]),
    )
