"""The forms of amounts in one paragraph: numbers with units, ranges, rates, fractions, factors, vague crowds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from navicert.evidence.figures.numbers import NUMBER, SCALE, value
from navicert.evidence.figures.units import (
    CURRENCY_SIGN,
    CURRENCY_WORD,
    DURATIONS,
    MEASURE,
    counted_name,
    currency_name,
    is_plural,
    measure_name,
    sign_name,
)
from navicert.evidence.model import Comparator

_COMPARATORS: tuple[tuple[Comparator, str], ...] = (
    (">=", r"at least|no less than|no fewer than|not less than|a minimum of|minimum|upwards of"),
    ("<=", r"up to|at most|no more than|not more than|as much as|as many as|as far as|as long as|as high as|a maximum of|maximum|not exceeding"),
    ("<", r"(?:just |slightly |well |a little |somewhat )?(?:under|below|less than|fewer than|lower than|shy of|short of)"),
    (">", r"(?:just |slightly |well |a little |far |significantly )?(?:over|more than|above|greater than|in excess of|exceeding|beyond|longer than|higher than)"),
    ("~", r"about|around|roughly|approximately|approx\.?|some|nearly|almost|an estimated|estimated|close to|circa|virtually"),
)  # fmt: skip
_BEFORE = "|".join(f"(?P<c{at}>{words})" for at, (_, words) in enumerate(_COMPARATORS))
_AFTER: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (">=", re.compile(r"\)? or (?:more|above|over|longer|higher)\b|\)? and (?:above|over)\b|\+")),
    ("<=", re.compile(r"\)? or (?:less|fewer|below|under)\b")),
    ("~", re.compile(r"\)? or so\b")),
)
_SCALED = r"\b(?:hundred|thousand|million|billion|trillion)\b"
_ARTICLES = {"a dozen": 12, "dozen": 12, "half a dozen": 6, "two dozen": 24, "three dozen": 36, "a couple of": 2}
_ARTICLE = rf"(?i:half a dozen|a dozen|dozen|two dozen|three dozen|a couple of|(?:half )?a(?= {_SCALED}) {_SCALED})"
_NUMBER = rf"(?:{_ARTICLE}\b|{NUMBER})"
_AMOUNT = re.compile(
    rf"(?:(?<!\w)(?i:{_BEFORE}) (?:the |just |only |a further |an additional )?)?(?P<between>[Bb]etween )?"
    rf"(?P<sign>(?<!\w){CURRENCY_SIGN} ?)?(?<![\w.,/:-])(?<![$€£]\d)(?P<number>{_NUMBER})"
    rf"(?:(?P<joint> ?[-–—] ?| to | or | and )(?P<sign2>{CURRENCY_SIGN} ?)?(?P<number2>{NUMBER}))?(?P<plus>-plus\b|\+)?"
)


@dataclass(frozen=True, slots=True)
class Form:
    """One amount in a paragraph: where it stands and what it says."""

    start: int
    end: int
    value: Decimal | None
    unit: str | None
    comparator: Comparator
    kind: str
    confidence: float
    high: Decimal | None = None


def forms(text: str) -> list[Form]:
    """The amounts of one paragraph in order, none overlapping another."""
    if not _TRIGGER.search(text):
        return []
    found: list[Form] = []
    claimed = bytearray(len(text))
    for recognise in (_or_two, _vague, _fractions, _factors, _zero, _numbers):
        for form in recognise(text):
            if not any(claimed[form.start : form.end]):
                found.append(form)
                claimed[form.start : form.end] = b"\1" * (form.end - form.start)
    found.extend(_elliptic(text, found))
    return sorted(found, key=lambda form: form.start)


_TRIGGER = re.compile(
    r"\d|(?i:\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|millions?|billions?|"
    r"trillions?|half|thirds?|quarters?|fifths?|tenths?|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|halv\w+|twice|\w+fold|dozens?|scores|tens|couple|zero)\b)"
)


# --- numbers with a unit ----------------------------------------------------------------------------------------


def _numbers(text: str) -> Iterator[Form]:
    at = 0
    while match := _AMOUNT.search(text, at):
        form = _with_range(text, match) or _single(text, match)
        at = max(form.end if form else match.end("number"), match.start() + 1)
        if form is not None:
            yield form


def _with_range(text: str, match: re.Match[str]) -> Form | None:
    """ "between six and 10", "$10-15 million", "two or three": both ends share the unit that follows."""
    if match["number2"] is None or (match["joint"] == " and " and not match["between"]):
        return None
    low, high = _number(match["number"]), value(match["number2"])
    if (
        match["joint"].strip() in ("-", "–", "—")
        and match["number2"].isdigit()
        and len(match["number2"]) > 3
        and high < low
    ):
        return None
    scale = re.search(SCALE + "$", match["number2"])
    if scale and low < 1000 and not re.search(SCALE + "$", match["number"]):
        low *= high / value(match["number2"][: scale.start()])
    if high <= low or high > MOST_APART * low or _YEAR.fullmatch(match["number"]):
        return None
    form = _measured(text, match, match.end("number2"), low)
    return None if form is None else _replace_high(form, high)


MOST_APART = 100
"""How many times the lower end of a range its upper end may be."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def _replace_high(form: Form, high: Decimal) -> Form:
    return Form(form.start, form.end, form.value, form.unit, form.comparator, form.kind, form.confidence, high)


