"""A case's record in writing: acts as JSON, events chained by digests, personal data replaced by a salted commitment.

The digest of an event covers the event before it, the act, and the commitment to the particulars, not the particulars:
they can be erased with their salt, and the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from typing import Any

from navicert.cases.model import (
    Act,
    Alert,
    Basis,
    Confirmed,
    Decided,
    Dissented,
    Escalated,
    Event,
    Lapsed,
    Pair,
    Raised,
    Reopened,
    Undone,
    Withdrawn,
)
from navicert.errors import UnknownCode

_KINDS: Mapping[type[Act], str] = {
    Raised: "raised",
    Withdrawn: "withdrawn",
    Decided: "decided",
    Confirmed: "confirmed",
    Dissented: "dissented",
    Undone: "undone",
    Escalated: "escalated",
    Reopened: "reopened",
    Lapsed: "lapsed",
}
_ACTS: Mapping[str, type[Act]] = {kind: act for act, kind in _KINDS.items()}


def kind_of(act: Act) -> str:
    """The act's kind in a word, as records name it."""
    return _KINDS[type(act)]


def act_to_json(act: Act) -> dict[str, Any]:
    """What the act states, without its kind."""
    return {key: _plain(value) for key, value in asdict(act).items()}


def act_from_json(kind: str, stated: Mapping[str, Any]) -> Act:
    """The inverse of `act_to_json`; UnknownCode for a kind that this version does not know."""
    if kind not in _ACTS:
        raise UnknownCode(f"there is no act {kind!r} on a case", next="update navicert")
    made: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in stated.items()}
    if kind == "raised":
        made["alert"] = _alert(made["alert"])
    if kind == "decided" and made["expires_on"] is not None:
        made["expires_on"] = date.fromisoformat(made["expires_on"])
    return _ACTS[kind](**made)


def _alert(stated: Mapping[str, Any]) -> Alert:
    return Alert(**{**stated, "basis": Basis(**stated["basis"])})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def canonical(value: Any) -> str:
    """JSON that is the same for equal values: keys in order, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """SHA-256 in hex of a value's canonical JSON."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def digest_of_value(value: Any) -> str:
    """SHA-256 in hex of a value of any kind, the same in every process, in whatever order its sets come.

    Values that are equal have one digest: fields that are not compared (such as kept hashes) are left out.
    """
    return digest(_in_order(value))


def _in_order(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _in_order(getattr(value, one.name)) for one in fields(value) if one.compare}
    if isinstance(value, Mapping):
        return sorted(([str(key), _in_order(one)] for key, one in value.items()), key=lambda pair: pair[0])
    if isinstance(value, (set, frozenset)):
        return sorted(canonical(_in_order(one)) for one in value)
    if isinstance(value, (list, tuple)):
        return [_in_order(one) for one in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def commitment(salt: str, value: Any) -> str:
    """A salted SHA-256 of a value: it proves the value to whoever has value and salt, and tells others nothing."""
    return digest([salt, value])


def event_digest(previous: str, case_id: str, version: int, event: Event, particulars: str) -> str:
    """The digest of a case's event number `version`, given that of the event before it ("" for the first).

    `particulars` is the commitment to them.
    """
    act = {"kind": kind_of(event.act), **act_to_json(event.act)}
    return digest([previous, case_id, version, event.at.isoformat(), event.by, act, particulars])


def case_id_of(pair: Pair) -> str:
    """The id of a pair's case: the same pair, the same id."""
    return "c-" + digest([pair.subject, pair.source, pair.entity])[:16]
