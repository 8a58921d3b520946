"""Pages out of what was fetched or given: text or HTML, in whatever encoding; what is neither is refused.

The text is stored as it is decoded, newlines and all; of HTML the text taken out of it is stored, with the digest of
the bytes it came from. Reading stops after `MOST_READ` characters, and says so.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import datetime

from navicert.errors import InvalidInput
from navicert.evidence.markup import Taken, take_text
from navicert.evidence.model import Page

MOST_READ = 400_000
"""Characters of a page that are read; the longest news page is a tenth of that."""
MOST_LINES = 20_000
"""Lines of a page that are read."""
MOST_BYTES = 100 * 1024 * 1024
"""Bytes of a file that are decoded at all."""
MOST_MARKUP = 20 * 1024 * 1024
"""Characters of HTML that are parsed."""

_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|article|meta|div|p|section|main)\b[^>]*>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def page_id_of(text: str) -> str:
    """The first twelve hexadecimal digits of the text's SHA-256: the same text is the same page."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def page_of_text(
    text: str, *, page_id: str | None = None, source: str | None = None, fetched_at: datetime | None = None
) -> Page:
    """A page whose stored text is exactly this; raises InvalidInput where it holds what no text holds."""
    where = source or page_id
    if any("\ud800" <= character <= "\udfff" for character in text[:MOST_READ]):
        raise InvalidInput("the text holds halves of characters (surrogates)", where=where, next="decode it as UTF-8")
    _refuse_binary(text, where)
    return Page(page_id or page_id_of(text), text, source, fetched_at)


def page_of_bytes(
    data: bytes, *, page_id: str | None = None, source: str | None = None, fetched_at: datetime | None = None
) -> Page:
    """A page of a file or an answer as received: HTML or text. UTF-8 unless a mark or the page itself says otherwise;
    bytes that are not UTF-8 and say nothing are read as Windows-1252. Raises InvalidInput for what is no text."""
    where = source or page_id
    kind = next((name for start, name in _KINDS if data.startswith(start)), None)
    if kind:
        raise InvalidInput(f"this is {kind}, not text", where=where, next="convert it to text or HTML first")
    if len(data) > MOST_BYTES:
        raise InvalidInput(f"{len(data):,} bytes are too many for a page", where=where, next="cut it into articles")
    text, guessed = _decoded(data, where)
    if not _MARKUP.search(text[:5000]):
        page = page_of_text(text, page_id=page_id, source=source, fetched_at=fetched_at)
    else:
        page = _page_of_markup(data, _taken(text, where), page_id, source, fetched_at)
    return replace(page, read_as=guessed)


def _taken(text: str, where: str | None) -> Taken:
    try:
        return take_text(text[:MOST_MARKUP])
    except InvalidInput as error:
        raise InvalidInput(error.message, where=error.where or where, next=error.next) from None


def _page_of_markup(
    data: bytes, taken: Taken, page_id: str | None, source: str | None, fetched_at: datetime | None
) -> Page:
    return Page(
        id=page_id or page_id_of(taken.text),
        text=taken.text,
        source=source or taken.address,
        fetched_at=fetched_at,
        received_sha256=hashlib.sha256(data).hexdigest(),
        stated_published=taken.published,
        stated_outlet=taken.outlet,
        elements=taken.elements,
    )


def _decoded(data: bytes, where: str | None) -> tuple[str, str | None]:
    """The text, and the encoding it was read in where nothing said so and it is not UTF-8."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None and (said := _CHARSET.search(data[:4096])):
        encoding = said[1].decode("ascii")
    for name in dict.fromkeys(filter(None, (encoding, "utf-8"))):
        try:
            return data.decode(name), None
        except (UnicodeDecodeError, LookupError):
            continue
    _refuse_binary(data[:100_000].decode("latin-1"), where)
    return data.decode("cp1252", errors="replace"), "Windows-1252"


def _refuse_binary(text: str, where: str | None) -> None:
    """Raise where control characters say that this is no text; a stray one is borne."""
    sample = text[:100_000]
    if len(_CONTROL.findall(sample)) > max(3, len(sample) // 500):
        raise InvalidInput("this is binary data, not text", where=where, next="give a text or HTML file")


def part_read(text: str) -> str:
    """The part of a long page that is read: whole lines, or whole words where one line is too long."""
    if len(text) > MOST_READ:
        end = text.rfind("\n", MOST_READ // 2, MOST_READ)
        if end < 0:
            end = text.rfind(" ", MOST_READ // 2, MOST_READ)
        text = text[: end if end > 0 else MOST_READ]
    if text.count("\n") > MOST_LINES:
        text = "\n".join(text.split("\n", MOST_LINES)[:MOST_LINES])
    return text
