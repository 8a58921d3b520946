"""Rows of published statistics as flows. Which columns there are tells whose layout it is.

Comtrade: the columns of its API and download (period, reporterISO, flowCode, cmdCode, primaryValue ...) and those of
the downloads before 2022 (Period, Trade Flow, Reporter ISO, Commodity Code, Netweight (kg), Trade Value (US$) ...).
China's customs: the portal's download in Chinese (数据年月, 商品编码, 贸易伙伴编码, 第一数量, 第一计量单位, 美元 ...)
or in English; whether it tells imports or exports the file does not say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from navicert.errors import InvalidInput
from navicert.trade.flows.model import Direction, Flow


@dataclass(frozen=True, slots=True)
class Origin:
    """What is said of a whole file beside its rows: who publishes it, and what the rows leave open."""

    source: str
    direction: Direction | None = None
    partner: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row is no flow: the field, what is wrong and what to do."""

    field: str
    message: str


class FlowReader(Protocol):
    """Reads the rows of one layout."""

    @property
    def layout(self) -> str:
        """Whose layout it is."""

    @property
    def ignored(self) -> Mapping[str, str]:
        """The columns that are left out, with the reason."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """The columns that no layout knows."""

    def read(self, row: Mapping[str, Any]) -> Flow | RowProblem:
        """The flow of a row, or what is wrong with it."""


def reader_for(columns: Sequence[str], origin: Origin) -> FlowReader:
    """The reader of the layout that has these columns; InvalidInput where no layout has them."""
    from navicert.trade.flows.comtrade import ComtradeReader, is_comtrade
    from navicert.trade.flows.customs import CustomsReader, is_customs

    if is_comtrade(columns):
        return ComtradeReader(columns, origin)
    if is_customs(columns):
        return CustomsReader(columns, origin)
    raise InvalidInput(
        f"these columns are neither UN Comtrade's nor China's customs': {', '.join(columns)}",
        where="header",
        next="needed are period, reporterISO, partnerISO, flowCode, cmdCode, primaryValue; or 数据年月, 商品编码, 美元",
    )
