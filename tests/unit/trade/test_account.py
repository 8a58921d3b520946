"""The account of a quota period."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.trade import Choice, Ledger, Stated
from navicert.trade.output import account_to_json, number, percent

LATE = date(2019, 6, 1)


@pytest.fixture(scope="session")
def account(quotas):
    def draw(records, quota="PRODUCTS", period="2018", known_on=LATE):
        [found] = Ledger(records, quotas).chosen(Choice(known_on, quota, period))
        return Ledger(records, quotas).account(found)

    return draw


def test_an_account_tells_total_share_and_what_is_left(account, delivery):
    found = account([delivery(300_000), delivery(12_000, "t", id="b", days="2018-02")])
    [limit] = found.limits
    assert (limit.reported.amount, limit.left, limit.share) == (400_000, 100_000, 80)
    assert found.status == "near"
    assert [(t.unit, t.amount) for t in found.totals] == [("bbl", 400_000), ("t", 48_000)]


def test_nothing_recorded_is_unknown_and_not_zero(account):
    found = account([])
    printed = account_to_json(found)
    assert found.status == "no_figures"
    assert printed["limits"][0]["reported"] is None
    assert printed["limits"][0]["left"] is None
    assert printed["totals"] == {}


def test_running_totals_follow_the_days_of_delivery(account, delivery):
    records = [delivery(5, id="c", days="2018-03"), delivery(1, id="a"), delivery(2, id="b", days="2018-02-10")]
    assert [dict(line.running)["bbl"] for line in account(records).lines] == [1, 3, 8]


@pytest.mark.parametrize(
    ("amount", "percent", "status"),
    [
        (374_999, None, "open"),
        (375_000, None, "near"),
        (474_999, 95, "near"),
        (475_000, 90, "near"),
        (475_000, 95, "stopped"),
        (499_999, None, "near"),
        (500_000, None, "exhausted"),
    ],
)
def test_a_quota_closes_at_its_cap_or_on_official_notice_at_95_percent(
    account, delivery, notice, amount, percent, status
):
    notices = [notice(percent, date(2018, 10, 1))] if percent else []
    assert account([delivery(amount), *notices]).status == status


def test_an_estimate_never_closes_a_quota_but_contests_it(account, delivery):
    guess = delivery(1_600_000, id="e", kind="estimated", includes_reported=True)
    found = account([delivery(100_000), guess])
    assert found.status == "contested"
    assert found.limits[0].left == 400_000
    assert account([guess]).status == "contested"
    assert account([guess]).limits[0].reported is None


def test_of_value_and_volume_the_one_that_is_reached_first_decides(account, delivery):
    fields = {"quota": "COAL", "goods": "coal", "period_first": date(2017, 1, 1), "supplier": "KP", "receiver": "CN"}
    value = Stated.exactly(Decimal(400_870_018), "USD")
    found = account([delivery(2_678_000, "t", days="2017-01", value=value, **fields)], "COAL", "2017")
    assert [limit.unit for limit in found.limits] == ["USD", "t"]
    assert found.limits[1].share < 36
    assert found.status == "exhausted"


def test_a_linked_quota_has_an_account_of_the_same_deliveries(account, delivery):
    found = account([delivery(60_000, "t"), delivery(100, "t", goods="lpg", id="gas", days="2018-02")])
    linked = account([delivery(60_000, "t"), delivery(100, "t", goods="lpg", id="gas")], "NATIONAL-PRODUCTS")
    assert found.limits[0].reported.amount == 501_234
    assert [limit.reported.amount for limit in linked.limits] == [500_000, 60_000]


def test_thresholds_say_by_which_day_they_were_reached(account, delivery):
    records = [delivery(400_000), delivery(60_000, id="b", days="2018-05-20", published=date(2018, 6, 1))]
    reached = {t.percent: t.reached_by for t in account(records).limits[0].thresholds}
    assert reached == {75: date(2018, 1, 31), 90: date(2018, 5, 20), 95: None, 100: None}


def test_a_correction_into_another_year_leaves_the_first_year(account, delivery):
    moved = delivery(1000, id="b", corrects="a", period_first=date(2019, 1, 1), days="2019-01", published=LATE)
    records = [delivery(1000, id="a"), moved]
    assert account(records).status == "no_figures"
    assert [r.now.id for r in account(records).revisions] == ["b"]
    assert account(records, period="2019").limits[0].reported.amount == 1000
    assert account(records, known_on=date(2018, 12, 31)).limits[0].reported.amount == 1000


def test_what_was_told_first_is_kept_beside_what_stands(account, delivery):
    records = [delivery(1000, id="a"), delivery(1500, id="b", corrects="a", published=date(2018, 6, 1))]
    found = account(records)
    assert [record.id for record in found.first_told] == ["a"]
    assert [line.record.id for line in found.lines] == ["b"]


def test_doubtful_deliveries_are_counted_and_the_total_without_them_is_told(account, delivery):
    found = account([delivery(1000, id="a"), delivery(1000, id="b")])
    assert (found.limits[0].reported.amount, found.limits[0].least) == (2000, 1000)
    assert [doubt.kind for doubt in found.doubts] == ["repeated"]


def test_goods_given_as_aid_are_told_apart(account, delivery):
    found = account([delivery(1000, id="a", terms="aid"), delivery(500, id="b", days="2018-02")])
    assert [(t.unit, t.amount) for t in found.aid] == [("bbl", 1000), ("t", 120)]


def test_where_each_state_has_its_own_cap_each_has_an_account(quotas, delivery):
    fields = {
        "quota": "EARLIER-CRUDE", "goods": "crude_oil", "period_first": date(2017, 9, 11), "days": "2017-10",
    }  # fmt: skip
    ledger = Ledger([delivery(1, id="a", **fields), delivery(2, id="b", supplier="RU", **fields)], quotas)
    accounts = [ledger.account(subject) for subject in ledger.chosen(Choice(LATE, "EARLIER-CRUDE"))]
    assert [(a.supplier, a.totals[0].amount, a.status) for a in accounts] == [("CN", 1, "no_cap"), ("RU", 2, "no_cap")]


def test_all_accounts_with_records_are_chosen_unless_one_is_named(quotas, delivery):
    ledger = Ledger([delivery()], quotas)
    names = [(s.quota.id, s.period.first) for s in ledger.chosen(Choice(LATE))]
    assert names == [("PRODUCTS", date(2018, 1, 1)), ("NATIONAL-PRODUCTS", date(2018, 1, 1))]
    assert ledger.chosen(Choice(LATE, period="2019")) == []
    with pytest.raises(InvalidInput):
        ledger.chosen(Choice(LATE, "OIL"))


def test_a_quota_without_records_is_shown_for_the_period_of_the_day(quotas):
    [subject] = Ledger([], quotas).chosen(Choice(LATE, "PRODUCTS"))
    assert subject.period.first == date(2019, 1, 1)
    assert Ledger([], quotas).chosen(Choice(LATE, "EARLIER-CRUDE")) == []


@given(data=st.data())
def test_an_account_does_not_depend_on_the_order_of_the_records(data, account, delivery):
    records = []
    for n in range(data.draw(st.integers(1, 8))):
        corrects = data.draw(st.sampled_from([None, *(r.id for r in records if r.kind == "reported")]))
        records.append(
            delivery(
                data.draw(st.integers(0, 10**5)),
                id=f"r{n}",
                days=data.draw(st.sampled_from(["2018-01", "2018-02-03", "2018"])),
                kind="reported" if corrects else data.draw(st.sampled_from(["reported", "estimated"])),
                corrects=corrects,
                published=date(2018, 3, 1 + n),
            )
        )
    assert account(records) == account(data.draw(st.permutations(records)))


@given(data=st.data())
def test_more_knowledge_without_corrections_never_lowers_a_total(data, account, delivery):
    records = [
        delivery(amount, id=f"r{n}", published=day)
        for n, (amount, day) in enumerate(
            data.draw(st.lists(st.tuples(st.integers(0, 10**5), st.dates(date(2018, 2, 1), date(2018, 12, 1)))))
        )
    ]
    earlier, later = sorted(data.draw(st.tuples(*[st.dates(date(2018, 1, 1), date(2019, 1, 1))] * 2)))
    totals = [account(records, known_on=day).limits[0].drawn for day in (earlier, later)]
    assert totals == sorted(totals)


def test_shares_are_rounded_down_so_that_no_threshold_is_printed_before_it_is_reached(account, delivery):
    printed = account_to_json(account([delivery(474_999)]))
    assert printed["limits"][0]["share_percent"] == 94.9
    assert percent(account([delivery(475_000)]).limits[0].share) == 95.0


def test_what_is_left_is_told_in_the_other_unit_for_each_ratio(account, delivery):
    left = account_to_json(account([delivery(376_600)]))["left"]
    assert left == [
        {"amount": 123_400, "unit": "bbl", "goods": None},
        {"amount": 14_808, "unit": "t", "goods": ["diesel", "gasoline", "refined_petroleum"]},
        {"amount": 10_000, "unit": "t", "goods": ["lpg"]},
    ]


def test_numbers_are_whole_where_they_are_whole():
    assert repr(number(Decimal("5000.0"))) == "5000"
    assert repr(number(Decimal("0.1"))) == "0.1"


def test_records_under_a_quota_that_the_rulebook_lost_are_named(quotas, delivery):
    ledger = Ledger([delivery(), delivery(id="lost", quota="GONE")], quotas)
    assert [record.id for record in ledger.unplaced] == ["lost"]


def test_the_digest_of_a_ledger_tells_what_was_recorded(quotas, delivery):
    one, other = Ledger([delivery()], quotas), Ledger([delivery(1001)], quotas)
    assert one.digest == Ledger([delivery(recorded_by="another")], quotas).digest
    assert one.digest.startswith("sha256:")
    assert one.digest != other.digest
