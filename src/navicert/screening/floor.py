"""How far down scores are complete."""

from __future__ import annotations

from navicert.screening.model import Policy
from navicert.screening.scoring import squash


def exact_from(policy: Policy) -> float:
    """The score from which on no match is left out under this policy, whatever the query says beyond the name.

    Names of which less than `least_name` agrees are not weighed further unless an identifier decides; the best that
    such a pair could reach is what its names give, with every piece of other evidence in its favour. Numbers with a
    wrong check digit, which add little, are not counted.
    """
    names = policy.least_name - policy.unexplained * (1 - policy.least_name)
    birth = max(policy.birth_day, policy.birth_year, policy.birth_near)
    return squash(names + birth + policy.country + policy.place)


def floor_warning(policy: Policy) -> str | None:
    """What a person must know of a cutoff below which scores are not complete; None where the cutoff is above."""
    floor = exact_from(policy)
    if policy.cutoff >= floor:
        return None
    return (
        f"the cutoff {policy.cutoff:g} lies below {floor:.2f}: of pairs with scores between them, those whose names"
        f" agree in less than {policy.least_name:.0%} of their weight are not shown (lower least_name to see them)"
    )
