"""What the examples in docstrings promise is what the program answers."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import navicert

MODULES = [module.name for module in pkgutil.walk_packages(navicert.__path__, "navicert.")]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith(("._kernel", "._rows", "__main__"))])
def test_examples_in_docstrings_hold(name):
    assert doctest.testmod(import_module(name)).failed == 0
