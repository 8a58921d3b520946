"""How a statement is meant: asserted, denied, unverified, planned or threatened; by the first sign in its words.

The signs are those of news English at large. A negated sentence is a denial where it turns down a suspicion ("no
intention of", "was not aware") or says that the speaker's own side did not do something; a forecast ("would hurt")
is an assertion. What shows signs that contradict each other needs review.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from navicert.evidence.model import Modality
from navicert.evidence.speech.cue_words import Cue
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


def _any(heading: str) -> str:
    return "|".join(sorted(map(re.escape, words_under(heading, "modality.txt")), key=lambda word: (-len(word), word)))


STILL_OPEN = re.compile(r"\b(?:yet|(?<!not )so far)\b")
"""Words by which a negation only says that something has not happened up to now."""
_BE = r"(?:is|was|are|were|be|been|has been|have been|had been|isn['’]t|wasn['’]t|aren['’]t|weren['’]t)"
_NOT = r"(?:not|n['’]t|never)"
_WILL = r"(?:will|would|shall|(?<=\w)['’]ll|(?<=\w)['’]d)"


@functools.cache
def _denials() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:there|it) {_BE} (?:absolutely |simply )?no (?:\w+ ){{0,2}}?(?:{_any('doubted_things')})\b"
        rf"|\b(?:has|have|had|with|saw|sees|found|bears?|bore) (?:absolutely )?no (?:\w+ ){{0,1}}?(?:{_any('doubted_things')})\b"
        rf"|\b(?:{_BE} not|isn['’]t|wasn['’]t|aren['’]t|weren['’]t) (?:(?:being|\w+ly|at all|in any way) ){{0,2}}(?:{_any('not_so')}|the case|taken|done)\b"
        rf"|\bnever (?:been )?(?:{_any('conduct')})\b"
        r"|\bnot (?:on the (?:agenda|table)|under (?:discussion|consideration)|being (?:discussed|considered))\b"
        rf"|\bnothing (?:to do with|wrong|of the sort|of the kind|illegal|improper)\b"
        rf"|\b(?:{_BE}|as|called|completely|totally|entirely|utterly|pure) (?:a |an |all )?(?:\w+ly |complete |total |pure |outright )?(?:{_any('false')})\b"
        rf"|\b(?:distort\w*|slander\w*|fabricat\w*) (?:and|or)\b"
        rf"|(?<!be )(?<!ly )\brule[ds]? out\b"
        rf"|\bno (?:\w+ ){{1,3}}?(?:was|were|has been|have been|had been) (?:{_any('misdeeds')})\b"
        r"|^\W*(?:no|absolutely not|certainly not|definitely not|not at all|of course not|never)\W*$"
        rf"|\b(?:do|does|did) not (?:understand|know of|know about|recognis?ze|exist)\b",
        re.IGNORECASE,
    )


@functools.cache
def _own_conduct() -> re.Pattern[str]:
    """ "did not ship": group `who` is the subject right before it."""
    return re.compile(
        rf"(?P<who>[\w’'. ]{{1,40}}?) (?:(?:did|has|have|had|does|do) not|didn['’]t|hasn['’]t|haven['’]t|hadn['’]t)"
        rf" (?:\w+ly )?(?:been )?(?:{_any('conduct')})\b(?![^.;]*\b(?:yet|so far|still)\b)",
        re.IGNORECASE,
    )


@functools.cache
def _threats() -> re.Pattern[str]:
    return re.compile(
        rf"\b{_WILL} (?:not|never) (?:be )?(?:tolerat\w+|accept\w*|allow\w*|stand (?:by|idly|for)|put(?:ting)? up with|sit idly|remain silent|back down|hesitate)\b"
        rf"|\bwon['’]t (?:tolerate|accept|allow|stand (?:by|for)|put up with|hesitate)\b"
        rf"|{_WILL} (?:\w+ly )?(?:strike|attack|destroy|annihilate|retaliate|punish|crush|bomb|invade|sink|obliterate|eliminate|wipe|incinerate|execute|counterattack|smash|respond (?:with|in kind|\w+ly|to any)|be (?:destroyed|punished|wiped|met with|annihilated|crushed))\b"
        r"|\b(?:impose|mete out|inflict)\w* (?:\w+ ){0,2}(?:death penalty|punishment|punishments)\b"
        r"|\b(?:pay (?:a|the|an?) (?:\w+ )?(?:price|penalty)|fire and fury|sea of fire|(?:severe|serious|grave|dire|catastrophic|unimaginable|devastating) consequences)\b"
        r"|\b(?:stern|merciless|ruthless|crushing|devastating|decisive|massive|overwhelming) (?:response|retaliation|blow|strike|counter\w*|punishment)\b"
        r"|\ball options (?:are|were|remain|remained)(?: still)? on the table\b"
        r"|\b(?:will|['’]ll|shall) see what happens\b|\bwill (?:soon )?regret\b"
        rf"|\b(?:able|ability|ready|prepared|readiness) to (?:{_any('violence')})\b[^.;]*\bif (?:necessary|needed|provoked|attacked|required)\b"
        rf"|\b(?:will|would|shall|['’]ll|going to) [^.;,]*(?:tariffs?|sanctions|measures|action)[^.;]*\b(?:if|unless)\b",
        re.IGNORECASE,
    )


@functools.cache
def _hedges() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_any('hedges')})\b"
        rf"|\b{_BE} (?:\w+ly )?(?:believed|thought|suspected|said|understood|rumou?red|presumed|feared|considered likely) to\b"
        r"|\bmay (?!\d)(?:\w+ly |also |have |be |well |yet )*\w+"
        r"|\b(?:it|that)(?: is| was| remains| remained|['’]s) (?:possible|unclear|not clear|uncertain|unknown)\b"
        r"|\b(?:appears?|appeared|seems?|seemed)\b(?! (?:before|in court|on))"
        r"|\b(?:cannot|could not|can['’]t) be (?:\w+ly )?(?:ruled out|excluded|confirmed|verified)\b"
        r"|\b(?:can|could) not rule out\b",
        re.IGNORECASE,
    )


@functools.cache
def _plans() -> re.Pattern[str]:
    """Group `who` is what stands right before the future, `verb` what will be done."""
    return re.compile(
        rf"(?:(?P<who>[\w’'-]+) )?(?:\b(?:{_WILL}|is to|are to|was to|were to|(?:is|are|was|were|am) (?:going|set|due|scheduled|about|planning) to|(?<!\ba )(?<!the )(?<!its )(?<!his )(?<!her )(?<!their )plans? to|planned to|intends? to|intended to|aims? to))"
        r" (?:\w+ly |also |soon |now |then |immediately |together |of course |instead |again )*(?P<verb>be (?:\w+(?:ed|en|ilt|ent|aid|eld|ade|ought|old|ut|un))\b|\w+)"
        rf"|\b(?:is|are|was|were|am|['’]re|['’]m) (?P<going>{_any('going')})\b",
        re.IGNORECASE,
    )


def meaning_of(cue: Cue | None, said: Said) -> Meaning:
    """How a statement is meant, from its verb of saying and its own words."""
    kind = cue.kind if cue else "saying"
    verb = cue.verb if cue else ""
    if kind == "denying":
        return Meaning("denied")
    if kind == "accusing" or verb.startswith("alleg"):
        return Meaning("unverified", "alleged")
    if kind == "promising":
        return Meaning("threatened" if verb.startswith("threat") else "planned")
    if kind in ("demanding", "calling"):
        return Meaning("asserted", act="demand")
    if kind == "naming" and re.search(rf"\b(?:{_any('false')})\b", said.text, re.IGNORECASE):
        return Meaning("denied")
    meaning = _by_words(replace(said, text=re.sub(r"[“”\"‘«»]", "", said.text)))
    if verb in words_under("believing", "modality.txt") and meaning.modality in ("asserted", "planned"):
        return Meaning("unverified")
    return meaning


def _by_words(said: Said) -> Meaning:
    """The first sign decides; two different ones at the same place need review."""
    signs = sorted(
        (position, modality)
        for modality, position in (
            ("denied", _denial_at(said)),
            ("threatened", _position(_threats().search(said.text))),
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
    found = _denials().search(said.text)
    if found and not STILL_OPEN.search(said.text):
        return found.start()
    own = _own_conduct().search(said.text)
    return own.start() if own and _is_own(own["who"], said) else None


def _is_own(who: str, said: Said) -> bool:
    """Whether the subject is the speaker's own side: "we", in reported words "it" and "he", or its name."""
    words = who.lower().split()
    last = words[-1] if words else ""
    pronouns = {"we", "i", "us"} if said.direct else {"he", "she", "it", "they", "we", "i"}
    return last in pronouns or any(name in who.lower() for name in said.own)


