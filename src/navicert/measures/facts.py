"""Facts of a transaction: reading them strictly, and saying what is wrong with them.

Invalid facts are never evaluated: a value outside its type or list, an amount without its unit, dates in an
impossible order. Absent keys stay absent; nothing is filled in.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from navicert.rulebook.vocabulary import ACTIONS, AMOUNTS_AND_UNITS, KEYS, ORDERED_DATES, Key, keys_like
from navicert.terms import HsCode, imo_is_valid
from navicert.terms.country import is_assigned

# Codes that ISO only reserves, though look-up tables know them (Ascension, Clipperton, Sark, Diego Garcia, ...).
RESERVED_CODES = frozenset({"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "UN"})
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_PLACES = {key: number for number, key in enumerate(KEYS)}
MOST_PLACES = 60
"""Places before or after the point beyond which a number is no amount of anything; exact sums would take for ever."""
DAYS_OF_FACTS = date(1900, 1, 1), date(2199, 12, 31)
"""The first and the last day on which what is judged may take place; tables write 9999-12-31 where nobody knows it."""
MOST_SHOWN = 200
NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class OwnershipShare:
    """One owner's share in percent: `low` to `high`; `low_open` and `high_open` say that the bound itself is excluded.

    A share that nobody stated spans 0 to 100.
    """

    name: str
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(100)
    low_open: bool = False
    high_open: bool = False


FactValue = str | bool | date | Decimal | tuple[str, ...] | tuple[OwnershipShare, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Valid facts by key: codes and text as `str`, dates as `date`, amounts as `Decimal`, bound states as a tuple."""

    values: Mapping[str, FactValue]

    def get(self, key: str) -> FactValue | None:
        """The value, or None when the key is absent."""
        return self.values.get(key)


@dataclass(frozen=True, slots=True)
class FactError:
    """A key whose value cannot be, and why."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class InvalidFacts:
    """Facts that are malformed or contradict each other; they are not evaluated."""

    errors: tuple[FactError, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The offending keys, each once, in the vocabulary's order."""
        return tuple(dict.fromkeys(error.field for error in self.errors))


def _key_shown(name: object) -> str:
    """A key that nobody knows, as far as it can be written."""
    return str(name).encode("utf-8", "backslashreplace").decode()[:MOST_SHOWN]


def _no_key(name: object) -> str:
    like = keys_like(name[:MOST_SHOWN]) if isinstance(name, str) else []
    return "this is no key of the vocabulary" + (f"; perhaps {', '.join(like)}?" if like else "")


class _Unreadable(ValueError):
    """A value that is not what its key needs; the message completes "… is"."""


def read_facts(mapping: Mapping[str, object]) -> Facts | InvalidFacts:
    """Read one JSON object, one CSV row or one row of a table.

    Text cells are read by the key's type ("true", "20000", "CN|US", owners as JSON text). An empty cell or null is an
    absent key; a key that nobody knows is wrong with null as well. `id` is the record's name, not a fact, and is passed
    over. HS codes and IMO numbers must be text: as numbers they have lost their leading zeros.

    >>> read_facts({"activity": "supply", "hs": 2710})
    InvalidFacts(errors=(FactError(field='hs', message='2710 is a number; write the code as text, "2710"'),))
    """
    values: dict[str, FactValue] = {}
    errors: list[FactError] = []
    for name, raw in mapping.items():
        if name == "id" or raw == "":
            continue
        key = KEYS.get(name)
        if key is None:
            errors.append(FactError(_key_shown(name), _no_key(name)))
            continue
        if raw is None:
            continue
        try:
            values[name] = _READERS[key.type](key, raw)
        except _Unreadable as error:
            errors.append(FactError(name, str(error)))
    named = {error.field for error in errors}
    errors.extend(error for error in _contradictions(values, named) if error.field not in named)
    return InvalidFacts(tuple(sorted(errors, key=_place))) if errors else Facts(values)


def _place(error: FactError) -> tuple[int, str]:
    """Errors stand in the order of the vocabulary, whatever order the keys came in; strange keys last."""
    return _PLACES.get(error.field, len(_PLACES)), error.field


