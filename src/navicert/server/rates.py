"""How often one visitor may ask: a bucket of requests each, filled at a steady rate."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

MOST_BUCKETS = 20_000


class Rates:
    """Buckets by name. A bucket holds what comes in `burst_seconds`; the one unused for longest is forgotten first."""

    def __init__(self, per_second: float, clock: Callable[[], float], *, burst_seconds: float = 4.0) -> None:
        self._per_second = per_second
        self._most = max(1.0, per_second * burst_seconds)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str, cost: float = 1.0) -> float:
        """Take from a bucket; 0.0, or the seconds to wait where it does not hold that much."""
        now = self._clock()
        left, at = self._buckets.pop(name, (self._most, now))
        left = min(self._most, left + (now - at) * self._per_second)
        is_enough = left >= cost
        self._buckets[name] = (left - cost if is_enough else left, now)
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return 0.0 if is_enough else (cost - left) / self._per_second

    def spend(self, name: str, cost: float) -> None:
        """Take so much, down to an empty bucket."""
        self.take(name, 0.0)
        left, at = self._buckets[name]
        self._buckets[name] = (max(0.0, left - cost), at)
