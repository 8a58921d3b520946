"""JSON lines of FollowTheMoney entities, decoded and checked line by line; plain or gzip, by content."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from navicert.errors import InvalidInput, SourceError

LONGEST_LINE = 64 * 1024 * 1024
EXPECTED = "give FollowTheMoney JSON lines, one entity a line (OpenSanctions: entities.ftm.json or targets.nested.json)"
_BOM = b"\xef\xbb\xbf"
_SCHEMA = re.compile(rb'"schema"\s*:\s*"(\w+)"')


@dataclass(frozen=True, slots=True)
class Line:
    """One entity as written: its keys with checked types, and where it stands ("list.jsonl line 7")."""

    where: str
    id: str
    schema: str
    caption: str | None
    properties: dict[str, list[Any]]
    others: dict[str, Any]


def read_lines(path: Path) -> Iterator[Line]:
    """Every entity of a file; SourceError or InvalidInput names file, line and field."""
    for number, raw in raw_lines(path):
        where = f"{path.name} line {number}"
        yield as_line(_decode(raw, where), where)


def raw_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, with their numbers from 1; SourceError where the file is empty, binary or cut off."""
    seen = 0
    with _opened(path) as file:
        for number, raw in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
            text = raw.removeprefix(_BOM).strip() if number == 1 else raw.strip()
            if len(raw) >= LONGEST_LINE:
                raise SourceError(
                    f"a line longer than {LONGEST_LINE:,} bytes", where=f"{path.name} line {number}", next=EXPECTED
                )
            if text:
                seen += 1
                yield number, text
    if not seen:
        raise SourceError("the file holds no entity", where=path.name, next=EXPECTED)


def count_parties(path: Path, parties: frozenset[str]) -> int:
    """How many lines are of a party's schema, counted on the bytes; only a line that nests objects is parsed for it."""
    with _opened(path) as file:
        return sum(_schema_of(raw) in parties for raw in file if not raw.isspace())


def _schema_of(raw: bytes) -> str:
    schemata = _SCHEMA.findall(raw)
    return schemata[0].decode() if len(schemata) == 1 else str(json.loads(raw.removeprefix(_BOM))["schema"])


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == b"\x1f\x8b"
        with gzip.open(path, "rb") if packed else path.open("rb") as file:
            yield file  # type: ignore[misc]  # GzipFile reads bytes as BinaryIO does
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(
            f"the gzip file is cut off or damaged ({error})", where=path.name, next="fetch it again"
        ) from error
    except OSError as error:
        raise SourceError(
            f"cannot be read ({error.strerror or error})", where=path.name, next="check the path"
        ) from error


def _decode(raw: bytes, where: str) -> Any:
    if b"\0" in raw:
        raise SourceError("binary data where JSON text was expected", where=where, next=EXPECTED)
    if raw[:1] == b"<":
        raise SourceError("a web page or XML where JSON lines were expected", where=where, next=EXPECTED)
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 at byte {error.start} of the line", where=where, next=EXPECTED) from None
    except (json.JSONDecodeError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise SourceError(
            f"not a whole JSON object ({what}); the file may be cut off", where=where, next=EXPECTED
        ) from None
    if b"\\u" in raw:
        _refuse_half_characters(value, where)
    return value


def _refuse_half_characters(value: Any, where: str) -> None:
    text = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in text:
        raise InvalidInput("a text holds the character NUL", where=where, next="remove it")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        raise InvalidInput(
            f"a text holds half a character ({half}, a lone surrogate)", where=where, next="mend the text"
        ) from None


def as_line(value: Any, where: str) -> Line:
    """An entity's keys with their types checked; InvalidInput names the field that is missing or of another type."""
    if not isinstance(value, dict):
        raise SourceError(f"expected an object, got {_kind(value)}", where=where, next=EXPECTED)
    key, schema = _text(value.pop("id", None), "id", where), _text(value.pop("schema", None), "schema", where)
    caption = value.pop("caption", None)
    if caption is not None and not isinstance(caption, str):
        raise InvalidInput(f"expected a text, got {_kind(caption)}", where=f"{where} field caption")
    return Line(where, key, schema, caption, _properties(value.pop("properties", None), where), value)


def _text(text: object, key: str, where: str) -> str:
    if not isinstance(text, str) or not text.strip():
        got = "nothing" if text is None else repr(text)
        raise InvalidInput(f"expected a text, got {got}", where=f"{where} field {key}", next="every entity needs one")
    return text


def _properties(properties: object, where: str) -> dict[str, list[Any]]:
    if not isinstance(properties, dict):
        raise InvalidInput(f"expected an object, got {_kind(properties)}", where=f"{where} field properties")
    for name, values in properties.items():
        if type(values) is not list:
            raise InvalidInput(f"expected a list of texts, got {_kind(values)}", where=f"{where} field {name}")
        for item in values:
            if type(item) is not str and type(item) is not dict:
                raise InvalidInput(f"expected a text or an entity, got {_kind(item)}", where=f"{where} field {name}")
    return properties


def _kind(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case dict():
            return "an object"
        case list():
            return "a list"
        case str():
            return "a text"
    return "a number"
