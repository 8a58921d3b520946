"""Scores the reader on annotated pages: our own under tests/golden/evidence, or gold in the reference format.

    python benchmarks/evidence_pages.py [FOLDER…] [--misses] [--without-model]

A FOLDER holds `*.page` files, or the gold files of the reference format with the pages in its `../seeds`; by default
the folders of our own pages. Printed are the figures with 95 % intervals (articles drawn with replacement).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from annotated_pages import FILES, AnnotatedPage, load_pages

from navicert.evidence.model import Recogniser
from navicert.evidence.naming.small_model import is_installed, load_small_model
from navicert.evidence.output import records
from navicert.evidence.reading import read_page

OWN = Path(__file__).parents[1] / "tests/golden/evidence"
Record = dict[str, Any]
Span = tuple[int, int]
KINDS = {"PER": "person", "ORG": "organisation", "PLACE": "place", "EQUIP": "equipment"}
NEAR_EDGE = 5
"""Characters by which the ends of an article's text may be off."""


@dataclass
class Figure:
    """Right answers, questions and false alarms by article; `f1` weighs misses and false alarms alike."""

    f1: bool = False
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def count(self, article: str, what: str, number: int = 1) -> None:
        self.counts.setdefault(article, Counter())[what] += number

    def ask(self, article: str, right: bool) -> bool:
        self.count(article, "asked")
        self.count(article, "right", int(right))
        return right

    def value(self, chosen: Sequence[str] | None = None) -> float:
        total: Counter[str] = Counter()
        for article in self.counts if chosen is None else chosen:
            total.update(self.counts[article])
        if self.f1:
            all_of = total["asked"] + total["right"] + total["false"]
            return 2 * total["right"] / all_of if all_of else 1.0
        return total["right"] / total["asked"] if total["asked"] else 1.0

    def interval(self) -> tuple[float, float]:
        draw, names = random.Random(1), sorted(self.counts)
        values = sorted(self.value(draw.choices(names, k=len(names))) for _ in range(500)) if names else [1.0]
        return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]

    def total(self, what: str) -> int:
        return sum(counted[what] for counted in self.counts.values())


@dataclass
class Scores:
    """The figures by name, what each gold modality was read as, and what was missed, a line each."""

    figures: dict[str, Figure]
    modalities: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def denied_as_asserted(self) -> int:
        return self.modalities["denied", "asserted"]


def load(folder: Path) -> list[AnnotatedPage]:
    """The pages of a folder, whichever of the two ways they are written in."""
    if any(folder.glob("*.page")):
        return load_pages(folder)
    pages: dict[str, AnnotatedPage] = {}
    for kind in ("articles", "lines", *FILES.values()):
        for row in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(row)
            page = pages.setdefault(record["seed"], AnnotatedPage(record["seed"]))
            page.records.setdefault(kind, []).append(record)
    told = json.loads((folder / "exhaustive.json").read_text(encoding="utf-8"))
    for page in pages.values():
        page.text = (folder.parent / "seeds" / page.name).read_bytes().decode("utf-8")
        page.exhaustive = {kind: frozenset(told[kind]) for kind in told}
    return list(pages.values())


def score(pages: Sequence[AnnotatedPage], recogniser: Recogniser | None) -> Scores:
    """Every figure over all pages."""
    names = ("published", "dates", "quantities", "content", "speaker", "modality", "claims")
    figures = {"split": Figure(f1=True), "mentions": Figure(f1=True), **{name: Figure() for name in names}}
    figures |= {"spurious dates": Figure(), "spurious quantities": Figure()}
    scores = Scores(figures)
    for page in pages:
        got = [json.loads(json.dumps(one)) for one in records(read_page(page.text, recogniser=recogniser), page.name)]
        _articles(page, _of(got, "article"), scores)
        _mentions(page, _of(got, "mention"), scores)
        _dates(page, recogniser, scores)
        _amounts(page, _of(got, "quantity"), scores)
        _claims(page, _of(got, "claim"), scores)
    return scores


def _of(got: Sequence[Record], kind: str) -> list[Record]:
    return [record for record in got if record["type"] == kind]


def _span(record: Record) -> Span:
    return record["start"], record["end"]


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _best(wanted: Span, got: Sequence[Record]) -> Record | None:
    """The record most alike in extent."""
    found = [(_shared(wanted, _span(one)) / (max(wanted[1], one["end"]) - min(wanted[0], one["start"])), one)
             for one in got if _shared(wanted, _span(one))]  # fmt: skip
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _miss(scores: Scores, what: str, wanted: Record, got: object) -> None:
    text = wanted.get("quote") or wanted.get("text") or ""
    scores.misses.append(f"{what}: {wanted['article_id']} {text!r} got {got!r}")


