"""What was decided about situations, here or in another process of the run."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

from navicert.batch.flat import flatten_finding
from navicert.cluster import Sheet
from navicert.measures.batch.deciding import SharedFinding

T = TypeVar("T")
SILENT, ODD, ALL_RULES = -1, -2, -3
Outcome = int | tuple[Any, ...]
"""The number of a finding, one of the words above, or what tells where to look on."""


def finding_from(
    written: str, spoken: str, looked_at_all: bool, flat: Mapping[str, object]
) -> tuple[SharedFinding, Mapping[str, object]]:
    """A finding that was decided elsewhere, of which only what its flat row tells is told apart again."""
    return SharedFinding(written, spoken, flat, looked_at_all), flat


class Findings:
    """Every distinct shared finding, by number."""

    def __init__(self) -> None:
        self.shared: list[SharedFinding] = []
        self.flats: list[Mapping[str, object]] = []
        self._numbers: dict[str, int] = {}

    def number(self, finding: SharedFinding, flat: Mapping[str, object] | None = None) -> int:
        """The number of a finding, with its flat row where that is known."""
        number = self._numbers.get(finding.written)
        if number is None:
            number = self._numbers[finding.written] = len(self.shared)
            self.shared.append(finding)
            self.flats.append(flatten_finding(finding.finding) if flat is None else flat)
        return number


class Decisions:
    """Outcomes by the digest of what tells a situation apart from all others.

    With a sheet of the run's board, what others decided is known here, and others are told what is decided here.
    """

    def __init__(self, findings: Findings, sheet: Sheet | None = None) -> None:
        self.findings = findings
        self.outcomes: dict[bytes, Outcome] = {}
        self._sheet = sheet
        self._told: set[int] = set()
        self._numbers: dict[tuple[int, int], int] = {}
        self._common = 0  # so many findings have the same number in every process

    def shared_by(self, sheet: Sheet | None) -> Decisions:
        """These decisions as a process of a run has them, who tells the others on a sheet of the board what is new."""
        mine = Decisions(self.findings, sheet)
        mine.outcomes, mine._common = self.outcomes, len(self.findings.shared)
        mine._told.update(range(mine._common))
        return mine

    def know(
        self, findings: Sequence[tuple[SharedFinding, Mapping[str, object]]], outcomes: Mapping[bytes, Outcome]
    ) -> None:
        """Take over what was decided in an earlier run: findings with their flat rows, and outcomes."""
        numbers = [self.findings.number(finding, flat) for finding, flat in findings]
        self._common = len(self.findings.shared)
        for digest, outcome in outcomes.items():
            is_finding = isinstance(outcome, int) and outcome >= 0
            self.outcomes[digest] = numbers[outcome] if is_finding else outcome  # type: ignore[index]  # is_finding: an int

    def learn(self) -> None:
        """Take over what the others told since."""
        if self._sheet is not None:
            for number, note in self._sheet.news():
                self._learn(number, note)

    def get(self, digest: bytes) -> Outcome | None:
        """What was decided under a digest, so far as is known here."""
        if digest not in self.outcomes:
            self.learn()
        return self.outcomes.get(digest)

    def put(self, digest: bytes, outcome: Outcome) -> None:
        """Keep a decision, and tell the others. What must go its own way is left for each to find out."""
        if outcome == ODD:
            return
        self.outcomes[digest] = outcome
        if self._sheet is None:
            return
        told = None
        if isinstance(outcome, int) and outcome >= 0 and outcome not in self._told:
            finding, flat = self.findings.shared[outcome], self.findings.flats[outcome]
            told = finding.written, finding.spoken, finding.looked_at_all, flat
        if self._sheet.tell(pickle.dumps((digest, outcome, told), pickle.HIGHEST_PROTOCOL)) and told is not None:
            self._told.add(outcome)  # type: ignore[arg-type]  # an int, or nothing was told

    def _learn(self, sheet: int, note: bytes) -> None:
        digest, outcome, told = pickle.loads(note)  # noqa: S301 - written by a fork of this run
        if told is not None:
            self._numbers[sheet, outcome] = self.findings.number(*finding_from(*told))
        if isinstance(outcome, int) and outcome >= self._common:
            outcome = self._numbers[sheet, outcome]
        self.outcomes.setdefault(digest, outcome)

    def open_ones(self, digests: Sequence[bytes]) -> list[int]:
        """The places of digests under which nothing is decided, so far as is known here."""
        self.learn()
        return [place for place, digest in enumerate(digests) if digest not in self.outcomes]

    def in_turn(self, digests: Sequence[bytes]) -> list[int]:
        """The places of digests in the order in which this process decides: processes begin at different ends, so that
        each finds decided what others began with."""
        return sorted(range(len(digests)), key=digests.__getitem__, reverse=self._backwards)

    def in_order(self, activities: Sequence[T]) -> Sequence[T]:
        """What is asked about, in the order in which this process goes about it: the others begin with other rules, of
        which each works out the most by itself."""
        return activities[::-1] if self._backwards else activities

    @property
    def _backwards(self) -> bool:
        return self._sheet is not None and self._sheet.number % 2 == 1


def digest_of(*parts: bytes) -> bytes:
    """What stands for these parts."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(4, "little"))
        digest.update(part)
    return digest.digest()
