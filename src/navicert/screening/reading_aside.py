"""Names read by the reference elsewhere, in another process for one, while the builder of an index goes on."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from navicert.names import Token, read_name

if TYPE_CHECKING:
    from concurrent.futures import Future

Name = tuple[str, str]
"""A name's text and the schema of its party."""
Aside = Callable[[Sequence[Name]], "Future[ReadAside] | None"]
"""Takes names to be read by `read_aside`; None where it takes none, so that they must be read here.

The result may be an error of any kind: then too they are read here, and what was wrong with a name is told by that.
"""


class ReadAside(NamedTuple):
    """Readings of names: of each name whether as a person's and the tokens' places in `tokens`, for every reading."""

    readings: list[list[tuple[bool, list[int]]]]
    tokens: list[tuple[Any, ...]]
    """Distinct tokens, field by field."""


def read_aside(names: Iterable[Name]) -> ReadAside:
    """The readings of names, as plain values that another process understands."""
    places: dict[Token, int] = {}
    readings = [
        [
            (reading.personal, [places.setdefault(token, len(places)) for token in reading.tokens])
            for reading in read_name(text, schema)
        ]
        for text, schema in names
    ]
    return ReadAside(readings, [_fields(token) for token in places])


def _fields(token: Token) -> tuple[Any, ...]:
    return (
        token.text,
        token.kind,
        token.weight,
        sorted(token.keys),
        token.spellings,
        sorted(token.bones),
        token.native,
    )


def _token(fields: Sequence[Any]) -> Token:
    text, kind, weight, keys, spellings, bones, native = fields
    return Token(text, kind, weight, frozenset(keys), tuple(spellings), frozenset(bones), native)


def numbered(read: ReadAside, numbers: Callable[[Iterable[Token]], Sequence[int]]) -> list[list[tuple[bool, bytes]]]:
    """The readings with their tokens by number, as 32-bit integers in bytes."""
    known = numbers(map(_token, read.tokens))
    return [
        [(personal, array("i", [known[place] for place in places]).tobytes()) for personal, places in of_name]
        for of_name in read.readings
    ]
