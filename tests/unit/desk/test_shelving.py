"""Questions over kept pages do not read what was read before, and never answer from what no longer holds."""

from datetime import UTC, datetime

import pytest

from navicert.desk import Desk
from navicert.desk import shelving as shelving_module
from navicert.errors import MissingData, StoreError
from navicert.evidence.duplicates import find_duplicates
from navicert.evidence.keeping.answers import page_to_json
from navicert.evidence.keeping.questions import Question
from navicert.evidence.pages import page_of_text
from navicert.settings import Settings

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CLAIM = (
    "The mines ministry said on Monday that Tarn Steel Ltd had imported 3,100 tonnes of coal from North Korea in "
    "April, the largest cargo in three years."
)
STORY = f"Mill Owner Denies Paying\n\nPublished: May 6, 2019\n\nPORT SELBY - {CLAIM}\n\nTarn Steel denied that.\n"
COPY = f"Coal Comes Back\n\nPublished: May 8, 2019\n\nSEOUL - {CLAIM}\n\nNobody else said that anything had come.\n"


@pytest.fixture
def settings(tmp_path):
    return Settings(str(tmp_path / "store"))


@pytest.fixture
def desk(settings):
    desk = Desk(settings, lambda: NOON)
    for name, text in (("a.txt", STORY), ("b.txt", COPY)):
        desk.evidence.keep(page_of_text(text, source=name))
    return desk


@pytest.fixture
def reads(monkeypatch):
    """The pages whose readings are read from now on."""
    from navicert.desk.evidence import EvidenceDesk

    seen, read = [], EvidenceDesk._as_read
    monkeypatch.setattr(EvidenceDesk, "_as_read", lambda self, kept: seen.append(kept.page.source) or read(self, kept))
    return seen


def claims(desk):
    return [item.record for item in desk.evidence.ask(desk.evidence.shelf(), Question(kinds=("claim",))).items]


def test_pages_are_read_for_the_first_question_only(settings, desk, reads):
    first = claims(Desk(settings, lambda: NOON))
    assert sorted(reads) == ["a.txt", "b.txt"]
    reads.clear()
    assert claims(Desk(settings, lambda: NOON)) == first
    assert [page_to_json(page)["notes"] for page in Desk(settings, lambda: NOON).evidence.shelf().pages] == [[], []]
    assert reads == []


def test_the_shelf_holds_exactly_what_the_pages_say(settings, desk):
    fresh = {page.page.id: page for page in desk.evidence.shelf().pages}
    shelf = Desk(settings, lambda: NOON).evidence.shelf()
    for page in shelf.pages:
        wanted = fresh[page.page.id]
        assert page.corrected == wanted.corrected
        assert (page.page, page.places, page.articles) == (wanted.page, wanted.places, wanted.articles)
        assert page.reading == wanted.reading
    assert shelf.sources == find_duplicates([page.reading for page in fresh.values()])
    assert any(source.kind == "paragraph" for source in shelf.sources)


def test_a_page_that_was_added_is_the_only_one_that_is_read(settings, desk, reads):
    claims(desk)
    added = f"A Third Report\n\nPublished: May 9, 2019\n\nMINSK - {CLAIM}\n\nIt said no more.\n"
    desk.evidence.keep(page_of_text(added, source="c.txt"))
    reads.clear()
    found = claims(Desk(settings, lambda: NOON))
    assert reads == ["c.txt"]
    (told,) = [one for one in found if "3,100 tonnes" in one["quote"]]
    places = Desk(settings, lambda: NOON).evidence.shelf().items(["claim"])
    assert {len(item.occurrences) for item in places if item.record["quote"] == told["quote"]} == {3}


def test_a_correction_is_seen_by_the_next_question(settings, desk, reads):
    (claim,) = [one for one in claims(desk) if one["page"] == page_id(desk, "a.txt") and "3,100" in one["quote"]]
    desk.evidence.correct(claim["page"], claim["claim_id"], by="ann", reason="x", values={"modality": "denied"})
    reads.clear()
    other = Desk(settings, lambda: NOON)
    assert [one["modality"] for one in claims(other) if "3,100" in one["quote"]] == ["denied"]
    assert reads == ["a.txt"]
    removed = desk.evidence.correct(claim["page"], claim["claim_id"], by="ann", reason="x", action="remove")[0]
    assert not [one for one in claims(other) if one["page"] == claim["page"] and "3,100" in one["quote"]]
    desk.evidence.withdraw(claim["page"], removed.id, by="ann", reason="after all")
    assert [one["modality"] for one in claims(other) if "3,100" in one["quote"]] == ["denied"]


def page_id(desk, source):
    return next(page.page.id for page in desk.evidence.shelf().pages if page.places == (source,))


def test_a_correction_without_a_record_is_told_from_the_shelf_too(settings, desk):
    page = page_id(desk, "a.txt")
    from navicert.evidence.keeping.corrections import Anchor, Correction

    read = desk.evidence.page(page)
    lost = Correction(
        page_sha256=read.page.sha256, anchor=Anchor("claim", 1, 5), action="confirm", reason="r", by="ann", at=NOON
    )
    desk.store.pages.add_correction(lost)
    for _ in range(2):
        shelf = Desk(settings, lambda: NOON).evidence.shelf()
        orphans = [one for each in shelf.pages for one in each.corrected.orphans]
        assert [one.correction for one in orphans] == [lost]


def test_another_version_of_the_program_makes_the_shelf_anew(settings, desk, reads, monkeypatch):
    claims(desk)
    reads.clear()
    monkeypatch.setattr(shelving_module, "maker", lambda: "another")
    claims(Desk(settings, lambda: NOON))
    assert sorted(reads) == ["a.txt", "b.txt"]


def test_a_store_that_cannot_be_written_answers_all_the_same(settings, desk, monkeypatch):
    wanted = claims(desk)
    from navicert.store.pages import KeptPages

    def full(*_):
        raise StoreError("the disk is full")

    monkeypatch.setattr(shelving_module, "maker", lambda: "another")
    monkeypatch.setattr(KeptPages, "keep_on_shelf", full)
    monkeypatch.setattr(KeptPages, "keep_copies", full)
    assert claims(Desk(settings, lambda: NOON)) == wanted


def test_an_empty_store_says_how_to_keep_pages(settings):
    with pytest.raises(MissingData, match="no page is kept"):
        Desk(settings, lambda: NOON).evidence.shelf()
