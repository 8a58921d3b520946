"""What is wrong in a rulebook file, told to its author: what stands there, what may stand there, an example."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from navicert.rulebook.vocabulary import keys_like

Place = tuple[Any, ...]
DAY = "YYYY-MM-DD, such as 2017-08-05"
A_DAY = f"write {DAY}, or count it: {{base: 2017-08-05, days: 30}}"
WHOLE_FILE = "it begins with instrument: and measures:, as docs/rulebook.md shows"
MOST_WORDS = 12
"""Allowed words that are told when none is like the one that stands there."""
EXAMPLES: Mapping[str, str] = {
    "id": "id: UN-2371-8-IRON",
    "paragraph": "paragraph: '8', or '-' where the act has none",
    "kind": "kind: procurement_ban",
    "summary": "summary: Iron ore may not be bought from the DPRK.",
    "text": "text: Written contract finalized before adoption.",
    "when": "when: {end_use: livelihood}",
    "name": "name: day 30",
    "status": "status: prohibited",
    "amount": 'amount: "525000"',
    "unit": "unit: t",
    "regime": "regime: UN-DPRK",
    "title": "title: S/RES/2371 (2017)",
    "short": "short: UN resolution 2371",
    "adopted": "adopted: 2017-08-05",
    "publisher": "publisher: UN Security Council",
    "time_zone": "time_zone: America/New_York",
    "is": "is: arrival",
    "list": "list: UN",
    "fields": "fields: [party, bank]",
    "measure": "measure: UN-2397-4-CRUDE",
    "instrument": "the block instrument: of docs/rulebook.md",
    "measures": "the list measures: of docs/rulebook.md",
}
# Of several errors at one place, the alternatives that it might have been, the one that tells most comes first.
TELLING = ("value_error", "literal_error", "extra_forbidden", "missing", "date", "string", "int", "float", "bool")


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is wrong at a place of a file, and how to mend it."""

    place: Place
    message: str
    teach: str


def lessons(data: Any, error: ValidationError, form: type[BaseModel]) -> Iterator[Lesson]:
    """One lesson for each place of the data that is wrong, in the order of the file's form."""
    placed = [(_in_data(data, item), item) for item in error.errors()]
    by_place: dict[Place, list[ErrorDetails]] = {}
    for (place, _), item in placed:
        by_place.setdefault(place, []).append(item)
    deeper = {place[:length] for place in by_place for length in range(len(place))}
    alternatives = {place for (place, is_alternative), _ in placed if is_alternative}
    for place, items in by_place.items():
        if place not in deeper or place not in alternatives:
            yield _lesson(place, min(items, key=_telling), _Schema.of(form))


def _telling(item: ErrorDetails) -> int:
    return next((n for n, kind in enumerate(TELLING) if item["type"].startswith(kind)), len(TELLING))


def _in_data(data: Any, item: ErrorDetails) -> tuple[Place, bool]:
    """The place in the data itself, without the names of alternative forms; and whether there were alternatives."""
    place: list[Any] = []
    left_out = 0
    for part in item["loc"]:
        if _has(data, part):
            data = data[part]
            place.append(part)
        elif item["type"] == "missing" and part == item["loc"][-1]:
            place.append(part)
        elif part != "[key]":
            left_out += 1
    return tuple(place), left_out > 0


def _has(data: Any, part: Any) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, Mapping) and part in data


def _lesson(place: Place, item: ErrorDetails, schema: _Schema) -> Lesson:
    last = str(place[-1]) if place else ""
    value, kind = item["input"], item["type"]
    match kind:
        case "missing":
            example = EXAMPLES.get(last)
            return Lesson(place, f"the key {last} is missing", f"write for example {example}" if example else "add it")
        case "extra_forbidden":
            keys = schema.keys_at(place[:-1])
            return Lesson(place, f"there is no key {last} here", near(last, keys, "docs/rulebook.md tells the keys"))
        case "literal_error":
            said = f"{value!r} is none of the words that may stand here"
            return Lesson(place, said, near(str(value), _quoted(item["ctx"]["expected"])))
        case "value_error":
            return Lesson(place, item["msg"].removeprefix("Value error, "), "")
    if kind.startswith("date"):
        return Lesson(
            place,
            f"{value!r} is no day",
            A_DAY if last in ("from", "until", "to", "before", "after") else f"write {DAY}",
        )
    return Lesson(place, *_form_of_value(place, item))


def _form_of_value(place: Place, item: ErrorDetails) -> tuple[str, str]:
    """A value that is text, a number, a list or a mapping where another is wanted."""
    value, kind = item["input"], item["type"]
    if not place:
        return "the file is empty" if value is None else "the file is no mapping", WHOLE_FILE
    said = "nothing stands here" if value in (None, "") else f"{value!r} is not what belongs here"
    wanted = {
        "string_type": "put the value in quotes",
        "string_too_short": "write a few words",
        "string_pattern_mismatch": "letters, digits and hyphens, beginning with a capital, such as UN-2371-8-IRON",
        "list_type": "write a list in square brackets: [a, b]",
        "model_type": "write keys and values in braces or on lines of their own",
        "model_attributes_type": "write keys and values in braces or on lines of their own",
        "dict_type": "write keys and values in braces or on lines of their own",
    }
    if kind in wanted:
        return said, wanted[kind]
    numbers = {"int": "write a whole number", "float": "write a number", "bool": "write true or false"}
    return said, next((teach for word, teach in numbers.items() if kind.startswith(word)), item["msg"])


def near(word: str, allowed: Sequence[str], all_of_them: str = "") -> str:
    """What the author may have meant, else what may stand there; of many words only where to find them all."""
    found = difflib.get_close_matches(word, allowed, n=2, cutoff=0.6)
    found += [key for key in keys_like(word) if key in allowed and key not in found][: 2 - len(found)]
    listed = "" if all_of_them and len(allowed) > MOST_WORDS else f"allowed: {', '.join(allowed)}"
    if not found:
        return listed or all_of_them
    others = f" ({listed})" if 1 < len(allowed) <= MOST_WORDS else ""
    return f"did you mean {' or '.join(found)}?{others}"


def _quoted(expected: str) -> list[str]:
    """The words of pydantic's "'a', 'b' or 'c'"."""
    return expected.split("'")[1::2]


class _Schema:
    """The JSON Schema of a form, to be asked which keys may stand where."""

    def __init__(self, form: type[BaseModel]) -> None:
        self._whole = form.model_json_schema(by_alias=True)

    @staticmethod
    @functools.cache
    def of(form: type[BaseModel]) -> _Schema:
        return _Schema(form)

    def keys_at(self, place: Place) -> list[str]:
        """The keys that a mapping at this place may have; none where any may stand there."""
        nodes = self._forms([self._whole])
        for part in place:
            inner = [node.get("items") if isinstance(part, int) else self._under(node, part) for node in nodes]
            nodes = self._forms(node for node in inner if isinstance(node, dict))
        return list(dict.fromkeys(key for node in nodes for key in node.get("properties", ())))

    @staticmethod
    def _under(node: dict[str, Any], key: str) -> Any:
        return node.get("properties", {}).get(key, node.get("additionalProperties"))

    def _forms(self, nodes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """The forms that schemas stand for: references followed, alternatives side by side."""
        found: list[dict[str, Any]] = []
        for node in nodes:
            if "$ref" in node:
                found += self._forms([self._whole["$defs"][node["$ref"].rpartition("/")[2]]])
            else:
                found += [node, *self._forms(node.get("anyOf", ()))]
        return found
