"""Text taken out of HTML: a line for each paragraph, heading, caption and list item, without menus and scripts.

What the page's own data says about outlet, address and day of publication (schema.org, Open Graph, Dublin Core) is
taken along. Parsing is lxml's, which mends broken markup; nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from navicert.errors import InvalidInput

_LEFT_OUT = frozenset(
    "script style noscript template svg nav footer form button iframe select option input textarea canvas audio video "
    "object embed head menu dialog".split()
)
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol figure figcaption section article main header aside blockquote table tr td th dl "
    "dt dd br hr address pre time body caption details summary center".split()
)
_APART = frozenset("p h1 h2 h3 h4 h5 h6 figcaption blockquote article section".split())
_KEPT_LINKS = frozenset(("h1",))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
SHORT_LINK = 12
"""Words up to which a line that is all link is a menu entry or a teaser."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The text of a page, the elements its lines come from by line number, and what its own data says."""

    text: str
    elements: tuple[tuple[int, str], ...] = ()
    published: date | None = None
    outlet: str | None = None
    address: str | None = None


@dataclass(slots=True)
class _Line:
    """A line while it is gathered: its text, how much of it is link, the element it began in."""

    text: str = ""
    linked: int = 0
    tag: str = ""


def take_text(markup: str) -> Taken:
    """The text of an HTML page; broken markup gives what can be made of it, markup without text an empty text.

    Raises InvalidInput for markup nested thousands of levels deep, of which the parser would drop the rest.
    """
    root = _parsed(markup)
    if root is None:
        return Taken("")
    data = dict(_stated(root))
    text, elements = _joined([(line.tag, text) for line in _lines(root) if (text := _kept(line))])
    return Taken(text, elements, _day(data.get("published")), data.get("outlet"), data.get("address"))


def _joined(lines: Sequence[tuple[str, str]]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """One text of the lines, blank lines before paragraphs and headings, and the element of each line by number."""
    rows: list[str] = []
    elements: list[tuple[int, str]] = []
    for tag, text in lines:
        if rows and tag in _APART:
            rows.append("")
        rows.append(text)
        elements.append((len(rows), tag))
    return "\n".join(rows), tuple(elements)


def _parsed(markup: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        recover=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True
    )
    data = re.sub(r"^\s*<\?xml[^>]*>", "", markup).encode("utf-8", "replace")
    if not data.strip():
        return None
    root: etree._Element | None = etree.fromstring(data, parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise InvalidInput("the markup is nested too deep to be a page", next="give the text of the page")
    return root


def _lines(root: etree._Element) -> Iterator[_Line]:
    """The lines of a page in reading order; the tree is walked without recursion, so that its depth does not matter."""
    line = _Line()
    left_out = linked = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        started = event == "start"
        if tag in _LEFT_OUT or (tag in _BLOCKS and _is_hidden(element)):
            left_out += 1 if started else -1
        if tag in _BLOCKS and not left_out:
            yield line
            line = _Line(tag=tag)
        linked += (tag == "a") * (1 if started else -1)
        text = element.text if started else element.tail
        if text and not left_out:
            line.text += text
            line.linked += len(text.strip()) * (linked > 0)
    yield line


def _is_hidden(element: etree._Element) -> bool:
    return element.get("aria-hidden") == "true" or bool(_HIDDEN.search(element.get("style") or ""))


def _kept(line: _Line) -> str:
    """A line's text with single blanks; nothing for menu entries and teasers, which are all link."""
    text = _BLANKS.sub(" ", line.text).strip()
    is_menu = line.linked >= 0.9 * len(text.replace(" ", "")) and len(text.split()) <= SHORT_LINK
    if is_menu and line.linked and line.tag not in _KEPT_LINKS:
        return ""
    return f"• {text}" if line.tag == "li" and text else text


# --- what the page says about itself ----------------------------------------------------------------------------

_META = {
    **dict.fromkeys(
        (
            "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
            "date", "dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date",
            "cxenseparse:recs:publishtime",
        ),
        "published",
    ),
    "og:site_name": "outlet",
    "application-name": "outlet",
    "og:url": "address",
}  # fmt: skip


def _stated(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Key and value, the most trustworthy last: later ones replace earlier ones."""
    for element in root.iter("time"):
        if element.get("pubdate") is not None or (element.get("itemprop") or "").lower() == "datepublished":
            yield "published", element.get("datetime") or ""
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name in _META and element.get("content"):
            yield _META[name], element.get("content") or ""
    for element in root.iter("script"):
        if "ld+json" in (element.get("type") or ""):
            yield from _linked_data(element.text or "")


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    """The day and publisher of the first article in a schema.org block; a broken block says nothing."""
    try:
        waiting: list[Any] = [json.loads(text[:LONGEST_DATA])]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            if isinstance(value.get("datePublished"), str) and "Article" in str(value.get("@type")):
                yield "published", value["datePublished"]
                publisher = value.get("publisher")
                if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                    yield "outlet", publisher["name"]
                return
            waiting.extend(value.get("@graph") or [])


LONGEST_DATA = 200_000


def _day(text: str | None) -> date | None:
    """The day of an ISO 8601 instant as the page writes it, in the page's own time zone."""
    found = _DAY.match((text or "").strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
