"""The numbers that the compiled search is given are those that the reference would give."""

import itertools

from navicert.names import similarity
from navicert.screening import kernel_tables


def test_another_first_letter_costs_what_it_costs_between_whole_words():
    numbers, width = kernel_tables.numbers(), kernel_tables.LETTERS
    for (i, a), (j, b) in itertools.product(enumerate(kernel_tables._LETTERS), repeat=2):
        one, other = a + "xxx", b + "xxx"
        cost = (1 - similarity.SLIPS.spelled(one, other)) * 4 - similarity.distance(one, other)
        assert numbers.first[i * width + j] == (round(cost, 9) if a != b else 0.0), (a, b)
