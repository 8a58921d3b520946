"""The one way of matching that there is, told as yente's clients ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.screening import Match

NAME = "navicert"
BEST = "best"
DESCRIPTION = (
    "Names in any script are read into words and compared word by word; identifiers, birth dates, countries, gender "
    "and places speak for or against. The score is computed from the reasons that come with every result."
)
_KINDS: Mapping[str, str] = {
    "name": "words of both names that agree, by how rare they are",
    "name_missing": "words of one name without counterpart in the other",
    "name_contradiction": "words that stand in each other's place and do not agree",
    "single_word": "one word alone agrees in names of several",
    "short_word": "one short word is all that agrees, and is written otherwise",
    "lone_word": "a person asked about by one word",
    "acronym": "an acronym and what it stands for are all that agrees",
    "common_name": "the listed word is a common name, and the asked one is only like it",
    "number_differs": "another number of a ship, a factory or an office",
    "business_differs": "another line of business, and an ordinary word in common",
    "rarity": "the words that agree are common",
    "weak_alias": "the listed name is a weak alias",
    "another_order": "the words stand in another order",
    "syllables_exchanged": "the syllables of a Korean or Chinese name stand in another order",
    "other_kind": "the listed name is an alias or a former name",
    "printed": "letters and marks in which the two names differ as printed",
    "other_names": "letters in which the party's other names differ from the one asked",
    "name_part": "the name asked is a part of its field, as where two names stand in one",
    "identifier": "the same identifier, or another one of a kind that a party has only once",
    "birth_date": "birth dates that agree, may agree, or cannot be the same",
    "country": "a country in common, or none in common",
    "gender": "different genders",
    "place": "a birth place or an address that agrees",
}


@cache
def feature_docs() -> Mapping[str, Any]:
    """What a result's evidence may be, and the weights of the policy behind it."""
    from navicert.screening import Policy

    kinds = {kind: {"description": text, "coefficient": 1.0} for kind, text in _KINDS.items()}
    weights = {field: getattr(Policy(), field) for field in Policy.__dataclass_fields__}
    return {**kinds, "policy": {"description": "every threshold and weight, in points", "coefficient": 1.0, **weights}}


def check_algorithm(name: str) -> None:
    """InvalidInput for an algorithm that is not there: another one's scores would be taken for its own."""
    if name not in (NAME, BEST):
        raise InvalidInput(f"there is no algorithm {name!r}", where="algorithm", next=f"choose {NAME} or {BEST}")


def explanations_of(match: Match) -> dict[str, dict[str, Any]]:
    """The evidence by kind: its points, its words, and for names what was compared with what."""
    told: dict[str, dict[str, Any]] = {}
    for reason in match.reasons:
        one = told.setdefault(reason.kind, {"score": 0.0, "detail": ""})
        one["score"] += reason.weight
        one["detail"] += f"; {reason.text}" if one["detail"] else reason.text
    if "name" in told:
        told["name"] |= {"query": match.matched_query, "candidate": match.matched_entry}
    return told
