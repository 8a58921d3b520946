"""The trade watch on pages: volumes beside the law, both sides of a trade, prices; each with its picture and twins."""

import csv
import io
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient

from navicert import web
from navicert.desk import Desk
from navicert.desk.trade_files import TradeOrder
from navicert.server.app import create_app
from navicert.settings import Settings

FLOWS = """period,reporterISO,partnerISO,flowCode,cmdCode,qtyUnitAbbr,qty,netWgt,primaryValue,isNetWgtEstimated
201701,CHN,PRK,M,270111,kg,9000000,9000000,700000,True
201710,CHN,PRK,M,270111,kg,5000000,5000000,400000,False
201710,PRK,CHN,X,270111,kg,1000000,1000000,80000,False
"""
PRICES = """date,place,goods,price,currency,unit,country,hs
2017-04-21,Pyongyang,gasoline,0.98,USD,kg,KP,2710
2017-06-21,Pyongyang,gasoline,1.47,USD,kg,KP,2710
2017-06-21,<b>Hyesan</b>,diesel,1.10,USD,kg,KP,2710
"""
EMPTY = ("/trade", "/trade/mirror?first=CN&second=KP", "/trade/prices")


def client_on(folder, *, loaded):
    desk = Desk(Settings(str(folder / "store")), lambda: datetime(2018, 9, 1, tzinfo=UTC))
    if loaded:
        flows, prices = folder / "flows.csv", folder / "prices.csv"
        flows.write_text(FLOWS)
        prices.write_text(PRICES)
        desk.trade.load(TradeOrder(flows, "UN Comtrade", "Ana", date(2018, 6, 1)))
        desk.prices.load(TradeOrder(prices, "Daily NK", "Ana", date(2017, 7, 1)))
    app = create_app(desk, routers=web.ROUTERS, recognisers=web.recognisers(desk))
    return TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000), follow_redirects=False)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_on(tmp_path_factory.mktemp("trade"), loaded=True)


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_volumes_stand_beside_the_law_with_paragraph_and_row(client):
    page = client.get("/trade?reporter=CN&partner=KP&hs=2701")
    assert page.status_code == 200
    for part in ("■ prohibited", "S/RES/2371 (2017), 8", "flows.csv row 3", "5,000.0 t", "estimated: "):
        assert part in page.text
    assert 'src="/trade.svg?reporter=CN&amp;partner=KP&amp;hs=2701"' in page.text


def test_the_twins_say_the_same(client):
    data = client.get("/trade.json?reporter=CN").json()
    assert [(one["period"], one["net_kg"]) for one in data["volumes"]] == [("2017-01", 9000000), ("2017-10", 5000000)]
    assert {one["verdict"] for one in data["comparisons"]} >= {"prohibited"}
    table = rows(client.get("/trade.csv?reporter=CN").text)
    assert [(one["period"], one["net_kg"], one["first_row"].rsplit("/", 1)[-1]) for one in table] == [
        ("2017-01", "9000000", "flows.csv row 2"),
        ("2017-10", "5000000", "flows.csv row 3"),
    ]


@pytest.mark.parametrize("address", ["/trade.svg?reporter=CN", "/trade/prices.svg?place=Pyongyang"])
def test_pictures_hold_their_own_table(client, address):
    answer = client.get(address)
    assert answer.headers["content-type"] == "image/svg+xml"
    texts = " ".join(ET.fromstring(answer.text).itertext())
    assert "5,000 t" in texts or "1.47 USD/kg" in texts


def test_both_sides_stand_side_by_side(client):
    page = client.get("/trade/mirror?first=CN&second=North+Korea&hs=2701")
    assert "KP to CN" in page.text
    assert "+4,000.0 t" in page.text
    assert "tells nothing" in page.text
    (both,) = [one for one in rows(client.get("/trade/mirror.csv?first=CN&second=KP").text) if one["exporter_net_kg"]]
    assert (both["exporter_net_kg"], both["importer_net_kg"], both["weight_gap_kg"]) == (
        "1000000",
        "5000000",
        "4000000",
    )


def test_a_sudden_price_is_told_with_the_law(client):
    page = client.get("/trade/prices")
    assert "gasoline in Pyongyang rose by 50.0 % in 61 days" in page.text
    assert "UN-DPRK on supplies" in page.text
    assert "<b>Hyesan</b>" not in page.text
    assert "&lt;b&gt;Hyesan" in page.text
    assert [one["price"] for one in rows(client.get("/trade/prices.csv?goods=gasoline").text)] == ["0.98", "1.47"]
    assert "/trade/prices.svg" not in page.text, "a picture holds series of one unit that were chosen"


def test_a_figure_is_asked_as_it_was_known_on_a_day(client):
    assert client.get("/trade.json?as_known_on=2018-05-31").json()["is_empty"] is True


@pytest.mark.parametrize("address", EMPTY)
def test_an_empty_store_says_what_to_load_or_that_silence_means_nothing(tmp_path, address):
    page = client_on(tmp_path, loaded=False).get(address)
    assert page.status_code == 200
    assert "navicert trade" in page.text or "says nothing about what was traded" in page.text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/trade?reporter=Atlantis", "is no state"),
        ("/trade?hs=27x", "hs"),
        ("/trade?level=3", "no length of an HS code"),
        ("/trade?level=x", "no length of an HS code"),
        ("/trade?flow=through", "neither import nor export"),
        ("/trade?from=yesterday", "from"),
        ("/trade.svg?reporter=JP", "nothing to draw"),
        ("/trade/mirror?first=CN&second=Nowhere", "is no state"),
    ],
)
def test_what_cannot_be_meant_is_told(client, address, words):
    page = client.get(address)
    assert page.status_code in (404, 422, 400)
    assert words in page.text
