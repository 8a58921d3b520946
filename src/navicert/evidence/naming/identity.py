"""Mentions of one article that name the same: full and family names, acronyms, the names of a country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from navicert.evidence.naming.candidate import Candidate
from navicert.evidence.naming.choice import family_name, initials
from navicert.evidence.word_files import country_names, organisation_names


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is named: `key` is equal for mentions of the same, `name` the fullest form the article prints."""

    key: str
    name: str


def identities(named: Sequence[tuple[Candidate, str]], body_start: int = 0) -> dict[int, Identity]:
    """Identity by the start of each mention. Two people with one family name are kept apart by their full names; the
    family name alone then goes to the one named last before it. One that stands well before any full name belongs to
    somebody whom everyone knows, not to a relative who is introduced later."""
    people = _People(body_start)
    organisations = _organisations([text for candidate, text in named if candidate.kind == "organisation"])
    found = {}
    for candidate, text in named:
        plain = " ".join(text.split())
        if candidate.kind == "person":
            found[candidate.start] = people.identity(plain, candidate.start)
        elif candidate.kind == "organisation":
            name = organisations[plain]
            found[candidate.start] = Identity(f"organisation {name}", name)
        else:
            found[candidate.start] = _place_or_thing(candidate, plain)
    return {start: people.final(identity) for start, identity in found.items()}


class _People:
    """The people of an article, in the order in which they are named."""

    def __init__(self, body_start: int) -> None:
        self._body_start = body_start
        self._full: dict[str, str] = {}
        self._alone: dict[str, int] = {}
        self._introduced: dict[str, int] = {}

    def identity(self, name: str, place: int) -> Identity:
        family = family_name(name).lower()
        if " " in name:
            self._full[family] = name
            self._introduced.setdefault(family, place)
            return Identity(f"person {name.replace('-', ' ').lower()}", name)
        full = self._full.get(family)
        if full is None and place >= self._body_start:
            self._alone.setdefault(family, place)
        if full is not None and self._apart(family):
            return Identity(f"family {family}", name)
        return (
            Identity(f"person {full.replace('-', ' ').lower()}", full) if full else Identity(f"family {family}", name)
        )

    def final(self, identity: Identity) -> Identity:
        """A family name that stood before the full one gets it too."""
        if not identity.key.startswith("family "):
            return identity
        family = identity.key.removeprefix("family ")
        full = None if self._apart(family) else self._full.get(family)
        return Identity(f"person {full.replace('-', ' ').lower()}", full) if full else identity

    def _apart(self, family: str) -> bool:
        """Whether the family name was in use long before anyone of that name was introduced."""
        return self._introduced.get(family, 0) - self._alone.get(family, LONG_BEFORE**2) > LONG_BEFORE


LONG_BEFORE = 400
"""Characters: longer than the headline and lead in which a person may be called by the family name first."""


def _organisations(names: Sequence[str]) -> dict[str, str]:
    """The fullest printed form for each printed name: acronyms and short forms lead to it."""
    distinct = sorted({" ".join(name.split()) for name in names}, key=lambda name: (-len(name), name))
    fullest: dict[str, str] = {}
    for name in distinct:
        known = organisation_names().get(name)
        longer = next((other for other in distinct if len(other) > len(name) and _same(name, other, known)), None)
        fullest[name] = fullest.get(longer, longer) if longer else name
    return fullest


def _same(short: str, long: str, known: str | None) -> bool:
    if known is not None:
        return organisation_names().get(long) == known or short == initials(long)
    return short == initials(long) or (" " in short and long.startswith(f"{short} "))


def _place_or_thing(candidate: Candidate, text: str) -> Identity:
    code = country_names().get(text) or country_names().get(text.title())
    if candidate.kind == "place" and code and code != "XX":
        return Identity(f"country {code}", text)
    return Identity(f"{candidate.kind} {text.lower()}", text.title() if text.isupper() and len(text) > 4 else text)
