"""Months of trade beside the law: the engine answers for every day, the month sums its answers up."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from navicert.measures import assess, read_facts
from navicert.measures.timeline import timeline
from navicert.rulebook import load_rulebook
from navicert.trade import quotas_of
from navicert.trade.flows import Choice, Flow, KeptFlow, volumes
from navicert.trade.flows.law import compare, with_totals
from navicert.trade.flows.model import days_of
from navicert.trade.flows.output import comparison_to_json, words_of
from navicert.trade.flows.picture import volumes_picture
from navicert.trade.series_picture import draw_series

FACTS = {"activity": "procure", "hs": "2701", "origin": "KP", "destination": "CN", "bound_state": "CN"}
KNOWN = date(2026, 11, 21)


@pytest.fixture(scope="module")
def coal():
    return timeline(read_facts(FACTS), load_rulebook(), as_known_on=KNOWN)


def volume(period, kg=1_000_000, number=1, value=50):
    flow = Flow("GACC", "CN", "KP", "import", "2701", period, net_kg=Decimal(kg), value=Decimal(value))
    row = KeptFlow(number, flow, date(2018, 1, 1), datetime(2018, 1, 1, tzinfo=UTC), f"coal.csv row {number}")
    [found] = volumes([row], Choice())[0]
    return found


def verdict(laid, period, regime="CN-DPRK", **more):
    return next(one for one in compare(volume(period, **more), laid) if one.regime == regime)


@pytest.mark.parametrize(
    ("period", "said"),
    [("2015-06", "permitted"), ("2017-01", "quota"), ("2017-02", "prohibited_part"), ("2017-10", "prohibited"),
     ("2017", "prohibited_part"), ("2005-01", "not_covered")],
)  # fmt: skip
def test_a_month_is_forbidden_only_if_every_day_is(coal, period, said):
    assert verdict(coal, period).verdict == said


@pytest.mark.parametrize("period", ["2016-12", "2017-02", "2017-08", "2017-09"])
def test_every_day_of_a_month_is_answered_as_check_answers_it(coal, period):
    first, last = days_of(period)
    found = compare(volume(period), coal)
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        answer = assess(read_facts({**FACTS, "activity_date": day.isoformat()}), load_rulebook(), as_known_on=KNOWN)
        for one in found:
            [span] = [span for span in one.spans if day in span]
            assert span.finding.status == answer.finding(one.regime).status


def test_an_alert_cites_figures_source_days_and_paragraph(coal):
    record = comparison_to_json(verdict(coal, "2017-02"))
    assert record["alert"]
    assert record["volume"]["net_kg"] == 1_000_000
    assert record["volume"]["rows"][0]["place"] == "coal.csv row 1"
    last = record["days"][-1]
    assert (last["from"], last["until"], last["status"]) == ("2017-02-19", "2017-02-28", "prohibited")
    assert last["measures"][0] == {
        "id": "CN-2017-12", "instrument": "MOFCOM/GACC Announcement 12 of 2017", "paragraph": "-",
    }  # fmt: skip
    assert "GACC: CN imports from KP, HS 2701, 2017-02: 1,000 t" in record["words"]


def test_where_nothing_was_traded_nothing_is_told(coal):
    assert verdict(coal, "2017-10").alerts
    flow = Flow("GACC", "CN", "KP", "import", "2701", "2017-10", net_kg=Decimal(0), value=Decimal(0))
    row = KeptFlow(1, flow, date(2018, 1, 1), datetime(2018, 1, 1, tzinfo=UTC), "coal.csv row 1")
    [none] = volumes([row], Choice())[0]
    assert not any(one.alerts for one in compare(none, coal))


def test_beside_a_cap_stands_what_the_source_tells_of_its_period(coal):
    months = [volume(f"2017-0{month}", number=month, kg=1_000_000_000, value=50_000_000) for month in (1, 2)]
    compared = [one for month in months for one in compare(month, coal) if one.regime == "UN-DPRK"]
    found = with_totals(compared, quotas_of(load_rulebook()))
    assert [(one.total.kg, one.total.months) for one in found] == [(10**9, 1), (2 * 10**9, 2)]
    assert [(share.limit, share.percent) for share in found[0].total.shares] == [
        ("400,870,018 USD", 12.4),
        ("7,500,000 t", 13.3),
    ]
    assert "13.3 % of 7,500,000 t" in words_of(found[0])


@pytest.mark.parametrize(("goods", "share"), [(None, []), ("diesel", [16.6])])
def test_tonnes_are_told_in_barrels_only_for_goods_with_a_stated_ratio(goods, share):
    facts = {**FACTS, "activity": "supply", "hs": "2710", "origin": "CN", "destination": "KP"}
    laid = timeline(read_facts(facts), load_rulebook(), as_known_on=KNOWN)
    compared = [one for one in compare(volume("2018-02", 10_000_000), laid) if one.regime == "UN-DPRK"]
    [found] = with_totals(compared, quotas_of(load_rulebook()), goods)
    assert [one.percent for one in found.total.shares] == share


def test_the_picture_marks_forbidden_months_and_its_table_says_so(coal):
    shown = volume("2017-10")
    drawing = volumes_picture([shown], "Coal", compare(shown, coal))
    [(first, last, words)] = drawing.marked
    assert (first, last) == days_of("2017-10")
    assert "CN-DPRK, HS 2701: prohibited" in words
    [row] = drawing.rows
    assert "1,000 t" in row[3]
    assert "CN-DPRK prohibited (CN-2017-40)" in row[4]
    assert 'class="marked"' in draw_series(drawing)
