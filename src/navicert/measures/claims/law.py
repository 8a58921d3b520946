"""The law as a claim speaks of it: of business of a day, ordinary where the claim does not say otherwise.

A claim about the law is no transaction. What it leaves open is taken as whoever states law means it: everything happens
on the day in question, a contract concluded that day included; the end use is civilian or livelihood; there is no
distress, no refugee, no declared emergency, no programme of weapons behind it. The engine answers on the facts thus
completed; what it still leaves open stays open.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from navicert.measures.assess import finding_of
from navicert.measures.assessment import SEVERITIES, Finding
from navicert.measures.change_days import DAY_OF_THE_ACT, change_days
from navicert.measures.claims.model import Claim
from navicert.measures.exemptions import AUTHORISATION, PERMITTED, QUOTA
from navicert.measures.facts import FactValue
from navicert.measures.naming import find_own_parties
from navicert.measures.parties import PartyFindings
from navicert.measures.questions import DATE_KEYS, atoms_of
from navicert.measures.rules import Rule, rules_of
from navicert.measures.situation import MAIN_READING, Situation
from navicert.measures.verdicts import Interval, Judged, judge
from navicert.rulebook.model import DayIs, Rulebook
from navicert.rulebook.vocabulary import CLOCKS, clock_for

ONE_DAY = timedelta(days=1)
ORDINARY: Mapping[str, FactValue] = dict.fromkeys(
    ("distress", "emergency_suspension", "host_national", "programme_revenue", "refugee"), False
)
ORDINARY_USES = ("civilian", "livelihood")
PRESUMED = frozenset(ORDINARY) | {"end_use"}
DAYS_OF_GOODS = ("loading_date", "arrival_date", "declaration_date", "release_date")
Holds = Literal["yes", "no", "open", "uncovered"]
Reading = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """What a regime answers on a day, for every ordinary use that the claim leaves open; no findings: not asked."""

    day: date
    findings: tuple[Finding, ...]

    @property
    def covered(self) -> bool:
        return bool(self.findings) and all(finding.lowest is not None for finding in self.findings)

    @property
    def readings(self) -> dict[Reading, str]:
        """Other readings of contested law that change the answer, each with what it says."""
        return {(r.id, r.reading): r.text for f in self.findings for r in f.readings if not r.main}

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for finding in self.findings for key in finding.missing))

    def bounds(self, reading: Reading = MAIN_READING) -> Interval | None:
        """Between which answers the law leaves it, under a reading; None where the rulebook does not say."""
        if not self.covered:
            return None
        pairs = [_bounds(finding, reading) for finding in self.findings]
        return Interval(min(low for low, _ in pairs), max(high for _, high in pairs))

    def holds(self, status: str, reading: Reading = MAIN_READING) -> Holds:
        """Whether a claimed answer is the law's.

        `prohibited` holds where the act is forbidden at least without leave; `quota_dependent` where a cap governs it,
        whatever is left of the cap.
        """
        bounds = self.bounds(reading)
        if bounds is None:
            return "uncovered"
        low, high = bounds.low, bounds.high
        match status:
            case "permitted":
                return "yes" if high == PERMITTED else "no" if low > PERMITTED else "open"
            case "prohibited":
                return "yes" if low >= AUTHORISATION else "no" if high < AUTHORISATION or low == QUOTA else "open"
        wanted = SEVERITIES.index(status)
        return "yes" if low == wanted else "open" if low < wanted <= high else "no"


def _bounds(finding: Finding, reading: Reading) -> tuple[int, int]:
    read = next((r for r in finding.readings if (r.id, r.reading) == reading), None)
    low, high = (read.lowest, read.highest) if read else (finding.lowest, finding.highest)
    return SEVERITIES.index(low), SEVERITIES.index(high)


def deciding(finding: Finding) -> list[str]:
    """The measures that decide a finding."""
    return [measure.id for measure in finding.measures if measure.role == "decides"]


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row on which an answer holds, both included (None: open); `after` says what was so just before."""

    first: date | None
    last: date | None
    after: Holds = "no"

    def meets(self, first: date, last: date) -> bool:
        return (self.last is None or first <= self.last) and (self.first is None or self.first <= last)


