"""The score is the sum of its reasons; evidence for and against moves it as it should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import navicert
from navicert.screening import Policy, compare, compare_names, match_to_json, screen
from navicert.screening.scoring import squash, unsquash


def score(index, query, key, policy=None):
    policy = policy or Policy(cutoff=0.0, limit=100)
    return next((match.score for match in screen(query, index, policy) if match.party.id == key), 0.0)


@given(st.floats(-5, 3), st.floats(-5, 3))
def test_squashing_keeps_the_order_and_stays_below_one(a, b):
    assert 0 <= squash(a) < 1
    assert (squash(a) <= squash(b)) or a > b


@given(st.floats(0.01, 0.9999))
def test_unsquashing_undoes_squashing(value):
    assert squash(unsquash(value)) == pytest.approx(value)


def test_the_score_is_the_squashed_sum_of_the_reasons(index, ask):
    for query in (ask("Ahmad Hasan", birthDate=["1971"], nationality=["iq"]), ask("Kim Chong-un", gender=["male"])):
        for match in screen(query, index, Policy(cutoff=0.0)):
            assert match.score == squash(sum(reason.weight for reason in match.reasons))


def test_no_score_reaches_one(index, ask):
    query = ask("KIM Jong Un", alias=["Kim Jong-woon"], birthDate=["1984-01-08"], nationality=["kp"])
    assert 0.9 < score(index, query, "p2") < 1


@pytest.mark.parametrize(
    ("birth", "hit"),
    [
        pytest.param("1970-05-06", True, id="same day"),
        pytest.param("1970", True, id="same year"),
        pytest.param("1971-05-06", True, id="a year later"),
        pytest.param("1969", True, id="a year earlier"),
        pytest.param("1970-06-05", True, id="day and month swapped"),
        pytest.param("1907-05-06", True, id="two digits of the year exchanged"),
        pytest.param("1991-11-30", False, id="another generation"),
    ],
)
def test_a_birth_date_off_by_a_slip_is_still_a_hit(birth, hit, index, ask):
    query = ask("Ahmad HASSAN", birthDate=[birth], nationality=["sy"])
    assert (score(index, query, "p5") >= 0.7) == hit


def test_the_nearer_the_birth_date_the_higher_the_score(index, ask):
    born = ["1970-05-06", "1970", "1971-05-06", "1973-01-01", "1985-01-01"]
    scores = [score(index, ask("Ahmad HASSAN", birthDate=[birth]), "p5") for birth in born]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_missing_birth_date_says_nothing(index, ask):
    assert score(index, ask("Ahmad HASSAN", birthDate=["1985"]), "p5") < score(index, ask("Ahmad HASSAN"), "p5")
    assert score(index, ask("Ahmad HASSAN"), "p5") < score(index, ask("Ahmad HASSAN", birthDate=["1970"]), "p5")


def test_countries_and_gender_speak_for_and_against(index, ask):
    alone = score(index, ask("Martin David HODWALKER MARTINEZ"), "p1")
    assert score(index, ask("Martin David HODWALKER MARTINEZ", country=["co"]), "p1") > alone
    assert score(index, ask("Martin David HODWALKER MARTINEZ", country=["se"]), "p1") < alone
    assert score(index, ask("Martin David HODWALKER MARTINEZ", gender=["female"]), "p1") < alone


def test_an_equal_valid_identifier_decides_whatever_the_name(index, ask):
    assert score(index, ask("Something Else", "Vessel", imoNumber=["8905490"]), "v1") > 0.9
    assert score(index, ask("", "Vessel", imoNumber=["IMO 8905490"]), "v1") > 0.9
    assert score(index, ask("Any Firm", "Company", innCode=["7707083893"]), "c3") > 0.9


def test_an_equal_identifier_with_a_wrong_check_digit_does_not_decide():
    broken = {"schema": "Vessel", "properties": {"name": ["Alpha"], "imoNumber": ["8905491"]}}
    assert compare({**broken, "properties": {**broken["properties"], "name": ["Omega"]}}, broken) == 0.0


def test_another_imo_number_speaks_against_a_ship_of_the_same_name(index, ask):
    same = score(index, ask("WISE HONEST", "Vessel"), "v1")
    assert score(index, ask("WISE HONEST", "Vessel", imoNumber=["9187629"]), "v1") < same


def test_a_weak_alias_counts_for_less():
    def party(kind):
        return {"id": "x", "schema": "Person", "properties": {"name": ["Zxcv Qwer"], kind: ["Hodwalker Peregrina"]}}

    query = {"schema": "Person", "properties": {"name": ["Hodwalker Peregrina"]}}
    assert compare(query, party("weakAlias")) < compare(query, party("alias"))


def test_a_rare_name_is_stronger_evidence_than_a_common_one():
    assert compare_names("Hodwalker Toboada", "Hodwalker Toboada") > compare_names("Maria Garcia", "Maria Garcia")


def test_the_reasons_say_which_word_stands_for_which_and_what_speaks_against(index, ask):
    match = screen(ask("Ahmed Hassan", birthDate=["1972"]), index, Policy(cutoff=0.0))[0]
    texts = " / ".join(reason.text for reason in match.reasons)
    assert "ahmed ~ ahmad" in texts
    assert "hassan = hassan" in texts
    assert any(reason.kind == "birth_date" and reason.weight < 0 for reason in match.reasons)


def test_the_probability_follows_the_base_rate_and_the_score_does_not(index, ask):
    often, seldom = (screen(ask("Ahmad Hassan"), index, Policy(base_rate=rate))[0] for rate in (0.5, 0.001))
    assert often.score == seldom.score
    assert often.probability > seldom.probability


def test_a_match_as_json_has_the_agreed_form(index, ask):
    json = match_to_json(screen(ask("Kim Jong Un"), index)[0])
    assert list(json) == [
        "id",
        "schema",
        "caption",
        "sources",
        "programs",
        "score",
        "probability",
        "matched",
        "reasons",
    ]
    assert json["matched"] == {"query": "Kim Jong Un", "entry": "KIM Jong Un"}
    assert json["sources"] == ["test"]
    assert set(json["reasons"][0]) == {"kind", "text", "weight", "asked", "listed", "how"}


def test_comparing_gives_the_score_that_screening_gives(index, ask):
    entity = {"id": "p5", "schema": "Person", "properties": {"name": ["Ahmad HASSAN"], "birthDate": ["1970-05-06"]}}
    query = {"id": "q", "schema": "Person", "properties": {"name": ["Ahmed Hasan"], "birthDate": ["1970"]}}
    assert navicert.compare(query, entity) == score(index, ask("Ahmed Hasan", birthDate=["1970"]), "p5")
    assert navicert.compare_names("Ahmed Hasan", "Ahmad HASSAN") == score(index, ask("Ahmed Hasan"), "p5")


def test_names_beyond_comparison_score_nothing():
    assert compare_names("", "") == 0.0
    assert compare_names("...", "Kim") == 0.0


def test_words_in_another_order_count_a_trace_less():
    person = {"id": "p", "schema": "Person", "properties": {"name": ["Tomas Welling"]}}
    straight, turned = (
        navicert.compare({"schema": "Person", "properties": {"name": [name]}}, person)
        for name in ("Tomas Welling", "WELLING, Tomas")
    )
    assert straight - 0.01 < turned < straight


@pytest.mark.parametrize("asked", ["Kim Chol Yong", "Chol Yong Kim", "김철영", "金哲永"])
def test_syllables_of_a_given_name_in_another_order_are_another_name(asked: str):
    assert navicert.compare_names(asked, "Kim Yong Chol") < Policy().cutoff


@pytest.mark.parametrize("asked", ["Yong Chol Kim", "Yongchol Kim", "Kim Yong-chol", "김영철"])
def test_a_surname_put_last_is_the_same_name(asked: str):
    assert navicert.compare_names(asked, "KIM, Yong Chol") > 0.8


@pytest.mark.parametrize(
    ("asked", "listed", "hit"),
    [
        pytest.param("Eagle Bank", "Eagle Communication Brokers Inc", False, id="an ordinary word, other business"),
        pytest.param("Eagle Communications Ltd", "Eagle Communication Inc", True, id="an ordinary word, same business"),
        pytest.param("Hodwalker Dental", "Hodwalker Logistics Group", True, id="a rare word, other business"),
    ],
)
def test_firms_with_one_ordinary_word_in_common_are_told_apart_by_their_business(asked, listed, hit):
    assert (compare_names(asked, listed, "Company") >= 0.7) == hit


def test_what_stands_before_ships_names_hardly_counts():
    assert compare_names("MV Hodwalker", "Hodwalker", "Vessel") > 0.85


def test_a_given_name_is_no_title():
    assert compare_names("Grace Martinez", "Martinez") < 0.7


def test_the_end_that_many_surnames_share_is_no_surname_by_itself():
    assert compare_names("Amir Ali Reza Zadeh", "Amir Ali Reza Zadeh") > 0.8
    assert compare_names("Amir Reza Zadeh", "Amir Haji Zadeh") < compare_names("Amir Reza Nouri", "Amir Haji Nouri")


def test_of_more_listed_parties_more_are_alike_by_chance_but_no_score_changes(index, ask):
    few, many = (screen(ask("Ahmad Hassan"), index, Policy(listed_parties=number))[0] for number in (300, 1_000_000))
    assert few.score == many.score
    assert many.probability < screen(ask("Ahmad Hassan"), index, Policy())[0].probability < few.probability
