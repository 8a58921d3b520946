"""Receipts at the desk: questions answered at a fixed moment, with a receipt from which they can be asked again."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from navicert.desk.ground import Ground
from navicert.desk.moments import Moment, moment_of
from navicert.desk.program import code_digest, program_name
from navicert.errors import StoreError
from navicert.receipts import Basis, Draft, EditionUsed, Receipt, canonical, digest, seal_of
from navicert.store.receipts import Content

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.lists import Edition
    from navicert.receipts import Seal
    from navicert.screening import Policy

Kind = Literal["screen", "check", "read", "customers", "screen-file", "check-file"]
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers with their receipt; where none could be kept, `trouble` says why."""

    answers: tuple[Mapping[str, Any], ...]
    receipt: Receipt | None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class FileAnswered:
    """A file that was answered: the questions' file, the options, form and digest of the answers, and their counts."""

    kind: Literal["screen-file", "check-file"]
    file: Path
    options: Mapping[str, Any]
    form: str
    sha256: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Given:
    """Answers that were given at a moment, to be asked again from the store as it was known then.

    `asked` is what `asking_again` takes: `queries` with `lists` (None: all), `where` (each one's place, or None) and
    `left_out`; or `transactions`; or `pages`; or which list the customers were asked about.
    """

    kind: Literal["screen", "check", "read", "customers"]
    at: datetime
    by: str
    asked: Mapping[str, Any]
    answers: Sequence[Mapping[str, Any]]
    basis: Basis
    policy: Policy | None = None


Drafted = tuple[Draft, tuple[Content, ...], tuple[bytes, ...]]
"""A receipt that has no place in the chain yet, with its contents and the parts it rests on."""


