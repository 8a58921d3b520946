"""What a speaker is called: a person's full name, an organisation, a government, or a description ("two sources")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from navicert.evidence.model import Mention, Span
from navicert.evidence.sentences import Word, within
from navicert.evidence.speech.grammar import DETERMINERS, PERSONAL, POSSESSIVE, is_preposition, small
from navicert.evidence.word_files import word_set, words_under

Kind = Literal[
    "person", "organisation", "place", "one", "several", "pronoun person", "pronoun people", "pronoun thing", "unknown"
]
"""`one` and `several` are people and things that are described, not named."""
_LINKS = frozenset(
    (
        "but",
        "and",
        "likewise",
        "meanwhile",
        "however",
        "still",
        "yet",
        "then",
        "also",
        "so",
        "instead",
        "while",
        "although",
        "though",
    )
)
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "i"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "we"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` None where it is a pronoun that nothing resolves. `roles` are the words that describe the speaker
    ("spokesman"), by which a later "the spokesman" is understood."""

    name: str | None
    mention: Span | None
    organisation: str | None = None
    kind: Kind = "unknown"
    roles: frozenset[str] = frozenset()
    speaks: bool = True


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of an article, in order of place."""

    mentions: tuple[Mention, ...]

    def between(self, start: int, end: int) -> list[Mention]:
        return [m for m in within(self.mentions, start, end) if start <= m.start and m.end <= end]


def speaker_of(words: Sequence[Word], text: str, offset: int, names: Names) -> Speaker:
    """The speaker that a noun phrase names; `text` is the page's stretch that begins at character `offset`.

    What stands after the first comma says more about the same one.
    """
    words = _without_link(words)
    head, rest = _head(words)
    head = _without_dateline(head, names)
    start, end = head[0].start, head[-1].end
    span = Span(start, end, text[start - offset : end - offset])
    if len(head) == 1 and head[0].text.lower() in PERSONAL:
        return Speaker(None, span, kind=_pronoun(head[0].text.lower()))
    organisation = _organisation(head, rest, names)
    known = _person_of(head, rest, span, names) or _body_of(head, span, names)
    roles = frozenset(word.text.lower() for word in words) & (small("people_nouns") | words_under("roles"))
    if known:
        return replace(known, organisation=organisation or known.organisation, roles=roles)
    if beside := _named_beside(rest, names):
        return replace(beside, roles=roles)
    kind: Kind = "several" if _is_plural(head) else "one"
    return Speaker(_described(head, span), span, organisation, kind, roles, _can_speak(head))


def _named_beside(rest: Sequence[Word], names: Names) -> Speaker | None:
    """ "the country's watchdog, Finanstilsynet, …": the body that the next words name."""
    found = names.between(rest[0].start, rest[-1].end) if rest else []
    if not found or found[0].kind != "organisation" or found[0].start != rest[0].start:
        return None
    alone = rest[-1].end == found[0].end or any(word.text == "," and word.start == found[0].end for word in rest)
    name = found[0].name or found[0].text
    return Speaker(name, Span(found[0].start, found[0].end, found[0].text), name, "organisation") if alone else None


def _pronoun(text: str) -> Kind:
    if text in _PERSON_PRONOUNS:
        return "pronoun person"
    return "pronoun people" if text in _PLURAL_PRONOUNS else "pronoun thing"


def _person_of(head: Sequence[Word], rest: Sequence[Word], span: Span, names: Names) -> Speaker | None:
    person = _person(head, rest, names)
    if person is None:
        return None
    together = _joint(head, names)
    mention = span if together or person.end <= span.end else Span(person.start, person.end, person.text)
    return Speaker(together or person.name or person.text, mention, kind="person")


def _body_of(head: Sequence[Word], span: Span, names: Names) -> Speaker | None:
    body = _body(head, names)
    if body is None:
        elliptic = _elliptic(head, names)
        return Speaker(elliptic, span, elliptic, "place") if elliptic else None
    name = body.name or body.text
    return Speaker(_joint(head, names) or name, span, name, "place" if body.kind == "place" else "organisation")


def _can_speak(head: Sequence[Word]) -> bool:
    """Whether the noun of the phrase, before its first preposition, is of people or of something written."""
    nouns = small("people_nouns") | words_under("roles")
    if all(word.text.lower() in _QUANTIFIERS for word in head):
        return True
    if all(word.text[0].isupper() for word in head) and not _is_common(head[0].text):
        return True  # a name that no rule knows: "Hartwell said"
    for word in head:
        if word.text.lower() in small("prepositions"):
            return False
        if (
            word.text.lower() in nouns
            or word.text in words_under("ranks")
            or word.text in word_set("organisation_heads.txt")
        ):
            return True
    return False


_QUANTIFIERS = frozenset(
    "all both the two three four five six seven eight nine ten others some many most several".split()
)
"""Words that alone stand for people who were named before ("all three deny …")."""


def _is_common(text: str) -> bool:
    """Whether a word with a capital may only begin a sentence."""
    lower = text.lower()
    known = (small("adverbs"), small("prepositions"), small("auxiliaries"), small("subordinators"), small("calendar"))
    return lower in DETERMINERS or any(lower in words for words in known) or lower in word_set("common_words.txt")


def _elliptic(head: Sequence[Word], names: Names) -> str | None:
    """ "The North" is North Korea where the article names it."""
    if head[-1].text not in ("North", "South") or len(head) > 2:
        return None
    full = (m.name or m.text for m in names.mentions if m.kind == "place" and m.text.startswith(f"{head[-1].text} "))
    return next(full, None)


def is_plausible(speaker: Speaker) -> bool:
    """Whether the phrase names or describes somebody who can speak, or something that can be read."""
    return speaker.kind not in ("one", "several") or speaker.speaks


def _is_plural(head: Sequence[Word]) -> bool:
    """By the noun before the first preposition."""
    before = []
    for word in head:
        if word.text.lower() in small("prepositions"):
            break
        before.append(word.text.lower())
    noun = before[-1] if before else ""
    return (
        "and" in before
        or (noun.endswith("s") and not noun.endswith("ss"))
        or noun in ("people", "police", "media", "data")
    )


def _without_link(words: Sequence[Word]) -> Sequence[Word]:
    """Without a word that only ties the sentence to the one before ("Likewise German Chancellor …")."""
    first = 0
    while first < len(words) - 1 and words[first].text.lower() in _LINKS:
        first += 1
    return words[first:]


def _without_dateline(head: Sequence[Word], names: Names) -> Sequence[Word]:
    """Without the place a report is sent from, where scraping glued it to the first name ("Moscow Russia said")."""
    inside = names.between(head[0].start, head[-1].end)
    glued = _glued_dateline(head, inside)
    if glued:
        return head[glued:]
    if len(inside) < 2 or inside[-1].kind not in ("place", "organisation") or inside[-2].kind != "place":
        return head
    glued = inside[-1].start - inside[-2].end == 1 and inside[-1].end == head[-1].end
    return [word for word in head if word.start >= inside[-1].start] if glued else head


def _glued_dateline(head: Sequence[Word], inside: Sequence[Mention]) -> int:
    """How many words an agency and its place take at the start ("DPA Moscow Senior politicians …")."""
    if len(inside) < 2 or (inside[0].kind, inside[1].kind) != ("organisation", "place"):
        return 0
    together = inside[0].start == head[0].start and inside[1].start - inside[0].end == 1
    count = sum(word.start < inside[1].end for word in head)
    return count if together and count < len(head) and head[count].text[0].isupper() else 0


def _organisation(head: Sequence[Word], rest: Sequence[Word], names: Names) -> str | None:
    """The body that the phrase names, or that its apposition names; not one that an insertion happens to mention."""
    beside = () if not rest or rest[0].text.lower() in small("openers") else rest
    for part in (head, beside):
        found = names.between(part[0].start, part[-1].end) if part else []
        body = next((m for m in found if m.kind == "organisation"), None)
        if body:
            return body.name or body.text
    return None


def _head(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words before the first comma, unless a list of names goes on after it; and the rest."""
    comma = next((i for i, word in enumerate(words) if word.text in (",", "(", "—", "–")), len(words))
    if (
        comma < len(words)
        and any(word.text == "and" for word in words[comma:])
        and words[-1].text != ","
        and _is_list(words, comma)
    ):
        return words, ()
    return words[:comma] or words, words[comma + 1 :]


