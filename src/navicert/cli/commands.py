"""Which module holds which command, so that a command starts without loading the others."""

from __future__ import annotations

from importlib import import_module

MODULES: dict[str, tuple[str, ...]] = {
    "demo": ("demo",),
    "lists": ("lists",),
    "screen": ("screen",),
    "policy": ("policies", "below_line"),
    "validate": ("validate",),
    "check": ("check",),
    "rules": ("rules", "timeline", "claims", "impact"),
    "quota": ("quota",),
    "trade": ("trade", "trade_prices"),
    "read": ("read",),
    "evidence": ("evidence",),
    "customers": ("customers",),
    "rescreen": ("rescreen",),
    "cases": ("cases", "case_decisions", "case_reports"),
    "watch": ("watch",),
    "receipts": ("receipts", "comparing"),
    "verify": ("receipts",),
    "serve": ("serve",),
    "keys": ("keys",),
    "backup": ("backup",),
    "restore": ("backup",),
}
"""By the first word after `navicert`, in the order in which help shows them."""
WITH_VALUE = frozenset({"--store"})
"""Options of the root command that take a value."""


def register(arguments: list[str]) -> None:
    """Make the command that these arguments name known to the root command; all of them where they name none."""
    word = _first_word(arguments)
    if word is None and "--version" in arguments:
        return
    wanted = MODULES.get(word) if word else None
    for name in wanted or dict.fromkeys(name for names in MODULES.values() for name in names):
        import_module(f"navicert.cli.{name}")


def _first_word(arguments: list[str]) -> str | None:
    """The first argument that is no option nor an option's value."""
    remaining = iter(arguments)
    for argument in remaining:
        if argument in WITH_VALUE:
            next(remaining, None)
        elif not argument.startswith("-"):
            return argument
    return None
