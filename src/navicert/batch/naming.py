"""Rows that name parties: every name is looked up once, and rows to whose names the same is said share situations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa

from navicert.batch.columns import Columns
from navicert.batch.grouping import Ints
from navicert.measures.assess import named_parties
from navicert.measures.assessment import party_to_json
from navicert.measures.facts import Facts, FactValue
from navicert.measures.parties import PartyFindings

Names = tuple[tuple[str, str], ...]
Find = Callable[[Facts], PartyFindings]
"""Looks up the names in facts."""
LookUp = Callable[[Iterable[tuple[str, str]]], None]
"""Looks up many names at once, pairs of key and name, so that each is found quickly afterwards."""
ENOUGH = 100
MOST_NAMES = 200_000


@dataclass(frozen=True, slots=True)
class Naming:
    """What the names of rows come to, with `names` that stand for theirs; `mark` tells it apart from all others."""

    parties: PartyFindings
    names: Mapping[str, FactValue]
    mark: str


@dataclass(slots=True)
class Namings:
    """The names met, and what they come to. Rows of which `enough` come to the same share situations."""

    find: Find
    look_up: LookUp | None = None
    enough: int = ENOUGH
    _known: dict[Names, tuple[Naming, str]] = field(default_factory=dict)
    _by_mark: dict[str, Naming] = field(default_factory=dict)
    _worth: set[str] = field(default_factory=set)

    def of(self, columns: Columns, rows: Ints) -> tuple[list[tuple[Naming, Ints]], dict[int, str]]:
        """The rows by what their names come to, where enough come to the same; and by row its parties as JSON."""
        texts = {key: array.take(pa.array(rows)).to_pylist() for key, array in columns.names.items()}
        given = [tuple((key, told[place]) for key, told in texts.items() if told[place]) for place in range(len(rows))]
        self._prepare(given)
        by_mark: dict[str, list[int]] = {}
        parties: dict[int, str] = {}
        for names, row in zip(given, rows.tolist(), strict=True):
            naming, parties[row] = self._naming(names)
            by_mark.setdefault(naming.mark, []).append(row)
        self._worth.update(mark for mark, its in by_mark.items() if len(its) >= self.enough)
        shared = [(self._by_mark[mark], np.array(its)) for mark, its in by_mark.items() if mark in self._worth]
        return shared, parties

    def _prepare(self, given: Iterable[Names]) -> None:
        if self.look_up is not None:
            self.look_up({name: None for names in given if names not in self._known for name in names})

    def _naming(self, names: Names) -> tuple[Naming, str]:
        known = self._known.get(names)
        if known is None:
            found = self.find(Facts(dict(names)))
            if len(self._known) >= MOST_NAMES:
                self._known.clear()
            told = json.dumps([party_to_json(party) for party in named_parties(found)], ensure_ascii=False)
            known = self._known[names] = self._alike(names, found), told
        return known

    def _alike(self, names: Names, found: PartyFindings) -> Naming:
        """What was found, with other names in the place of these."""
        stand_in = {key: f"‹{key}›" for key, _ in names}
        parties = replace(
            found,
            listed=tuple(replace(party, name=stand_in[party.field]) for party in found.listed),
            asked=tuple((key, stand_in[key]) for key, _ in found.asked),
        )
        mark = repr((tuple(stand_in), parties))
        return self._by_mark.setdefault(mark, Naming(parties, dict[str, Any](stand_in), mark))
