"""Reports of cases at the desk: whole, with what they rest on by hash, and sealed by a receipt of the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from navicert.cases.output import record_to_json
from navicert.cases.report import content_digest, report
from navicert.desk.program import code_digest, program_name
from navicert.errors import MissingData, NavicertError
from navicert.receipts import Basis, Receipt, canonical
from navicert.receipts.model import EditionUsed
from navicert.receipts.statements import CASE_REPORT, CASES, STATEMENTS
from navicert.store.receipts import Erased

if TYPE_CHECKING:
    from navicert.desk.cases import CasesDesk
    from navicert.desk.ground import Ground
    from navicert.desk.receipts import ReceiptDesk
    from navicert.store.cases import KeptCase

MOST_RECEIPTS = 5_000
"""Receipts, the newest, that are searched for those which speak of a case's customer."""


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A report as a file, and the receipt that knows its SHA-256."""

    content: bytes
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Known:
    """What the receipts say of a file: it is the report of a case at a version, made when and by whom.

    `events_since` counts what happened on the case after it; None where the case no longer has that event.
    """

    receipt: Receipt
    case: str
    version: int
    events_since: int | None


class CaseReports:
    """Makes reports of cases, and tells whether one was altered."""

    def __init__(self, ground: Ground, cases: CasesDesk, receipts: ReceiptDesk) -> None:
        self._ground, self._cases, self._receipts = ground, cases, receipts

    def report(self, case_id: str, *, by: str) -> dict[str, Any]:
        """All that there is of a case: alerts with reasons, acts, four eyes, editions and rules by hash, receipts.

        What was erased is told as erased. `sha256` is the digest of everything else in it.
        """
        kept = self._cases.show(case_id)
        now = self._ground.now()
        told = record_to_json(kept.case, kept.customer, (one.event for one in kept.events), now.date())
        made = report(
            told,
            [one.digest for one in kept.events],
            [one.commitment for one in kept.events],
            self._rests_on(kept),
        )
        made |= {"made_at": now.isoformat(), "made_by": by, "checks": list(self._checks(kept))}
        return {**made, "sha256": content_digest(made)}

    def sealed(self, case_id: str, form: str, write: Callable[[Mapping[str, Any]], bytes], *, by: str) -> SealedFile:
        """A report as a file that `write` makes of it, with a receipt that knows the file's SHA-256.

        The receipt follows all others of the chain, and first of all the state of all cases is put into it.
        """
        self.keep_heads(by=by)
        made = self.report(case_id, by=by)
        content = write(made)
        receipt = self._receipts.keep_statement(
            CASE_REPORT,
            by=by,
            asked={"case": made["case"]["id"]},
            answered={**made["chain"], "form": form, "sha256": hashlib.sha256(content).hexdigest()},
            basis=self._basis(made["rests_on"]["editions"]),
        )
        return SealedFile(content, receipt)

    def known(self, content: bytes) -> Known:
        """What the receipts say of a file; MissingData where none knows it: altered, or not made here."""
        wanted = hashlib.sha256(content).hexdigest()
        for receipt, answered in self._statements(CASE_REPORT):
            if answered.get("sha256") == wanted:
                return self._known(receipt, answered)
        raise MissingData(
            "no receipt knows this file: it was altered since it was made, or it was not made from this store",
            next="make the report anew and compare: navicert cases report",
        )

    def _known(self, receipt: Receipt, answered: Mapping[str, Any]) -> Known:
        case, version = str(answered["case"]), int(answered["version"])
        try:
            events = self._cases.show(case).events
        except NavicertError:
            return Known(receipt, case, version, None)
        stands = len(events) >= version and events[version - 1].digest == answered["head"]
        return Known(receipt, case, version, len(events) - version if stands else None)

    # The state of all cases in the chain of receipts

    def keep_heads(self, *, by: str) -> Receipt | None:
        """Put the state of all cases into the chain of receipts, whose seal then covers it; None where nothing is new.

        A case's own chain cannot tell that its last events were removed; this can.
        """
        head = self._ground.store.cases.head()
        _, last = next(self._statements(CASES), (None, {}))
        if head is None or last.get("digest") == head.digest:
            return None
        answered = {"events": head.events, "last": head.last, "digest": head.digest}
        return self._receipts.keep_statement(
            CASES, by=by, asked={"head of": "cases"}, answered=answered, basis=self._basis([])
        )

    def faults(self) -> Iterator[str]:
        """What is wrong with cases against what the chain of receipts says of them, in sentences."""
        for receipt, answered in self._statements(CASES):
            now = self._ground.store.cases.head(answered["last"])
            there = now.events if now else 0
            if there < answered["events"]:
                yield (
                    f"{answered['events'] - there} of the {answered['events']} events of cases that receipt"
                    f" {receipt.number} of {receipt.draft.at:%Y-%m-%d} counted are missing"
                )
            elif now is None or now.digest != answered["digest"]:
                yield (
                    f"events of cases are not those that receipt {receipt.number} of {receipt.draft.at:%Y-%m-%d} knew"
                )

    def _statements(self, kind: str) -> Iterator[tuple[Receipt, Mapping[str, Any]]]:
        """Receipts of a kind with what they state, the newest first; what was erased or altered is left to `verify`."""
        for receipt in self._ground.store.receipts.of_kind(kind):
            answered = self._content(receipt, "answered")
            if answered is not None:
                yield receipt, answered

    def _content(self, receipt: Receipt, name: str) -> Any:
        """What was asked or answered; None where it is erased, missing or not what the receipt says."""
        wanted = getattr(receipt.draft, name)
        try:
            content = self._ground.store.receipts.content(wanted)
        except NavicertError:
            return None
        if isinstance(content, Erased) or content.digest != wanted:
            return None
        return json.loads(content.body)

    # What a report rests on

    def _rests_on(self, kept: KeptCase) -> dict[str, Any]:
        head, seals = self._ground.store.receipts.last(), self._ground.store.receipts.seals()
        return {
            "editions": list(self._editions(kept)),
            "rulebook": self._ground.rulebook.digest,
            "program": program_name(),
            "code": code_digest(),
            "receipts": self._receipts_about(kept),
            "receipts_head": {"number": head.number, "id": head.id} if head else None,
            "last_seal": seals[-1].text if seals else None,
        }

    def _editions(self, kept: KeptCase) -> Iterator[dict[str, Any]]:
        """The editions or rulebooks that alerts name, with their hashes as far as the store has them."""
        alerts = [one.event.act.alert for one in kept.events if hasattr(one.event.act, "alert")]
        for edition_id in dict.fromkeys(alert.edition for alert in alerts):
            yield self._edition(kept.case.pair.source, edition_id)

    def _edition(self, source: str, edition_id: str) -> dict[str, Any]:
        if edition_id.startswith("sha256:"):
            same = edition_id == self._ground.rulebook.digest
            return {"list": "rulebook", "edition": edition_id, "sha256": edition_id, "in_force": same}
        try:
            edition = self._ground.store.find_edition(source, edition_id)
            reading = self._ground.store.readings(edition)[-1]
        except NavicertError as error:
            return {"list": source, "edition": edition_id, "sha256": None, "because": error.message}
        return {
            "list": edition.name,
            "edition": edition.id,
            "sha256": edition.sha256,
            "entries_sha256": reading.entries_sha256,
            "published": edition.published.isoformat(),
            "loaded_at": edition.loaded_at.isoformat(),
        }

    def _receipts_about(self, kept: KeptCase) -> dict[str, Any]:
        """Receipts whose question or answer names the case's customer, among the newest; none once it was erased."""
        head = self._ground.store.receipts.last()
        if kept.customer is None or head is None:
            return {"found": [], "searched": 0}
        first = max(0, head.number - MOST_RECEIPTS)
        found = [
            {"number": row.number, "id": row.id, "kind": row.receipt.draft.kind, "at": row.receipt.draft.at.isoformat()}
            for row in self._ground.store.receipts.chain(after=first)
            if row.receipt is not None and self._speaks_of(row.receipt, kept.customer)
        ]
        return {"found": found, "searched": head.number - first}

    def _speaks_of(self, receipt: Receipt, customer: str) -> bool:
        if receipt.draft.kind in STATEMENTS:
            return False
        return any(_names(self._content(receipt, name), customer) for name in ("asked", "answered"))

    def _checks(self, kept: KeptCase) -> Iterator[str]:
        """What was checked of the case when its report was made."""
        faults = list(self._ground.store.cases.faults_of(kept.case.id))
        yield "The case's chain of events is whole." if not faults else "THE CASE'S CHAIN OF EVENTS IS NOT WHOLE."
        yield from (f"{fault}." for fault in faults)
        against = list(self.faults())
        if against:
            yield "THE CASES ARE NOT WHAT THE RECEIPTS SAY OF THEM."
        yield from (f"{fault}." for fault in against)

    def _basis(self, editions: list[dict[str, Any]]) -> Basis:
        used = tuple(
            EditionUsed(one["list"], one["edition"], one["sha256"], one["entries_sha256"])
            for one in editions
            if one.get("entries_sha256")
        )
        return Basis(program_name(), code_digest(), used, rulebook=self._ground.rulebook.digest)


def _names(content: Any, customer: str) -> bool:
    """Whether a question or an answer is about a customer, by its id."""
    if isinstance(content, Mapping):
        if any(content.get(key) == customer for key in ("id", "customer")):
            return True
        content = list(content.values())
    return isinstance(content, list) and any(_names(one, customer) for one in content)


def as_json(made: Mapping[str, Any]) -> bytes:
    """A report as one line of JSON."""
    return canonical(made) + b"\n"
