"""The compiled search built to check itself finds no fault in itself, whatever it is given."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from navicert.screening import kernel

FOLDER = Path(kernel.__file__).parent
FLAGS = "-shared -fPIC -std=c99 -O1 -g -ffp-contract=off -fno-strict-aliasing -fvisibility=hidden".split()
CHECKS = "-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer".split()


@pytest.fixture(scope="module")
def sanitized(tmp_path_factory):
    """A library with the sanitizers of gcc, and the runtime that a process needs from its beginning."""
    gcc = shutil.which("gcc")
    if gcc is None or not sys.platform.startswith("linux"):
        pytest.skip("no gcc for Linux here")
    library = tmp_path_factory.mktemp("sanitized") / "kernel.so"
    made = subprocess.run([gcc, *FLAGS, *CHECKS, FOLDER / "_kernel.c", "-lm", "-o", library], capture_output=True)
    runtime = subprocess.run([gcc, "-print-file-name=libasan.so"], capture_output=True, text=True, check=True)
    if made.returncode or not Path(runtime.stdout.strip()).is_absolute():
        pytest.skip("the sanitizers of gcc are not installed")
    return library, runtime.stdout.strip()


@pytest.mark.parametrize(
    "rounds", [pytest.param(6, id="a few"), pytest.param(120, id="some thousand queries", marks=pytest.mark.slow)]
)
def test_odd_names_tables_and_files_find_no_fault(rounds, sanitized):
    library, runtime = sanitized
    environment = {
        **os.environ,
        "LD_PRELOAD": runtime,
        "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=0",
        "PYTHONMALLOC": "malloc",
        "PYTHONWARNINGS": "ignore",
    }
    script = Path(__file__).with_name("fuzzing.py")
    run = subprocess.run(
        [sys.executable, script, library, str(rounds), "7"], env=environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr[-4000:]
    assert '"rounds"' in run.stdout
