"""Relations of a listed party: as plain data, and as a drawing of bounded size whose boxes lead to the parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from navicert.charts.ties import SIDES, Around, Party, Side, draw_ties
from navicert.web.languages import language

if TYPE_CHECKING:
    from navicert.desk.relations import Relations
    from navicert.lists import Entry
    from navicert.lists.ties import Tie

MOST_NEAR, MOST_FAR, MOST_FAR_OF_ONE = 12, 16, 4
"""Boxes on each side of a drawing: tied to the party itself, tied to those, and of those to any one of them."""

LAST = ("Vessel", "Airplane")


def relations_of(found: Relations) -> list[dict[str, Any]]:
    """Every tie of a party; `way` tells whether its own entry states it, or the other party's."""
    return [
        {
            "way": tie.way,
            "kind": tie.kind,
            "name": tie.name,
            "entry_id": tie.entry_id,
            "schema": tie.schema,
            "note": tie.note,
            "namesakes": tie.namesakes,
        }
        for tie in found.ties
    ]


def elsewhere_of(found: Relations) -> list[dict[str, Any]]:
    """Parties of other lists that are likely the same one."""
    return [
        {
            "list": one["sources"][0],
            "id": one["id"],
            "caption": one["caption"],
            "schema": one["schema"],
            "score": one["score"],
            "probability": one["probability"],
        }
        for one in found.elsewhere
    ]


def picture_of(entry: Entry, list_name: str, found: Relations) -> Markup | None:
    """The drawing; None for a party without relations. What it leaves out it counts, and the table has it."""
    if not found.ties and not found.elsewhere:
        return None
    stated = [tie for tie in found.ties if tie.way == "stated"]
    others = [tie for tie in found.ties if tie.way != "stated"]
    same = [_same(one) for one in elsewhere_of(found)]
    sides: dict[Side, list[Party]] = {
        "left": [*same, *_parties(others, list_name)],
        "right": _parties(stated, list_name),
    }
    near = {side: parties[:MOST_NEAR] for side, parties in sides.items()}
    seen = {_address(list_name, entry.id)} | {one.address for side in SIDES for one in near[side] if one.address}
    drawn = {side: _with_further(near[side], found.further, list_name, seen) for side in SIDES}
    around = Around(
        Party(entry.caption, "", entry.schema, language(entry.caption)),
        drawn["left"][0],
        drawn["right"][0],
        more={side: len(sides[side]) - len(near[side]) for side in SIDES},
        beyond={side: drawn[side][1] for side in SIDES},
    )
    title = f"Relations of {entry.caption}"
    description = (
        f"{len(found.ties)} ties and {len(same)} likely listings elsewhere; the table below says the same in words."
    )
    return Markup(draw_ties(around, title=title, description=description, rest="#relations"))  # noqa: S704 - escaped


def _same(one: Mapping[str, Any]) -> Party:
    tie = f"may be the same, on {one['list']}"
    caption = str(one["caption"])
    return Party(caption, tie, one["schema"], language(caption), _address(one["list"], one["id"]), is_sure=False)


def _parties(ties: Iterable[Tie], list_name: str) -> list[Party]:
    """Each party once, with all that ties it; people and bodies before ships and aircraft, else in the list's order."""
    grouped: dict[tuple[str, str | None, str], list[Tie]] = {}
    for tie in ties:
        grouped.setdefault((tie.name, tie.entry_id, tie.way), []).append(tie)
    parties = [_party(together, list_name) for together in grouped.values()]
    return sorted(parties, key=lambda party: LAST.index(party.schema) + 1 if party.schema in LAST else 0)


def _party(ties: Sequence[Tie], list_name: str) -> Party:
    first = ties[0]
    kinds = ", ".join(dict.fromkeys(tie.kind.replace("_", " ") for tie in ties))
    words = kinds if first.way == "stated" else f"says: {kinds}"
    address = _address(list_name, first.entry_id) if first.entry_id else None
    return Party(first.name, words, first.schema, language(first.name), address)


def _with_further(
    near: Sequence[Party], further: Mapping[str, Sequence[Tie]], list_name: str, seen: set[str]
) -> tuple[tuple[Party, ...], int]:
    """The parties of a side with those that only they are tied to, a few each; and how many of these are left out."""
    by_address = {_address(list_name, entry_id): ties for entry_id, ties in further.items()}
    room, left_out, drawn = MOST_FAR, 0, list[Party]()
    for party in near:
        ties = by_address.get(party.address or "", ())
        others = [one for one in _parties(ties, list_name) if one.address and one.address not in seen]
        shown = others[: min(room, MOST_FAR_OF_ONE)]
        room -= len(shown)
        left_out += len(others) - len(shown)
        seen |= {one.address for one in shown if one.address}
        drawn.append(replace(party, parties=tuple(shown)))
    return tuple(drawn), left_out


def _address(list_name: str, entry_id: str) -> str:
    return f"/entity/{quote(list_name, safe='')}/{quote(entry_id, safe='')}"
