"""Policies from plain values: every threshold and weight by its name, refused where unknown or out of range."""

from __future__ import annotations

import difflib
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from navicert.errors import InvalidInput
from navicert.screening.model import Policy

SHARES = frozenset({"cutoff", "least_name", "added_relief", "dropped_relief", "base_rate"})
"""Values that are parts of a whole."""
MOST_WEIGHT = 5.0
MOST_MATCHES = 1000
MOST_LISTED = 100_000_000


@dataclass(frozen=True, slots=True)
class Knob:
    """One threshold or weight: what it means, its range (both ends allowed), and its value as shipped."""

    name: str
    meaning: str
    least: float
    most: float
    shipped: float | int

    def read(self, value: object, where: str) -> float | int:
        """The value, where it is one; InvalidInput naming the place else."""
        whole = isinstance(self.shipped, int)
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            kind = "a whole number" if whole else "a number"
            raise InvalidInput(f"{value!r} is not {kind}", where=f"{where} field {self.name}", next=self._range)
        if not self.least <= value <= self.most:
            raise InvalidInput(f"{value!r} is out of range", where=f"{where} field {self.name}", next=self._range)
        return int(value) if whole else float(value)

    @property
    def _range(self) -> str:
        return f"give one from {self.least:g} to {self.most:g}"


def knobs() -> dict[str, Knob]:
    """Every threshold and weight of a policy, by name, in the order in which they are documented."""
    meanings = _meanings()
    shipped = Policy()
    return {
        field.name: Knob(field.name, meanings[field.name], *_range(field.name), getattr(shipped, field.name))
        for field in fields(Policy)
    }


def _range(name: str) -> tuple[float, float]:
    if name == "limit":
        return 1, MOST_MATCHES
    if name == "listed_parties":
        return 1, MOST_LISTED
    if name == "base_rate":
        return 1e-6, 1 - 1e-6
    return 0, 1 if name in SHARES else MOST_WEIGHT


def _meanings() -> dict[str, str]:
    """What stands under each field of the policy in its own documentation."""
    found, name = dict[str, str](), ""
    for line in _documentation():
        head, colon, _ = line.partition(":")
        if colon and head.isidentifier():
            name = head
        elif name and name not in found:
            found[name] = line
    return found


def _documentation() -> Iterator[str]:
    """The policy's fields, each followed by the text below it in one line."""
    lines = iter(textwrap.dedent("\n".join(inspect.getsource(Policy).splitlines()[2:])).splitlines())
    for line in lines:
        text = line.strip()
        while text.startswith('"""') and text.count('"""') == 1:
            text += " " + next(lines).strip()
        yield text.strip('"')


def with_values(policy: Policy, values: Mapping[str, Any], where: str) -> Policy:
    """The policy with these values changed; InvalidInput for a name that is none, or a value out of its range."""
    known = knobs()
    for name in values:
        if name not in known:
            like = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {like[0]}?" if like else f"there are: {', '.join(known)}"
            raise InvalidInput(f"a policy has no {name!r}", where=where, next=hint)
    read: dict[str, Any] = {name: known[name].read(value, where) for name, value in values.items()}
    return replace(policy, **read)


def changed_values(policy: Policy) -> dict[str, float | int]:
    """The values that are not those shipped."""
    return {name: getattr(policy, name) for name, knob in knobs().items() if getattr(policy, name) != knob.shipped}
