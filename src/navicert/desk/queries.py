"""Questions of screening from rows of a customer file."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from navicert.errors import InvalidInput
from navicert.tables import Row

# Columns that people use for FollowTheMoney properties; anything else must be a property's own name.
COLUMNS = {
    "name": "name",
    "full_name": "name",
    "alias": "alias",
    "aliases": "alias",
    "first_name": "firstName",
    "middle_name": "middleName",
    "last_name": "lastName",
    "birth_date": "birthDate",
    "date_of_birth": "birthDate",
    "dob": "birthDate",
    "birth_place": "birthPlace",
    "place_of_birth": "birthPlace",
    "nationality": "nationality",
    "citizenship": "citizenship",
    "country": "country",
    "jurisdiction": "jurisdiction",
    "gender": "gender",
    "sex": "gender",
    "address": "address",
    "passport": "passportNumber",
    "passport_number": "passportNumber",
    "id_number": "idNumber",
    "national_id": "idNumber",
    "tax_number": "taxNumber",
    "registration_number": "registrationNumber",
    "imo": "imoNumber",
    "imo_number": "imoNumber",
    "mmsi": "mmsi",
    "call_sign": "callSign",
    "flag": "flag",
    "swift": "swiftBic",
    "bic": "swiftBic",
    "lei": "leiCode",
}
PROPERTIES = frozenset(COLUMNS.values()) | {"weakAlias", "previousName", "innCode", "ogrnCode", "fatherName", "title"}
NAME_PROPERTIES = frozenset({"name", "alias", "weakAlias", "previousName", "firstName", "lastName"})
IDENTIFYING = NAME_PROPERTIES | {
    "imoNumber",
    "mmsi",
    "passportNumber",
    "idNumber",
    "registrationNumber",
    "swiftBic",
    "leiCode",
}
SEVERAL = "|"
DEFAULT_SCHEMA = "LegalEntity"
STRUCTURE = ("id", "schema", "properties")


@functools.lru_cache(maxsize=1000)
def property_of(column: str) -> str | None:
    """The FollowTheMoney property that a column holds, or None when it holds none."""
    if column in PROPERTIES:
        return column
    return COLUMNS.get(column.strip().lower().replace(" ", "_").replace("-", "_"))


def check_columns(declared: list[str] | None, columns: Mapping[str, str], where: str) -> list[str]:
    """The declared columns that screening does not use; InvalidInput when one that is needed is missing."""
    if declared is None:
        return []
    for column in columns.values():
        if column not in declared:
            raise InvalidInput(f"there is no column {column!r}", where=where, next=f"it has: {', '.join(declared)}")
    held = {column: name for name, column in columns.items()}
    used = {column: held.get(column) or property_of(column) for column in declared}
    if "properties" not in declared and not IDENTIFYING & set(used.values()):
        raise InvalidInput(
            "no column holds a name or an identifier",
            where=where,
            next=f"name one 'name'; it has: {', '.join(declared)}",
        )
    return [column for column, name in used.items() if name is None and column not in STRUCTURE]


def query_from_row(row: Row, default_schema: str | None, columns: Mapping[str, str]) -> dict[str, Any]:
    """The question of one row: {"id", "schema", "properties"}, or flat columns of which those that hold no property are
    passed over (`check_columns` names them); several values stand in a cell with | between.

    `columns` says which column holds a property under another name. Raises InvalidInput naming the row and field.
    """
    if row.problem:
        raise InvalidInput(row.problem, where=row.where)
    if "properties" in row.values:
        return _structured(row, default_schema)
    held = {column: name for name, column in columns.items()}
    properties: dict[str, list[str]] = {}
    for column, value in row.values.items():
        name = held.get(column) or property_of(column)
        if name and name != "id" and column not in STRUCTURE and value is not None:
            properties.setdefault(name, []).extend(_values(row, column, value))
    if not IDENTIFYING & properties.keys():
        raise InvalidInput("no name and no identifier", where=f"{row.where} field name", next="fill in a name")
    return {
        "id": id_of(row, columns),
        "schema": row.values.get("schema") or default_schema or DEFAULT_SCHEMA,
        "properties": properties,
    }


def id_of(row: Row, columns: Mapping[str, str]) -> str:
    """The row's own id, from the column that holds it; else its number."""
    given = row.values.get(columns.get("id", "id"))
    return str(row.number if given is None else given)


def _structured(row: Row, default_schema: str | None) -> dict[str, Any]:
    if not isinstance(row.values["properties"], dict):
        raise InvalidInput("'properties' must be an object of lists", where=f"{row.where} field properties")
    return {
        "id": id_of(row, {}),
        "schema": row.values.get("schema") or default_schema or DEFAULT_SCHEMA,
        "properties": {
            key: value if isinstance(value, list) else [value] for key, value in row.values["properties"].items()
        },
    }


def _values(row: Row, column: str, value: object) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(SEVERAL) if part.strip()]
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return value
    if hasattr(value, "isoformat"):
        return [value.isoformat()]
    if isinstance(value, int) and not isinstance(value, bool):
        return [str(value)]
    raise InvalidInput(f"text was expected, not {value!r}", where=f"{row.where} field {column}")
