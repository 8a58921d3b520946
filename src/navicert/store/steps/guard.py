"""What a step of the tables is made of: SQL that every database understands, and guards of rows.

In the SQL, `{numbered}` stands for a column that numbers the rows in the order of their coming.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Guard:
    """A trigger that refuses to change or to remove rows of a table, whoever asks, with these words."""

    name: str
    event: Literal["UPDATE", "DELETE"]
    table: str
    words: str

    @property
    def quoted(self) -> str:
        """The words as SQL text."""
        return "'" + self.words.replace("'", "''") + "'"


Step = tuple[str | Guard, ...]