def _single(text: str, match: re.Match[str]) -> Form | None:
    if match["between"]:
        return None
    end = match.end("plus") if match["plus"] and match["number2"] is None else match.end("number")
    return _measured(text, match, end, _number(match["number"]))


def _number(text: str) -> Decimal:
    key = text.lower()
    if key in _ARTICLES:
        return Decimal(_ARTICLES[key])
    if key.startswith(("a ", "half a ")):
        whole = value("one " + key.split()[-1])
        return whole / 2 if key.startswith("half") else whole
    return value(text)


def _measured(text: str, match: re.Match[str], end: int, amount: Decimal) -> Form | None:
    """The amount with the unit that stands at `end`, or None where nothing there can be counted."""
    if _is_no_amount(text, match, end):
        return None
    inner = _OR_MORE.match(text, end)
    found = _unit(text, match, inner.end() if inner else end, amount)
    if found is None:
        return None
    unit, stop, kind, confidence = found
    comparator = _comparator(text, match, stop)
    if inner:
        comparator = ">=" if inner["way"] == "more" else "<="
    if kind in ("money", "measure", "count"):
        rate = _RATE.match(text, stop) or _RATE_OF.match(text, stop)
        if rate and "/" not in unit:
            unit, stop, kind = f"{unit}/{_per(rate)}", rate.end(), "rate"
    if unit in ("percent", "percentage point") and _falls(text, match.start("number"), stop):
        amount = -amount
    return Form(match.start(), stop, amount, unit, comparator, kind, confidence)


def _per(rate: re.Match[str]) -> str:
    """What a rate is for each of: "per kg", "a year", "daily"."""
    word = rate["per"] or {"daily": "day", "annually": "year", "yearly": "year"}[rate["per2"]]
    unit = MEASURE.match(word)
    return measure_name(unit) if unit else _EACH.get(word, word)


_EACH = {"annum": "year", "head": "person", "capita": "person", "worker": "person"}


_OR_MORE = re.compile(r" or (?P<way>more|fewer|less)(?= [a-z])")
_NO_AMOUNT_BEFORE = re.compile(
    r"(?:\b(?:[Rr]esolutions?|[Nn]o|[Nn]os|[Nn]umbers?|[Ff]lights?|[Aa]rticles?|[Ss]ections?|[Cc]hapters?|[Pp]ages?|[Pp]aragraphs?|[Rr]oom|"
    r"[Rr]oute|[Hh]ighway|[Mm]odel|[Bb]oeing|[Aa]irbus|[Cc]hannel|[Tt]ype|[Ww]orld [Ww]ar|[Vv]ersion|[Pp]hase|[Tt]ier|[Gg]rade|[Ll]evel|[Pp]latform|"
    r"[Cc]ategory|[Ww]indow|[Uu]nit|[Aa]ge|[Aa]ged)(?:\.|\b)[\s\d,./()]*(?:and )?|#)$"
)
_CLOCK_AFTER = re.compile(
    r"(?:[:.]\d\d)? ?(?:[ap]\.?m\b|GMT|UTC|o['’]clock|hours GMT|[A-Z]{2,3}T\b)|(?:st|nd|rd|th)\b|['’]s\b(?! )|:\d\d"
)
_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Oo]ther) $")


def _is_no_amount(text: str, match: re.Match[str], end: int) -> bool:
    start = match.start("number")
    return bool(_NO_AMOUNT_BEFORE.search(text[max(0, start - 60) : start]) or _CLOCK_AFTER.match(text, end))


