"""How long one assessment takes: worked cases as they stand, and with facts taken away; and facts never met before.

    python benchmarks/law_speed.py [--passes 3] [--new 1500]

The facts are those of the rulebook's own cases and, where the reference material is there, of the golden ones; then the
same without one fact each, without about half of them, and with hardly any. Times are given in milliseconds and as
multiples of a yardstick (judging the same complete facts in one pass), so that machines can be compared. Facts never
met before are random ones (random_facts.py), each asked once, after others like them made the rules ready.
"""

import argparse
import gc
import random
import statistics
import sys
import time
from datetime import date
from pathlib import Path

from navicert.measures import Facts, assess, find_own_parties, read_facts
from navicert.measures.naming import NAME_KEYS
from navicert.rulebook import load_rulebook

sys.path.insert(0, str(Path(__file__).parent))

from random_facts import RandomFacts

KNOWN_ON = date(2026, 11, 21)
GOLDEN = Path(__file__).parents[2] / "shared" / "law" / "cases-dev.yaml"
SEED = 20261121


def complete_facts(rulebook):
    """Every set of valid facts of the worked cases, as mappings."""
    told = [dict(case.facts) for measure in rulebook.measures.values() for case in measure.cases]
    if GOLDEN.is_file():
        from ruamel.yaml import YAML

        told += [dict(case["facts"]) for case in YAML(typ="safe").load(GOLDEN)["cases"]]
    return [facts for facts in told if isinstance(read_facts(facts), Facts)]


def without_one(told):
    return [{k: v for k, v in facts.items() if k != gone} for facts in told for gone in facts if gone != "activity"]


def without_many(told, keep, seed=SEED):
    """The facts with every key but the activity kept by chance `keep`."""
    draw = random.Random(seed)
    return [{k: v for k, v in facts.items() if k == "activity" or draw.random() < keep} for facts in told]


def measured(told, rulebook, passes):
    """Milliseconds of processor time of each assessment, the best of some passes; invalid facts are left out."""
    read = [facts for facts in map(read_facts, told) if isinstance(facts, Facts)]
    best = [float("inf")] * len(read)
    for _ in range(passes):
        for number, facts in enumerate(read):
            start = time.process_time()
            listed = find_own_parties(facts, rulebook, KNOWN_ON)
            assess(facts, rulebook, as_known_on=KNOWN_ON, listed=listed)
            best[number] = min(best[number], (time.process_time() - start) * 1000)
    return best, read


def never_met(count, seed):
    """Random facts: whole, naming parties, with half of their keys, and with hardly any."""
    named = [row for row in RandomFacts(seed + 1, names=True).rows(2 * count) if not NAMES.isdisjoint(row)]
    others = list(RandomFacts(seed + 2, names=True).rows(count))
    return {
        "new": list(RandomFacts(seed).rows(count)),
        "new, with names": named[:count],
        "new, half absent": without_many(others, 0.5, seed),
        "new, hardly any": without_many(others, 0.15, seed),
    }


NAMES = frozenset(NAME_KEYS)


def show(name, times, yardstick):
    ordered = sorted(times)
    median, p90 = statistics.median(ordered), ordered[int(len(ordered) * 0.9)]
    p99, worst = ordered[int(len(ordered) * 0.99)], ordered[-1]
    print(
        f"{name:20} {len(times):6,} facts  median {median:6.2f}   p90 {p90:6.2f}  p99 {p99:6.2f}  worst {worst:6.2f} ms"
        f"   p90 is {p90 / yardstick:5.1f} yardsticks"
    )
    return p90


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--worst", type=int, default=0, help="show so many of the slowest facts")
    parser.add_argument("--new", type=int, default=1500, help="so many random facts of each sort, each asked once")
    arguments = parser.parse_args()
    rulebook = load_rulebook()
    told = complete_facts(rulebook)
    gc.collect()
    gc.freeze()  # as the server and the command line do once the law is loaded
    draw = random.Random(SEED)
    one = draw.sample(without_one(told), 1500)
    sets = {
        "complete": told,
        "without one fact": one,
        "without about half": without_many(told, 0.5),
        "with hardly any": without_many(told, 0.15),
    }
    yardstick = None
    for name, facts in sets.items():
        times, read = measured(facts, rulebook, arguments.passes)
        yardstick = yardstick or statistics.median(times)
        show(name, times, yardstick)
        for spent, values in sorted(zip(times, read, strict=True), key=lambda row: -row[0])[: arguments.worst]:
            print(f"    {spent:6.2f} ms  {dict(values.values)}")
    for facts in never_met(arguments.new, SEED).values():
        measured(facts, rulebook, 1)
    gc.collect()
    gc.freeze()
    for name, facts in never_met(arguments.new, SEED + 1000).items():
        show(name, measured(facts, rulebook, 1)[0], yardstick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
