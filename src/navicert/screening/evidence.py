"""What is known beyond the name, weighed for and against."""

from __future__ import annotations

from collections.abc import Iterator

from navicert.screening.model import Party, Reason


def other_evidence(query: Party, entry: Party) -> Iterator[Reason]:
    """Reasons from birth dates, countries, gender and identifiers; absence gives none."""
    yield from _identifiers(query, entry)
    yield from _birth_dates(query, entry)
    yield from _countries(query, entry)
    yield from _gender(query, entry)


def _identifiers(query: Party, entry: Party) -> Iterator[Reason]:
    listed = {(i.kind, _bare(i.value)) for i in entry.identifiers}
    for identifier in query.identifiers:
        if (identifier.kind, _bare(identifier.value)) in listed:
            yield Reason("identifier", f"same {identifier.kind} {identifier.value}", 1.0)


def _bare(value: str) -> str:
    return "".join(c for c in value.upper() if c.isalnum()).removeprefix("IMO")


def _birth_dates(query: Party, entry: Party) -> Iterator[Reason]:
    if not query.birth_dates or not entry.birth_dates:
        return
    gaps = [
        max(0, (b.earliest - a.latest).days, (a.earliest - b.latest).days)
        for a in query.birth_dates
        for b in entry.birth_dates
    ]
    gap = min(gaps)
    if gap == 0:
        yield Reason("birth_date", "birth dates agree", 0.2)
    elif gap <= 366:
        yield Reason("birth_date", "birth dates a year apart or less", 0.02)
    else:
        yield Reason("birth_date", "birth dates disagree", -0.3)


def _countries(query: Party, entry: Party) -> Iterator[Reason]:
    if not query.countries or not entry.countries:
        return
    if query.countries & entry.countries:
        yield Reason("country", "a country in common", 0.05)
    else:
        yield Reason("country", "no country in common", -0.1)


def _gender(query: Party, entry: Party) -> Iterator[Reason]:
    if query.gender and entry.gender and query.gender != entry.gender:
        yield Reason("gender", "different genders", -0.3)