_PER = (
    r"(?:(?:/|per |an? |each |every )(?P<per>day|week|month|quarter|year|hour|minute|second|barrel|tonne|metric ton|ton|kg|kilogram|kilo|litre|liter|"
    r"gallon|pound|head|person|capita|annum|km|kilometre|kilometer|mile|share|unit|worker)\b(?! ?(?:ago|earlier|later|before|after|old|or two))"
    r"|(?P<per2>annually|daily|yearly)\b)"
)
_RATE = re.compile(rf" ?{_PER}")
_RATE_OF = re.compile(rf" of (?:[a-z][\w-]* ){{1,3}}{_PER}")


def _unit(text: str, match: re.Match[str], end: int, amount: Decimal) -> tuple[str, int, str, float] | None:
    """The unit, where it ends, the kind of amount and how sure."""
    if match["sign"] or match["sign2"]:
        return sign_name(match["sign"] or match["sign2"]), end, "money", 0.97
    space = 1 if text[end : end + 1] in (" ", "\u00a0", "-") else 0
    if word := CURRENCY_WORD.match(text, end + space):
        return currency_name(word), word.end(), "money", 0.95
    if unit := MEASURE.match(text, end + space):
        return _measure(text, match, unit, hyphen=text[end : end + 1] == "-")
    if text[end : end + 1] == "-":
        return _hyphened(text, end)
    return _counted(text, match, end, amount)


_OLD = re.compile(r"[- ](?:olds?|long|old)\b")


def _measure(
    text: str, match: re.Match[str], unit: re.Match[str], *, hyphen: bool
) -> tuple[str, int, str, float] | None:
    name = measure_name(unit)
    if (
        match["number"].lower() in ("one", "a")
        and name in DURATIONS
        and not hyphen
        and _IDIOM.search(text[max(0, match.start() - 12) : unit.end() + 4])
    ):
        return None
    old = _OLD.match(text, unit.end())
    kind = "duration" if name in DURATIONS else "measure"
    return name, old.end() if old else unit.end(), kind, 0.95


_IDIOM = re.compile(r"\b[Oo]ne (?:day|night|minute|second|hour)\b(?! (?:after|before|later|earlier))")
_HYPHENED = re.compile(
    r"-(?P<noun>member|nation|country|state|man|woman|person|seat|point|page|part|party|ship|truck|car|vessel|missile|vote|storey|story|room)\b"
)


def _hyphened(text: str, end: int) -> tuple[str, int, str, float] | None:
    """ "15-member council": the noun in the singular after a hyphen."""
    found = _HYPHENED.match(text, end)
    if found is None:
        return None
    return (
        counted_name(found["noun"] + "s") if found["noun"] not in ("man", "woman") else "person",
        found.end(),
        "count",
        0.8,
    )


_WORD = re.compile(r" ?([A-Za-z][\w.-]*(?:['’](?!s\b)\w+)?)(['’]s?)?")
_OF_THE = re.compile(r" of (?:the|its|his|her|their|our|those|these|such) ")
_STOP = frozenset(
    "of in to and or for on at by with from that which who whom were was is are be been has have had as than per a an the its his their "
    "this these those when while after before during since until if but not said says will would could can may might should also it they "
    "he she we you i into out up down off over under between through about against toward towards via amid among within without so "
    "because although though where what how do does did each every both all more-than percent out-of".split()
)
MOST_MODIFIERS = 5
"""Words that may stand between a number and the noun it counts ("four land-based ballistic missile tests")."""


def _counted(text: str, match: re.Match[str], end: int, amount: Decimal) -> tuple[str, int, str, float] | None:
    """A plural noun after the number, behind a few adjectives; or "six of the vehicles"."""
    before = text[max(0, match.start("number") - 12) : match.start("number")]
    if amount < 2 or amount != amount.to_integral_value() or (amount <= 3 and _DEFINITE.search(before)):
        return None
    if re.search(r"\bGroup of $", before):
        return None
    of_the = _OF_THE.match(text, end)
    at = of_the.end() - 1 if of_the else end
    noun = _noun(text, at) or _number_of(text, match, end)
    if noun is None:
        return None
    word, stop = noun
    return counted_name(word), stop, "count", 0.8


_NUMBER_OF = re.compile(r"\b[Nn]umber of(?= )")
_REACHING = re.compile(
    r"\b(?:from|to|at|between|by|reached|now|stands at|stood at|totall?ed|was|is)(?: now| about| around| nearly| almost)?(?: between)? $"
)


LONGEST_SENTENCE = 300


def _number_of(text: str, match: re.Match[str], end: int) -> tuple[str, int] | None:
    """The noun of "the number of attacks has risen from three to ten", for a number that stands without one."""
    start = match.start("number")
    sentence = text[max(0, start - LONGEST_SENTENCE) : start].rpartition(". ")[2]
    named = _NUMBER_OF.search(sentence)
    if named is None or not _REACHING.search(sentence):
        return None
    noun = _noun(sentence, named.end())
    return (noun[0], end) if noun else None


