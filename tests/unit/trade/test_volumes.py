"""Sums of statistics: nothing is counted twice, nothing left out unsaid; both sides of a trade."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from navicert.trade.flows import Choice, Flow, KeptFlow, mirror, volumes
from navicert.trade.flows.mirror import gaps
from navicert.trade.flows.volumes import disjoint

NOON = datetime(2018, 1, 1, 12, tzinfo=UTC)


def kept(hs="2701", kg=1000, number=1, **fields):
    told = {
        "source": "S", "reporter": "CN", "partner": "KP", "direction": "import", "hs": hs, "period": "2017-08",
        "net_kg": None if kg is None else Decimal(kg), "value": Decimal(10), "valuation": "cif",
    }  # fmt: skip
    return KeptFlow(number, Flow(**(told | fields)), date(2018, 1, 1), NOON, f"f.csv row {number}")


def weights(found):
    return [(volume.hs, volume.net_kg) for volume in found]


def test_goods_under_a_code_are_summed():
    found, left = volumes([kept("270111", 1), kept("270112", 2), kept("2710", 4)], Choice(hs="2701"))
    assert weights(found) == [("2701", 3)]
    assert left == []


def test_a_code_that_holds_others_is_counted_alone():
    found, left = volumes([kept("2701", 10), kept("270111", 6), kept("270112", 4)], Choice(hs="2701"))
    assert weights(found) == [("2701", 10)]
    assert {one.kept.flow.hs for one in left} == {"270111", "270112"}
    assert all("2701 hold" in one.reason for one in left)


def test_the_longest_codes_are_compared_with_the_law():
    found, _ = volumes([kept("TOTAL", 99), kept("2701", 10), kept("270111", 6)], Choice(), "parts")
    assert weights(found) == [("270111", 6)]


def test_the_whole_flow_is_counted_rather_than_its_parts():
    rows = [kept(kg=5), kept(kg=3, breakdown="customs=C01"), kept(kg=2, breakdown="transport=1000")]
    found, left = volumes(rows, Choice())
    assert weights(found) == [("2701", 5)]
    assert len(left) == 2


def test_parts_by_one_thing_are_summed_where_the_whole_is_not_told():
    rows = [kept(kg=3, breakdown="mode=10"), kept(kg=2, breakdown="mode=14")]
    assert weights(volumes(rows, Choice())[0]) == [("2701", 5)]


def test_sources_and_currencies_are_never_added():
    found, _ = volumes([kept(), kept(source="T"), kept(currency="CNY")], Choice())
    assert len(found) == 3


def test_rows_without_weight_are_told():
    [volume] = volumes([kept("270111", 1), kept("270112", None)], Choice(hs="2701"))[0]
    assert (volume.net_kg, volume.lacking, volume.unit_value) == (1, 1, None)


def test_months_are_chosen_within_bounds():
    rows = [kept(period=f"2017-{month:02}") for month in range(1, 13)]
    found, _ = volumes(rows, Choice(first="2017-03", last="2017-05"))
    assert [volume.period for volume in found] == ["2017-03", "2017-04", "2017-05"]


CODES = st.sampled_from(["TOTAL", "27", "2701", "2710", "270111", "270112", "27011100", "03"])


@given(st.lists(st.tuples(CODES, st.sampled_from(["", "mode=1", "mode=2", "place=3"])), unique=True, min_size=1))
def test_of_any_rows_none_counted_holds_another_and_none_is_lost(rows):
    told = [kept(hs, breakdown=part, number=number) for number, (hs, part) in enumerate(rows)]
    for finest in ("whole", "parts"):
        counted, left = disjoint(told, finest)
        assert sorted(one.number for one in [*counted, *(out.kept for out in left)]) == list(range(len(rows)))
        codes = {one.flow.hs for one in counted}
        assert counted
        assert not any(a != b and (a == "TOTAL" or b.startswith(a)) for a in codes for b in codes)


def both(out, into, **importer):
    rows = [
        kept(kg=out, reporter="RU", partner="CN", direction="export", valuation="fob", value=Decimal(100)),
        kept(kg=into, reporter="CN", partner="RU", **{"value": Decimal(110), **importer}),
    ]
    [line] = mirror(volumes(rows, Choice())[0], "CN", "RU")
    return line


def test_both_sides_stand_beside_each_other():
    line = both(1000, 1500)
    assert (line.origin, line.destination, line.weight_gap) == ("RU", "CN", 500)
    assert line.value_ratio == Decimal("1.1")


def test_freight_and_insurance_are_named_where_they_may_explain():
    assert any("c.i.f." in reason and "more than" not in reason for reason in both(1000, 1000).reasons)
    assert any("more than freight" in reason for reason in both(1000, 1000, value=Decimal(200)).reasons)


def test_timing_is_named_only_where_weights_differ():
    assert any("next month" in reason for reason in both(1000, 1500).reasons)
    assert not any("next month" in reason for reason in both(1000, 1010).reasons)


def test_lines_that_agree_are_no_gaps():
    near, far = both(1000, 1040), both(1000, 1500)
    assert gaps([near, far], Decimal("0.05")) == [far]
    assert gaps([both(1000, None)], Decimal("0.05"))


def test_silence_of_one_side_is_not_read_as_zero():
    [line] = mirror(volumes([kept()], Choice())[0], "CN", "KP")
    assert line.told_out is None
    assert line.weight_gap is None
    assert "does not follow" in line.reasons[0]
