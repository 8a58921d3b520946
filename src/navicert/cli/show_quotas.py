"""Quota accounts for people: caps and what is left, every delivery with the total after it, corrections, doubts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from navicert.cli.output import stdout, table

STATUS_WORDS = {
    "no_figures": ("no figures: nothing is known", "bold yellow"),
    "no_cap": ("no cap is known here", "yellow"),
    "open": ("open", "green"),
    "near": ("near the cap", "yellow"),
    "contested": ("contested: estimated above the cap, reported below", "bold yellow"),
    "stopped": ("stopped by official notice", "bold red"),
    "exhausted": ("exhausted", "bold red"),
}


def print_taken(answer: Mapping[str, Any]) -> None:
    """One line for a recorded row: its id, and what it states."""
    record = answer["record"]
    words = {"recorded": "recorded", "known": "already in the ledger, not recorded again"}[answer["outcome"]]
    corrected = f", corrects {record['corrects']}" if "corrects" in record else ""
    console = stdout()
    console.print(Text(f"{record['id']}  {words}: {_stated(record)}, {record['quota']}{corrected}"), soft_wrap=True)


def print_account(account: Mapping[str, Any], console: Console) -> None:
    """Print one account: caps first, then the running table and what a person should look at."""
    words, style = STATUS_WORDS[account["status"]]
    state = f", supplies of {account['supplier']}" if account["supplier"] else ""
    console.print(
        Text.assemble((f"{account['quota']}{state}, {account['period']['name']}", "bold"), "  ", (words, style))
    )
    console.print(Text(f"  {account['summary']} ({account['citation']})"))
    if account["limits"]:
        console.print(_limits_table(account))
    if account["records"]:
        console.print(_running_table(account))
    for line in _remarks(account):
        console.print(Text(f"  {line}"), soft_wrap=True)
    console.print(Text(f"  as known on {account['as_known_on']}\n", style="dim"))


def _in_force(account: Mapping[str, Any]) -> str:
    until = account["in_force"]["until"]
    return f"from {account['in_force']['first']}" + (f" up to {until}, that day excluded" if until else "")


def _limits_table(account: Mapping[str, Any]) -> Any:
    grid = table("cap", "reported", "share", "left", "estimated", "cap reached, if it goes on so")
    for limit in account["limits"]:
        grid.add_row(
            _amount(limit["cap"], limit["unit"]),
            *_reported(limit),
            _estimate(limit["estimated"], limit["unit"]),
            _projection(limit),
        )
    return grid


def _reported(limit: Mapping[str, Any]) -> tuple[str, str, str]:
    """The reported total, its share of the cap, and what is left; unknown where nothing was reported."""
    if limit["reported"] is None:
        return "unknown", "unknown", "unknown"
    part = "" if limit["reported"]["whole"] else "at least "
    total = part + _amount(limit["reported"]["amount"], limit["unit"])
    return total, f"{limit['share_percent']:.1f} %", _amount(limit["left"], limit["unit"])


def _running_table(account: Mapping[str, Any]) -> Any:
    units = list(account["totals"]) or sorted({unit for row in account["records"] for unit in row["amounts"]})
    grid = table("delivered", "from", "to", "stated", *(f"total {unit}" for unit in units), "known on", "source", "id")
    for row in account["records"]:
        running = row["running"] or {}
        grid.add_row(
            Text(row["delivered"]),
            row.get("supplier") or "all",
            row.get("receiver") or "all",
            Text(_stated(row)),
            *(_number(running[unit]) if unit in running else "" for unit in units),
            row["known_on"],
            Text(row["source"]),
            Text(row["id"]),
        )
    return grid


def _remarks(account: Mapping[str, Any]) -> Iterator[str]:
    yield from _thresholds(account)
    for notice in account["notices"]:
        yield f"notice: {notice['percent']} percent, {notice['known_on']}, {notice['source']}"
    for row in account["left"]:
        if row["goods"]:
            yield f"left, counted as {' or '.join(row['goods'])}: {_amount(row['amount'], row['unit'])}"
    for unit, amount in account["aid"].items():
        yield f"of that given as aid: {_amount(amount, unit)} (whether aid is supply is contested)"
    for revision in account["revisions"]:
        was, now = _amounts(revision["was"]), _amounts(revision["now"])
        yield f"corrected: {revision['record']} by {revision['by']}, known on {revision['known_on']}: {was} -> {now}"
    for doubt in account["doubts"]:
        yield f"counted twice? {', '.join(doubt['records'])}: {doubt['text']}"
    if account["lacking"]:
        yield f"not in every total, since no stated ratio converts them: {', '.join(account['lacking'])}"
    for ratio in account["ratios"]:
        yield f"converted {ratio['goods']}: {ratio['source']}"


def _thresholds(account: Mapping[str, Any]) -> Iterator[str]:
    for limit in account["limits"]:
        reached = [f"{row['percent']} % by {row['reached_by']}" for row in limit["thresholds"] if row["reached_by"]]
        if reached:
            yield f"reached in {limit['unit']}: {', '.join(reached)}"


def _stated(row: Mapping[str, Any]) -> str:
    if "percent" in row:
        return f"notice of {row['percent']} percent"
    kind = "estimated " if row.get("stands_as", row["kind"]) == "estimated" else ""
    amounts = [_amount(row["amount"], row["unit"])] if "amount" in row else []
    if "low" in row:
        amounts[0] += f" ({_number(row['low'])} to {_number(row['high'])})"
    amounts += [_amount(row["value"], row["currency"])] if "value" in row else []
    whole = ", reports included" if row.get("includes_reported") else ""
    return f"{kind}{' / '.join(amounts)} {row.get('goods', '')}{whole}"


def _estimate(estimate: Mapping[str, Any] | None, unit: str) -> str:
    if estimate is None:
        return ""
    span = "" if estimate["low"] == estimate["high"] else f"\n{_number(estimate['low'])} to {_number(estimate['high'])}"
    return f"{_amount(estimate['best'], unit)}{span}"


def _projection(limit: Mapping[str, Any]) -> str:
    lines = [_day(limit["projection"])]
    if limit["estimated_projection"]:
        lines.append(f"by estimates: {_day(limit['estimated_projection'])}")
    return "\n".join(lines)


def _day(projection: Mapping[str, Any]) -> str:
    if projection["day"] is None:
        return str(projection["because"])
    span = [day for day in (projection["earliest"], projection["latest"]) if day and day != projection["day"]]
    between = f" ({' to '.join(span)})" if span else ""
    return f"{projection['day']}{between}, {projection['because']}"


def _amounts(amounts: Mapping[str, Any]) -> str:
    return " / ".join(_amount(amount, unit) for unit, amount in amounts.items())


def _amount(amount: float, unit: str) -> str:
    return f"{_number(amount)} {unit}"


def _number(amount: float) -> str:
    return f"{amount:,.1f}".removesuffix(".0")
