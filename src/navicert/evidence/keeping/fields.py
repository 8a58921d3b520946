"""Which fields of a record an analyst may correct, and what they may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, get_args

from navicert.errors import InvalidInput
from navicert.evidence.model import Comparator, MentionKind, Modality

LONGEST_VALUE = 2_000
NOTHING = ("", "none", "null")
"""Words that empty a field."""

Reader = Callable[[str], Any]


def _text(raw: str) -> str:
    if len(raw) > LONGEST_VALUE or any(ord(sign) < 32 or "\ud800" <= sign <= "\udfff" for sign in raw):
        raise ValueError(f"one line of at most {LONGEST_VALUE:,} characters")
    return raw.strip()


def _day(raw: str) -> str:
    return date.fromisoformat(raw).isoformat()


def _number(raw: str) -> int | float:
    number = float(raw)
    if not abs(number) < 1e18:
        raise ValueError("a number")
    return int(number) if number == int(number) else number


def _yes_no(raw: str) -> bool:
    if raw not in ("true", "false"):
        raise ValueError("true or false")
    return raw == "true"


def _names(raw: str) -> list[str]:
    return [name for part in raw.split(";") if (name := _text(part))]


def _place(raw: str) -> str:
    if not re.fullmatch(r"\d{1,9}-\d{1,9}", raw):
        raise ValueError("the characters of a claim, START-END")
    return raw


@dataclass(frozen=True, slots=True)
class OneOf:
    """Reads one of these codes."""

    codes: tuple[str, ...]

    def __call__(self, raw: str) -> str:
        if raw not in self.codes:
            raise ValueError(f"one of {', '.join(self.codes)}")
        return raw


@dataclass(frozen=True, slots=True)
class Correctable:
    """The fields of one type of record with their readers; `blank` is a record that says nothing."""

    fields: Mapping[str, Reader]
    blank: Mapping[str, Any]
    may_be_added: bool = True
    never_empty: tuple[str, ...] = ()


_MODALITY = OneOf(get_args(Modality))
CORRECTABLE: Mapping[str, Correctable] = MappingProxyType(
    {
        "article": Correctable({"resolved_date": _day, "outlet": _text}, {}, may_be_added=False),
        "mention": Correctable(
            {
                "kind": OneOf(get_args(MentionKind)), "subkind": _text, "name": _text, "entry": _text,
                "not_entries": _names,
            },
            {"kind": None, "subkind": None, "name": None, "same_as": None, "entries": []},
            never_empty=("kind",),
        ),
        "date": Correctable(
            {"value_start": _day, "value_end": _day, "precision": _text},
            {"value_start": None, "value_end": None, "kind": None, "precision": None, "relation": None, "anchor": None},
        ),
        "quantity": Correctable(
            {
                "value": _number, "value_high": _number, "unit": _text, "comparator": OneOf(get_args(Comparator)),
                "what": _text, "kind": _text,
            },
            {
                "value": None, "value_high": None, "comparator": "=", "unit": None, "kind": "measure", "what": None,
                "when": None, "who_says": None, "same_as": None,
            },
            never_empty=("comparator", "kind"),
        ),
        "claim": Correctable(
            {
                "speaker": _text, "organisation": _text, "via": _text, "modality": _MODALITY, "detail": _text,
                "about": _place, "topic": _text, "direct": _yes_no,
            },
            {
                "direct": False, "speaker": None, "speaker_mention": None, "organisation": None, "cue": None,
                "modality": "needs_review", "detail": None, "about": None, "act": None, "via": None, "topic": None,
            },
            never_empty=("modality", "direct"),
        ),
        "event": Correctable(
            {
                "kind": _text, "actors": _names, "object": _text, "place": _text, "action": _text, "date_start": _day,
                "date_end": _day, "modality": _MODALITY,
            },
            {
                "kind": "statement", "actors": [], "action": None, "object": None, "date_start": None, "date_end": None,
                "precision": None, "place": None, "modality": "needs_review",
            },
            never_empty=("kind", "modality"),
        ),
    }
)  # fmt: skip


def choices(kind: str, name: str) -> tuple[str, ...]:
    """What a field may hold where that is one of few words; nothing where it is anything else."""
    reader = CORRECTABLE[kind].fields[name]
    if reader is _yes_no:
        return ("true", "false")
    return reader.codes if isinstance(reader, OneOf) else ()


def as_typed(value: Any) -> str:
    """A value of a field as a person types it; `read_values` reads it again."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def read_values(kind: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The values of fields as they were typed; InvalidInput names the field and what it may hold."""
    correctable = CORRECTABLE.get(kind)
    if correctable is None:
        raise InvalidInput(f"a {kind} cannot be corrected", next=f"correct one of: {', '.join(CORRECTABLE)}")
    return {name: _value(kind, correctable, name, raw) for name, raw in given.items()}


def _value(kind: str, correctable: Correctable, name: str, raw: str) -> Any:
    where = f"{kind} field {name}"
    if name not in correctable.fields:
        fields = ", ".join(correctable.fields)
        raise InvalidInput("this field cannot be corrected", where=where, next=f"fields of a {kind}: {fields}")
    if raw.strip().lower() in NOTHING:
        if name in correctable.never_empty:
            raise InvalidInput("this field is never empty", where=where)
        return [] if correctable.fields[name] is _names else None
    try:
        return correctable.fields[name](raw.strip())
    except ValueError as error:
        raise InvalidInput(f"{raw!r} cannot stand here: {error}", where=where) from None


def check_words(raw: str, where: str) -> str:
    """A name or a reason as one line; InvalidInput where it is empty or holds what no line holds."""
    try:
        words = _text(raw)
    except ValueError as error:
        raise InvalidInput(f"expected {error}", where=where) from None
    if not words:
        raise InvalidInput("it is empty", where=where, next="a correction says who corrects and why")
    return words
