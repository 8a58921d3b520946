"""Documents that stand alone: a receipt for an examiner, a report of a case; HTML with everything in it, or PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from navicert.desk.case_reports import as_json
from navicert.errors import InvalidInput
from navicert.web.rendering import ENVIRONMENT


def receipt_document(record: Mapping[str, Any], checks: Sequence[str], printed_at: str) -> str:
    """A receipt with what was asked and answered, and what was checked of it, as one HTML file without links."""
    return ENVIRONMENT.get_template("receipt.html").render(record=record, checks=checks, printed_at=printed_at)


def case_document(made: Mapping[str, Any]) -> str:
    """A report of a case as one HTML file without links."""
    events = sorted((*made["alerts"], *made["acts"]), key=lambda event: event["version"])
    template = ENVIRONMENT.get_template("case_report.html")
    return template.render({**made, "erased_parts": made["erased"], "chain_of_events": events})


def case_writer(form: str) -> Callable[[Mapping[str, Any]], bytes]:
    """What writes a report of a case in a form: "html", "pdf" or "json"; InvalidInput for any other."""
    writers: dict[str, Callable[[Mapping[str, Any]], bytes]] = {
        "html": lambda made: case_document(made).encode(),
        "pdf": lambda made: as_pdf(case_document(made)),
        "json": as_json,
    }
    if form not in writers:
        raise InvalidInput(f"{form!r} is no form of a report", next=f"choose {', '.join(writers)}")
    return writers[form]


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
    raise ValueError(f"a document needs nothing from elsewhere, not even {url[:80]}")
