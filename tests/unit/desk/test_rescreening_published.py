"""Two published editions, a hundred thousand customers, two hundred of whom bear listed names."""

import csv
import random
from datetime import date
from pathlib import Path

import pytest

from navicert.desk import Desk
from navicert.desk.customers import LoadOrder
from navicert.lists import Entry
from navicert.lists.delta import delta
from navicert.screening import party_from_entry, party_from_ftm
from navicert.screening.scoring import weigh

from .desks import desk_in, standing

FILES = ("sdn.csv", "alt.csv", "add.csv")
SYLLABLES = "vo wub zix quo bly gwa xe pfu snoo thwe yilg ukk".split()
CUSTOMERS, PLANTED = 100_000, 200


def made_word(r: random.Random, words: dict[int, str]) -> str:
    """One of some thousand words that no list has."""
    number = r.randrange(4000)
    if number not in words:
        words[number] = "".join(r.choice(SYLLABLES) for _ in range(3)).capitalize()
    return words[number]


@pytest.mark.shared
@pytest.mark.slow
def test_exactly_the_planted_customers_that_the_delta_touches_get_alerts(shared: Path, tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    load(desk, shared, "2019", date(2019, 1, 1))
    load(desk, shared, "2021", date(2021, 9, 1))
    old, new = desk.store.editions("ofac-sdn")
    before, after = ({entry.id: entry for entry in desk.store.entries(edition)} for edition in (old, new))
    planted = plant(before, after)
    load_everybody(desk, tmp_path / "customers.csv", planted)

    found = delta(before.values(), after.values())
    changed = [change.id for change in found.changed]
    now = [*found.added, *(after[id_] for id_ in changed)]
    was = [*(before[id_] for id_ in changed), *found.removed]
    touched = matching(desk, planted, now) | matching(desk, planted, was)
    told = list(desk.rescreening.rescreen("ofac-sdn", old.id, new.id, processes=2))
    assert {(one.customer, one.case.pair.entity) for one in told} == touched
    assert {customer for customer, _ in touched} >= {customer for customer, kind in kinds(planted) if kind != "same"}
    assert list(desk.rescreening.rescreen("ofac-sdn", old.id, new.id, processes=2)) == []

    delta_pairs = {pair: state for pair, state in standing(desk).items() if state[0] != "withdrawn"}
    list(desk.rescreening.screen("ofac-sdn", processes=2))
    everything = standing(desk)
    assert delta_pairs.items() <= everything.items(), "a full screening changes no pair that the delta told"
    rest = {pair for pair, state in everything.items() if state[0] == "open"} - delta_pairs.keys()
    assert not {entity for _, entity in rest} & {entry.id for entry in now}, "and finds none that the delta missed"
    assert {pair for pair, state in everything.items() if state[0] == "open"} == matching(desk, planted, after.values())
    for row in desk.store.receipts.chain():
        assert desk.verifying.replay(row.receipt).same is True, "the same night, asked again from its receipts"


def load(desk: Desk, shared: Path, year: str, day: date) -> None:
    desk.lists.load("ofac-sdn", [shared / f"lists/ofac-{year}/{file}" for file in FILES], published=day)


def plant(before: dict[str, Entry], after: dict[str, Entry]) -> dict[str, tuple[str, Entry]]:
    """Fifty listed names each of what was added, changed, removed and stayed, by the customer's id."""
    r = random.Random(2021)
    found = delta(before.values(), after.values())
    changed = {change.id for change in found.changed}
    ids = {
        "added": [entry.id for entry in found.added],
        "changed": sorted(changed),
        "removed": [entry.id for entry in found.removed],
        "same": [id_ for id_ in before if id_ in after and id_ not in changed],
    }
    return {
        f"planted-{kind}-{id_}": (kind, before.get(id_) or after[id_])
        for kind, every in ids.items()
        for id_ in r.sample(every, PLANTED // 4)
    }


def kinds(planted: dict[str, tuple[str, Entry]]) -> list[tuple[str, str]]:
    return [(customer, kind) for customer, (kind, _) in planted.items()]


def load_everybody(desk: Desk, file: Path, planted: dict[str, tuple[str, Entry]]) -> None:
    r, words = random.Random(1), dict[int, str]()
    rows = [(f"k{n}", f"{made_word(r, words)} {made_word(r, words)}", "Person") for n in range(CUSTOMERS - PLANTED)]
    rows += [(customer, entry.caption, entry.schema) for customer, (_, entry) in planted.items()]
    r.shuffle(rows)
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("id", "name", "schema"))
        writer.writerows(rows)
    loaded = desk.customers.load(LoadOrder(file=file, by="Ann", columns={}, control_total=CUSTOMERS))
    assert (loaded.added, loaded.malformed) == (CUSTOMERS, 0)


def matching(desk: Desk, planted: dict[str, tuple[str, Entry]], entries: object) -> set[tuple[str, str]]:
    """The pairs of planted customers and entries that reach the cutoff, by the search that asks one after the other."""
    from dataclasses import replace

    from navicert.screening import build_index, screen

    index = build_index([party_from_entry(entry, "ofac-sdn") for entry in entries])
    policy = replace(desk.policy, limit=1000)
    pairs = set()
    for customer, (_, entry) in planted.items():
        query = party_from_ftm({"id": customer, "schema": entry.schema, "properties": {"name": [entry.caption]}})
        for match in screen(query, index, policy):
            assert weigh(query, match.party, policy) is not None
            pairs.add((customer, match.party.id))
    return pairs
