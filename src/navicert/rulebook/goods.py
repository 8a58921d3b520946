"""What the kinds of goods are in the Harmonized System, and whether goods are on a rule's list.

Codes are compared by prefix within the edition the facts are written in; no concordance between editions is assumed.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

# Kind of goods -> headings it is found under (indicative; the kind decides where a heading holds several).
HEADINGS: dict[str, tuple[str, ...]] = {
    "coal": ("2701", "2702"),
    "iron_ore": ("2601",),
    "iron": ("72",),
    "lead_ore": ("2607",),
    "lead": ("78",),
    "base_metal": ("74", "75", "79", "7106", "2603", "2604", "2608"),
    "rare_mineral": ("7108", "2614", "2615", "2805", "2846", "2530", "2616"),
    "seafood": ("03", "1604", "1605"),
    "textile": ("50", "51", "52", "53", "54", "55", "56", "57", "58", "59", "60", "63"),
    "apparel": ("61", "62"),
    "food": ("07", "08", "10", "11", "12"),
    "earth_stone": ("25",),
    "wood": ("44",),
    "crude_oil": ("2709",),
    "condensate": ("2709",),
    "natural_gas_liquids": ("2711",),
    "lng": ("271111",),
    "lpg": ("271112", "271113", "271119"),
    "pipeline_gas": ("271121",),
    "refined_petroleum": ("2710", "2712", "2713"),
    "gasoline": ("2710",),
    "diesel": ("2710",),
    "aviation_fuel": ("2710",),
    "truck": ("8704",),
    "truck_chassis": ("8704", "8706"),
    "machinery": ("84",),
    "electrical": ("85",),
    "vessel": ("89",),
    "helicopter": ("8802",),
    "aircraft_parts": ("8803", "8807"),
    "arms": ("93", "8710"),
    "statue": ("9703",),
    # the indicative headings, and those of the goods that the UN's annexes name
    "luxury_goods": (
        "8703",
        "9101",
        "2208",
        "7113",
        "7114",
        "7116",
        "8903",
        "9102",
        "7013",
        "9506",
        "5701",
        "5702",
        "5703",
        "5704",
        "5705",
        "5805",
        "6911",
    ),
    "medicine": ("30",),
}
# Headings of which a kind is only a part: the rest of the heading is other goods.
SHARED_WITH_OTHER_GOODS = frozenset(
    {
        "7108",
        "2805",
        "2846",
        "2530",
        "2616",
        "8706",
        "8802",
        "9703",
        "8703",
        "9101",
        "2208",
        "7113",
        "7114",
        "7116",
        "9102",
        "7013",
        "9506",
        "6911",
    }
)
OTHER = "other_goods"


@dataclass(frozen=True, slots=True)
class Goods:
    """A rule's list of goods: whole codes, codes covered in part (`ex`), and kinds.

    A kind on the list is covered under whatever code; an `ex` code is covered only for the kinds on the list.
    `not_hs` and `not_kinds` are taken out again.
    """

    hs: tuple[str, ...] = ()
    ex: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    not_hs: tuple[str, ...] = ()
    not_kinds: frozenset[str] = frozenset()
    _hash: int = field(init=False, repr=False, compare=False)
    """Worked out once: lists are long, and what they cover is looked up by them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self._told()))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Goods], tuple[object, ...]]:
        return Goods, self._told()  # hashes differ from process to process

    def _told(self) -> tuple[object, ...]:
        return self.hs, self.ex, self.kinds, self.not_hs, self.not_kinds

    def cover(self, hs: str | None, kind: str | None) -> bool | None:
        """Whether goods told by code, kind, both or neither are on the list; None when that is not enough to say.

        >>> crude = Goods(ex=("2709",), kinds=frozenset({"crude_oil"}))
        >>> crude.cover("2709", "crude_oil"), crude.cover("2709", "condensate"), crude.cover("2709", None)
        (True, False, None)
        """
        return _cover(self, hs, kind)


@functools.lru_cache(maxsize=65536)
def _cover(goods: Goods, hs: str | None, kind: str | None) -> bool | None:
    if kind is not None:
        if kind in goods.kinds:
            return True
        if kind in goods.not_kinds:
            return False
        return _listed_code(goods, hs) if hs is not None else _headings_listed(goods, kind)
    if hs is None:
        return None
    truths = {_cover(goods, hs, candidate) for candidate in kinds_of(hs)}
    return truths.pop() if len(truths) == 1 else None


def _listed_code(goods: Goods, hs: str) -> bool | None:
    if _under(hs, goods.not_hs):
        return False
    if _under(hs, goods.hs):
        return None if _over(hs, goods.not_hs) else True
    return None if _over(hs, goods.hs) else False


def _headings_listed(goods: Goods, kind: str) -> bool | None:
    if kind == OTHER:
        return None if any(not _whole(code) for code in goods.hs) else False
    truths = {_listed_code(goods, heading) for heading in HEADINGS[kind]}
    return truths.pop() if len(truths) == 1 else None


def _under(hs: str, codes: tuple[str, ...]) -> bool:
    return any(hs.startswith(code) for code in codes)


def _over(hs: str, codes: tuple[str, ...]) -> bool:
    return any(code.startswith(hs) for code in codes)


def _whole(code: str) -> bool:
    """Whether every good under this code belongs to some kind of its own."""
    return any(
        code.startswith(heading) for headings in HEADINGS.values() for heading in headings
        if heading not in SHARED_WITH_OTHER_GOODS
    )  # fmt: skip


@functools.lru_cache(maxsize=8192)
def kinds_of(hs: str) -> tuple[str, ...]:
    """The kinds that goods of this code may be; a six-digit heading of one kind settles it.

    >>> kinds_of("2709"), kinds_of("271112"), kinds_of("6702")
    (('crude_oil', 'condensate'), ('lpg',), ('other_goods',))
    """
    exact = tuple(k for k, headings in HEADINGS.items() if any(len(h) == 6 and hs.startswith(h) for h in headings))
    if exact:
        return exact
    near = tuple(k for k, headings in HEADINGS.items() if any(h.startswith(hs) or hs.startswith(h) for h in headings))
    return near if near and _whole(hs) else (*near, OTHER)


def may_be(hs: str, kind: str) -> bool:
    """Whether the vocabulary finds goods of this kind under this code (both may still be told together otherwise)."""
    return kind in kinds_of(hs)
