"""What `assess` is told of the ledger: totals before the delivery asked about, as known on the day."""

from datetime import date
from fractions import Fraction

import pytest

from navicert.measures import Facts, QuotaUse, assess, read_facts
from navicert.measures.quota import Drawn
from navicert.trade import Ledger, settle, use_of

DAY = date(2018, 6, 15)
KEY = ("PRODUCTS", date(2018, 1, 1))
TODAY = date(2020, 6, 1)


def facts(**more):
    read = read_facts(
        {
            "activity": "supply",
            "destination": "KP",
            "goods_kind": "diesel",
            "hs": "2710",
            "activity_date": DAY.isoformat(),
            "quantity_amount": "1000",
            "quantity_unit": "bbl",
            "bound_state": "CN",
        }
        | more
    )
    assert isinstance(read, Facts)
    return read


@pytest.fixture(scope="session")
def use(law, quotas):
    def ask(records, known_on=TODAY, **more):
        return use_of(Ledger(records, quotas), facts(**more), law, known_on)

    return ask


def test_an_empty_ledger_says_nothing(use):
    assert use([]) is None


def test_a_period_without_a_record_is_unknown_and_not_zero(use, delivery):
    assert use([delivery()], activity_date="2019-06-15") is None


def test_what_was_reported_before_is_the_total_in_both_units_exactly(use, delivery):
    total = use([delivery(10_000, "t")]).most.totals[KEY]
    assert total.reported == (Drawn(Fraction(250_000, 3), "bbl"), Drawn(Fraction(10_000), "t"))
    assert total.notice_percent is None


def test_only_quotas_of_the_activity_and_goods_are_asked(use, delivery):
    crude = delivery(quota="CRUDE", goods="crude_oil", period_first=date(2017, 12, 22), id="c")
    assert {name for name, _ in use([delivery(), crude]).most.totals} == {"PRODUCTS", "NATIONAL-PRODUCTS"}


def test_what_was_not_yet_known_on_the_day_does_not_count(use, delivery):
    assert use([delivery(published=date(2018, 7, 1))], known_on=date(2018, 6, 30)) is None


def test_estimates_stay_beside_the_reported_total(use, delivery):
    total = use([delivery(id="e", kind="estimated", includes_reported=True)]).most.totals[KEY]
    assert total.reported == ()
    assert total.estimated[0] == Drawn(Fraction(1000), "bbl")


def test_deliveries_after_the_day_do_not_count_for_it(use, delivery):
    found = use([delivery(), delivery(9000, id="b", days="2018-09", published=date(2018, 11, 1))])
    assert found.is_sure
    assert found.most.totals[KEY].reported[0].amount == 1000


def test_a_month_that_the_day_lies_in_may_count_or_not(use, delivery):
    found = use([delivery(), delivery(9000, id="b", days="2018-06", published=date(2018, 8, 1))])
    assert [u.totals[KEY].reported[0].amount for u in (found.least, found.most)] == [1000, 10_000]
    assert not found.is_sure
    assert KEY not in found.agreed.totals
    assert "1,000 bbl / 120 t up to 10,000 bbl / 1,200 t" in dict(found.open)["PRODUCTS"]


def test_what_was_published_by_the_day_was_delivered_before_it(use, delivery):
    found = use([delivery(7000, days="2018", published=DAY)])
    assert found.is_sure
    assert found.most.totals[KEY].reported[0].amount == 7000


def test_what_may_be_counted_twice_may_count_or_not(use, delivery):
    found = use([delivery(id="a"), delivery(id="b")])
    assert [u.totals[KEY].reported[0].amount for u in (found.least, found.most)] == [1000, 2000]


@pytest.mark.parametrize(("published", "percent"), [(date(2018, 6, 14), 95), (DAY, 95), (date(2018, 6, 16), 0)])
def test_a_notice_counts_from_its_day_on(use, delivery, notice, published, percent):
    assert use([delivery(), notice(95, published)]).most.totals[KEY].notice_percent == percent


def test_where_each_state_has_its_own_cap_only_its_own_deliveries_count(use, delivery):
    fields = {"quota": "EARLIER-CRUDE", "goods": "crude_oil", "period_first": date(2017, 9, 11), "days": "2017-10"}
    records = [delivery(1, id="a", **fields), delivery(2, id="b", supplier="RU", **fields)]
    asked = {"activity_date": "2017-12-01", "goods_kind": "crude_oil", "hs": "2709"}
    key = ("EARLIER-CRUDE", date(2017, 9, 11))
    assert use(records, **asked).most.totals[key].reported[0].amount == 1
    assert use(records, **asked, bound_state="any") is None


def test_a_delivery_that_cannot_be_told_in_a_unit_leaves_that_total_out(law, quotas, delivery):
    fields = {"quota": "COAL", "goods": "coal", "period_first": date(2017, 1, 1), "supplier": "KP", "receiver": "CN"}
    asked = facts(activity="procure", goods_kind="coal", hs="2701", activity_date="2017-06-01", quantity_unit="t")
    found = use_of(Ledger([delivery(10, "t", days="2017-01", **fields)], quotas), asked, law, TODAY)
    assert found.most.totals[("COAL", date(2017, 1, 1))].reported == (Drawn(Fraction(10), "t"),)


@pytest.fixture
def answer(law, use):
    def ask(records, **more):
        found = use(records, **more)
        return settle(found, lambda ledger: assess(facts(**more), law, as_known_on=TODAY, ledger=ledger))

    return ask


def statuses(assessment):
    return [(finding.status, finding.missing) for finding in assessment.findings]


def test_without_a_ledger_the_total_is_missing(answer):
    assessment, notes = answer([])
    assert statuses(assessment) == [("needs_information", ("reported_total_amount",))]
    assert notes == ()


@pytest.mark.parametrize(("amount", "status"), [("100000", "quota_dependent"), ("499001", "prohibited")])
def test_the_total_of_the_ledger_decides_to_the_barrel(answer, delivery, amount, status):
    assessment, _ = answer([delivery(amount)])
    assert statuses(assessment) == [(status, ())]
    assert assessment.findings[0].quota.source == "ledger"


def test_a_total_of_converted_tonnes_fits_to_the_last_drop(answer, delivery):
    asked = {"quantity_amount": "50000", "quantity_unit": "t"}
    assert statuses(answer([delivery(10_000, "t")], **asked)[0]) == [("quota_dependent", ())]
    assert statuses(answer([delivery("10000.001", "t")], **asked)[0]) == [("prohibited", ())]


def test_an_unsure_total_that_changes_nothing_decides(answer, delivery):
    assessment, notes = answer([delivery(id="a"), delivery(id="b")])
    assert statuses(assessment) == [("quota_dependent", ())]
    assert notes == ()


def test_an_unsure_total_that_decides_is_left_open(answer, delivery):
    assessment, notes = answer([delivery(300_000, id="a"), delivery(300_000, id="b")])
    assert statuses(assessment) == [("needs_information", ("reported_total_amount",))]
    assert "300,000 bbl" in notes[0]
    assert "600,000 bbl" in notes[0]


def test_what_the_facts_state_prevails_over_the_ledger(law, quotas, delivery):
    asked = facts(reported_total_amount="0", reported_total_unit="bbl")
    found = use_of(Ledger([delivery(499_999)], quotas), asked, law, TODAY)
    assessment, _ = settle(found, lambda ledger: assess(asked, law, as_known_on=TODAY, ledger=ledger))
    assert statuses(assessment) == [("quota_dependent", ())]
    assert isinstance(found.most, QuotaUse)
