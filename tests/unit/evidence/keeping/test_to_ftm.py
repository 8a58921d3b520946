"""FollowTheMoney: every property is one its schema has, every id is stable, only what a person confirmed is a link."""

from datetime import UTC, date, datetime

from navicert.evidence.keeping.corrections import Anchor, Correction
from navicert.evidence.keeping.shelf import ReadPage, Shelf
from navicert.evidence.keeping.to_ftm import entities
from navicert.evidence.pages import page_of_text
from navicert.evidence.reading import read

# Properties of followthemoney 4.11 (https://followthemoney.tech/explorer/): those that each schema has of ours, and
# those that an entity must have.
SCHEMATA = {
    "Document": ({"fileName", "title", "sourceUrl", "retrievedAt", "bodyText", "notes"}, {"fileName"}),
    "Article": ({"title", "author", "publisher", "publishedAt", "bodyText", "proof"}, set()),
    "Mention": ({"document", "name", "detectedSchema", "resolved"}, {"document", "name"}),
    "Note": ({"name", "description", "summary", "notes", "namesMentioned", "proof"}, set()),
    "Event": (
        {
            "name", "summary", "startDate", "endDate", "location", "namesMentioned", "involved", "notes", "proof",
        },
        {"name"},
    ),
    "Documentation": ({"document", "entity", "role"}, {"document", "entity"}),
}  # fmt: skip
TEXT = """Airline Buys Fuel

Harbour Airways bought 300 tonnes of kerosene in Singapore in April, its chairman Leo Brandt said. A rival, \
Air Marlin, denied that it had sold the fuel.
"""


def shelf(*corrections, text=TEXT, published=date(2020, 5, 4)):
    page = page_of_text(text, source="https://news.example/a")
    return Shelf([ReadPage(read(page, published=published), ("https://news.example/a",), tuple(corrections))])


def all_of(kept):
    return list(entities(kept.items(("mention", "claim", "event"))))


def test_every_property_is_one_that_the_schema_has():
    found = all_of(shelf())
    assert {entity["schema"] for entity in found} >= {"Document", "Article", "Mention", "Note", "Event"}
    for entity in found:
        known, required = SCHEMATA[entity["schema"]]
        assert set(entity["properties"]) <= known, entity
        assert required <= set(entity["properties"]), entity
        for values in entity["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values)


def test_ids_are_unique_and_the_same_after_every_reading_and_every_correction():
    first = [entity["id"] for entity in all_of(shelf())]
    assert len(set(first)) == len(first)
    assert first == [entity["id"] for entity in all_of(shelf())]
    name = "Harbour Airways"
    start = TEXT.index(name)
    said = _correction(start, start + len(name), entry="ofac-1")
    assert set(first) <= {entity["id"] for entity in all_of(shelf(said))}


def test_references_lead_to_entities_of_the_same_export():
    found = all_of(shelf())
    ids = {entity["id"] for entity in found}
    for entity in found:
        for name in ("document", "proof"):
            assert set(entity["properties"].get(name, [])) <= ids


def _correction(start, end, **values):
    page = page_of_text(TEXT)
    return Correction(
        page_sha256=page.sha256,
        anchor=Anchor("mention", start, end),
        action="change",
        reason="r",
        by="Ana",
        at=datetime(2026, 1, 1, tzinfo=UTC),
        values=tuple(values.items()),
    )


def test_only_a_confirmed_party_is_linked():
    assert not [entity for entity in all_of(shelf()) if "resolved" in entity["properties"]]
    start = TEXT.index("Harbour Airways")
    found = all_of(shelf(_correction(start, start + len("Harbour Airways"), entry="ofac-1")))
    resolved = [entity for entity in found if entity["properties"].get("resolved")]
    assert [entity["properties"]["resolved"] for entity in resolved] == [["ofac-1"]]
    assert [e["properties"]["entity"] for e in found if e["schema"] == "Documentation"] == [["ofac-1"]]
