"""Verifying at the desk: is the chain of receipts whole, is what they rest on intact, do they answer the same again."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.desk.asking_again import Asked, answered_again, basis_again
from navicert.desk.ground import Ground
from navicert.desk.moments import Moment, moment_of
from navicert.errors import NavicertError, StoreError
from navicert.receipts import (
    Basis,
    Difference,
    Draft,
    Fault,
    Receipt,
    Seal,
    canonical,
    check_chain,
    check_seal,
    differences,
    receipt_to_json,
)
from navicert.receipts.statements import STATEMENTS
from navicert.store.receipts import Content, Erased

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.screening import Policy

MOST_DIFFERENCES = 50
WORDS = {
    "code": "another version of the program",
    "program": "another version of the program or of Python",
    "editions": "other editions, or editions read otherwise",
    "rulebook": "another rulebook",
    "policy": "another policy",
    "ledger": "other records in the quota ledger",
    "reader": "another reader of pages, or another model that finds names",
}


@dataclass(frozen=True, slots=True)
class Replayed:
    """A receipt asked again.

    `same` is None where that was not possible, with `because`. Where the answers differ, `explained_by` names what is
    not as it was; without any such reason the difference is a fault. `answers` are those of then and those of now.
    """

    receipt: Receipt
    same: bool | None
    differences: tuple[Difference, ...] = ()
    explained_by: tuple[str, ...] = ()
    because: str | None = None
    answers: tuple[Any, Any] | None = None


class Verifying:
    """Looks at receipts and never changes them."""

    def __init__(self, ground: Ground, as_known: Callable[[Moment], Desk]) -> None:
        self._ground, self._as_known = ground, as_known

    def chain_faults(self, seals: Sequence[Seal] = ()) -> Iterator[Fault]:
        """What is wrong with the chain, by itself and against the store's own and the given seals."""
        receipts = self._ground.store.receipts
        yield from check_chain(receipts.chain())
        for seal in (*receipts.seals(), *seals):
            try:
                yield from check_seal(seal, receipts.at_number(seal.number))
            except StoreError as error:
                yield Fault(seal.number, error.message)

    def content_faults(self) -> Iterator[Fault]:
        """Receipts whose question or answer is missing or was altered; what was erased is no fault."""
        receipts = self._ground.store.receipts
        for row in receipts.chain():
            if row.receipt is None:
                continue
            for word, content_digest in (("asked", row.receipt.draft.asked), ("answered", row.receipt.draft.answered)):
                try:
                    content = receipts.content(content_digest)
                except NavicertError as error:
                    yield Fault(row.number, f"what was {word}: {error.message}")
                    continue
                if isinstance(content, Content) and content.digest != content_digest:
                    yield Fault(row.number, f"what was {word} was altered")

    def edition_faults(self) -> Iterator[str]:
        """Editions whose files are not those that were loaded, with list, edition and file."""
        store = self._ground.store
        for edition in store.editions():
            try:
                for _ in store.iter_entries(edition):
                    pass
                with tempfile.TemporaryDirectory(prefix="navicert-verify-") as folder:
                    store.original_files(edition, Path(folder))
            except NavicertError as error:
                yield f"{edition.name} edition {edition.id}: {error}"

    def replay(self, receipt: Receipt, *, today: bool = False, files: Sequence[Path] = ()) -> Replayed:
        """Ask again what a receipt asked: at its moment and from what was known then, or `today`.

        Files are not kept with their receipts: the one that was answered is among `files`, else it cannot be asked
        again.
        """
        if receipt.draft.kind in STATEMENTS:
            return Replayed(receipt, None, because="it states something and asks nothing: navicert cases verify")
        try:
            asked, answered = (self._content(receipt, name) for name in ("asked", "answered"))
        except NavicertError as error:
            return Replayed(receipt, None, because=error.message)
        draft = receipt.draft
        view = self._as_known(moment_of(self._ground.now()) if today else _moment(draft))
        known_on = date.fromisoformat(draft.basis.known_on) if draft.basis.known_on else None
        if today and known_on:
            known_on = view.now().date()
        try:
            policy = self._policy(draft.basis)
            question = Asked(draft.kind, asked, answered, policy, known_on, files)
            again = answered_again(view, question)
        except NavicertError as error:
            return Replayed(receipt, None, because=str(error))
        if again is None:
            return Replayed(receipt, None, because=f"it takes the file {asked['file']}: --input FILE")
        bytes_again = canonical(again)
        found = tuple(islice(differences(answered, json.loads(bytes_again)), MOST_DIFFERENCES))
        basis = basis_again(view, question, reads=draft.basis.reader is not None)
        same = bytes_again == canonical(answered)
        explained = () if same else (*_changed(draft.basis, basis), *_other_customers(answered, again))
        return Replayed(receipt, same, found, explained, answers=(answered, again))

    def whole(self, receipt: Receipt) -> dict[str, Any]:
        """A receipt as JSON with its id, and what was asked and answered where that is still kept."""
        record: dict[str, Any] = {"id": receipt.id, **receipt_to_json(receipt)}
        for name in ("asked", "answered"):
            try:
                record[name] = {"digest": record[name], "content": self._content(receipt, name)}
            except NavicertError as error:
                record[name] = {"digest": record[name], "content": None, "because": error.message}
        return record

    def transactions(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The transactions that were checked one by one, the newest first, each once: their id or receipt, facts.

        Rows of files are not kept with their receipts; what was erased or altered is left out, which `verify` tells.
        """
        seen: set[bytes] = set()
        for receipt in self._ground.store.receipts.of_kind("check"):
            with suppress(NavicertError):
                rows = self._content(receipt, "asked")["transactions"]
                for number, row in enumerate(rows, 1):
                    facts = {key: value for key, value in row.items() if key != "id"}
                    if (known := canonical(row)) not in seen:
                        seen.add(known)
                        place = f"receipt {receipt.number}" + (f" row {number}" if len(rows) > 1 else "")
                        yield str(row.get("id") or place), facts

    def is_of(self, receipt: Receipt, stream: str) -> bool:
        """Whether a receipt is of a stream of this name; not where what was asked was erased."""
        try:
            return bool(self._content(receipt, "asked").get("stream") == stream)
        except NavicertError:
            return False

    def _content(self, receipt: Receipt, name: str) -> Any:
        content_digest = getattr(receipt.draft, name)
        content = self._ground.store.receipts.content(content_digest)
        if isinstance(content, Erased):
            raise StoreError(f"what was {name} was erased on {content.at:%Y-%m-%d}: {content.because}")
        if content.digest != content_digest:
            raise StoreError(f"what was {name} was altered", where=f"receipt {receipt.number}")
        return json.loads(content.body)

    def _policy(self, basis: Basis) -> Policy | None:
        from navicert.screening import Policy
        from navicert.screening.policy_values import with_values

        if basis.policy is None:
            return None
        values = json.loads(self._ground.store.receipts.part(basis.policy))
        return with_values(Policy(), values, "the receipt's policy")


def _moment(draft: Draft) -> Moment:
    day = draft.basis.lists_known_on
    return moment_of(draft.at, date.fromisoformat(day) if day else None, draft.basis.stale_after_days)


def _other_customers(before: Any, after: Any) -> Iterator[str]:
    """Where as many customers as then are not there any more."""
    for then, now in zip(before, after, strict=False) if isinstance(before, list) else ():
        if "customers" in then and then["customers"] != now["customers"]:
            yield f"other customers: {then['customers']:,} were asked then, {now['customers']:,} are known of that time"


def _changed(before: Basis, after: Basis) -> tuple[str, ...]:
    """What answers rested on and is not as it was."""
    then, now = asdict(before), asdict(after)
    return tuple(words for key, words in WORDS.items() if then[key] != now[key])
