"""Builds the compiled search where a C compiler is at hand; without one the package works by its Python reference."""

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension(
            "navicert.screening._kernel",
            sources=["src/navicert/screening/_kernel.c"],
            extra_compile_args=["-std=c99", "-O3", "-ffp-contract=off", "-fno-strict-aliasing", "-fvisibility=hidden"],
            libraries=["m"],
            optional=True,
        )
    ]
)
