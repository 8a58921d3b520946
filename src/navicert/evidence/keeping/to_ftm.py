"""Kept pages in FollowTheMoney, the field's exchange format: Document, Article, Mention, Event, Note and links.

A page is a Document; an article an Article that names it as its proof; a name a Mention; a claim a Note of what was
said, by whom and how it was meant. A Mention is `resolved` to a listed party, and an Event `involves` one, only where a
person confirmed it. Ids are made of the page's text and of the characters, so the same page has the same ids everywhere
and after every reading. Properties are those of followthemoney 4.11.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from navicert.evidence.keeping.corrections import anchors
from navicert.evidence.keeping.shelf import Item, ReadPage
from navicert.evidence.model import Page
from navicert.evidence.output import Record

DETECTED = {"person": "Person", "organisation": "Organization"}
_SCHEMATA_OF_EQUIPMENT = {"vessel": "Vessel", "aircraft": "Airplane"}
Entity = dict[str, Any]


def entities(items: Iterable[Item]) -> Iterator[Entity]:
    """The documents and articles that the items stand in, then the mentions, claims and events themselves.

    An item that stands in several places is one entity, with every article that has it as its proof.
    """
    found = [item for item in items if item.record["type"] in ("mention", "claim", "event")]
    pages = {item.page.page.id: item.page for item in found}
    for page in pages.values():
        yield _document(page)
        yield from (_article(page, article) for article in page.articles.values())
    ids = {page_id: _ids(page) for page_id, page in pages.items()}
    for item in found:
        yield from _record(item, ids[item.page.page.id])


def _ids(page: ReadPage) -> dict[int, str]:
    """Ids of a page's records, by the object that holds each."""
    return {id(record): _id(page.page, str(anchor), anchor.rank) for anchor, record in anchors(page.corrected.records)}


def _id(page: Page, *parts: object) -> str:
    said = "\n".join([page.sha256, *map(str, parts)])
    return f"nvc-{hashlib.sha256(said.encode()).hexdigest()[:24]}"


def document_id(page: Page) -> str:
    return _id(page, "document")


def article_id(page: Page, article: Record) -> str:
    return _id(page, "article", article["start"], article["end"])


def _entity(entity_id: str, schema: str, **said: str | Iterable[str] | None) -> Entity:
    properties: dict[str, list[str]] = {}
    for name, values in said.items():
        texts = [values] if isinstance(values, str) else list(values or ())
        clean = [text for value in texts if (text := _clean(value))]
        if clean:
            properties[name] = list(dict.fromkeys(clean))
    return {"id": entity_id, "schema": schema, "properties": properties}


def _clean(text: str) -> str:
    """The text without characters that no document may hold; newlines stay."""
    kept = (sign for sign in text if sign in "\n\t" or (sign >= " " and not "\ud800" <= sign <= "\udfff"))
    return "".join(kept).strip()


def _document(page: ReadPage) -> Entity:
    addresses = [place for place in page.places if place.startswith(("https://", "http://"))]
    fetched = page.page.fetched_at
    return _entity(
        document_id(page.page),
        "Document",
        fileName=[place.rsplit("/", 1)[-1] or place for place in page.places] or page.page.id,
        title=next((a["title"]["text"] for a in page.articles.values() if a["title"]), None),
        sourceUrl=addresses,
        retrievedAt=fetched.isoformat() if fetched else None,
        bodyText=page.page.text,
        notes=f"SHA-256 of the text: {page.page.sha256}",
    )


def _article(page: ReadPage, article: Record) -> Entity:
    text = page.page.text[article["start"] : article["end"]]
    return _entity(
        article_id(page.page, article),
        "Article",
        title=article["title"]["text"] if article["title"] else None,
        author=[byline["text"] for byline in article["bylines"]],
        publisher=article["outlet"],
        publishedAt=article["resolved_date"],
        bodyText=text,
        proof=document_id(page.page),
    )


def _homes(item: Item) -> list[str]:
    """The article of the item's own page; copies elsewhere are named in the notes."""
    article = item.article
    return [article_id(item.page.page, article)] if article else [document_id(item.page.page)]


def _record(item: Item, ids: dict[int, str]) -> Iterator[Entity]:
    record = item.record
    entity_id = ids[id(record)]
    if record["type"] == "mention":
        yield from _mention(item, entity_id)
    elif record["type"] == "claim":
        yield _claim(item, entity_id)
    else:
        yield _event(item, entity_id)


def _mention(item: Item, entity_id: str) -> Iterator[Entity]:
    record, home = item.record, _homes(item)
    schema = DETECTED.get(record["kind"]) or _SCHEMATA_OF_EQUIPMENT.get(record["subkind"] or "")
    entry = record.get("entry")
    legal = schema in ("Person", "Organization")
    yield _entity(
        entity_id,
        "Mention",
        document=home,
        name=[record["name"] or record["text"], record["text"]],
        detectedSchema=schema,
        resolved=entry if legal else None,
    )
    if entry:
        yield _entity(f"{entity_id}-link", "Documentation", document=home, entity=entry, role="named in")


def _claim(item: Item, entity_id: str) -> Entity:
    record = item.record
    who = ", ".join(dict.fromkeys(filter(None, (record["speaker"], record["organisation"])))) or "the report itself"
    via = f", told by {record['via']}" if record["via"] else ""
    detail = f" ({record['detail']})" if record["detail"] else ""
    return _entity(
        entity_id,
        "Note",
        name=f"{record['modality'].replace('_', ' ')}{detail}: {who}",
        description=record["quote"],
        summary=f"{who} {'in direct words' if record['direct'] else 'as reported'}{via}",
        notes=_places(item),
        namesMentioned=[name for name in (record["speaker"], record["organisation"]) if name],
        proof=_homes(item),
    )


def _event(item: Item, entity_id: str) -> Entity:
    record = item.record
    words = " ... ".join(span["text"] for span in record["spans"])
    return _entity(
        entity_id,
        "Event",
        name=f"{record['kind'].replace('_', ' ')} ({record['modality'].replace('_', ' ')})",
        summary=words,
        startDate=record["date_start"],
        endDate=record["date_end"],
        location=record["place"],
        namesMentioned=record["actors"],
        involved=_confirmed_actors(item),
        notes=_places(item),
        proof=_homes(item),
    )


def _confirmed_actors(item: Item) -> list[str]:
    """Listed parties that a person confirmed behind names that the event gives as its actors."""
    actors = set(item.record["actors"])
    return [
        str(mention["entry"])
        for mention in item.page.corrected.records
        if mention["type"] == "mention" and mention.get("entry") and {mention["name"], mention["text"]} & actors
        and mention["kind"] in DETECTED
    ]  # fmt: skip


def _places(item: Item) -> str | None:
    """Where else the same stands, in words; the same source, not further witnesses."""
    others = [f"{one['page']} at {one['from']}" for one in item.occurrences[1:]]
    return f"the same text also stands in: {'; '.join(others)}" if others else None
