"""What an article has said so far about its speakers, so that "he", "the spokesman" and bare quotations find theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from navicert.evidence.speech.offices import Offices
from navicert.evidence.speech.speakers import Speaker
from navicert.evidence.word_files import words_under


def _is_written(speaker: Speaker) -> bool:
    """Whether a description is of a text or a body ("a joint statement", "the ministry"), not of a person."""
    return bool(speaker.roles & words_under("written", "grammar.txt")) and not speaker.roles & words_under("roles")


_TRADERS = frozenset("company firm airline lender refiner insurer conglomerate carmaker exchange".split())
_PUBLIC = frozenset(
    "panel ministry council committee department agency commission nations union government office administration "
    "authority parliament senate court police army navy kremlin house".split()
)
"""Words of bodies that "the company" never stands for."""
_GENERIC = ("diplomat", "official", "politician")
"""Words for many offices, which have lists of their own."""


@dataclass(slots=True)
class Discourse:
    """Speakers in the order in which they spoke, who holds which office, and whom each person speaks for; `bodies`
    are the organisations that the article names, with where it names them."""

    offices: Offices = field(default_factory=Offices)
    bodies: Sequence[tuple[int, str]] = ()
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
        roles = speaker.roles | self.offices.roles.get(speaker.name, frozenset())
        self.spoken.append(replace(speaker, roles=roles))

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
        if speaker.kind not in ("one", "several") or speaker.mention is None:
            return None
        name = self.offices.holder(speaker.mention.text)
        return replace(speaker, name=name, kind="person") if name else None

    def _described(self, speaker: Speaker) -> Speaker | None:
        """Whom "the official", "the president" stands for: the last speaker who was called so."""
        if speaker.kind not in ("one", "several") or speaker.mention is None:
            return None
        words = speaker.mention.text.lower().split()
        if words[0] in ("his", "her", "their") and len(words) > 1:
            return self._owned(speaker, speaker.mention.text.partition(" ")[2])
        if words[0] not in ("the", "this", "that") or len(words) > 3:
            return None
        role = words[-1]
        if role in words_under("bodies", "grammar.txt"):
            return self._body(role, speaker.mention.start)
        return self._called(role, speaker.mention.text.lower()) if role in _told_apart() else None

    def _called(self, role: str, text: str) -> Speaker | None:
        fitting = words_under(f"called {role}", "grammar.txt") if role in _GENERIC else {role}
        for earlier in reversed(self.spoken):
            if earlier.roles & fitting and earlier.mention is not None and earlier.mention.text.lower() != text:
                return earlier
        holders = [name for name, roles in self.offices.roles.items() if roles & fitting]
        return Speaker(holders[0], None, kind="person") if len(holders) == 1 else None

    def _body(self, role: str, position: int) -> Speaker | None:
        """ "The ministry" is the last one named before; "the company" else the organisation that spoke last."""
        named = [name for start, name in self.bodies if start < position and role in name.lower().split()]
        if named:
            return Speaker(named[-1], None, named[-1], "organisation")
        if role in ("ministry", "agency", "bank"):
            return None
        recent = (s for s in reversed(self.spoken[-4:]) if s.kind == "organisation" and s.name)
        return next(
            (s for s in recent if role not in _TRADERS or not _PUBLIC & set((s.name or "").lower().split())), None
        )

    def _owned(self, speaker: Speaker, what: str) -> Speaker | None:
        """ "His office" is the office of the last person who spoke."""
        owner = self._last_for("pronoun person")
        if owner is None or owner.name is None or not speaker.speaks:
            return None
        return replace(speaker, name=f"{owner.name}'s {what}")

    def _with_organisation(self, speaker: Speaker) -> Speaker:
        if speaker.organisation or speaker.name is None:
            return speaker
        return replace(speaker, organisation=self.organisations.get(speaker.name))


def _told_apart() -> frozenset[str]:
    return words_under("told_apart", "grammar.txt")
