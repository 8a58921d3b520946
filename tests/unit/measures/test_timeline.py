"""What was allowed when: spans that cannot disagree with a check on any of their days."""

import functools
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.measures import InvalidFacts, assess, read_facts
from navicert.measures.questions import DATE_KEYS
from navicert.measures.timeline import side_of_shipment, timeline
from navicert.measures.timeline_picture import (
    lane_to_json,
    measures_in_words,
    numbered_rows,
    timeline_picture,
    title_of,
    window,
)
from navicert.rulebook import load_rulebook

RULEBOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)
CASES = [case.facts for measure in RULEBOOK.measures.values() for case in measure.cases]
COAL = {"activity": "procure", "hs": "2701", "origin": "KP", "destination": "CN", "bound_state": "CN"}
VENTURE = {
    "activity": "joint_venture", "action": "operate", "bound_state": "CN", "counterparty_state": "KP",
    "venture_type": "equity_jv",
}  # fmt: skip
DIESEL = {
    "activity": "supply", "hs": "2710", "goods_kind": "diesel", "origin": "CN", "destination": "KP",
    "bound_state": "CN", "end_use": "livelihood",
}  # fmt: skip


def laid(facts, known_on=KNOWN_ON):
    return timeline(read_facts(facts), RULEBOOK, as_known_on=known_on)


def told(lane):
    return [(str(span.first), str(span.last), span.finding.status) for span in lane.spans]


@functools.cache
def laid_case(number, keep_dates):
    facts = {key: value for key, value in CASES[number].items() if keep_dates or key not in DATE_KEYS}
    facts.pop("activity_date", None)
    return facts, laid(facts)


@settings(max_examples=60, deadline=None)
@given(
    number=st.integers(0, len(CASES) - 1),
    keep_dates=st.booleans(),
    days=st.lists(st.dates(date(2004, 1, 1), KNOWN_ON), min_size=4, max_size=4),
    edge=st.integers(-1, 1),
    which=st.integers(0, 999),
)
def test_a_timeline_says_of_every_day_what_a_check_says(number, keep_dates, days, edge, which):
    facts, whole = laid_case(number, keep_dates)
    edges = [span.first for lane in whole.lanes for span in lane.spans if span.first]
    if edges:
        days = [*days, edges[which % len(edges)] + timedelta(days=edge)]
    for day in days:
        answer = assess(read_facts({**facts, "activity_date": day}), RULEBOOK, as_known_on=KNOWN_ON)
        assert {finding.regime for finding in answer.findings} <= {lane.regime for lane in whole.lanes}
        for finding in answer.findings:
            said = whole.lane(finding.regime).at(day).finding
            assert (said.status, said.lowest, said.highest, said.under, set(said.missing)) == (
                finding.status, finding.lowest, finding.highest, finding.under, set(finding.missing)
            ), (facts, day, finding.regime)  # fmt: skip
            decided = [{m.id for m in f.measures if m.role == "decides"} for f in (said, finding)]
            assert decided[0] == decided[1]


@pytest.mark.parametrize("facts", [COAL, VENTURE, DIESEL], ids=["coal", "venture", "diesel"])
def test_spans_follow_each_other_without_gap_or_overlap(facts):
    for lane in laid(facts).lanes:
        assert lane.spans[0].first is None
        assert lane.spans[-1].last is None
        for one, following in zip(lane.spans, lane.spans[1:], strict=False):
            assert following.first - one.last == timedelta(days=1)


def test_regimes_answer_side_by_side():
    lanes = {lane.regime: lane for lane in laid(COAL).lanes}
    assert lanes["UN-DPRK"].at(date(2017, 3, 1)).finding.lowest == "quota_dependent"
    assert lanes["CN-DPRK"].at(date(2017, 3, 1)).finding.status == "prohibited"
    assert [span.finding.under for span in lanes["EU-DPRK"].spans] == ["not_bound"]


def test_a_wind_down_is_a_span_of_its_own():
    spans = [span for span in laid(VENTURE).lane("CN-DPRK").spans if span.winding_down]
    assert [(span.first, span.last, span.winding_down) for span in spans] == [
        (date(2017, 9, 28), date(2018, 1, 9), ("CN-2017-55-WINDDOWN",))
    ]
    assert spans[0].finding.under == "exception"


def test_a_grace_that_turns_on_unknown_facts_is_open_and_runs_out():
    span = laid(COAL).lane("CN-DPRK").at(date(2017, 8, 20))
    assert (span.first, span.last) == (date(2017, 8, 15), date(2017, 9, 4))
    assert span.finding.status == "needs_information"
    assert span.finding.missing == ("arrival_date",)
    assert span.winding_down == ("CN-2017-40-LANDED",)


def test_a_standing_exception_does_not_run_out():
    aviation = {**DIESEL, "goods_kind": "aviation_fuel", "end_use": "humanitarian"}
    assert all(not span.winding_down for span in laid(aviation).lane("UN-DPRK").spans[-2:])


