"""A publisher's XML is read safely and strictly."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from navicert.errors import SourceError
from navicert.lists.sources.xml_files import children, content_of, count_tags, looks_like_xml, stream, text_of

PATH = Path("list.xml")
PARTY = frozenset({"party"})


def test_the_root_comes_first_and_then_every_record_whole() -> None:
    found = stream(PATH, b"<list day='1'><party>a</party><other/><group><party>b</party></group></list>", PARTY)
    assert next(found).element.get("day") == "1"
    assert [(record.name, record.element.text) for record in found] == [("party", "a"), ("party", "b")]


def test_namespaces_and_comments_do_not_matter() -> None:
    found = stream(PATH, b"<x:list xmlns:x='urn:a'><!-- c --><x:party>a<!-- b -->b</x:party></x:list>", PARTY)
    assert [(record.name, record.element.text) for record in found][1:] == [("party", "ab")]


@given(st.binary())
def test_any_bytes_are_a_document_or_a_source_error(content: bytes) -> None:
    try:
        list(stream(PATH, content, PARTY))
    except SourceError as error:
        assert "list.xml" in str(error)  # noqa: PT017 - documents that parse are right too


@given(st.text())
def test_any_text_in_a_record_is_read_or_refused(text: str) -> None:
    try:
        list(stream(PATH, f"<list><party>{text}</party></list>".encode("utf-8", "surrogatepass"), PARTY))
    except SourceError as error:
        assert "list.xml" in str(error)  # noqa: PT017


def test_an_outside_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    bomb = f'<!DOCTYPE list [<!ENTITY e SYSTEM "file://{secret}">]><list><party>&e;</party></list>'
    with pytest.raises(SourceError, match="declares a document type"):
        list(stream(PATH, bomb.encode(), PARTY))


def test_a_declaration_is_refused_in_any_encoding() -> None:
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE list [<!ENTITY e "x">]><list>&e;</list>'
    with pytest.raises(SourceError, match="declares a document type"):
        list(stream(PATH, bomb.encode("utf-16"), PARTY))


def test_children_are_known_or_refused() -> None:
    element = etree.fromstring("<party><name>a</name><name>b</name><day/></party>")
    assert {name: len(found) for name, found in children(element, frozenset({"name", "day"}), "x").items()} == {
        "name": 2,
        "day": 1,
    }
    with pytest.raises(SourceError, match="x: the element 'day' inside 'party'"):
        children(element, frozenset({"name"}), "x")


def test_an_attribute_of_xml_schema_itself_says_nothing() -> None:
    element = etree.fromstring("<day xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>")
    assert text_of(element, "x") == ""


def test_text_holds_no_elements() -> None:
    with pytest.raises(SourceError, match="x: the element 'b' inside 'day'"):
        text_of(etree.fromstring("<day>1 <b>May</b></day>"), "x")


@pytest.mark.parametrize(
    ("content", "is_xml"),
    [(b"<a/>", True), (b"\xef\xbb\xbf\n <a/>", True), (b"1,2", False), (b"", False)],
)
def test_xml_begins_with_a_tag(content: bytes, is_xml: bool) -> None:
    assert looks_like_xml(content) is is_xml


def test_tags_are_counted_without_a_parser() -> None:
    assert count_tags(b"<list><p>1</p><p a='1'/><x:p >2</x:p><pq/></list>", "p") == 3


def test_a_blank_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"\xef\xbb\xbf \r\n\x1a")
    with pytest.raises(SourceError, match="the file is empty"):
        content_of(tmp_path / "a.xml")
