"""All kept pages at once, and what questions need of them, made once and kept beside them: never the only copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from navicert.store.connections import Connection, Row


@dataclass(frozen=True, slots=True)
class OnShelf:
    """What a page's part of the shelf is made of (`state` changes with its readings, corrections and sightings), and
    the part that was kept: None where there is none of this state. `reading` is the number of the reading that counts,
    0 where there is none."""

    number: int
    sha256: str
    reading: int
    state: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class PageRows:
    """The rows of all pages by the number of the page, each sort in the order of its coming."""

    pages: Sequence[Row]
    sightings: Mapping[int, Sequence[Row]]
    corrections: Mapping[int, Sequence[Row]]
    shelf: Sequence[OnShelf]


def page_rows(connection: Connection, maker: str) -> PageRows:
    """Everything of all pages but their readings, in a handful of questions however many pages there are."""
    pages = connection.execute("SELECT * FROM page ORDER BY number").fetchall()
    sightings = _by_page(connection.execute("SELECT * FROM page_sighting ORDER BY number").fetchall())
    corrections = _by_page(connection.execute("SELECT * FROM page_correction ORDER BY number").fetchall())
    newest = connection.execute("SELECT page, MAX(number) AS number FROM page_reading GROUP BY page").fetchall()
    readings = {row["page"]: row["number"] for row in newest}
    kept = {row["page"]: row for row in connection.execute("SELECT * FROM page_shelf").fetchall()}

    def on_shelf(page: Row) -> OnShelf:
        number, reading = page["number"], readings.get(page["number"], 0)
        parts = (maker, reading, len(corrections.get(number, ())), len(sightings.get(number, ())))
        state = ".".join(map(str, parts))
        row: Any = kept.get(number)
        holds = row is not None and row["made_of"] == state
        return OnShelf(number, page["sha256"], reading, state, bytes(row["content"]) if holds else None)

    return PageRows(pages, sightings, corrections, tuple(map(on_shelf, pages)))


def keep_on_shelf(connection: Connection, made: Iterable[OnShelf]) -> None:
    """Keep parts in place of older ones."""
    for one in made:
        connection.execute(
            """INSERT INTO page_shelf (page, made_of, content) VALUES (?, ?, ?)
               ON CONFLICT (page) DO UPDATE SET made_of = EXCLUDED.made_of, content = EXCLUDED.content""",
            (one.number, one.state, one.content),
        )


def copies(connection: Connection, made_of: str) -> bytes | None:
    """Which texts are copies of each other, as it was kept for pages in this state."""
    row = connection.execute("SELECT content FROM page_copies WHERE made_of = ?", (made_of,)).fetchone()
    return None if row is None else bytes(row["content"])


def keep_copies(connection: Connection, made_of: str, content: bytes) -> None:
    """Keep that in place of what there was for another state."""
    connection.execute("DELETE FROM page_copies WHERE made_of <> ?", (made_of,))
    connection.execute(
        "INSERT INTO page_copies (made_of, content) VALUES (?, ?) ON CONFLICT (made_of) DO NOTHING", (made_of, content)
    )


def _by_page(rows: Iterable[Row]) -> Mapping[int, Sequence[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["page"]].append(row)
    return found
