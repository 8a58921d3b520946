"""From the plain form of the rulebook (YAML as read, or the compiled file) to its nouns."""

from __future__ import annotations

import calendar
import itertools
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from navicert.rulebook.goods import Goods
from navicert.rulebook.model import (
    AllOf,
    Ambiguity,
    AnyOf,
    Bound,
    Condition,
    Coverage,
    DayIs,
    DaysSince,
    Duty,
    Exemption,
    FactIs,
    Given,
    GoodsAre,
    InRegime,
    Instrument,
    Limit,
    ListingRecord,
    Measure,
    NotOf,
    NumberIs,
    OwnedBy,
    PartyListed,
    PriceIs,
    QuotaCondition,
    QuotaIs,
    QuotaRule,
    ReadingIs,
    Regime,
    Rulebook,
    Stated,
    Unless,
    WorkedCase,
)
from navicert.rulebook.states import EU_MEMBERS, US_CUSTOMS
from navicert.rulebook.vocabulary import KEYS

Plain = Mapping[str, Any]
ONE_DAY = timedelta(days=1)
RAJIN_NAMES = ("rajin", "rason", "najin")
RAJIN_FORMS = ("{}", "{} port", "port of {}", "{} harbour", "{}, dprk", "{} (dprk)", "{}, north korea", "{}-sonbong")
RAJIN_PAIRS = ("{} ({})", "{}, {}", "{}/{}", "{} / {}", "{}-{}", "{} {}")
RAJIN = frozenset(
    [form.format(name) for name in RAJIN_NAMES for form in RAJIN_FORMS]
    + [pair.format(*names) for names in itertools.permutations(RAJIN_NAMES, 2) for pair in RAJIN_PAIRS]
)
DPRK_PORTS = RAJIN | {"chongjin", "haeju", "hungnam", "nampo", "sonbong", "songnim", "taean", "tanchon", "wonsan"}
# Passage through the DPRK is asked only where the facts claim it; the port then decides.
PASSAGES: dict[str, Condition] = {
    "kp": Stated(AnyOf((FactIs("transit_state", frozenset({"KP"})), FactIs("transit_port", frozenset(DPRK_PORTS))))),
    "rajin": AnyOf(
        (
            Stated(FactIs("transit_port", RAJIN)),
            AllOf((Stated(FactIs("transit_state", frozenset({"KP"}))), FactIs("transit_port", RAJIN))),
        )
    ),
}


def resolve_day(value: Any) -> date | None:
    """A fixed day, or one counted from a base: days are added plainly, months keep the day number.

    >>> resolve_day({"base": "2017-09-11", "days": 120}), resolve_day({"base": "2017-12-22", "months": 24})
    (datetime.date(2018, 1, 9), datetime.date(2019, 12, 22))
    """
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value)
    base = date.fromisoformat(str(value["base"]))
    if "days" in value:
        return base + timedelta(days=value["days"])
    years, month = divmod(base.month - 1 + value["months"], 12)
    last = calendar.monthrange(base.year + years, month + 1)[1]
    return date(base.year + years, month + 1, min(base.day, last))


def build_condition(plain: Plain) -> Condition:
    """A condition from its mapping; several entries must all hold."""
    parts = tuple(_condition(word, value) for word, value in plain.items())
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _condition(word: str, value: Any) -> Condition:
    return _WORDS[word](value) if word in _WORDS else _fact(word, value)


def _fact(key: str, value: Any) -> Condition:
    match KEYS[key].type:
        case "date":
            return _day(key, value)
        case "number" | "integer":
            return _bounds(key, value)
        case "yes_no":
            return FactIs(key, frozenset({value}))
    negated = isinstance(value, Mapping)
    values = value["not"] if negated else value
    texts = [values] if isinstance(values, str) else values
    return FactIs(key, frozenset(text.casefold() if KEYS[key].type == "text" else text for text in texts), negated)


def _day(clock: str, value: Plain) -> Condition:
    from_, to = resolve_day(value.get("from")), resolve_day(value.get("to"))
    after, before = resolve_day(value.get("after")), resolve_day(value.get("before"))
    first = from_ if from_ is not None else after + ONE_DAY if after is not None else None
    until = before if before is not None else to + ONE_DAY if to is not None else None
    return DayIs(clock, first, until)


def _bounds(key: str, value: Plain) -> Condition:
    low, high = value.get("at_least", value.get("above")), value.get("at_most", value.get("below"))
    return NumberIs(key, _decimal(low), _decimal(high), "above" in value, "below" in value)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _reading(value: Plain) -> Condition:
    parts = tuple(ReadingIs(ambiguity, reading) for ambiguity, reading in value.items())
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _owned(value: Plain) -> Condition:
    strictly = "more_than" in value
    percent = Decimal(str(value["more_than" if strictly else "at_least"]))
    return OwnedBy(value["list"], percent, strictly, value.get("together", True))


