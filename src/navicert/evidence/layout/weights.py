"""How strongly each cue speaks for each role: the table `weights.tsv`."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import cast, get_args

from navicert.evidence.model import Role

ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds by role and cue; `opening` and `further` are by cue, for lines that open a text or go on with it."""

    by_role: dict[Role, dict[str, float]]
    opening: dict[str, float]
    further: dict[str, float]

    def of_roles(self, cues: frozenset[str]) -> dict[Role, float]:
        """What the cues of a line make of each role."""
        return {role: own[ALWAYS] + sum(own[cue] for cue in cues if cue in own) for role, own in self.by_role.items()}


@functools.cache
def weights() -> Weights:
    """The table as it stands in the package; a cell left empty counts nothing."""
    text = resources.files("navicert.evidence.layout").joinpath("weights.tsv").read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    columns = {name: {row[0]: float(row[at]) for row in rows if row[at]} for at, name in enumerate(head) if at}
    opening, further = columns.pop("opening"), columns.pop("further")
    unknown = columns.keys() - set(get_args(Role))
    if unknown:
        raise ValueError(f"weights.tsv has columns that are no roles: {sorted(unknown)}")
    return Weights(cast(dict[Role, dict[str, float]], columns), opening, further)
