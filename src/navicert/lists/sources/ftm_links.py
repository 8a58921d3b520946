"""Objects of FollowTheMoney that say something about a party: sanctions, ties, addresses, papers.

They stand nested in a party's line or on lines of their own, before or after it; both are gathered, and joined to their
parties when all lines are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from navicert.errors import InvalidInput
from navicert.lists.ftm_words import EDGES
from navicert.lists.model import Address, Detail, Identifier, IdentifierKind, Listing, Relation
from navicert.lists.sources.ftm_lines import Line, as_line
from navicert.terms import country_code

SUPPORTING = frozenset({"Sanction", "Address", "Identification", "Passport", "Position"}) | EDGES.keys()
NOT_STATED = "not stated"

Addition = Listing | Address | Identifier | Relation | Detail
Said = Iterator[tuple[str, Addition]]


@dataclass(slots=True)
class Links:
    """All supporting objects of a reading, each with the party it was nested in, and the names of all parties."""

    objects: list[tuple[Line, str | None]] = field(default_factory=list)
    captions: dict[str, str] = field(default_factory=dict)
    address_holders: dict[str, list[str]] = field(default_factory=dict)

    def take(self, line: Line, parent: str | None = None) -> None:
        """Keep an object; a post is only a name that others point to."""
        if line.schema == "Position":
            self.captions[line.id] = _name(line)
        else:
            self.objects.append((line, parent))

    def additions(self) -> dict[str, list[Addition]]:
        """For each party's id what the objects add to it."""
        found: dict[str, list[Addition]] = {}
        for line, parent in self.objects:
            for holder, addition in self._said(line, parent):
                found.setdefault(holder, []).append(addition)
        return found

    def _said(self, line: Line, parent: str | None) -> Said:
        match line.schema:
            case "Sanction":
                return _sanction(line, parent)
            case "Identification" | "Passport":
                return _paper(line, parent)
            case "Address":
                return _address(line, self.address_holders.get(line.id, []))
            case _:
                return _edge(line, parent, self.captions)


def unnest(line: Line, links: Links) -> Line:
    """The line with nested entities replaced by their ids; supporting ones are kept, parties leave their name."""
    for values in line.properties.values():
        for item in values:
            if type(item) is dict:
                return _flat_line(line, links)
    return line


def _flat_line(line: Line, links: Links) -> Line:
    flat = {name: [_flat(item, name, line, links) for item in values] for name, values in line.properties.items()}
    return replace(line, properties=flat)


def _flat(item: str | dict[str, object], name: str, holder: Line, links: Links) -> str:
    if isinstance(item, str):
        return item
    child = unnest(as_line(item, f"{holder.where} field {name}"), links)
    if child.schema in SUPPORTING:
        links.take(child, holder.id)
    else:
        links.captions.setdefault(child.id, _name(child))
    return child.id


def _name(line: Line) -> str:
    return line.caption or next(iter(_all(line, "name")), line.id)


def _all(line: Line, name: str) -> list[str]:
    return [value for value in line.properties.get(name, ()) if value.strip()]


def _holders(line: Line, name: str, parent: str | None) -> list[str]:
    holders = _all(line, name) or ([parent] if parent else [])
    if not holders:
        raise InvalidInput(f"{line.schema} {line.id!r} belongs to no party", where=f"{line.where} field {name}")
    return holders


def _sanction(line: Line, parent: str | None) -> Said:
    """A Sanction is one listing for each programme; what a listing has no field for becomes details."""
    used = {("reason", reason) for reason in _all(line, "reason")}
    listing = Listing(
        authority=_take(line, ("authority",), used) or next(iter(line.others.get("datasets") or ()), NOT_STATED),
        program=NOT_STATED,
        listed_on=_day(_take(line, ("listingDate", "startDate"), used, _day)),
        ended_on=_day(_take(line, ("endDate",), used, _day)),
        reference=_take(line, ("recordId", "authorityId", "unscId"), used),
        basis="\n".join(_all(line, "reason")) or None,
    )
    programs = _all(line, "program") or _all(line, "programId") or [NOT_STATED]
    used |= {(name, program) for name in ("program", "programId") for program in programs}
    for holder in _holders(line, "entity", parent):
        for program in programs:
            yield holder, replace(listing, program=program)
        for name in line.properties.keys() - {"entity"}:
            for value in _all(line, name):
                if (name, value) not in used:
                    yield holder, Detail(f"sanction {name}", value)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _take(
    line: Line, names: tuple[str, ...], used: set[tuple[str, str]], accept: Callable[[str], object] = bool
) -> str | None:
    """The first value of the first of these properties that is accepted, the earliest first; it is marked as used."""
    for name in names:
        for value in sorted(_all(line, name)):
            if accept(value):
                used.add((name, value))
                return value
    return None


def _paper(line: Line, parent: str | None) -> Said:
    """A passport or other paper, with its country if it names just one."""
    kind: IdentifierKind = "passport" if line.schema == "Passport" else "id_number"
    country = _only_country(line)
    note = _note(line, ("holder", "number", "passportNumber", *(["country"] if country else [])))
    for holder in _holders(line, "holder", parent):
        for number in dict.fromkeys(_all(line, "number") + _all(line, "passportNumber")):
            yield holder, Identifier(kind, number, country, note)


def _only_country(line: Line) -> str | None:
    codes = {country_code(value) for value in _all(line, "country")}
    return codes.pop() if len(codes) == 1 else None


_ADDRESS_PARTS = ("postOfficeBox", "street", "street2", "city", "postalCode", "region", "state")


def _address(line: Line, holders: list[str]) -> Said:
    """An address whose holders point to it with `addressEntity`; without `full` its parts are joined."""
    full = _all(line, "full")
    text = full or [", ".join(value for name in _ADDRESS_PARTS for value in _all(line, name))]
    country = _only_country(line)
    note = _note(line, ("full", *(["country"] if country else []), *([] if full else _ADDRESS_PARTS)))
    for holder in holders:
        for one in text:
            yield holder, Address(one, country, note)


def _edge(line: Line, parent: str | None, captions: dict[str, str]) -> Said:
    """A tie, as each of its two ends sees it."""
    source, target, forwards, backwards = EDGES[line.schema]
    note = _note(line, (source, target))
    for left in _holders(line, source, parent):
        for right in _holders(line, target, parent):
            yield left, Relation(forwards, captions.get(right, right), right, note)
            yield right, Relation(backwards, captions.get(left, left), left, note)


def _note(line: Line, without: tuple[str, ...]) -> str | None:
    said = [f"{name}: {value}" for name in line.properties if name not in without for value in _all(line, name)]
    return "; ".join(said) or None
