"""The layout of China's customs statistics: the download of stats.customs.gov.cn, in Chinese or English.

The file is in GB18030 or UTF-8, with commas between thousands and a comma at the end of the line. It does not say
whether it tells imports or exports: that was chosen when asking. The partner is the state of origin of imports and of
last known destination of exports; imports are valued c.i.f., exports f.o.b.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from navicert.errors import InvalidInput
from navicert.terms.quantity import Quantity
from navicert.trade.flows.cells import CellError, read_amount, read_hs, read_period, read_unit
from navicert.trade.flows.codes import customs_partner_of, state_of
from navicert.trade.flows.model import Direction, Flow
from navicert.trade.flows.reading import Origin, RowProblem

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "period": ("数据年月", "统计年月", "年月", "data month", "date", "date of data", "month", "period",
               "data year and month"),
    "goods": ("商品编码", "commodity code", "hs code"),
    "partner code": (
        "贸易伙伴编码", "trading partner code", "partner code", "code of trading partner", "country code",
    ),
    "partner name": (
        "贸易伙伴名称", "贸易伙伴", "trading partner", "name of trading partner", "trading partner name", "partner",
        "country",
    ),
    "flow": ("进出口", "进出口类型", "进出口标志", "贸易流向", "flow", "import/export", "trade flow"),
    "mode": ("贸易方式编码", "trade mode code", "customs regime code"),
    "place": ("注册地编码", "registration place code", "location code", "locations of importers and exporters code"),
    "quantity": ("第一数量", "数量", "第一法定数量", "quantity", "first quantity"),
    "unit": ("第一计量单位", "计量单位", "第一法定单位", "unit", "first unit", "measurement unit"),
    "quantity 2": ("第二数量", "第二法定数量", "second quantity", "supplementary quantity",
                   "supplimentary quantity"),
    "unit 2": ("第二计量单位", "第二法定单位", "second unit", "supplementary unit", "supplimentary unit"),
    "USD": ("美元", "金额(美元)", "us dollar", "us dollar value", "us dollars", "usd", "value (us dollar)",
            "value (usd)"),
    "CNY": ("人民币", "金额(人民币)", "rmb", "renminbi yuan", "renminbi", "yuan", "cny", "value (rmb)", "value (cny)"),
}  # fmt: skip
IGNORED: Mapping[str, str] = {
    **dict.fromkeys(("商品名称", "commodity", "commodity name", "name of commodity"), "words of the code"),
    **dict.fromkeys(
        ("贸易方式名称", "trade mode", "注册地名称", "registration place", "customs regime", "location",
         "locations of importers and exporters",
         "name of registered place"),
        "tells in words what the code tells",
    ),
    **dict.fromkeys(("单价", "unit price"), "follows from value and quantity"),
}  # fmt: skip
FLOWS: Mapping[str, Direction] = {
    "进口": "import", "出口": "export", "import": "import", "export": "export", "imports": "import",
    "exports": "export", "i": "import", "e": "export",
}  # fmt: skip


def _key(column: str) -> str:
    return " ".join(column.casefold().replace("（", "(").replace("）", ")").split())


def is_customs(columns: Sequence[str]) -> bool:
    """Whether these are the columns of China's customs: goods and a value in dollars or yuan."""
    keys = {_key(column) for column in columns}
    return bool(keys & set(COLUMNS["goods"])) and bool(keys & {*COLUMNS["USD"], *COLUMNS["CNY"]})


