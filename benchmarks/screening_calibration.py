"""Makes src/navicert/screening/data/calibration.json from query sets with truth.

    python benchmarks/screening_calibration.py ../shared/bench

For every query of the sets the best match (cutoff 0) is right or not. Scores are cut into bins of equal size, the
share of right ones made to rise (pool adjacent violators), and kept as points (mean score, log odds). Beyond the last
bin, where no match was wrong, the log odds go on as a logistic curve over the evidence that is fitted to the best
matches above `TAIL_FROM`. The error is printed for the half of the queries that a table of the other half has not seen.

What rests on an acronym, or on one word that was asked alone, is less sure than its score says, and the sets have
hardly any of either. How much less is fitted to questions made from the same lists: acronyms of listed firms and of
firms put together from two of them; single words of listed persons and common words of none, in the share of the sets'
base rate.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from navicert.screening import Index, Party, Policy, build_index, party_from_ftm, screen
from navicert.screening.calibration import Calibration, probability
from navicert.screening.scoring import unsquash
from navicert.screening.validation.organisations import acronym
from navicert.screening.validation.strangers import usual_words

VERSION = "2026.3"
SETS = {
    "sdn_un.jsonl": "un_untreated un_treated un_treated_nameonly negatives_us negatives_global negatives_us_nameonly "
    "negatives_global_nameonly ssb_pos ssb_neg",
    "fca84k.jsonl.gz": "fca_variants negatives_us_nameonly negatives_global_nameonly",
}
PROPERTIES = ("name", "birthDate", "birthPlace", "nationality", "gender")
LISTED = 15_000
"""Parties on a list of the sets, about: the mean of both."""
BINS = 60
TAIL_FROM, TAIL_TO = 0.8, 0.99
"""Scores from which on the logistic curve is fitted, and up to which it is drawn."""
TABLE = Path(__file__).parents[1] / "src/navicert/screening/data/calibration.json"
Outcomes = list[tuple[float, bool]]


def outcomes(folder: Path) -> Iterator[tuple[float, bool]]:
    """(score, right) of the best match of every query that has one."""
    for file, sets in SETS.items():
        content = (folder / "data" / file).read_bytes()
        lines = (gzip.decompress(content) if file.endswith(".gz") else content).decode("utf-8").splitlines()
        index = build_index(party_from_ftm(json.loads(line)) for line in lines)
        for name in sets.split():
            yield from _of_set(folder / f"queries/{name}.csv", index)


def _of_set(path: Path, index: Index) -> Iterator[tuple[float, bool]]:
    policy = Policy(cutoff=0.0, limit=1)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            properties = {key: [row[key]] for key in PROPERTIES if row.get(key)}
            query = party_from_ftm({"schema": row["schema"], "properties": properties}, doubts=[])
            for match in screen(query, index, policy):
                yield match.score, match.party.id in row["truth"].split()


def _lists(folder: Path) -> Iterator[list[Party]]:
    for file in SETS:
        content = (folder / "data" / file).read_bytes()
        lines = (gzip.decompress(content) if file.endswith(".gz") else content).decode("utf-8").splitlines()
        yield [party_from_ftm(json.loads(line)) for line in lines]


def _initials_of(r: random.Random, parties: list[Party]) -> tuple[str, str]:
    """A firm's id and its acronym."""
    while True:
        party = r.choice(parties)
        short = acronym(r, party.names[0].text) if party.names and party.schema in FIRMS else None
        if short:
            return party.id, short


