"""The picture of an account: the running total against the cap, one panel for each unit of the cap.

It stands alone or in a page, in light and dark, and differs by dashes and signs as well as by colour. Its table twin is
the account itself, as text or JSON.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from navicert.charts.svg import Element, element, picture
from navicert.trade.account import Account
from navicert.trade.output import in_words, percent
from navicert.trade.panel import LEFT, PANEL, WIDTH, Panel
from navicert.trade.quotas import period_name

HEAD = 78
CHART_CSS = """
.quota-chart { --ink: #1c1c1c; --paper: #ffffff; --faint: #d5d5d5; --mid: #5a5a5a; --reported: #0b57a4;
  --estimated: #9a4700; --cap: #b00020; font: 13px system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { .quota-chart { --ink: #ececec; --paper: #161616; --faint: #3a3a3a; --mid: #b4b4b4;
  --reported: #86bdff; --estimated: #ffb26b; --cap: #ff8f8f; } }
.quota-chart .paper { fill: var(--paper); }
.quota-chart text { fill: var(--ink); stroke: var(--paper); stroke-width: 3px; paint-order: stroke; }
.quota-chart .head { font-size: 16px; font-weight: 600; }
.quota-chart .small { font-size: 12px; fill: var(--mid); }
.quota-chart .end { text-anchor: end; }
.quota-chart .middle { text-anchor: middle; }
.quota-chart path, .quota-chart line { fill: none; stroke: var(--ink); stroke-width: 1; }
.quota-chart .grid { stroke: var(--faint); }
.quota-chart .cap { stroke: var(--cap); stroke-width: 2.5; }
.quota-chart .threshold { stroke: var(--cap); stroke-dasharray: 7 5; }
.quota-chart .reported { stroke: var(--reported); stroke-width: 2.5; }
.quota-chart .estimated { stroke: var(--estimated); stroke-width: 2; stroke-dasharray: 3 4; }
.quota-chart .range { stroke: var(--estimated); stroke-width: 2; }
.quota-chart .first { stroke: var(--mid); stroke-width: 1.5; stroke-dasharray: 2 3; }
.quota-chart .projected { stroke: var(--reported); stroke-width: 1.5; stroke-dasharray: 1 5; }
.quota-chart .known { stroke: var(--mid); stroke-dasharray: 1 3; }
.quota-chart .notice { stroke: var(--cap); stroke-dasharray: 2 2; }
.quota-chart circle { fill: var(--reported); stroke: var(--paper); }
.quota-chart .revised { fill: var(--paper); stroke: var(--mid); stroke-width: 1.5; }
.quota-chart rect.guess { fill: var(--paper); stroke: var(--estimated); stroke-width: 2; }
"""


def draw(account: Account, *, standalone: bool = True) -> str:
    """The picture as SVG text, with title and description for screen readers.

    `standalone` writes the colours into it; in a page with a strict style policy `CHART_CSS` belongs to the page.
    """
    panels = [Panel(account, limit, HEAD + number * PANEL) for number, limit in enumerate(account.limits)]
    height = HEAD + max(len(panels), 1) * PANEL
    return picture(
        element("rect", class_="paper", width=WIDTH, height=height),
        element("text", title_of(account), class_="head", x=16, y=26),
        *_legend(account),
        *(part for panel in panels for part in panel.parts()),
        None if panels else element("text", "This quota has no cap of its own to draw.", x=LEFT, y=HEAD + 40),
        name=_name(account),
        title=title_of(account),
        description=describe(account),
        size=(WIDTH, height),
        css=CHART_CSS if standalone else "",
        class_="quota-chart",
    )


def title_of(account: Account) -> str:
    """One line: which quota, which period, as known when."""
    state = f", supplies of {account.supplier}" if account.supplier else ""
    return f"{account.quota.id}{state}, {period_name(account.period)}, as known on {account.known_on}"


def describe(account: Account) -> str:
    """What the picture shows, in sentences."""
    return " ".join(_sentences(account))


def _sentences(account: Account) -> Iterator[str]:
    for limit in account.limits:
        if limit.reported is not None and limit.share is not None:
            part = "" if limit.reported.is_whole else "at least "
            yield (
                f"Reported deliveries come to {part}{in_words(limit.reported.amount)} {limit.unit}, "
                f"{percent(limit.share)} percent of the cap of {in_words(limit.cap)} {limit.unit}."
            )
        if limit.estimated is not None:
            guess = limit.estimated
            span = f" (from {in_words(guess.low)} to {in_words(guess.high)})" if guess.low != guess.high else ""
            yield f"The total is estimated at {in_words(guess.best)} {limit.unit}{span}."
        if limit.projection.day:
            yield f"At the mean rate so far the cap would be reached on {limit.projection.day}."
    if account.notice_percent:
        yield f"{account.notice_percent} percent was officially notified."
    if account.revisions:
        yield f"{len(account.revisions)} of the records were corrected since they were first told."
    if account.status == "no_figures":
        yield "The ledger holds no delivery for this period, which says nothing about what was delivered."


def _legend(account: Account) -> Iterator[Element]:
    marks = [("reported", "reported"), ("estimated", "estimated, with its range")]
    if account.revisions:
        marks.append(("first", "as first reported"))
    marks += [("cap", "cap"), ("threshold", "watched share of the cap"), ("projected", "projected")]
    x = 16
    for name, words in marks:
        yield element("line", x1=x, x2=x + 26, y1=50, y2=50, class_=name)
        yield element("text", words, class_="small", x=x + 32, y=54)
        x += 50 + 7 * len(words)


def _name(account: Account) -> str:
    """A name for the ids in the drawing, so that several can stand in one page."""
    text = f"{account.quota.id} {account.period.first} {account.supplier} {account.known_on}"
    return f"quota-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
