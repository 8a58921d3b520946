"""Run the reference scorers beside the project and hold their figures to what has been reached.

Floors stand in benchmarks/floors.json. Ends with 1 when a figure slipped, naming it; 0 with a note where the
reference material is absent.
"""

import json
import operator
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = json.loads((ROOT / "benchmarks/floors.json").read_text(encoding="utf-8"))
COMPARE = {"at_least": operator.ge, "at_most": operator.le}


def run(*command):
    """Run a scorer from the project's root; its output is shown."""
    return subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, check=False).returncode == 0


def law():
    return run(SHARED / "law/score.py", "--at-least", FLOORS["law"])


def evidence():
    floors = ",".join(f"{name}={floor}" for name, floor in FLOORS["evidence"].items())
    return run(SHARED / "evidence/score.py", "--at-least", floors)


def screening():
    held = [_screening(name, floors) for name, floors in FLOORS["screening"].items()]
    return all(held)


def _screening(name, floors):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        sets = ["--sets", floors["sets"]] if floors.get("sets") else []
        system = "callable:benchmarks.screening_bench:make"
        if not run(SHARED / "bench/bench.py", "--system", system, "--list", name, *sets, "--out", out):
            return False
        figures = json.loads(out.read_text(encoding="utf-8"))
    held = [_holds(name, figures, path, kind, floor) for kind in COMPARE for path, floor in floors[kind].items()]
    return all(held)


def _holds(name, figures, path, kind, floor):
    value = figures
    for key in path.split("/"):
        value = value[key]
    if COMPARE[kind](value, floor):
        return True
    print(f"slipped: screening {name} {path} is {value:.4f}, not {kind.replace('_', ' ')} {floor}")
    return False


def main():
    if not SHARED.is_dir():
        print(f"no reference material at {SHARED}: figures not checked")
        return 0
    held = {check.__name__: check() for check in (law, evidence, screening)}
    print("figures:", ", ".join(f"{name} {'held' if good else 'SLIPPED'}" for name, good in held.items()))
    return 0 if all(held.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