_WORDS: dict[str, Any] = {
    "all": lambda value: AllOf(tuple(map(build_condition, value))),
    "any": lambda value: AnyOf(tuple(map(build_condition, value))),
    "not": lambda value: NotOf(build_condition(value)),
    "stated": lambda value: Stated(build_condition(value)),
    "given": Given,
    "goods": lambda value: GoodsAre(build_goods(value)),
    "clock": lambda value: _day(value["is"], value),
    "reading": _reading,
    "quota": lambda value: QuotaIs(value["measure"], value["is"]),
    "days_since": lambda value: DaysSince(value["event"], value.get("clock", "activity"), value["at_most"]),
    "listed": lambda value: PartyListed(
        value["list"], tuple(value["fields"]), tuple(value.get("measures", ())), value.get("ever", False)
    ),
    "owned": _owned,
    "price_at_most": lambda value: PriceIs(Decimal(str(value))),
    "through": lambda value: PASSAGES[value],
}


def build_goods(plain: Plain) -> Goods:
    """A list of goods from its mapping."""
    return Goods(
        hs=tuple(plain.get("hs", ())),
        ex=tuple(plain.get("ex", ())),
        kinds=frozenset(plain.get("kinds", ())),
        not_hs=tuple(plain.get("not_hs", ())),
        not_kinds=frozenset(plain.get("not_kinds", ())),
    )


def _optional(plain: Plain, key: str) -> Condition | None:
    return build_condition(plain[key]) if key in plain else None


def _is(key: str, *values: str) -> FactIs:
    return FactIs(key, frozenset(values))


# Where goods, money or people move for a measure of each direction.
PLACES: dict[str, Condition | None] = {
    "none": None,
    "from_kp": _is("origin", "KP"),
    "through_kp": AnyOf((_is("origin", "KP"), PASSAGES["kp"])),
    "to_kp": _is("destination", "KP"),
    "both_kp": AnyOf(
        (
            AllOf((_is("activity", "supply"), _is("destination", "KP"))),
            AllOf((_is("activity", "procure"), _is("origin", "KP"))),
            AllOf((_is("activity", "supply"), Stated(_is("origin", "KP")))),
        )
    ),
    "with_kp": _is("counterparty_state", "KP"),
    "from_ru": _is("origin", "RU"),
    "to_us": _is("destination", *US_CUSTOMS),
    "to_eu": _is("destination", *EU_MEMBERS),
}


def _unless(plain: Plain) -> Unless:
    return Unless(plain["text"], build_condition(plain["when"]), tuple(map(_unless, plain.get("unless", ()))))


def _exemption(plain: Plain) -> Exemption:
    return Exemption(
        id=plain["id"],
        paragraph=plain["paragraph"],
        text=plain["text"],
        when=_optional(plain, "when"),
        unless=tuple(map(_unless, plain.get("unless", ()))),
        door=plain.get("door", "open"),
        duties=tuple(plain.get("duties", ())),
    )


def _quota(plain: Plain) -> QuotaRule:
    month_day = plain.get("month_day")
    return QuotaRule(
        limits=tuple(Limit(Decimal(limit["amount"]), limit["unit"]) for limit in plain.get("limits", ())),
        rule=plain.get("rule", "own_unit"),
        period=plain.get("period", "span"),
        month_day=(month_day[0], month_day[1]) if month_day else None,
        base_period=plain.get("base_period", False),
        closes=plain.get("closes", "balance"),
        stop_percent=plain.get("stop_percent", 95),
        conditions=tuple(QuotaCondition(c["text"], build_condition(c["when"])) for c in plain.get("conditions", ())),
        disputed_from=tuple(
            (d["ambiguity"], d["reading"], d["month"], d["day"]) for d in plain.get("disputed_from", ())
        ),
    )


def _duty(plain: Plain) -> Duty:
    return Duty(Decimal(plain["percent"]), plain.get("bound", "exactly"))


def _case(plain: Plain, example: Plain) -> WorkedCase:
    facts = {**example, **plain.get("with", {})}
    return WorkedCase(
        name=plain["name"],
        facts={key: value for key, value in facts.items() if key not in plain.get("without", ())},
        status=plain["status"],
        exception=plain.get("exception"),
        state=plain.get("state"),
        lowest=plain.get("lowest"),
        highest=plain.get("highest"),
        missing=tuple(plain.get("missing", ())),
        regime=plain.get("regime"),
    )


