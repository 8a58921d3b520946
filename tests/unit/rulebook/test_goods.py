"""Whether goods are on a rule's list, told by code, by kind, by both or by neither."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.rulebook.goods import HEADINGS, Goods, kinds_of
from navicert.rulebook.vocabulary import GOODS_KINDS

CRUDE = Goods(ex=("2709",), kinds=frozenset({"crude_oil"}))
METALS_AND_MACHINES = Goods(hs=("72", "73", "84", "87"))
FARM = Goods(hs=("07", "08", "12"))


@pytest.mark.parametrize(
    ("goods", "hs", "kind", "covered"),
    [
        (CRUDE, "2709", "crude_oil", True),
        (CRUDE, "2709", "condensate", False),
        (CRUDE, "2709", None, None),
        (CRUDE, None, "crude_oil", True),
        (CRUDE, "2710", None, False),
        (METALS_AND_MACHINES, "8704", "truck", True),
        (METALS_AND_MACHINES, None, "truck", True),
        (METALS_AND_MACHINES, "8413", None, True),
        (METALS_AND_MACHINES, None, "coal", False),
        (METALS_AND_MACHINES, None, "other_goods", None),
        (METALS_AND_MACHINES, None, None, None),
        (FARM, None, "food", None),
        (FARM, "1006", "food", False),
        (FARM, "0808", "food", True),
        (Goods(hs=("84",), not_hs=("8471",)), "8471", None, False),
        (Goods(hs=("84",), not_hs=("8471",)), "84", None, None),
        (Goods(hs=("2701",)), "27", None, None),
    ],
)
def test_codes_and_kinds_decide_together(goods, hs, kind, covered):
    assert goods.cover(hs, kind) is covered


def test_every_kind_has_headings_but_the_rest():
    assert set(HEADINGS) | {"other_goods"} == set(GOODS_KINDS)


@given(st.sampled_from(sorted({code for codes in HEADINGS.values() for code in codes})), st.sampled_from(GOODS_KINDS))
def test_a_finer_code_never_loosens_an_answer(code, kind):
    """What is certain of a code stays certain of every code under it, for the kinds it may be."""
    goods = Goods(hs=(code,))
    if kind in kinds_of(code):
        assert goods.cover(code, kind) is True
        assert goods.cover(code + "00", kind) is True


def test_equal_lists_are_one_however_they_came_about():
    listed = Goods(hs=("2701", "2702"), kinds=frozenset({"coal"}))
    again = pickle.loads(pickle.dumps(listed))
    assert again == listed == Goods(hs=("2701", "2702"), kinds=frozenset({"coal"}))
    assert len({again, listed, Goods(hs=("2701",))}) == 2
