"""Names of months and weekdays in English."""

from __future__ import annotations

_MONTHS = (
    ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May",), ("June", "Jun"),
    ("July", "Jul"), ("August", "Aug"), ("September", "Sept", "Sep"), ("October", "Oct"), ("November", "Nov"),
    ("December", "Dec"),
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = {name.lower(): number for number, names in enumerate(_MONTHS, start=1) for name in names}

MONTHS = "|".join([*(names[0] for names in _MONTHS), *(name for names in _MONTHS for name in names[1:])])
"""Alternatives of a regular expression, full names first."""
WEEKDAYS = "|".join(_WEEKDAYS)


def month_number(name: str) -> int:
    """1 for "January" or "Jan."; KeyError for what is no month."""
    return _NUMBERS[name.lower().rstrip(".")]


def weekday_number(name: str) -> int:
    """0 for Monday, as `date.weekday` counts."""
    return _WEEKDAYS.index(name.capitalize())
