"""Pages of our own with their meaning written between the lines, as records of the reference gold's format.

    python benchmarks/annotated_pages.py FOLDER OUT

reads every `*.page` under FOLDER and writes the pages and the gold files into OUT, as `score.py` reads them.
How such a page is written is said in tests/golden/evidence/README.md.
"""

from __future__ import annotations

import json
import re
import sys
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

Record = dict[str, Any]
ROLES = {
    "T": "title", "t": "title_dup", "C": "caption", "c": "caption_dup", "Y": "byline", "D": "dateline", "B": "body",
    "H": "subhead", "S": "summary", "R": "credits", "P": "promo", "W": "widget", "U": "updated", "O": "outlet",
}  # fmt: skip
FILES = {"d": "dates", "q": "quantities", "c": "claims", "m": "entities"}
GAP = " … "


class CannotAnnotate(Exception):
    """A note of a page that does not fit its text; says which."""


@dataclass
class AnnotatedPage:
    """The text of a page and what is said of it, by gold file; `open_notes` are spans that nobody is asked for."""

    name: str
    text: str = ""
    records: dict[str, list[Record]] = field(default_factory=lambda: {"articles": [], "lines": []})
    open_notes: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    exhaustive: dict[str, frozenset[str]] | None = None
    """Articles of which every date, every quantity is annotated; None where all are."""

    def add(self, kind: str, record: Record) -> None:
        self.records.setdefault(kind, []).append({"seed": f"{self.name}.txt", **record})


