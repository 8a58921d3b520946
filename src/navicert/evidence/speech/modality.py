"""How a statement is meant: asserted, denied, unverified, planned or threatened; by the first sign in its words.

The signs are those of news English at large. A negated sentence is a denial where it turns down a suspicion ("no
intention of", "was not aware") or says that the speaker's own side did not do something; a forecast ("would hurt")
is an assertion. What shows signs that contradict each other needs review.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from navicert.evidence.model import Modality
from navicert.evidence.speech.cue_words import Cue
from navicert.evidence.speech.signs import (
    DENIALS,
    HEDGES,
    LEANING,
    OWN_CONDUCT,
    PLANS,
    STILL_OPEN,
    THREATS,
    any_of,
    pattern,
)
from navicert.evidence.word_files import words_under


@dataclass(frozen=True, slots=True)
class Meaning:
    """The modality, what more there is to say of it ("alleged"), and the kind of act where it is more than telling."""

    modality: Modality
    detail: str | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the rules look at it: its words, whether they are literal, and who speaks.

    `own` are names of the speaker's side ("Russia" for a minister of Russia), in small letters; a `forecaster`
    (an analyst, an expert) says what will be, not what is meant to be done.
    """

    text: str
    direct: bool
    own: frozenset[str] = frozenset()
    forecaster: bool = False


_MEETING = re.compile(r" (?:a|an) (?:\w+ ){0,2}(?:meeting|summit|talks|call|conversation|session)\b")


def meaning_of(cue: Cue | None, said: Said) -> Meaning:
    """How a statement is meant, from its verb of saying and its own words."""
    kind = cue.kind if cue else "saying"
    verb = cue.verb if cue else ""
    if kind == "denying":
        return Meaning("denied")
    if kind == "accusing" or verb.startswith("alleg"):
        return Meaning("unverified", "alleged")
    if kind == "promising":
        return Meaning("threatened" if verb.startswith("threat") or _is_violent(said.text) else "planned")
    if kind in ("demanding", "calling"):
        return Meaning("asserted", act="demand")
    if kind == "naming" and verb.startswith(("dismiss", "brush", "reject", "wave")):
        return Meaning("denied")
    if kind == "naming" and re.search(rf"\b(?:{any_of('false')})\b", said.text, re.IGNORECASE):
        return Meaning("denied")
    if kind == "naming" and _turns_down(said.text):
        return Meaning("denied")
    meaning = _by_words(replace(said, text=re.sub(r"[“”\"‘«»]", "", said.text)))
    if verb in words_under("believing", "modality.txt") and meaning.modality in ("asserted", "planned"):
        return Meaning("unverified")
    return meaning


def _is_violent(text: str) -> bool:
    """Whether what is promised is violence ("to sink Japan"), from its first verb."""
    bare = re.sub(r"[“”\"‘’'«»]", "", text)
    return bool(re.match(rf"(?:\S+ ){{0,4}}?(?:{any_of('violence')})\b(?! to\b)", bare, re.IGNORECASE))


def _turns_down(text: str) -> bool:
    """ "called the accusation “a story for domestic use”": what is alleged is called anything but well founded."""
    nouns = "|".join(sorted(words_under("accusing_nouns", "modality.txt")))
    named = re.match(
        rf"(?:the|those|these|such|all|this|that|its|his|her)? ?(?:\w+ )??(?:{nouns})s?\b", text, re.IGNORECASE
    )
    return named is not None and not re.search(rf"\b(?:{any_of('upheld')})\b", text[named.end() :], re.IGNORECASE)


def _by_words(said: Said) -> Meaning:
    """The first sign decides; two different ones at the same place need review."""
    signs = sorted(
        (position, modality)
        for modality, position in (
            ("denied", _denial_at(said)),
            ("threatened", _position(pattern(THREATS).search(said.text))),
            ("unverified", _hedge_at(said)),
            ("planned", _plan_at(said)),
        )
        if position is not None
    )
    if not signs:
        return Meaning("asserted", act=_act(said.text))
    first = signs[0][1]
    if first == "denied" and any(other == "unverified" for _, other in signs[1:]):
        return Meaning("needs_review")
    if first == "planned" and any(other == "threatened" for _, other in signs[1:]):
        first = "threatened"
    if first == "unverified":
        alleged = re.search(r"\b(?:allegedly|alleged)\b", said.text)
        return Meaning("unverified", "alleged" if alleged else None)
    return Meaning(first)  # type: ignore[arg-type]


