"""Claimed first and last days against the runs of days on which the law says so."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from navicert.measures.change_days import days_of
from navicert.measures.claims.amounts import measures_with
from navicert.measures.claims.law import ClaimLaw, Holds, Reading, Run, deciding
from navicert.measures.claims.model import VERDICTS, Claim, FieldVerdict, Verdict, weakest
from navicert.measures.claims.near import forbidden_in
from navicert.measures.claims.status import day_of, judge_status
from navicert.measures.questions import atoms_of
from navicert.measures.rules import validity
from navicert.measures.telling import cited_measure
from navicert.terms.vague_date import VagueDate

ONE_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


def judge_status_and_days(claim: Claim, law: ClaimLaw, reading: Reading) -> Iterator[FieldVerdict]:
    """The answer claimed, and from and until when, against the run of days that bears them out best.

    Runs are those on which the answer certainly holds, those on which it holds as a rule, and those of the measures
    that name the amount claimed.
    """
    if not claim.first and not claim.until:
        if claim.status:
            yield judge_status(claim.status, claim, law, reading)
        return
    options = [list(_against(candidate, claim, law, reading)) for candidate in _candidates(claim, law, reading)]
    yield from min(
        options or [list(_without_run(claim, law, reading))],
        key=lambda rows: VERDICTS.index(weakest(row.verdict for row in rows)),
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A run that a claim may speak of, with the verdict on the answer claimed where the run itself brings it."""

    run: Run
    status: FieldVerdict | None = None


def _candidates(claim: Claim, law: ClaimLaw, reading: Reading) -> Iterator[_Candidate]:
    status = claim.status or _status_on(law, day_of(claim), reading)
    if status is not None:
        certain = law.runs(lambda day: law.on(day).holds(status, reading))
        if (run := chosen_run(certain, claim)) is not None:
            words = f"the law says {status.replace('_', ' ')} {_days_in_words(run)}{cited(measures_in(run, law), law)}"
            told = FieldVerdict("status", "correct", words, measures_in(run, law))
            yield _Candidate(run, told if claim.first else None)
    loose = law.runs(lambda day: _forbidden_as_a_rule(law, day, reading)) if claim.status == "prohibited" else []
    if (run := chosen_run(loose, claim)) is not None:
        by = cited(measures_in(run, law), law)
        words = f"forbidden as a rule {_days_in_words(run)}{by}, with exceptions that the claim leaves out"
        yield _Candidate(run, FieldVerdict("status", "imprecise", words, measures_in(run, law), as_a_rule=True))
    for measure in dict.fromkeys(measures_with(claim, law, reading)):
        if (run := chosen_run(law.runs_of_measure(measure, reading), claim)) is not None:
            yield _Candidate(run)


def _forbidden_as_a_rule(law: ClaimLaw, day: date, reading: Reading) -> Holds:
    answer = law.on(day)
    holds = answer.holds("prohibited", reading)
    return "yes" if holds == "open" and forbidden_in(law, day) else holds


def _against(candidate: _Candidate, claim: Claim, law: ClaimLaw, reading: Reading) -> Iterator[FieldVerdict]:
    if claim.status:
        yield candidate.status or judge_status(claim.status, claim, law, reading)
    if claim.first:
        yield judge_first(claim.first, candidate.run, law)
    if claim.until:
        yield judge_last(claim.until, candidate.run, law)


def _without_run(claim: Claim, law: ClaimLaw, reading: Reading) -> Iterator[FieldVerdict]:
    """The answer holds on no day at all."""
    wrong = law.on(day_of(claim)).covered
    if claim.status:
        row = judge_status(claim.status, claim, law, reading)
        wrong = row.verdict == "inaccurate"
        yield row
    verdict: Verdict = "inaccurate" if wrong else "unverifiable"
    for name, claimed in (("from", claim.first), ("until", claim.until)):
        if claimed:
            yield FieldVerdict(name, verdict, "the law does not certainly say so, then or later")


def _status_on(law: ClaimLaw, day: date, reading: Reading) -> str | None:
    """What the law itself says on a day, where a claim gives no answer."""
    answer = law.on(day)
    statuses = ("permitted", "quota_dependent", "prohibited")
    return next((status for status in statuses if answer.holds(status, reading) == "yes"), None)


