"""Synthetic transactions as a trading house or a bank might keep them: most touch no rule, some touch many.

`write_transactions(path, rows)` writes Parquet, the same rows for the same seed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

REGULATED = 0.15
BLOCK = 262_144
STATES = "CN JP KR US DE FR NL IT GB IN VN SG AE TR BR MX ES PL TH ID MY AU CA CH BE SE ZA EG SA KZ".split()
EUROPE = "DE FR NL IT ES PL BE SE GR CY MT RO".split()
ORDINARY = [
    ("machinery", "847130"), ("machinery", "841391"), ("machinery", "848210"), ("electrical", "853690"),
    ("electrical", "854231"), ("electrical", "850440"), ("textile", "520812"), ("apparel", "620342"),
    ("apparel", "610910"), ("food", "100630"), ("food", "080510"), ("medicine", "300490"), ("other_goods", "392690"),
    ("other_goods", "940360"), ("other_goods", "481910"), ("other_goods", "870829"), ("iron", "720839"),
    ("base_metal", "740311"), ("wood", "440710"),
    ("truck", "870421"), ("luxury_goods", "220830"), ("diesel", "271019"), ("crude_oil", "270900"), ("lng", "271111"),
    ("seafood", "030617"), ("coal", "270112"), (None, "902190"), (None, "330499"), (None, "640399"), (None, "950300"),
]  # fmt: skip
FROM_KP = [
    ("coal", "270111"), ("iron_ore", "260111"), ("lead_ore", "260700"), ("lead", "780110"), ("seafood", "030743"),
    ("apparel", "620193"), ("textile", "520812"), ("food", "071233"), ("machinery", "850131"),
    ("earth_stone", "251990"), ("wood", "440320"), ("base_metal", "790111"), ("other_goods", "670290"),
    ("statue", "970300"),
]  # fmt: skip
TO_KP = [
    ("diesel", "271019"), ("gasoline", "271012"), ("crude_oil", "270900"), ("machinery", "843149"), ("iron", "721049"),
    ("truck", "870421"), ("aviation_fuel", "271019"), ("lpg", "271113"), ("luxury_goods", "220830"), ("food", "100630"),
    ("medicine", "300490"), ("electrical", "851712"), ("vessel", "890190"), ("apparel", "620193"),
]  # fmt: skip
RUSSIAN = [
    ("crude_oil", "270900"), ("diesel", "271019"), ("refined_petroleum", "271019"), ("lng", "271111"),
    ("pipeline_gas", "271121"), ("coal", "270112"),
]  # fmt: skip


OIL = ("2709", "2710")
FIRMS = "Meadow Harbour Alder Juniper Cobalt Lantern Thistle Orchard Granite Willow".split()


class Block:
    """Rows under way: columns of Python-free numpy values; None stands for an absent key."""

    def __init__(self, rows: int, random: np.random.Generator) -> None:
        self.rows, self.random = rows, random
        self.columns: dict[str, Any] = {}

    def choose(self, values: Sequence[Any], weights: Sequence[float] | None = None) -> np.ndarray:
        table = np.array(values, dtype=object)
        share = None if weights is None else np.array(weights) / sum(weights)
        return table[self.random.choice(len(table), self.rows, p=share)]

    def put(self, where: np.ndarray, key: str, values: np.ndarray) -> None:
        column = self.columns.setdefault(key, np.full(self.rows, None, dtype=object))
        column[where] = values[where]

    def days(self, first: str, last: str) -> np.ndarray:
        low, high = np.datetime64(first), np.datetime64(last)
        return low + self.random.integers(0, (high - low).astype(int), self.rows)

    def later(self, days: np.ndarray, most: int) -> np.ndarray:
        return days + self.random.integers(0, most, self.rows)

    def perhaps(self, where: np.ndarray, share: float) -> np.ndarray:
        return where & (self.random.random(self.rows) < share)


def _goods(block: Block, where: np.ndarray, goods: Sequence[tuple[str | None, str]]) -> None:
    chosen = block.random.integers(0, len(goods), block.rows)
    block.put(where, "goods_kind", np.array([kind for kind, _ in goods], dtype=object)[chosen])
    block.put(where, "hs", np.array([hs for _, hs in goods], dtype=object)[chosen])


def _movement(block: Block, where: np.ndarray, first: str, last: str) -> None:
    loading = block.days(first, last)
    arrival = block.later(loading, 45)
    block.put(where, "contract_date", loading - block.random.integers(1, 120, block.rows))
    block.put(where, "loading_date", loading)
    block.put(block.perhaps(where, 0.95), "arrival_date", arrival)
    arrived = np.array([day is not None for day in block.columns["arrival_date"]])
    block.put(block.perhaps(where & arrived, 0.4), "release_date", block.later(arrival, 10))


def _is_oil(block: Block) -> np.ndarray:
    return np.isin(block.columns["hs"], [code for _, code in (*TO_KP, *RUSSIAN) if code.startswith(OIL)])


def _delivery(block: Block, where: np.ndarray, most: float) -> None:
    block.put(where, "quantity_amount", np.round(block.random.random(block.rows) * most, 1).astype(object))
    block.put(where, "quantity_unit", block.choose(["t", "kg"], [4, 1]))
    block.put(where & _is_oil(block), "quantity_unit", block.choose(["bbl", "t"]))
    valued = block.perhaps(where, 0.8)
    block.put(valued, "value_amount", np.round(block.random.random(block.rows) * 2e6, 2).astype(object))
    block.put(valued, "value_currency", block.choose(["USD", "EUR", "CNY"], [7, 2, 1]))


def _ordinary(block: Block, where: np.ndarray) -> None:
    trade = block.perhaps(where, 0.8)
    block.put(trade, "activity", block.choose(["supply", "procure"]))
    block.put(trade, "origin", block.choose(STATES))
    block.put(trade, "destination", block.choose(STATES))
    block.put(trade, "end_use", block.choose(["civilian", None], [3, 1]))
    block.put(trade, "transport_mode", block.choose(["sea", "air", "road", "rail", None], [6, 2, 1, 1, 1]))
    _goods(block, trade, ORDINARY)
    _movement(block, trade, "2016-01-01", "2026-09-01")
    _delivery(block, trade, 5000)
    rest = where & ~trade
    block.put(rest, "activity", block.choose(["payment", "account", "port_entry", "trade_finance"], [7, 1, 1, 1]))
    block.put(rest, "activity_date", block.days("2016-01-01", "2026-09-01"))
    block.put(rest, "counterparty_state", block.choose(STATES))
    pay = rest & (block.columns["activity"] == "payment")
    block.put(pay, "payment_purpose", block.choose(["trade", "freight", "other"]))
    block.put(pay, "value_amount", np.round(block.random.random(block.rows) * 1e6, 2).astype(object))
    block.put(pay, "value_currency", block.choose(["USD", "EUR", "CNY"]))
    block.put(where, "bound_state", block.choose(STATES))


def _korean(block: Block, where: np.ndarray) -> None:
    buying = block.perhaps(where, 0.5)
    selling = where & ~buying
    block.put(buying, "activity", block.choose(["procure"]))
    block.put(buying, "action", block.choose(["import", "release", None]))
    block.put(buying, "origin", block.choose(["KP"]))
    block.put(buying, "destination", block.choose(["CN", "RU", "DE", "KR"], [6, 2, 1, 1]))
    _goods(block, buying, FROM_KP)
    block.put(selling, "activity", block.choose(["supply"]))
    block.put(selling, "action", block.choose(["export", None]))
    block.put(selling, "origin", block.choose(["CN", "RU", "DE", "SG"], [6, 2, 1, 1]))
    block.put(selling, "destination", block.choose(["KP"]))
    _goods(block, selling, TO_KP)
    block.put(where, "bound_state", block.choose(["CN", "RU", "SG", "DE", "US", "VN"], [8, 3, 1, 1, 1, 1]))
    block.put(where, "end_use", block.choose(["civilian", "livelihood", "humanitarian", None], [5, 3, 1, 1]))
    block.put(where, "transport_mode", block.choose(["sea", "rail", "road", "pipeline", None], [5, 3, 1, 1, 1]))
    _movement(block, where, "2016-03-01", "2019-12-31")
    _delivery(block, where, 9000)
    block.put(block.perhaps(selling, 0.5), "reported_to_committee", block.choose([True, False], [4, 1]))
    block.put(block.perhaps(where, 0.5), "programme_revenue", block.choose([False, True], [9, 1]))
    capped = block.perhaps(selling & _is_oil(block), 0.6)
    block.put(capped, "reported_total_amount", np.round(block.random.random(block.rows) * 70_000, 1).astype(object))
    block.put(capped, "reported_total_unit", block.choose(["t", "bbl"]))
    block.put(capped, "quota_notice_percent", block.choose([0, 75, 90, 95]))


def _russian(block: Block, where: np.ndarray) -> None:
    service = block.perhaps(where, 0.6)
    buying = where & ~service
    block.put(service, "activity", block.choose(["maritime_service"]))
    block.put(service, "action", block.choose(["transport", "insure", "broker", "finance"]))
    block.put(service, "destination", block.choose(["IN", "CN", "TR", "AE", "BR"]))
    block.put(service, "activity_date", block.days("2022-06-01", "2026-09-01"))
    block.put(service, "unit_price_amount", np.round(30 + block.random.random(block.rows) * 60, 2).astype(object))
    block.put(service, "unit_price_unit", block.choose(["USD/bbl"]))
    block.put(buying, "activity", block.choose(["procure"]))
    block.put(buying, "contract_term", block.choose(["short", "long", None]))
    block.put(buying, "destination", block.choose(EUROPE))
    _movement(block, buying, "2021-06-01", "2027-06-01")
    _goods(block, where, RUSSIAN)
    block.put(where, "origin", block.choose(["RU", "KZ"], [9, 1]))
    block.put(where, "bound_state", block.choose([*EUROPE, "US", "GB", "JP", "IN"]))
    block.put(where, "transport_mode", block.choose(["sea", "pipeline"], [4, 1]))
    _delivery(block, where, 90_000)


def _tariff(block: Block, where: np.ndarray) -> None:
    block.put(where, "activity", block.choose(["import_with_tariff"]))
    block.put(where, "bound_state", block.choose(["US"]))
    block.put(where, "origin", block.choose(["IN", "CN", "BR", "RU"]))
    block.put(where, "destination", block.choose(["US"]))
    block.put(where, "activity_date", block.days("2025-01-01", "2026-09-01"))
    _goods(block, where, ORDINARY)


KINDS: Sequence[tuple[float, Callable[[Block, np.ndarray], None]]] = (
    (0.45, _korean),
    (0.45, _russian),
    (0.10, _tariff),
)
DATES = ("contract_date", "loading_date", "arrival_date", "release_date", "activity_date")
NUMBERS = ("quantity_amount", "value_amount", "reported_total_amount", "unit_price_amount")
TEXTS = (
    "id", "activity", "action", "bound_state", "counterparty_state", "party", "hs", "goods_kind", "end_use", "origin",
    "destination", "transport_mode", "contract_term", "quantity_unit", "value_currency", "unit_price_unit",
    "reported_total_unit",
    "payment_purpose",
)  # fmt: skip
SCHEMA = pa.schema(
    [(key, pa.string()) for key in TEXTS]
    + [(key, pa.date32()) for key in DATES]
    + [(key, pa.float64()) for key in NUMBERS]
    + [("quota_notice_percent", pa.int64()), ("reported_to_committee", pa.bool_()), ("programme_revenue", pa.bool_())]
)  # fmt: skip


def block_of(first: int, rows: int, *, seed: int, regulated: float = REGULATED, named: bool = False) -> pa.Table:
    """Rows from `first` on, as a table. With `named` every row names a party, none of them listed."""
    block = Block(rows, np.random.default_rng([seed, first]))
    draw = block.random.random(rows)
    _ordinary(block, draw >= regulated)
    low = 0.0
    for share, fill in KINDS:
        fill(block, (draw >= low * regulated) & (draw < (low + share) * regulated))
        low += share
    block.columns["id"] = [f"T{number:09d}" for number in range(first, first + rows)]
    if named:
        block.columns["party"] = [f"{word} Trading {number % 5000}" for number, word in enumerate(block.choose(FIRMS))]
    empty = np.full(rows, None, dtype=object)
    return pa.table([pa.array(block.columns.get(f.name, empty), f.type, from_pandas=True) for f in SCHEMA], SCHEMA)


def write_transactions(
    path: Path, rows: int, *, seed: int = 1, regulated: float = REGULATED, named: bool = False
) -> None:
    """A Parquet file of so many transactions, of which a share (`regulated`) touches the DPRK or Russia."""
    with pq.ParquetWriter(path, SCHEMA) as writer:
        for first in range(0, rows, BLOCK):
            block = block_of(first, min(BLOCK, rows - first), seed=seed, regulated=regulated, named=named)
            writer.write_table(block, row_group_size=BLOCK)
