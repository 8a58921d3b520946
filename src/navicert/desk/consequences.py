"""What people make of kept pages: cases out of what they confirmed, ledger records out of deliveries they accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from navicert.cases.answers import Link, finding_in_link, findings_in_evidence, page_as_customer
from navicert.cases.record import digest
from navicert.errors import Conflict, InvalidInput, MissingData

if TYPE_CHECKING:
    from navicert.cases.model import Case, Finding
    from navicert.desk.cases import CasesDesk, Raised
    from navicert.desk.evidence import Candidates, EvidenceDesk
    from navicert.desk.ground import Ground
    from navicert.desk.lists import ListsDesk
    from navicert.desk.quotas import QuotaDesk
    from navicert.evidence.keeping.shelf import ReadPage
    from navicert.evidence.linking.deliveries import Proposal
    from navicert.evidence.output import Record
    from navicert.trade import Taken


class Consequences:
    """The only way from a page to a case or to the ledger: a person asks for it, of what a person confirmed."""

    def __init__(
        self, ground: Ground, lists: ListsDesk, evidence: EvidenceDesk, cases: CasesDesk, quotas: QuotaDesk
    ) -> None:
        self._ground, self._lists, self._evidence = ground, lists, evidence
        self._cases, self._quotas = cases, quotas

    # Cases

    def open_case(self, page_id: str, record_id: str, *, by: str) -> Raised:
        """Raise a confirmed claim or event, or a name that was confirmed to be a listed party; twice is once.

        InvalidInput where nobody confirmed it.
        """
        read = self._evidence.page(page_id)
        finding = self._finding(read, _record(read, record_id))
        if finding is None:
            raise InvalidInput(
                "nobody confirmed it, and what is unconfirmed raises nothing",
                where=f"page {read.page.id}, record {record_id}",
                next="confirm it first",
            )
        (raised,) = self._cases.raise_alerts([finding], by=by)
        return raised

    def cases_of(self, read: ReadPage) -> list[Case]:
        """The cases that are about a page."""
        customer = page_as_customer(read.page.id)
        subject = self._ground.store.cases.known_subjects([customer]).get(customer)
        return [] if subject is None else [kept.case for kept in self._ground.store.cases.of_subject(subject.id)]

    def review(self, read: ReadPage, *, by: str) -> list[Case]:
        """Bring the cases of a page in line with what is confirmed of it now; those that changed.

        A decision on words that were corrected lapses; a case whose ground is not confirmed any more is put to a
        person for closing.
        """
        cases = self.cases_of(read)
        if not cases:
            return []
        standing = {(found.source, found.entity): found for found in self._confirmed(read)}
        open_pairs = {(case.pair.source, case.pair.entity) for case in cases}
        raised = self._cases.raise_alerts((standing[pair] for pair in standing.keys() & open_pairs), by=by)
        changed = [one.case for one in raised if one.outcome != "known"]
        gone = [case for case in cases if (case.pair.source, case.pair.entity) not in standing]
        why = (f"{by} corrected the page: it is not confirmed any more",)
        return [*changed, *self._cases.withdraw([(case, why) for case in gone], edition=read.page.id, by=by)]

    def _confirmed(self, read: ReadPage) -> Iterator[Finding]:
        for record in read.corrected.records:
            if record.get("confirmed") or record.get("entry"):
                found = self._finding(read, record)
                if found is not None:
                    yield found

    def _finding(self, read: ReadPage, record: Record) -> Finding | None:
        if record["type"] != "mention":
            return next(findings_in_evidence(record), None)
        entry = record.get("entry")
        return None if entry is None else self._finding_in_link(read, record, str(entry))

    def _finding_in_link(self, read: ReadPage, record: Record, entry: str) -> Finding:
        candidates = self._evidence.candidates_of(read, record["mention_id"])
        source, edition, match = self._match(candidates, entry)
        name = candidates.named.name if candidates else record["text"]
        link = Link(
            page=read.page.id,
            name=name,
            said=_passage(read, record),
            by=_who_set(read, record),
            source=source,
            edition=edition,
            match=match,
        )
        digests = self._cases.digests
        return finding_in_link(link, digests.digest(source, edition, entry), digests.rule)

    def _match(self, candidates: Candidates | None, entry: str) -> tuple[str, str, Mapping[str, Any]]:
        """The list, its edition and the match; of a party that screening does not propose only what the list says."""
        if candidates is not None:
            editions = {one["source"]: one["edition"] for one in candidates.answer["editions"]}
            for match in candidates.answer["matches"]:
                if match["id"] == entry:
                    return match["sources"][0], editions[match["sources"][0]], match
        for held in self._lists.coverage(None).editions:
            for party in self._ground.store.iter_entries(held):
                if party.id == entry:
                    return held.name, held.id, {"id": entry, "caption": party.caption}
        raise MissingData(f"no list that is loaded has the party {entry!r}", next="load the list, or correct the link")

    # The quota ledger

    def is_recorded(self, proposal: Proposal) -> bool:
        """Whether the ledger holds what a page proposes."""
        record = proposal.record
        return record is not None and any(one.id == record.id for one in self._quotas.ledger().records)

    def accept(self, page_id: str, quantity: tuple[int, int], *, by: str, seen: str | None = None) -> Taken:
        """Record a proposed delivery, that of the amount on these characters; `known` where the ledger holds it.

        `seen` is `row_digest` of the proposal that the person saw: Conflict where it says something else by now.
        """
        from navicert.trade import InvalidRecord

        proposal = self._proposal(page_id, quantity)
        if seen is not None and seen != row_digest(proposal):
            raise Conflict("the page was corrected, and proposes something else now", next="look at the page again")
        if proposal.record is None:
            raise InvalidInput(
                f"the report leaves open what the ledger must know: {'; '.join(proposal.problems)}",
                next="correct the page, or record the delivery with navicert quota record",
            )
        (taken,) = self._quotas.record([proposal.row], by=by)
        if isinstance(taken, InvalidRecord):
            raise InvalidInput("; ".join(f"{one.field}: {one.message}" for one in taken.problems))
        return taken

    def _proposal(self, page_id: str, quantity: tuple[int, int]) -> Proposal:
        read = self._evidence.page(page_id)
        for proposal in self._evidence.deliveries([read]):
            if (proposal.quantity["start"], proposal.quantity["end"]) == quantity:
                return proposal
        raise MissingData(f"the page proposes no delivery on the characters {quantity[0]}-{quantity[1]}")


def row_digest(proposal: Proposal) -> str:
    """What stands for a proposal's row, to tell whether it is still the one that a person saw."""
    return digest({name: str(value) for name, value in proposal.row.items()})[:16]


def _record(read: ReadPage, record_id: str) -> Record:
    from navicert.evidence.keeping.corrections import anchors, id_of

    for _, record in anchors(read.corrected.records):
        if id_of(record) == record_id:
            return record
    raise MissingData(f"the reading has no record {record_id!r}", where=f"page {read.page.id}")


def _passage(read: ReadPage, record: Record) -> str:
    """The line of the page in which a record stands."""
    text = read.page.text
    first = text.rfind("\n", 0, record["start"]) + 1
    last = text.find("\n", record["end"])
    return text[first : last if last >= 0 else len(text)].strip()


def _who_set(read: ReadPage, record: Record) -> str:
    """Who confirmed the listed party behind a name."""
    made = (one for one in reversed(read.corrections) if one.id in record.get("corrections", ()))
    return next((one.by for one in made if "entry" in dict(one.values)), "")
