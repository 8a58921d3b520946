"""An analyst loads statistics and prices and asks what they say beside the law."""

import xml.etree.ElementTree as ET

import pytest

CUSTOMS = """数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,第一数量,第一计量单位,第二数量,第二计量单位,美元
201701,27011100,无烟煤,109,朝鲜,"1,445,000,000",千克,,,"126,000,000",
201702,27011100,无烟煤,109,朝鲜,"1,234,000,000",千克,,,"100,000,000",
201710,27011100,无烟煤,109,朝鲜,"5,000",千克,,,"1,000",
201710,2701110,无烟煤,109,朝鲜,"5,000",千克,,,"1,000",
"""
COMTRADE = """period,reporterISO,partnerISO,flowCode,cmdCode,qtyUnitAbbr,qty,netWgt,primaryValue,isNetWgtEstimated
201702,PRK,CHN,X,2701,kg,1000000000,1000000000,90000000,True
201702,CHN,W00,M,2701,kg,9000000000,9000000000,900000000,False
"""
PRICES = """date,place,goods,price,currency,unit,country,hs
2017-04-21,Pyongyang,gasoline,0.98,USD,kg,KP,2710
2017-06-21,Pyongyang,gasoline,1.46,USD,kg,KP,2710
2017-06-21,Pyongyang,gasoline,1.40,USD,kg,KP,2710
"""
PAGE = """Fuel runs short

PYONGYANG, July 1 (News) - The price of gasoline in Pyongyang rose by almost half since April, a trader said.
"""


@pytest.fixture
def loaded(navicert, tmp_path):
    customs, comtrade = tmp_path / "customs.csv", tmp_path / "comtrade.csv"
    customs.write_bytes(CUSTOMS.encode("gb18030"))
    comtrade.write_text(COMTRADE, encoding="utf-8")
    first = navicert(
        "trade", "load", customs, "--source", "GACC", "--flow", "import", "--published", "2018-01-20", "--by", "Ana"
    )
    second = navicert("trade", "load", comtrade, "--source", "Comtrade", "--published", "2018-06-01", "--by", "Ana")
    assert second.code == 0
    return first


def test_a_row_that_is_no_flow_is_named_and_the_others_are_kept(loaded, navicert):
    assert loaded.code == 2
    assert "customs.csv row 5 field 商品编码: '2701110'" in loaded.err
    assert "3 new" in loaded.out
    shown = navicert("trade", "volumes", "--partner", "KP", "--hs", "2701", "--json")
    assert [one["net_kg"] for one in shown.records] == [1445000000, 1234000000, 5000]


def test_a_month_after_the_publication_is_refused(navicert, tmp_path):
    file = tmp_path / "comtrade.csv"
    file.write_text(COMTRADE, encoding="utf-8")
    ended = navicert("trade", "load", file, "--source", "S", "--published", "2017-01-31")
    assert ended.code == 2
    assert "row 2: 2017-02-01 had not come when the file was published" in ended.err
    assert navicert("trade", "load", file, "--source", "S", "--published", "2100-01-01").code == 2


@pytest.mark.parametrize("content", [b"", b"\n", b"a,b\n1,2\n", b"\x00\x01", b"cmdCode,primaryValue,flowCode\n"])
def test_a_file_that_is_no_statistic_is_refused_by_name(navicert, tmp_path, content):
    file = tmp_path / "comtrade.csv"
    file.write_bytes(content)
    ended = navicert("trade", "load", file, "--source", "S")
    assert ended.code == 2
    assert "comtrade.csv" in ended.err


def test_figures_are_asked_as_they_were_published_by_a_day(loaded, navicert):
    assert navicert("trade", "volumes", "--as-known-on", "2018-01-01").code == 3
    assert len(navicert("trade", "volumes", "--as-known-on", "2018-02-01", "--json").records) == 3