def read_value(name: str, raw: object) -> FactValue:
    """The value of one key; ValueError completes "the value is …". Nothing is said about how keys go together."""
    return _READERS[KEYS[name].type](KEYS[name], raw)


def _read_code(key: Key, raw: object) -> str:
    if not isinstance(raw, str) or raw not in key.codes:
        raise _Unreadable(f"{_shown(raw)} is none of {', '.join(key.codes)}")
    return raw


def _read_state(_key: Key, raw: object) -> str:
    if raw == "EU" or (isinstance(raw, str) and is_assigned(raw) and raw not in RESERVED_CODES):
        return str(raw)
    raise _Unreadable(f"{_shown(raw)} is not an assigned ISO 3166-1 alpha-2 code (or EU)")


def _read_states(_key: Key, raw: object) -> tuple[str, ...]:
    if raw == "any":
        return ("any",)
    states = raw.split("|") if isinstance(raw, str) else raw
    if not isinstance(states, list | tuple) or not states:
        raise _Unreadable(f"{_shown(raw)} is neither a state nor a list of states")
    codes = tuple(_read_state(_key, state) for state in states)
    if len(set(codes)) < len(codes):
        raise _Unreadable(f"{_shown(raw)} names a state twice")
    return codes


def _read_hs(_key: Key, raw: object) -> str:
    if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        raise _Unreadable(f'{_shown(raw)} is a number; write the code as text, "{_shown(raw)}"')
    try:
        return HsCode(raw).digits  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise _Unreadable(str(error)) from None


def _read_day(_key: Key, raw: object) -> date:
    day = _day(raw)
    first, last = DAYS_OF_FACTS
    if first <= day <= last:
        return day
    raise _Unreadable(f"{day} is not between {first} and {last}; leave out a day that is not known")


