"""What an article has said so far about its speakers, so that "he", "the spokesman" and bare quotations find theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from navicert.evidence.model import Mention
from navicert.evidence.speech.speakers import Speaker
from navicert.evidence.word_files import side_of, words_under

Title = tuple[str, str]
"""A country's code and an office ("UA", "president")."""
_OFFICES = (
    "president|prime minister|premier|chancellor|leader|king|queen|foreign minister|defense minister|defence minister|"
    "secretary of state|ambassador|president-elect|governor"
)
_HEADS = ("president", "prime minister", "premier", "chancellor", "king", "queen", "president-elect")
_BEFORE_NAME = re.compile(
    rf"(?P<country>[A-Z][\w.]*(?: [A-Z][a-z]+)?)(?:['’]s)? (?:[a-z-]+ )?(?P<office>{_OFFICES})\W{{1,3}}$", re.IGNORECASE
)
_DESCRIPTION = re.compile(
    rf"(?:the )?(?P<country>[A-Z][\w.]*(?: [A-Z][a-z]+)?)(?:['’]s)? (?P<office>{_OFFICES})$", re.IGNORECASE
)


def titles_in(mentions: Sequence[Mention], text: str) -> dict[Title, str]:
    """Which person holds which office, as the article says it right before the name ("Ukrainian President …")."""
    titles: dict[Title, str] = {}
    for mention in mentions:
        if mention.kind != "person":
            continue
        found = _BEFORE_NAME.search(text[max(0, mention.start - 50) : mention.start])
        code = _country(found) if found else None
        if found and code:
            titles.setdefault((code, found["office"].lower()), mention.name or mention.text)
    return titles


def _is_written(speaker: Speaker) -> bool:
    """Whether a description is of a text or a body ("a joint statement", "the ministry"), not of a person."""
    return bool(speaker.roles & words_under("written", "grammar.txt")) and not speaker.roles & words_under("roles")


def _country(found: re.Match[str]) -> str | None:
    words = found["country"].split()
    return side_of(" ".join(words)) or side_of(words[-1])


@dataclass(slots=True)
class Discourse:
    """Speakers in the order in which they spoke, who holds which office, and whom each person speaks for."""

    titles: dict[Title, str] = field(default_factory=dict)
    spoken: list[Speaker] = field(default_factory=list)
    organisations: dict[str, str] = field(default_factory=dict)

    def resolve(self, speaker: Speaker, beside: Speaker | None = None) -> Speaker:
        """The speaker with a name: pronouns and short descriptions go to the last one they fit.

        `beside` is the one the sentence itself offers ("Moon's aide quoted him": Moon).
        """
        if speaker.kind.startswith("pronoun"):
            known = beside or self._last_for(speaker.kind)
            if known is None:
                return speaker
            return replace(known, mention=speaker.mention)
        known = self._titled(speaker) or self._described(speaker)
        named = replace(known, mention=speaker.mention, organisation=known.organisation) if known else speaker
        return self._with_organisation(named)

    def heard(self, speaker: Speaker) -> None:
        """Remember who spoke last; a person's organisation is kept."""
        if speaker.name is None:
            return
        if speaker.organisation and speaker.kind == "person":
            self.organisations.setdefault(speaker.name, speaker.organisation)
        self.spoken.append(speaker)

    @property
    def last(self) -> Speaker | None:
        return self.spoken[-1] if self.spoken else None

    def _last_for(self, pronoun: str) -> Speaker | None:
        wanted = {
            "pronoun person": (("person", "one"),),
            "pronoun thing": (("organisation", "place", "one"),),
            "pronoun people": (("several",), ("organisation", "place")),
        }[pronoun]
        recent = self.spoken[-6:]
        for kinds in wanted:
            for speaker in reversed(recent):
                if speaker.kind in kinds and (
                    speaker.kind != "one" or _is_written(speaker) == (pronoun == "pronoun thing")
                ):
                    return speaker
        return None

    def _titled(self, speaker: Speaker) -> Speaker | None:
        """The person whom "Ukraine's leader" or "the US president" stands for."""
        found = (
            _DESCRIPTION.match(speaker.mention.text) if speaker.mention and speaker.kind in ("one", "several") else None
        )
        code = _country(found) if found else None
        if found is None or code is None:
            return None
        office = found["office"].lower()
        offices = (office, *_HEADS) if office == "leader" else (office,)
        name = next((self.titles[code, each] for each in offices if (code, each) in self.titles), None)
        return replace(speaker, name=name, kind="person") if name else None

    def _described(self, speaker: Speaker) -> Speaker | None:
        """Whom "the official", "the president" stands for: the last speaker who was called so."""
        if speaker.kind not in ("one", "several") or speaker.mention is None:
            return None
        words = speaker.mention.text.lower().split()
        if words[0] not in ("the", "this", "that") or len(words) > 3:
            return None
        role = words[-1]
        if role in words_under("bodies", "grammar.txt"):
            return next((s for s in reversed(self.spoken[-4:]) if s.kind == "organisation"), None)
        if role not in words_under("told_apart", "grammar.txt"):
            return None
        fitting = (
            words_under(f"called {role}", "grammar.txt") if role in ("diplomat", "official", "politician") else {role}
        )
        for earlier in reversed(self.spoken):
            if (
                earlier.roles & fitting
                and earlier.mention is not None
                and earlier.mention.text.lower() != speaker.mention.text.lower()
            ):
                return earlier
        return None

    def _with_organisation(self, speaker: Speaker) -> Speaker:
        if speaker.organisation or speaker.name is None:
            return speaker
        return replace(speaker, organisation=self.organisations.get(speaker.name))
