"""When each article was published, as far as the page tells; otherwise nobody knows, and the user is asked.

In this order: what the caller or the page's own data says; a printed stamp; the day in the dateline; a stamp such as
"5 hours ago" where the time of fetching is known; a day in the opening paragraphs that is named with its weekday;
a photograph's day whose weekday the opening repeats. Photographs from an archive are not believed, nor is a
neighbour's date: an article without a sign of its own stays undated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from navicert.evidence.calendar_words import MONTHS, WEEKDAYS, month_number
from navicert.evidence.datable import Bounds, bounds_of
from navicert.evidence.layout.lines import content_words
from navicert.evidence.layout.stamps import BESIDE, LABELLED, STAMP, Stamp, stamp
from navicert.evidence.model import Article, Line, PageReading, Publication

SURE = 0.6
"""Confidence from which a day is given; below it the article stays undated and the day is named in the basis only."""

_WEEKDAYS = WEEKDAYS.split("|")
_DAY = re.compile(
    rf"(?:(?P<w>{WEEKDAYS}),? ?\(?)?(?:(?P<m>{MONTHS})\.?,? (?P<d>\d{{1,2}})|"
    rf"(?P<d2>\d{{1,2}}) (?P<m2>{MONTHS})\b\.?)(?:st|nd|rd|th)?\b"
    r"(?:,? (?P<y>(?:19|20)\d\d)\b)?"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ARCHIVE = re.compile(
    r"(?i:\bfile ?(?:photo|picture|image|pic)\b|^file\b|/ ?file\b|\(file\b|, ?file\)|\bpicture taken\b|\barchiv|"
    r"\bdated? (?:photo|picture)|\bthen[- ])"
)
_ADDRESS_DAY = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?=[/-]|$|\D)")


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What an article shows about its day: stamps and how far they are believed, its opening, captions, years named."""

    stamps: tuple[tuple[Stamp, float], ...]
    opening: str
    captions: tuple[str, ...]
    years: frozenset[int]
    text: str

    @property
    def bounds(self) -> Bounds:
        """Within which days the article's words allow it to be; years of a copyright line count as named."""
        return bounds_of(self.text)


def publications(
    reading: PageReading, given: date | None = None, told: Mapping[tuple[int, int], date] | None = None
) -> tuple[Article, ...]:
    """The page's articles with their days of publication and what each was taken from.

    `given` is the day of all of them; `told` are days of single articles by their first and last characters.
    """
    return tuple(_as_told(article, told or {}) for article in _dated(reading, given))


def _as_told(article: Article, told: Mapping[tuple[int, int], date]) -> Article:
    day = told.get((article.start, article.end))
    return article if day is None else replace(article, published=Publication(day, "given by an analyst", 1.0))


def _dated(reading: PageReading, given: date | None) -> tuple[Article, ...]:
    if given is not None:
        known = Publication(given, "given by the caller", 1.0)
        return tuple(replace(article, published=known) for article in reading.articles)
    dated: list[Article] = []
    end = 0
    for article in reading.articles:
        around = _surroundings(reading, article, end)
        dated.append(replace(article, published=_published(reading, article, around)))
        end = article.end
    return _with_neighbours(dated)


def _surroundings(reading: PageReading, article: Article, after: int) -> _Surroundings:
    text = reading.page.text
    own = [line for line in reading.lines if after <= line.start < article.end]
    title = article.title.start if article.title else article.body_start
    opening = "\n".join(text[line.start : line.end] for line in reading.body_lines(article)[:OPENING])
    captions = tuple(span.text for span in article.captions)
    years = frozenset(int(year) for year in _YEAR.findall(opening + " ".join(captions)))
    stamps = (*_stamps(text, own, title, first=after == 0), *_days_alone(reading, article, opening))
    told = [text[line.start : line.end] for line in own if line.role in TELLING]
    return _Surroundings(stamps, opening, captions, years, "\n".join(told)[:LONGEST_TELLING])


TELLING = ("title", "summary", "body", "subhead")
LONGEST_TELLING = 20_000
"""Characters of an article that are searched for what bounds its day."""
OPENING = 2
"""Paragraphs that report the news itself; later ones look back."""


def _stamps(text: str, own: Sequence[Line], title: int, *, first: bool) -> Iterator[tuple[Stamp, float]]:
    """Stamps of the article; one without a label at the top of the page may be the day of the visit, the more so the
    more lines stand between it and the headline."""
    for at, line in enumerate(own):
        found = _stamp_in(text[line.start : line.end])
        if found is None or (line.role not in STAMPED and not (found.label and line.end <= title + LONGEST_LINE)):
            continue
        between = sum(1 for other in own[at + 1 :] if other.start < title)
        if first and line.start < title and not found.label:
            yield found, 0.65 if between <= NEAR_TITLE else 0.4
        else:
            yield found, 0.93 if found.is_update else 0.95


