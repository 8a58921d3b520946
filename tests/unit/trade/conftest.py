"""A small law of quotas, and builders of ledger records."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType

import pytest

from navicert.rulebook.goods import Goods
from navicert.rulebook.model import Ambiguity, FactIs, InRegime, Instrument, Limit, Measure, QuotaRule, Regime, Rulebook
from navicert.terms import VagueDate
from navicert.trade import LedgerRecord, Stated, quotas_of
from navicert.trade.rows import content_id, read_delivered

RECORDED = datetime(2020, 1, 1, 12, tzinfo=UTC)
PRODUCTS = frozenset({"refined_petroleum", "diesel", "gasoline", "lpg"})


def measure(name, limits, *, kinds, first, until=None, links=(), **rule):
    return Measure(
        id=name,
        instrument="ACT",
        regimes=(InRegime("R"),),
        paragraph="1",
        kind="quota",
        effect="quota",
        summary=f"The cap of {name}.",
        status="in_force",
        adopted=first,
        asks=(("procure", ()),) if "coal" in kinds else (("supply", ()),),
        direction="from_kp" if "coal" in kinds else "to_kp",
        goods=Goods(kinds=frozenset(kinds)),
        clock="import" if "coal" in kinds else "export",
        first=first,
        until=until,
        implements=links,
        quota=QuotaRule(limits=tuple(Limit(Decimal(amount), unit) for amount, unit in limits), **rule),
    )


MEASURES = (
    measure("PRODUCTS", [(500_000, "bbl")], kinds=PRODUCTS, first=date(2018, 1, 1), period="calendar_year"),
    measure(
        "NATIONAL-PRODUCTS",
        [(500_000, "bbl"), (60_000, "t")],
        kinds=PRODUCTS - {"lpg"},
        first=date(2018, 1, 6),
        period="calendar_year",
        links=("PRODUCTS",),
    ),
    measure(
        "CRUDE",
        [(4_000_000, "bbl"), (525_000, "t")],
        kinds={"crude_oil"},
        first=date(2017, 12, 22),
        period="anniversary",
        month_day=(12, 22),
    ),
    measure(
        "NATIONAL-CRUDE",
        [(4_000_000, "bbl"), (525_000, "t")],
        kinds={"crude_oil"},
        first=date(2018, 1, 6),
        period="anniversary",
        month_day=(12, 23),
        links=("CRUDE",),
    ),
    measure(
        "COAL",
        [(400_870_018, "USD"), (7_500_000, "t")],
        kinds={"coal"},
        first=date(2017, 1, 1),
        rule="each",
        period="calendar_year",
    ),
    measure(
        "EARLIER-CRUDE",
        [],
        kinds={"crude_oil"},
        first=date(2017, 9, 11),
        until=date(2017, 12, 22),
        base_period=True,
    ),
)
ACT = Instrument(
    id="ACT", regime="R", title="An act", short="the act", adopted=None, publisher="An authority", time_zone="UTC"
)
WHOSE_COUNT = Ambiguity(
    "A07", "Whose count decides", "Which?", (("reported", "What was reported."), ("estimated", "The estimate."))
)
REGIME = Regime(id="R", title="A regime", authority="An authority", concerns=FactIs("destination", frozenset({"KP"})))


@pytest.fixture(scope="session")
def law():
    """A rulebook of a few quotas."""
    return Rulebook(
        digest="sha256:0",
        regimes=MappingProxyType({"R": REGIME}),
        instruments=MappingProxyType({"ACT": ACT}),
        measures=MappingProxyType({m.id: m for m in MEASURES}),
        ambiguities=MappingProxyType({"A07": WHOSE_COUNT}),
    )


@pytest.fixture(scope="session")
def quotas(law):
    return quotas_of(law)


@pytest.fixture(scope="session")
def delivery():
    """Builds a record: 1,000 bbl of diesel from CN in January 2018, reported on 1 March, unless told otherwise."""

    def build(amount=1000, unit="bbl", *, days="2018-01", low=None, high=None, **fields):
        number = Decimal(str(amount))
        quantity = Stated(number, unit, Decimal(str(low or amount)), Decimal(str(high or amount)))
        record = LedgerRecord(
            **{
                "id": "",
                "kind": "reported",
                "quota": "PRODUCTS",
                "period_first": date(2018, 1, 1),
                "source": "a report",
                "recorded_at": RECORDED,
                "recorded_by": "somebody",
                "quantity": quantity,
                "goods": "diesel",
                "delivered": days if isinstance(days, VagueDate) else read_delivered(days),
                "supplier": "CN",
                "receiver": "KP",
                "published": date(2018, 3, 1),
            }
            | fields
        )
        return record if record.id else LedgerRecord(**_fields(record) | {"id": content_id(record)})

    return build


@pytest.fixture(scope="session")
def notice():
    """Builds an official notice about the products of 2018."""

    def build(percent, published, **fields):
        return LedgerRecord(
            **{
                "id": f"notice-{percent}-{published}",
                "kind": "notice",
                "quota": "PRODUCTS",
                "period_first": date(2018, 1, 1),
                "source": "the Committee",
                "recorded_at": RECORDED,
                "recorded_by": "somebody",
                "percent": percent,
                "published": published,
            }
            | fields
        )

    return build


def _fields(record):
    return {name: getattr(record, name) for name in LedgerRecord.__slots__}
