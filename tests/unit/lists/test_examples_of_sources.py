"""The examples in the docstrings of the sources' modules hold."""

import doctest
import importlib

import pytest

CSV = ["ofac_csv", "ofac_identifiers", "ofac_remarks", "ofac_values"]
XML = ["scripts", "un_comments", "un_documents", "un_names"]


@pytest.mark.parametrize("name", CSV + XML)
def test_the_examples_of_a_module_hold(name: str) -> None:
    results = doctest.testmod(importlib.import_module(f"navicert.lists.sources.{name}"))
    assert results.attempted
    assert not results.failed