class CustomsReader:
    """Reads rows of China's customs."""

    layout = "China customs"

    def __init__(self, columns: Sequence[str], origin: Origin) -> None:
        self._origin = origin
        keys = {_key(column): column for column in columns if column}
        self._columns = {
            name: next((keys[spelling] for spelling in spellings if spelling in keys), None)
            for name, spellings in COLUMNS.items()
        }
        self.ignored = {keys[key]: reason for key, reason in IGNORED.items() if key in keys}
        used = {*self._columns.values(), *self.ignored}
        self.unknown = tuple(column for column in columns if column and column not in used)
        self._partner_given = self._given_partner()
        self._period = self._given_period()
        if self._columns["flow"] is None and origin.direction is None:
            raise InvalidInput(
                "the file does not say whether it tells imports or exports",
                where="header",
                next="give --flow import or export",
            )

    def _given_partner(self) -> str | None:
        if self._origin.partner is not None:
            found = state_of(self._origin.partner)
            if found is None:
                raise InvalidInput(f"{self._origin.partner!r} is no state", where="--partner", next="give its ISO code")
            return found
        if not (self._columns["partner code"] or self._columns["partner name"]):
            raise InvalidInput(
                "no column tells the trading partner",
                where="header",
                next="give --partner STATE, or choose it in the download",
            )
        return None

    def _given_period(self) -> str | None:
        if self._columns["period"] is not None:
            return None
        if self._origin.period is None:
            raise InvalidInput(
                "no column tells the month", where="header", next="give --period YYYY-MM, or download by month"
            )
        try:
            return read_period("--period", self._origin.period)
        except CellError as error:
            raise InvalidInput(error.message, where="--period") from None

    def read(self, row: Mapping[str, Any]) -> Flow | RowProblem:
        try:
            return self._flow(row)
        except CellError as error:
            return RowProblem(error.field, error.message)

    def _cell(self, row: Mapping[str, Any], name: str) -> str | None:
        column = self._columns[name]
        cell = row.get(column) if column else None
        return None if cell is None else str(cell).strip()

    def _named(self, name: str) -> str:
        return self._columns[name] or name

    def _flow(self, row: Mapping[str, Any]) -> Flow:
        direction = self._direction(row)
        currency = "USD" if self._columns["USD"] else "CNY"
        value = read_amount(self._named(currency), self._cell(row, currency))
        quantity, second = self._quantity(row, ""), self._quantity(row, " 2")
        if value is None and quantity is None:
            raise CellError(self._named(currency), "neither a value nor a quantity is told; download at least one")
        return Flow(
            source=self._origin.source,
            reporter="CN",
            partner=self._partner(row),
            direction=direction,
            hs=read_hs(self._named("goods"), self._cell(row, "goods")),
            period=self._period or read_period(self._named("period"), self._cell(row, "period")),
            quantity=quantity,
            net_kg=_weight(quantity, second),
            value=value,
            currency=currency,
            valuation="cif" if direction == "import" else "fob",
            breakdown=",".join(self._parts(row)),
            partner_name=self._cell(row, "partner name") or "",
        )

    def _direction(self, row: Mapping[str, Any]) -> Direction:
        text = self._cell(row, "flow")
        if text is None:
            if self._origin.direction is None:
                raise CellError(self._named("flow"), "it is not told whether this is an import or an export")
            return self._origin.direction
        direction = FLOWS.get(text.casefold())
        if direction is None:
            raise CellError(self._named("flow"), f"{text!r} is neither import nor export")
        if self._origin.direction not in (None, direction):
            raise CellError(self._named("flow"), f"{text!r} is not the --flow {self._origin.direction} that was given")
        return direction

    def _partner(self, row: Mapping[str, Any]) -> str:
        code, name = self._cell(row, "partner code"), self._cell(row, "partner name")
        if not code and not name:
            if self._partner_given is None:
                raise CellError(self._named("partner name"), "the trading partner is missing")
            return self._partner_given
        found = customs_partner_of(code, name)
        if self._partner_given not in (None, found):
            raise CellError(self._named("partner name"), f"{name or code!r} is not the --partner that was given")
        return found

    def _quantity(self, row: Mapping[str, Any], which: str) -> Quantity | None:
        column, unit_column = f"quantity{which}", f"unit{which}"
        amount = read_amount(self._named(column), self._cell(row, column))
        unit = read_unit(self._cell(row, unit_column))
        if amount is not None and unit is None:
            if amount == 0:
                return None
            raise CellError(self._named(unit_column), f"the quantity {amount} has no unit; add the column of units")
        return None if amount is None or unit is None else Quantity(amount, unit)

    def _parts(self, row: Mapping[str, Any]) -> Iterator[str]:
        for name in ("mode", "place"):
            if text := self._cell(row, name):
                yield f"{name}={text}"


def _weight(*quantities: Quantity | None) -> Any:
    """The quantity that is a weight, in kg."""
    from navicert.trade.flows.model import KILOGRAMS

    for quantity in quantities:
        if quantity is not None and quantity.unit in KILOGRAMS:
            return quantity.amount * KILOGRAMS[quantity.unit]
    return None
