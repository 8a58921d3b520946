"""Rows of a table as queries: which column holds what, and each column's distinct values read once."""

from __future__ import annotations

import functools
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import attrgetter
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from navicert.errors import InvalidInput
from navicert.lists.model import Identifier, IdentifierKind
from navicert.names import ReadName, read_name
from navicert.names.lone import A_WORD, says_too_little
from navicert.names.reading import uncompared
from navicert.screening.columns import (
    BY_REFERENCE,
    GENDERS,
    IDENTIFIED,
    PLACED,
    SCHEMA_BITS,
    birth_numbers,
    identifier_text,
    identifier_texts,
)
from navicert.screening.ftm_properties import known_properties
from navicert.screening.kernel import spread
from navicert.screening.kernel_structures import Values
from navicert.screening.kernel_tables import offsets
from navicert.screening.name_columns import is_list, names_of_rows, texts_in, with_name_parts
from navicert.screening.name_reader import kinds_of
from navicert.screening.parties import may_have_imo_in_name, party_from_ftm, read_date
from navicert.terms import with_successors


@dataclass(frozen=True, slots=True)
class Role:
    """What a property is to a query: a name, a part of one, an identifier, a place, or another value."""

    kind: str


@dataclass(frozen=True, slots=True)
class Value:
    """What one distinct text of one property says of a party; `trouble` when only the whole row can tell."""

    births: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    gender: tuple[int, ...] = ()
    trouble: bool = False


class Listed(Protocol):
    """What rows ask of an index."""

    def country(self, code: str) -> int:
        """The index's number of a country."""

    def with_number(self, text: str) -> Sequence[int]:
        """The parties that have an identifier."""


@functools.cache
def role_of(field: str) -> Role | None:
    """The role of a property, found by asking for a party that has it; None for one that does not bear on identity."""
    try:
        alone = party_from_ftm({"schema": "Person", "properties": {field: ["Qqq"]}})
    except InvalidInput:
        return Role("value")
    if alone.names:
        beside = party_from_ftm({"schema": "Person", "properties": {"name": ["Zzz"], field: ["Qqq"]}})
        return Role("name" if any(name.text == "Qqq" for name in beside.names) else "part")
    if alone.identifiers:
        return Role("identifier")
    return Role("place") if alone.birth_places or alone.addresses else None


@functools.lru_cache(maxsize=1_000)
def identifier_kinds(field: str, schema: str) -> tuple[IdentifierKind, ...]:
    """What a number in this property is to a party of this schema, found by asking for a party that has it."""
    if schema not in SCHEMA_BITS:
        return ()
    alone = party_from_ftm({"schema": schema, "properties": {field: ["Qqq"]}})
    return tuple(identifier.kind for identifier in alone.identifiers)


def _is_doubtful(name: str, schema: str) -> bool:
    try:
        return (uncompared(name, schema) or says_too_little(name, schema)) is not None
    except InvalidInput:
        return True


def in_order(fields: Iterable[str]) -> list[str]:
    """Name properties, or parts of names, in the order in which a party has them."""
    given = sorted(fields)
    party = party_from_ftm({"schema": "Person", "properties": {field: [field] for field in given}})
    return [word for name in party.names for word in name.text.split()]


def read_value(field: str, text: str) -> Value:
    """What a text says, as the only one of its property."""
    return (_born_on(text) if field == "birthDate" else None) or _read_by_party(field, text)


def _born_on(text: str) -> Value | None:
    """What a birth date says that is one; anything else the party that has it must tell."""
    try:
        return Value(birth_numbers(read_date(text, "")))
    except InvalidInput:
        return None


def _read_by_party(field: str, text: str) -> Value:
    doubts: list[str] = []
    try:
        named = {"name": ["Qqq Zzz"], field: [text]}  # that there is a name is not the value's to say
        party = party_from_ftm({"schema": "Person", "properties": named}, doubts=doubts)
    except InvalidInput:
        return Value(trouble=True)
    births = tuple(number for born in party.birth_dates for number in birth_numbers(born))
    gender = (GENDERS[party.gender],) if party.gender else ()
    return Value(births, tuple(sorted(with_successors(party.countries))), gender, bool(doubts))