def _made_acronym(r: random.Random, parties: list[Party], right: bool) -> tuple[str, str]:
    (one, first), (_, other) = _initials_of(r, parties), _initials_of(r, parties)
    return (one, first) if right else ("", first[: len(first) // 2] + other[len(other) // 2 :])


def _lone_word(r: random.Random, parties: list[Party], right: bool) -> tuple[str, str]:
    if not right:
        return "", r.choice(usual_words())
    party = r.choice([party for party in parties if party.schema == "Person" and party.names])
    return party.id, r.choice(party.names[0].text.split())


LESS_SURE: dict[str, tuple[str, Callable[[random.Random, list[Party], bool], tuple[str, str]]]] = {
    "acronym": ("Company", _made_acronym),
    "lone_word": ("Person", _lone_word),
}
FIRMS = frozenset({"Organization", "Company", "PublicBody"})
ASKED_OF_KIND = 1500
MOST_LESS = -1.5
"""No more is taken: in the sets, unlike among the made questions, one word alone is mostly the party's only name."""


def of_kind(folder: Path, kind: str, base_rate: float) -> Outcomes:
    """(score, right) of the best matches that have a reason of this kind."""
    schema, make = LESS_SURE[kind]
    policy, r = Policy(cutoff=0.5, limit=1), random.Random(7)
    found: Outcomes = []
    for parties in _lists(folder):
        index = build_index(parties)
        for _ in range(ASKED_OF_KIND):
            truth, name = make(r, parties, r.random() < base_rate)
            query = party_from_ftm({"schema": schema, "properties": {"name": [name]}}, doubts=[])
            such = (m for m in screen(query, index, policy) if any(reason.kind == kind for reason in m.reasons))
            found += [(match.score, match.party.id == truth) for match in such]
    return found


def less_sure(pairs: Outcomes, table: Calibration) -> float:
    """By how much the log odds of these matches lie below the table's (Newton's method, one parameter)."""
    shift = 0.0
    for _ in range(50):
        chances = [_shifted(probability(score, table.base_rate, table), shift) for score, _ in pairs]
        gap = sum(right - p for (_, right), p in zip(pairs, chances, strict=True))
        shift += gap / max(1e-9, sum(p * (1 - p) for p in chances))
    return round(max(MOST_LESS, min(shift, 0.0)), 2)


def _shifted(chance: float, shift: float) -> float:
    return 1 / (1 + math.exp(-math.log(chance / (1 - chance)) - shift))


def rising(pairs: Outcomes) -> list[tuple[float, float, int]]:
    """(mean score, share right, size) of bins whose shares rise with the score."""
    ordered = sorted(pairs)
    size = max(1, len(ordered) // BINS)
    pooled: list[tuple[float, float, int]] = []
    for start in range(0, len(ordered), size):
        chunk = ordered[start : start + size]
        size_now = len(chunk)
        pooled.append(
            (sum(score for score, _ in chunk) / size_now, sum(right for _, right in chunk) / size_now, size_now)
        )
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (s, r, n), (t, q, m) = pooled[-2:]
            pooled[-2:] = [((s * n + t * m) / (n + m), (r * n + q * m) / (n + m), n + m)]
    return pooled


def log_odds(share: float, size: int) -> float:
    """Log odds with half a case added on each side, so that no chance is 0 or 1."""
    return math.log((share * size + 0.5) / ((1 - share) * size + 0.5))


def slope(pairs: Iterable[tuple[float, bool]]) -> float:
    """Of the logistic curve over the evidence that fits best (Newton's method, two parameters)."""
    data = [(unsquash(score), right) for score, right in pairs if score >= TAIL_FROM]
    a = b = 0.0
    for _ in range(50):
        chances = [1 / (1 + math.exp(-(a + b * x))) for x, _ in data]
        weights = [p * (1 - p) for p in chances]
        g0 = sum(right - p for (_, right), p in zip(data, chances, strict=True))
        g1 = sum((right - p) * x for (x, right), p in zip(data, chances, strict=True))
        h00, h01 = sum(weights), sum(w * x for (x, _), w in zip(data, weights, strict=True))
        h11 = sum(w * x * x for (x, _), w in zip(data, weights, strict=True))
        determinant = h00 * h11 - h01 * h01
        a, b = a + (h11 * g0 - h01 * g1) / determinant, b + (h00 * g1 - h01 * g0) / determinant
    return b


def table_of(pairs: Outcomes) -> Calibration:
    """The calibration that these outcomes give."""
    points: list[tuple[float, float]] = []
    for score, share, size in rising(pairs):
        least = points[-1][1] if points else -math.inf
        points.append((round(score, 5), max(least, round(log_odds(share, size), 4))))
    last, odds = points[-1]
    points.append((TAIL_TO, round(odds + slope(pairs) * (unsquash(TAIL_TO) - unsquash(last)), 4)))
    base_rate = round(sum(right for _, right in pairs) / len(pairs), 4)
    scores, odds_of = zip(*points, strict=True)
    return Calibration(VERSION, base_rate, scores, odds_of, LISTED)


def error(pairs: Outcomes, table: Calibration, least: float = 0.0) -> float:
    """Mean gap between probability and truth in ten bins, over the pairs whose probability is at least `least`."""
    bins: dict[int, list[float]] = {}
    chances = [(probability(score, table.base_rate, table), right) for score, right in pairs]
    for p, right in chances:
        if p >= least:
            bins.setdefault(min(int(p * 10), 9), []).append(p - right)
    return sum(abs(sum(gaps)) for gaps in bins.values()) / max(1, sum(map(len, bins.values())))


def main() -> None:
    pairs = list(outcomes(Path(sys.argv[1])))
    halves = pairs[::2], pairs[1::2]
    for seen, unseen in (halves, halves[::-1]):
        half = table_of(seen)
        print(f"unseen half: {error(unseen, half):.4f} over all, {error(unseen, half, 0.1):.4f} where p >= .1")
    made = table_of(pairs)
    kinds = {kind: less_sure(of_kind(Path(sys.argv[1]), kind, made.base_rate), made) for kind in LESS_SURE}
    points = [list(point) for point in zip(made.scores, made.log_odds, strict=True)]
    table = {
        "version": VERSION,
        "base_rate": made.base_rate,
        "listed": LISTED,
        "kinds": kinds,
        "pairs": len(pairs),
        "points": points,
    }
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs, base rate {made.base_rate:.3f}, {len(points)} points, {kinds}")


if __name__ == "__main__":
    main()
