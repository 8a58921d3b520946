"""Who asks over the network, and what they may do: the words that server and pages share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["viewer", "analyst", "reviewer", "admin"]
Way = Literal["anonymous", "api key", "session"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most: each may do what those before it may."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sent a request: the name that records of theirs carry, their role (None: may do nothing), how we know."""

    name: str
    role: Role | None
    way: Way = "anonymous"
    key_id: str | None = None

    def may(self, least: Role) -> bool:
        """Whether the visitor has this role or a higher one."""
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(least)


NOBODY = Visitor("nobody", None)