class Rows:
    """The rows of a table, in columns as the compiled search takes them, and one by one as queries.

    `troubled` rows have a value that only `party_from_ftm` can judge, a name among them once `doubt_names` was asked;
    `named` ones share an identifier with parties; `by_reference` ones have a name that the compiled reader cannot read.
    `one_name_each` says whether row and name are numbered alike.
    """

    def __init__(
        self,
        table: pa.Table | pa.RecordBatch,
        schema: str,
        read: Callable[[str, Sequence[str]], Sequence[Value]],
        listed: Listed,
    ) -> None:
        self.count: int = table.num_rows
        self._columns = {name: _one_chunk(table.column(name)) for name in table.schema.names}
        properties = self._columns.keys() - {"id", "schema"}
        unknown = properties - known_properties()
        self._fields = [name for name in self._columns if name in properties and (role_of(name) or name in unknown)]
        self._schemas = self._given_schemas(schema)
        self._distinct = set(self._schemas)
        self._names, self.names_at = self._name_column()
        self.one_name_each = self.names_at == array("i", range(self.count + 1))
        self.kinds = self._kinds()
        self.by_reference: set[int] = set()
        unlike = self._distinct - SCHEMA_BITS.keys()
        self.troubled = {row for row, schema in enumerate(self._schemas) if schema in unlike} if unlike else set()
        for name in unknown:
            self.troubled.update(row for row, said in enumerate(self._columns[name].to_pylist()) if said)
        if not self.one_name_each:
            self.troubled.update(row for row, (a, b) in enumerate(pairwise(self.names_at)) if a == b)
        self._spread(read, listed)
        self._numbered = self._numbered_by_name()
        self.named = self._with_identifiers(listed)

    def _given_schemas(self, default: str) -> list[str]:
        if "schema" not in self._columns:
            return [default] * self.count
        coded = self._columns["schema"].cast(pa.string()).dictionary_encode()
        distinct: list[str] = [value or default for value in coded.dictionary.to_pylist()]
        if len(distinct) == 1 and not coded.null_count:
            return [distinct[0]] * self.count
        return [default if code is None else distinct[code] for code in coded.indices.to_pylist()]

    def _id(self, row: int) -> str:
        return str(self._columns["id"][row].as_py() or "") if "id" in self._columns else ""

    def _of_kind(self, kind: str) -> list[str]:
        return [field for field in self._fields if (role := role_of(field)) and role.kind == kind]

    # -- names ---------------------------------------------------------------------------------------------------------

    def _name_column(self) -> tuple[pa.Array, array[int]]:
        """All names in one array, and where each row's begin."""
        names, parts = ([self._columns[field] for field in in_order(self._of_kind(kind))] for kind in ("name", "part"))
        return with_name_parts(*names_of_rows(names, parts, self.count), self._schemas)

    @property
    def name_addresses(self) -> tuple[int, int]:
        """Where the names' text and their offsets lie."""
        _, at, text = self._names.buffers()
        return (text.address if text else 0), at.address + 8 * self._names.offset

    def _kinds(self) -> bytes:
        """What each name may name, as the compiled reader has it."""
        by_row = self._by_schema(kinds_of)
        if self.one_name_each:
            return by_row
        return b"".join(by_row[row : row + 1] * (b - a) for row, (a, b) in enumerate(pairwise(self.names_at)))

    def _by_schema(self, number: Callable[[str], int]) -> bytes:
        """The number of each row's schema."""
        numbers = {schema: number(schema) for schema in self._distinct}
        if len(numbers) == 1:
            return bytes(numbers.values()) * self.count
        return bytes(map(numbers.__getitem__, self._schemas))

    def readings(self, row: int) -> list[ReadName]:
        """A row's readings by the reference; none, and the row is troubled, where a name is no name."""
        texts = self._names[self.names_at[row] : self.names_at[row + 1]].to_pylist()
        try:
            return [reading for text in texts for reading in read_name(text, self._schemas[row])]
        except InvalidInput:
            self.troubled.add(row)
            return []

    def doubt_names(self, find_nobody: Sequence[int]) -> None:
        """Troubles rows with a name that finds nobody, whoever is listed (looks at these alone, by number), or that
        says too little."""
        few = pc.indices_nonzero(pc.match_substring_regex(self._names, A_WORD, ignore_case=True)).to_pylist()
        doubtful = sorted({*find_nobody, *few})
        texts = self._names.take(pa.array(doubtful, pa.int64())).to_pylist()
        for name, text in zip(doubtful, texts, strict=True):
            row = bisect_right(self.names_at, name) - 1
            if _is_doubtful(text, self._schemas[row]):
                self.troubled.add(row)

    # -- other values --------------------------------------------------------------------------------------------------

    def _spread(self, read_all: Callable[[str, Sequence[str]], Sequence[Value]], listed: Listed) -> None:
        coded = [_Coded(field, self._columns[field]) for field in self._of_kind("value")]
        read = [(column, read_all(column.field, column.distinct)) for column in coded]
        number = functools.cache(listed.country)
        births = self._spread_of(read, "births", width=5, typecode="i")
        countries = self._spread_of(read, "countries", lambda codes: tuple(map(number, codes)), typecode="H")
        genders_at, genders = self._spread_of(read, "gender")
        troubles, _ = self._spread_of(read, "trouble", lambda trouble: (1,) * trouble)
        if troubles[-1]:
            self.troubled.update(row for row, (a, b) in enumerate(pairwise(troubles)) if a != b)
        self._known = {
            "births_at": births[0],
            "births": births[1],
            "countries_at": countries[0],
            "countries": countries[1],
            "gender": _single(genders_at, genders),
            "family": array("B", self._by_schema(lambda schema: SCHEMA_BITS.get(schema, 0))),
        }

    def _spread_of(
        self,
        read: Sequence[tuple[_Coded, Sequence[Value]]],
        part: str,
        items_of: Callable[[Any], tuple[int, ...]] = tuple,
        *,
        width: int = 1,
        typecode: str = "B",
    ) -> tuple[array[int], array[Any]]:
        """One part of what the values of each row say, from the columns that say anything of it; see `spread`."""
        columns, items = list[Values](), list[tuple[int, ...]]()
        one_each = array("i")
        for column, values in read:
            said = list(map(attrgetter(part), values))
            if any(said):
                one_each = one_each or array("i", range(self.count + 1))
                columns.append(column.values(len(items), one_each))
                items += map(items_of, said)
        if not columns:
            return array("i", bytes(4 * (self.count + 1))), array(typecode)
        return spread(columns, self.count, items, width=width, typecode=typecode)

    def known(self, by_reference: bytes) -> dict[str, array[int]]:
        """What is known beyond names, in columns; `by_reference` is 1 for each name that was left unread."""
        flags = bytearray(self.count)
        for kind, flag in (("place", PLACED), ("identifier", IDENTIFIED)):
            for field in self._of_kind(kind):
                for row, value in enumerate(self._columns[field].is_valid().to_pylist()):
                    flags[row] |= flag * value
        for row in self._numbered:
            flags[row] |= IDENTIFIED
        if 1 in by_reference:
            names = compress(range(len(by_reference)), by_reference)
            self.by_reference = {bisect_right(self.names_at, name) - 1 for name in names}
            for row in self.by_reference:
                flags[row] |= BY_REFERENCE
        return {**self._known, "flags": array("B", flags)}

    def _with_identifiers(self, listed: Listed) -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = {}
        for field in self._of_kind("identifier"):
            for row, value in enumerate(self._columns[field].to_pylist()):
                for text in texts_in(value):
                    for kind in identifier_kinds(field, self._schemas[row]):
                        parties = listed.with_number(identifier_text(Identifier(kind, text.strip())))
                        if parties:
                            found.setdefault(row, set()).update(parties)
        for row, numbers in self._numbered.items():
            found.setdefault(row, set()).update(party for number in numbers for party in listed.with_number(number))
        return {row: frozenset(parties) for row, parties in found.items() if parties}

    def _numbered_by_name(self) -> dict[int, list[str]]:
        """The identifiers that names themselves hold, by row: a ship's name with its IMO number."""
        if not any(may_have_imo_in_name(schema) for schema in self._distinct if schema in SCHEMA_BITS):
            return {}
        said = pc.indices_nonzero(pc.match_substring(self._names, "imo", ignore_case=True)).to_pylist()
        rows = {bisect_right(self.names_at, name) - 1 for name in said}
        found = {row: _identifiers_of(self.query(row)) for row in rows if may_have_imo_in_name(self._schemas[row])}
        return {row: numbers for row, numbers in found.items() if numbers}

    def query(self, row: int) -> dict[str, Any]:
        """The query that a row stands for."""
        properties = {field: texts_in(self._columns[field][row].as_py()) for field in self._fields}
        given = {field: texts for field, texts in properties.items() if texts}
        return {"id": self._id(row), "schema": self._schemas[row], "properties": given}