class ReceiptDesk:
    """Answers with receipts; seals the chain."""

    def __init__(self, ground: Ground, as_known: Callable[[Moment], Desk]) -> None:
        self._ground, self._as_known = ground, as_known

    def screen(
        self,
        queries: Sequence[Mapping[str, Any]],
        *,
        by: str,
        policy: Policy | None = None,
        lists: Sequence[str] | None = None,
        as_known_on: date | None = None,
    ) -> Answered:
        """Screen queries at this moment, or from the lists known at the end of a day, and keep a receipt."""
        at = self._ground.now()
        view = self._as_known(moment_of(at, as_known_on))
        chosen = policy or self._ground.policy
        answers = tuple(dict(view.screen(query, policy=chosen, lists=lists)) for query in queries)
        asked = {"queries": list(queries), "lists": list(lists) if lists else None}
        basis = self.basis(view, lists=lists, policy=chosen, lists_known_on=as_known_on)
        return self._kept("screen", at, by, asked, answers, basis, policy=chosen)

    def check(
        self,
        transactions: Sequence[Mapping[str, Any]],
        *,
        by: str,
        as_known_on: date | None = None,
    ) -> Answered:
        """Check transactions at this moment, or from the law and the lists known on a day, and keep a receipt."""
        at = self._ground.now()
        view = self._as_known(moment_of(at, as_known_on))
        known_on = as_known_on or at.date()
        answers = tuple(view.check(facts, as_known_on=known_on) for facts in transactions)
        asked = {"transactions": list(transactions), "as_known_on": known_on.isoformat()}
        basis = self.basis(view, known_on=known_on, lists_known_on=as_known_on)
        return self._kept("check", at, by, asked, answers, basis)

    def keep_file(
        self,
        work: FileAnswered,
        *,
        at: datetime,
        by: str,
        policy: Policy | None = None,
        known_on: date | None = None,
        lists_known_on: date | None = None,
    ) -> Receipt:
        """Keep a receipt of a file that was answered: both files by digest, with the options they were answered under.

        `at` is the moment at which the answering desk stood.
        """
        view = self._as_known(moment_of(at, lists_known_on))
        asked = {"file": work.file.name, "sha256": file_digest(work.file), "options": dict(work.options)}
        answered = {"form": work.form, "sha256": work.sha256}
        lists = work.options.get("lists")
        basis = self.basis(view, lists=lists, policy=policy, known_on=known_on, lists_known_on=lists_known_on)
        return self._add(work.kind, at, by, asked, answered, work.counts, basis, policy)

    def drafted(self, given: Given) -> Drafted:
        """The receipt of answers that were given, before it has its place."""
        counts = Counter(status for answer in given.answers for status in statuses(answer))
        draft, contents = _draft(given.kind, given.at, given.by, given.asked, list(given.answers), counts, given.basis)
        return draft, contents, (policy_bytes(given.policy),) if given.policy else ()

    def held(self) -> AbstractContextManager[None]:
        """While this lasts, this thread keeps receipts without opening the store for each, and syncs them itself."""
        return self._ground.store.receipts.held()

    def sync(self) -> None:
        """Have the receipts that were kept written to the disk itself, where they outlive a loss of power."""
        self._ground.store.receipts.sync()

    def keep(self, drafted: Sequence[Drafted]) -> tuple[Receipt, ...]:
        """Put drafts at the end of the chain, all or none of them, in one piece of work; StoreError where it fails."""
        parts = dict.fromkeys(part for _, _, parts in drafted for part in parts)
        return self._ground.store.receipts.add([(draft, contents) for draft, contents, _ in drafted], list(parts))

    def basis(
        self,
        view: Desk,
        *,
        lists: Sequence[str] | None = None,
        policy: Policy | None = None,
        known_on: date | None = None,
        lists_known_on: date | None = None,
        reads: bool = False,
    ) -> Basis:
        """On what answers of a desk rest at its moment: law where `known_on` is given, screening where `policy` is,
        and with `reads` what reads pages, which takes no list."""
        editions = [] if reads else [edition_used(view, edition) for edition in view.lists.coverage(lists).editions]
        return self.basis_of(
            view, editions, policy=policy, known_on=known_on, lists_known_on=lists_known_on, reads=reads
        )

    @staticmethod
    def basis_of(
        view: Desk,
        editions: Sequence[EditionUsed],
        *,
        policy: Policy | None = None,
        known_on: date | None = None,
        lists_known_on: date | None = None,
        reads: bool = False,
    ) -> Basis:
        """The same where it is known already which editions were asked; `reads`: pages were read."""
        return Basis(
            program=program_name(),
            code=code_digest(),
            editions=tuple(editions),
            rulebook=view.rulebook.digest if known_on else None,
            policy=digest(policy_bytes(policy)) if policy else None,
            ledger=view.quotas.ledger().digest if known_on else None,
            known_on=known_on.isoformat() if known_on else None,
            lists_known_on=lists_known_on.isoformat() if lists_known_on else None,
            stale_after_days=view.settings.stale_after_days,
            reader=view.reader.version if reads else None,
        )

    def seal(self, *, by: str) -> Seal | None:
        """Seal the chain as it stands; None where there is no receipt yet."""
        head = self._ground.store.receipts.last()
        if head is None:
            return None
        seal = seal_of(head, at=self._ground.now(), by=by)
        self._ground.store.receipts.add_seal(seal)
        return seal

    def keep_statement(
        self, kind: str, *, by: str, asked: Mapping[str, Any], answered: Mapping[str, Any], basis: Basis
    ) -> Receipt:
        """Keep a receipt of something that is no answer to a question: the state of the cases, a file that was made."""
        draft, contents = _draft(kind, self._ground.now(), by, asked, answered, {}, basis)
        (receipt,) = self._ground.store.receipts.add([(draft, contents)])
        return receipt

    def erase(self, before: datetime, *, because: str) -> int:
        """Erase what was asked and answered before a time, as retention demands; how many contents."""
        return self._ground.store.receipts.erase(before, at=self._ground.now(), because=because)

    def _kept(
        self,
        kind: Kind,
        at: datetime,
        by: str,
        asked: Mapping[str, Any],
        answers: tuple[Mapping[str, Any], ...],
        basis: Basis,
        policy: Policy | None = None,
    ) -> Answered:
        counts = Counter(status for answer in answers for status in statuses(answer))
        try:
            return Answered(answers, self._add(kind, at, by, asked, list(answers), counts, basis, policy))
        except StoreError as error:
            return Answered(answers, None, str(error))

    def _add(
        self,
        kind: Kind,
        at: datetime,
        by: str,
        asked: Any,
        answered: Any,
        counts: Mapping[str, int],
        basis: Basis,
        policy: Policy | None,
    ) -> Receipt:
        draft, contents = _draft(kind, at, by, asked, answered, counts, basis)
        parts = [policy_bytes(policy)] if policy else []
        (receipt,) = self._ground.store.receipts.add([(draft, contents)], parts)
        return receipt


def _draft(
    kind: str, at: datetime, by: str, asked: Any, answered: Any, counts: Mapping[str, int], basis: Basis
) -> tuple[Draft, tuple[Content, ...]]:
    contents = tuple(Content(secrets.token_bytes(SALT_BYTES), canonical(body)) for body in (asked, answered))
    draft = Draft(kind, at, by, contents[0].digest, contents[1].digest, tuple(sorted(counts.items())), basis)
    return draft, contents


def statuses(answer: Mapping[str, Any]) -> list[str]:
    """The statuses in an answer: one of a screening, one for each regime of a check; of a page what stands in it."""
    if "records" in answer:
        return [record["type"] for record in answer["records"]]
    if "found" in answer:
        return [one["side"] for one in answer["found"]]
    if "findings" in answer:
        return [finding["status"] for finding in answer["findings"]] or ["invalid"]
    return [answer["status"]]


@lru_cache(maxsize=64)
def policy_bytes(policy: Policy) -> bytes:
    """A policy's values, in the one way whose digest stands for it."""
    return canonical(asdict(policy))


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def edition_used(view: Desk, edition: Edition) -> EditionUsed:
    """An edition of a desk's store, with how it was read last."""
    reading = view.store.readings(edition)[-1]
    return EditionUsed(edition.name, edition.id, edition.sha256, reading.entries_sha256)
