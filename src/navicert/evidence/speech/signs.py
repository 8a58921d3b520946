"""The signs of denial, threat, doubt and intention: patterns over word lists, each for one way of putting it.

`%name%` stands for any word under that heading of `words/modality.txt`, or for one of the small groups below.
"""

from __future__ import annotations

import functools
import re

from navicert.evidence.word_files import words_under

_GROUPS = {
    "be": r"(?:is|was|are|were|be|been|has been|have been|had been|['’]s)",
    "isn't": r"(?:(?:is|was|are|were|been|['’]s|['’]re|['’]m|am) not|isn['’]t|wasn['’]t|aren['’]t|weren['’]t)",
    "will": r"(?:will|would|shall|(?<=\w)['’]ll|(?<=\w)['’]d)",
    "didn't": r"(?:(?:did|has|have|had|does|do) (?:not|never)|didn['’]t|hasn['’]t|haven['’]t|hadn['’]t)",
    "any": r"(?:any|all|the|these|those|such)",
    "often": r"(?:\w+ly |also |have |be |well |yet )*",
    "then": r"(?:\w+ly |also |soon |now |then |immediately |together |of course |instead |again )*",
    "done": r"(?:be \w+(?:ed|en|ilt|ent|aid|eld|ade|ought|old|ut|un)\b|\w+)",
    "somewhat": r"(?:\w+ly |complete |total |pure |outright )?",
    "if needed": r"if (?:necessary|needed|provoked|attacked|required)",
    "not ahead": r"(?<!will )(?<!would )(?<!shall )(?<!['’]ll )(?<!['’]d )(?<!can )(?<!must )(?<!should )",
    "own noun": r"(?<!\ba )(?<!the )(?<!its )(?<!his )(?<!her )(?<!their )",
}
DENIALS = (
    # a suspicion is turned down: "there was no threat of", "had no intention of", "was not aware"
    r"\b(?:there|it) %be% (?:absolutely |simply )?no (?:\w+ ){0,2}?%doubted_things%\b",
    r"\b(?:has|have|had|with|saw|sees|found|bears?|bore) (?:absolutely )?no (?:\w+ )??%doubted_things%\b",
    r"\b(?:contains?|contained|offers?|offered|gives?|gave|provides?|provided|presents?|presented|holds?|"
    r"lacks?) (?:absolutely )?"
    r"(?:no|any) (?:\w+ )??(?:proof|evidence|basis|substance|merit|truth|foundation|grounds?)\b",
    r"\b(?:not|never) (?:\w+ )?(?:found|find|seen|see|received|receive) (?:any |a shred of |"
    r"the slightest )?(?:\w+ )?(?:evidence|proof)\b",
    r"\b(?:do not|don['’]t|does not|doesn['’]t) (?:have|possess) (?:any |such )(?:\w+ )?%doubted_things%\b",
    r"%isn't% (?:(?:being|\w+ly|at all|in any way|a|an|the) ){0,2}(?:%not_so%|the case|taken|done)\b",
    r"\bnot (?:on the (?:agenda|table)|under (?:discussion|consideration)|being (?:discussed|considered))\b",
    r"\bnothing to (?:substantiate|support|suggest|indicate|back)\b",
    r"\bnothing (?:to do with|wrong|of the sort|of the kind|illegal|improper)\b",
    r"\b(?:do|does|did) not (?:understand|know of|know about|recognis?ze|exist)\b",
    r"^\W*(?:no|absolutely not|certainly not|definitely not|not at all|of course not|never)\W*$",
    # what was said is called untrue: "is utterly baseless", "distorting and slandering"
    r"(?:\b|(?=['’]))(?:%be%|as|called|completely|totally|entirely|utterly|pure) (?:a |an |all )?%somewhat%%false%\b",
    r"\b(?:that|this|the|those|these|such|any|all) (?:\w+ )??%accusing_nouns%s? %be% %somewhat%"
    r"(?:wrong|mistaken|inaccurate|misleading|in error)\b",
    r"\b(?:distort\w*|slander\w*|fabricat\w*) (?:and|or)\b",
    r"\b(?:reject(?:s|ed)?|den(?:y|ies|ied)|dismiss(?:es|ed)?) %any% (?:\w+ )?%accusing_nouns%s?\b",
    # conduct is denied: "never supplied", "no sanctions were violated"
    r"%not ahead%\bnever (?:been )?%conduct%\b",
    r"\bno (?:\w+ ){1,3}?(?:was|were|has been|have been|had been) %misdeeds%\b",
    r"(?<!be )(?<!ly )(?<!not )(?<!n['’]t )(?<!never )\brule[ds]? out\b",
)
OWN_CONDUCT = (
    r"(?P<who>[\w’'. ]{1,40}?) %didn't% (?:\w+ly )?(?:been )?%conduct%\b"
    r"(?! (?:when|what|how|if|whether|who|why)\b)(?![^.;]*\b(?:yet|so far|still)\b)",
)
"""A denial where group `who` is the speaker's own side: "we did not ship"."""
THREATS = (
    r"%will% (?:not|never) (?:be )?%tolerating%\b",
    r"\bwon['’]t %tolerating%\b",
    r"%will% (?:not|never) (?:accept|allow|permit) (?:\w+ ){0,3}?(?:provocations?|threats?|aggression|"
    r"interference|attacks?|"
    r"blackmail|intimidation|pressure|ultimatums?|dictates?|this|that)\b",
    r"\bif\b(?P<fault>[^.;]{2,90}?\b(?:fail\w*|refus\w*|choos\w*|continu\w*|don['’]t|doesn['’]t|do not|does not|dares?|"
    r"attack\w*|provoke\w*|war comes|keeps?)\b[^.;]{0,120}?, )(?:(?:they|you|we|it) |['\w’ ]{3,40} )(?:will|would)\b"
    r"(?! (?:be (?:no|a|an|able)|have no|rise|fall))",
    r"\bif\b[^.;]{2,90}?\b(?:fail\w*|refus\w*|choos\w*|continu\w*|don['’]t|doesn['’]t|do not|does not|"
    r"keeps?)\b[^.;]{0,90}?, "
    r"we['’]ll (?:have to|be)\b",
    r"\bshould (?:the |any )?(?:\w+ ){1,3}dare to\b[^.;]*\b(?:will|would)\b",
    r"\bor (?:else )?(?:we|they|it) (?:will|can|would|shall) (?:take|act|do it)\b",
    r"\bnever %tolerating%\b",
    r"\b(?:we (?:will|shall|would)|we['’]ll|i will|i['’]ll)\b[^.;,]* if (?:they|you|he|she|it) "
    r"(?:keeps?|continues?|fails?|refuses?|dares?|don['’]t|doesn['’]t|do not|does not|attacks?|provokes?)\b",
    r"%will% (?:\w+ly )?%striking%\b(?! (?:\w+ ){1,4}(?:from|off)\b| (?:a|an) (?:deal|balance|agreement|accord)\b)",
    r"%will% (?:\w+ly )?(?:respond (?:with|in kind|\w+ly|to any)|be (?:met with|%struck%))\b",
    r"\b(?:impose|mete out|inflict)\w* (?:\w+ ){0,2}(?:death penalty|punishments?)\b",
    r"\bpay (?:dearly|heavily)\b",
    r"\b(?:regarded|treated|seen|considered|viewed) as (?:an act|a declaration|acts) of (?:war|aggression)\b",
    r"\b(?:pay (?:a|an|the) (?:\w+ )?(?:price|penalty)|fire and fury|sea of fire)\b",
    r"\b%grave% consequences\b",
    r"\b%crushing% (?:response|retaliation|blow|strike|counter\w*|punishment)\b",
    r"\ball options (?:are|were|remain|remained)(?: still)? on the table\b",
    r"\b(?:will|shall) see what happens\b|['’]ll see what happens\b|\bwill (?:soon )?regret\b",
    r"\b(?:able|ability|ready|prepared|readiness) to %violence%\b[^.;]*\b%if needed%\b",
    r"\b(?:will|would|shall|going to) [^.;,]*(?:tariffs?|sanctions|measures|action)[^.;]*\b(?:if|unless)\b",
)
HEDGES = (
    r"\b(?:there|a|any|every|real|strong|high|good|some|no)\W+(?:\w+\W+){0,2}possibility\b",
    r"\b%be% (?:\w+ly )?suspected of\b",
    r"\b%be% (?:\w+ly )?%believed% (?:un)?likely\b",
    r"\b%hedges%\b",
    r"\b%be% (?:\w+ly )?(?:%believed%|considered likely) to\b",
    r"\bmay (?!\d|be \w+ed (?:until|only|from|without|under|up to)\b)%often%\w+",
    r"\b(?:it|that)(?: is| was| remains| remained|['’]s) (?:possible|unclear|not (?:\w+ )?clear|uncertain|unknown)\b",
    r"\b(?:appears?|appeared|seems?|seemed)\b(?! (?:before|in court|on))",
    r"\b(?:cannot|could not|can['’]t) (?:\w+ly )?be (?:\w+ly )?(?:ruled out|excluded|confirmed|verified)\b",
    r"\b(?:can|could) not rule out\b",
)
LEANING = (r"(?P<who>[\w’' ]{1,40}) (?:is|are|was|were|been) (?:\w+ly |now |still |also )?%leaning%\b",)
PLANS = (
    r"(?:(?P<who>(?:(?:his|her|its|their|our|my) )?[\w’'-]+) )?\b%will% %then%(?P<verb>%done%)",
    r"(?:(?P<aim>[\w’'-]+) )?\b(?:is|are|was|were) to %then%(?P<due>%done%)",
    r"\b(?:is|are|was|were|am) (?:going|set|due|scheduled|about|planning) to %then%(?P<set>%done%)",
    r"%own noun%\b(?:plans?|planned|intends?|intended|aims?) to %then%(?P<meant>%done%)",
    r"(?:\b(?:is|are|was|were|am)|['’]re|['’]m) (?P<going>%going%)\b",
)
"""Groups `who` and `aim` are what stands before the future; the other groups are what will be done."""
STILL_OPEN = re.compile(r"\b(?:yet|(?<!not )so far)\b")
"""Words by which a negation only says that something has not happened up to now."""


@functools.cache
def pattern(signs: tuple[str, ...]) -> re.Pattern[str]:
    """The signs as one expression, without regard to case."""
    return re.compile("|".join(re.sub(r"%([\w' ]+)%", _group, sign) for sign in signs), re.IGNORECASE)


def _group(found: re.Match[str]) -> str:
    return _GROUPS[found[1]] if found[1] in _GROUPS else f"(?:{any_of(found[1])})"


def any_of(heading: str) -> str:
    """An expression for any of the words under a heading, the longest first."""
    return "|".join(sorted(map(re.escape, words_under(heading, "modality.txt")), key=lambda word: (-len(word), word)))
