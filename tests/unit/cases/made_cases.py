"""Alerts and cases made up for tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from navicert.cases import Alert, Basis, Case, Event, FourEyes, Judgement, Occasion, Pair, acting, fold

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
PAIR = Pair("s-1", "ofac-sdn", "ofac-7")
FOUND = Alert(caption="KIM, Chol", edition="2026-03-01.aa", basis=Basis("c", "e", "r"), score=0.91, probability=0.8)
POLICY = FourEyes(same=True, not_same_from=0.5, days=365)


def at(hours: float = 0, by: str = "navicert") -> Occasion:
    return Occasion(MORNING + timedelta(hours=hours), by)


def case_of(*events: Event, found: Alert = FOUND) -> Case:
    return fold("c-1", PAIR, "screening", [*acting.alert(None, found, at()), *events])


def after(case: Case, events: tuple[Event, ...]) -> Case:
    return acting.after_all(case, events)


def less_probable(alert: Alert = FOUND) -> Alert:
    return replace(alert, probability=0.2)


def decided(case: Case, verdict: str = "not_same", by: str = "Ann", policy: FourEyes = POLICY) -> Case:
    judgement = Judgement(verdict=verdict, reason="another year of birth")
    return after(case, acting.decide(case, judgement, policy, at(1, by)))


def confirmed(case: Case, by: str = "Bob") -> Case:
    return after(case, acting.confirm(case, at(2, by)))
