"""How much listed owners hold, when shares are bounds, unknown, or not all told."""

from decimal import Decimal

import pytest

from navicert.measures import read_facts
from navicert.measures.ownership import held_together, largest_single
from navicert.rulebook.model import OwnedBy

HALF = OwnedBy("US", Decimal(50))
MORE_THAN_HALF = OwnedBy("EU", Decimal(50), strictly=True)


def shares(*rows):
    return read_facts({"activity": "payment", "owners": [dict(row) for row in rows]}).get("owners")


def owner(name, **share):
    return {"name": name, **share}


@pytest.mark.parametrize(
    ("rows", "reached", "exceeded"),
    [
        ([owner("A", share=30), owner("B", share=20), owner("other", share=50)], True, False),
        ([owner("A", share=30), owner("B", share=19), owner("other", share=51)], False, False),
        ([owner("A", share=30), owner("B", share=21), owner("other", share=49)], True, True),
        ([owner("A", share=30), owner("B")], None, None),
        ([owner("A", share=30)], None, None),
        ([owner("A", share_below=50), owner("other", share_above=50)], False, False),
        ([owner("A", share_below=50), owner("other", share=50)], None, False),
        ([owner("A", share_above=50)], True, True),
        ([owner("other", share=100)], False, False),
    ],
    ids=["half exactly", "one percent short", "more than half", "a share unknown", "owners not all told", "a minority",
         "up to half", "a majority", "nobody listed"],
)  # fmt: skip
def test_shares_are_added_up_between_the_least_and_the_most(rows, reached, exceeded):
    holding = held_together(shares(*rows), ["A", "B"])
    assert holding.reaches(HALF) is reached
    assert holding.reaches(MORE_THAN_HALF) is exceeded


def test_before_aggregation_each_owner_counted_alone():
    rows = [owner("A", share=30), owner("B", share=20), owner("other", share=50)]
    assert largest_single(shares(*rows), ["A", "B"]).reaches(HALF) is False
    assert largest_single(shares(owner("A", share=50), owner("other", share=50)), ["A"]).reaches(HALF) is True
    assert largest_single(shares(owner("A", share=30), owner("B")), ["A", "B"]).reaches(HALF) is None
