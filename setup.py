"""Builds the compiled search and the compiled pass over rows where a C compiler is at hand; without one the package
works by its Python reference."""

import hashlib
from pathlib import Path

from setuptools import Extension, setup

SOURCES = Path("src/navicert/screening")
ROWS = Path("src/navicert/batch/_rows.c")
FLAGS = ["-std=c99", "-O3", "-ffp-contract=off", "-fno-strict-aliasing", "-fvisibility=hidden"]


def built_from(*files: Path) -> str:
    """The hash of C sources, which a library tells so that one of other sources is never used.

    `navicert.compiled.hash_of` makes the same of those beside it.
    """
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


KERNEL = SOURCES / "_kernel.c"
PARTS = sorted(SOURCES.glob("kernel_parts/*.h"))

setup(
    ext_modules=[
        Extension(
            "navicert.screening._kernel",
            sources=[str(KERNEL)],
            depends=list(map(str, PARTS)),
            define_macros=[("NV_BUILT_FROM", f'"{built_from(KERNEL, *PARTS)}"')],
            extra_compile_args=FLAGS,
            libraries=["m"],
            optional=True,
        ),
        Extension(
            "navicert.batch._rows",
            sources=[str(ROWS)],
            define_macros=[("NR_BUILT_FROM", f'"{built_from(ROWS)}"')],
            extra_compile_args=FLAGS,
            libraries=["m"],
            optional=True,
        ),
    ]
)
