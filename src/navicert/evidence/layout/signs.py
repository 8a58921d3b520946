"""What can be seen on a line alone: how it begins and ends, how long it is, whose words it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navicert.evidence.calendar_words import MONTHS, WEEKDAYS
from navicert.evidence.layout.datelines import AGENCY, CAPITAL_PLACE, DAY, PLACE, opening
from navicert.evidence.layout.lines import TextLine
from navicert.evidence.layout.stamps import BESIDE, LABELLED, STAMP
from navicert.evidence.layout.trade_words import AGENCIES, any_of

LONGEST_LOOKED_AT = 1200
"""Characters of a line that its signs are sought in: half from the beginning, half from the end."""

_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]*|al-[A-Z]\w+|de|van|von|bin|der|da|di|el|la|le)"
_FULL_NAME = rf"{_NAME}(?: {_NAME}){{0,4}}"
_NAMES = rf"{_FULL_NAME}(?:(?:,? and |, | & |/){_FULL_NAME}){{0,7}}"
_STATIONED = rf"{_NAME}(?: {_NAME}){{1,3}} in [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,2}}"
_SENTENCE_END = r"(?:[.!…。！？][\"”’'」』)\]]*|\?[\"”’'」』)\]]+)$"
_NUMBERS = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}"
_SERVICE = r"(?:,? \(?[A-Z]\w+ (?:News|Press|Agency|Wire|Service)\)?)?"
_MONTH = rf"(?:{MONTHS})\.?"
_PHOTO = rf"(?:{AGENCIES}|{any_of('photo sources')})"
_CREDITS = (
    r"(?:additional |further |compiled )?"
    r"(?:reporting|writing|editing|translation|graphics?|compiled|edited|written|reported|translated|produced|"
    r"rewritten)"
    r"(?: (?:by|and (?:writing|editing) by)|:)"
    r"|(?:with|compiled from|from) (?:\w+ )?agenc(?:y|ies)(?: reports)?$"
    r"|with (?:inputs?|reporting|files|additional reporting|agency inputs?)\b"
    r"|(?:source|sources|agencies): ?(?:\S+ ?){1,6}$"
    r"|(?:this (?:article|story|report|piece) )?(?:also |originally |first |was )*(?:appeared|"
    r"published) in (?:the |print).{0,60}"
    r"\b(?:print|edition|section|issue|headline)\b"
    r"|(?:\S+ ){1,14}contributed to this (?:report|story|article|piece|dispatch)\b"
)
_BIOGRAPHY = (
    rf"{_NAMES} (?:is|are|was|leads|writes|covers|heads|directs|reports)\b[^,]{{0,60}}\b"
    r"(?:fellows?|correspondents?|reporters?|editors?|researchers?|authors?|analysts?|professors?|journalists?|"
    r"columnists?|bureau chief|freelancers?|writers?|team|desk)\b(?!.*\b(?:said|says|told)\b)"
)
_NOTICE = (
    r"\bplease (?:contact|e-?mail|direct|send|note)\b|\bcontact (?:the|our) (?:editors?|newsroom|author|"
    r"reporter)\b|\be-?mail us\b"
    r"|\bnews tip\b|\bany (?:comments or )?questions\b.*\b(?:contact|article|story)\b"
    r"|\b(?:story|article|report|piece) (?:was|is|has been) (?:originally |first |also )?(?:published|produced|"
    r"translated|edited)\b"
    r"|\ball rights reserved\b|\bmay not be (?:published|reproduced|redistributed|copied)\b|^(?:copyright|©)"
    r"|\bthanks for reading\b|^that['’]s (?:all|it) (?:from|for)\b|\bcode has been copied\b|\bterms (?:of use|"
    r"and conditions)\b"
    r"|\bcorrection:|\bclarification:|\beditor['’]?s['’]? note\b"
)
_BREADCRUMB = r"[A-Z][\w&.’' -]{1,25}(?: ?[>»›/|] ?[A-Z][\w&.’' -]{1,25}){1,4}"
_TURN = r"(?:Q|A|Question|Answer|HOST|MODERATOR|[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][A-Z ,.'’-]{2,30})?)"
_PHOTO_CREDIT = "|".join(
    (
        rf"\b{_PHOTO}(?: Photo)?(?:/[A-Z][\w.' -]+)+",
        rf"\b(?:via|/) ?{_PHOTO}\)?",
        rf"[(\[][^()]*{_PHOTO}[^()]*[)\]]",
        r"(?i:photo|image|picture|photograph|credit|file photo|courtesy|(?<=[^.]{20} )source)s?(?: credit)?"
        r"(?: ?[:/|]| by | courtesy).{2,80}",
        r"\b[A-Z]{2,}/[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*",
        rf"(?:[.”’]|—|–) ?{_PHOTO}",
        r"(?<=.{20})[.”’)] ?/ ?[^\W\d]\S{0,20}(?: [A-Z]\S+){0,2}",
        r"^© .{3,60}",
    )
)
_CAPTION = (
    r"^file ?[-–:(]|^\(?file photo|file photo|file picture"
    r"|\bin this (?:undated |file |handout |combination )?(?:photo|image|picture|frame|video)"
    r"|undated (?:photo|handout|picture|image)|handout (?:photo|picture|image)|\bpictured\b"
    r"|\b(?:is|are) (?:seen|shown|pictured)\b|\((?:left|right|centre|center|l|r|c|front|back|2nd [lr])\)"
    r"|, (?:center|centre)? ?(?:left|right),|satellite image|a screen ?(?:grab|shot)|shakes? hands"
    r"|\[(?:file|[^\]]*/(?:reuters|ap|afp|getty|epa)[^\]]*)\]"
)
_LABELS = (
    r"read|see|also|related|watch|more|listen|recommended|explore|opinion|analysis|explainer|interactive|photos|pictures|"
    r"gallery|video"
)
_COUNTERS = (
    r"of|min|mins|minutes?|views?|shares?|comments?|likes?|photos?|videos?|images?|read|min read|minute read|"
    r"minutes read"
)
_KICKERS = (
    r"exclusive|analysis|explainer|factbox|update ?\d?|opinion|breaking|watch|wrapup ?\d?|timeline|interview|insight|"
    r"feature|special report|live"
)
_ASKING = (
    r"\bclick\b|\bsubscribe\b|\bsign up\b|\bnewsletter\b|\bdownload (?:the|our)\b|\bour (?:app|website|channel)\b"
    r"|\bwhat .{2,20} can do for you\b"
)

PATTERNS: dict[str, str] = {
    "bullet": r"^(?:[•●▪■◦‣·*»►➤]|-(?= [A-Z“‘\"]))\s*\S",
    "capitals": r"^(?=(?:.*[A-Z]){4})[^a-z]+$",
    "ends": _SENTENCE_END,
    "question": r"\?[\"”’']*$",
    "open_end": r"[,;:–—-]$",
    "colon": r":$",
    "lower_start": r"^[a-zà-þ]",
    "quote_start": r"^[“\"‘'«「]",
    "byline": rf"^(?i:by|reporter|written by|story by|words by|reported by|author:?|text:?|from)[: ] ?{_NAMES}"
    r"(?:,? (?:in|for|at) [\w ,.]{2,30}| ?, .{2,40}| ?[|•·–—-] .{2,80}|,? \d.{2,40})?$",
    "byline_place": rf"^{_STATIONED}(?:(?:,? and |, | & ){_STATIONED}){{0,4}}$",
    "byline_own": r"^(?i:(?:from |by )?our (?:own )?(?:\w+ ){0,2}(?:correspondents?|staff|reporters?|"
    r"writers?)\b.{0,30})$",
    "byline_office": rf"^{_FULL_NAME}, "
    r"(?i:(?:senior |chief |staff |special )?(?:reporter|correspondent|writer|editor|staff))\b.{0,40}$",
    "title_case": r"^(?=.*[a-z]{2})(?=(?:.*?\b[A-Z]\w*){3})"
    r"(?!.*\b(?!(?:with|from|over|into|amid|upon|onto|after|before|than|that)\b)[a-z]\w{3,})",
    "byline_agency": rf"^(?:By |Source: ?|[-–—] ?|\()?(?i:{AGENCY})(?:[/ ,&|]+(?i:{AGENCY}|agencies|staff))*"
    r"\)?(?: -)?$",
    "agency_sign": rf"^[-–—(] ?(?i:{AGENCY})(?:[/ ,&|]+(?i:{AGENCY}|agencies))*\)?$",
    "names_only": rf"^{_NAME}(?: {_NAME}){{1,4}}(?:(?:,? and |, | & | \| ){_FULL_NAME}){{0,3}}$",
    "credits": rf"^[(\[]?(?i:{_CREDITS})",
    "credits_inside": r"\((?:(?:Additional )?[Rr]eporting|Writing|Editing|Compiled) by [^)]*\)\s*$",
    "photo_credit": rf"(?:{_PHOTO_CREDIT})[.)\]]*$",
    "caption_phrase": rf"(?i:{_CAPTION})",
    "caption_day": rf"(?:, |on |in )(?:{WEEKDAYS})?,? ?{_MONTH},? \d{{1,2}},? (?:\d{{4}})?",
    "caption_verb": rf"^(?:(?!\b(?:said|told|says)\b).){{0,110}}\b(?:{any_of('caption verbs')})\b"
    rf"(?!.*\b(?:said|told|on (?:{WEEKDAYS})[ ,.](?!{MONTHS}))\b)",
    "day_end": rf"\b{_MONTH},? \d{{1,2}}(?:, ?\d{{4}}|,)[.)]*(?: ?[A-Z(\[][^.]*)?$"
    rf"|\b\d{{1,2}} {_MONTH},? \d{{4}}[.)]*$",
    "widget": rf"^(?i:{any_of('widgets')})[.:… ]*$",
    "symbols": rf"^(?:[\W\d_]+|\w{{1,3}}|[\W\d_]*(?i:{_COUNTERS})[\W\d_]*(?i:read)?)$",
    "promo": rf"^[(\[]?(?i:{any_of('promotions')})(?:\b|:)",
    "promo_label": rf"^(?i:(?:{_LABELS})\b[^:]{{0,20}}[:|])",
    "notice": rf"(?i:{_NOTICE})",
    "breadcrumb": rf"^(?!.*\b(?i:staff|writer|reporter|correspondent|editor)\b)(?:{_BREADCRUMB})$",
    "file_photo": r"^\(?(?i:file)(?: ?(?:photo|picture|image|pic))?\b ?[-–—:,]|^(?i:image caption|photo|caption|"
    r"pictured)\b ?[:–—-]? ",
    "reported_from": rf"^{_NAMES} (?:reported|contributed|wrote) from [A-Z].{{0,120}}$",
    "biography": rf"^{_BIOGRAPHY}",
    "turn": rf"^{_TURN}: (?=\S)|^(?:Mr|Ms|Mrs)\. [A-Z]\S+: |^\([A-Z][A-Z ,:'’-]{{6,80}}\)$",
    "code": r"^(?=.*\d)[A-Z]{1,4}(?:/[\w.()-]+)+$|^#{2,}$|^[-–—]\s?\d*\s?[-–—]$",
    "address_inside": r"(?<=\s)[\[(<]?[\w.+-]+@[\w-]+\.[\w.-]+",
    "foreign": r"^[^A-Za-z]*"
    r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u097f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][^A-Za-z]*$",
    "url": r"(?i:https?://|www\.|pic\.twitter|\.com/)\S*",
    "click": rf"(?i:{_ASKING})",
    "outlet": r"^(?:[-–—|] ?)?(?:The )?(?:[A-Z][\w.&’'-]*,? ){0,3}"
    rf"(?:{any_of('outlet words')})(?: (?:[A-Z]\w+|\([A-Za-z ]+\)|[-–|] [A-Z]\w+)){{0,2}}$",
    "outlet_dash": r"^[-–—|] ?[A-Z]\S*(?: \S+){0,3}$",
    "place": rf"^{PLACE}(?:, {PLACE}){{0,2}}(?:,? (?:{DAY}|{_NUMBERS}))?[.:]?$",
    "place_capitals": rf"^{CAPITAL_PLACE}(?:, {PLACE}){{0,2}}(?:,? (?:{DAY}|{_NUMBERS}))?{_SERVICE}[.:]?$",
    "to_reader": r"^(?!.*\b(?:said|says|told|added)\b)[^“”\"]*\b(?:[Yy]ou|[Yy]our)\b",
    "says": r"(?i:\b(?:said|says|told|added|according to|announced|reported|has|have|had|will|would)\b)",
    "follows_on": rf"^[“\"‘']?(?:{any_of('going on')})\b",
    "weekday": rf"\b(?:{WEEKDAYS})\b",
    "address": r"^\S+@\S+\.\S+$|^@\w+$",
    "headline_verb": rf"(?<=\s)(?i:{any_of('headline verbs')})(?=[\s,:;?]|$)",
    "title_mark": rf"^(?i:{_KICKERS})\s?[:|-]",
}
"""Signs by name, and where on the line they are seen."""

_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in PATTERNS.items())

SIZES = ((2, "tiny"), (5, "short"), (7, "middling"), (22, "medium"), (60, "long"))
"""Names of lengths in words, each up to and including; beyond them a line is huge."""


def signs(line: TextLine) -> Iterator[str]:
    """What can be seen on the line alone."""
    text = _looked_at(line.text)
    for name, pattern in _COMPILED:
        if pattern.search(text):
            yield name
    if opened := opening(line.text):
        yield "lead_agency" if opened.agency else "lead"
    if _is_stamp(text):
        yield "stamp"
    if line.size >= LEAST_ASKING_TEXT and _ASKED.search(text):
        yield "ends"
    yield next((name for limit, name in SIZES if line.size <= limit), "huge")


_ASKED = re.compile(r"\?[\"”’']?$")
LEAST_ASKING_TEXT = 23
"""Words from which a line that ends with a question is text; shorter ones may be headlines."""


def _looked_at(text: str) -> str:
    half = LONGEST_LOOKED_AT // 2
    return text if len(text) <= LONGEST_LOOKED_AT else text[:half] + text[-half:]


MOST_BESIDE, MOST_BESIDE_LABELLED = 6, 14
"""Words that may follow a time of publication on its line."""


def _is_stamp(text: str) -> bool:
    """Whether a line is a date with a few words (author, section); after a label ("Published:") with more."""
    if LABELLED.search(text) and len(text.split()) <= MOST_BESIDE_LABELLED:
        return True
    found = STAMP.match(text)
    if found is None and len(text.split()) <= MOST_BESIDE_LABELLED and not re.search(_SENTENCE_END, text):
        return bool(BESIDE.search(text))
    if found is None or re.search(_SENTENCE_END, text):
        return False
    return len(found["rest"].split()) <= (MOST_BESIDE_LABELLED if found["label"] else MOST_BESIDE)
