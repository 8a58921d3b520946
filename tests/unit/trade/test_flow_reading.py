"""Rows of published statistics become flows, or say what is wrong with them."""

from decimal import Decimal

import pytest

from navicert.errors import InvalidInput
from navicert.terms.quantity import Quantity
from navicert.trade.flows import Flow, Origin, RowProblem, reader_for
from navicert.trade.flows.cells import CellError, read_amount
from navicert.trade.flows.codes import partner_of, state_of
from navicert.trade.flows.model import flow_from_content, flow_to_content

TODAY = {
    "typeCode": "C", "freqCode": "M", "refPeriodId": "20170801", "refYear": "2017", "refMonth": "8", "period": "201708",
    "reporterCode": "156", "reporterISO": "CHN", "flowCode": "M", "partnerCode": "408", "partnerISO": "PRK",
    "partner2Code": "0", "classificationCode": "H5", "cmdCode": "2701", "customsCode": "C00", "motCode": "0",
    "qtyUnitCode": "8", "qtyUnitAbbr": "kg", "qty": "1637000000", "isQtyEstimated": "False", "netWgt": "1637000000",
    "isNetWgtEstimated": "False", "primaryValue": "138000000.5", "legacyEstimationFlag": "0",
}  # fmt: skip
BEFORE_2022 = {
    "Classification": "H4", "Year": "2014", "Period": "201405", "Trade Flow Code": "2", "Trade Flow": "Exports",
    "Reporter Code": "156", "Reporter": "China", "Reporter ISO": "CHN", "Partner Code": "408",
    "Partner": "Dem. People's Rep. of Korea", "Partner ISO": "PRK", "Commodity Code": "271019",
    "Qty Unit": "Weight in kilograms",
    "Qty": "500", "Netweight (kg)": "500", "Trade Value (US$)": "400", "Flag": "4",
}  # fmt: skip
CUSTOMS = {
    "数据年月": "201710", "商品编码": "27011100", "商品名称": "无烟煤", "贸易伙伴编码": "109", "贸易伙伴名称": "朝鲜",
    "第一数量": "1,445,123", "第一计量单位": "吨", "第二数量": "", "第二计量单位": "", "美元": "126,000,000",
}  # fmt: skip


def read(row, **origin):
    reader = reader_for(list(row), Origin(**{"source": "S", **origin}))
    return reader.read({column: cell for column, cell in row.items() if cell})


def problem(row, **origin):
    found = read(row, **origin)
    assert isinstance(found, RowProblem)
    return found


def test_a_row_of_comtrade_is_read():
    assert read(TODAY) == Flow(
        "S", "CN", "KP", "import", "2701", "2017-08", Quantity(Decimal(1637000000), "kg"), Decimal(1637000000),
        Decimal("138000000.5"), "USD", "cif",
    )  # fmt: skip


def test_states_are_read_by_number_where_comtrade_gives_no_letters():
    assert (read(TODAY | {"reporterISO": "", "partnerISO": ""}).partner) == "KP"


def test_a_unit_is_read_by_number_where_comtrade_gives_no_word():
    assert read(TODAY | {"qtyUnitAbbr": ""}).quantity.unit == "kg"


def test_the_period_follows_from_year_and_month():
    row = {key: cell for key, cell in TODAY.items() if key not in ("period", "refPeriodId")}
    assert read(row).period == "2017-08"


def test_a_row_of_a_download_before_2022_is_read():
    flow = read(BEFORE_2022)
    assert (flow.direction, flow.hs, flow.period, flow.value) == ("export", "271019", "2014-05", Decimal(400))
    assert flow.valuation == "fob"
    assert flow.estimated == ("net weight",)


def test_a_weight_of_zero_beside_a_value_is_no_weight():
    assert read(TODAY | {"netWgt": "0", "qtyUnitAbbr": "N/A", "qtyUnitCode": "-1", "qty": "0"}).weight is None


def test_a_part_of_a_flow_says_what_it_is_a_part_by():
    assert read(TODAY | {"customsCode": "C01", "motCode": "1000"}).breakdown == "customs=C01,transport=1000"


