"""A PostgreSQL server as the store's database: one state to read, one writer at a time, as in the embedded store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Any

from navicert.errors import StoreError
from navicert.store.connections import Connection, Value
from navicert.store.postgres_address import Address
from navicert.store.postgres_pool import Pool
from navicert.store.postgres_trouble import told
from navicert.store.steps import LATEST, STEPS, Guard, Step

if TYPE_CHECKING:
    from pg8000.native import Connection as Session

LOCKS = 0x6E617669
WRITING, LOADING = 1, 2
OWN = (
    "CREATE TABLE stored_file (place TEXT PRIMARY KEY, sha256 TEXT NOT NULL)",
    """CREATE TABLE stored_part (
        place TEXT NOT NULL REFERENCES stored_file (place) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        content BYTEA NOT NULL,
        PRIMARY KEY (place, position)
    )""",
    "CREATE TABLE store_step (step INTEGER NOT NULL)",
    "INSERT INTO store_step VALUES (0)",
)


class PostgresDatabase:
    """Keeps the promises of `Database` on a server; connections are kept and used again, by process."""

    def __init__(self, address: Address, *, patience: float) -> None:
        self.address = address
        self._patience = patience
        self._pool = Pool(address)

    def exists(self) -> bool:
        with self._session("BEGIN READ ONLY") as session:
            return _step(session) > 0

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._session("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as session:
            step = self._known(session)
            if step == LATEST:
                yield PostgresConnection(session)
                return
        if step:
            self._create()
            with self.reading() as connection:
                yield connection
        else:
            with self._empty() as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        self._create()
        with self._session("BEGIN") as session:
            self._lock(session, WRITING)
            yield PostgresConnection(session)
            session.run("COMMIT")

    def held(self) -> AbstractContextManager[None]:
        return nullcontext()  # sessions are pooled

    def sync(self) -> None:
        """Nothing waits: the server synced what it committed."""

    @contextmanager
    def loading(self) -> Iterator[None]:
        with self._session("BEGIN") as session:
            self._lock(session, LOADING)
            yield

    def _known(self, session: Session) -> int:
        """The step of the tables there; StoreError when this program does not know it."""
        step = _step(session)
        if step > LATEST:
            raise StoreError(
                f"a newer version wrote this store (its tables are of step {step}, this program knows {LATEST})",
                where=str(self.address),
                next="update navicert",
            )
        return step

    def _create(self) -> None:
        """Make the tables, or bring older ones up to date."""
        with self._session("BEGIN") as session:
            if self._known(session) == LATEST:
                return
            self._lock(session, WRITING)
            _migrate(session, self._known(session))
            session.run("COMMIT")

    @contextmanager
    def _empty(self) -> Iterator[Connection]:
        """Tables that nobody else sees and that are gone afterwards."""
        with self._session("BEGIN") as session:
            session.run("SET LOCAL search_path TO pg_temp")
            for step in STEPS:
                _run(session, tuple(part for part in step if isinstance(part, str)))
            yield PostgresConnection(session)

    def _lock(self, session: Session, which: int) -> None:
        """Wait for our turn; the lock falls with the transaction."""
        session.run(f"SET LOCAL lock_timeout = {int(self._patience * 1000) or 1}")
        session.run(f"SELECT pg_advisory_xact_lock({LOCKS}, {which})")

    @contextmanager
    def _session(self, begin: str) -> Iterator[Session]:
        """A connection in a transaction, rolled back unless the block has committed it."""
        with told(self.address), self._pool.session(begin) as session:
            try:
                yield session
            finally:
                with suppress(Exception):  # a lost connection has no transaction any more
                    session.run("ROLLBACK")


class PostgresConnection:
    """One transaction in the words of `Connection`: `?` for values, rows by name."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def execute(self, sql: str, parameters: Sequence[Value] = (), /) -> Answer:
        statement, names = _named(sql)
        rows = self._session.run(statement, **dict(zip(names, parameters, strict=True)))
        columns = [column["name"] for column in self._session.columns or ()]
        return Answer([NamedRow(columns, row) for row in rows or ()], self._session.row_count)

    def executemany(self, sql: str, parameters: Iterable[Sequence[Value]], /) -> Answer:
        statement, names = _named(sql)
        prepared, count = self._session.prepare(statement), 0
        try:
            for row in parameters:
                prepared.run(**dict(zip(names, row, strict=True)))
                count += max(self._session.row_count, 0)
        finally:
            prepared.close()
        return Answer([], count)


class NamedRow:
    """A row of an answer: values by column name or position."""

    __slots__ = ("_names", "_values")

    def __init__(self, names: list[str], values: Sequence[Any]) -> None:
        self._names, self._values = names, values

    def __getitem__(self, key: str | int) -> Any:
        return self._values[key if isinstance(key, int) else self._names.index(key)]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def keys(self) -> list[str]:
        return self._names


class Answer:
    """The rows of an answer, all of them at once."""

    def __init__(self, rows: list[NamedRow], rowcount: int) -> None:
        self.rowcount = rowcount
        self._rows = iter(rows)

    def fetchone(self) -> NamedRow | None:
        return next(self._rows, None)

    def fetchall(self) -> list[NamedRow]:
        return list(self._rows)

    def __iter__(self) -> Iterator[NamedRow]:
        return self._rows


def _named(sql: str) -> tuple[str, list[str]]:
    """The statement with `:p0`, `:p1`... for each `?` outside quoted text, as the driver wants it."""
    parts = sql.split("'")
    count = 0
    for number in range(0, len(parts), 2):
        pieces = parts[number].split("?")
        parts[number] = pieces[0] + "".join(f":p{count + place}{piece}" for place, piece in enumerate(pieces[1:]))
        count += len(pieces) - 1
    return "'".join(parts), [f"p{number}" for number in range(count)]


def postgres_statements(part: str | Guard) -> Iterator[str]:
    """A part of a step in PostgreSQL's words; text in the order of its characters, as in SQLite."""
    if isinstance(part, str):
        numbered = "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        words = part.replace(" TEXT", ' TEXT COLLATE "C"').replace(" INTEGER", " BIGINT").replace(" BLOB", " BYTEA")
        yield words.replace(" REAL", " DOUBLE PRECISION").format(numbered=numbered)
        return
    yield f"""CREATE FUNCTION {part.name}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION {part.quoted}; END $$"""
    yield f"""CREATE TRIGGER {part.name} BEFORE {part.event} ON {part.table}
        FOR EACH ROW EXECUTE FUNCTION {part.name}()"""


def _step(session: Session) -> int:
    """The step of the tables, 0 where there are none."""
    words = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'store_step'"
    if not session.run(words):
        return 0
    ((step,),) = session.run("SELECT step FROM store_step")
    return int(step)


def _migrate(session: Session, step: int) -> None:
    """Bring tables of an older step up to date; step 0 is none."""
    if step == 0:
        for statement in OWN:
            session.run(statement)
    for parts in STEPS[step:]:
        _run(session, parts)
    session.run("UPDATE store_step SET step = :latest", latest=LATEST)


def _run(session: Session, parts: Step) -> None:
    for part in parts:
        for statement in postgres_statements(part):
            session.run(statement)