def _is_list(words: Sequence[Word], comma: int) -> bool:
    """ "officials from Japan, South Korea and Peru": only names after the comma."""
    return all(word.text[0].isupper() or word.text in ("and", ",", "the", "-") for word in words[comma:])


def _person(head: Sequence[Word], rest: Sequence[Word], names: Names) -> Mention | None:
    """The person who speaks: named at the end of the phrase, or right after it ("a spokesman, Gao Feng")."""
    last = _mention_at_end(head, names)
    if last and last.kind == "person" and not _belongs_to(head, last):
        return last
    first = _mention_at_end(_before_preposition(head), names)
    if first and first.kind == "person":
        return first
    if rest and not (last and last.kind == "person"):
        beside = [m for m in names.between(rest[0].start, rest[-1].end) if m.kind == "person"]
        first_words = [word.text for word in rest[:3]]
        if beside and (
            beside[0].start == rest[0].start
            or first_words[0] in words_under("courtesy")
            or words_under("ranks") & set(first_words)
        ):
            return beside[0]
    return None


def _before_preposition(head: Sequence[Word]) -> Sequence[Word]:
    """ "Markus Weber of ST Analytics": the words before "of"."""
    stop = next((i for i in range(1, len(head)) if is_preposition(head, i)), len(head))
    return head[:stop]


