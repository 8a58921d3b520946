"""Documents that stand alone: a receipt for an examiner, as HTML with everything in it, or as PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from navicert.errors import InvalidInput
from navicert.web.rendering import ENVIRONMENT


def receipt_document(record: Mapping[str, Any], checks: Sequence[str], printed_at: str) -> str:
    """A receipt with what was asked and answered, and what was checked of it, as one HTML file without links."""
    return ENVIRONMENT.get_template("receipt.html").render(record=record, checks=checks, printed_at=printed_at)


def as_pdf(html: str) -> bytes:
    """The same as PDF; InvalidInput where the library for it is not installed. Nothing is fetched."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise InvalidInput(
            f"PDF cannot be made here ({error})",
            next="pip install 'navicert[pdf]' and Pango (Debian: libpangoft2-1.0-0, fonts-noto-cjk), or write .html",
        ) from None
    return bytes(HTML(string=html, url_fetcher=_nothing_is_fetched).write_pdf())


def _nothing_is_fetched(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError(f"a receipt needs nothing from elsewhere, not even {url[:80]}")
