"""Scores the reader against the gold annotations in ../shared/evidence, in one process, and measures its speed.

    python benchmarks/evidence_bench.py [--without-model] [--speed] [options of score.py, such as --misses]

The figures are those of `score.py`, which runs `navicert read`; here its pages are read by `read_page` directly.
`--speed` reads every page again, five times, on one core, and prints characters a second; files without articles count.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from types import ModuleType

from navicert.evidence.model import Recogniser
from navicert.evidence.naming.small_model import load_small_model
from navicert.evidence.output import records
from navicert.evidence.reading import read_page

SHARED = Path(__file__).parents[2] / "shared"


def scorer() -> ModuleType:
    """`score.py` as a module."""
    spec = importlib.util.spec_from_file_location("evidence_score", SHARED / "evidence/score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score.py under {SHARED}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def reader(recogniser: Recogniser | None):
    """What score.py calls to read files: records by type and file name."""

    def run(command: list[str], files: list[Path], options: list[str]) -> dict[tuple[str, str], list[dict]]:
        published = date.fromisoformat(options[1]) if options[:1] == ["--published"] else None
        grouped = defaultdict(list)
        for file in files:
            text = file.read_bytes().decode("utf-8")
            for record in records(read_page(text, published=published, recogniser=recogniser), str(file)):
                printed = json.loads(json.dumps(record))
                grouped[str(printed["type"]), file.name].append(printed)
        return dict(grouped)

    return run


def speed(recogniser: Recogniser | None, rounds: int = 5) -> float:
    """Characters a second over all seed pages."""
    texts = [file.read_bytes().decode("utf-8") for file in sorted((SHARED / "seeds").glob("*.txt"))]
    read_page(texts[0], recogniser=recogniser)
    started = time.process_time()
    for _ in range(rounds):
        for text in texts:
            read_page(text, recogniser=recogniser)
    return rounds * sum(map(len, texts)) / (time.process_time() - started)


def main() -> int:
    arguments = sys.argv[1:]
    recogniser = None if "--without-model" in arguments else load_small_model()
    if "--speed" in arguments:
        print(f"{speed(recogniser):,.0f} characters a second on one core")
        return 0
    sys.argv = [sys.argv[0], *(a for a in arguments if a != "--without-model")]
    module = scorer()
    module._run = reader(recogniser)
    return module.main()


if __name__ == "__main__":
    sys.exit(main())