def _mention_at_end(head: Sequence[Word], names: Names) -> Mention | None:
    inside = names.between(head[0].start, head[-1].end)
    end = head[-1].end if head[-1].text not in ("”", '"', "'", "’", ")") or len(head) < 2 else head[-2].end
    return inside[-1] if inside and inside[-1].end == end else None


def _belongs_to(head: Sequence[Word], person: Mention) -> bool:
    """Whether the name only says whose spokesman or ally it is ("a spokesman for President Moon")."""
    before = [word.text for word in head if word.start < person.start]
    while before and (before[-1][0].isupper() or before[-1] in ("the", ".")):
        before.pop()
    if not before:
        return False
    return before[-1].lower() in ("of", "for", "to", "from", "by", "with", "at", "in", "near") and _is_role(before)


def _is_role(before: Sequence[str]) -> bool:
    return any(word.lower() in words_under("speakers for others", "grammar.txt") for word in before)


def _joint(head: Sequence[Word], names: Names) -> str | None:
    """ "Trump and Moon" speak together."""
    people = [m for m in names.between(head[0].start, head[-1].end) if m.kind in ("person", "place", "organisation")]
    linked = [word for word in head if word.text == "and"]
    if len(linked) != 1 or len(people) < 2 or people[0].end > linked[0].start or people[-1].start < linked[0].end:
        return None
    if people[0].kind != people[-1].kind or any(word.start < people[0].start and word.text.islower() for word in head):
        return None
    return f"{people[0].name or people[0].text} and {people[-1].name or people[-1].text}"


def _body(head: Sequence[Word], names: Names) -> Mention | None:
    """The organisation or place that speaks itself: the phrase ends with its name, and nobody speaks for it."""
    last = _mention_at_end(head, names)
    if last is None or last.kind not in ("organisation", "place"):
        return None
    before = [word.text.lower() for word in head if word.start < last.start]
    if any(word in small("prepositions") for word in before) or (
        any(word in POSSESSIVE for word in before) and last.kind == "place"
    ):
        return None
    return last


def _described(head: Sequence[Word], span: Span) -> str:
    """The phrase without its article."""
    if head[0].text.lower() in DETERMINERS and len(head) > 1 and head[0].text.lower() in ("a", "an", "the", "some"):
        return span.text[head[1].start - head[0].start :]
    return span.text
