"""What goes wrong with the facts beside a name: dates of birth and countries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

from navicert.screening.model import Party
from navicert.screening.validation.model import Kind
from navicert.terms import VagueDate

AlterDay = Callable[[Random, date], date | None]
ELSEWHERE = ("NZ", "UY", "IS", "BW", "FJ")


def year_off(r: Random, day: date) -> date | None:
    """The year of birth is one more or less."""
    return _day(day.year + r.choice((-1, 1)), day.month, day.day)


def day_and_month_swapped(_: Random, day: date) -> date | None:
    """Day and month have changed places."""
    return _day(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None


def digit_wrong(r: Random, day: date) -> date | None:
    """One digit of the birth date is another."""
    text = day.isoformat()
    place = r.choice([i for i, c in enumerate(text) if c.isdigit() and i > 1])
    try:
        return date.fromisoformat(text[:place] + r.choice("0123456789".replace(text[place], "")) + text[place + 1 :])
    except ValueError:
        return None


def with_birth_date(alter: AlterDay) -> Callable[[Random, Party, int], Party | None]:
    """The name as listed, with an altered birth date."""

    def altered(r: Random, listed: Party, place: int) -> Party | None:
        days = [born.earliest for born in listed.birth_dates if born.precision == "day"]
        day = alter(r, days[0]) if len(days) == len(listed.birth_dates) == 1 else None
        return replace(asked(listed, place), birth_dates=(VagueDate.day(day),)) if day and day != days[0] else None

    return altered


def year_alone(_: Random, listed: Party, place: int) -> Party | None:
    """The name as listed, with the year of birth alone."""
    days = [born for born in listed.birth_dates if born.precision == "day"]
    if len(days) != 1:
        return None
    return replace(asked(listed, place), birth_dates=(VagueDate.year(days[0].earliest.year),))


def everything(_: Random, listed: Party, place: int) -> Party | None:
    """The name as listed, with birth date and countries as listed."""
    if not (listed.birth_dates and listed.countries):
        return None
    return replace(asked(listed, place), birth_dates=listed.birth_dates[:1], countries=listed.countries)


def other_country(r: Random, listed: Party, place: int) -> Party | None:
    """The name as listed, with a country that the list does not have."""
    if not listed.countries or listed.countries & set(ELSEWHERE):
        return None
    return replace(asked(listed, place), countries=frozenset((r.choice(ELSEWHERE),)))


def asked(listed: Party, place: int, text: str | None = None) -> Party:
    """A query with one name of a listed party, or with this text for it, and nothing else."""
    name = replace(listed.names[place], kind="primary")
    return Party(id="", schema=listed.schema, names=(replace(name, text=text) if text is not None else name,))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


FACT_KINDS = (
    Kind("birth date and country as listed", "evidence", everything),
    Kind("year of birth alone", "evidence", year_alone),
    Kind("birth year one more or less", "evidence", with_birth_date(year_off)),
    Kind("day and month of birth swapped", "evidence", with_birth_date(day_and_month_swapped)),
    Kind("one digit of the birth date wrong", "evidence", with_birth_date(digit_wrong)),
    Kind("another country", "evidence", other_country),
)