def _regimes(plain: Plain, instrument: Instrument) -> tuple[InRegime, ...]:
    rows = plain.get("regimes") or [{"regime": instrument.regime}]
    return tuple(InRegime(row["regime"], resolve_day(row.get("from")), resolve_day(row.get("until"))) for row in rows)


def _measure(plain: Plain, instrument: Instrument) -> Measure:
    example = plain.get("example", {})
    quote = plain.get("quote")
    return Measure(
        id=plain["id"],
        instrument=instrument.id,
        regimes=_regimes(plain, instrument),
        paragraph=plain["paragraph"],
        kind=plain["kind"],
        effect=plain.get("effect", "prohibits"),
        summary=plain["summary"],
        status=plain.get("status", "in_force"),
        adopted=resolve_day(plain.get("adopted")) or instrument.adopted,
        asks=tuple((activity, tuple(steps)) for activity, steps in plain.get("asks", {}).items()),
        binds=plain.get("binds", "regime"),
        direction=plain.get("direction", "none"),
        place=PLACES[plain.get("direction", "none")],
        goods=build_goods(plain["goods"]) if "goods" in plain else None,
        where=_optional(plain, "where"),
        clock=plain.get("clock", "activity"),
        first=resolve_day(plain.get("from")),
        until=resolve_day(plain.get("until")),
        until_known_on=resolve_day(plain.get("until_known_on")),
        exceptions=tuple(map(_exemption, plain.get("exceptions", ()))),
        supersedes=tuple(plain.get("supersedes", ())),
        implements=tuple(plain.get("implements", ())),
        quota=_quota(plain["quota"]) if "quota" in plain else None,
        duty=_duty(plain["duty"]) if "duty" in plain else None,
        opens_regime=plain.get("opens_regime", False),
        part_of=plain.get("part_of"),
        confidence=plain.get("confidence", "confirmed"),
        unconfirmed=tuple(plain.get("unconfirmed", ())),
        ambiguities=tuple(plain.get("ambiguities", ())),
        notes=plain.get("notes"),
        sources=tuple(plain.get("sources", ())),
        quote=(quote["text"], quote["lang"]) if quote else None,
        example=example,
        cases=tuple(_case(case, example) for case in plain.get("cases", ())),
    )


def _instrument(plain: Plain) -> Instrument:
    return Instrument(**{**plain, "adopted": resolve_day(plain.get("adopted"))})


def _coverage(plain: Plain) -> Coverage:
    first = resolve_day(plain["from"])
    assert first is not None
    goods = build_goods(plain["goods"]) if "goods" in plain else None
    return Coverage(tuple(plain["activities"]), first, goods, _optional(plain, "where"), plain["note"])


def _bound(plain: str | Plain) -> Bound:
    return Bound(plain) if isinstance(plain, str) else Bound(plain["state"], resolve_day(plain.get("until")))


def _regime(plain: Plain) -> Regime:
    return Regime(
        id=plain["id"],
        title=plain["title"],
        authority=plain["authority"],
        concerns=build_condition(plain["concerns"]),
        bound=tuple(map(_bound, plain.get("bound", ()))),
        coverage=tuple(map(_coverage, plain["coverage"])),
    )


def _ambiguity(plain: Plain) -> Ambiguity:
    readings = tuple((reading["id"], reading["text"]) for reading in plain["readings"])
    return Ambiguity(plain["id"], plain["title"], plain["question"], readings)


def _listing(row: list[Any]) -> ListingRecord:
    list_, id_, schema, caption, names, listed_on, measure, imo, ended_on = row
    return ListingRecord(
        list_, id_, schema, caption, tuple(names), resolve_day(listed_on), measure, imo, resolve_day(ended_on)
    )


def build_rulebook(plain: Plain, digest: str) -> Rulebook:
    """The rulebook from its plain form: `regimes`, `ambiguities`, `files` (instrument and measures), `listings`."""
    instruments: dict[str, Instrument] = {}
    measures: dict[str, Measure] = {}
    for file in plain["files"]:
        instrument = _instrument(file["instrument"])
        instruments[instrument.id] = instrument
        for row in file["measures"]:
            measures[row["id"]] = _measure(row, instrument)
    return Rulebook(
        digest=digest,
        regimes={row["id"]: _regime(row) for row in plain["regimes"]},
        instruments=instruments,
        measures=measures,
        ambiguities={row["id"]: _ambiguity(row) for row in plain["ambiguities"]},
        listings=tuple(map(_listing, plain.get("listings", ()))),
    )
