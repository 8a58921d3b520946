"""A compiled search that does not belong to these sources is never used."""

import shutil
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from navicert.errors import StoreError
from navicert.screening import kernel
from navicert.screening.kernel import OutdatedLibrary, hash_of_sources, load

FOLDER = Path(kernel.__file__).parent
BUILT = next((path for suffix in EXTENSION_SUFFIXES if (path := FOLDER / f"_kernel{suffix}").is_file()), None)
pytestmark = pytest.mark.skipif(BUILT is None, reason="the compiled search was not built here")


def test_the_library_knows_the_sources_that_it_was_built_from():
    sources = hash_of_sources(FOLDER)
    assert sources
    assert load(BUILT, sources).nv_built_from().decode() == sources


def test_a_library_of_other_sources_is_refused_with_what_to_do():
    with pytest.raises(StoreError, match="install navicert again"):
        load(BUILT, "0" * 64)


def test_something_else_under_its_name_is_refused(tmp_path):
    other = tmp_path / BUILT.name
    other.write_bytes(b"\x7fELF and no more")
    with pytest.raises(StoreError):
        load(other, "")


def test_any_change_of_a_source_is_another_hash(tmp_path):
    shutil.copy(FOLDER / "_kernel.c", tmp_path)
    shutil.copytree(FOLDER / "kernel_parts", tmp_path / "kernel_parts")
    assert hash_of_sources(tmp_path) == hash_of_sources(FOLDER)
    with (tmp_path / "kernel_parts" / "near.h").open("a") as file:
        file.write("\n")
    assert hash_of_sources(tmp_path) != hash_of_sources(FOLDER)


def test_an_outdated_library_is_a_warning_and_the_slow_way(monkeypatch):
    monkeypatch.setattr(kernel, "hash_of_sources", lambda _: "0" * 64)
    with pytest.warns(OutdatedLibrary, match="built from other sources"):
        assert kernel.library.__wrapped__() is None
