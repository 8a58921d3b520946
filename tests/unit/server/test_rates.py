"""A bucket of requests each, filled at a steady rate."""

from navicert.server.rates import MOST_BUCKETS, Rates


class Seconds:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_what_was_taken_comes_back_with_time():
    seconds = Seconds()
    rates = Rates(2.0, seconds, burst_seconds=2.0)
    assert [rates.take("a") for _ in range(5)] == [0.0, 0.0, 0.0, 0.0, 0.5]
    seconds.at = 0.5
    assert [rates.take("a"), rates.take("a")] == [0.0, 0.5]
    seconds.at = 100.0
    assert [rates.take("a") for _ in range(5)].count(0.0) == 4


def test_nobody_pays_for_another():
    rates = Rates(1.0, Seconds(), burst_seconds=1.0)
    assert [rates.take("a"), rates.take("b"), rates.take("a")] == [0.0, 0.0, 1.0]


def test_a_slow_rate_lets_one_through():
    assert Rates(0.01, Seconds()).take("a") == 0.0


def test_what_is_spent_may_empty_a_bucket_and_no_more():
    rates = Rates(1.0, Seconds(), burst_seconds=4.0)
    rates.spend("a", 100.0)
    assert rates.take("a") == 1.0


def test_however_many_come_only_so_many_are_remembered():
    rates = Rates(1.0, Seconds())
    for number in range(MOST_BUCKETS + 10):
        rates.take(str(number))
    assert len(rates._buckets) == MOST_BUCKETS