def _position(found: re.Match[str] | None) -> int | None:
    return found.start() if found else None


def _denial_at(said: Said) -> int | None:
    found = pattern(DENIALS).search(said.text)
    if found and not STILL_OPEN.search(said.text):
        return found.start()
    own = pattern(OWN_CONDUCT).search(said.text)
    return own.start() if own and _is_own(own["who"], said) else None


def _is_own(who: str, said: Said) -> bool:
    """Whether the subject is the speaker's own side: "we", in reported words "it" and "he", or its name."""
    words = who.lower().split()
    last = words[-1] if words else ""
    pronouns = {"we", "i", "us"} if said.direct else {"he", "she", "it", "they", "we", "i"}
    ours = len(words) > 1 and words[-2] in OURS and last in words_under("own things", "modality.txt")
    return last in pronouns or ours or any(re.search(rf"\b{re.escape(name)}\b", who.lower()) for name in said.own)


OURS = frozenset(("his", "her", "its", "their", "our", "my"))


def _hedge_at(said: Said) -> int | None:
    text = _without_own_belief(_main_clause(said.text))
    found = pattern(HEDGES).search(text)
    if found:
        return found.start() + len(_main_clause(said.text)) - len(text)
    leaning = pattern(LEANING).search(_main_clause(said.text))
    if leaning and not _is_own(leaning["who"], said):
        return leaning.start()
    return None


def _without_own_belief(text: str) -> str:
    """ "they believed its range was …": the belief is the speaker's own way of saying it."""
    return re.sub(
        r"^(?:that )?(?:they|he|she|it|we|i) (?:believed?|thinks?|thought|believes)(?: that)? ",
        "",
        text,
        flags=re.IGNORECASE,
    )


def _plan_at(said: Said) -> int | None:
    for found in pattern(PLANS).finditer(_main_clause(said.text)):
        if _is_plan(found, said):
            return found.start()
    return None


def _main_clause(text: str) -> str:
    """The text up to a clause that only qualifies it ("although …", "if …", ", which …")."""
    found = re.search(
        r"\b(?:although|though|if|unless|because|whether|until|once|when)\b|, (?:which|who|while)\b", text
    )
    return text[: found.start()] if found and found.start() > 12 else text


def _is_plan(found: re.Match[str], said: Said) -> bool:
    """Whether somebody means to do something: not a forecast, not what an aim "is to" be."""
    if said.forecaster or pattern(HEDGES).search(found[0]) or _hopes(said.text[: found.start()]):
        return False
    if found["going"]:
        return True
    verb = next(found[name] for name in ("verb", "due", "set", "meant") if found[name]).lower()
    who = (found["who"] or found["aim"] or "").lower()
    if verb in words_under("no_verbs", "modality.txt") or who in words_under("aims", "modality.txt"):
        return False
    if verb == "have" and _MEETING.match(said.text[found.end() :]):
        return True
    if said.direct and not _is_own(who, said) and not verb.startswith("be "):
        return False
    own = _is_own(who, said) and verb in words_under("own_effects", "modality.txt")
    return own or verb not in words_under("effects", "modality.txt")


def _hopes(before: str) -> bool:
    """ "optimistic we will get this done" is a hope, not a plan."""
    return any(word in words_under("hopeful", "modality.txt") for word in before.lower().split()[-4:])


def _act(text: str) -> str | None:
    if re.search(r"\b(?:must|have to|has to|is required to|are required to)\b", text):
        return "order"
    return "demand" if re.search(r"\b(?:wants?|wanted|should|calls? on|demands?|demanded|urges?)\b", text) else None
