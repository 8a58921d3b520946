"""Who holds which office, as an article says it right before a name ("Kenyan President …"), for later descriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from navicert.evidence.model import Mention
from navicert.evidence.sentences import words_of
from navicert.evidence.speech.grammar import MARKS
from navicert.evidence.word_files import side_of, words_under

Title = tuple[str, str]
"""A country's code and an office ("UA", "president")."""
_OFFICES = (
    "(?i:president|prime minister|premier|chancellor|leader|king|queen|foreign minister|defense minister|"
    "defence minister|secretary of state|ambassador|president-elect|governor)"
)
_HEADS = ("president", "prime minister", "premier", "chancellor", "king", "queen", "president-elect")
_COUNTRY = r"(?P<country>[A-Z][\w.]*(?: [A-Z][a-z]+)?)(?:['’]s)?"
_BEFORE_NAME = re.compile(rf"{_COUNTRY} (?:[a-z-]+ )?(?P<office>{_OFFICES})\W{{1,3}}$")
_DESCRIPTION = re.compile(rf"(?:[Tt]he )?{_COUNTRY} (?P<office>{_OFFICES})$")
_BEFORE = 60
"""Characters before a name within which its title stands."""


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of an article's people: by country, and every role by the person's name."""

    holders: dict[Title, str] = field(default_factory=dict)
    roles: dict[str, frozenset[str]] = field(default_factory=dict)

    def holder(self, description: str) -> str | None:
        """Whom "Ukraine's leader" or "the US president" stands for; None where the article does not say."""
        found = _DESCRIPTION.match(description)
        code = _country(found) if found else None
        if found is None or code is None:
            return None
        office = found["office"].lower()
        offices = (office, *_HEADS) if office == "leader" else (office,)
        return next((self.holders[code, each] for each in offices if (code, each) in self.holders), None)


def offices_in(mentions: Sequence[Mention], text: str) -> Offices:
    """The offices that stand right before the names of people."""
    offices = Offices()
    for mention in mentions:
        if mention.kind == "person":
            before = text[max(0, mention.start - _BEFORE) : mention.start]
            _note(offices, mention.name or mention.text, before)
    return offices


def _note(offices: Offices, name: str, before: str) -> None:
    found = _BEFORE_NAME.search(before)
    code = _country(found) if found else None
    if found and code:
        offices.holders.setdefault((code, found["office"].lower()), name)
    roles = _roles_at_end(before)
    if roles:
        offices.roles[name] = offices.roles.get(name, frozenset()) | roles


def _roles_at_end(before: str) -> frozenset[str]:
    """The roles in the last words before a name, up to a mark or a small word that is none."""
    roles = set()
    for word in reversed(words_of(before)):
        lower = word.text.lower()
        if lower in words_under("roles") or word.text in words_under("ranks"):
            roles.add(lower)
        elif word.text in MARKS or word.text[0].islower():
            break
    return frozenset(roles)


def _country(found: re.Match[str]) -> str | None:
    words = found["country"].split()
    return side_of(" ".join(words)) or side_of(words[-1])