def _articles(page: AnnotatedPage, got: list[Record], scores: Scores) -> None:
    split, published = scores.figures["split"], scores.figures["published"]
    left = list(got)
    for wanted in page.records["articles"]:
        same = next((one for one in left if _is_same_article(wanted, one)), None)
        if same is not None:
            left.remove(same)
        if not split.ask(wanted["article_id"], same is not None):
            _miss(scores, "article", {**wanted, "text": wanted["title"]["text"]}, None)
        body = (wanted["body_start"], wanted["body_end"])
        near = same or max(got, key=lambda one: _shared(body, (one["body_start"], one["body_end"])), default=None)
        day = near and near["resolved_date"]
        if not published.ask(wanted["article_id"], day == wanted["resolved_date"]):
            _miss(scores, "published", {**wanted, "text": wanted["resolved_date"]}, day)
    for extra in left:
        split.count(page.records["articles"][0]["article_id"], "false")
        scores.misses.append(f"article: {page.name} false {(extra['title'] or {}).get('text')!r}")


def _is_same_article(wanted: Record, got: Record) -> bool:
    title = (got["title"] or {}).get("text", "")
    ends = ((wanted["body_start"], got["body_start"]), (wanted["body_end"], got["body_end"]))
    return title.split() == wanted["title"]["text"].split() and all(abs(a - b) <= NEAR_EDGE for a, b in ends)


def _mentions(page: AnnotatedPage, got: list[Record], scores: Scores) -> None:
    gold = page.records.get("entities", [])
    for article in {record["article_id"] for record in gold}:
        ours = [record for record in gold if record["article_id"] == article]
        bodies = [
            _span(line) for line in page.records["lines"] if (line["article_id"], line["label"]) == (article, "body")
        ]
        wanted = {(*_core(page.text, record), KINDS[record["type"]]) for record in ours if not record["optional"]}
        open_to_all = [_span(record) for record in ours if record["optional"]]
        found = {(*_core(page.text, one), one["kind"]) for one in got
                 if one["kind"] != "equipment" or any(kind == "equipment" for *_, kind in wanted)
                 if any(start <= one["start"] and one["end"] <= end for start, end in bodies)}  # fmt: skip
        false = [each for each in found - wanted if not any(_shared(each[:2], span) for span in open_to_all)]
        scores.figures["mentions"].count(article, "asked", len(wanted))
        scores.figures["mentions"].count(article, "right", len(wanted & found))
        scores.figures["mentions"].count(article, "false", len(false))
        for start, end, kind in sorted(wanted ^ found):
            word = "missed" if (start, end, kind) in wanted else "false"
            scores.misses.append(f"mention {word}: {article} {kind} {page.text[start:end]!r}")


def _core(text: str, record: Record) -> Span:
    """Without a leading article and a possessive ending."""
    found = re.match(r"(?:(?:the|The|THE) )?(.*?)(?:['’]s?)?$", text[record["start"] : record["end"]], re.DOTALL)
    assert found is not None
    return record["start"] + found.start(1), record["start"] + found.end(1)


def _dates(page: AnnotatedPage, recogniser: Recogniser | None, scores: Scores) -> None:
    """Read article by article, each with its day of publication given."""
    for article in page.records["articles"]:
        wanted = [one for one in page.records.get("dates", []) if one["article_id"] == article["article_id"]]
        text = page.text[article["start"] : article["end"]]
        day = date.fromisoformat(article["resolved_date"])
        got = _of(list(records(read_page(text, published=day, recogniser=recogniser), page.name)), "date")
        moved = [{**one, "start": one["start"] + article["start"], "end": one["end"] + article["start"]} for one in got]
        for one in wanted:
            found = _best(_span(one), moved)
            days = found and (str(found["value_start"]), str(found["value_end"]))
            if not scores.figures["dates"].ask(one["article_id"], days == (one["value_start"], one["value_end"])):
                _miss(scores, "date", one, days)
        _spurious(page, article["article_id"], "dates", wanted, moved, scores)


def _spurious(
    page: AnnotatedPage, article: str, kind: str, wanted: Sequence[Record], got: Sequence[Record], scores: Scores
) -> None:
    """What was found in the text of an article beyond what is annotated or left open; counted for each article."""
    if page.exhaustive is not None and article not in page.exhaustive.get(kind, ()):
        return
    spans = [_span(one) for one in wanted] + page.open_notes.get(kind, [])
    bodies = [_span(line) for line in page.records["lines"] if (line["article_id"], line["label"]) == (article, "body")]
    inside = [one for one in got if any(start <= one["start"] and one["end"] <= end for start, end in bodies)]
    extra = [one for one in inside if not any(_shared(_span(one), span) for span in spans)]
    scores.figures[f"spurious {kind}"].count(article, "asked")
    scores.figures[f"spurious {kind}"].count(article, "right", len(extra))
    scores.misses.extend(f"spurious {kind}: {article} {one['text']!r}" for one in extra)


