"""The layout of UN Comtrade: its API and download of today, and the downloads before 2022.

Values of imports are counted c.i.f. and of exports f.o.b. (International Merchandise Trade Statistics 2010, ch. IV).
A net weight of zero beside a value means that none was reported; so does a quantity whose unit is N/A.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from navicert.errors import InvalidInput
from navicert.terms.quantity import Quantity
from navicert.trade.flows.cells import CellError, read_amount, read_flag, read_hs, read_period, read_unit
from navicert.trade.flows.codes import partner_of, state_of
from navicert.trade.flows.model import WORLD, Direction, Flow
from navicert.trade.flows.reading import Origin, RowProblem

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "period": ("period", "refperiodid"),
    "year": ("refyear", "year"),
    "month": ("refmonth",),
    "frequency": ("freqcode",),
    "type": ("typecode",),
    "reporter": ("reporteriso",),
    "reporter code": ("reportercode",),
    "reporter name": ("reporterdesc", "reporter"),
    "partner": ("partneriso",),
    "partner code": ("partnercode",),
    "partner name": ("partnerdesc", "partner"),
    "flow": ("flowcode", "tradeflowcode"),
    "flow name": ("flowdesc", "tradeflow"),
    "goods": ("cmdcode", "commoditycode"),
    "classification": ("classificationcode", "classification"),
    "unit": ("qtyunitabbr", "qtyunit"),
    "unit code": ("qtyunitcode",),
    "quantity": ("qty",),
    "net": ("netwgt", "netweightkg"),
    "value": ("primaryvalue", "tradevalueus$"),
    "partner2": ("partner2code", "2ndpartnercode"),
    "customs": ("customscode", "customsproccode"),
    "transport": ("motcode", "modeoftransportcode"),
    "supply": ("moscode",),
    "quantity estimated": ("isqtyestimated",),
    "net estimated": ("isnetwgtestimated",),
    "flag": ("legacyestimationflag", "flag"),
}
_TOLD_TWICE = "tells in words or otherwise what another column tells"
IGNORED: Mapping[str, str] = {
    **dict.fromkeys(
        ("cmddesc", "commodity", "partner2iso", "partner2desc", "2ndpartner", "2ndpartneriso", "customsdesc", "customs",
         "motdesc", "modeoftransport", "perioddesc", "classificationsearchcode", "datasetcode"),
        _TOLD_TWICE,
    ),
    **dict.fromkeys(
        ("altqty", "altqtyunitcode", "altqtyunitabbr", "altqtyunit", "isaltqtyestimated"), "a second unit beside qty"
    ),
    **dict.fromkeys(
        ("grosswgt", "isgrosswgtestimated", "grossweightkg"), "gross weight holds packing; net weight is compared"
    ),
    **dict.fromkeys(
        ("cifvalue", "fobvalue", "ciftradevalueus$", "fobtradevalueus$"), "primaryValue is one of the two"
    ),
    **dict.fromkeys(
        ("isoriginalclassification", "aggrlevel", "aggregatelevel", "isleaf", "isleafcode", "isreported",
         "isaggregate"),
        "follows from the code of the goods, or tells how the publisher added up",
    ),
}  # fmt: skip
FLOWS: Mapping[str, Direction] = {
    "m": "import", "x": "export", "import": "import", "export": "export", "imports": "import", "exports": "export",
    "1": "import", "2": "export",
}  # fmt: skip
OTHER_FLOWS = frozenset({"rm", "rx", "dx", "mip", "mop", "xip", "xop", "fm", "3", "4", "re-export", "re-import"})
FLAGS: Mapping[str, tuple[str, ...]] = {
    "": (), "0": (), "2": ("quantity",), "4": ("net weight",), "6": ("quantity", "net weight"),
}  # fmt: skip
UNIT_CODES: Mapping[str, str] = {"3": "1000 kWh", "5": "u", "7": "l", "8": "kg", "12": "m³"}
_WHOLE = {"partner2": {"", "0"}, "customs": {"", "C00"}, "transport": {"", "0"}, "supply": {"", "0"}}


def _key(column: str) -> str:
    return "".join(sign for sign in column.casefold() if sign.isalnum() or sign == "$")


def is_comtrade(columns: Sequence[str]) -> bool:
    """Whether these are Comtrade's columns: goods, flow and value under its names."""
    keys = {_key(column) for column in columns}
    needed = (COLUMNS["goods"], COLUMNS["value"], (*COLUMNS["flow"], *COLUMNS["flow name"]))
    return all(keys & set(names) for names in needed)


