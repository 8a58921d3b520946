"""What docs/sources promises of OFAC's and the UN's files is what the readers do."""

import re
from pathlib import Path

import pytest

from navicert.lists.sources import find_source
from navicert.lists.sources.ofac_labels import DATED, IDENTIFIERS
from navicert.lists.sources.ofac_remarks import LABELS
from navicert.lists.sources.un_record import SCHEMA

UN_ELEMENTS = {name for kind in SCHEMA.values() for name in kind}


@pytest.mark.parametrize("label", sorted(LABELS | {f"{label} (…)" for label in DATED}))
def test_every_label_of_ofacs_is_documented(root: Path, label: str) -> None:
    assert f"`{label}`" in (root / "docs" / "sources" / "ofac.md").read_text("utf-8")


@pytest.mark.parametrize("kind", sorted(set(IDENTIFIERS.values()) | {"inn", "lei"}))
def test_every_kind_of_number_is_documented(root: Path, kind: str) -> None:
    assert f"`{kind}`" in (root / "docs" / "sources" / "ofac.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(UN_ELEMENTS))
def test_every_element_of_the_uns_schema_is_documented(root: Path, name: str) -> None:
    assert f"`{name}`" in (root / "docs" / "sources" / "un.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["ofac-sdn", "ofac-consolidated", "un"])
def test_a_source_says_where_its_files_are_and_how_few_entries_are_believed(root: Path, name: str) -> None:
    source = find_source(name)
    text = (root / "docs" / "sources" / f"{name.partition('-')[0]}.md").read_text("utf-8")
    assert source.whole
    assert f"{source.at_least:,}" in text
    assert all(re.search(re.escape(url.rpartition("/")[2]), text) for url in source.urls)
