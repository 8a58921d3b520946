"""The form in which lawyers write the rulebook: YAML 1.2, unknown keys refused, codes in quotes.

Only authoring and checking read these models; answering questions reads the compiled form (`compiled.json`).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator

from navicert.rulebook.vocabulary import ACTIONS, CLOCKS, GOODS_KINDS, KEYS, Key


class Form(BaseModel):
    """A mapping of the YAML file: unknown keys are refused, nothing is changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _quoted(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(  # noqa: TRY004 - pydantic reports ValueError
            f"{value} is a number: write codes in quotes, '{value}', or their leading zeros are lost"
        )
    return value


def _digits(value: object) -> object:
    _quoted(value)
    if isinstance(value, str) and not (value.isdigit() and len(value) in (2, 4, 6, 8, 10)):
        raise ValueError(f"{value!r} is not an HS code of 2, 4, 6, 8 or 10 digits")
    return value


Text = Annotated[str, Field(min_length=1)]
NameKey = Literal[
    "party", "person", "bank", "vessel_imo", "vessel_name", "counterpart_vessel_imo", "counterpart_vessel_name"
]  # fmt: skip
HsText = Annotated[str, BeforeValidator(_digits)]
Code = Annotated[str, BeforeValidator(_quoted)]


class Derived(Form):
    """A day counted from another: `base` plus so many days or months. Nothing is rounded; months keep the day number,
    or the month's last day where that day does not exist."""

    base: date
    days: int | None = None
    months: int | None = None

    @model_validator(mode="after")
    def one_unit(self) -> Derived:
        if (self.days is None) == (self.months is None):
            raise ValueError("count either days or months from the base")
        return self


Day = date | Derived


class DayForm(Form):
    """A day against fixed days: `before` and `after` leave the day itself out, `from` and `to` include it."""

    before: Day | None = None
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    after: Day | None = None


class NumberForm(Form):
    """A number against bounds: `above` and `below` leave the bound out, `at_least` and `at_most` include it."""

    above: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None


class NotForm(Form):
    """None of these values."""

    not_: Code | list[Code] = Field(alias="not")


class GoodsForm(Form):
    """A list of goods: whole codes (`hs`), codes covered in part (`ex`), kinds; `not_hs` and `not_kinds` taken out."""

    edition: Literal["HS2002", "HS2007", "HS2012", "HS2017", "HS2022"] | None = None
    hs: list[HsText] = []
    ex: list[HsText] = []
    kinds: list[Literal[*GOODS_KINDS]] = []  # type: ignore[valid-type]
    not_hs: list[HsText] = []
    not_kinds: list[Literal[*GOODS_KINDS]] = []  # type: ignore[valid-type]
    basis: Text | None = None


class ClockForm(DayForm):
    """The day a clock shows, against fixed days."""

    is_: Literal[*CLOCKS] = Field(alias="is")  # type: ignore[valid-type]


class QuotaIsForm(Form):
    """Whether a quota still has room for the delivery."""

    measure: Text
    is_: Literal["open", "exceeded"] = Field(alias="is")


class DaysSinceForm(Form):
    """So many days at most between an earlier event and a clock."""

    event: Literal["last_kp_call"]
    clock: Literal[*CLOCKS] = "activity"  # type: ignore[valid-type]
    at_most: int


class ListedForm(Form):
    """A named party stands on one of the rulebook's lists, by one of the measures where some are named."""

    list_: Text = Field(alias="list")
    fields: list[NameKey]
    measures: list[Text] = []
    ever: bool = Field(False, description="whatever the day of the listing")


class OwnedForm(Form):
    """Listed owners hold a share: at least, or more than, so many percent; added up unless `together` is false."""

    list_: Text = Field(alias="list")
    at_least: float | None = None
    more_than: float | None = None
    together: bool = True

    @model_validator(mode="after")
    def one_threshold(self) -> OwnedForm:
        if (self.at_least is None) == (self.more_than is None):
            raise ValueError("give at_least or more_than")
        return self


def _fact_type(key: Key) -> Any:
    match key.type:
        case "code":
            codes = Literal[*key.codes]  # type: ignore[valid-type]
            return codes | list[codes] | NotForm
        case "state" | "states" | "text" | "imo":
            return Code | list[Code] | NotForm
        case "yes_no":
            return bool
        case "date":
            return DayForm
        case "number" | "integer":
            return NumberForm
        case _:
            return None


_FACTS: dict[str, Any] = {
    key.name: (_fact_type(key) | None, Field(None, description=key.meaning)) for key in KEYS.values() if _fact_type(key)
}


class ConditionWords(Form):
    """The words of a condition besides the facts themselves; several entries of one mapping must all hold."""

    all: list[ConditionForm] | None = None
    any: list[ConditionForm] | None = None
    not_: ConditionForm | None = Field(None, alias="not")
    stated: ConditionForm | None = None
    given: Literal[*KEYS] | None = None  # type: ignore[valid-type]
    goods: GoodsForm | None = None
    clock: ClockForm | None = None
    reading: dict[Text, Text] | None = None
    quota: QuotaIsForm | None = None
    days_since: DaysSinceForm | None = None
    listed: ListedForm | None = None
    owned: OwnedForm | None = None
    price_at_most: float | None = Field(None, description="USD a barrel")
    through: Literal["kp", "rajin"] | None = Field(None, description="goods said to pass through the DPRK, or by Rajin")


if TYPE_CHECKING:
    ConditionForm = ConditionWords
else:
    ConditionForm = create_model("ConditionForm", __base__=ConditionWords, **_FACTS)
ConditionWords.model_rebuild(_types_namespace={"ConditionForm": ConditionForm})
ConditionForm.model_rebuild(force=True, _types_namespace={"ConditionForm": ConditionForm})


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

    amount: Annotated[str, BeforeValidator(lambda value: str(value))]
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

    percent: Annotated[str, BeforeValidator(lambda value: str(value))]
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
    kind: Text
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
                raise ValueError(f"{', '.join(sorted(strange))} is no step of {activity}")
        if (self.effect == "quota") != (self.quota is not None):
            raise ValueError("effect quota and the key quota go together")
        return self


class InstrumentForm(Form):
    """A legal act: whose it is, what it is called, when it was made, where it is published."""

    id: Text
    regime: Text
    title: Text
    short: Text
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
