"""`make bench`: the figures of quality and speed that this machine gives, one benchmark after the other.

Quality needs the reference material beside the project; where it is absent that part says so, and speed is measured.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
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
    codes += [run(path.stem.replace("_", " "), path) for path in speed]
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main())
