"""Birth places and addresses as words that can be found again."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from navicert.lists.model import Address, Place
from navicert.names import latin
from navicert.terms import country_code

_NOISE = frozenset(
    """the and of street str road avenue ave blvd building bldg floor room suite box city district province region state
    village area near town north south east west central new street no number apt apartment house block zone republic
    county municipality governorate department oblast rayon prefecture po pob""".split()
)


def place_words(places: Iterable[Place | Address]) -> frozenset[str]:
    """The telling words of places: no countries, no numbers, no words such as street or district."""
    return frozenset().union(*(_words(place.text) for place in places))


@functools.lru_cache(maxsize=50_000)
def _words(text: str) -> frozenset[str]:
    parts = (part for part in text.split(",") if country_code(part.strip()) is None)
    return frozenset(word for part in parts for word in re.findall(r"[a-z]{4,}", latin(part)) if word not in _NOISE)
