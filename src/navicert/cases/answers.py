"""Answers of the engines as findings: which of them somebody must look at, and what each rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from navicert.cases.model import Finding
from navicert.cases.record import digest
from navicert.errors import InvalidInput
from navicert.screening.customers import identity_of

Answer = Mapping[str, Any]
_OF_THE_READING = frozenset(
    ("confirmed", "corrections", "confidence", "extractor", "article_id", "claim_id", "event_id", "about")
)
"""What a record says of its reading, not of the world: it changes when the page is read again."""
ALERTING = frozenset({"prohibited", "needs_authorisation", "quota_dependent", "needs_information", "not_covered"})
"""Statuses of a check's findings that are no permission: a person looks at them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name on a page, with the match that a person confirmed: `by` whom, in which edition of which list.

    `said` is the passage where the name stands.
    """

    page: str
    name: str
    said: str
    by: str
    source: str
    edition: str
    match: Answer


def findings_in_screening(answer: Answer, entry_digest: Callable[[str, str, str], str], rule: str) -> Iterator[Finding]:
    """A finding for each match of an answer of `screen`; `entry_digest` gives that of an entry, by list, edition and
    id, and `rule` is the policy's."""
    query = answer["query"]
    editions = {edition["source"]: edition["edition"] for edition in answer["editions"]}
    for match in answer["matches"]:
        source = match["sources"][0]
        yield Finding(
            customer=query["id"],
            source=source,
            entity=match["id"],
            origin="screening",
            caption=match["caption"],
            edition=editions[source],
            data=identity_of(query["schema"], query["properties"]),
            entry=entry_digest(source, editions[source], match["id"]),
            rule=rule,
            score=match["score"],
            probability=match["probability"],
            particulars={"query": query, "matched": match["matched"], "reasons": match["reasons"]},
        )


def findings_in_check(
    answer: Answer, measure_digest: Callable[[str], str], facts: Mapping[str, Any] | None = None
) -> Iterator[Finding]:
    """A finding for each regime of an answer of `check` that does not permit; none is a matter of chance.

    The pair is the transaction and the measure that decides, or the status where none does. `measure_digest` gives
    that of a measure by its id. InvalidInput for an answer without id, or to invalid facts.
    """
    if answer.get("id") is None:
        raise InvalidInput("the transaction has no id", where="field id", next="give each transaction an id")
    for finding in answer["findings"]:
        if finding["status"] == "invalid":
            raise InvalidInput(finding["because"], where=f"transaction {answer['id']}", next="mend the facts")
        if finding["status"] in ALERTING:
            yield _found_in_check(answer, finding, measure_digest, facts)


def _found_in_check(
    answer: Answer, finding: Answer, measure_digest: Callable[[str], str], facts: Mapping[str, Any] | None
) -> Finding:
    measures = [measure["id"] for measure in finding["measures"]]
    said = {name: finding[name] for name in ("status", "lowest", "highest", "missing")}
    return Finding(
        customer=str(answer["id"]),
        source=finding["regime"],
        entity=measures[0] if measures else finding["status"],
        origin="check",
        caption=f"{finding['status'].replace('_', ' ')}: {', '.join(measures) or finding['regime']}",
        edition=answer["ruleset"],
        data=dict(facts or {}),
        entry=digest([said, finding["exceptions"], finding["readings"]]),
        rule=digest([measure_digest(measure) for measure in measures]),
        particulars={"facts": dict(facts or {}), "finding": dict(finding), "parties": answer.get("parties", [])},
    )


def findings_in_evidence(record: Answer) -> Iterator[Finding]:
    """A finding for a claim or an event of a page that a person confirmed; an unconfirmed one raises none.

    The pair is the page and the record's characters, which stay when the page is read again; ids of records do not.
    """
    if record.get("type") not in ("claim", "event") or not record.get("confirmed"):
        return
    said = record.get("quote") or record.get("trigger", {}).get("text") or record["kind"]
    yield Finding(
        customer=page_as_customer(record["page"]),
        source="evidence",
        entity=f"{record['type']} {record['start']}-{record['end']}",
        origin="evidence",
        caption=f"{record['type']} of page {record['page']}",
        edition=record["page"],
        data={"page": record["page"]},
        entry=digest({name: value for name, value in record.items() if name not in _OF_THE_READING}),
        rule="",
        particulars={"said": said, "record": dict(record)},
    )


def finding_in_link(link: Link, entry_digest: str, rule: str) -> Finding:
    """The finding of a name on a page that a person confirmed to be a listed party."""
    match = link.match
    return Finding(
        customer=page_as_customer(link.page),
        source=link.source,
        entity=match["id"],
        origin="evidence",
        caption=match["caption"],
        edition=link.edition,
        data={"page": link.page, "name": link.name},
        entry=entry_digest,
        rule=rule,
        score=match.get("score"),
        probability=match.get("probability"),
        particulars={
            "said": link.said,
            "name": link.name,
            "confirmed_by": link.by,
            **{name: match[name] for name in ("matched", "reasons") if name in match},
        },
    )


def page_as_customer(page: str) -> str:
    """How cases name the page that they are about."""
    return f"page {page}"