def _identifiers_of(query: dict[str, Any]) -> list[str]:
    """A query's identifiers; none where it is no query, which is told when it is asked."""
    try:
        return identifier_texts(party_from_ftm(query, doubts=[]))
    except InvalidInput:
        return []


class _Coded:
    """A column as its distinct texts, and for each row the numbers of its texts."""

    def __init__(self, field: str, values: pa.Array) -> None:
        self.field = field
        texts = values.flatten() if is_list(values) else values
        coded = texts.cast(pa.string()).dictionary_encode()
        self.distinct: list[str] = coded.dictionary.to_pylist()
        self._codes = coded.indices.fill_null(-1).cast(pa.int32())
        self._row_at = offsets(n or 0 for n in pc.list_value_length(values).to_pylist()) if is_list(values) else None

    def values(self, base: int, one_each: array[int]) -> Values:
        """The column for `spread`; `one_each` are the offsets of columns with one text a row."""
        codes = self._codes.buffers()[1]
        row_at = one_each if self._row_at is None else self._row_at
        return Values(row_at.buffer_info()[0], codes.address + 4 * self._codes.offset if codes else None, base)


def _single(at: array[int], items: array[int]) -> array[int]:
    """The item of each row that has one alone, else 0."""
    if not items:
        return array("B", bytes(len(at) - 1))
    if at == array("i", range(len(at))):
        return items
    return array("B", [items[a] if b - a == 1 else 0 for a, b in pairwise(at)])


def _one_chunk(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if is_list(column) or pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column
    return column.cast(pa.string())
