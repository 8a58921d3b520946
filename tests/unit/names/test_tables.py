"""Tables that ship with the package are looked up in place."""

import random
from importlib import resources
from pathlib import PurePath

import pytest

from navicert.names.tables import Table

NAMES = sorted(
    PurePath(item.name).stem
    for item in resources.files("navicert.names").joinpath("data").iterdir()
    if item.name.endswith(".tsv")
)


def rows_of(name):
    text = resources.files("navicert.names").joinpath(f"data/{name}.tsv").read_text("utf-8")
    rows = (row.split("\t") for row in text.split("\n") if row and not row.startswith("#"))
    return {key: tuple(rest) for key, *rest in rows}


@pytest.mark.parametrize("name", NAMES)
def test_each_row_is_found_by_its_key_and_nothing_by_others(name):
    rows, table, r = rows_of(name), Table(name), random.Random(2)
    keys = list(rows)
    assert [key.encode() for key in keys] == sorted(key.encode() for key in keys)
    for key in [keys[0], keys[-1], *r.sample(keys, min(900, len(keys)))]:
        assert table.find(key) == rows[key]
        for other in (f"{key}x", f"x{key}", key[:-1], key[1:]):
            assert table.find(other) == rows.get(other, ()), other


def test_a_table_asked_very_often_says_the_same():
    rows, table = rows_of("rarity"), Table("rarity")
    for key in list(rows)[:21_000]:
        assert table.find(key) == rows[key]
    assert table.find("no such word") == ()


@pytest.mark.parametrize("key", ["", "\n", "\t", "#", "\ud800", "\U0010ffff" * 3, "?"])
def test_what_no_table_has_is_not_found(key):
    assert all(Table(name).find(key) == () for name in NAMES)
