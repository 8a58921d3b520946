"""Denials and "could not verify" tied to the claim that they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from navicert.evidence.model import Claim
from navicert.evidence.speech.rumours import NOT_VERIFIED
from navicert.evidence.speech.signs import STILL_OPEN
from navicert.evidence.word_files import words_under

_WORD = re.compile(r"[^\W\d_]{4,}")
_SWEEPING = re.compile(
    r"\b(?:either side|both sides|each side|the two sides|the claims of|these claims|those claims)\b", re.IGNORECASE
)
_NEGATION = re.compile(r"\b(?:not|never|no)\b|n['’]t\b")
REMEMBERED = 60
"""Earlier claims among which the one that a denial is about is looked for."""
NEARBY = 700
"""Characters within which "the report could not be verified" finds the claim that it means."""
ALIKE = 0.3
"""Share of the denial's words that an earlier claim must have for the denial to be about it."""


def with_links(drafts: Sequence[Claim], first_number: int) -> list[Claim]:
    """The claims of an article with ids, in order, each denial and notice with the claim it is about."""
    claims = [replace(draft, id=f"c{number}") for number, draft in enumerate(_distinct(drafts), start=first_number)]
    for index, claim in enumerate(claims):
        first = max(0, index - REMEMBERED)
        if claim.detail == NOT_VERIFIED:
            claims[first : index + 1] = _with_notice(claims[first : index + 1])
        elif claim.modality == "denied" or _contradicts(claim, claims[first:index]):
            claims[index] = replace(claim, modality="denied", about=_denied(claim, claims[first:index]))
    return claims


def passed_on(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that stand, with their verb of saying, within what another one says: its speaker passed them on."""
    return [replace(claim, via=_around(claim, claims)) if claim.via is None else claim for claim in claims]


def _around(claim: Claim, claims: Sequence[Claim]) -> str | None:
    if claim.cue is None:
        return None
    first, last = min(claim.start, claim.cue.start), max(claim.end, claim.cue.end)
    around = [c for c in claims if c.start <= first and last <= c.end and c.speaker not in (None, claim.speaker)]
    return min(around, key=lambda c: c.end - c.start).speaker if around else None


def _distinct(drafts: Sequence[Claim]) -> list[Claim]:
    """Drafts in order of place, the same stretch once."""
    seen: dict[tuple[int, int, bool], Claim] = {}
    for draft in drafts:
        key = (draft.start, draft.end, draft.modality == "denied")
        known = seen.get(key)
        if known is None or (known.speaker is None and draft.speaker is not None):
            seen[key] = draft
    return list(seen.values())


def _with_notice(claims: Sequence[Claim]) -> list[Claim]:
    """The claims and the notice that is their last: what the report could not check is unverified, whoever said it."""
    notice = claims[-1]
    meant = _meant_by(notice, claims[:-1])
    result = list(claims)
    if not meant:
        return result
    result[-1] = replace(notice, about=claims[meant[-1]].id)
    cue = notice.cue.text if notice.cue else ""
    checked = bool(cue) and not re.match(r"(?:there|has|have|did|had)\b(?!.*\bbeen\b)", cue, re.IGNORECASE)
    for position in meant:
        if checked and result[position].modality == "asserted":
            result[position] = replace(result[position], modality="unverified", detail=NOT_VERIFIED)
    return result


def _meant_by(notice: Claim, earlier: Sequence[Claim]) -> list[int]:
    """Indices of the claims that a notice is about: all sides', or the last speaker's latest ones."""
    candidates = [i for i, claim in enumerate(earlier) if claim.detail != NOT_VERIFIED]
    if not candidates or re.match(r"(?:if|whether|how|when|who|where)\b", notice.quote, re.IGNORECASE):
        return []
    if _SWEEPING.search(notice.quote):
        return candidates
    if not _refers_back(notice.quote):
        words = _content_words(notice.quote)
        candidates = [i for i in candidates if words & _content_words(earlier[i].quote)]
        if not candidates:
            return []
    if earlier[candidates[-1]].modality == "denied" and _refers_back(notice.quote):
        return candidates[-1:]  # "the report" is what was denied, not what else the denier said
    last = earlier[candidates[-1]].speaker
    meant: list[int] = []
    for i in reversed(candidates):
        if earlier[i].speaker != last or notice.start - earlier[i].end > NEARBY:
            break
        meant.append(i)
    return meant[::-1]


def _refers_back(quote: str) -> bool:
    """Whether a notice only points back ("his account", "the report"), rather than saying what it is about."""
    words = [word.lower() for word in re.findall(r"[\w’']+", quote)]
    return bool(words) and any(word in words_under("referring", "modality.txt") for word in words[:3])


def _contradicts(claim: Claim, earlier: Sequence[Claim]) -> bool:
    """A plain negation is a denial where another speaker said nearly the same without it."""
    if claim.modality != "asserted" or not _NEGATION.search(claim.quote) or STILL_OPEN.search(claim.quote):
        return False
    words = _content_words(claim.quote)
    if not words or len(words) > 6:
        return False
    return any(
        len(words & _content_words(other.quote)) >= max(1, 0.5 * len(words)) for other in _contrary(claim, earlier)
    )


def _contrary(claim: Claim, earlier: Sequence[Claim]) -> list[Claim]:
    """Recent claims of other speakers without a negation; none that holds the claim or is held by it."""
    return [
        other
        for other in earlier[-8:]
        if claim.speaker not in (other.speaker, other.via)
        and other.modality != "denied"
        and (other.end <= claim.start or claim.end <= other.start)
        and not _NEGATION.search(other.quote)
    ]


def _content_words(text: str) -> frozenset[str]:
    """Stems of a text's words of four letters and more, names and the commonest words left out."""
    stems = set()
    for word in _WORD.findall(text):
        if word[0].islower() and word not in words_under("common", "grammar.txt"):
            stems.add(re.sub(r"(?:ing|ed|es|s|ly|ment|ion)$", "", word))
    return frozenset(stems)


def _denied(denial: Claim, earlier: Sequence[Claim]) -> str | None:
    """The claim that a denial turns down: the last one of another speaker where it only says "such claims", else the
    one that shares most of its words."""
    others = [claim for claim in earlier if claim.speaker != denial.speaker and claim.detail != NOT_VERIFIED]
    if not others:
        return None
    if _only_refers(denial.quote):
        if denial.quote.lower() in ("it", "this", "that"):
            return others[-1].id
        accusations = [claim for claim in others[-4:] if claim.detail == "alleged"]
        return (accusations or others)[-1].id
    words = _content_words(denial.quote)
    scored = [(len(words & _content_words(claim.quote)), index) for index, claim in enumerate(others)]
    shared, best = max(scored)
    enough = shared >= max(1, ALIKE * len(words)) and (shared > 1 or len(words) < 3)
    return others[best].id if words and enough else None


def _only_refers(quote: str) -> bool:
    """ "such claims", "the accusation", "it": nothing is said but that an earlier claim is meant."""
    words = [word.lower() for word in re.findall(r"[\w’']+", quote)]
    nouns = words_under("allegation_nouns", "saying.txt")
    return len(words) <= 4 and (any(word in nouns for word in words) or words[-1:] in (["it"], ["this"], ["that"]))
