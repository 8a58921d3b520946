"""What is known beyond the name, weighed for and against. What is missing on one side says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from navicert.lists.model import Address, Identifier, IdentifierKind, Place
from navicert.screening.identifiers import bare, is_sole, proves, why_unproven
from navicert.screening.model import Party, Policy, Reason
from navicert.screening.places import place_words
from navicert.terms import VagueDate, with_successors

SLIP_DAYS = 366
NEAR_YEARS = 3


def other_evidence(query: Party, entry: Party, policy: Policy) -> Iterator[Reason]:
    """Reasons from identifiers, birth dates, countries, gender and places."""
    yield from _identifiers(query, entry, policy)
    yield from _birth_dates(query, entry, policy)
    yield from _countries(query, entry, policy)
    yield from _gender(query, entry, policy)
    yield from _places(query, entry, policy)


def most_other_evidence(query: Party, policy: Policy) -> float:
    """The most that evidence beyond the name, identifiers apart, can add for this query."""
    most = max(policy.birth_day, policy.birth_year, policy.birth_near) if query.birth_dates else 0.0
    most += policy.country if query.countries else 0.0
    most += policy.place if query.birth_places or query.addresses else 0.0
    return most + policy.identifier_unproven * len(query.identifiers)


def shared_identifiers(query: Party, entry: Party) -> tuple[Identifier, ...]:
    """The query's identifiers that the entry has too, of the same kind."""
    listed = {(i.kind, bare(i)) for i in entry.identifiers}
    return tuple(i for i in query.identifiers if bare(i) and (i.kind, bare(i)) in listed)


def _identifiers(query: Party, entry: Party, policy: Policy) -> Iterator[Reason]:
    shared = shared_identifiers(query, entry)
    proven = [i for i in shared if proves(i)]
    if proven:
        yield Reason(
            "identifier", f"the same {_kind(proven[0])} {proven[0].value}", policy.identifier, *[proven[0].value] * 2
        )
        return
    for identifier in shared:
        text = f"the same {_kind(identifier)} {identifier.value}, {why_unproven(identifier)}"
        yield Reason("identifier", text, policy.identifier_unproven, *[identifier.value] * 2)
    mine = {i.kind: i for i in query.identifiers if is_sole(i)}
    theirs = {i.kind: i for i in entry.identifiers if is_sole(i)}
    for kind in sorted(mine.keys() & theirs.keys()):
        if bare(mine[kind]) != bare(theirs[kind]):
            text = f"another {_kind(mine[kind])}: {mine[kind].value}, listed {theirs[kind].value}"
            yield Reason("identifier", text, -policy.identifier_differs, mine[kind].value, theirs[kind].value)


_KINDS: Mapping[IdentifierKind, str] = {
    "imo": "IMO number", "imo_company": "IMO company number", "mmsi": "MMSI", "lei": "LEI", "isin": "ISIN",
    "inn": "INN", "ogrn": "OGRN", "swift_bic": "BIC", "duns": "DUNS number", "tax": "tax number",
    "registration": "registration number", "other": "number",
}  # fmt: skip


def _kind(identifier: Identifier) -> str:
    return _KINDS.get(identifier.kind, identifier.kind.replace("_", " "))


def _birth_dates(query: Party, entry: Party, policy: Policy) -> Iterator[Reason]:
    pairs = [(a, b) for a in query.birth_dates for b in entry.birth_dates]
    if not pairs:
        return
    weighed = [(*_birth_pair(a, b, policy), a, b) for a, b in pairs]
    weight, how, mine, theirs = max(weighed, key=lambda item: item[0])
    yield Reason("birth_date", f"{how}: born {mine}, listed {theirs}", weight, str(mine), str(theirs))


def _birth_pair(a: VagueDate, b: VagueDate, policy: Policy) -> tuple[float, str]:
    gap = max(0, (b.earliest - a.latest).days, (a.earliest - b.latest).days)
    if gap == 0:
        if a.precision == b.precision == "day":
            return policy.birth_day, "same day of birth"
        return policy.birth_year, "birth dates agree as far as they are known"
    if _is_slip(a, b) or (gap <= SLIP_DAYS and (a.circa or b.circa or "range" in (a.precision, b.precision))):
        return policy.birth_near, "birth dates differ as by a slip"
    years = _years_apart(a, b)
    if years <= 1:
        how = "birth years differ by one" if years else "the same year of birth, another day"
        return policy.birth_near, how
    if years <= NEAR_YEARS or a.circa or b.circa:
        return -policy.birth_differs / 2, f"birth dates lie {years} years apart"
    return -policy.birth_differs, "other birth date"


def _years_apart(a: VagueDate, b: VagueDate) -> int:
    return max(0, b.earliest.year - a.latest.year, a.earliest.year - b.latest.year)


def _is_slip(a: VagueDate, b: VagueDate) -> bool:
    """Whether two days differ by day and month swapped, by one digit, or by two neighbouring digits exchanged."""
    if not a.precision == b.precision == "day":
        return False
    return _swapped(a.earliest) == b.earliest.isoformat() or _is_slip_of_digits(a.earliest, b.earliest)


def _swapped(day: date) -> str:
    return f"{day.year:04}-{day.day:02}-{day.month:02}"


def _is_slip_of_digits(a: date, b: date) -> bool:
    mine, theirs = (f"{day:%Y%m%d}".zfill(8) for day in (a, b))
    apart = [place for place in range(len(mine)) if mine[place] != theirs[place]]
    if len(apart) != 2:
        return len(apart) == 1
    first, last = apart
    return last == first + 1 and mine[first] == theirs[last] and mine[last] == theirs[first]


def _countries(query: Party, entry: Party, policy: Policy) -> Iterator[Reason]:
    if not query.countries or not entry.countries:
        return
    common = with_successors(query.countries) & with_successors(entry.countries)
    asked, listed = (", ".join(sorted(countries)) for countries in (query.countries, entry.countries))
    if common:
        text = f"country in common: {', '.join(sorted(common))}"
        yield Reason("country", text, policy.country, asked, listed)
    else:
        text = f"no country in common: {asked}, listed {listed}"
        yield Reason("country", text, -policy.country_differs, asked, listed)


def _gender(query: Party, entry: Party, policy: Policy) -> Iterator[Reason]:
    if query.gender and entry.gender and query.gender != entry.gender:
        text = f"{query.gender}, listed {entry.gender}"
        yield Reason("gender", text, -policy.gender_differs, query.gender, entry.gender)


def _places(query: Party, entry: Party, policy: Policy) -> Iterator[Reason]:
    mine = place_words((*query.birth_places, *query.addresses))
    if not mine:
        return
    common = mine & place_words((*entry.birth_places, *entry.addresses))
    if common:
        asked, listed = (_telling(party, common) for party in (query, entry))
        yield Reason("place", f"place in common: {', '.join(sorted(common)[:3])}", policy.place, asked, listed)


def _telling(party: Party, words: frozenset[str]) -> str:
    """The party's first place with one of these words, as printed."""
    places: tuple[Place | Address, ...] = (*party.birth_places, *party.addresses)
    return next(place.text for place in places if words & place_words((place,)))