def test_an_estimate_stays_marked():
    assert read(TODAY | {"isQtyEstimated": "True"}).estimated == ("quantity",)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"cmdCode": "303"}, "cmdCode"),
        ({"cmdCode": "AG2"}, "cmdCode"),
        ({"period": "201713"}, "period"),
        ({"flowCode": "RX"}, "flowCode"),
        ({"flowCode": "Q"}, "flowCode"),
        ({"primaryValue": "12,x"}, "primaryValue"),
        ({"primaryValue": ""}, "primaryValue"),
        ({"primaryValue": "-3"}, "primaryValue"),
        ({"netWgt": "NaN"}, "netWgt"),
        ({"reporterISO": "W00"}, "reporterISO"),
        ({"partnerISO": "", "partnerCode": ""}, "partnerISO"),
        ({"typeCode": "S"}, "typeCode"),
        ({"classificationCode": "S4"}, "classificationCode"),
        ({"isQtyEstimated": "maybe"}, "isQtyEstimated"),
        ({"legacyEstimationFlag": "9"}, "legacyEstimationFlag"),
        ({"qtyUnitAbbr": "", "qtyUnitCode": ""}, "qtyUnitAbbr"),
    ],
    ids=str,
)
def test_a_bad_cell_is_named_by_its_column(change, field):
    assert problem(TODAY | change).field == field


def test_a_lost_leading_zero_is_guessed_and_not_filled_in():
    assert "leading zero" in problem(TODAY | {"cmdCode": "303"}).message


def test_a_row_of_chinas_customs_is_read():
    flow = read(CUSTOMS, direction="import")
    assert (flow.reporter, flow.partner, flow.direction, flow.hs) == ("CN", "KP", "import", "27011100")
    assert (flow.weight, flow.value, flow.currency) == (Decimal(1445123000), Decimal(126000000), "USD")


ENGLISH = {
    "Date of data": "202601", "Commodity code": "27011100", "Commodity": "Anthracite", "Trading partner code": "109",
    "Trading partner": "", "Customs Regime code": "10", "Customs Regime": "Ordinary Trade",
    "Locations of importers and exporters code": "21", "Locations of importers and exporters": "Liaoning Province",
    "Quantity": "5,000", "Unit": "Kilogram", "Supplimentary Quantity": "0", "Supplimentary Unit": "?",
    "Renminbi Yuan": "1,000",
}  # fmt: skip


def test_english_headers_of_chinas_customs_are_read():
    flow = read(ENGLISH, direction="import")
    assert (flow.partner, flow.weight, flow.value, flow.currency) == ("KP", Decimal(5000), Decimal(1000), "CNY")
    assert flow.breakdown == "mode=10,place=21"


def test_a_customs_file_without_months_wants_one():
    row = {key: cell for key, cell in ENGLISH.items() if key != "Date of data"}
    with pytest.raises(InvalidInput, match="--period"):
        read(row, direction="import")
    assert read(row, direction="import", period="2026-01").period == "2026-01"
    with pytest.raises(InvalidInput, match="no month"):
        read(row, direction="import", period="January")


def test_the_customs_file_does_not_tell_imports_from_exports():
    with pytest.raises(InvalidInput, match="--flow"):
        read(CUSTOMS)


def test_a_customs_file_without_partners_wants_one():
    row = {key: cell for key, cell in CUSTOMS.items() if "贸易伙伴" not in key}
    with pytest.raises(InvalidInput, match="--partner"):
        read(row, direction="import")
    assert read(row, direction="import", partner="KP").partner == "KP"


def test_a_partner_that_is_no_state_keeps_its_code():
    assert read(CUSTOMS | {"贸易伙伴名称": "国别不详", "贸易伙伴编码": "701"}, direction="import").partner == "area:701"


def test_a_file_of_another_layout_is_refused():
    with pytest.raises(InvalidInput, match="neither UN Comtrade"):
        reader_for(["a", "b"], Origin("S"))


def test_a_flow_survives_being_written():
    flow = read(TODAY | {"customsCode": "C01", "isQtyEstimated": "True"})
    assert flow_from_content(flow_to_content(flow)) == flow


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("842", "US"),
        ("4", "AF"),
        ("699", "IN"),
        ("0", "world"),
        ("Korea,Rep.", "KR"),
        ("中国香港", "HK"),
        ("S19", None),
    ],
)
def test_states_are_found_by_number_code_and_name(text, code):
    assert state_of(text) == code


def test_what_is_no_state_is_kept_as_an_area():
    assert partner_of("S19", "490", "Other Asia, nes") == "area:S19"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        pytest.param("1,250,000", "1250000", id="commas between thousands"),
        pytest.param("12,34,567.5", "1234567.5", id="commas between lakhs"),
        pytest.param("1，250", "1250", id="a Chinese comma"),
        pytest.param("2,50", None, id="a comma before decimals is no hundreds"),
        pytest.param("1,25,0", None, id="commas anywhere"),
    ],
)
def test_a_comma_stands_between_thousands_or_the_amount_is_refused(text, amount):
    if amount is None:
        with pytest.raises(CellError, match="is no number"):
            read_amount("value", text)
    else:
        assert read_amount("value", text) == Decimal(amount)
