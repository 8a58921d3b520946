"""Pages are taken from text and HTML in any encoding; what is no text is refused."""

import json
from datetime import date

import pytest

from navicert.errors import InvalidInput
from navicert.evidence.pages import MOST_LINES, MOST_READ, page_of_bytes, page_of_text, part_read
from navicert.evidence.reading import read

HTML = """<!DOCTYPE html><html><head><meta property="article:published_time" content="2019-06-07T10:00:00+03:00">
<meta property="og:site_name" content="Coast Daily"><script>var x = "not text";</script></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry company fined</h1><figure><img src="x"><figcaption>A ferry leaves port.</figcaption></figure>
<p>A court fined a ferry <b>company</b> on Friday,
 the coast guard said.</p><ul><li><a href="/more">Another story</a></li></ul></article>
</body></html>"""


def test_text_is_stored_as_it_is():
    page = page_of_bytes("Zürich\r\n\r\n数".encode())
    assert page.text == "Zürich\r\n\r\n数"
    assert page.received_sha256 is None


def test_the_same_text_is_the_same_page():
    assert page_of_text("one").id == page_of_text("one").id != page_of_text("two").id


def test_html_gives_its_text_and_what_it_says_of_itself():
    page = page_of_bytes(HTML.encode())
    assert page.text.split("\n") == [
        "Ferry company fined",
        "",
        "A ferry leaves port.",
        "",
        "A court fined a ferry company on Friday, the coast guard said.",
    ]
    assert (page.stated_published, page.stated_outlet) == (date(2019, 6, 7), "Coast Daily")
    assert page.received_sha256 is not None


def test_schema_org_names_the_day_of_the_article():
    page, article = {"@type": "WebPage", "datePublished": "2001-01-01"}, {"@type": "NewsArticle"}
    block = json.dumps({"@graph": [page, article | {"datePublished": "2020-02-11T08:15Z"}]})
    html = f'<html><script type="application/ld+json">{block}</script><p>Text of the article.</p></html>'
    assert page_of_bytes(html.encode()).stated_published == date(2020, 2, 11)


@pytest.mark.parametrize(
    "html",
    [
        "<html><p>One<p>Two<div>Three",
        "<p>One</b></p></p><p>Two</div><span>Three",
        "<div>" * 1000 + "<p>One</p>Two Three",
    ],
    ids=["never closed", "closed too often", "nested a thousand deep"],
)
def test_broken_html_gives_what_can_be_made_of_it(html):
    assert "One" in page_of_bytes(html.encode()).text


def test_markup_without_end_is_refused_rather_than_cut_off():
    with pytest.raises(InvalidInput, match="nested too deep"):
        page_of_bytes(b"<div>" * 5000 + b"<p>One</p>")


def test_html_in_the_encoding_it_names():
    html = '<html><meta charset="windows-1251"><p>Порт закрыт</p></html>'
    assert page_of_bytes(html.encode("cp1251")).text == "Порт закрыт"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_in_other_encodings_is_read(encoding):
    assert page_of_bytes("Müller sagt ab".encode(encoding)).text.lstrip("\ufeff") == "Müller sagt ab"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        bytes(range(256)) * 40,
        "half \ud800".encode("utf-8", "surrogatepass") + b"\x00" * 50,
    ],
    ids=["PDF", "ZIP", "PNG", "all bytes", "half a character"],
)
def test_what_is_no_text_is_refused_with_its_name(data):
    with pytest.raises(InvalidInput, match="not text"):
        page_of_bytes(data, source="inbox/7")


def test_halves_of_characters_are_refused():
    with pytest.raises(InvalidInput, match="surrogates"):
        page_of_text("half \ud800")


def test_of_a_very_long_page_whole_lines_are_read():
    text = ("x" * 99 + "\n") * (MOST_READ // 50)
    assert 0 < len(part_read(text)) <= MOST_READ
    assert part_read(text).endswith("x")
    assert part_read("y" * (MOST_READ + 5)) == "y" * MOST_READ
    assert part_read("a\n" * (MOST_LINES * 2)).count("\n") < MOST_LINES


def test_headings_and_captions_of_html_are_known_by_their_elements():
    html = """<html><meta name="date" content="2020-02-11">
    <h2>Choose your edition of the paper</h2><p>Not now, thank you very much.</p>
    <h1>Storm closes the harbour</h1><figcaption>Two barges lie in the harbour</figcaption>
    <p>The harbour was closed on Tuesday after a storm had sunk two barges, its master said.</p>
    <h3>Barges raised by divers of the navy and of the fire brigade</h3>
    <p>Divers raised one of them on Wednesday, he said.</p></html>"""
    reading = read(page_of_bytes(html.encode()))
    article = next(one for one in reading.articles if one.title.text == "Storm closes the harbour")
    assert article.published.day == date(2020, 2, 11)
    assert [span.text for span in article.captions] == ["Two barges lie in the harbour"]
    assert [line.role for line in reading.lines if line.article_id == article.id] == [
        "title",
        "caption",
        "body",
        "subhead",
        "body",
    ]


def test_bytes_that_are_no_utf8_are_read_and_the_reading_says_how():
    page = page_of_bytes("The ministry \ud800 said so.".encode("utf-8", "surrogatepass"))
    assert page.read_as == "Windows-1252"
    assert any("not UTF-8" in note for note in read(page).notes)
    assert page_of_bytes("Müller said so.".encode()).read_as is None


def test_markup_nested_beyond_reason_is_refused_by_name():
    with pytest.raises(InvalidInput, match=r"deep\.html"):
        page_of_bytes(b"<div>" * 200_000 + b"The ministry said so.", source="deep.html")
