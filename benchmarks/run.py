"""`make bench`: the figures of quality and speed that this machine gives, one benchmark after the other.

Quality needs the reference material beside the project; where it is absent that part says so, and speed is measured.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
BENCH = SHARED / "bench"
LIST = ["--list", BENCH / "data/sdn_un.jsonl"]
CUSTOMERS = [word for name in ("us", "global") for word in ("--customers", BENCH / f"queries/negatives_{name}.csv")]
DATA_OF = {"screening_speed.py": [*LIST, *CUSTOMERS], "screening_files_speed.py": [*LIST, *CUSTOMERS]}
SCREENING = ["--system", "callable:benchmarks.screening_bench:make"]


def run(title, *command):
    print(f"\n== {title}", flush=True)
    return subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, check=False).returncode


def main():
    codes = []
    if SHARED.is_dir():
        bench = SHARED / "bench/bench.py"
        codes += [
            run("screening, SDN and UN", bench, *SCREENING),
            run("screening, variants of the FCA's list", bench, *SCREENING, "--list", "fca84k"),
            run("law, golden cases", SHARED / "law/score.py"),
            run("reader, gold annotations", SHARED / "evidence/score.py"),
        ]
    else:
        print(f"no reference material at {SHARED}: quality not measured")
    speed = sorted((ROOT / "benchmarks").glob("*_speed.py"))
    codes += [
        run(path.stem.replace("_", " "), path, *DATA_OF.get(path.name, ())) for path in speed if is_runnable(path)
    ]
    if SHARED.is_dir():
        codes.append(run("screening beside rivals", ROOT / "benchmarks/screening_rivals.py", *LIST))
    return max(codes, default=0)


def is_runnable(path):
    """Whether a benchmark has what it needs; it is told where it has not."""
    if path.name in DATA_OF and not SHARED.is_dir():
        print(f"\n== {path.stem.replace('_', ' ')}: not measured, it needs lists of the reference material")
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