def _days_alone(reading: PageReading, article: Article, opening: str) -> Iterator[tuple[Stamp, float]]:
    """A day that stands alone between the first paragraphs, with the opening's weekday or the one after it."""
    text, last = reading.page.text, article.body_start + LONGEST_HEAD
    for line in reading.lines:
        found = stamp(text[line.start : line.end]) if article.body_start <= line.start < last else None
        alone = found is not None and line.role not in STAMPED and found.text == text[line.start : line.end].strip()
        if found and alone and found.day and not found.swapped and _weekdays_in(opening):
            yield found, 0.8 if _weekday_fits(found.day, opening) else 0.4


LONGEST_HEAD = 1200
"""Characters from the beginning of the running text within which a day that stands alone may be the article's."""
STAMPED = ("updated", "byline", "dateline", "outlet")
NEAR_TITLE = 2
"""Lines that may stand between a day and the headline it belongs to."""


def _stamp_in(text: str) -> Stamp | None:
    """The stamp of a line, at its beginning or after a writer's name."""
    if found := stamp(text):
        return found
    labelled = LABELLED.search(text[:LONGEST_LINE])
    if labelled:
        return stamp(text[labelled.start() :].replace(" :", ":", 1))
    if beside := BESIDE.search(text[:LONGEST_LINE]):
        return stamp(text[beside.start("written") :])
    inner = re.search(rf"(?:[|•·,/–—-]|\bon) ?(?={STAMP.pattern})", text[:LONGEST_LINE])
    return stamp(text[inner.end() :]) if inner else None


LONGEST_LINE = 200


def _published(reading: PageReading, article: Article, around: _Surroundings) -> Publication:
    """The most believable of all signs; without one, undated, with the best hint in the basis."""
    found = list(_signs(reading, article, around))
    printed = next((one.text for one, _ in around.stamps), None)
    if not found:
        return Publication(None, "no date is printed, and none can be inferred", 0.0, printed)
    best = max(found, key=lambda sign: sign.confidence)
    agreeing = [sign for sign in found if sign.day == best.day]
    confidence = min(0.99, best.confidence + 0.03 * (len(agreeing) - 1))
    basis = "; ".join(dict.fromkeys(sign.basis for sign in agreeing))
    if confidence < SURE:
        return Publication(None, f"not certain: perhaps {best.day} ({basis})", confidence, printed)
    return Publication(best.day, basis, round(confidence, 2), best.given or printed)


def _signs(reading: PageReading, article: Article, around: _Surroundings) -> Iterator[Publication]:
    yield from _stated(reading, article)
    yield from _from_stamps(reading, around)
    yield from _from_dateline(article, around)
    yield from _from_opening(around)
    yield from _from_captions(article, around)


def _stated(reading: PageReading, article: Article) -> Iterator[Publication]:
    """What the page's own data or its address says, for the article that the page is about."""
    page = reading.page
    if article.id != _subject(reading):
        return
    if page.stated_published is not None:
        yield Publication(page.stated_published, "the page's own data", 0.96)
    found = _ADDRESS_DAY.search(page.source or "")
    if found:
        try:
            yield Publication(date(int(found["y"]), int(found["m"]), int(found["d"])), "the page's address", 0.9)
        except ValueError:
            return


def _subject(reading: PageReading) -> str:
    """The article whose headline is the page's first heading of the first order (HTML), else the first article."""
    first = {number for number, element in reading.page.elements if element == "h1"}
    headings = {line.start for line in reading.lines if line.number in first}
    titled = [article.id for article in reading.articles if article.title and article.title.start in headings]
    return titled[0] if titled else reading.articles[0].id


def _from_stamps(reading: PageReading, around: _Surroundings) -> Iterator[Publication]:
    fetched = reading.page.fetched_at
    for one, confidence in around.stamps:
        if one.day is not None and one.swapped is not None:
            yield from _either_order(one, one.day, one.swapped, around)
        elif one.day is not None:
            doubt = "" if confidence > SURE else " at the top of the page, which may be the day of the visit"
            yield Publication(one.day, f'printed "{one.text}"{doubt}', confidence, one.text)
        elif fetched is not None and (day := one.seen_from(fetched)):
            yield Publication(day, f'printed "{one.text}" on a page fetched on {fetched.date()}', 0.85, one.text)


def _either_order(one: Stamp, day: date, swapped: date, around: _Surroundings) -> Iterator[Publication]:
    """A day such as 03/04/2019: the order that the opening's weekday, or the text's own way of writing days, tells."""
    fits = [_weekdays_in(around.opening) and _weekday_fits(either, around.opening) for either in (day, swapped)]
    day_first, month_first = len(_DAY_FIRST.findall(around.text)), len(_MONTH_FIRST.findall(around.text))
    first, second, why = 0.5, 0.49, ""
    if fits[0] != fits[1]:
        first, second = (0.8, 0.2) if fits[0] else (0.2, 0.8)
        why = ", the weekday of the opening"
    elif day_first != month_first and not min(day_first, month_first):
        first, second = (0.7, 0.3) if day_first else (0.3, 0.7)
        why = ", as the text writes its days"
    yield Publication(day, f'"{one.text}", the day read before the month{why}', first, one.text)
    yield Publication(swapped, f'"{one.text}", the month read before the day{why}', second, one.text)


