"""Builds the compiled search where a C compiler is at hand; without one the package works by its Python reference."""

from pathlib import Path

from setuptools import Extension, setup

SOURCES = Path("src/navicert/screening")

setup(
    ext_modules=[
        Extension(
            "navicert.screening._kernel",
            sources=[str(SOURCES / "_kernel.c")],
            depends=sorted(map(str, SOURCES.glob("kernel_parts/*.h"))),
            extra_compile_args=["-std=c99", "-O3", "-ffp-contract=off", "-fno-strict-aliasing", "-fvisibility=hidden"],
            libraries=["m"],
            optional=True,
        )
    ]
)