def _noun(text: str, at: int) -> tuple[str, int] | None:
    """The first plural noun of the words that follow, or the second of two in a row ("sanctions lists")."""
    for _ in range(MOST_MODIFIERS + 1):
        found = _WORD.match(text, at)
        if found is None or found[1].lower() in _STOP:
            return None
        word = found[1].rstrip(".")
        if found[2] == "’s" or found[2] == "'s":
            at = found.end()
            continue
        if is_plural(word):
            following = _WORD.match(text, found.end())
            if following and text[found.end() : found.end() + 1] == " " and _continues(word, following[1]):
                return following[1], following.end(1)
            return word, found.start(1) + len(word)
        if found[2] or text[found.end() : found.end() + 1] not in (" ", "\u00a0"):
            return None
        at = found.end()
    return None


def _continues(word: str, following: str) -> bool:
    """Whether a second plural noun goes with the first as one name."""
    lower = following.lower()
    modifies = word.lower() in _MODIFYING_PLURALS or (word[:1].isupper() and word.endswith(("ese", "is")))
    return modifies and is_plural(lower) and lower not in _STOP


_MODIFYING_PLURALS = frozenset(
    "sanctions arms sales customs weapons foods goods sports systems drugs news goods savings affairs communications".split()
)


def _comparator(text: str, match: re.Match[str], stop: int) -> Comparator:
    if match["plus"]:
        return ">="
    for sign, pattern in _AFTER:
        if pattern.match(text, stop):
            return sign
    parenthesis = re.match(r" \([^()]{1,40}\)", text[stop : stop + 44])
    if parenthesis:
        for sign, pattern in _AFTER:
            if pattern.match(text, stop + parenthesis.end()):
                return sign
    return _sign_before(match)


def _sign_before(match: re.Match[str]) -> Comparator:
    return next((sign for at, (sign, _) in enumerate(_COMPARATORS) if match[f"c{at}"]), "=")


_FALL = r"(?:fell|falls?|fallen|falling|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|down|lower|less|lost|shrank|contract(?:s|ed|ion)|slump(?:s|ed)?|plung(?:e|es|ed)|dip(?:s|ped)?|slid|tumbl(?:e|es|ed)|reduc(?:e|es|ed|tion)|cut)"
_FALL_BEFORE = re.compile(
    rf"\b{_FALL}(?: (?:by|to|another|a further|about|around|nearly|almost|more than|over|some|roughly|only|just|as much as|at least|\w+ly))*(?: \d[\d.]*%?(?: percent)? to)? ?$"
)
_FALL_AFTER = re.compile(rf" ?{_FALL}\b")


def _falls(text: str, start: int, stop: int) -> bool:
    """Whether a share is one by which something fell."""
    return bool(_FALL_BEFORE.search(text[max(0, start - 50) : start]) or _FALL_AFTER.match(text, stop))


_ELLIPTIC = re.compile(
    r", (?:and |including )?(?P<number>two|three|four|five|six|seven|eight|nine|ten)(?=,? (?:since|of (?:them|which|whom)|last (?:week|month|year)|"
    r"this (?:week|month|year)|in (?:\d{4}|January|February|March|April|May|June|July|August|September|October|November|December))\b)"
)


def _elliptic(text: str, found: Sequence[Form]) -> Iterator[Form]:
    """ "five tests, two since last year": a number that counts what the one before it in the sentence counts."""
    for match in _ELLIPTIC.finditer(text):
        counted = [
            form for form in found if form.kind == "count" and form.end <= match.start() <= form.end + SAME_SENTENCE
        ]
        if counted and "." not in text[counted[-1].end : match.start()]:
            number = match["number"]
            yield Form(*match.span("number"), value(number), counted[-1].unit, "=", "count", 0.7)


SAME_SENTENCE = 60


# --- amounts without a number -----------------------------------------------------------------------------------

_OR_TWO = re.compile(rf"\b(?:a|an|one) (?P<unit>{MEASURE.pattern}) or two\b")


def _or_two(text: str) -> Iterator[Form]:
    """ "a year or two": from one to two."""
    for match in re.finditer(r"\b(?:an?|one) (?=(\w+) or two\b)", text):
        unit = MEASURE.match(text, match.end())
        if unit:
            end = unit.end() + len(" or two")
            name = measure_name(unit)
            yield Form(
                match.start(),
                end,
                Decimal(1),
                name,
                "=",
                "duration" if name in DURATIONS else "measure",
                0.9,
                Decimal(2),
            )


