"""Screening beside rivals, in one run on one machine: names found, nobodies taken for somebody, and time a query.

    python benchmarks/screening_rivals.py --list ../shared/bench/data/sdn_un.jsonl [--queries 200]

Every system is asked the same names: listed ones altered as `navicert validate` alters them, and made-up people. Rivals
are rapidfuzz's token_sort_ratio against every listed name and, where nomenklatura is installed, its logic-v2 on the 50
parties that token_sort_ratio finds most alike (logic-v2 itself searches nothing). nomenklatura is no dependency: it
needs some fifty packages and ICU's headers; install 'nomenklatura>=4.17,<5' into an environment of its own that has
navicert too. Times are CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz, process

from navicert.screening import Party, Policy, build_index, screen
from navicert.screening.validation import Plan, Trial, trials

CUT = {"navicert": 0.7, "rapidfuzz token_sort": 0.85, "nomenklatura logic-v2": 0.7}
"""Cutoffs as each is commonly run."""
Answer = list[tuple[str, float]]
CANDIDATES = 50


def navicert(parties: list[Party]) -> Callable[[Party], Answer]:
    index, policy = build_index(parties), Policy(cutoff=CUT["navicert"])
    return lambda query: [(match.party.id, match.score) for match in screen(query, index, policy)]


class TokenSort:
    """token_sort_ratio against every name of parties of a comparable kind."""

    def __init__(self, parties: list[Party]) -> None:
        self.rows = [(name.text.casefold(), party) for party in parties for name in party.names]
        self.names = [name for name, _ in self.rows]

    def best(self, query: Party, least: float, limit: int) -> list[tuple[Party, float]]:
        text, best = query.names[0].text.casefold(), dict[str, tuple[Party, float]]()
        for _, score, place in process.extract(
            text, self.names, scorer=fuzz.token_sort_ratio, limit=limit, score_cutoff=100 * least
        ):
            party = self.rows[place][1]
            best.setdefault(party.id, (party, score / 100))
        return list(best.values())

    def __call__(self, query: Party) -> Answer:
        return [(party.id, score) for party, score in self.best(query, CUT["rapidfuzz token_sort"], 5)]


def logic_v2(parties: list[Party]) -> Callable[[Party], Answer] | None:
    """logic-v2 on the most alike parties; None where nomenklatura is not installed."""
    try:
        from followthemoney import EntityProxy
        from nomenklatura.matching import get_algorithm
        from nomenklatura.matching.types import ScoringConfig
    except ImportError:
        return None
    algorithm, near = get_algorithm("logic-v2"), TokenSort(parties)
    config = ScoringConfig.defaults()

    numbers = itertools.count()

    def proxy(party: Party) -> EntityProxy:
        """With an id of its own: nomenklatura remembers what it read of a name by the id."""
        names = [name.text for name in party.names]
        id_ = party.id or f"query-{next(numbers)}"
        return EntityProxy.from_dict({"id": id_, "schema": party.schema, "properties": {"name": names}})

    proxies = {party.id: proxy(party) for party in parties}

    def match(query: Party) -> Answer:
        asked = proxy(query)
        found = near.best(query, 0.0, CANDIDATES)
        scored = ((party.id, algorithm.compare(asked, proxies[party.id], config).score) for party, _ in found)
        return [(id_, score) for id_, score in scored if score >= CUT["nomenklatura logic-v2"]]

    return match


def measure(name: str, match: Callable[[Party], Answer], made: list[Trial]) -> None:
    found, nobodies, alarms = 0, 0, 0
    start = time.process_time()
    for trial in made:
        ids = {id_ for id_, _ in match(trial.query)}
        if trial.kind.expected:
            found += trial.listed.id in ids
        else:
            nobodies += 1
            alarms += bool(ids)
    seconds = time.process_time() - start
    asked = len(made) - nobodies
    print(
        f"{name:24} cutoff {CUT[name]:.2f}  found {found / asked:6.1%} of {asked:,}  false alarms"
        f" {alarms / nobodies:6.1%} of {nobodies:,}  {1000 * seconds / len(made):7.2f} ms a query",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", type=Path, required=True)
    parser.add_argument("--queries", type=int, default=30, help="queries of each kind of alteration")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    from benchmarks.screening_speed import parties_of

    parties = list(parties_of(arguments.list))
    names_alone = [
        trial for trial in trials(parties, Plan(sample=arguments.queries, seed=arguments.seed))
        if trial.kind.group != "evidence" and not trial.kind.name.endswith("unlisted")
    ]  # fmt: skip
    print(f"{len(parties):,} parties; {len(names_alone):,} queries, names alone")
    measure("navicert", navicert(parties), names_alone)
    measure("rapidfuzz token_sort", TokenSort(parties), names_alone)
    rival = logic_v2(parties)
    if rival is None:
        print("nomenklatura logic-v2    not installed (see this file's head)")
    else:
        measure("nomenklatura logic-v2", rival, names_alone)


if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
