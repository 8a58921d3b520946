"""Whether the search loses anything: its answers against comparing every listed party, one by one, by the reference.

    python benchmarks/screening_exactness.py [--list data/sdn_un.jsonl] [--parties 800] [--queries 1000] [--seed 1]

Queries are listed names with words run together, split, cut to initials, in another order, left out, added, misspelled
or several of these, half of them with the other facts of the party. Prints for each cutoff how many pairs comparing
with everyone gives, and how many of them the search did not give; ends with 1 where it lost one.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from navicert.screening import Party, PartyName, Policy, build_index, party_from_ftm, screen
from navicert.screening.scoring import weigh

ROOT = Path(__file__).parents[1]
LIST = ROOT.parent / "shared/bench/data/sdn_un.jsonl"
CUTOFFS = (0.7, 0.8, 0.85)


def merged(r: random.Random, words: list[str]) -> list[str]:
    i = r.randrange(len(words))
    return [*words[:i], "".join(words[i : i + 2]), *words[i + 2 :]]


def all_merged(r: random.Random, words: list[str]) -> list[str]:
    return ["".join(words)]


def split(r: random.Random, words: list[str]) -> list[str]:
    i = r.randrange(len(words))
    cut = r.randint(1, max(1, len(words[i]) - 1))
    return [*words[:i], *filter(None, (words[i][:cut], words[i][cut:])), *words[i + 1 :]]


def initial(r: random.Random, words: list[str]) -> list[str]:
    i = r.randrange(len(words))
    return [*words[:i], words[i][0] + r.choice(("", ".")), *words[i + 1 :]]


def slip(r: random.Random, words: list[str]) -> list[str]:
    i = r.randrange(len(words))
    word = words[i]
    at = r.randrange(len(word))
    made = r.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + r.choice("aeiourstln") + word[at:],
            word[:at] + r.choice("aeiourstln") + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        )
    )
    return [*words[:i], made or word, *words[i + 1 :]]


def unvowelled(r: random.Random, words: list[str]) -> list[str]:
    i = r.randrange(len(words))
    kept = "".join(c for c in words[i] if c.lower() not in "aeiou")
    return [*words[:i], kept or words[i], *words[i + 1 :]]


def cut_short(r: random.Random, words: list[str]) -> list[str]:
    return [*words[:-1], words[-1][: r.randint(2, 6)]]


def shuffled(r: random.Random, words: list[str]) -> list[str]:
    return r.sample(words, len(words))


def dropped(r: random.Random, words: list[str]) -> list[str]:
    i = r.randrange(len(words))
    return words[:i] + words[i + 1 :] if len(words) > 1 else words


def added(r: random.Random, words: list[str]) -> list[str]:
    return [*words, r.choice(("Trading", "Ltd", "Ivanovich", "Hadji", "Maria", "Vantorix"))]


ALTERATIONS = (merged, merged, all_merged, split, split, initial, initial, slip, slip, unvowelled, cut_short, shuffled,
               dropped, added)  # fmt: skip


def made_query(r: random.Random, parties: list[Party]) -> tuple[str, Party]:
    party = r.choice(parties)
    words, kinds = r.choice(party.names).text.split(), []
    for alteration in r.sample(ALTERATIONS, r.choice((0, 1, 1, 2, 3))):
        words = alteration(r, words)
        kinds.append(alteration.__name__)
    name = PartyName(" ".join(words))
    if r.random() < 0.5:
        return "+".join(kinds), Party(id="q", schema=party.schema, names=(name,))
    return "+".join(kinds), replace(party, id="q", names=(name,), identifiers=())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", type=Path, default=LIST)
    parser.add_argument("--parties", type=int, default=800)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    r = random.Random(arguments.seed)
    lines = arguments.list.read_text(encoding="utf-8").splitlines()
    listed = [
        party_from_ftm(json.loads(line), doubts=[]) for line in r.sample(lines, min(arguments.parties, len(lines)))
    ]
    index = build_index(listed, compiled=True)
    whole, lost = Counter[float](), Counter[float]()
    kinds = Counter[str]()
    for number in range(arguments.queries):
        kind, query = made_query(r, listed)
        kinds.update(kind.split("+"))
        lowest = Policy(cutoff=min(CUTOFFS))
        every = [match for party in listed if (match := weigh(query, party, lowest)) and match.score > 0]
        for cutoff in CUTOFFS:
            wanted = {match.party.id: match for match in every if match.score >= cutoff}
            found = {match.party.id: match for match in screen(query, index, Policy(cutoff=cutoff, limit=10**6))}
            whole[cutoff] += len(wanted)
            lost[cutoff] += len(wanted.keys() - found.keys())
            if found != wanted:
                print("differs:", query, sorted(wanted.keys() ^ found.keys()), flush=True)
        if number % 100 == 99:
            print(f"{number + 1} queries", dict(whole), "lost", dict(lost), file=sys.stderr, flush=True)
    print(f"{arguments.queries} queries against {len(listed)} parties; altered: {dict(kinds)}")
    for cutoff in CUTOFFS:
        print(f"cutoff {cutoff}: {whole[cutoff]} pairs by comparing with everyone, {lost[cutoff]} lost")
    return int(any(lost.values()))


if __name__ == "__main__":
    sys.exit(main())
