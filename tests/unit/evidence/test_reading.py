"""A page is read from its text to its records, whatever it holds."""

import json
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.evidence.output import records
from navicert.evidence.pages import MOST_READ, page_of_bytes
from navicert.evidence.reading import read, read_page

from .mini_pages import FERRY, HARBOUR, TRAIN


def test_a_page_gives_its_articles_names_dates_and_amounts():
    reading = read_page(HARBOUR + FERRY, published=date(2021, 5, 4))
    assert len(reading.articles) == 2
    assert {line.role for line in reading.lines} >= {"title", "caption", "byline", "body", "summary"}
    assert [found.first for found in reading.dates][:1] == [date(2021, 5, 4)]
    assert {amount.unit for amount in reading.amounts} >= {"tonne", "EUR", "day"}
    assert reading.sources
    assert reading.notes == ()


def test_the_same_text_gives_the_same_reading():
    assert read_page(FERRY) == read_page(FERRY)


def test_a_page_keeps_where_it_came_from():
    when = datetime(2019, 6, 8, tzinfo=UTC)
    page = read_page(FERRY, source="https://coast.example/1", fetched_at=when).page
    assert (page.text, page.source, page.fetched_at) == (FERRY, "https://coast.example/1", when)
    assert len(page.sha256) == 64


def test_an_unknown_publication_date_leaves_days_open():
    reading = read_page(TRAIN)
    assert reading.articles[0].published.day is None
    assert {found.first for found in reading.dates if found.kind == "relative"} == {None}


def printed(text, **given_):
    return [json.loads(json.dumps(record)) for record in records(read_page(text, **given_), "inbox/page.txt")]


def test_records_are_json_and_quote_the_page():
    text = HARBOUR + FERRY
    found = printed(text, published=date(2021, 5, 4))
    assert found[0] | {"notes": 0} == found[0] | {
        "type": "page",
        "file": "inbox/page.txt",
        "start": 0,
        "end": len(text),
        "notes": 0,
    }
    assert {record["page"] for record in found} == {found[0]["page"]}
    for record in found[1:]:
        nested = [item for value in record.values() for item in (value if isinstance(value, list) else [value])]
        spans = [record, *(item for item in nested if isinstance(item, dict) and "start" in item)]
        assert all(text[s["start"] : s["end"]] == s[key] for s in spans for key in ("text", "quote") if key in s)


def test_ids_of_records_are_their_own():
    found = printed(HARBOUR + FERRY + TRAIN, published=date(2021, 5, 4))
    own = {
        "article": "article_id",
        "mention": "mention_id",
        "date": "date_id",
        "quantity": "quantity_id",
        "claim": "claim_id",
    }
    ids = [record[own[record["type"]]] for record in found if record["type"] in own]
    assert len(ids) == len(set(ids)) > 10


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", "no text"),
        ("\n\n \n", "no text"),
        ("12\nTT\n", "no article"),
        (
            "Порт закрыт\n\n"
            + "Порт Варны прекратил погрузку зерна во вторник после падения крана, сообщил оператор. " * 3,
            "not English",
        ),
        ("x" * (MOST_READ + 1), "only the first"),
    ],
    ids=["empty", "blanks", "furniture", "Russian", "too long"],
)
def test_what_could_not_be_read_is_said(text, note):
    assert any(note in said for said in read_page(text).notes)


@pytest.mark.parametrize(
    "text",
    [
        "زعيم المعارضة يتهم الحكومة\n\n"
        "قال زعيم المعارضة يوم الاثنين إن الحكومة لم تنفذ وعودها بشأن الميناء، حسب ما أفادت وكالة.\n",
        "港口因风暴关闭\n\n港口在暴风雨后关闭，目前尚不清楚何时开放，港口负责人周一对记者表示。他说，有两艘驳船沉没。\n",
        "नई दिल्ली में बंदरगाह बंद\n\nतूफान के बाद सोमवार को बंदरगाह बंद कर दिया गया, अधिकारियों ने बताया।\n",
    ],
    ids=["Arabic, right to left", "Chinese", "Hindi"],
)
def test_pages_in_other_scripts_are_split_at_least(text):
    reading = read_page(text)
    assert reading.articles[0].title.text == text.split("\n")[0]
    assert text[reading.articles[0].body_start : reading.articles[0].body_end] == text.split("\n")[2]


def test_binary_data_is_refused():
    with pytest.raises(InvalidInput):
        read(page_of_bytes(bytes(range(256)) * 100))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["(", "1 ", "2017 ", "one hundred and ", "5 km (", "a\n"])
def test_time_stays_bounded_for_fifty_million_characters(unit):
    text = unit * (50_000_000 // len(unit))
    began = time.process_time()
    reading = read_page(text, published=date(2020, 1, 1))
    assert "only the first" in reading.notes[0]
    assert time.process_time() - began < 120


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from([*HARBOUR.split("\n"), *FERRY.split("\n"), *TRAIN.split("\n"), "١٢", "—", "(", "\u202e"]),
        max_size=25,
    )
)
def test_shuffled_lines_are_read_and_quoted(lines):
    text = "\n".join(lines)
    reading = read_page(text, published=date(2021, 5, 4))
    spans = [*reading.dates, *reading.amounts, *reading.mentions]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(claim.quote == text[claim.start : claim.end] for claim in reading.claims)
    assert all(a.body_start <= a.body_end <= len(text) for a in reading.articles)