def test_a_revision_is_told_and_the_first_figure_still_answers(loaded, navicert, tmp_path):
    file = tmp_path / "customs.csv"
    file.write_bytes(CUSTOMS.replace("1,234,000,000", "1,300,000,000").encode("gb18030"))
    ended = navicert("trade", "load", file, "--source", "GACC", "--flow", "import", "--published", "2018-07-20")
    assert "1 revised, 2 known" in ended.out
    asked = ("trade", "volumes", "--source", "GACC", "--from", "2017-02", "--until", "2017-02", "--json")
    now, then = navicert(*asked), navicert(*asked, "--as-known-on", "2018-06-30")
    assert [one["net_kg"] for one in (*now.records, *then.records)] == [1300000000, 1234000000]
    assert "1 rows were published before" in now.err


def test_both_sides_of_a_trade_stand_beside_each_other(loaded, navicert):
    lines = navicert("trade", "mirror", "CN", "KP", "--hs", "2701", "--json").records
    [told] = [line for line in lines if line["exporter"] and line["importer"]]
    assert (told["period"], told["weight_gap_kg"], told["value_ratio"]) == ("2017-02", 234000000, 1.111)
    assert any("estimated" in reason for reason in told["reasons"])
    few = navicert("trade", "mirror", "CN", "KP", "--hs", "2701", "--gap", "30", "--json")
    assert told not in few.records
    assert "agree within 30 %" in few.err


def test_months_are_compared_with_bans_and_caps(loaded, navicert, tmp_path):
    picture = tmp_path / "coal.svg"
    ended = navicert("trade", "bans", "--reporter", "CN", "--source", "GACC", "--exit-code", "--json", "--svg", picture)
    assert ended.code == 10
    said = {(one["volume"]["period"], one["regime"]): one["verdict"] for one in ended.records}
    assert said == {
        ("2017-01", "CN-DPRK"): "quota", ("2017-01", "UN-DPRK"): "quota",
        ("2017-02", "CN-DPRK"): "prohibited_part", ("2017-02", "UN-DPRK"): "quota",
        ("2017-10", "CN-DPRK"): "prohibited", ("2017-10", "UN-DPRK"): "prohibited",
    }  # fmt: skip
    texts = " ".join(ET.parse(picture).getroot().itertext())
    assert "1,445,000 t" in texts
    assert "CN-DPRK prohibited" in texts


def test_what_is_not_compared_is_said(loaded, navicert):
    ended = navicert("trade", "bans", "--source", "Comtrade", "--reporter", "CN", "--json")
    assert [one["because"] for one in ended.records] == ["the partner is the whole world"]
    assert ended.code == 3


def test_a_sudden_price_is_told_with_the_claim_that_reports_it(navicert, tmp_path):
    file, page, picture = tmp_path / "fuel.csv", tmp_path / "page.txt", tmp_path / "fuel.svg"
    file.write_text(PRICES, encoding="utf-8")
    page.write_text(PAGE, encoding="utf-8")
    ended = navicert("trade", "prices", "load", file, "--source", "Daily NK", "--by", "Ana")
    assert ended.code == 2
    assert "fuel.csv row 4: it says other than" in ended.err
    navicert("read", page, "--keep", "--published", "2017-07-01")
    told = navicert("trade", "prices", "report", "--json", "--svg", picture)
    [alert] = told.records
    assert (alert["percent"], alert["days"], alert["after"]["source"]) == (49.0, 61, "Daily NK")
    assert "price of gasoline in Pyongyang" in alert["claims"][0]["quote"]
    [law] = [one for one in alert["law"] if one["regime"] == "UN-DPRK"]
    assert "UN-2270-31-AVFUEL" in [measure["id"] for measure in law["measures"]]
    assert "+49.0 % since 2017-04-21" in " ".join(ET.parse(picture).getroot().itertext())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("volumes", "--reporter", "Atlantis"), "'Atlantis' is no state"),
        (("volumes", "--hs", "27x"), "--hs"),
        (("volumes", "--from", "June"), "--from"),
        (("volumes", "--level", "3"), "--level"),
        (("prices", "report", "--percent", "no"), "--percent"),
    ],
)
def test_a_bad_option_is_named(navicert, arguments, words):
    ended = navicert("trade", *arguments)
    assert ended.code == 2
    assert words in ended.err


def test_an_empty_store_says_what_to_load(navicert):
    for command in ("volumes", "bans"):
        ended = navicert("trade", command)
        assert ended.code == 3
        assert "navicert trade load" in ended.err
