"""Tables of the reader: pages as they came, how they were read, and the analyst's corrections."""

from __future__ import annotations

from navicert.store.steps.guard import Guard, Step

STEP: Step = (
    """CREATE TABLE page (
        number {numbered},
        sha256 TEXT NOT NULL UNIQUE, -- of the text as UTF-8
        text TEXT NOT NULL,          -- as a JSON string, since a text may hold a zero character
        kept_at TEXT NOT NULL        -- UTC, ISO 8601 with microseconds, so that text order is time order
    )""",
    """CREATE TABLE page_sighting (
        number {numbered},
        page INTEGER NOT NULL REFERENCES page (number),
        source TEXT,
        fetched_at TEXT,
        received_sha256 TEXT,
        stated_published TEXT,       -- ISO 8601 day
        stated_outlet TEXT,
        elements TEXT NOT NULL,      -- JSON: [[line, element], ...]
        read_as TEXT,                -- the encoding, where it had to be guessed
        kept_at TEXT NOT NULL
    )""",
    """CREATE TABLE page_reading (
        number {numbered},
        page INTEGER NOT NULL REFERENCES page (number),
        reader TEXT NOT NULL,        -- what read it, with versions
        published TEXT,              -- ISO 8601 day, where the caller gave it
        read_at TEXT NOT NULL,
        content TEXT NOT NULL        -- JSON: the records
    )""",
    """CREATE TABLE page_correction (
        number {numbered},
        id TEXT NOT NULL UNIQUE,
        page INTEGER NOT NULL REFERENCES page (number),
        corrected_by TEXT NOT NULL,
        corrected_at TEXT NOT NULL,
        content TEXT NOT NULL        -- JSON: what it holds on to, what holds now and instead of what, why
    )""",
    """CREATE TABLE page_shelf (     -- made from the tables above, for questions; made anew where it does not hold
        page INTEGER PRIMARY KEY REFERENCES page (number),
        made_of TEXT NOT NULL,       -- the program's part in it, and how much was read, corrected and seen of the page
        content BLOB NOT NULL        -- compressed JSON: the records as corrected
    )""",
    """CREATE TABLE page_copies (    -- likewise: which texts of all pages are copies of each other
        made_of TEXT PRIMARY KEY,
        content BLOB NOT NULL
    )""",
    "CREATE INDEX sighting_of_page ON page_sighting (page)",
    "CREATE INDEX reading_of_page ON page_reading (page)",
    "CREATE INDEX correction_of_page ON page_correction (page)",
    Guard("a_page_never_changes", "UPDATE", "page", "a page never changes"),
    Guard("a_page_stays", "DELETE", "page", "a page is never removed"),
    Guard("a_sighting_never_changes", "UPDATE", "page_sighting", "where a page was found never changes"),
    Guard("a_sighting_stays", "DELETE", "page_sighting", "where a page was found is never removed"),
    Guard("a_page_reading_never_changes", "UPDATE", "page_reading", "a reading never changes; read the page again"),
    Guard("a_page_reading_stays", "DELETE", "page_reading", "a reading is never removed"),
    Guard("a_correction_never_changes", "UPDATE", "page_correction", "a correction never changes; add another"),
    Guard("a_correction_stays", "DELETE", "page_correction", "a correction is never removed; withdraw it"),
)
