"""What a recogniser finds, mended and agreed over the whole article."""

from collections.abc import Iterator, Sequence

import pytest

from navicert.evidence.model import FoundName


class Finds:
    """A recogniser that finds the given names wherever they stand, and takes them for the given kinds."""

    version = "fake 1"

    def __init__(self, **kinds: str) -> None:
        self._kinds = {name.replace("_", " "): kind for name, kind in kinds.items()}

    def names(self, texts: Sequence[str]) -> Iterator[Sequence[FoundName]]:
        for text in texts:
            yield [
                FoundName(text.index(name), text.index(name) + len(name), kind)  # type: ignore[arg-type]
                for name, kind in self._kinds.items()
                if name in text
            ]


def test_a_surname_taken_for_a_place_is_the_person_named_in_full_elsewhere(named):
    text = "President Ana Tirol left.\nLater Tirol came back."
    assert named(text, Finds(Tirol="place")) == [("Ana Tirol", "person"), ("Tirol", "person")]


def test_the_title_helps_to_know_a_surname(named):
    assert ("Brekke", "person") in named("Then Brekke spoke.", Finds(), title="Minister Lars Brekke resigns")


def test_a_korean_name_cut_short_is_made_whole(named):
    assert ("Han Jae Il", "person") in named("They met Han Jae Il.", Finds(Han_Jae="person"))


def test_inhabitants_taken_for_a_place_are_dropped(named):
    assert named("Kenyan farmers left.", Finds(Kenyan="place")) == []


def test_a_city_taken_for_a_person_is_a_place(named):
    assert named("They sailed to Mombasa.", Finds(Mombasa="person")) == [("Mombasa", "place")]


def test_a_law_is_no_organisation(named):
    assert named("They passed the Harbour Safety Act.", Finds(Harbour_Safety_Act="organisation")) == []


def test_a_word_that_is_also_written_small_is_no_name(named):
    text = "Diesel was scarce.\nThey sold diesel."
    assert named(text, Finds(Diesel="organisation")) == []


def test_a_city_in_a_person_s_name_is_part_of_it(named):
    assert named("They met Zara London.", Finds(Zara_London="person")) == [("Zara London", "person")]


def test_a_company_goes_by_a_word_of_its_name(named):
    text = "They sued Nordvik Shipping Co.\nThen Nordvik paid."
    assert ("Nordvik", "organisation") in named(text, Finds(Nordvik="place"))


@pytest.mark.parametrize("order", [1, -1])
def test_names_of_one_article_do_not_overlap(mentions, order):
    names = {"Bank_of_Norway": "person", "Norway": "place"}
    found = mentions("The Bank of Norway spoke.", Finds(**dict(list(names.items())[::order])))
    assert [(m.text, m.kind) for m in found] == [("Bank of Norway", "organisation")]


def test_each_mention_knows_the_full_name_and_the_first_mention(mentions):
    first, second, third = mentions("Moon Jae-sung left. Mr Moon met Moon Jae Sung.")
    assert [m.name for m in (first, second)] == ["Moon Jae-sung", "Moon Jae-sung"]
    assert (first.same_as, second.same_as, third.same_as) == (None, first.id, first.id)


def test_the_names_of_a_country_are_one(mentions):
    first, second = mentions("The United States left. The U.S. came back.")
    assert second.same_as == first.id


def test_an_acronym_is_the_organisation_it_shortens(mentions):
    first, second = mentions("The Northern Fishing Agency agreed. NFA paid.", Finds(NFA="organisation"))
    assert (second.name, second.same_as) == ("Northern Fishing Agency", first.id)


def test_offsets_are_exact_and_the_extractor_names_the_rule(mentions):
    text = "  In Lima, Mr Quispe's aide met Ana Flores.  "
    for mention in mentions(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.extractor.startswith("names 1, capitals 1, ")


def test_without_a_recogniser_unsure_names_say_so(mentions):
    assert all(m.confidence < 0.5 for m in mentions("They asked Grebbin Torvald.") if m.text == "Grebbin Torvald")
