"""Pages are told apart into articles."""

import pytest

from navicert.evidence.articles import split
from navicert.evidence.model import Page

from .mini_pages import FERRY, FURNITURE, HARBOUR, TRAIN


def roles_of(text):
    lines, _ = split(Page("p", text))
    return [(line.role, text[line.start : line.end]) for line in lines]


def articles_of(text):
    return split(Page("p", text))[1]


def bodies_of(text):
    return [(article.title.text, text[article.body_start : article.body_end]) for article in articles_of(text)]


def test_every_line_of_a_wire_story_has_its_role():
    assert [role for role, _ in roles_of(HARBOUR)] == [
        "title", "caption", "caption_dup", "widget", "byline", "body", "body", "subhead", "body", "credits",
    ]  # fmt: skip


def test_a_headline_printed_twice_and_bullets_belong_to_the_head():
    roles = [role for role, _ in roles_of(FERRY)]
    assert roles == ["title", "updated", "widget", "title_dup", "summary", "body", "body", "body"]


def test_an_article_knows_its_parts():
    (article,) = articles_of(HARBOUR)
    assert article.title.text.startswith("Port of Varna")
    assert (article.dateline.place.text, article.dateline.agency) == ("SOFIA", "Reuters")
    assert [span.text for span in article.bylines] == ["By Ana Petrova and Ivan Kolev"]
    assert [span.text for span in article.credits] == ["(Reporting by Ana Petrova; Editing by John Example)"]
    assert len(article.captions) == 1
    assert HARBOUR[article.body_start :].startswith("SOFIA (Reuters) - ")
    assert HARBOUR[: article.body_end].endswith("heads the port authority.")


@pytest.mark.parametrize(
    "pages",
    [[HARBOUR, FERRY], [FERRY, TRAIN, HARBOUR], [TRAIN, FERRY], [TRAIN, HARBOUR, FERRY]],
    ids=["wire story first", "three outlets", "no cue but the headline first", "no cue first"],
)
@pytest.mark.parametrize("glue", ["\n", "\n\n\n", FURNITURE], ids=["one newline", "gap", "furniture between"])
def test_glued_articles_come_apart(pages, glue):
    alone = [body for page in pages for body in bodies_of(page)]
    assert bodies_of(glue.join(page.strip() + "\n" for page in pages)) == alone


def test_the_first_article_is_main_and_the_others_are_glued_to_it():
    assert [article.kind for article in articles_of(HARBOUR + FERRY)] == ["main", "glued"]


def test_a_page_without_headline_is_an_article_without_title():
    (article,) = articles_of("\n".join(TRAIN.splitlines()[2:]))
    assert article.title is None
    assert article.confidence <= 0.5


def test_a_question_within_a_text_is_a_subhead():
    text = (
        TRAIN + "\nWhat does it cost?\n\nA bed costs as much as a seat on the day train did before, the railway said.\n"
    )
    assert ("subhead", "What does it cost?") in roles_of(text)
    assert len(articles_of(text)) == 1


def test_lines_wrapped_at_a_margin_stay_one_text():
    text = (
        "Rail strike called off\n\nThe union called off a strike that was planned\nfor next week"
        " after the railway offered\n"
        "higher wages, both sides said.\n"
    )
    assert {role for role, _ in roles_of(text)} == {"title", "body"}


def test_furniture_after_the_text_belongs_to_no_article():
    text = TRAIN + FURNITURE
    lines, (article,) = split(Page("p", text))
    assert [line.article_id for line in lines[-3:]] == [None] * 3
    assert text[: article.end].endswith("less than a flight.")


def test_every_extent_quotes_the_page():
    text = "\ufeff" + FERRY.replace("\n", "\r\n") + HARBOUR
    lines, articles = split(Page("p", text))
    spans = [s for a in articles for s in (a.title, *a.bylines, *a.credits, *a.captions) if s]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(text[line.start : line.end].strip() == text[line.start : line.end] != "" for line in lines)
    assert [line.number for line in lines] == [text.count("\n", 0, line.start) + 1 for line in lines]


@pytest.mark.parametrize("text", ["", " \n\u00a0\n", "\n\n"], ids=["nothing", "blanks", "newlines"])
def test_a_page_without_text_holds_no_article(text):
    assert split(Page("p", text)) == ((), ())
