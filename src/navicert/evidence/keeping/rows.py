"""Items as flat rows, for tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from navicert.evidence.output import Record

COLUMNS = (
    "type", "id", "page", "start", "end", "first_day", "last_day", "kind", "modality", "detail", "speaker",
    "organisation", "via", "actors", "object", "place", "value", "value_high", "unit", "comparator", "words", "about",
    "title", "outlet", "published", "occurrences", "places", "version_of", "corrections", "confidence",
)  # fmt: skip


def row_of(item: Record) -> dict[str, Any]:
    """The row of an item as `item_to_json` gives it."""
    values: Mapping[str, Any] = {
        **item,
        "id": item[f"{item['type']}_id"],
        "actors": "; ".join(item.get("actors") or []),
        "words": item.get("quote") or item.get("text") or " ... ".join(span["text"] for span in item.get("spans", ())),
        "occurrences": len(item["occurrences"]),
        "places": "; ".join(dict.fromkeys(place for one in item["occurrences"] for place in one["places"])),
        "corrections": "; ".join(item.get("corrections") or []),
    }
    return {column: values.get(column) for column in COLUMNS}