def test_quota_years_are_told_apart():
    lane = laid(DIESEL).lane("CN-DPRK")
    quotas = [lane.at(day).quota for day in (date(2017, 12, 31), date(2018, 1, 3), date(2018, 2, 1), date(2019, 6, 1))]
    assert [quota.cap for quota in quotas[:2]] == ["500,000 bbl or 60,000 t", "2,000,000 bbl or 240,000 t"]
    assert [(quota.first, quota.last) for quota in quotas[2:]] == [
        (date(2018, 1, 1), date(2018, 12, 31)),
        (date(2019, 1, 1), date(2019, 12, 31)),
    ]


def test_the_table_folds_quota_years_that_are_alike():
    rows = [cells for _, cells in numbered_rows(laid(DIESEL).lane("UN-DPRK").spans)]
    assert rows[-1][:3] == ("4-12", "2018-01-01", "open")
    assert "cap 500,000 bbl in every year from 1 January" in rows[-1][-1]


def test_measures_that_only_may_apply_are_not_named_beside_those_that_do():
    finding = laid(COAL).lane("UN-DPRK").at(date(2018, 6, 1)).finding
    assert len([measure for measure in finding.measures if measure.role == "decides"]) > 1, "the catch-alls may apply"
    assert measures_in_words(finding) == "S/RES/2371 (2017), 8 (UN-2371-8-COAL)"


def test_what_was_not_known_yet_is_not_on_it():
    before = told(laid(COAL, known_on=date(2017, 7, 1)).lane("CN-DPRK"))
    assert ("2017-02-19", "2017-12-31", "prohibited") in before


def test_facts_that_fix_a_clock_are_named():
    whole = laid({**COAL, "arrival_date": "2017-08-10"})
    assert whole.fixed_days == ("arrival_date",)
    assert whole.lane("CN-DPRK").at(date(2017, 9, 4)).finding.status == "permitted"
    assert whole.lane("CN-DPRK").at(date(2017, 9, 5)).finding.status == "prohibited"


def test_the_day_of_the_act_is_left_open():
    with pytest.raises(InvalidInput, match="runs over the day of the act"):
        laid({**COAL, "activity_date": "2017-08-10"})


@pytest.mark.parametrize(
    ("origin", "destination", "side"), [("KP", "CN", "procure"), ("CN", "KP", "supply"), ("RU", "DE", "procure")]
)
def test_the_side_of_a_shipment_follows_from_where_rules_look(origin, destination, side):
    assert side_of_shipment(RULEBOOK, origin, destination) == side


@pytest.mark.parametrize(("origin", "destination"), [(None, None), ("DE", "FR"), ("KP", "KP")])
def test_where_it_does_not_follow_it_is_asked(origin, destination):
    with pytest.raises(InvalidInput, match="say the activity, such as"):
        side_of_shipment(RULEBOOK, origin, destination)


SVG = "{http://www.w3.org/2000/svg}"


def drawn(facts, **window_of):
    whole = laid(facts)
    return ElementTree.fromstring(timeline_picture(whole, title=title_of(whole), **window_of))


def test_the_picture_says_in_words_what_it_shows():
    picture = drawn(VENTURE)
    assert picture.find(f"{SVG}title").text.startswith("Joint venture operate equity jv with North Korea")
    said = picture.find(f"{SVG}desc").text
    assert "CN-DPRK:" in said
    assert "2017-09-28 to 2018-01-09 permitted (exception)" in said


def test_the_picture_has_its_table_and_its_hatching():
    picture = drawn(VENTURE, first=date(2017, 1, 1), last=date(2018, 6, 1))
    words = " ".join(text.text or "" for text in picture.iter(f"{SVG}text"))
    assert "(CN-2017-55)" in words
    hatched = [rect for rect in picture.iter(f"{SVG}rect") if (rect.get("fill") or "").startswith("url(#")]
    assert len(hatched) == 3, "two wind-downs and the legend"


def test_stored_text_stays_text_in_the_picture():
    picture = drawn({**VENTURE, "venture_name": "<script>alert(1)</script>"})
    assert not [*picture.iter("script"), *picture.iter(f"{SVG}script")]
    assert any("<script>" in (text.text or "") for text in picture.iter(f"{SVG}text"))


def test_the_picture_reads_in_dark_and_light():
    style = drawn(COAL).find(f"{SVG}style").text
    assert "prefers-color-scheme: dark" in style
    assert "var(" not in style, "not every viewer knows variables"


def test_the_window_runs_from_the_first_rule_to_the_day_of_knowledge():
    begin, end = window(laid(VENTURE), None, None)
    assert date(2017, 1, 1) < begin < date(2017, 9, 11)
    assert end > KNOWN_ON
    assert window(laid(VENTURE), date(2017, 1, 1), date(2018, 1, 1)) == (date(2017, 1, 1), date(2018, 1, 1))


def test_the_record_gives_first_and_last_days():
    whole = laid(COAL)
    record = lane_to_json(whole, whole.lane("CN-DPRK"), date(2017, 2, 19), date(2017, 8, 1))
    assert [(span["from"], span["until"], span["status"]) for span in record["spans"]] == [
        ("2017-02-19", "2017-08-14", "prohibited")
    ]
    assert record["spans"][0]["measures"][0]["id"] == "CN-2017-12"


def test_the_cases_asked_are_valid():
    assert not [facts for facts in CASES if isinstance(read_facts(facts), InvalidFacts)]
