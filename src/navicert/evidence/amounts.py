"""Amounts in running text: a number, what it counts or measures, when, and how exact it claims to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from navicert.evidence.figures.form import Form
from navicert.evidence.figures.forms import forms
from navicert.evidence.figures.numbers import NUMBER
from navicert.evidence.model import Amount, Article, Claim, Line, PageReading, ResolvedDate

VERSION = "amounts 1"


def find_amounts(reading: PageReading) -> tuple[Amount, ...]:
    """The amounts in the bodies of all articles; digits of dates found before are none."""
    return tuple(amount for article in reading.articles for amount in _in_article(reading, article))


def _in_article(reading: PageReading, article: Article) -> Iterator[Amount]:
    dates = [found for found in reading.dates if found.article_id == article.id]
    number = 0
    for line in reading.body_lines(article):
        text = reading.page.text[line.start : line.end]
        own = [found for found in dates if line.start <= found.start < line.end]
        previous: Amount | None = None
        for form in forms(text):
            if _within_date(form, line, own):
                continue
            number += 1
            amount = _record(text, form, line, own, f"{article.id}.q{number}", article.id)
            previous = amount = _restated(text, line, previous, amount)
            yield amount


def _within_date(form: Form, line: Line, dates: Sequence[ResolvedDate]) -> bool:
    """Whether a number is part of a date: the 11 of "Sept. 11", the two of "two years ago"; "120 days of …" is both."""
    return any(
        found.start - line.start < form.end
        and form.start < found.end - line.start
        and (found.kind in ("absolute", "partial") or found.precision == "day" or _COUNTS_DAYS.search(found.text))
        for found in dates
    )


_COUNTS_DAYS = re.compile(r"\bago$|\bfirst\b|\bquarter\b|\bhalf\b|\bto\b")
"""Time expressions whose numbers count nothing of their own: "two years ago", "the first eight months"."""


def _record(
    text: str, form: Form, line: Line, dates: Sequence[ResolvedDate], record_id: str, article_id: str
) -> Amount:
    return Amount(
        id=record_id,
        article_id=article_id,
        start=line.start + form.start,
        end=line.start + form.end,
        text=text[form.start : form.end],
        value=form.value,
        unit=form.unit,
        comparator=form.comparator,
        kind=form.kind,
        confidence=form.confidence,
        extractor=VERSION,
        value_high=form.high,
        what=_what(text, form),
        when=_when(form, line, dates),
    )


_RESTATING = re.compile(r"^\s?(?:[(\[]\s?|,? or )$")


def attributed(reading: PageReading) -> tuple[Amount, ...]:
    """The amounts with who says them: the speaker of the shortest claim that holds them."""
    return tuple(replace(amount, who_says=_speaker(amount, reading.claims)) for amount in reading.amounts)


def _speaker(amount: Amount, claims: Sequence[Claim]) -> str | None:
    holding = [claim for claim in claims if claim.start <= amount.start and amount.end <= claim.end]
    return min(holding, key=lambda claim: claim.end - claim.start).speaker if holding else None


def _restated(text: str, line: Line, previous: Amount | None, amount: Amount) -> Amount:
    """An amount in brackets right after another is that one in another unit, and as exact as it."""
    if previous is None or previous.unit == amount.unit or amount.value is None:
        return amount
    between = text[previous.end - line.start : amount.start - line.start]
    if not _RESTATING.match(between) or {previous.kind, amount.kind} & {"count", "duration"}:
        return amount
    comparator = previous.comparator if amount.comparator == "=" else amount.comparator
    return replace(amount, same_as=previous.same_as or previous.id, comparator=comparator)


_OF = re.compile(r"(?P<what>[A-Za-z][\w-]*(?: [a-z][\w-]*)?) of (?:\w+ )?$")
_OF_WHAT = re.compile(
    r" of (?P<what>(?:[a-z][\w-]*|[A-Z][\w.]*)(?: (?!(?:and|a|in|on|to|for|from|at|by|with)\b)[a-z][\w-]*)?)"
)
_NUMBER_AND_COMPARATOR = re.compile(rf"^.*?{NUMBER}(?: of (?:the|its|their) )?[ -]?")


def _what(text: str, form: Form) -> str | None:
    """The words that say what is measured: the counted thing itself, what it is "of", or what is "of" it."""
    if form.kind == "count":
        return _NUMBER_AND_COMPARATOR.sub("", text[form.start : form.end], count=1).strip() or form.unit
    if form.kind == "count_vague":
        return text[form.start : form.end].rpartition(" of ")[2] or form.unit
    after = _OF_WHAT.match(text, form.end)
    if after and form.unit != "fraction":
        return after["what"]
    before = _OF.search(text[max(0, form.start - 60) : form.start])
    return re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", before["what"]) if before else None


def _when(form: Form, line: Line, dates: Sequence[ResolvedDate]) -> str | None:
    """The nearest date of the same sentence, as ISO days."""
    near = [found for found in dates if found.first and abs(found.start - line.start - form.start) <= REACH]
    if not near:
        return None
    found = min(near, key=lambda one: abs(one.start - line.start - form.start))
    return f"{found.first}" if found.first == found.last else f"{found.first}..{found.last}"


REACH = 150
"""Characters within which a date is taken to be that of an amount."""
