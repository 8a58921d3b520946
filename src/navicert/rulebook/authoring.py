"""The form in which lawyers write the rulebook: YAML 1.2, unknown keys refused, codes in quotes.

Only authoring and checking read these models; answering questions reads the compiled form (`compiled.json`).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from navicert.rulebook.condition_forms import Code, ConditionForm, Day, Figure, Form, GoodsForm, Text
from navicert.rulebook.vocabulary import ACTIONS, CLOCKS, MEASURE_KINDS


class UnlessForm(Form):
    """What takes an exception away again."""

    text: Text
    when: ConditionForm
    unless: list[UnlessForm] = []


class ExemptionForm(Form):
    """An exception: its own id and paragraph, in which case it is open, through which door, with which duties."""

    id: Text
    paragraph: Text
    text: Text
    when: ConditionForm | None = None
    unless: list[UnlessForm] = []
    door: Literal["open", "committee_approved", "committee_notified", "licence"] = "open"
    duties: list[Text] = []


class LimitForm(Form):
    """One limit of a cap."""

    amount: Figure
    unit: Literal["bbl", "t", "USD"]


class QuotaConditionForm(Form):
    """What every delivery under the quota must meet."""

    text: Text
    when: ConditionForm


class DisputedForm(Form):
    """Another day on which, by a reading of a contested point, the quota year turns."""

    ambiguity: Text
    reading: Text
    month: int
    day: int


class QuotaForm(Form):
    """A cap on a running total."""

    limits: list[LimitForm] = []
    rule: Literal["each", "own_unit"] = "own_unit"
    period: Literal["span", "calendar_year", "anniversary"] = "span"
    month_day: tuple[int, int] | None = None
    base_period: bool = False
    closes: Literal["balance", "announcement"] = "balance"
    stop_percent: int = 95
    conditions: list[QuotaConditionForm] = []
    disputed_from: list[DisputedForm] = []
    measured_by: Text | None = None


class DutyForm(Form):
    """An additional duty: its rate, and whether the act names that rate, a floor, or about so much."""

    percent: Figure
    bound: Literal["exactly", "at_least", "about"] = "exactly"


class CaseForm(Form):
    """A worked case: the example's facts, `with` changes and `without` some keys, and the answer."""

    name: Text
    with_: dict[str, Any] = Field({}, alias="with")
    without: list[str] = []
    status: Literal[
        "permitted", "quota_dependent", "needs_authorisation", "prohibited", "needs_information", "not_covered"
    ]  # fmt: skip
    exception: Text | None = None
    state: Literal["met", "not_met", "unknown"] | None = None
    lowest: Text | None = None
    highest: Text | None = None
    missing: list[str] = []
    regime: Text | None = None


class InRegimeForm(Form):
    """A regime the measure belongs to, and when."""

    regime: Text
    from_: date | None = Field(None, alias="from")
    until: date | None = None


class QuoteForm(Form):
    """A few words of the act itself, and their language."""

    text: Annotated[str, Field(min_length=1, max_length=200)]
    lang: Text


class MeasureForm(Form):
    """One rule. `from` is its first day, `until` the first day on which it no longer applies."""

    id: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Za-z0-9-]+$")]
    paragraph: Code
    kind: Literal[*MEASURE_KINDS]  # type: ignore[valid-type]
    effect: Literal["prohibits", "quota", "none"] = "prohibits"
    summary: Text
    quote: QuoteForm | None = None
    adopted: date | None = Field(None, description="the instrument's day, unless the rule came later")
    regimes: list[InRegimeForm] = []
    asks: dict[Literal[*ACTIONS], list[str]] = {}  # type: ignore[valid-type]
    binds: Literal["regime", "everyone_else"] = "regime"
    direction: Literal["from_kp", "through_kp", "to_kp", "both_kp", "with_kp", "from_ru", "to_us", "to_eu", "none"] = (
        "none"
    )
    goods: GoodsForm | None = None
    where: ConditionForm | None = None
    clock: Literal[*CLOCKS] = "activity"  # type: ignore[valid-type]
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    until_known_on: date | None = None
    exceptions: list[ExemptionForm] = []
    opens_regime: bool = False
    part_of: Text | None = Field(None, description="the record whose part this is; it is named with it")
    supersedes: list[Text] = []
    implements: list[Text] = []
    quota: QuotaForm | None = None
    duty: DutyForm | None = None
    status: Literal["in_force", "ended", "proposed", "announced", "bill", "never_applied", "unknown"] = "in_force"
    confidence: Literal["confirmed", "partial", "general-knowledge"] = "confirmed"
    unconfirmed: list[Text] = []
    ambiguities: list[Text] = []
    sources: list[Text] = []
    notes: Text | None = None
    example: dict[str, Any] = {}
    cases: list[CaseForm] = []

    @model_validator(mode="after")
    def steps_belong(self) -> MeasureForm:
        for activity, steps in self.asks.items():
            if strange := set(steps) - set(ACTIONS[activity]):
                known = ", ".join(ACTIONS[activity])
                raise ValueError(f"{', '.join(sorted(strange))} is no step of {activity}, whose steps are {known}")
        if (self.effect == "quota") != (self.quota is not None):
            raise ValueError("effect quota and the key quota go together")
        return self


class InstrumentForm(Form):
    """A legal act: whose it is, what it is called, when it was made, where it is published."""

    id: Text
    regime: Text
    title: Text
    short: Text
    division: Literal["paragraph", "article", "section"] = Field("paragraph", description="what its numbers count")
    adopted: date | None
    publisher: Text
    time_zone: Text
    url: Text | None = None
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class InstrumentFile(Form):
    """One file of the rulebook: an instrument and its measures."""

    instrument: InstrumentForm
    measures: list[MeasureForm]


class BoundForm(Form):
    """A state whose actors are bound, for as long as `until` says."""

    state: Code
    until: date | None = None


class CoverageForm(Form):
    """Activities (and goods) on which the rulebook holds the regime's rules in full."""

    activities: list[Literal[*ACTIONS]]  # type: ignore[valid-type]
    from_: date = Field(alias="from")
    goods: GoodsForm | None = None
    where: ConditionForm | None = None
    note: Text


class RegimeForm(Form):
    """A regime: whose rules, whom they bind (`bound` absent: every state), what they concern, how far they are held."""

    id: Text
    rank: int = Field(description="its place among the findings, from 1")
    title: Text
    authority: Text
    bound: list[Code | BoundForm] = []
    concerns: ConditionForm
    coverage: list[CoverageForm]


class RegimeFile(Form):
    """`_regime.yaml` of a folder."""

    regime: RegimeForm


class ReadingForm(Form):
    """One reading of a contested point."""

    id: Text
    text: Text


class AmbiguityForm(Form):
    """A contested point of law; the first reading is the main one, which the answer follows."""

    id: Text
    title: Text
    question: Text
    readings: Annotated[list[ReadingForm], Field(min_length=1)]


class AmbiguityFile(Form):
    """`ambiguities.yaml`."""

    ambiguities: list[AmbiguityForm]
