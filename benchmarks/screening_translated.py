"""Organisations asked under the name of their own language, listed under its English: how many are found.

All names are invented, so that no list, and no table made from one, has them. The table of words was extended after a
look at what the first two sets missed. The third was written before the table was widened and not looked at again, the
fourth when that was done: it tells what to expect of names never seen. The same pairs crossed (each name beside
another's English) show what is taken for a translation wrongly.

    python benchmarks/screening_translated.py [--missed]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from navicert.screening import compare_names

SETS = (
    "translated_names.tsv",
    "translated_names_unseen.tsv",
    "translated_names_held_out.tsv",
    "translated_names_after.tsv",
)
CUTOFF = 0.7
STEPS_ASIDE = 25
"""With how many other names of its language each is crossed."""


def pairs(name: str) -> Iterator[tuple[str, str, str]]:
    """(language, name in its script, English) of a set."""
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, native, english = line.split("\t")
            yield language, native, english


def measure(name: str) -> None:
    """Print, of a set, what is found by language and what of the crossed pairs is taken for the same."""
    print(f"== {name}")
    asked, found, crossed, wrong = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    all_pairs = list(pairs(name))
    for language, native, english in all_pairs:
        score = compare_names(native, english, "Company")
        asked[language] += 1
        found[language] += score >= CUTOFF
        if score < CUTOFF and "--missed" in sys.argv:
            print(f"missed {score:.2f}: {native} | {english}")
        others = [other for tongue, _, other in all_pairs if tongue == language and other != english]
        for other in others[:STEPS_ASIDE]:
            score = compare_names(native, other, "Company")
            crossed[language] += 1
            wrong[language] += score >= CUTOFF
            if score >= CUTOFF and "--missed" in sys.argv:
                print(f"taken {score:.2f}: {native} | {other}")
    for language in asked:
        n, m = asked[language], crossed[language]
        print(
            f"{language}: found {found[language]} of {n} ({found[language] / n:.3f}), crossed {wrong[language]} of {m}"
        )
    total, hits = sum(asked.values()), sum(found.values())
    print(
        f"all: found {hits} of {total} ({hits / total:.3f}), crossed {sum(wrong.values())} of {sum(crossed.values())}"
    )


def main() -> None:
    for name in SETS:
        measure(name)


if __name__ == "__main__":
    main()