def _amounts(page: AnnotatedPage, got: list[Record], scores: Scores) -> None:
    gold = [one for one in page.records.get("quantities", []) if one["kind"] not in ("name_part", "count_vague")]
    for wanted in gold:
        found = _best(_span(wanted), got)
        value = found and found["value"]
        right = value is not None and abs(abs(value) - abs(wanted["value"])) <= 1e-4 * max(1.0, abs(wanted["value"]))
        right = right and (wanted["unit"] is None or _unit(found["unit"] or "") == _unit(wanted["unit"]))
        if not scores.figures["quantities"].ask(wanted["article_id"], bool(right)):
            _miss(scores, "quantity", wanted, found and (found["value"], found["unit"]))
    for article in {article["article_id"] for article in page.records["articles"]}:
        ours = [one for one in page.records.get("quantities", []) if one["article_id"] == article]
        _spurious(page, article, "quantities", ours, got, scores)


def _unit(name: str) -> list[str]:
    """The head nouns of a unit in the singular ("customs post" and "posts" are the same)."""
    return [re.sub(r"(?<=[^s])s$", "", (part.split() or [""])[-1].lower()) for part in name.split("/")]


def _claims(page: AnnotatedPage, got: list[Record], scores: Scores) -> None:
    for wanted in page.records.get("claims", []):
        span = _span(wanted)
        about = [one for one in got if _shared(span, _span(one)) >= 0.5 * (span[1] - span[0])
                 and _shared(span, _span(one)) >= 0.3 * (one["end"] - one["start"])]  # fmt: skip
        found = _best(span, about)
        speaker = found is not None and _is_speaker(wanted, found)
        modality = found is not None and found["modality"] == wanted["modality"]
        answers = {
            "content": found is not None,
            "speaker": speaker,
            "modality": modality,
            "claims": speaker and modality,
        }
        for name, right in answers.items():
            scores.figures[name].ask(wanted["article_id"], bool(right))
        scores.modalities[wanted["modality"], found["modality"] if found else "not found"] += 1
        if not answers["claims"]:
            got_instead = found and (found["speaker"], found["modality"])
            _miss(scores, f"claim ({wanted['speaker']}, {wanted['modality']})", wanted, got_instead)


_SMALL = frozenset("the a an of and for from by in at to mr mrs ms dr s".split())
_PRONOUNS = frozenset("he she it they him her them who which".split())
_SHARED_ENDS = frozenset("korea states ministry agency government official officials source sources".split())


def _words(name: str | None) -> list[str]:
    return [word for word in re.findall(r"\w+", re.sub(r"['’]s\b", "", (name or "").lower().replace(".", "")))
            if word not in _SMALL]  # fmt: skip


def _is_speaker(wanted: Record, got: Record) -> bool:
    """The same last name, or all words of one name in the other, or initials; for what the report itself says, none."""
    said = _words(got["speaker"] or (got["speaker_mention"] or {}).get("text"))
    if wanted["speaker_mention"] is None:
        return not said
    names = [_words(wanted["speaker"]), _words(wanted["speaker_mention"]["text"])]
    return (
        bool(said)
        and not set(said) <= _PRONOUNS
        and any(_is_same_name(name, said) for name in names if name and not set(name) <= _PRONOUNS)
    )


def _is_same_name(one: list[str], other: list[str]) -> bool:
    initials = ["".join(word[0] for word in name) if len(name) > 1 else "" for name in (one, other)]
    same_end = one[-1] == other[-1] and one[-1] not in _SHARED_ENDS
    within = set(one) <= set(other) or set(other) <= set(one)
    return within or same_end or one == [initials[1]] or other == [initials[0]]


def table(scores: Scores) -> Iterator[str]:
    for name, figure in scores.figures.items():
        low, high = figure.interval()
        counts = f"{figure.total('right')} of {figure.total('asked')}"
        yield f"{name:20} {figure.value():5.3f}   {low:5.3f} - {high:5.3f}   {counts}"
    denied = sum(number for (wanted, _), number in scores.modalities.items() if wanted == "denied")
    yield f"denied as asserted   {scores.denied_as_asserted} of {denied}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folders", type=Path, nargs="*", default=sorted(path for path in OWN.iterdir() if path.is_dir())
    )
    parser.add_argument("--misses", action="store_true", help="list what was missed")
    parser.add_argument("--without-model", action="store_true", help="by rules alone")
    arguments = parser.parse_args()
    recogniser = None if arguments.without_model or not is_installed() else load_small_model()
    for folder in arguments.folders:
        scores = score(load(folder), recogniser)
        print(folder, *(scores.misses if arguments.misses else []), *table(scores), "", sep="\n")


if __name__ == "__main__":
    main()
