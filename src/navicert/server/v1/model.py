"""What /v1 is asked, and pages of what it answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

MOST = 1000
LONGEST_TEXT = 200_000


class Question(BaseModel):
    """A party by its properties, in FollowTheMoney form."""

    model_config = ConfigDict(populate_by_name=True, extra="forbid")

    id: str | None = Field(default=None, max_length=500)
    schema_: str = Field(default="LegalEntity", alias="schema", examples=["Person"], max_length=64)
    properties: dict[str, str | list[str]] = Field(examples=[{"name": ["Jo Chun Ryong"]}], max_length=200)

    def query(self, place: int) -> dict[str, Any]:
        """The question as screening takes it; without an id of its own its place stands in."""
        return {
            "id": self.id if self.id is not None else str(place),
            "schema": self.schema_,
            "properties": self.properties,
        }


class Questions(BaseModel):
    model_config = ConfigDict(extra="forbid")

    queries: list[Question] = Field(min_length=1, max_length=MOST)


class Transactions(BaseModel):
    model_config = ConfigDict(extra="forbid")

    transactions: list[dict[str, Any]] = Field(min_length=1, max_length=MOST)


class PageOfText(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    published: date | None = None


class Claims(BaseModel):
    model_config = ConfigDict(extra="forbid")

    claims: list[dict[str, Any]] = Field(min_length=1, max_length=MOST)


class LedgerRows(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rows: list[dict[str, Any]] = Field(min_length=1, max_length=MOST)
    again: bool = Field(default=False, description="rows that look like recorded ones are further deliveries")


class Answers(BaseModel):
    answers: list[dict[str, Any]]


class Records(BaseModel):
    records: list[dict[str, Any]]


class Items(BaseModel):
    items: list[dict[str, Any]]
    next: str | None
    total: int


class Answer(BaseModel):
    model_config = ConfigDict(extra="allow")