@dataclass(frozen=True, eq=False)
class ClaimLaw:
    """One regime's law on the facts of a claim, as known on a day."""

    regime: str
    rulebook: Rulebook
    known_on: date
    given: Mapping[str, FactValue]
    parties: PartyFindings
    answers: dict[date, DayAnswer] = field(default_factory=dict)

    @functools.cached_property
    def running(self) -> frozenset[str]:
        """The date keys that the claim leaves open and that mean the day in question: the day of the act, and those of
        a new contract and cargo as far as some rule asks for them."""
        if any(key in self.given for key in DAYS_OF_GOODS):
            return frozenset({DAY_OF_THE_ACT} - self.given.keys())
        atoms = (atom for rule in self.rules for atom in atoms_of(rule.measure))
        asked = {atom.clock for atom in atoms if isinstance(atom, DayIs)} & set(DATE_KEYS)
        if "contract_term" in self.given:
            asked -= {"contract_date"}
        return frozenset(({DAY_OF_THE_ACT} | asked) - self.given.keys())

    def assumed_on(self, day: date) -> dict[str, str]:
        """What was taken as ordinary because the claim does not say it, as far as it bears on the answer of a day."""
        finding = self._ask({**dict.fromkeys(self.running, day), **self.given})
        missing = finding.missing if finding else ()
        return {key: " or ".join(ORDINARY_USES) if key == "end_use" else "no" for key in missing if key in PRESUMED}

    def variants(self, day: date) -> Iterator[dict[str, FactValue]]:
        """The facts on a day, completed, once for every ordinary use."""
        values = {**ORDINARY, **dict.fromkeys(self.running, day), **self.given}
        if "end_use" in self.given:
            yield values
        else:
            yield from ({**values, "end_use": use} for use in ORDINARY_USES)

    def situations(self, day: date, reading: Reading = MAIN_READING) -> Iterator[Situation]:
        for values in self.variants(day):
            yield Situation(values, self.rulebook, self.known_on, self.parties, reading=reading)

    def on(self, day: date) -> DayAnswer:
        """The answer on a day, by the engine."""
        if day not in self.answers:
            found = [self._ask(values) for values in self.variants(day)]
            self.answers[day] = DayAnswer(day, tuple(finding for finding in found if finding is not None))
        return self.answers[day]

    def _ask(self, values: Mapping[str, FactValue]) -> Finding | None:
        return finding_of(self.regime, Situation.asked(values, self.rulebook, self.known_on, self.parties, None))

    @functools.cached_property
    def days(self) -> list[date]:
        """Every day on which the answer can change, led by one before all of them."""
        situation = next(self.situations(self.known_on))
        changes = change_days(situation, self.running, (self.regime,))
        return [changes[0] - ONE_DAY, *changes] if changes else [self.known_on]

    def runs(self, holds: Callable[[date], Holds]) -> list[Run]:
        """The runs of days on which something holds."""
        runs: list[Run] = []
        before: Holds = "uncovered"
        for number, day in enumerate(self.days):
            now = holds(day)
            if now == "yes" and before != "yes":
                runs.append(Run(day if number else None, None, before))
            elif now != "yes" and before == "yes":
                runs[-1] = Run(runs[-1].first, day - ONE_DAY, runs[-1].after)
            before = now
        return runs

    def runs_of_measure(self, measure: str, reading: Reading) -> list[Run]:
        """The runs of days on which a measure applies or may apply."""
        return self.runs(
            lambda day: "yes" if any(row.rule.measure.id == measure for row, _ in self.rows(day, reading)) else "no"
        )

    @property
    def rules(self) -> tuple[Rule, ...]:
        return rules_of(self.rulebook, self.regime, str(self.given["activity"]))

    def rows(self, day: date, reading: Reading = MAIN_READING) -> Iterator[tuple[Judged, Situation]]:
        """The rules that apply or may apply on a day, none twice."""
        seen: set[str] = set()
        for situation in self.situations(day, reading):
            for row in judge([rule for rule in self.rules if rule.is_law(situation)], situation).rows:
                if row.rule.measure.id not in seen:
                    seen.add(row.rule.measure.id)
                    yield row, situation

    def known(self, on: date) -> ClaimLaw:
        """The same law as known on another day."""
        return ClaimLaw(self.regime, self.rulebook, on, self.given, self.parties)

    def with_facts(self, **values: FactValue) -> ClaimLaw:
        """The law on changed facts."""
        return ClaimLaw(self.regime, self.rulebook, self.known_on, {**self.given, **values}, self.parties)


def law_of(claim: Claim, regime: str, rulebook: Rulebook) -> ClaimLaw:
    """The law that a claim speaks of.

    Where it names days from or until which something holds, the day of the act runs, whatever day the facts give;
    of goods bought, arrival and loading stay as given, and the release runs.
    """
    given = dict(claim.facts.values)
    if claim.first or claim.until:
        activity = str(given["activity"])
        fixed = CLOCKS["release"] if activity == "procure" else CLOCKS[clock_for("act", activity)]
        given = {key: value for key, value in given.items() if key not in fixed}
    parties = find_own_parties(claim.facts, rulebook, claim.as_of)
    return ClaimLaw(regime, rulebook, claim.as_of, given, parties)
