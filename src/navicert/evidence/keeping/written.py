"""Readings as JSON text and back: every field of every record, exactly, apart from the page itself."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from navicert.errors import InvalidInput
from navicert.evidence.model import Page, PageReading

T = TypeVar("T")


def reading_to_text(reading: PageReading) -> str:
    """The reading without its page, as JSON text; what a field holds by default is left out."""
    plain = {field.name: _plain(getattr(reading, field.name)) for field in fields(reading) if field.name != "page"}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def reading_from_text(page: Page, text: str) -> PageReading:
    """The reading of `page` that was written; InvalidInput where another version wrote records of another form."""
    try:
        plain = json.loads(text)
        return PageReading(page, **{name: _reader(_hints(PageReading)[name])(value) for name, value in plain.items()})
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise InvalidInput(
            f"another version wrote its reading in another form ({error})",
            where=f"page {page.id}",
            next="read it again: navicert evidence reread",
        ) from None


def to_plain(value: Any) -> Any:
    """A record as JSON can say it; what a field holds by default is left out."""
    return _plain(value)


def from_plain(kind: type[T], plain: dict[str, Any]) -> T:
    """The record of this kind that `to_plain` said."""
    made: T = _record(kind, plain)
    return made


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(item) for field, item in named if field.default is MISSING or item != field.default}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@functools.cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of this type out of its JSON form."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        (inner,) = (_reader(part) for part in get_args(hint) if part is not NoneType)
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if isinstance(hint, type) and is_dataclass(hint):
        return functools.partial(_record, hint)
    if hint in (date, datetime):
        read: Callable[[Any], Any] = hint.fromisoformat
        return read
    if hint is Decimal:
        return Decimal
    assert origin is Literal or hint in (str, int, float, bool), f"{hint} is no type of a record"
    return lambda value: value


def _tuple_reader(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if parts[-1] is Ellipsis:
        one = _reader(parts[0])
        return lambda values: tuple(one(value) for value in values)
    each = [_reader(part) for part in parts]
    return lambda values: tuple(read(value) for read, value in zip(each, values, strict=True))


def _record(kind: type, values: dict[str, Any]) -> Any:
    return kind(**{name: _reader(_hints(kind)[name])(value) for name, value in values.items()})
