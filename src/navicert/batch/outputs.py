"""Answers as bytes of a file: JSON lines, CSV or Parquet. One piece follows the other; none needs to know another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from navicert.batch.answers import Answers
from navicert.batch.csv_records import csv_lines
from navicert.batch.flat import COLUMNS
from navicert.batch.flat_rows import flat_columns
from navicert.batch.json_records import json_lines
from navicert.batch.portions import Portion, packed
from navicert.tables.coded_parquet import MAGIC, RowGroup, encode_row_group, footer


@dataclass(frozen=True, slots=True)
class Encoded:
    """The bytes of a piece in portions, and what the end of the file must say about them (nothing, for text)."""

    portions: Sequence[Portion]
    about: str = ""

    def contents(self) -> Iterator[bytes]:
        """The bytes, portion by portion."""
        return (portion.content for portion in self.portions)


class Output(Protocol):
    """A format: what stands before all pieces, a piece, and what follows by what each piece said about itself."""

    @property
    def head(self) -> bytes: ...

    def encode(self, answers: Answers) -> Encoded: ...

    def tail(self, _about: Sequence[str]) -> bytes: ...


class JsonLines:
    """One record a row."""

    head = b""

    def encode(self, answers: Answers) -> Encoded:
        return Encoded(packed(json_lines(answers)))

    def tail(self, _about: Sequence[str]) -> bytes:
        return b""


class Csv:
    """One flat row for each regime."""

    head = (",".join(COLUMNS) + "\r\n").encode()

    def encode(self, answers: Answers) -> Encoded:
        return Encoded(packed(csv_lines(answers)))

    def tail(self, _about: Sequence[str]) -> bytes:
        return b""


class Parquet:
    """The flat rows as columns of text; every piece is a row group."""

    head = MAGIC

    def encode(self, answers: Answers) -> Encoded:
        columns, rows = flat_columns(answers)
        content, group = encode_row_group(columns, rows)
        return Encoded([Portion(content)], group.to_json())

    def tail(self, _about: Sequence[str]) -> bytes:
        return footer(COLUMNS, [RowGroup.from_json(text) for text in _about])


OUTPUTS: dict[str, Callable[[], Output]] = {"jsonl": JsonLines, "csv": Csv, "parquet": Parquet}
