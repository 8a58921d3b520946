"""A dossier on a party or a measure: one HTML page that needs nothing else, with every statement beside its source.

What pages say is text here and never markup; nothing is loaded and no script can run (a policy in the page forbids it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape

from navicert.evidence.output import Record

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
article { border-left: 4px solid; padding: .2rem 0 .2rem 1rem; margin: 1.2rem 0; }
blockquote { margin: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.how { font-weight: 600; } .small { font-size: .88rem; opacity: .8; overflow-wrap: anywhere; }
.denied { border-color: #b3261e; } .asserted { border-color: #2f6f3e; } .unverified { border-color: #b26a00; }
.planned, .threatened { border-color: #5b5bd6; } .needs_review, .law { border-color: #777; }
mark { background: #fff2a8; color: #1b1b1b; } .reply { margin-left: 1.5rem; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
AROUND = 200
"""Characters of the page shown on each side of what is quoted."""
MODALITY_WORDS = {
    "asserted": "says", "denied": "denies", "unverified": "not verified", "planned": "plans", "threatened": "threatens",
    "needs_review": "to be looked at",
}  # fmt: skip


def dossier(
    subject: str,
    items: Sequence[Record],
    texts: Mapping[str, str],
    *,
    made_at: datetime,
    statements: Sequence[Record] = (),
    undated: int = 0,
) -> str:
    """The page. `items` and `statements` are as their JSON has them; `texts` are the texts of their pages by id."""
    claims = [item for item in items if item["type"] == "claim"]
    events = [item for item in items if item["type"] == "event"]
    parts = [
        f"<h1>{escape(subject)}: what kept pages say</h1>",
        f'<p class="small">{_summary(claims, events, statements)} Made {made_at:%Y-%m-%d %H:%M} UTC by navicert. '
        "Reported, not established: a claim is what somebody said. A text that was copied counts as one source.</p>",
        f'<p class="small">{undated} more would fit if their day were known.</p>' if undated else "",
        *_section("What is claimed, and who denies it", _claims(claims, texts)),
        *_section("What is reported to have happened", (_event(event, texts) for event in events)),
        *_section("What is said of the law", map(_statement, statements)),
    ]
    return _page(subject, "\n".join(filter(None, parts)))


def _page(subject: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(subject)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _summary(claims: Sequence[Record], events: Sequence[Record], statements: Sequence[Record]) -> str:
    denied = sum(1 for claim in claims if claim["modality"] == "denied")
    pages = {one["page"] for item in (*claims, *events) for one in item["occurrences"]}
    said = f"{len(claims)} claims ({denied} of them denials) and {len(events)} events in {len(pages)} pages"
    return f"{said}, {len(statements)} statements about the law." if statements else f"{said}."


def _section(title: str, parts: Iterator[str]) -> Iterator[str]:
    found = list(parts)
    if found:
        yield f"<h2>{escape(title)}</h2>"
        yield from found


def _claims(claims: Sequence[Record], texts: Mapping[str, str]) -> Iterator[str]:
    """Every claim followed by the denials of it; denials of nothing that is here stand by themselves."""
    keys = {(claim["page"], claim["claim_id"]) for claim in claims}
    for claim in claims:
        if (claim["page"], claim.get("about")) in keys:
            continue
        yield _claim(claim, texts)
        for reply in claims:
            if (reply["page"], reply.get("about")) == (claim["page"], claim["claim_id"]):
                yield _claim(reply, texts, reply=True)


def _claim(claim: Record, texts: Mapping[str, str], *, reply: bool = False) -> str:
    who = ", ".join(dict.fromkeys(filter(None, (claim["speaker"], claim["organisation"])))) or "the report itself"
    how = MODALITY_WORDS[claim["modality"]] + (f" ({claim['detail']})" if claim.get("detail") else "")
    via = f", told by {claim['via']}" if claim.get("via") else ""
    return _block(claim, texts, f"{claim['modality']}{' reply' if reply else ''}", f"{who}{via}: {how}")


def _event(event: Record, texts: Mapping[str, str]) -> str:
    days = event["first_day"] or "day not known"
    if event["last_day"] not in (None, event["first_day"]):
        days = f"{days} to {event['last_day']}"
    who = f", {', '.join(event['actors'])}" if event["actors"] else ""
    where = f", {event['place']}" if event["place"] else ""
    meant = "" if event["modality"] == "asserted" else f" ({event['modality'].replace('_', ' ')})"
    return _block(event, texts, event["modality"], f"{days}: {event['kind'].replace('_', ' ')}{meant}{who}{where}")


def _block(item: Record, texts: Mapping[str, str], style: str, head: str) -> str:
    return (
        f'<article class="{escape(style)}"><div class="how">{escape(head)}</div>'
        f"<blockquote>{_quoted(item, texts[item['page']])}</blockquote>{_sources(item)}</article>"
    )


def _quoted(item: Record, text: str) -> str:
    """The words marked within those around them, all as text."""
    start, end = item["start"], item["end"]
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    first, last = max(first, start - AROUND), min(last if last >= 0 else len(text), end + AROUND)
    parts = (text[first:start], text[start:end], text[end:last])
    before, quoted, after = (escape(_printable(part)) for part in parts)
    return f"{before}<mark>{quoted}</mark>{after}"


def _printable(text: str) -> str:
    """The text without control characters and without signs that turn the direction of what follows."""
    return "".join(sign for sign in text if sign == "\n" or (sign >= " " and sign not in TURNING and sign != "\x7f"))


TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _sources(item: Record) -> str:
    title = item["title"] or "untitled"
    own = f"{title}; {item['outlet'] or 'outlet unknown'}; {item['published'] or 'day of publication not known'}"
    lines = [f"{own}; page {item['page']}, characters {item['start']} to {item['end']}"]
    lines += [f"found in {place}" for place in item["occurrences"][0]["places"]]
    others = item["occurrences"][1:]
    if others:
        lines.append(f"one source, {len(others) + 1} occurrences; also in:")
        lines += [f"page {one['page']} at {one['from']} ({', '.join(one['places'])})" for one in others]
    if item["version_of"]:
        lines.append("an update of an earlier story")
    if item.get("corrections"):
        lines.append(f"corrected by an analyst: {', '.join(item['corrections'])}")
    return "".join(f'<div class="small">{escape(_printable(line))}</div>' for line in lines)


def _statement(statement: Record) -> str:
    verdict = f"{statement['verdict'].replace('_', ' ')}: {', '.join(statement['measures']) or 'no measure'}"
    return (
        f'<article class="law"><div class="how">{escape(verdict)}</div>'
        f"<blockquote>{escape(_printable(statement['quote']))}</blockquote>"
        f'<div class="small">{escape(_printable(statement["because"]))}</div>'
        f'<div class="small">page {escape(statement["page"])} at {statement["start"]}</div></article>'
    )
