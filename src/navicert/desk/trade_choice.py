"""Which trade statistics somebody wants, from what was typed: states by code or name, codes of goods, months."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, cast

from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.trade.flows import Choice

LEVELS = (2, 4, 6, 8, 10)
Named = Callable[[str], str]


def choice_of(given: Mapping[str, str | None], level: int | None, named: Named = str) -> Choice:
    """The flows chosen by `reporter`, `partner`, `flow`, `hs`, `from`, `until` and `source`, each absent or empty for
    all; `level` joins goods. InvalidInput names a field that cannot be what it should be, as `named` calls it."""
    from navicert.trade.flows import Choice
    from navicert.trade.flows.cells import CellError, read_hs, read_period

    told = {key: value.strip() for key, value in given.items() if value and value.strip()}
    try:
        code = read_hs(named("hs"), told["hs"]) if "hs" in told else None
        begin, end = (read_period(named(name), told[name]) if name in told else None for name in ("from", "until"))
    except CellError as error:
        raise InvalidInput(error.message, where=error.field) from None
    if level is not None and level not in LEVELS:
        raise InvalidInput(f"{level} is no length of an HS code", where=named("level"), next="give 2, 4, 6, 8 or 10")
    reporter, partner = (
        state_of(told[name], named(name)) if name in told else None for name in ("reporter", "partner")
    )
    flow = direction_of(told.get("flow"), named("flow"))
    return Choice(reporter, partner, flow, code, begin, end, told.get("source"), level)


def state_of(text: str, where: str) -> str:
    """The ISO code of a state; InvalidInput for what is none."""
    from navicert.trade.flows.codes import state_of as found_of

    found = found_of(text)
    if found is None:
        raise InvalidInput(f"{text[:60]!r} is no state", where=where, next="give its ISO code or name")
    return found


def direction_of(text: str | None, where: str) -> Literal["import", "export"] | None:
    """The direction of a flow; InvalidInput for what is none."""
    if text not in (None, "import", "export"):
        raise InvalidInput(f"{text[:60]!r} is neither import nor export", where=where)
    return cast("Literal['import', 'export'] | None", text)
