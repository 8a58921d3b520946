"""Who is found, in which order, and that nobody who reaches the cutoff is missed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.screening import Policy, build_index, party_from_ftm, screen, screen_many
from navicert.screening.scoring import weigh

from .conftest import PARTIES

ANYTHING = Policy(cutoff=0.0, limit=100)


@pytest.mark.parametrize(
    ("name", "schema", "found"),
    [
        pytest.param("MARTINEZ HODWALKER David Martin", "Person", "p1", id="another order"),
        pytest.param("Mr. Martin David HODWALKER MARTINEZ", "Person", "p1", id="a title"),
        pytest.param("Martin David HODWALKER MARТINEZ", "Person", "p1", id="a look-alike letter"),
        pytest.param("Martin David HOD\u200dWALKER MARTINEZ", "Person", "p1", id="an invisible character"),
        pytest.param("Mrtn Dvd HDWLKR MRTNZ", "Person", "p1", id="no vowels"),
        pytest.param("Martin David HIDWALKER MARTINEZ", "Person", "p1", id="a typing slip"),
        pytest.param("M. David HODWALKER MARTINEZ", "Person", "p1", id="an initial"),
        pytest.param("김정은", "Person", "p2", id="Hangul"),
        pytest.param("金正恩", "Person", "p2", id="Chinese characters"),
        pytest.param("Kim Chŏng-ŭn", "Person", "p2", id="McCune-Reischauer"),
        pytest.param("Ким Чен Ын", "Person", "p2", id="Cyrillic"),
        pytest.param("리영호", "Person", "p3", id="the North's surname"),
        pytest.param("이용호", "Person", "p3", id="the South's surname"),
        pytest.param("Lee Young-ho", "Person", "p3", id="a personal spelling"),
        pytest.param("李勇浩", "Person", "p3", id="hanja"),
        pytest.param("أحمد محمد يونس الأحمد", "Person", "p4", id="Arabic"),
        pytest.param("KOMID", "Company", "c1", id="an acronym of beginnings"),
        pytest.param("OMM", "Organization", "c2", id="an acronym of initials"),
        pytest.param("Mobin International LLP", "Company", "c3", id="another legal form"),
        pytest.param("WISE HONEST (IMO 8905490)", "Vessel", "v1", id="a number after the name"),
    ],
)
def test_a_listed_party_is_found_under(name, schema, found, index, ask):
    matches = screen(ask(name, schema), index)
    assert [match.party.id for match in matches][:1] == [found]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        pytest.param("Martin TOBOADA", "Person", id="one common given name"),
        pytest.param("Martin David HODWALKER Ricardo", "Person", id="another name in place of the last"),
        pytest.param("Kim Jong Il", "Person", id="another syllable"),
        pytest.param("Lisa Medina", "Person", id="somebody else"),
        pytest.param("WISE HONEST", "Person", id="another kind of party"),
        pytest.param("", "Person", id="no name"),
        pytest.param("...", "Person", id="punctuation"),
        pytest.param("😀", "Person", id="emoji"),
    ],
)
def test_nobody_is_found_under(name, schema, index, ask):
    assert screen(ask(name, schema), index) == ()


def test_matches_come_best_first_and_no_more_than_asked_for(index, ask):
    matches = screen(ask("Ahmad Hassan Yunis"), index, Policy(cutoff=0.0, limit=2, least_name=0.1))
    assert [match.party.id for match in matches] == ["p5", "p4"]
    assert matches[0].score > matches[1].score


def test_equal_scores_fall_to_the_id():
    twins = build_index(
        party_from_ftm({"id": key, "schema": "Person", "properties": {"name": ["Ada Quux"]}}) for key in "ba"
    )
    query = party_from_ftm({"schema": "Person", "properties": {"name": ["Ada Quux"]}})
    assert [match.party.id for match in screen(query, twins)] == ["a", "b"]


def test_a_score_does_not_depend_on_what_else_is_listed(index, ask):
    query = ask("Ahmad Hassan", birthDate=["1970"])
    alone = screen(query, build_index([PARTIES[4]]))
    assert alone[0].score == next(m.score for m in screen(query, index) if m.party.id == "p5")


def test_many_answers_as_one_by_one(index, ask):
    queries = [ask("Kim Jong Un"), ask("Lisa Medina"), ask("OMM", "Company")]
    assert list(screen_many(queries, index)) == [screen(query, index) for query in queries]


SOME = """
    kim jong un ri yong ho martin david hodwalker martinez ahmad hassan al muhammad yunis m a korea mining trading
    ocean omm komid jongun hodwalkermartinez mrtn ахмад 김 정은 李 勇浩 أحمد ahmadhassan limited international
    """
WORDS = st.sampled_from(SOME.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from(["Person", "Company", "LegalEntity"]), st.booleans())
def test_the_search_finds_all_that_comparing_with_everyone_finds(index, words, schema, dated):
    properties = {"name": [" ".join(words)], **({"birthDate": ["1984"]} if dated else {})}
    query = party_from_ftm({"id": "q", "schema": schema, "properties": properties})
    for policy in (Policy(limit=100), ANYTHING):
        everyone = {p.id: m.score for p in PARTIES if (m := weigh(query, p, policy)) and 0 < m.score >= policy.cutoff}
        assert {m.party.id: m.score for m in screen(query, index, policy)} == everyone
