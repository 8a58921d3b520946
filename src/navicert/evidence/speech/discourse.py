"""What an article has said so far about its speakers, so that "he", "the spokesman" and bare quotations find theirs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from navicert.evidence.speech.speakers import Speaker
from navicert.evidence.word_files import words_under

_ROLES_TOLD_APART = frozenset(
    (
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "president",
        "minister",
        "ambassador",
        "envoy",
        "official",
        "diplomat",
        "leader",
        "premier",
        "chancellor",
        "governor",
        "analyst",
        "expert",
        "source",
        "secretary",
        "general",
        "chief",
        "adviser",
        "aide",
        "mayor",
        "senator",
        "lawmaker",
        "economist",
        "professor",
        "researcher",
        "ministry",
        "agency",
        "company",
        "bank",
        "panel",
        "statement",
        "report",
        "commander",
        "director",
        "chairman",
        "prosecutor",
        "lawyer",
        "judge",
        "officer",
        "trader",
        "executive",
        "manager",
    )
)


@dataclass(slots=True)
class Discourse:
    """Speakers in the order in which they spoke, and whom each person speaks for."""

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
        known = self._described(speaker)
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
            "pronoun thing": (("organisation", "place"), ("one",)),
            "pronoun people": (("several",), ("organisation", "place")),
        }[pronoun]
        recent = self.spoken[-6:]
        for kinds in wanted:
            for speaker in reversed(recent):
                if speaker.kind in kinds:
                    return speaker
        return None

    def _described(self, speaker: Speaker) -> Speaker | None:
        """Whom "the official", "the president" stands for: the last speaker who was called so."""
        if speaker.kind not in ("one", "several") or speaker.mention is None:
            return None
        words = speaker.mention.text.lower().split()
        if words[0] not in ("the", "this", "that") or len(words) > 3:
            return None
        role = words[-1]
        if role not in _ROLES_TOLD_APART:
            return None
        for earlier in reversed(self.spoken):
            if (
                role in earlier.roles
                and earlier.mention is not None
                and earlier.mention.text.lower() != speaker.mention.text.lower()
            ):
                return earlier
        return None

    def _with_organisation(self, speaker: Speaker) -> Speaker:
        if speaker.organisation or speaker.name is None:
            return speaker
        return replace(speaker, organisation=self.organisations.get(speaker.name))


def is_courtesy(word: str) -> bool:
    return word in words_under("courtesy")