_CROWD = re.compile(
    r"\b(?i:(?:(?:tens|hundreds|dozens|scores|thousands|millions|billions) of )?(?:tens|hundreds|dozens|scores|thousands|millions|billions|trillions)"
    r"(?: (?:and|or) \w+)?) of(?= )"
)


def _vague(text: str) -> Iterator[Form]:
    """ "thousands of soldiers": people or things without a number."""
    for match in _CROWD.finditer(text):
        word = CURRENCY_WORD.match(text, match.end() + 1) or MEASURE.match(text, match.end() + 1)
        if word:
            name = currency_name(word) if "code" in word.re.groupindex else measure_name(word)
            yield Form(match.start(), word.end(), None, name, "~", "count_vague", 0.7)
        elif noun := _noun(text, match.end()):
            yield Form(match.start(), noun[1], None, counted_name(noun[0]), "~", "count_vague", 0.7)


_PARTS = {
    "half": (1, 2),
    "third": (1, 3),
    "quarter": (1, 4),
    "fifth": (1, 5),
    "sixth": (1, 6),
    "seventh": (1, 7),
    "eighth": (1, 8),
    "ninth": (1, 9),
    "tenth": (1, 10),
}
_TOPS = {
    "one": 1,
    "a": 1,
    "an": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_PART_WORD = re.compile(r"(?i:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)")
_FACTOR_WORD = re.compile(r"(?i:doubl|tripl|trebl|halv|twice|times|fold)")
_FRACTION = re.compile(
    rf"(?:\b(?i:{_BEFORE}) )?\b(?P<part>(?i:(?P<top>one|two|three|four|five|six|seven|eight|nine|an?)[- ])?(?P<bottom>(?i:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth))s?|(?i:one[- ])?(?i:half))"
    r"(?= of (?!the year|the month|\d{4}|an? (?:hour|year|day|mile)|last|this|next)| (?:the|its|their|his|all|what|that) (?!year\b))"
)


def _fractions(text: str) -> Iterator[Form]:
    """ "half of", "two-thirds of": parts of a whole; ordinals without "one" or "a" before them are none."""
    for match in _FRACTION.finditer(text):
        bottom = (match["bottom"] or "half").lower()
        top = _TOPS[match["top"].lower()] if match["top"] else 1
        if bottom != "half" and not match["top"]:
            continue
        if bottom == "half" and re.search(
            r"\b(?:first|second|other|latter|last) $", text[max(0, match.start("part") - 10) : match.start("part")]
        ):
            continue
        share = Decimal(top * _PARTS[bottom][0]) / Decimal(_PARTS[bottom][1])
        sign = _sign_before(match)
        yield Form(match.start(), match.end("part"), share, "fraction", sign, "measure", 0.8)


_FACTOR = re.compile(
    rf"(?:\b(?i:{_BEFORE}) )?\b(?:(?P<verb>doubl(?:ed|ing)|tripl(?:ed|ing)|trebl(?:ed|ing)|quadrupl(?:ed|ing)|halv(?:ed|ing)|(?:double|triple|twice|treble)(?= (?:the|that|its|their|his|over|as|what|from|since|in|last|a year|year)))"
    rf"|(?P<number>{NUMBER})(?:[- ]?fold\b|[- ]times(?= (?:as|more|higher|larger|bigger|greater|faster|the|that|its|their|what|over)\b)))"
)
_FACTORS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadr": 4, "twice": 2}


def _factors(text: str) -> Iterator[Form]:
    """ "more than doubled", "three times as much", "tenfold"."""
    for match in _FACTOR.finditer(text):
        verb = match["verb"]
        if verb:
            times = Decimal("0.5") if verb.startswith("halv") else Decimal(_FACTORS[verb[:5]])
        else:
            times = value(match["number"])
        sign = _sign_before(match)
        yield Form(match.start(), match.end(), times, "x", sign, "measure", 0.85)
    for match in re.finditer(r"\b(?P<number>two|three|four|five|six|ten|hundred)fold\b", text):
        number = match["number"]
        yield Form(
            match.start(),
            match.end(),
            Decimal(100) if number == "hundred" else value(number),
            "x",
            "=",
            "measure",
            0.85,
        )


def _zero(text: str) -> Iterator[Form]:
    """ "almost zero"."""
    for match in re.finditer(r"\b(?:almost|nearly|near|virtually|close to|practically) zero\b", text):
        yield Form(match.start(), match.end(), Decimal(0), None, "~", "measure", 0.8)
