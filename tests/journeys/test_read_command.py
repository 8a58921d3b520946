"""An investigator reads a page at the terminal; the page is written for this test."""

import pytest

PAGE = """Port City Firm Accused of Shipping Coal

HAVEN BAY, March 4, 2024 (Wire) -

The trade ministry said on Monday that a local firm had shipped more than 1,200 tonnes of coal in February.

The firm denied that it had shipped any coal. "We have never dealt in coal," director Anna Kowalczyk said.

Reporters could not independently verify the ministry's account.
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_every_record_quotes_the_page_exactly(navicert, page):
    ended = navicert("read", page, "--published", "2024-03-04", "--json")
    assert ended.code == 0, ended.err
    assert ended.records[0]["type"] == "page"
    assert (ended.records[0]["start"], ended.records[0]["end"]) == (0, len(PAGE))
    quoted = [record for record in ended.records if record.get("text")]
    assert quoted
    for record in quoted:
        assert PAGE[record["start"] : record["end"]] == record["text"]


def test_a_denial_stays_a_denial_and_the_given_day_counts(navicert, page):
    records = navicert("read", page, "--published", "2024-03-04", "--json").records
    assert {r["resolved_date"] for r in records if r["type"] == "article"} == {"2024-03-04"}
    claims = [r for r in records if r["type"] == "claim"]
    assert "denied" in {claim["modality"] for claim in claims}
    assert any(r["type"] == "quantity" and r["value"] == 1200 for r in records)


def test_people_see_tables(navicert, page):
    ended = navicert("read", page)
    assert ended.code == 0
    assert "who says so" in ended.out


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(100), bytes(range(256)) * 20])
def test_what_is_no_page_is_told_in_words(navicert, tmp_path, content):
    (tmp_path / "odd.txt").write_bytes(content)
    ended = navicert("read", tmp_path / "odd.txt", "--json")
    assert ended.code in (0, 2)
    assert "Traceback" not in ended.err
    assert ended.err


def test_a_file_that_is_not_there_hides_no_other(navicert, page, tmp_path):
    ended = navicert("read", tmp_path / "gone.txt", page, "--json")
    assert ended.code == 4
    assert "gone.txt" in ended.err
    assert ended.records


def test_copies_in_several_files_are_one_source_and_the_same_text_counts_once(navicert, page, tmp_path):
    for number in range(3):
        (tmp_path / f"copy{number}.txt").write_text(f"{PAGE}\nShare on network {number}\n", encoding="utf-8")
    (tmp_path / "same.txt").write_text(PAGE, encoding="utf-8")
    ended = navicert(
        "read", page, *(tmp_path / f"copy{number}.txt" for number in range(3)), tmp_path / "same.txt", "--json"
    )
    assert ended.code == 0, ended.err
    story = [r for r in ended.records if r["type"] == "duplicate" and r["kind"] == "article"]
    assert len({record["page"] for record in story}) == 4
    assert {len(record["others"]) for record in story} == {3}
    assert len({record["source_id"] for record in story}) == 1
    assert "the same text as" in ended.err
    assert "counts as one source" in ended.err
