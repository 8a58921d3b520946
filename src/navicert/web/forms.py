"""Fields of forms as values."""

from __future__ import annotations

from datetime import date, datetime

from navicert.errors import InvalidInput


def day_of(text: str, field: str) -> date | None:
    """The day in a field, None where it is empty; InvalidInput names the field."""
    if not text.strip():
        return None
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise InvalidInput(f"{text[:40]!r} is no day", where=field, next="write YYYY-MM-DD") from None
