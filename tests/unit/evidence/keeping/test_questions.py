"""Questions about kept pages: who, what, how meant, when; and what counts as the same."""

from datetime import date

import pytest

from navicert.evidence.keeping.answers import item_to_json
from navicert.evidence.keeping.questions import Question, ask, plain_words
from navicert.evidence.keeping.shelf import ReadPage, Shelf
from navicert.evidence.pages import page_of_text
from navicert.evidence.reading import read

STORY = """Quarry Owner Under Suspicion

The customs office said that Émile Garnier had shipped nine loads of marble to Port Selby in March. He had forged the \
papers of every one of them, the office said.

Garnier denied the accusation.
"""


def kept(text, day=None, place="a.txt"):
    page = page_of_text(text, source=place)
    return ReadPage(read(page, published=day), (place,))


def found(shelf, **asked):
    return [item_to_json(item) for item in ask(shelf, Question(kinds=("claim",), **asked)).items]


@pytest.mark.parametrize("names", [("Emile GARNIER",), ("garnier",), ("Somebody", "Garnier")])
def test_a_party_is_found_without_case_and_accents_by_any_of_its_names(names):
    shelf = Shelf([kept(STORY, date(2020, 4, 1))])
    assert "denied" in {record["modality"] for record in found(shelf, names=names)}


def test_a_name_must_be_there_in_all_its_words():
    assert not found(Shelf([kept(STORY, date(2020, 4, 1))]), names=("Garnier Frères",))


def test_words_are_looked_for_whole_and_in_their_order():
    shelf = Shelf([kept(STORY, date(2020, 4, 1))])
    assert found(shelf, text="loads of marble")
    assert not found(shelf, text="marble of loads")
    assert not found(shelf, text="arble")


def test_days_count_by_publication_and_undated_articles_are_counted_apart():
    shelf = Shelf([kept(STORY, date(2020, 4, 1)), kept(STORY.replace("marble", "slate").replace("nine", "ten"))])
    answer = ask(shelf, Question(kinds=("claim",), first=date(2020, 4, 1), last=date(2020, 4, 1)))
    assert answer.items
    assert {item.page.page.id for item in answer.items} == {shelf.pages[0].page.id}
    assert {item.page.page.id for item in answer.undated} == {shelf.pages[1].page.id}
    assert not ask(shelf, Question(kinds=("claim",), first=date(2020, 4, 2))).items


def test_copies_are_one_item_with_all_their_places():
    copies = [kept(f"{STORY}\nRead more on page {number}\n", date(2020, 4, 1), f"{number}.txt") for number in range(10)]
    denials = found(Shelf(copies), modalities=frozenset({"denied"}))
    assert [len(denial["occurrences"]) for denial in denials] == [10]
    assert denials[0]["witnesses"] == 1


def test_the_same_words_in_texts_that_share_nothing_else_stay_two():
    other = "Council Vote Delayed\n\nThe mayor said that taxes would rise. Garnier denied the accusation.\n"
    denials = found(
        Shelf([kept(STORY, date(2020, 4, 1)), kept(other, date(2020, 4, 2))]), modalities=frozenset({"denied"})
    )
    assert len(denials) == 2


@pytest.mark.parametrize(
    ("name", "words"), [("Al-Ḥasan", ("al", "hasan")), ("Ölbank GmbH.", ("olbank", "gmbh")), ("", ()), ("--", ())]
)
def test_words_of_a_name_have_no_case_accents_or_signs(name, words):
    assert plain_words(name) == words
