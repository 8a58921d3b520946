"""Statements of law about ventures, workers, banks and ships are asked of the rulebook, or say what they leave out."""

from datetime import date

import pytest

from navicert.evidence.linking.activities import ruled_activities
from navicert.evidence.linking.law import judge, statements
from navicert.rulebook import load_rulebook

from .test_law import SPRING, judged, page_saying


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("United Nations sanctions forbid running joint ventures with North Korea.", "UN-2375-18-JV"),
        ("A Security Council resolution bans new work permits for North Koreans.", "UN-2375-17-WORKERS"),
        ("The United Nations bars its members from hiring North Korean labourers.", "UN-2375-17-WORKERS"),
        ("The Security Council outlawed export credits for trade with North Korea.", "UN-2321-32-TRADEFIN"),
        ("United Nations measures prohibit ship-to-ship transfers with North Korean vessels.", "UN-2375-11-STS"),
        ("Correspondent accounts for North Korean banks are banned by the United Nations.", "UN-2270-33-BANKS"),
        ("The Security Council forbids insuring North Korean vessels.", "UN-2321-8-VESSELSERV"),
        ("The European Union has banned investments in North Korea.", "EU-1858-INVEST"),
    ],
)
def test_what_is_forbidden_besides_goods_is_asked_of_the_rulebook(sentence, measure):
    ((statement, judgement),) = judged(sentence)
    assert judgement is not None, statement.missing
    assert judgement["verdict"] == "correct"
    assert measure in judgement["measures"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("within 120 days of Sept. 11", "2018-01-10"),
        ("by January", "2018-01"),
    ],
)
def test_what_must_close_by_a_day_is_forbidden_after_it(words, first):
    rulebook = load_rulebook()
    page = page_saying(f"North Korean companies in China must close {words}, Beijing announced.", date(2017, 9, 28))
    (statement,) = statements(page)
    assert statement.claim is not None, statement.missing
    assert statement.claim["claims"][0]["claimed"]["from"] == first
    assert judge(statement, rulebook)["verdict"] == "correct"


def test_a_term_that_counts_from_nothing_gives_no_day():
    ((statement, _),) = judged("The United Nations orders North Korean workers sent home within 24 months.", SPRING)
    assert "from" not in statement.claim["claims"][0]["claimed"]


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("The United States bars ships that called in North Korea from its ports.", "which vessel"),
        ("The United Nations bans financial services for North Korea.", "what the money is for"),
        ("A Security Council resolution closes bank branches of North Korea abroad.", "what kind of account"),
    ],
)
def test_what_turns_on_more_than_the_sentence_says_is_not_asked(sentence, missing):
    ((statement, judgement),) = judged(sentence)
    assert judgement is None
    assert any(missing in each for each in statement.missing)


@pytest.mark.parametrize(
    "sentence",
    ["The port hired forty workers.", "A joint venture with North Korea opened in Vienna.", "The tanker was insured."],
)
def test_activities_that_nobody_forbids_are_no_statements(sentence):
    assert list(ruled_activities(sentence, "any")) == []
