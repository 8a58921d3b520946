"""Which tokens of two names are paired."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.names import align, read_name

SOME = ("ali", "omar", "hassan", "abu", "abdul", "rahman", "umar", "m", "k", "ahmad", "jong", "un")
NAMES = st.lists(st.sampled_from(SOME), min_size=1, max_size=6)


def name(text, schema="Person"):
    return read_name(text, schema)[0]


def gain(left, right):
    return sum(pair.gain for pair in align(left, right))


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_matter_where_none_are_glued(words, random):
    mixed = random.sample(words, len(words))
    straight, crossed = (name(" ".join(f"q{w}q" for w in order)) for order in (words, mixed))
    assert gain(straight, crossed) == pytest.approx(gain(straight, straight))


@given(NAMES, NAMES)
def test_no_word_is_used_twice(left, right):
    pairs = align(name(" ".join(left)), name(" ".join(right)))
    lefts = [i for pair in pairs for i in pair.left]
    rights = [j for pair in pairs for j in pair.right]
    assert len(lefts) == len(set(lefts))
    assert len(rights) == len(set(rights))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("AlRustom Saqr", "Al-Rustom Saqr", id="an article glued"),
        pytest.param("Yevg enevich Parshin", "Yevgenevich Parshin", id="a word split"),
        pytest.param("ahmadmuhammadyunis", "Ahmad Muhammad Yunis", id="all spaces lost"),
    ],
)
def test_glued_and_split_words_are_found(left, right):
    pairs = align(name(left), name(right))
    assert {i for pair in pairs for i in pair.left} == set(range(len(name(left).tokens)))
    assert {j for pair in pairs for j in pair.right} == set(range(len(name(right).tokens)))


def test_the_best_of_all_pairings_is_taken():
    left = name("Umar Omar Amar")
    for order in permutations(["Omar", "Amar", "Umar"]):
        assert all(pair.likeness == 1.0 for pair in align(left, name(" ".join(order))))


def test_a_name_of_forty_equal_words_is_paired_in_bounded_time():
    many = name(" ".join(["ab"] * 40), "Company")
    assert len(align(many, many)) == 40
