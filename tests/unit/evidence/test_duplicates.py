"""The same text in several places is one source; a changed story is a new version."""

from datetime import date

import pytest

from navicert.evidence.articles import split
from navicert.evidence.duplicates import find_duplicates
from navicert.evidence.model import Page, PageReading
from navicert.evidence.publication import publications

from .mini_pages import FERRY, HARBOUR, TRAIN


def reading(page_id, text, day=None):
    page = Page(page_id, text)
    read = PageReading(page, *split(page))
    return PageReading(page, read.lines, publications(read, day))


def kinds(sources, kind):
    return [source for source in sources if source.kind == kind]


def places(source):
    return [occurrence.page for occurrence in source.occurrences]


def test_a_caption_printed_twice_is_one_source():
    (caption,) = kinds(find_duplicates([reading("a", HARBOUR)]), "caption")
    assert len(caption.occurrences) == 2


def test_a_wire_story_on_three_pages_is_one_source():
    pages = [reading("a", HARBOUR), reading("b", FERRY + HARBOUR), reading("c", TRAIN)]
    (story,) = kinds(find_duplicates(pages), "article")
    assert places(story) == ["a", "b"]
    assert story.version_of is None


def test_occurrences_quote_the_pages():
    pages = {"a": HARBOUR, "b": FERRY + HARBOUR}
    for source in find_duplicates([reading(name, text) for name, text in pages.items()]):
        texts = [pages[place.page][place.start : place.end] for place in source.occurrences]
        assert min(map(len, texts)) > 0.5 * max(map(len, texts))


@pytest.mark.parametrize(
    "update",
    [
        HARBOUR.replace("about 40,000 tonnes", "about 55,000 tonnes"),
        HARBOUR.replace(
            "INSPECTION",
            "The transport minister said on Wednesday that the state would pay for a new crane and for the wages that "
            "the dockers had lost.\n\nINSPECTION",
        ),
    ],
    ids=["a changed figure", "a paragraph more on another day"],
)
def test_an_update_of_a_story_is_a_new_version(update):
    pages = [reading("old", HARBOUR, date(2021, 5, 4)), reading("new", update, date(2021, 5, 5))]
    old, new = kinds(find_duplicates(pages), "article")
    assert (places(old), places(new)) == (["old"], ["new"])
    assert (old.version_of, new.version_of) == (None, old.id)


def test_the_earlier_day_is_the_earlier_version_whatever_the_order():
    update = HARBOUR.replace("about 40,000 tonnes", "about 55,000 tonnes")
    pages = [reading("new", update, date(2021, 5, 5)), reading("old", HARBOUR, date(2021, 5, 4))]
    by_page = {places(source)[0]: source for source in kinds(find_duplicates(pages), "article")}
    assert by_page["new"].version_of == by_page["old"].id


def test_a_paragraph_reworked_into_another_story_is_one_source():
    other = (
        FERRY + "The operator of the port said that about 40,000 tonnes of wheat were waiting in silos and that ships "
        "would be sent elsewhere.\n"
    )
    (paragraph,) = kinds(find_duplicates([reading("a", HARBOUR), reading("b", other)]), "paragraph")
    assert sorted(places(paragraph)) == ["a", "b"]


def test_a_stock_sentence_makes_no_copy():
    stock = "The agency could not independently verify the report.\n"
    assert not kinds(find_duplicates([reading("a", FERRY + stock), reading("b", TRAIN + stock)]), "paragraph")


def test_different_stories_share_nothing():
    assert find_duplicates([reading("a", FERRY), reading("b", TRAIN)]) == ()
