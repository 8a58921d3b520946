"""What passes between Python and the compiled search: structures as `_kernel.c` lays them out, columns, and answers."""

from __future__ import annotations

import ctypes
import functools
from array import array
from ctypes import c_char_p, c_double, c_int64, c_void_p
from typing import Any, NamedTuple

LETTERS, CLASSES, SLIPS, LENGTHS, LONGEST = 64, 16, 16, 256, 64


def _doubles(*names: str) -> list[tuple[str, Any]]:
    return [(name, c_double) for name in names]


class Numbers(ctypes.Structure):
    """The reference's numbers for likeness and pairing, as `nv_numbers` lays them out."""

    _fields_ = (
        *_doubles(
            "least", "most_unequal", "sound_factor", "without_vowels", "two_consonants", "telling_skeleton",
            "shortest_cut", "shortest_exchanged", "shortest_bones", "initial", "romanised", "other_syllable",
            "other_character", "from_script", "same_consonants", "same_two_consonants", "initials",
            "initials_of_three", "beginnings", "fewest_pieces", "acronym_shortest", "acronym_piece",
            "shortest_syllable", "longest_syllable", "fewest_syllables", "fewest_telling", "fewest_with_small",
            "most_skipped", "acronym_steps", "entry_share", "glued_least", "short_word", "budget", "compensated",
            "swapped", "doubled", "place_beside", "common", "almost_equal",
        ),
        ("class_prefix", c_double * CLASSES),
        ("class_likeness", c_double * CLASSES),
        ("class_tongue", c_double * CLASSES),
        ("lost", c_double * LETTERS),
        ("change", c_double * (LETTERS * LETTERS)),
        ("first", c_double * (LETTERS * LETTERS)),
        ("cut", c_double * ((LONGEST + 1) * (LONGEST + 1))),
        ("exchanged", c_double * (LONGEST + 1)),
        ("number", c_double * (LONGEST + 1)),
        ("glued", c_double * ((LONGEST + 1) * SLIPS)),
        ("most_edits", c_double * LENGTHS),
        ("glued_slips", c_double * LENGTHS),
        ("glued_window", c_double * LENGTHS),
    )  # fmt: skip


class Weights(ctypes.Structure):
    """A policy's weights, as `nv_weights` lays them out; `target` is the sum of reasons that gives the cutoff."""

    _fields_ = _doubles(
        "target", "least_name", "unexplained", "added_relief", "dropped_relief", "contradiction",
        "contradiction_cap", "single_word", "lone_word", "short_word", "acronym", "business_differs",
        "business_told", "rarity", "rarity_full", "rarity_full_single", "weak_alias", "another_order",
        "syllables_exchanged", "common_name", "number_differs", "number_told", "birth_day", "birth_year", "birth_near",
        "birth_differs", "country", "country_differs", "gender_differs", "place",
        "slip_days", "near_years", "limit", "traces", "other_kind",
    )  # fmt: skip


class Readings(NamedTuple):
    """The readings of names: `readings_at` parts readings among names, `terms_at` tokens among readings.

    `by_reference` is 1 for each name that has none here, because the reference must read it; `personal` is 1 for each
    reading as a person's name.
    """

    by_reference: bytes
    readings_at: array[int]
    terms_at: array[int]
    terms: array[int]
    personal: array[int]


class Asked(NamedTuple):
    """A word that the compiled reader does not know yet; `kinds` as what it stands (bit 0 person, bit 1 another)."""

    number: int
    kinds: int
    word: str


class PlainWords(NamedTuple):
    """Plain words: their tokens in columns, as a `Sheet` has them; forms and keys a line each."""

    forms: bytes
    keys: bytes
    keys_at: array[int]
    flags: array[int]
    weights: array[float]


class Hit(NamedTuple):
    """A listed name that may reach the cutoff: the name's sum, and the sum with all other evidence at its best."""

    total: float
    estimate: float
    query: int
    party: int
    name: int
    reading: int


class Columns:
    """A struct of pointers into arrays that it keeps alive. Fields given as lines get their size beside them."""

    struct: type[ctypes.Structure]

    def __init__(self, count: int, **columns: bytes | array[Any]) -> None:
        self._kept = columns
        filled: dict[str, Any] = {self.struct._fields_[0][0]: count}
        for name, column in columns.items():
            filled[name] = column if isinstance(column, bytes) else column.buffer_info()[0] or None
            if f"{name}_size" in self._sizes():
                filled[f"{name}_size"] = len(column)
        self.filled = self.struct(**filled)

    @classmethod
    @functools.cache
    def _sizes(cls) -> frozenset[str]:
        return frozenset(field[0] for field in cls.struct._fields_ if field[0].endswith("_size"))


def _struct(count: str, lines: str, columns: str) -> type[ctypes.Structure]:
    """A structure of a count, pointers to lines, their sizes, and pointers to columns."""

    class Struct(ctypes.Structure):
        _fields_ = (
            (count, c_int64),
            *((name, c_char_p) for name in lines.split()),
            *((f"{name}_size", c_int64) for name in lines.split()),
            *((name, c_void_p) for name in columns.split()),
        )

    return Struct


class Sheet(Columns):
    """Distinct tokens, column by column."""

    struct = _struct(
        "tokens",
        "forms sounds bones coarse natives keys consonants",
        "forms_at keys_at consonants_at kinds flags weights",
    )


class NameColumns(Columns):
    """Listed names: their tokens, whose they are, where they stand there."""

    struct = _struct("names", "", "terms_at terms party place reading flags")


class PartyColumns(Columns):
    """Listed parties: what is known of them beyond their names."""

    struct = _struct("parties", "countries numbers", "family flags gender births_at countries_at numbers_at births")


class QueryColumns(Columns):
    """Queries: their readings, and what is known beyond the names."""

    struct = _struct(
        "queries",
        "",
        "rows readings_at terms_at terms personal family gender flags births_at countries_at births countries",
    )


LAID_OUT: tuple[type[ctypes.Structure], ...] = (
    Numbers,
    Weights,
    Sheet.struct,
    NameColumns.struct,
    PartyColumns.struct,
    QueryColumns.struct,
)
"""The structures whose sizes a library is asked for."""


class Values(ctypes.Structure):
    """A column of several values a row, by address: numbers of distinct values (negative: none), parted by offsets.

    The distinct values of all columns are numbered on end, this column's from `base` on.
    """

    _fields_ = (("row_at", c_void_p), ("values", c_void_p), ("base", c_int64))
