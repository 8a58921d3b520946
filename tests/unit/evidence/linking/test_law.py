"""Statements about law are judged only where they are ones; deliveries are proposed only where they happened."""

from datetime import UTC, date, datetime

import pytest

from navicert.evidence.keeping.shelf import ReadPage
from navicert.evidence.linking.deliveries import proposals
from navicert.evidence.linking.law import judge, statements
from navicert.evidence.linking.parties import parties
from navicert.evidence.pages import page_of_text
from navicert.evidence.reading import read
from navicert.rulebook import load_rulebook
from navicert.trade import quotas_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


SPRING, LATER = date(2019, 6, 6), date(2024, 6, 6)
CAP = "The Security Council has capped supplies of refined petroleum products to North Korea at {} barrels a year."


def page_saying(sentence, day=date(2019, 6, 6)):
    text = f"Port Office Opens New Hall\n\n{sentence}\n"
    return ReadPage(read(page_of_text(text), published=day), ("a.txt",))


def judged(sentence, day=date(2019, 6, 6)):
    rulebook = load_rulebook()
    return [(one, judge(one, rulebook)) for one in statements(page_saying(sentence, day))]


@pytest.mark.parametrize(
    ("sentence", "day", "verdict", "measure"),
    [
        ("A United Nations resolution bans imports of coal from North Korea.", SPRING, "correct", "UN-2371-8-COAL"),
        ("Coal exports from North Korea are still allowed by the United Nations.", SPRING, "inaccurate", None),
        (CAP.format("500,000"), SPRING, "correct", "UN-2397-5-REFINED"),
        (CAP.format("900,000"), SPRING, "inaccurate", None),
        (
            "Beijing announced it would ban exports of condensates to North Korea from Sept. 22, 2017.",
            date(2017, 9, 25), "correct", "CN-2017-52-GAS",
        ),
        ("The G7 price cap on Russian crude stands at $60 a barrel.", LATER, "correct", "RU-CAP-CRUDE-60"),
    ],
)  # fmt: skip
def test_a_statement_of_law_gets_the_rulebooks_verdict(sentence, day, verdict, measure):
    ((statement, judgement),) = judged(sentence, day)
    assert judgement is not None, statement.missing
    assert judgement["verdict"] == verdict
    assert measure is None or measure in judgement["measures"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The United Nations could ban imports of coal from North Korea.",
        "Washington wants to propose a ban on crude exports to North Korea.",
        "The firm violated a United Nations ban on coal imports from North Korea.",
        "Imports of coal from North Korea are banned.",
    ],
)
def test_plans_breaches_and_bans_of_nobody_are_not_judged_and_say_why(sentence):
    ((statement, judgement),) = judged(sentence)
    assert judgement is None
    assert statement.missing


@pytest.mark.parametrize(
    "sentence",
    [
        "The United Nations bans imports of coal from Iran.",
        "The harbour bans dogs.",
        "Officials from North Korea bought coal in Singapore.",
    ],
)
def test_other_sentences_are_no_statements_of_law(sentence):
    assert judged(sentence) == []


def test_an_undated_article_is_not_judged():
    ((statement, judgement),) = judged("A United Nations resolution bans imports of coal from North Korea.", None)
    assert judgement is None
    assert "day of publication" in statement.missing[0]


def proposed(sentence, day=date(2019, 6, 6)):
    return list(proposals(page_saying(sentence, day), quotas_of(load_rulebook()), NOON))


def test_a_reported_delivery_becomes_a_record_that_nobody_has_recorded():
    (one,) = proposed("Russia delivered 2,500 tonnes of diesel to North Korea in March 2019, customs figures showed.")
    assert one.record is not None, one.problems
    assert (one.record.quota, one.record.kind) == ("UN-2397-5-REFINED", "reported")
    assert (one.record.supplier, one.record.receiver, one.record.goods) == ("RU", "KP", "diesel")
    assert one.record.recorded_by == "nobody yet"


def test_each_amount_is_of_the_goods_named_after_it():
    found = proposed(
        "China shipped 96,000 tonnes of gasoline and 45,000 tonnes of diesel to North Korea in March 2019."
    )
    assert [(one.row["amount"], one.row["goods"]) for one in found] == [(96000, "gasoline"), (45000, "diesel")]


def test_one_sentence_may_ban_one_and_cap_another():
    sentence = (
        "The United Nations bans supplies of condensates to North Korea and caps those of refined petroleum products "
        "at 500,000 barrels a year."
    )
    ((statement, judgement),) = judged(sentence)
    claims = statement.claim["claims"]
    assert [(one["claimed"]["status"], one["facts"]["goods_kind"]) for one in claims] == [
        ("prohibited", "condensate"),
        ("quota_dependent", "refined_petroleum"),
    ]
    assert claims[1]["claimed"]["amount"] == 500_000
    assert judgement["verdict"] == "correct"


def test_what_is_no_official_figure_is_an_estimate_with_its_doubts():
    (one,) = proposed("Analysts said that about 2,500 tons of diesel were shipped to North Korea in March 2019.")
    assert one.record is not None, one.problems
    assert one.record.kind == "estimated"
    assert len(one.doubts) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia denied that it had delivered 2,500 tonnes of diesel to North Korea in March 2019.",
        "Russia plans to deliver 2,500 tonnes of diesel to North Korea in July.",
        "Deliveries of diesel to North Korea are capped at 500,000 barrels a year.",
        "Russia delivered 2,500 tonnes of diesel to Mongolia in March 2019.",
    ],
)
def test_what_was_denied_planned_ruled_or_delivered_elsewhere_is_not_proposed(sentence):
    assert proposed(sentence) == []


def test_what_the_report_leaves_open_is_named():
    (one,) = proposed("Russia delivered 2,500 tonnes of diesel to North Korea, the ministry said.")
    assert one.record is None
    assert one.problems


def test_names_become_queries_and_those_that_cannot_say_why():
    page = page_saying("Anna Kowalczyk of Tarn Steel Ltd left the vessel Golden Heron (IMO 8712345) in Singapore.")
    asked, left = parties(page)
    queries = {one.name: one.query for one in asked}
    assert queries["Anna Kowalczyk"]["schema"] == "Person"
    assert queries["Tarn Steel Ltd"]["properties"] == {"name": ["Tarn Steel Ltd"]}
    vessel = next((query for query in queries.values() if query["schema"] == "Vessel"), None)
    assert vessel is None or vessel["properties"]["imoNumber"] == ["8712345"]
    assert not any("Singapore" in one.name for one in (*asked, *left))
