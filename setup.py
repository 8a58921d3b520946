"""Builds the compiled search where a C compiler is at hand; without one the package works by its Python reference."""

import hashlib
from pathlib import Path

from setuptools import Extension, setup

SOURCES = Path("src/navicert/screening")


def built_from() -> str:
    """The hash of the C sources, which the library tells so that one of other sources is never used.

    `navicert.screening.kernel.hash_of_sources` makes the same of the sources beside the library.
    """
    files = [SOURCES / "_kernel.c", *sorted(SOURCES.glob("kernel_parts/*.h"))]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


setup(
    ext_modules=[
        Extension(
            "navicert.screening._kernel",
            sources=[str(SOURCES / "_kernel.c")],
            depends=sorted(map(str, SOURCES.glob("kernel_parts/*.h"))),
            define_macros=[("NV_BUILT_FROM", f'"{built_from()}"')],
            extra_compile_args=["-std=c99", "-O3", "-ffp-contract=off", "-fno-strict-aliasing", "-fvisibility=hidden"],
            libraries=["m"],
            optional=True,
        )
    ]
)
