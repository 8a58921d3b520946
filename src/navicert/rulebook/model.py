"""The nouns of the rulebook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Law as data; `digest` is "sha256:..." over its content."""

    digest: str
