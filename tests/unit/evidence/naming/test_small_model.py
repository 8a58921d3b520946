import hashlib

import pytest

from navicert.errors import SourceError
from navicert.evidence.naming import small_model

pytestmark = pytest.mark.skipif(not small_model.is_installed(), reason="the extra `reader` is not installed")


@pytest.fixture(scope="module")
def model():
    return small_model.load_small_model()


def test_it_finds_names_with_the_characters_they_stand_on(model):
    text = "On Friday Angela Torres left Paris."
    (found,) = model.names([text])
    assert [(text[n.start : n.end], n.kind) for n in found] == [("Angela Torres", "person"), ("Paris", "place")]


def test_every_text_gets_an_answer_blank_ones_too(model):
    assert [len(found) for found in model.names(["", " ", "Paris is large."])] == [0, 0, 1]


def test_a_long_text_is_read_in_pieces_with_offsets_kept(model):
    text = "word " * 2_000 + "and then Angela Torres left Paris."
    (found,) = model.names([text])
    assert "Angela Torres" in [text[n.start : n.end] for n in found]


def test_a_file_that_was_changed_is_refused(monkeypatch):
    monkeypatch.setitem(small_model.HASHES, "meta.json", hashlib.sha256(b"other").hexdigest())
    with pytest.raises(SourceError, match="not the one that was tried"):
        small_model.load_small_model()


def test_a_file_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(small_model.HASHES, "ner/absent", "0" * 64)
    with pytest.raises(SourceError, match="ner/absent"):
        small_model.load_small_model()
