"""The nouns of the rulebook: conditions, exceptions, quotas, measures, instruments, regimes.

All are frozen and plain; how they are judged against facts is told in `navicert.measures`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from navicert.rulebook.goods import Goods

Effect = Literal["prohibits", "quota", "none"]
Door = Literal["open", "committee_approved", "committee_notified", "licence"]
LegalStatus = Literal["in_force", "ended", "proposed", "announced", "bill", "never_applied", "unknown"]
NOT_LAW = frozenset({"proposed", "announced", "bill", "unknown"})


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class NotOf:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class FactIs:
    """The fact is one of the values, or with `negated` none. `origin` means the true origin where one is given."""

    key: str
    values: frozenset[str | bool]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class DayIs:
    """The day of a clock (or of a single date key) lies from `first` up to, not including, `until`."""

    clock: str
    first: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class NumberIs:
    """The number lies between the bounds; an `open` bound is itself excluded."""

    key: str
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class PriceIs:
    """The unit price is at or below so many USD a barrel."""

    at_most: Decimal


@dataclass(frozen=True, slots=True)
class GoodsAre:
    """The goods are on the list."""

    goods: Goods


@dataclass(frozen=True, slots=True)
class ReadingIs:
    """The question is asked under this reading of a contested point; never true under the main reading."""

    ambiguity: str
    reading: str


@dataclass(frozen=True, slots=True)
class QuotaIs:
    """A quota has room for the delivery (`open`) or has not (`exceeded`)."""

    measure: str
    state: Literal["open", "exceeded"]


@dataclass(frozen=True, slots=True)
class DaysSince:
    """Between the earlier event and the day of the clock lie 0 to `at_most` days."""

    event: str
    clock: str
    at_most: int


@dataclass(frozen=True, slots=True)
class PartyListed:
    """A name given under one of the keys stands on the list on the day of the act (`ever`: on whatever day)."""

    list: str
    fields: tuple[str, ...]
    measures: tuple[str, ...] = ()
    ever: bool = False


@dataclass(frozen=True, slots=True)
class OwnedBy:
    """Listed owners hold at least (`strictly`: more than) so many percent, added up where `together`."""

    list: str
    percent: Decimal
    strictly: bool = False
    together: bool = True


@dataclass(frozen=True, slots=True)
class Stated:
    """The part holds and every fact it needs was stated; silence counts as not asked, never as unknown."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Given:
    """The key was given at all."""

    key: str


Condition = (
    AllOf | AnyOf | NotOf | FactIs | DayIs | NumberIs | PriceIs | GoodsAre | ReadingIs | QuotaIs | DaysSince
    | PartyListed | OwnedBy | Stated | Given
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unless:
    """What takes an exception away again, unless something takes that away in turn."""

    text: str
    when: Condition
    unless: tuple[Unless, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemption:
    """A way out of a measure: open to whom the condition fits, through a `door` where an authority keeps it."""

    id: str
    paragraph: str
    text: str
    when: Condition | None = None
    unless: tuple[Unless, ...] = ()
    door: Door = "open"
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of a cap in its unit (`bbl`, `t`, `USD`)."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class QuotaCondition:
    """What every delivery under a quota must meet."""

    text: str
    when: Condition


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """A cap on the running total of a period.

    `rule` is `each` when every limit binds (value and volume), `own_unit` when the delivery's own unit chooses the
    limit. `period` is `span` (the measure's own validity), `calendar_year` or `anniversary` (from `month_day`).
    `closes` says whether the balance shuts the quota, or only an announcement of the authority (an unknown total then
    leaves it open while none is known). `base_period` marks a cap that is the state's own earlier amount.
    `disputed_from` gives, by reading, another day on which the period may turn.
    """

    limits: tuple[Limit, ...]
    rule: Literal["each", "own_unit"] = "own_unit"
    period: Literal["span", "calendar_year", "anniversary"] = "span"
    month_day: tuple[int, int] | None = None
    base_period: bool = False
    closes: Literal["balance", "announcement"] = "balance"
    stop_percent: int = 95
    conditions: tuple[QuotaCondition, ...] = ()
    disputed_from: tuple[tuple[str, str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """An additional duty in percent of the value, and whether the act names that rate, a floor, or about so much."""

    percent: Decimal
    bound: Literal["exactly", "at_least", "about"] = "exactly"


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """Facts and the answer the law gives to them; `exception` and `state` where it shows an exception."""

    name: str
    facts: Mapping[str, object]
    status: str
    exception: str | None = None
    state: str | None = None
    lowest: str | None = None
    highest: str | None = None
    missing: tuple[str, ...] = ()
    regime: str | None = None


@dataclass(frozen=True, slots=True)
class InRegime:
    """A regime that a measure belongs to, for the days from `first` up to, not including, `until`."""

    regime: str
    first: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One rule of an instrument. Days are half-open: from `first` up to, not including, `until`.

    `until_known_on` is the day on which the end became known, None when the act itself sets it. `asks` are the
    activities (and steps; none means all) that the measure rules. `binds` is `regime`, `everyone_else` or state codes.
    """

    id: str
    instrument: str
    regimes: tuple[InRegime, ...]
    paragraph: str
    kind: str
    effect: Effect
    summary: str
    status: LegalStatus
    adopted: date | None
    asks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    binds: Literal["regime", "everyone_else"] = "regime"
    direction: str = "none"
    place: Condition | None = None
    goods: Goods | None = None
    where: Condition | None = None
    clock: str = "activity"
    first: date | None = None
    until: date | None = None
    until_known_on: date | None = None
    exceptions: tuple[Exemption, ...] = ()
    supersedes: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    quota: QuotaRule | None = None
    duty: Duty | None = None
    opens_regime: bool = False
    part_of: str | None = None
    confidence: str = "confirmed"
    unconfirmed: tuple[str, ...] = ()
    ambiguities: tuple[str, ...] = ()
    notes: str | None = None
    sources: tuple[str, ...] = ()
    quote: tuple[str, str] | None = None
    example: Mapping[str, object] = field(default_factory=dict)
    cases: tuple[WorkedCase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A legal act; `short` is how one says its name aloud, `division` what the numbers of its paragraphs count."""

    id: str
    regime: str
    title: str
    short: str
    adopted: date | None
    publisher: str
    time_zone: str
    url: str | None = None
    text_sha256: str | None = None
    division: Literal["paragraph", "article", "section"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bound:
    """A state whose actors a regime binds, up to, not including, `until` (None: still)."""

    state: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rulebook holds all of a regime's rules on these activities (and goods) from `first` on."""

    activities: tuple[str, ...]
    first: date
    goods: Goods | None = None
    where: Condition | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """Whose rules they are, whom they bind (`bound` empty: every state), what they concern, how far they are held."""

    id: str
    title: str
    authority: str
    concerns: Condition
    bound: tuple[Bound, ...] = ()
    coverage: tuple[Coverage, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A contested point of law: its question, and its readings by id, the main one first."""

    id: str
    title: str
    question: str
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListingRecord:
    """A listed party of the rulebook's own lists: names as published, a day, and identifiers."""

    list: str
    id: str
    schema: str
    caption: str
    names: tuple[str, ...]
    listed_on: date | None
    measure: str | None = None
    imo: str | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """Law as data; `digest` is "sha256:..." over its content. Mappings are by id, in the rulebook's order."""

    digest: str
    regimes: Mapping[str, Regime]
    instruments: Mapping[str, Instrument]
    measures: Mapping[str, Measure]
    ambiguities: Mapping[str, Ambiguity]
    listings: tuple[ListingRecord, ...] = ()
