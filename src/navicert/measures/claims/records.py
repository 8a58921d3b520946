"""Claims as records: one JSON object each, or one row of a table; judgements as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from navicert.measures.claims.model import CLAIMED_STATUSES, LEGAL_STATUSES, UNITS, Claim, InvalidClaim
from navicert.measures.claims.verdicts import Judgement
from navicert.measures.facts import PLAIN_NUMBER, FactError, Facts, InvalidFacts, read_facts
from navicert.rulebook.vocabulary import KEYS
from navicert.terms.vague_date import VagueDate

CLAIMED_KEYS = ("regime", "status", "from", "until", "amount", "unit", "measure_status")
# What a record may say besides the claim; it is kept for the reader and never judged.
NOTES = frozenset({"file", "note", "quote", "text", "verdict", "measures"})
# Other words for how an act stands.
SAID_OTHERWISE = {
    "threat": "announced",
    "announcement": "announced",
    "never_law": "announced",
    "proposal": "proposed",
    "proposed_rule": "proposed",
    "proposed_then_final": "proposed",
    "not_enacted": "bill",
    "expired": "ended",
    "superseded": "ended",
}


def read_claims(record: Mapping[str, Any]) -> list[Claim] | InvalidClaim:
    """The claim of a record, or the several that it makes together.

    A record is {"id", "as_of", "claimed": {...}, "facts": {...}}, or with "claims": [{"claimed", "facts"}, ...]. In a
    table `claimed` and `facts` are JSON text, or columns "claimed.from", "facts.hs" (or just "hs").
    """
    errors = _Errors()
    whole = _nested(record, errors)
    as_of = _day(whole.get("as_of"), "as_of", errors)
    parts = _parts(whole, errors)
    claims = [claim for place, part in parts if (claim := _claim(part, place, as_of, whole.get("id"), errors))]
    if errors.found:
        return InvalidClaim(tuple(errors.found), whole.get("id"))
    return claims


@dataclass(slots=True)
class _Errors:
    found: list[FactError] = field(default_factory=list)

    def add(self, place: str, message: str) -> None:
        self.found.append(FactError(place, message))


def _nested(record: Mapping[str, Any], errors: _Errors) -> dict[str, Any]:
    """The record with its flat columns put where they belong; a key that belongs nowhere is an error."""
    whole: dict[str, Any] = {}
    for name, value in record.items():
        group, dot, key = name.partition(".")
        if value is None or value == "" or name in NOTES:
            continue
        if name in ("id", "as_of", "claims"):
            whole[name] = value
        elif name in ("claimed", "facts"):
            whole.setdefault(name, {}).update(_mapping(value, name, errors))
        elif dot and group in ("claimed", "facts"):
            whole.setdefault(group, {})[key] = value
        elif name in KEYS:
            whole.setdefault("facts", {})[name] = value
        else:
            errors.add(name, "a claim has no such key; it has id, as_of, claimed, facts")
    return whole


def _mapping(value: Any, place: str, errors: _Errors) -> dict[str, Any]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            errors.add(place, "this is not JSON text")
            return {}
    if not isinstance(value, Mapping):
        errors.add(place, f"an object was expected, not {value!r}")
        return {}
    return {str(key): item for key, item in value.items() if item is not None and item != ""}


def _parts(whole: Mapping[str, Any], errors: _Errors) -> list[tuple[str, dict[str, Any]]]:
    """The claims of a record with the place of each in it."""
    if "claims" not in whole:
        return [("", {"claimed": whole.get("claimed", {}), "facts": whole.get("facts", {})})]
    if "claimed" in whole or not isinstance(whole["claims"], list) or not whole["claims"]:
        errors.add("claims", "a list of {claimed, facts} was expected, and no claimed beside it")
        return []
    parts = []
    for number, part in enumerate(whole["claims"], 1):
        place = f"claims.{number}."
        plain = _mapping(part, place.rstrip("."), errors)
        for key in plain.keys() - {"claimed", "facts"}:
            errors.add(place + key, "a claim of several has claimed and facts")
        named = {key: _mapping(plain.get(key, {}), place + key, errors) for key in ("claimed", "facts")}
        parts.append((place, named))
    return parts


def _claim(part: Mapping[str, Any], place: str, as_of: date | None, id_: object, errors: _Errors) -> Claim | None:
    before = len(errors.found)
    claimed = part["claimed"]
    for key in claimed.keys() - set(CLAIMED_KEYS):
        errors.add(f"{place}claimed.{key}", f"nothing like that is judged; {', '.join(CLAIMED_KEYS)} are")
    at = f"{place}claimed"
    first, until = (_vague_day(claimed.get(key), f"{at}.{key}", errors) for key in ("from", "until"))
    if first and until and until.latest < first.earliest:
        errors.add(f"{at}.until", f"it lies before {at}.from")
    values: dict[str, Any] = {
        "regime": _text(claimed.get("regime"), f"{at}.regime", errors),
        "status": _code(claimed.get("status"), CLAIMED_STATUSES, f"{at}.status", errors),
        "amount": _amount(claimed.get("amount"), f"{at}.amount", errors),
        "unit": _code(claimed.get("unit"), UNITS, f"{at}.unit", errors),
        "measure_status": _code(_plain_status(claimed), LEGAL_STATUSES, f"{at}.measure_status", errors),
    }
    claimed_something = claimed.keys() & {"status", "from", "until", "amount", "measure_status"}
    if not claimed_something and not any(error.field == at for error in errors.found):
        errors.add(at, "nothing is claimed; give status, from, until or amount")
    facts = _facts(part["facts"], f"{place}facts", errors)
    if as_of is None or facts is None or len(errors.found) > before:
        return None
    return Claim(as_of=as_of, facts=facts, id=id_, first=first, until=until, **values)


def _plain_status(claimed: Mapping[str, Any]) -> Any:
    """The status of an act as the rulebook calls it, where it was said in another word."""
    said = claimed.get("measure_status")
    return SAID_OTHERWISE.get(said, said) if isinstance(said, str) else said


def _facts(given: Mapping[str, Any], place: str, errors: _Errors) -> Facts | None:
    read = read_facts(given)
    if isinstance(read, InvalidFacts):
        for error in read.errors:
            errors.add(f"{place}.{error.field}", error.message)
        return None
    return read


def _day(raw: Any, place: str, errors: _Errors) -> date | None:
    if raw is None:
        errors.add(place, "the day of the claim is missing; write YYYY-MM-DD")
        return None
    vague = _vague_day(raw, place, errors)
    if vague is not None and vague.precision != "day":
        errors.add(place, f"{raw!r} is not a day; write YYYY-MM-DD")
        return None
    return vague.earliest if vague else None


def _vague_day(raw: Any, place: str, errors: _Errors) -> VagueDate | None:
    if raw is None:
        return None
    if isinstance(raw, date):
        return VagueDate.day(raw.date() if isinstance(raw, datetime) else raw)
    try:
        return VagueDate.from_iso(raw)
    except (ValueError, AttributeError):
        errors.add(place, f"{raw!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
        return None


def _text(raw: Any, place: str, errors: _Errors) -> str | None:
    if raw is not None and (not isinstance(raw, str) or not raw.strip()):
        errors.add(place, f"{raw!r} is not text")
        return None
    return raw


def _code(raw: Any, codes: tuple[str, ...], place: str, errors: _Errors) -> str | None:
    if raw is not None and raw not in codes:
        errors.add(place, f"{raw!r} is none of {', '.join(codes)}")
        return None
    return raw if raw is None else str(raw)


def _amount(raw: Any, place: str, errors: _Errors) -> Decimal | None:
    if raw is None:
        return None
    plain = (
        not isinstance(raw, bool) and isinstance(raw, int | float | Decimal | str) and PLAIN_NUMBER.fullmatch(str(raw))
    )
    if not plain or Decimal(str(raw)) < 0:
        errors.add(place, f"{raw!r} is not a plain amount (no thousands separators, no unit, not negative)")
        return None
    return Decimal(str(raw))


def judgement_to_json(judgement: Judgement | InvalidClaim) -> dict[str, Any]:
    """The record that `navicert rules claim --json` prints."""
    if isinstance(judgement, InvalidClaim):
        errors = [{"field": error.field, "message": error.message} for error in judgement.errors]
        said = "; ".join(f"{error.field}: {error.message}" for error in judgement.errors)
        because = f"The claim cannot be judged: {said}."
        return {"id": judgement.id, "verdict": "invalid", "measures": [], "because": because, "errors": errors}
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "measures": list(judgement.measures),
        "because": judgement.because,
        "fields": list(_fields(judgement)),
        "assumed": dict(judgement.assumed),
        "ruleset": judgement.ruleset,
    }


def _fields(judgement: Judgement) -> Iterator[dict[str, str]]:
    for row in judgement.fields:
        yield {"field": row.field, "verdict": row.verdict, "because": row.words}
