"""Makes src/navicert/screening/data/calibration.json from query sets with truth.

    python benchmarks/screening_calibration.py ../shared/bench

For every query of the sets the best match (cutoff 0) is right or not. Scores are cut into bins of equal size, the
share of right ones made to rise (pool adjacent violators), and kept as points (mean score, log odds).
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

from navicert.screening import Policy, build_index, party_from_ftm, screen

VERSION = "2026.1"
SETS = (
    "un_untreated un_treated un_treated_nameonly negatives_us negatives_global negatives_us_nameonly "
    "negatives_global_nameonly ssb_pos ssb_neg"
)
PROPERTIES = ("name", "birthDate", "birthPlace", "nationality", "gender")
BINS = 60
TABLE = Path(__file__).parents[1] / "src/navicert/screening/data/calibration.json"


def outcomes(folder: Path) -> Iterator[tuple[float, bool]]:
    """(score, right) of the best match of every query that has one."""
    with (folder / "data/sdn_un.jsonl").open(encoding="utf-8") as lines:
        index = build_index(party_from_ftm(json.loads(line)) for line in lines)
    policy = Policy(cutoff=0.0, limit=1)
    for name in SETS.split():
        with (folder / f"queries/{name}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                properties = {key: [row[key]] for key in PROPERTIES if row.get(key)}
                query = party_from_ftm({"schema": row["schema"], "properties": properties}, doubts=[])
                for match in screen(query, index, policy):
                    yield match.score, match.party.id in row["truth"].split()


def rising(pairs: list[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """(mean score, share right, size) of bins whose shares rise with the score."""
    pairs.sort()
    size = max(1, len(pairs) // BINS)
    bins = [pairs[start : start + size] for start in range(0, len(pairs), size)]
    pooled: list[tuple[float, float, int]] = []
    for chunk in bins:
        size = len(chunk)
        pooled.append((sum(score for score, _ in chunk) / size, sum(right for _, right in chunk) / size, size))
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (s, r, n), (t, q, m) = pooled[-2:]
            pooled[-2:] = [((s * n + t * m) / (n + m), (r * n + q * m) / (n + m), n + m)]
    return pooled


def log_odds(share: float, size: int) -> float:
    """Log odds with half a case added on each side, so that no chance is 0 or 1."""
    return math.log((share * size + 0.5) / ((1 - share) * size + 0.5))


def main() -> None:
    pairs = list(outcomes(Path(sys.argv[1])))
    base_rate = sum(right for _, right in pairs) / len(pairs)
    points: list[list[float]] = []
    for score, share, size in rising(pairs):
        least = points[-1][1] if points else -math.inf
        points.append([round(score, 5), max(least, round(log_odds(share, size), 4))])
    TABLE.parent.mkdir(exist_ok=True)
    table = {"version": VERSION, "base_rate": round(base_rate, 4), "pairs": len(pairs), "points": points}
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs, base rate {base_rate:.3f}, {len(points)} points")


if __name__ == "__main__":
    main()
