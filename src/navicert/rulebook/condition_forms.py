"""The form of a condition in the rulebook's YAML: facts, days, numbers, goods, lists and owners, and how they combine.

Unknown keys are refused; codes stand in quotes, or their leading zeros are lost.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model, model_validator

from navicert.rulebook.vocabulary import CLOCKS, GOODS_KINDS, KEYS, Key
from navicert.terms.country import is_assigned


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


def _assigned(value: object) -> object:
    if isinstance(value, str) and value not in ("EU", "any") and not is_assigned(value):
        raise ValueError(f"{value!r} is no state: write its ISO 3166-1 code of two capitals, such as KP, or EU")
    return value


Text = Annotated[str, Field(min_length=1)]
NameKey = Literal[
    "party", "person", "bank", "vessel_imo", "vessel_name", "counterpart_vessel_imo", "counterpart_vessel_name"
]  # fmt: skip
HsText = Annotated[str, BeforeValidator(_digits), WithJsonSchema({"type": "string", "pattern": r"^(\d\d){1,5}$"})]
Figure = Annotated[str, BeforeValidator(lambda value: str(value)), WithJsonSchema({"type": ["string", "number"]})]
"""A number as it is written, in quotes or without."""
Code = Annotated[str, BeforeValidator(_quoted)]
State = Annotated[str, BeforeValidator(_assigned), WithJsonSchema({"type": "string", "pattern": "^([A-Z]{2}|any)$"})]


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
        case "state" | "states":
            return State | list[State] | NotForm
        case "text" | "imo":
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
