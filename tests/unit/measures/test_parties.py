"""Parties that are perhaps listed: the bounds hold whoever they turn out to be, and whenever they were listed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.measures import ListedParty, PartyFindings, assess, read_facts
from navicert.measures.assessment import SEVERITIES, Finding
from navicert.measures.facts import Facts
from navicert.measures.parties import Silence
from navicert.rulebook import load_rulebook

RULEBOOK = load_rulebook()
KNOWN_ON = date(2026, 11, 21)
START = date(2018, 1, 1)
MEASURES = {"US": ("US-EO13722", "US-EO13810-SDN", None), "UN": (None,), "EU": ("EU-34-FREEZE",)}
ACTS: tuple[dict[str, Any], ...] = (
    {"activity": "payment", "action": "pay", "payment_purpose": "other", "licence": False},
    {"activity": "dealing_in_property", "action": "deal", "licence": False},
    {"activity": "vessel_service", "action": "insure", "vessel_flag": "PA", "licence": False},
)


def days(low: int = 0, high: int = 1000) -> st.SearchStrategy[date]:
    return st.integers(low, high).map(lambda number: START + timedelta(days=number))


@st.composite
def doubtful(draw: st.DrawFn, key: str, name: str) -> ListedParty:
    """A listing of which the identity, or the days, or both may be open."""
    list_id = draw(st.sampled_from(sorted(MEASURES)))
    first, seen, last, gone = sorted(draw(st.lists(days(), min_size=4, max_size=4, unique=True)))
    dated, ends = draw(st.sampled_from(("dated", "seen", "open"))), draw(st.sampled_from(("stands", "ended", "gone")))
    return ListedParty(
        field=key,
        name=name,
        list=list_id,
        entry_id="x-1",
        caption=name.upper(),
        measure=draw(st.sampled_from(MEASURES[list_id])),
        sure=draw(st.booleans()),
        score=0.8,
        listed_on=first if dated == "dated" else None,
        seen_first=seen if dated == "seen" else None,
        seen_last=last if dated == "seen" else None,
        ended_on=gone if ends == "ended" else None,
        gone_by=gone if ends == "gone" else None,
    )


@st.composite
def settled(draw: st.DrawFn, party: ListedParty) -> ListedParty | None:
    """The listing as it may turn out: another's, or with days within what was known of them."""
    if not party.sure and draw(st.booleans()):
        return None
    begun = party.listed_on or draw(
        days(-100, 1100).filter(lambda day: not party.seen_first or day <= party.seen_first)
    )
    ended = party.ended_on
    if party.gone_by is not None:
        latest = party.seen_last or begun
        span = max(0, (party.gone_by - latest).days)
        ended = party.gone_by - timedelta(days=draw(st.integers(0, max(0, span - 1))))
    return replace(party, sure=True, listed_on=begun, ended_on=ended, seen_first=None, seen_last=None, gone_by=None)


def ask(facts: dict[str, Any], listed: PartyFindings) -> dict[str, Finding]:
    read = read_facts(facts)
    assert isinstance(read, Facts)
    answer = assess(read, RULEBOOK, as_known_on=KNOWN_ON, listed=listed)
    return {finding.regime: finding for finding in answer.findings if finding.lowest is not None}


def within(inner: Finding, outer: Finding) -> bool:
    low, high, least, most = (
        SEVERITIES.index(str(bound)) for bound in (outer.lowest, outer.highest, inner.lowest, inner.highest)
    )
    return low <= least and most <= high


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whoever_a_party_turns_out_to_be_the_bounds_hold(data: st.DataObject) -> None:
    state = data.draw(st.sampled_from(("US", "EU", "CN")))
    facts = {**data.draw(st.sampled_from(ACTS)), "bound_state": state, "party": "Acme", "person": "Kim"}
    if data.draw(st.booleans()):
        facts["owners"] = [{"name": "Acme Holding", "share": data.draw(st.sampled_from((30, 50, 60)))}]
    if data.draw(st.booleans()):
        facts["activity_date"] = data.draw(days(-50, 1050)).isoformat()
    names = [("party", "Acme"), ("person", "Kim"), ("owners:Acme Holding", "Acme Holding")]
    parties = [data.draw(doubtful(*data.draw(st.sampled_from(names)))) for _ in range(data.draw(st.integers(1, 3)))]
    silent = data.draw(st.sampled_from(("", *MEASURES)))
    until = data.draw(st.none() | days())
    silence = {silent: Silence(until, "held in part")} if silent else {}
    before = ask(facts, PartyFindings(tuple(parties), tuple(names), ("x 1",), silence))

    told = [party for found in parties if (party := data.draw(settled(found))) is not None]
    if silent and data.draw(st.booleans()):
        unheld = until + timedelta(days=1) if until else date.min
        told.append(ListedParty(field="party", name="Acme", list=silent, entry_id="x-9", caption="A", listed_on=unheld))
        if any(party.list == silent and party.field == "party" for party in parties):
            told.pop()
    facts.setdefault("activity_date", data.draw(days(-50, 1050)).isoformat())
    after = ask(facts, PartyFindings(tuple(told), tuple(names), ("x 1",)))
    for regime, finding in before.items():
        if regime in after:
            assert within(after[regime], finding), (regime, finding.because, after[regime].because)


@pytest.mark.parametrize(
    ("party", "day", "status"),
    [
        ({"listed_on": START}, START, "prohibited"),
        ({"listed_on": START}, START - timedelta(days=1), "permitted"),
        ({"seen_first": START}, START, "prohibited"),
        ({"seen_first": START}, START - timedelta(days=1), "needs_information"),
        ({}, START, "needs_information"),
        ({"listed_on": START, "sure": False}, START, "needs_information"),
        ({"listed_on": START, "sure": False}, START - timedelta(days=1), "permitted"),
        ({"listed_on": START, "ended_on": START + timedelta(days=9)}, START + timedelta(days=8), "prohibited"),
        ({"listed_on": START, "ended_on": START + timedelta(days=9)}, START + timedelta(days=9), "permitted"),
    ],
    ids=[
        "the day of listing", "the day before", "first seen", "before it was first seen", "no day at all",
        "a candidate", "a candidate before its listing", "the last day", "the day of delisting",
    ],
)  # fmt: skip
def test_a_listing_counts_as_far_as_its_days_are_known(party: dict[str, Any], day: date, status: str) -> None:
    found = ListedParty(
        field="party", name="Acme", list="US", entry_id="x-1", caption="ACME", measure="US-EO13722", **party
    )
    facts = {**ACTS[0], "bound_state": "US", "party": "Acme", "activity_date": day.isoformat()}
    finding = ask(facts, PartyFindings((found,), (("party", "Acme"),)))["US-DPRK"]
    assert finding.status == status
    if status == "needs_information":
        assert finding.missing == ("party",)
        assert "x-1" in finding.because
