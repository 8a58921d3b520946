"""The records of the reconciliation interface, as OpenRefine sends and reads them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field, RootModel

MOST_CANDIDATES = 100


class ReconProperty(BaseModel):
    pid: str = Field(max_length=200)
    v: Any = None

    def texts(self) -> list[str]:
        """The values as text: of a matched cell its name, else its id."""
        values = self.v if isinstance(self.v, list) else [self.v]
        return [text for value in values if (text := _text(value))]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("str") or value.get("id")
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


class ReconQuery(BaseModel):
    query: str = Field(default="", max_length=10_000)
    type: Any = None
    limit: int = Field(default=5, ge=1, le=MOST_CANDIDATES)
    properties: list[ReconProperty] = Field(default=[], max_length=100)

    def example(self, key: str) -> dict[str, Any]:
        """The question as screening takes it."""
        properties: dict[str, list[str]] = {"name": [self.query]} if self.query.strip() else {}
        for one in self.properties:
            properties.setdefault(one.pid.rpartition(":")[2], []).extend(one.texts())
        return {"id": key, "schema": self._schema(), "properties": properties}

    def _schema(self) -> str:
        """The type asked for, the first of several; any kind of party where none is."""
        wanted = self.type[0] if isinstance(self.type, list) and self.type else self.type
        named = wanted.get("id") if isinstance(wanted, dict) else wanted
        return str(named) if named else "Thing"


class ReconBatch(RootModel[dict[str, ReconQuery]]):
    pass


class ExtensionSettings(BaseModel):
    limit: int = Field(default=0, ge=0)


class ExtensionProperty(BaseModel):
    id: str = Field(max_length=200)
    settings: ExtensionSettings = ExtensionSettings()


class Extension(BaseModel):
    ids: list[str] = Field(max_length=1000)
    properties: list[ExtensionProperty] = Field(max_length=100)


class Manifest(BaseModel):
    versions: list[str]
    name: str
    identifierSpace: str  # noqa: N815 - the interface's word
    schemaSpace: str  # noqa: N815
    defaultTypes: list[dict[str, str]]  # noqa: N815
    view: dict[str, str]
    preview: dict[str, Any]
    suggest: dict[str, Any]
    extend: dict[str, Any]
    batchSize: int  # noqa: N815
