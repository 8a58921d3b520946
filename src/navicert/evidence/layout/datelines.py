"""The dateline an agency's report opens with: a place, perhaps a day, the agency, a dash."""

from __future__ import annotations

import re
from dataclasses import dataclass

from navicert.evidence.calendar_words import MONTHS
from navicert.evidence.layout.trade_words import AGENCIES

PLACE = r"[A-Z][\w.'’-]*(?:[ /](?:[A-Z][\w.'’-]*|of|al|de|la|el|and)){0,5}"
CAPITAL_PLACE = r"[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]*){0,5}(?:,? [A-Z]\.[A-Z.]*)?"
DAY = rf"(?:(?:{MONTHS})\.? \d{{1,2}}|\d{{1,2}} (?:{MONTHS})\.?)(?:,? \d{{4}})?"
AGENCY = rf"(?:{AGENCIES})"
_REGION = r"(?:, ?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})"
_DASH = r" ?(?:-{1,3}|[–—:])"
_OPENING = re.compile(
    rf"\((?P<agency_lead>(?i:{AGENCY}))\) ?{_DASH} ?(?=\S)"
    rf"|(?P<place>{PLACE}{_REGION}{{0,2}})(?:,? (?P<day>{DAY}))?,? ?"
    rf"[(\[](?P<agency>(?i:{AGENCY})[^)\]]{{0,30}})[)\]](?:{_DASH}|(?= ))"
    rf"|(?P<capitals>{CAPITAL_PLACE}{_REGION}{{0,2}})(?:,? (?P<day2>{DAY}))?{_DASH} ?(?=[“\"‘'A-Z0-9])"
    rf"|(?P<place2>{PLACE}{_REGION}{{0,2}})[,.]? (?P<day3>{DAY})[.,]? ?"
    rf"[(\[/](?P<agency2>[^()\[\]/]{{2,40}})[)\]/][.,]?(?:{_DASH}|(?= ))"
    rf"|(?P<capitals2>{CAPITAL_PLACE}{_REGION}{{0,2}}) ?[(\[](?P<agency3>[A-Z][^()\[\]/]{{1,30}})[)\]]{_DASH}"
    rf"|\((?P<agency4>[A-Z][^()\[\]/]{{1,40}})\) ?"
    rf"(?P<capitals3>{CAPITAL_PLACE}{_REGION}{{0,2}})(?:,? (?P<day4>{DAY}))?{_DASH}"
    rf"|(?P<agency_first>{AGENCY})[ ,]+(?P<after>[A-Z][a-z]+(?:/[A-Z][a-z]+)*)(?= [A-Z])"
    rf"|(?P<mixed>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:{_REGION})?: (?=[A-Z][^:]{{60}})"
    rf"|(?P<mixed2>[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, D\.?C\.?)?) ?[–—] ?(?=(?:[A-Z]|[“\"‘'])[^–—]{{60}})"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Extent of the place within the text (0, 0 where none is named), the agency, the printed day, its whole length."""

    start: int
    end: int
    agency: str | None
    day: str | None
    length: int


LONGEST_OPENING = 200


def opening(text: str) -> Opening | None:
    """The dateline that a text begins with; a place in small letters without agency needs a full sentence after it.

    >>> opened = opening("OSLO, May 4 (dpa) -- The ministry said on Friday")
    >>> opened.agency, opened.day
    ('dpa', 'May 4')
    """
    found = _OPENING.match(text[:LONGEST_OPENING])
    if found is None:
        return None
    place = next(
        (name for name in _PLACES if found[name]),
        None,
    )
    start, end = found.span(place) if place else (0, 0)
    agency = next((found[name] for name in _AGENCIES if found[name]), None)
    day = next((found[name] for name in ("day", "day2", "day3", "day4") if found[name]), None)
    return Opening(start, end, agency, day, found.end())


_PLACES = ("place", "place2", "capitals", "capitals2", "capitals3", "after", "mixed", "mixed2")
_AGENCIES = ("agency", "agency2", "agency3", "agency4", "agency_lead", "agency_first")