def chosen_run(runs: Sequence[Run], claim: Claim) -> Run | None:
    """The run that a claim speaks of: the one that meets the first day claimed, else the next after it; where no first
    day is claimed, the one that meets the day of the claim, else the next, else the last before."""
    first = claim.first
    begin, end = (first.earliest, first.latest) if first else (day_of(claim), day_of(claim))
    meeting = [run for run in runs if run.meets(begin, end)]
    later = [run for run in runs if run.first is not None and run.first > end]
    return next(iter([*meeting, *later, *([] if first else reversed(runs))]), None)


def judge_first(claimed: VagueDate, run: Run, law: ClaimLaw) -> FieldVerdict:
    """The first day claimed against the first day of the run."""
    measures = measures_in(run, law)
    if run.first is None:
        return FieldVerdict("from", "inaccurate", f"it was so at all times, not only from {claimed} on", measures)
    if run.after == "uncovered" and claimed.earliest <= run.first:
        words = f"the rulebook does not cover the days before {run.first}"
        return FieldVerdict("from", "unverifiable", words, measures)
    if claimed.earliest <= run.first <= claimed.latest:
        return FieldVerdict("from", "correct", f"the first day is {run.first}", measures)
    verdict, words = _near(claimed, run.first, list(_stages(run, law, 0)), first=True)
    return FieldVerdict("from", verdict, f"{claimed} was said, the first day is {run.first}{words}", measures)


def judge_last(claimed: VagueDate, run: Run, law: ClaimLaw) -> FieldVerdict:
    """The last day claimed against the last day of the run."""
    measures = measures_in(run, law)
    if run.last is not None and claimed.earliest <= run.last <= claimed.latest:
        return FieldVerdict("until", "correct", f"the last day is {run.last}", measures)
    verdict, words = _near(claimed, run.last, list(_stages(run, law, 1)), first=False)
    end = f"the last day is {run.last}" if run.last else f"no last day was known on {law.known_on}"
    return FieldVerdict("until", verdict, f"{claimed} was said, {end}{words}", measures)


def _near(claimed: VagueDate, day: date | None, stages: list[tuple[date, str]], *, first: bool) -> tuple[Verdict, str]:
    """Whether a day that is not the law's is one that the law explains: rounded, or a stage of the same rules."""
    if day is not None and _is_rounded(claimed, day, first=first):
        return "imprecise", ", which the claim rounds"
    for stage, words in stages:
        if claimed.earliest <= stage <= claimed.latest or _is_rounded(claimed, stage, first=first):
            return "imprecise", f"; on {stage} {words}"
    return "inaccurate", ""


def _is_rounded(claimed: VagueDate, day: date, *, first: bool) -> bool:
    """Within a week; or the first of the month for a first day, the first or last of it for a last day."""
    if claimed.precision != "day":
        return False
    said = claimed.earliest
    if abs(said - day) <= A_WEEK:
        return True
    edges = {1} if first else {1, calendar.monthrange(said.year, said.month)[1]}
    return (said.year, said.month) == (day.year, day.month) and said.day in edges


def _stages(run: Run, law: ClaimLaw, back: int) -> Iterator[tuple[date, str]]:
    """The days on which the rules behind a run begin or end by parts; with `back` days taken off, as last days."""
    behind = set(measures_in(run, law))
    situation = next(law.situations(law.known_on))
    for rule in law.rules:
        measure = rule.measure
        if measure.id not in behind:
            continue
        first, until = validity(rule, law.known_on)
        if first is not None:
            yield first - back * ONE_DAY, f"{measure.id} begins" if not back else f"what was before {measure.id} ends"
        if until is not None and back:
            yield until - ONE_DAY, f"{measure.id} ends"
        if measure.adopted is not None and not back:
            yield measure.adopted, f"{measure.id} was made"
        for atom in atoms_of(measure):
            for day in days_of(atom, situation, law.running):
                yield day - back * ONE_DAY, f"a part of {measure.id} begins or runs out"


def measures_in(run: Run, law: ClaimLaw) -> tuple[str, ...]:
    """The measures that decide on the days of a run, those of its first day first."""
    days = [day for day in law.days if run.meets(day, day)]
    return tuple(dict.fromkeys(name for day in days for finding in law.on(day).findings for name in deciding(finding)))


def cited(measures: Sequence[str], law: ClaimLaw) -> str:
    """The first of some measures as a lawyer cites it; nothing where there is none."""
    if not measures:
        return ""
    measure = law.rulebook.measures[measures[0]]
    return f" by {cited_measure(measure, law.rulebook)}"


def _days_in_words(run: Run) -> str:
    begin = f"from {run.first}" if run.first else "from the beginning"
    return f"{begin} to {run.last}" if run.last else f"{begin} on"