def load_pages(folder: Path) -> list[AnnotatedPage]:
    """Every page of a folder, by name."""
    return [parse_page(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.page"))]


def parse_page(name: str, source: str) -> AnnotatedPage:
    page = AnnotatedPage(name)
    notes: list[tuple[int, int, str, str]] = []
    for row in source.split("\n"):
        if row.startswith("@ "):
            _open_article(page, row)
        elif row.startswith("~"):
            start, end, article_id = _last_line(page)
            notes.append((start, end, article_id, row))
        else:
            _add_line(page, row)
    page.text = page.text.rstrip("\n") + "\n"
    _close_articles(page)
    reached: dict[tuple[int, str], int] = {}
    for note in notes:
        _annotate(page, note, reached)
    return page


def _open_article(page: AnnotatedPage, row: str) -> None:
    number, outlet, day = (part.strip() for part in row.removeprefix("@ ").split("|"))
    anchor = {"article_id": f"{page.name}-{number}", "outlet": outlet, "resolved_date": day}
    page.add("articles", {**anchor, "published_given": None, "date_basis": "", "date_uncertain": False})


def _last_line(page: AnnotatedPage) -> tuple[int, int, str]:
    line = page.records["lines"][-1]
    return line["start"], line["end"], line["article_id"]


def _add_line(page: AnnotatedPage, row: str) -> None:
    start = len(page.text)
    if row:
        role, text = row.split("|", 1)
        number = page.text.count("\n") + 1
        article_id = page.records["articles"][-1]["article_id"]
        span = {"start": start, "end": start + len(text)}
        page.add("lines", {"line": number, **span, "label": ROLES[role], "article_id": article_id})
        page.text += text
    page.text += "\n"


def _close_articles(page: AnnotatedPage) -> None:
    for article in page.records["articles"]:
        lines = [line for line in page.records["lines"] if line["article_id"] == article["article_id"]]
        body = [line for line in lines if line["label"] == "body"]
        title = next(line for line in lines if line["label"] == "title")
        article["start"], article["end"] = lines[0]["start"], lines[-1]["end"]
        article["body_start"], article["body_end"] = body[0]["start"], body[-1]["end"]
        article["title"] = _span(page, title["start"], title["end"])


def _span(page: AnnotatedPage, start: int, end: int) -> Record:
    return {"start": start, "end": end, "text": page.text[start:end]}


def _annotate(page: AnnotatedPage, note: tuple[int, int, str, str], reached: dict[tuple[int, str], int]) -> None:
    start, end, article_id, row = note
    kind, rest = row[1], row[2:].strip()
    if kind == "m":
        for item in rest.split(";"):
            mention, text = item.strip().split(" ", 1)
            optional = text.endswith(" opt")
            found = _found(page, (start, end), text.removesuffix(" opt"), reached, (start, "m"))
            page.add(
                "entities", {"article_id": article_id, **_span(page, *found), "type": mention, "optional": optional}
            )
        return
    wanted, _, meaning = rest.partition(" | " if kind == "c" else " = ")
    found = _found(page, (start, end), wanted, reached, (start, kind))
    anchor = {"article_id": article_id}
    if re.search(r"\bskip\b", meaning):
        page.open_notes.setdefault(FILES[kind], []).append(found)
    elif kind == "c":
        page.add("claims", {**anchor, **_claim(page, (start, end), found, meaning)})
    else:
        value = _days(meaning) if kind == "d" else _amount(meaning)
        page.add(FILES[kind], {**anchor, **_span(page, *found), **value})


def _found(
    page: AnnotatedPage, line: tuple[int, int], wanted: str, reached: dict[tuple[int, str], int], key: tuple[int, str]
) -> tuple[int, int]:
    """Where a line has a text, after the preceding note of the same kind where it can be; `…` leaves words out."""
    head, _, tail = wanted.partition(GAP)
    for begin in (reached.get(key, line[0]), line[0]):
        start = page.text.find(head, begin, line[1])
        stop = page.text.find(tail, start + len(head), line[1]) + len(tail) if tail else start + len(head)
        if start >= 0 and stop > start:
            reached[key] = max(begin, start + 1)
            return start, stop
    raise CannotAnnotate(f"{page.name}: {wanted!r} is not in {page.text[line[0] : line[1]]!r}")


def _days(meaning: str) -> Record:
    first, _, last = meaning.partition("..")
    return {"value_start": _day(first, first=True), "value_end": _day(last or first, first=False)}


def _day(text: str, *, first: bool) -> str:
    """The first or last day of a year, month or day."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 1 if first else 12
    day = parts[2] if len(parts) > 2 else 1 if first else monthrange(year, month)[1]
    return date(year, month, day).isoformat()


def _amount(meaning: str) -> Record:
    match = re.fullmatch(r"(>=|<=|[<>~=])?([\d.]+(?:/\d+)?)(?:-([\d.]+))? (.+)", meaning)
    if match is None:
        raise CannotAnnotate(f"{meaning!r} is no amount")
    comparator, value, high, unit = match.groups()
    return {
        "value": float(Fraction(value)), "value_high": float(high) if high else None, "unit": unit,
        "comparator": comparator or "=", "kind": "measure",
    }  # fmt: skip


def _claim(page: AnnotatedPage, line: tuple[int, int], found: tuple[int, int], meaning: str) -> Record:
    speaker, mention, manner = (part.strip() for part in meaning.split("|"))
    modality, *more = manner.split(" ", 1)
    via = re.search(r"via=(.+)", manner)
    span = _span(page, *found)
    return {
        "start": span["start"], "end": span["end"], "quote": span["text"], "modality": modality,
        "direct": "direct" in " ".join(more), "via": via.group(1) if via else None, "organisation": None, "cue": None,
        "speaker": speaker, "speaker_mention": _mention(page, line, speaker if mention == "=" else mention),
    }  # fmt: skip


def _mention(page: AnnotatedPage, line: tuple[int, int], words: str) -> Record | None:
    if words == "-":
        return None
    pattern = re.compile(re.escape(words).replace("'", "['’]"), re.IGNORECASE)
    match = pattern.search(page.text, line[0], line[1])
    before = list(pattern.finditer(page.text, 0, line[0]))
    if match is None and not before:
        raise CannotAnnotate(f"{page.name}: speaker {words!r} is not in or before {page.text[line[0] : line[1]]!r}")
    return _span(page, *(match or before[-1]).span())


def write_gold(pages: list[AnnotatedPage], out: Path) -> None:
    """The pages and the gold files, where `score.py --gold OUT --seeds OUT` finds them."""
    out.mkdir(parents=True, exist_ok=True)
    for page in pages:
        (out / f"{page.name}.txt").write_text(page.text, encoding="utf-8", newline="")
    for kind in ("articles", "lines", "entities", "dates", "quantities", "claims", "events"):
        records = [record for page in pages for record in page.records.get(kind, [])]
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (out / f"{kind}.jsonl").write_text(lines, encoding="utf-8")
    articles = [article["article_id"] for page in pages for article in page.records["articles"]]
    (out / "exhaustive.json").write_text(json.dumps({"dates": articles, "quantities": articles}), encoding="utf-8")


if __name__ == "__main__":
    write_gold(load_pages(Path(sys.argv[1])), Path(sys.argv[2]))
