"""The answer: one finding per regime, with the measures, exceptions, missing facts and readings that made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

Severity = Literal["permitted", "quota_dependent", "needs_authorisation", "prohibited"]
Status = Literal[
    "permitted", "quota_dependent", "needs_authorisation", "prohibited", "needs_information", "not_covered", "invalid"
]
SEVERITIES: tuple[Severity, ...] = ("permitted", "quota_dependent", "needs_authorisation", "prohibited")
Under = Literal["exception", "not_bound"]
Role = Literal["decides", "applies", "checked"]


@dataclass(frozen=True, slots=True)
class NamedMeasure:
    """A measure behind a finding: it `decides`, it `applies` without deciding, or it was `checked` and does not apply.

    `why` says in a few words how it bears on the facts ("begins 2017-10-01", "these goods are not on its list").
    """

    id: str
    instrument: str
    paragraph: str
    role: Role
    summary: str
    why: str
    confidence: str = "confirmed"
    unconfirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExceptionState:
    """An exception of an applicable measure: met, not met or unknown; `duties` come with relying on it."""

    id: str
    state: Literal["met", "not_met", "unknown"]
    paragraph: str
    measure: str
    text: str
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decider:
    """What one missing fact would change: if `field` is `when`, the answer lies between `lowest` and `highest`."""

    field: str
    when: str
    lowest: Severity
    highest: Severity


@dataclass(frozen=True, slots=True)
class QuotaState:
    """A cap against its use: amounts as text with their unit; None where unknown."""

    measure: str
    cap: str | None
    total: str | None
    delivery: str | None
    fits: bool | None
    stopped_by_notice: bool | None
    source: Literal["facts", "ledger", "none"]


@dataclass(frozen=True, slots=True)
class ContestedReading:
    """One way to read contested law, with the answer it gives; the finding's own status follows the `main` reading."""

    id: str
    reading: str
    status: Status
    lowest: Severity
    highest: Severity
    main: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one regime says. Every answer that the missing facts could still give lies from `lowest` to `highest`."""

    regime: str
    status: Status
    lowest: Severity | None = None
    highest: Severity | None = None
    under: Under | None = None
    measures: tuple[NamedMeasure, ...] = ()
    exceptions: tuple[ExceptionState, ...] = ()
    missing: tuple[str, ...] = ()
    deciders: tuple[Decider, ...] = ()
    quota: QuotaState | None = None
    readings: tuple[ContestedReading, ...] = ()
    because: str = ""
    invalid_fields: tuple[str, ...] = ()

    def told(self, because: str) -> Finding:
        """The same finding with its sentence."""
        return Finding(
            regime=self.regime, status=self.status, lowest=self.lowest, highest=self.highest, under=self.under,
            measures=self.measures, exceptions=self.exceptions, missing=self.missing, deciders=self.deciders,
            quota=self.quota, readings=self.readings, because=because, invalid_fields=self.invalid_fields,
        )  # fmt: skip


class NamedListing(NamedTuple):
    """One listing that a name was found under, surely or perhaps (`sure`, with the score that screening gave it).

    `edition` names the list edition that holds it; None for the rulebook's own listings. Days that nobody states are
    told by the editions: `seen_first`, and `gone_by` for a party that a later edition no longer has.
    """

    list: str
    id: str
    caption: str
    listed_on: date | None
    ended_on: date | None = None
    sure: bool = True
    score: float | None = None
    edition: str | None = None
    seen_first: date | None = None
    gone_by: date | None = None


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A name in the facts and the listings it was found under."""

    field: str
    name: str
    listings: tuple[NamedListing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All findings for one set of facts, under one rulebook, as the law was known on one day."""

    findings: tuple[Finding, ...]
    parties: tuple[NamedParty, ...] = ()
    not_asked: tuple[str, ...] = ()
    ruleset: str = ""
    as_known_on: date
    errors: tuple[tuple[str, str], ...] = field(default=())

    def finding(self, regime: str) -> Finding | None:
        """The finding of a regime, or None where the facts do not put that regime in question."""
        return next((finding for finding in self.findings if finding.regime == regime), None)

    @property
    def invalid_fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, _ in self.errors))


def assessment_to_json(assessment: Assessment, record_id: str | None = None) -> dict[str, object]:
    """The record that `navicert check --json` prints; `id` leads it when the transaction has one."""
    record: dict[str, object] = {} if record_id is None else {"id": record_id}
    record["findings"] = [finding_to_json(finding) for finding in assessment.findings]
    record["parties"] = [party_to_json(party) for party in assessment.parties]
    record["not_asked"] = list(assessment.not_asked)
    if assessment.errors:
        record["invalid_fields"] = list(assessment.invalid_fields)
        record["errors"] = [{"field": name, "message": message} for name, message in assessment.errors]
    record["ruleset"] = assessment.ruleset
    record["as_known_on"] = assessment.as_known_on.isoformat()
    return record


def finding_to_json(finding: Finding) -> dict[str, object]:
    """One finding in the form of the `check` record."""
    record: dict[str, object] = {"regime": finding.regime, "status": finding.status}
    if finding.under is not None:
        record["under"] = finding.under
    record["lowest"], record["highest"] = finding.lowest, finding.highest
    record["measures"] = [_measure(measure) for measure in finding.measures]
    record["exceptions"] = [_exception(exception) for exception in finding.exceptions]
    record["missing"] = list(finding.missing)
    record["decides"] = [_plain(decider) for decider in finding.deciders]
    record["quota"] = _plain(finding.quota) if finding.quota else None
    record["readings"] = [_plain(reading) for reading in finding.readings]
    record["because"] = finding.because
    if finding.invalid_fields:
        record["invalid_fields"] = list(finding.invalid_fields)
    return record


def _plain(value: object) -> dict[str, object]:
    slots: tuple[str, ...] = value.__slots__  # type: ignore[attr-defined]
    return {name: _text(getattr(value, name)) for name in slots}


def _text(value: object) -> object:
    return format(value, "f") if isinstance(value, Decimal) else value


def _measure(measure: NamedMeasure) -> dict[str, object]:
    return {
        "id": measure.id, "instrument": measure.instrument, "paragraph": measure.paragraph, "role": measure.role,
        "summary": measure.summary, "why": measure.why, "confidence": measure.confidence,
        "unconfirmed": list(measure.unconfirmed),
    }  # fmt: skip


def _exception(exception: ExceptionState) -> dict[str, object]:
    return {
        "id": exception.id, "state": exception.state, "paragraph": exception.paragraph, "measure": exception.measure,
        "text": exception.text, "duties": list(exception.duties),
    }  # fmt: skip


def party_to_json(party: NamedParty) -> dict[str, object]:
    """One name in the form of the `check` record."""
    return {"field": party.field, "name": party.name, "listings": [_listing(row) for row in party.listings]}


def _listing(row: NamedListing) -> dict[str, object]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row._asdict().items()}
