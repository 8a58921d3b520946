"""Claims as people write them: objects, tables, and what is wrong with them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.measures.claims import InvalidClaim, judgement_to_json, read_claims
from navicert.measures.claims.figures import Figure, best_fit
from navicert.measures.situation import Situation
from navicert.rulebook import load_rulebook
from navicert.terms.vague_date import VagueDate

CLAIM = {
    "id": "1", "as_of": "2017-09-28", "claimed": {"regime": "CN-DPRK", "status": "prohibited", "from": "2018-01"},
    "facts": {"activity": "supply", "hs": "271111", "bound_state": "CN", "destination": "KP"},
}  # fmt: skip


def errors_of(**changes):
    read = read_claims({**CLAIM, **changes})
    assert isinstance(read, InvalidClaim)
    return {error.field: error.message for error in read.errors}


def test_a_claim_is_read_as_it_is_written():
    (claim,) = read_claims(CLAIM)
    assert (claim.as_of, claim.regime, claim.status) == (date(2017, 9, 28), "CN-DPRK", "prohibited")
    assert claim.first == VagueDate.month(2018, 1)
    assert claim.until is None
    assert claim.facts.get("hs") == "271111"


@pytest.mark.parametrize(
    "row",
    [
        {
            "id": "1", "as_of": "2017-09-28",
            "claimed": '{"regime": "CN-DPRK", "status": "prohibited", "from": "2018-01"}',
            "facts": '{"activity": "supply", "hs": "271111", "bound_state": "CN", "destination": "KP"}',
        },
        {
            "id": "1", "as_of": date(2017, 9, 28), "claimed.regime": "CN-DPRK", "claimed.status": "prohibited",
            "claimed.from": "2018-01", "claimed.until": "", "activity": "supply", "facts.hs": "271111",
            "bound_state": "CN",
            "destination": "KP", "note": "from a newspaper",
        },
        {**CLAIM, "as_of": datetime(2017, 9, 28, 12, 0, tzinfo=UTC), "claimed": {**CLAIM["claimed"], "until": None}},
    ],
    ids=["JSON text in cells", "flat columns", "nested columns of Parquet"],
)  # fmt: skip
def test_a_row_of_a_table_is_the_same_claim(row):
    assert read_claims(row) == read_claims(CLAIM)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"as_of": None}, "as_of", "missing"),
        ({"as_of": "2017-09"}, "as_of", "not a day"),
        ({"colour": "red"}, "colour", "no such key"),
        ({"claimed": {"status": "banned"}}, "claimed.status", "none of permitted"),
        ({"claimed": {"from": "2017-02-30"}}, "claimed.from", "not a date"),
        ({"claimed": {"from": "2017-02-01", "until": "2017-01-01"}}, "claimed.until", "before"),
        ({"claimed": {"amount": "1,000"}}, "claimed.amount", "plain amount"),
        ({"claimed": {"amount": -1}}, "claimed.amount", "negative"),
        ({"claimed": {"amount": True}}, "claimed.amount", "plain amount"),
        ({"claimed": {"amount": 1, "unit": "stone"}}, "claimed.unit", "none of bbl"),
        ({"claimed": {"status": "permitted", "mood": "good"}}, "claimed.mood", "nothing like that"),
        ({"claimed": {"regime": "UN-DPRK"}}, "claimed", "nothing is claimed"),
        ({"claimed": "{"}, "claimed", "not JSON"),
        ({"claimed": 3}, "claimed", "object"),
        ({"facts": {"hs": 2701, "activity": "supply"}}, "facts.hs", "write the code as text"),
        ({"facts": {"hs": "2701"}}, "facts.activity", "what is done is not said"),
        ({"claims": []}, "claims", "list"),
    ],
)
def test_what_is_wrong_is_told_with_its_field(changes, field, said):
    assert said in errors_of(**changes)[field]


def test_what_is_wrong_in_one_of_several_is_told_with_its_number():
    read = read_claims({"id": "1", "as_of": "2017-09-28", "claims": [
        {"claimed": CLAIM["claimed"], "facts": CLAIM["facts"]}, {"claimed": {"status": "banned"},
        "facts": CLAIM["facts"]},
    ]})  # fmt: skip
    assert [error.field for error in read.errors] == ["claims.2.claimed.status"]


def test_an_invalid_claim_is_answered_as_one():
    record = judgement_to_json(read_claims({**CLAIM, "as_of": "soon"}))
    assert (record["id"], record["verdict"]) == ("1", "invalid")
    assert record["errors"][0]["field"] == "as_of"


CRUDE = Situation({"activity": "supply", "goods_kind": "crude_oil"}, load_rulebook(), date(2018, 1, 1))
CAP = [Figure("CAP", Decimal(4000000), "bbl"), Figure("CAP", Decimal(525000), "t")]


@pytest.mark.parametrize(
    ("amount", "unit", "fit"),
    [
        ("4000000", None, "same"),
        ("525000", "t", "same"),
        ("4000000", "t", "other"),
        ("520000", "t", "rounded"),
        ("500000", "t", "rounded"),
        ("600000", "t", "other"),
        ("400000", "bbl", "other"),
    ],
)
def test_an_amount_is_the_figure_rounded_or_another(amount, unit, fit):
    assert best_fit(Decimal(amount), unit, CAP, CRUDE)[0] == fit


@given(st.decimals(min_value=1, max_value=10**9, places=2))
def test_every_figure_fits_itself(amount):
    assert best_fit(amount, None, [Figure("M", amount, "USD")], CRUDE)[0] == "same"
