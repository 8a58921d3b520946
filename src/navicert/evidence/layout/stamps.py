"""Printed times of publication: "Updated 3 May 2019", "2020-02-11 08:15 GMT", "5 hours ago"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from navicert.evidence.calendar_words import MONTHS, WEEKDAYS, month_number

_ZONE = r"(?:GMT|UTC|EDT|EST|ET|PT|PST|PDT|CDT|CST|BST|CET|CEST|IST|KST|JST|MSK|HKT|SGT|AEST|[+-]\d{2}:?\d{2}|Z)"
_CLOCK = rf"\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?(?:\.\d+)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?\(?{_ZONE}\)?)?"
_WRITTEN = (
    rf"(?:(?:{WEEKDAYS}|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?,? )?(?:"
    rf"(?P<m>(?i:{MONTHS}))(?:\. ?| )(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| )(?P<y>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<m2>(?i:{MONTHS}))\.?,?[ -](?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-/.](?P<n3>\d{1,2})[-/.](?P<d3>\d{1,2})"
    r"|(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y4>\d{4})"
    r"|(?P<y6>\d{4})년 ?(?P<n6>\d{1,2})월 ?(?P<d6>\d{1,2})일"
    r"|(?P<y5>\d{4})年(?P<n5>\d{1,2})月(?P<d5>\d{1,2})日)"
)
_LABEL = (
    r"(?i:(?:last |first )?(?:updated|published|posted|modified|uploaded|created|issued|release date|date|"
    r"publish date|"
    r"publication date|filed|first published|registered|입력|수정|등록|发布时间|更新)(?: on| at| by [\w .]{2,30})?)"
)
_AGO = (
    r"(?:(?P<count>\d+|an?|one) ?(?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|"
    r"years?)"
    r"(?: \d+ ?(?:s|secs?|seconds?|mins?|minutes?))? ago|(?P<near>(?i:yesterday|just now|today)))"
)
STAMP = re.compile(
    rf"(?:(?P<label>{_LABEL})[:\s]*)?"
    rf"(?P<when>(?:{_CLOCK}[ ,|-]*)?(?P<written>{_WRITTEN})(?:T?[\s,|/•·@-]*(?:at )?{_CLOCK})?|"
    rf"(?P<ago>{_AGO}))(?P<rest>.*)$"
)
"""A stamp at the beginning of a line; `label` is the word before it, `rest` what follows."""

BESIDE = re.compile(
    rf"(?:^By .{{2,60}}|^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{1,3}},?|[-–—|•·/,]|{_CLOCK}) ?"
    rf"(?<!\d)(?P<written>{_WRITTEN})(?=$|[ ,]*(?:[-–—|•·/]|(?:at )?{_CLOCK}))"
)
"""A day after the writer's or the outlet's name or a clock, with nothing but marks and a clock after it."""

LABELLED = re.compile(rf"\b{_LABEL} ?: ?(?:{_CLOCK}[ ,|-]*)?{_WRITTEN}")
"""A stamp with its label anywhere on a line, say after the writer's name."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says: the day, or how long before the page was fetched; `text` as printed.

    `swapped` is the other reading of a day such as 03/04/2019; `day` then takes the day first.
    """

    text: str
    label: str
    day: date | None = None
    before_fetching: timedelta | None = None
    swapped: date | None = None

    @property
    def is_update(self) -> bool:
        return "updat" in self.label or "modif" in self.label

    def seen_from(self, fetched_at: datetime) -> date | None:
        """The day of a stamp such as "5 hours ago" on a page fetched then."""
        return None if self.before_fetching is None else (fetched_at - self.before_fetching).date()


def stamp(text: str) -> Stamp | None:
    """The stamp a line begins with, or None.

    >>> stamp("Updated 03 May 2019, 10:15 GMT").day
    datetime.date(2019, 5, 3)
    """
    found = STAMP.match(text)
    if found is None:
        return None
    label = (found["label"] or "").lower()
    printed = found["when"].strip()
    if found["ago"]:
        return Stamp(printed, label, before_fetching=_ago(found))
    day, swapped = _days(found)
    return None if day is None else Stamp(printed, label, day, swapped=swapped)


def _days(found: re.Match[str]) -> tuple[date | None, date | None]:
    if found["m"]:
        return _day(found["y"], month_number(found["m"]), found["d"]), None
    if found["m2"]:
        return _day(found["y2"], month_number(found["m2"]), found["d2"]), None
    if found["y3"]:
        return _day(found["y3"], found["n3"], found["d3"]), None
    if found["y6"]:
        return _day(found["y6"], found["n6"], found["d6"]), None
    if found["y5"]:
        return _day(found["y5"], found["n5"], found["d5"]), None
    day_first, month_first = _day(found["y4"], found["b"], found["a"]), _day(found["y4"], found["a"], found["b"])
    if day_first and month_first and day_first != month_first:
        return day_first, month_first
    return day_first or month_first, None


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "mo": 2629800, "y": 31557600}


def _ago(found: re.Match[str]) -> timedelta:
    if found["near"]:
        return timedelta(days=1 if found["near"].lower() == "yesterday" else 0)
    unit = found["unit"].lower()
    key = "mo" if unit.startswith("mo") else unit[0]
    count = int(found["count"]) if found["count"].isdigit() else 1
    return timedelta(seconds=min(count, MOST) * _SECONDS[key])


MOST = 10_000
