"""The records of yente's interface, as far as clients read them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Properties = dict[str, list[Any]]


class Record(BaseModel):
    """A record that may be filled by Python names and is written by those of the interface."""

    model_config = ConfigDict(populate_by_name=True)


class Total(Record):
    value: int = Field(examples=[42])
    relation: Literal["eq", "gte"] = Field(default="eq", description="gte: there are at least so many")


class Entity(Record):
    id: str = Field(examples=["ofac-20577"])
    caption: str
    schema_: str = Field(alias="schema", examples=["Person"])
    properties: Properties
    datasets: list[str] = []
    referents: list[str] = []
    target: bool = True
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    last_change: datetime | None = None


class Explanation(Record):
    score: float = Field(description="points that this evidence adds to the sum, or takes from it")
    detail: str | None = None
    query: str | None = None
    candidate: str | None = None
    weight: float | None = None


class ScoredEntity(Entity):
    score: float
    match: bool
    features: dict[str, float]
    explanations: dict[str, Explanation]
    probability: float
    programs: list[str]
    reasons: list[dict[str, Any]]


class Example(BaseModel):
    """A party by its properties. What bears on identity is read; other properties are let pass."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore")

    id: str | None = Field(default=None, max_length=500)
    schema_: str = Field(alias="schema", examples=["Person"], max_length=64)
    properties: dict[str, str | list[str]] = Field(examples=[{"name": ["Jo Chun Ryong"]}], max_length=200)

    def query(self, key: str) -> dict[str, Any]:
        """The question as screening takes it; its id is the client's key where it has none of its own."""
        return {"id": self.id or key, "schema": self.schema_, "properties": self.properties}


class MatchBody(BaseModel):
    """Questions by keys of the client's own choice."""

    model_config = ConfigDict(extra="ignore")

    queries: dict[str, Example] = Field(min_length=1)
    weights: dict[str, float] = Field(
        default={}, description="not taken: the score has its own weights, see /algorithms"
    )
    config: dict[str, Any] = Field(default={}, description="not taken")


class Matches(Record):
    status: int = 200
    results: list[ScoredEntity]
    total: Total
    query: dict[str, Any]
    warnings: list[str] = []


class MatchAnswer(Record):
    responses: dict[str, Matches]
    matcher: dict[str, Any]
    limit: int


class FacetValue(Record):
    name: str
    label: str
    count: int


class Facet(Record):
    label: str
    values: list[FacetValue]


class SearchAnswer(Record):
    results: list[Entity]
    facets: dict[str, Facet]
    total: Total
    limit: int
    offset: int


class AdjacentPage(Record):
    results: list[Any]
    total: Total
    limit: int
    offset: int


class Adjacent(Record):
    entity: Entity
    adjacent: dict[str, AdjacentPage]


class Status(Record):
    status: str = "ok"


class Dataset(Record):
    name: str
    title: str
    summary: str | None = None
    version: str | None = None
    index_version: str | None = None
    index_current: bool = True
    load: bool = True
    entity_count: int | None = None
    thing_count: int | None = None
    updated_at: datetime | None = None
    last_export: datetime | None = None
    children: list[str] = []


class Catalog(Record):
    datasets: list[Dataset]
    current: list[str]
    outdated: list[str]
    index_stale: bool


class Algorithm(Record):
    name: str
    description: str
    docs: dict[str, Any]
    features: dict[str, Any]


class Algorithms(Record):
    algorithms: list[Algorithm]
    default: str
    best: str
