"""Pairs of names as people write them, by kind of variation: the same party is found, another is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from navicert.screening import Policy, build_index, compare_names, party_from_ftm, screen


class Pair(NamedTuple):
    kind: str
    schema: str
    asked: str
    listed: str
    same: str


def _pairs() -> Iterator[Pair]:
    lines = Path(__file__).with_name("naming.tsv").read_text(encoding="utf-8").splitlines()
    yield from (Pair(*line.split("\t")) for line in lines if not line.startswith("#"))


KINDS: dict[str, list[Pair]] = defaultdict(list)
for pair in _pairs():
    KINDS[pair.kind].append(pair)


@pytest.mark.parametrize("kind", KINDS)
def test_a_party_is_found_by_every_way_of_writing_its_name_and_another_is_not(kind: str):
    wrong = [
        (pair, score)
        for pair in KINDS[kind]
        if ((score := compare_names(pair.asked, pair.listed, pair.schema)) >= Policy().cutoff) != (pair.same == "yes")
    ]
    assert not wrong


@pytest.mark.parametrize("schema", sorted({pair.schema for pairs in KINDS.values() for pair in pairs}))
def test_the_search_gives_each_pair_the_score_of_its_comparison(schema: str):
    pairs = [pair for same in KINDS.values() for pair in same if pair.schema == schema]
    listed = ({"id": f"{i}", "schema": schema, "properties": {"name": [pair.listed]}} for i, pair in enumerate(pairs))
    index = build_index(map(party_from_ftm, listed))
    policy = Policy(cutoff=0.4, limit=1000)
    for i, pair in enumerate(pairs):
        query = party_from_ftm({"schema": schema, "properties": {"name": [pair.asked]}})
        found = {match.party.id: match.score for match in screen(query, index, policy)}
        score = compare_names(pair.asked, pair.listed, schema)
        assert found.get(f"{i}", 0.0) == (score if score >= policy.cutoff else 0.0)
