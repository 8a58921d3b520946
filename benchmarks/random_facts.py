"""Random facts of transactions, for comparing answers: worked cases of the rulebook with days moved around the days on
which law changes, facts taken away, changed and added, and now and then something malformed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from navicert.measures.naming import NAME_KEYS
from navicert.rulebook import load_rulebook
from navicert.rulebook.goods import HEADINGS
from navicert.rulebook.vocabulary import ACTIONS, AMOUNTS_AND_UNITS, KEYS

STATES = ("KP", "CN", "RU", "US", "DE", "FR", "GB", "IN", "JP", "KR", "SG", "HU", "SK", "EU", "VN", "MM")
NAMED = frozenset(NAME_KEYS)
AMOUNTS = "0 1 44.1 50 59.99 60 100 8000 60000 475000 500000 525000 520000.5 4000000".split()
MALFORMED = (
    ("hs", "271"), ("origin", "XX"), ("quantity_amount", "-4"), ("loading_date", "2017-02-30"), ("colour", "red"),
    ("quantity_amount", "1,000"), ("action", "sing"), ("activity", ""), ("licence", "perhaps"), ("origin", "kp"),
)  # fmt: skip


VALUES = {
    "yes_no": ("true", "false"),
    "state": STATES,
    "states": (*STATES, "any", "CN|RU", "DE|FR"),
    "integer": ("0", "1", "3", "5", "6", "75", "90", "95"),
    "imo": ("9353113", "9004700"),
    "owners": ('[{"name": "Sun Wei", "share": 60}]',),
    "text": ("Rajin", "najin", "Dalian", "a firm of no list"),
}


class RandomFacts:
    """An endless supply of rows of text cells, the same for the same seed. With `names` off no row names a party."""

    def __init__(self, seed: int, *, names: bool = False) -> None:
        self._draw = random.Random(seed)
        self._names = names
        measures = load_rulebook().measures.values()
        self._cases = [self._plain(case.facts) for measure in measures for case in measure.cases]
        self._edges = sorted({day for measure in measures for day in (measure.first, measure.until) if day})
        self._codes = [*sorted({code for codes in HEADINGS.values() for code in codes}), "270900", "0101", "903289"]

    def rows(self, count: int) -> Iterator[dict[str, str]]:
        for number in range(count):
            yield {"id": f"R{number}", **self._row()}

    def around(self) -> Iterator[dict[str, str]]:
        """A random row, and rows that differ from it in any one fact: absent, or of another value."""
        row = self._row()
        yield dict(row)
        for name in KEYS:
            if name != "activity" and (self._names or name not in NAMED):
                if name in row:
                    without = dict(row)
                    _take_away(without, name)
                    yield without
                for _ in range(2):
                    other = dict(row)
                    self._set(other, name)
                    yield other

    def _plain(self, facts: Any) -> dict[str, str]:
        cells = {key: _cell(value) for key, value in facts.items()}
        return {key: cell for key, cell in cells.items() if self._names or key not in NAMED}

    def _row(self) -> dict[str, str]:
        draw = self._draw
        row = dict(draw.choice(self._cases))
        for key in [key for key in row if KEYS[key].type == "date"]:
            if draw.random() < 0.6:
                self._set(row, key)
        for key in [key for key in row if key != "activity" and draw.random() < 0.12]:
            _take_away(row, key)
        for _ in range(draw.choice((0, 0, 1, 1, 2, 3))):
            key = draw.choice(list(KEYS))
            if self._names or key not in NAMED:
                self._set(row, key)
        if draw.random() < 0.02:
            key, cell = draw.choice(MALFORMED)
            row[key] = cell
        elif draw.random() < 0.97:
            self._mend(row)
        return row

    def _set(self, row: dict[str, str], name: str) -> None:
        row[name] = self._value(name, row)
        for amount, unit in AMOUNTS_AND_UNITS:
            if name in (amount, unit):
                row.setdefault(amount, self._value(amount, row))
                row.setdefault(unit, self._value(unit, row))

    def _value(self, name: str, row: dict[str, str]) -> str:
        draw, key = self._draw, KEYS[name]
        if name == "action":
            return draw.choice(ACTIONS[row["activity"]])
        if name == "activity":
            return row["activity"]
        if key.type == "hs":
            return draw.choice(self._codes)[: draw.choice((2, 4, 6, 6))]
        if key.type == "date":
            return (draw.choice(self._edges) + timedelta(days=draw.choice((-40, -1, 0, 1, 2, 30)))).isoformat()
        if key.type == "number":
            return draw.choice((*AMOUNTS, str(draw.randrange(10**6) / 10)))
        return draw.choice(key.codes or VALUES[key.type])

    def _mend(self, row: dict[str, str]) -> None:
        """Put the days of a cargo in their order, so that most rows can be judged."""
        for keys in (("loading_date", "arrival_date", "release_date"), ("declaration_date", "release_date")):
            given = [key for key in keys if key in row]
            row.update(zip(given, sorted(row[key] for key in given), strict=True))


def _take_away(row: dict[str, str], name: str) -> None:
    for pair in AMOUNTS_AND_UNITS:
        if name in pair:
            for key in pair:
                row.pop(key, None)
    row.pop(name, None)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "|".join(value) if all(isinstance(v, str) for v in value) else json.dumps(value)
    return value.isoformat() if isinstance(value, date) else str(value)