def _hedge_at(said: Said) -> int | None:
    text = _without_own_belief(said.text)
    found = _hedges().search(text)
    if found:
        return found.start() + len(said.text) - len(text)
    leaning = re.search(
        rf"(?P<who>[\w’' ]{{1,40}}) (?:is|are|was|were|been) (?:\w+ly |now |still |also )?(?:{_any('leaning')})\b",
        said.text,
    )
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
    for found in _plans().finditer(_main_clause(said.text)):
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
    if found["going"]:
        return not said.forecaster
    verb = (found["verb"] or "").lower()
    who = (found["who"] or "").lower()
    if (
        verb in words_under("no_verbs", "modality.txt")
        or who in words_under("aims", "modality.txt")
        or said.forecaster
        or (said.direct and who in ("they", "he", "she", "it", "you", "this", "that", "there"))
    ):
        return False
    own = _is_own(who, said) and verb in words_under("own_effects", "modality.txt")
    if verb == "have" and re.match(
        r" (?:a|an) (?:\w+ ){0,2}(?:meeting|summit|talks|call|conversation|session)\b", said.text[found.end() :]
    ):
        return True
    return own or verb not in words_under("effects", "modality.txt")


def _act(text: str) -> str | None:
    if re.search(r"\b(?:must|have to|has to|is required to|are required to)\b", text):
        return "order"
    return "demand" if re.search(r"\b(?:wants?|wanted|should|calls? on|demands?|demanded|urges?)\b", text) else None
