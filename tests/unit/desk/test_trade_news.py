"""New statistics and prices give reason to look: told once, with numbers, source and paragraph."""

import json
from datetime import UTC, date, datetime

import pytest

from navicert.desk import Desk
from navicert.desk.trade_files import TradeOrder
from navicert.desk.watch import Order
from navicert.settings import Settings

QUIET = Order(update=False, processes=1)
HEADER = "period,reporterISO,partnerISO,flowCode,cmdCode,qtyUnitAbbr,qty,netWgt,primaryValue,isNetWgtEstimated\n"
COAL = "201710,CHN,PRK,M,270111,kg,5000000,5000000,400000,False\n"
COAL_LATER = "201711,CHN,PRK,M,270111,kg,7000000,7000000,500000,False\n"
COAL_REVISED = "201710,CHN,PRK,M,270111,kg,6000000,6000000,450000,False\n"
SOLD = "201710,PRK,CHN,X,270111,kg,1000000,1000000,80000,False\n"
PRICES = """date,place,goods,price,currency,unit,country,hs
2017-04-21,Pyongyang,gasoline,0.98,USD,kg,KP,2710
2017-06-21,Pyongyang,gasoline,1.47,USD,kg,KP,2710
"""


@pytest.fixture
def desk(tmp_path):
    return Desk(Settings(str(tmp_path / "store")), lambda: datetime(2018, 9, 1, tzinfo=UTC))


def load(desk, folder, *rows, published=date(2018, 6, 1)):
    file = folder / f"comtrade-{published}.csv"
    file.write_text(HEADER + "".join(rows))
    desk.trade.load(TradeOrder(file, "UN Comtrade", "Ana", published))


def round_of(desk):
    """What a round tells of trade: kind and words, the newest last."""
    before = {one.key for one in desk.store.notices.newest(1000)}
    assert desk.watch.round(QUIET, lambda _words: None)["failures"] == []
    return [(one.kind, one.words) for one in reversed(desk.store.notices.newest(1000)) if one.key not in before]


def test_trade_in_a_forbidden_month_is_told_with_figures_source_and_paragraph(desk, tmp_path):
    load(desk, tmp_path, COAL)
    told = [words for kind, words in round_of(desk) if kind == "trade and law"]
    (un,) = [words for words in told if "by UN-DPRK" in words]
    assert un.startswith("trade prohibited by UN-DPRK: UN Comtrade: CN imports from KP, HS 270111, 2017-10: 5,000 t")
    assert "S/RES/2371 (2017), 8 (UN-2371-8-COAL)" in un
    (notice,) = [one for one in desk.store.notices.newest() if one.words == un]
    (comparison,) = notice.data["comparisons"]
    assert comparison["volume"]["rows"][0]["place"].endswith("row 2")
    assert json.loads(json.dumps(notice.data)) == notice.data


def test_what_was_told_is_told_again_only_where_a_figure_is_new_or_revised(desk, tmp_path):
    load(desk, tmp_path, COAL)
    assert round_of(desk)
    assert round_of(desk) == []
    load(desk, tmp_path, COAL_LATER, published=date(2018, 7, 1))
    later = [words for kind, words in round_of(desk) if kind == "trade and law"]
    assert all("2017-11" in words and "2017-10:" not in words for words in later)
    assert len(later) >= 2
    load(desk, tmp_path, COAL_REVISED, published=date(2018, 8, 1))
    assert any("2017-10: 6,000 t" in words for _, words in round_of(desk))


def test_a_round_that_was_killed_before_its_end_tells_nothing_twice(desk, tmp_path, monkeypatch):
    load(desk, tmp_path, COAL)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("navicert.store.notices.Notices.end_round", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.watch.round(QUIET, lambda _words: None)
    count = len(desk.store.notices.newest(1000))
    assert count
    assert round_of(desk) == []
    assert len(desk.store.notices.newest(1000)) == count


def test_sides_that_differ_by_more_than_half_are_told_and_silence_is_not(desk, tmp_path):
    load(desk, tmp_path, COAL, SOLD, COAL_LATER)
    (words,) = [words for kind, words in round_of(desk) if kind == "mirror statistics"]
    assert words.startswith("KP to CN: HS 270111, 2017-10: the exporter (UN Comtrade, ")
    assert "tells 1,000 t" in words
    assert "tells 5,000 t" in words
    assert "2017-11" not in words


def test_a_sudden_price_is_told_with_both_figures_and_the_law(desk, tmp_path):
    file = tmp_path / "fuel.csv"
    file.write_text(PRICES)
    desk.prices.load(TradeOrder(file, "Daily NK", "Ana", date(2017, 7, 1)))
    (words,) = [words for kind, words in round_of(desk) if kind == "price"]
    assert "gasoline in Pyongyang rose by 50.0 % in 61 days: 0.98 USD/kg on 2017-04-21 to 1.47 USD/kg" in words
    assert "source Daily NK" in words
    assert "No kept page reports it." in words
    assert "UN-DPRK on supplies" in words


def test_many_rows_are_one_piece_of_news(desk, tmp_path):
    rows = [COAL.replace("270111", code) for code in ("270111", "270112", "270119", "270120", "720110")]
    load(desk, tmp_path, *rows)
    (un,) = [words for kind, words in round_of(desk) if kind == "trade and law" and "by UN-DPRK" in words]
    assert "And 2 more, from 2017-10 to 2017-10: see the trade page." in un


def test_a_store_without_statistics_has_no_news(desk):
    assert round_of(desk) == []