class ComtradeReader:
    """Reads rows of Comtrade."""

    layout = "UN Comtrade"

    def __init__(self, columns: Sequence[str], origin: Origin) -> None:
        self._origin = origin
        keys = {_key(column): column for column in columns}
        self._columns = {
            name: [keys[spelling] for spelling in spellings if spelling in keys] for name, spellings in COLUMNS.items()
        }
        self.ignored = {keys[key]: reason for key, reason in IGNORED.items() if key in keys}
        used = {column for columns in self._columns.values() for column in columns}
        self.unknown = tuple(c for c in columns if c and c not in used and c not in self.ignored)
        for name in ("reporter", "partner"):
            if not any(self._columns[part] for part in (name, f"{name} code", f"{name} name")):
                raise InvalidInput(f"no column tells the {name}", where="header", next=f"add {name}ISO or {name}Code")

    def read(self, row: Mapping[str, Any]) -> Flow | RowProblem:
        try:
            return self._flow(row)
        except CellError as error:
            return RowProblem(error.field, error.message)

    def _cell(self, row: Mapping[str, Any], name: str) -> str | None:
        cells = (row.get(column) for column in self._columns[name])
        return next((str(cell).strip() for cell in cells if cell is not None and str(cell).strip()), None)

    def _named(self, name: str) -> str:
        return self._columns[name][0] if self._columns[name] else name

    def _flow(self, row: Mapping[str, Any]) -> Flow:
        self._check_kind(row)
        direction = self._direction(row)
        value = read_amount(self._named("value"), self._cell(row, "value"))
        if value is None:
            raise CellError(self._named("value"), "the value is missing; a flow tells its value in US dollars")
        net = read_amount(self._named("net"), self._cell(row, "net"))
        return Flow(
            source=self._origin.source,
            reporter=self._reporter(row),
            partner=self._partner(row),
            direction=direction,
            hs=read_hs(self._named("goods"), self._cell(row, "goods")),
            period=self._period(row),
            quantity=self._quantity(row),
            net_kg=None if net == 0 and value > 0 else net,
            value=value,
            currency="USD",
            valuation="cif" if direction == "import" else "fob",
            estimated=self._estimated(row),
            breakdown=",".join(self._parts(row)),
            partner_name=self._cell(row, "partner name") or "",
        )

    def _check_kind(self, row: Mapping[str, Any]) -> None:
        if (self._cell(row, "type") or "C") != "C":
            raise CellError(self._named("type"), "only goods (C) are read; leave services out of the download")
        classification = self._cell(row, "classification") or "HS"
        if not classification.upper().startswith("H"):
            raise CellError(
                self._named("classification"), f"{classification!r} is not the Harmonized System; download HS codes"
            )

    def _direction(self, row: Mapping[str, Any]) -> Direction:
        text = self._cell(row, "flow") or self._cell(row, "flow name") or ""
        if text.casefold() in FLOWS:
            return FLOWS[text.casefold()]
        field = self._named("flow" if self._columns["flow"] else "flow name")
        if text.casefold() in OTHER_FLOWS:
            raise CellError(field, f"{text!r} is a part of imports or exports; download M and X, which contain it")
        raise CellError(field, f"{text!r} is no flow; expected M or X")

    def _period(self, row: Mapping[str, Any]) -> str:
        text = self._cell(row, "period")
        year, month = self._cell(row, "year"), self._cell(row, "month")
        if text is None and year and month and month.isdigit() and 1 <= int(month) <= 12:
            text = f"{year}{int(month):02}"
        if text is not None and len(text) == 8 and text.isdigit():
            text = text[:4] if self._cell(row, "frequency") == "A" else text[:6]
        return read_period(self._named("period"), text or year)

    def _reporter(self, row: Mapping[str, Any]) -> str:
        texts = [self._cell(row, name) for name in ("reporter", "reporter code", "reporter name")]
        found = state_of(*texts)
        if found is None or found == WORLD:
            raise CellError(
                self._named("reporter"),
                f"{next(filter(None, texts), '')!r} is no state that reports; give its ISO code",
            )
        return found

    def _partner(self, row: Mapping[str, Any]) -> str:
        found = partner_of(*(self._cell(row, name) for name in ("partner", "partner code", "partner name")))
        if found is None:
            raise CellError(self._named("partner"), "the partner is missing; give its ISO code, or 0 for the world")
        return found

    def _quantity(self, row: Mapping[str, Any]) -> Quantity | None:
        amount = read_amount(self._named("quantity"), self._cell(row, "quantity"))
        unit = read_unit(self._cell(row, "unit")) or UNIT_CODES.get(self._cell(row, "unit code") or "")
        if unit is None and amount:
            raise CellError(self._named("unit"), f"the quantity {amount} has no unit; add qtyUnitAbbr")
        return None if amount is None or unit is None else Quantity(amount, unit)

    def _estimated(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        flag = self._cell(row, "flag") or ""
        if flag not in FLAGS:
            raise CellError(self._named("flag"), f"{flag!r} is no flag of estimation; known are 0, 2, 4 and 6")
        told = [
            name
            for name, column in (("quantity", "quantity estimated"), ("net weight", "net estimated"))
            if read_flag(self._named(column), self._cell(row, column))
        ]
        return tuple(dict.fromkeys((*told, *FLAGS[flag])))

    def _parts(self, row: Mapping[str, Any]) -> Iterator[str]:
        """What the row is only a part of the flow by."""
        for name, whole in _WHOLE.items():
            text = self._cell(row, name) or ""
            if text not in whole:
                yield f"{name}={text}"