def _day(raw: object) -> date:
    if isinstance(raw, datetime):
        if raw.tzinfo is None and raw.time() == time.min:  # as tables keep days
            return raw.date()
        raise _Unreadable(f"{raw.isoformat()} is a time, not a day; write the day YYYY-MM-DD, in local time")
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str) and ISO_DAY.fullmatch(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            raise _Unreadable(f"{_shown(raw)} is a day that does not exist") from None
    raise _Unreadable(f"{_shown(raw)} is not a day written YYYY-MM-DD")


def _number(raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        raise _Unreadable(f"{_shown(raw)} is not a number")
    try:
        text = str(raw)
        number = Decimal(text) if PLAIN_NUMBER.fullmatch(text) else None
    except (InvalidOperation, ValueError):  # an exponent, or a whole number, beyond reason
        number = Decimal("Infinity")
    if number is None:
        raise _Unreadable(f"{_shown(raw)} is not a plain number (no thousands separators, no unit)")
    if not number.is_finite() or _places(number) > MOST_PLACES:
        raise _Unreadable(f"{_shown(raw)} has more than {MOST_PLACES} places")
    return number


def _places(number: Decimal) -> int:
    """The most places that a finite number has on either side of the point."""
    return max(number.adjusted() if number else 0, -int(number.as_tuple().exponent))


def _shown(raw: object) -> str:
    """A value as a message repeats it, cut where it is very long."""
    try:
        shown = repr(raw)
    except ValueError:
        return "a number of thousands of digits"
    except RecursionError:
        return "a list within lists without end"
    return shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}…"


def _read_number(key: Key, raw: object) -> Decimal:
    number = _number(raw)
    if key.minimum is not None and number < key.minimum:
        raise _Unreadable(f"{raw} is below {key.minimum}")
    return number


def _read_integer(key: Key, raw: object) -> Decimal:
    number = _read_number(key, raw)
    if number != number.to_integral_value():
        raise _Unreadable(f"{raw} is not a whole number")
    return number


def _read_yes_no(_key: Key, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if raw in ("true", "false"):
        return raw == "true"
    raise _Unreadable(f"{_shown(raw)} is neither true nor false")


def _read_text(_key: Key, raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise _Unreadable(f"{_shown(raw)} is not text")
    if NO_CHARACTER.search(raw):
        raise _Unreadable(f"{_shown(raw)} holds half of a character, or none")
    return raw


def _read_imo(_key: Key, raw: object) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool):
        raise _Unreadable(f'{_shown(raw)} is a number; write the IMO number as text, "{_shown(raw)}"')
    if not isinstance(raw, str) or len(raw) != 7 or not (raw.isascii() and raw.isdigit()):
        raise _Unreadable(f"{_shown(raw)} is not an IMO number of seven digits")
    if not imo_is_valid(raw):
        raise _Unreadable(f"{_shown(raw)} has a wrong check digit")
    return raw


def _read_owners(_key: Key, raw: object) -> tuple[OwnershipShare, ...]:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except (ValueError, RecursionError):
            raise _Unreadable("the owners are not JSON text") from None
    if not isinstance(raw, list | tuple):
        raise _Unreadable("the owners are not a list of {name, share}")
    shares = tuple(_share(item) for item in raw)
    least = sum(share.low for share in shares)
    if least > 100 or (least == 100 and any(share.low_open for share in shares)):
        raise _Unreadable("the owners' shares add up to more than 100 percent")
    return shares


def _share(item: object) -> OwnershipShare:
    if not isinstance(item, Mapping) or not isinstance(item.get("name"), str) or not item["name"]:
        raise _Unreadable(f"{_shown(item)} names no owner")
    _read_text(KEYS["owners"], item["name"])
    if unknown := sorted(map(_key_shown, set(item) - {"name", "share", "share_below", "share_above"})):
        raise _Unreadable(f"an owner has no {', '.join(unknown)}")
    bounds = {
        word: _percent(item[word]) for word in ("share", "share_below", "share_above") if item.get(word) is not None
    }
    if "share" in bounds:
        return OwnershipShare(item["name"], bounds["share"], bounds["share"])
    low, high = bounds.get("share_above", Decimal(0)), bounds.get("share_below", Decimal(100))
    if low >= high and bounds.keys() >= {"share_above", "share_below"}:
        raise _Unreadable(f"no share of {item['name']} is above {low} and below {high}")
    return OwnershipShare(item["name"], low, high, "share_above" in bounds, "share_below" in bounds)


def _percent(raw: object) -> Decimal:
    number = _number(raw)
    if not 0 <= number <= 100:
        raise _Unreadable(f"{raw} is not a share between 0 and 100 percent")
    return number


_READERS: dict[str, Callable[[Key, object], FactValue]] = {
    "code": _read_code,
    "state": _read_state,
    "states": _read_states,
    "hs": _read_hs,
    "date": _read_day,
    "number": _read_number,
    "integer": _read_integer,
    "yes_no": _read_yes_no,
    "text": _read_text,
    "imo": _read_imo,
    "owners": _read_owners,
}


def _contradictions(values: Mapping[str, FactValue], unreadable: set[str]) -> Iterator[FactError]:
    activity = values.get("activity")
    if activity is None:
        yield FactError("activity", "what is done is not said; without an activity no rule can be asked")
    elif (action := values.get("action")) is not None and action not in ACTIONS[str(activity)]:
        message = (
            f"{action} is no step of {activity} ({', '.join(ACTIONS[str(activity)])} would be); one of the two is wrong"
        )
        yield FactError("action", message)
        yield FactError("activity", message)
    for amount, unit in AMOUNTS_AND_UNITS:
        if (amount in values) != (unit in values) and not {amount, unit} & unreadable:
            present, absent = (amount, unit) if amount in values else (unit, amount)
            yield FactError(present, f"{present} stands without {absent}; the two travel together")
            yield FactError(absent, f"{absent} is missing beside {present}")
    yield from _broken_order(values)


def _broken_order(values: Mapping[str, FactValue]) -> Iterator[FactError]:
    known = [key for key in ORDERED_DATES if key in values]
    pairs = [*itertools.pairwise(known), ("declaration_date", "release_date")]
    for earlier, later in pairs:
        first, second = values.get(earlier), values.get(later)
        if isinstance(first, date) and isinstance(second, date) and second < first:
            yield FactError(earlier, f"{earlier} {first} lies after {later} {second}; one of the two is wrong")
            yield FactError(later, f"{later} {second} lies before {earlier} {first}; one of the two is wrong")
