"""Figures on the reference pages, where these are at hand."""

import json
from datetime import date

import pytest

from navicert.evidence.reading import read_page

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def gold(shared):
    def records(name):
        return [json.loads(line) for line in (shared / "evidence" / f"{name}.jsonl").read_text("utf-8").splitlines()]

    return records


@pytest.fixture(scope="module")
def readings(shared):
    texts = {path.name: path.read_bytes().decode("utf-8") for path in (shared / "seeds").glob("*.txt")}
    return {name: read_page(text) for name, text in texts.items()}


def test_articles_and_lines(gold, readings):
    for wanted in gold("articles"):
        found = [a for a in readings[wanted["seed"]].articles if a.title and a.title.start == wanted["title"]["start"]]
        assert [
            (abs(a.body_start - wanted["body_start"]) <= 5, abs(a.body_end - wanted["body_end"]) <= 5) for a in found
        ] == [(True, True)]
    roles = {(name, line.number): line.role for name, reading in readings.items() for line in reading.lines}
    wrong = [line for line in gold("lines") if roles.get((line["seed"], line["line"])) != line["label"]]
    assert len(wrong) <= 3


def test_no_publication_date_is_wrong(gold, readings):
    for wanted in gold("articles"):
        (found,) = [a for a in readings[wanted["seed"]].articles if a.start == wanted["start"]]
        assert found.published.day in (None, date.fromisoformat(wanted["resolved_date"]))


def test_dates_with_the_publication_date_given(gold, shared):
    articles = {article["article_id"]: article for article in gold("articles")}
    right = 0
    for wanted in gold("dates"):
        article = articles[wanted["article_id"]]
        text = (shared / "seeds" / wanted["seed"]).read_bytes().decode("utf-8")[article["start"] : article["end"]]
        found = dates_of(text, article["resolved_date"])
        at = range(wanted["start"] - article["start"], wanted["end"] - article["start"])
        meant = {(str(d.first), str(d.last)) for d in found if d.start < at.stop and at.start < d.end}
        right += (wanted["value_start"], wanted["value_end"]) in meant
    assert right >= 0.95 * len(gold("dates"))


_READ = {}


def dates_of(text, day):
    if text not in _READ:
        _READ[text] = read_page(text, published=date.fromisoformat(day)).dates
    return _READ[text]


def test_quantities(gold, readings):
    scored = [q for q in gold("quantities") if q["kind"] not in ("name_part", "count_vague")]
    right = 0
    for wanted in scored:
        found = [a for a in readings[wanted["seed"]].amounts if a.start < wanted["end"] and wanted["start"] < a.end]
        right += any(a.value is not None and abs(abs(float(a.value)) - abs(wanted["value"])) < 1e-6 for a in found)
    assert right >= 0.95 * len(scored)