_DAY_FIRST = re.compile(rf"\b\d{{1,2}} (?:{MONTHS})\b")
_MONTH_FIRST = re.compile(rf"\b(?:{MONTHS})\.? \d{{1,2}}\b(?!:)")


def _from_dateline(article: Article, around: _Surroundings) -> Iterator[Publication]:
    """The dateline's day, its year printed or the one that other dates of the article name."""
    found = _DAY.match(article.dateline.day) if article.dateline and article.dateline.day else None
    if found is None:
        return
    if found["y"]:
        day = _made(int(found["y"]), found)
        if day:
            yield Publication(day, "the dateline", 0.93, found[0])
        return
    years = frozenset(one.day.year for one, _ in around.stamps if one.day) or around.years
    days = [day for year in sorted(years) if (day := _made(year, found)) and _weekday_fits(day, around.opening)]
    if len(days) == 1:
        yield Publication(
            days[0], "the dateline's day, with the year of other dates and a weekday that fits", 0.8, found[0]
        )
    else:
        yield from _in_bounds(found, around)


def _in_bounds(found: re.Match[str], around: _Surroundings) -> Iterator[Publication]:
    """A day without year: the only one of its weekday that offices, resolutions and years of the text allow, or that of
    the latest year which the text looks back on."""
    bounds = around.bounds
    years = range(bounds.spans[0][0].year, min(bounds.spans[-1][1].year, LATEST) + 1)
    days = [day for year in years if (day := _made(year, found)) and bounds.allow(day)]
    days = [day for day in days if _weekdays_in(around.opening) and _weekday_fits(day, around.opening)]
    basis = f'the dateline\'s "{found[0]}"'
    if len(days) == 1:
        yield Publication(days[0], f"{basis}, in the only year that its weekday and the offices named allow", 0.8)
    elif days and bounds.latest_year == days[0].year:
        yield Publication(days[0], f"{basis}, in the latest year that is named, with a weekday that fits", 0.65)


LATEST = 2027
"""Year up to which a day without year is tried: how far `terms_of_office.tsv` knows who holds which office, and one."""


def _made(year: int, found: re.Match[str]) -> date | None:
    try:
        return date(year, month_number(found["m"] or found["m2"]), int(found["d"] or found["d2"]))
    except ValueError:
        return None


def _weekday_fits(day: date, opening: str) -> bool:
    """Whether the opening names no weekday, or one that is this day's or the day before's."""
    named = _weekdays_in(opening)
    return not named or bool({day.weekday(), (day.weekday() - 1) % 7} & named)


def _weekdays_in(text: str) -> set[int]:
    return {_WEEKDAYS.index(found) for found in re.findall(rf"\b(?:{WEEKDAYS})\b", text)}


def _from_opening(around: _Surroundings) -> Iterator[Publication]:
    """As in "on Wednesday (Sept 6)": news is of the day it names with its weekday, in a year that fits both."""
    for found in _DAY.finditer(around.opening):
        if not found["w"]:
            continue
        if found["y"]:
            years = frozenset((int(found["y"]),))
        else:
            years = around.years | frozenset(year + 1 for year in around.years)
        days = [
            day
            for year in sorted(years)
            if (day := _made(year, found)) and day.weekday() == _WEEKDAYS.index(found["w"])
        ]
        if len(days) == 1:
            yield Publication(days[0], f'the opening\'s "{found[0]}"', 0.75 if found["y"] else 0.7)


def _from_captions(article: Article, around: _Surroundings) -> Iterator[Publication]:
    """A photograph's day, where the opening names its weekday and speaks of the same; not from an archive."""
    weekdays = _weekdays_in(around.opening)
    words = content_words(around.opening + " " + (article.title.text if article.title else ""))
    for caption in around.captions:
        if _ARCHIVE.search(caption):
            continue
        for found in _DAY.finditer(caption):
            day = _made(int(found["y"]), found) if found["y"] else None
            if day is None:
                continue
            same = len(words & content_words(caption)) >= LEAST_SHARED
            if day.weekday() in weekdays and same:
                yield Publication(
                    day, f'the caption\'s "{found[0]}", a {_WEEKDAYS[day.weekday()]} as in the opening', 0.8
                )
            elif same:
                yield Publication(day, f'the caption\'s "{found[0]}"', 0.3)


LEAST_SHARED = 3
"""Words that a caption must share with headline and opening to show the news itself."""


def _with_neighbours(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Undated articles with a word on when their neighbours were published; their day stays open."""
    days = sorted({article.published.day for article in articles if article.published.day})
    if not days:
        return tuple(articles)
    span = f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]}"
    return tuple(
        article if article.published.day else replace(article, published=_hinted(article.published, span))
        for article in articles
    )


def _hinted(published: Publication, span: str) -> Publication:
    return replace(published, basis=f"{published.basis}; other articles of the page are of {span}")
