"""What stays open about a name on a list, and what would settle it, in keys and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from navicert.measures.judging import VESSEL_NAMES, listed_within
from navicert.measures.parties import ListedParty
from navicert.measures.rules import Rule
from navicert.measures.situation import Situation
from navicert.rulebook.model import Condition, OwnedBy, PartyListed

MOST_CANDIDATES = 3
TELLING = {
    "Person": "a birth date or passport number would tell",
    "Vessel": "an IMO number would tell",
    "Airplane": "a serial number would tell",
}
REGISTERED = "a registration number or address would tell"


def keys_that_identify(list_id: str, atoms: Iterable[Condition], situation: Situation) -> tuple[str, ...]:
    """The keys to ask for where these conditions ask a list: the missing IMO number of a vessel, else the names given,
    to be told more closely."""
    asked = _fields(list_id, atoms) & situation.values.keys()
    open_names = {party.field.partition(":")[0] for party in _open_parties(list_id, asked, situation)}
    names = [key for key in situation.values if key in asked and (key in open_names or not open_names)]
    unsure = [VESSEL_NAMES.get(key, key) for key in names]
    return tuple(
        dict.fromkeys(key if key not in situation.values else name for key, name in zip(unsure, names, strict=True))
    )


def _fields(list_id: str, atoms: Iterable[Condition]) -> set[str]:
    """The keys whose names these conditions look up on a list."""
    fields: set[str] = set()
    for atom in atoms:
        if isinstance(atom, PartyListed) and atom.list == list_id:
            fields.update(atom.fields)
        elif isinstance(atom, OwnedBy) and atom.list == list_id:
            fields.add("owners")
    return fields


def _open_parties(list_id: str, fields: set[str], situation: Situation) -> Iterator[ListedParty]:
    """The parties of a list of whom it is open whether they are meant, or listed then."""
    span = situation.act_span()
    for party in situation.parties.listed:
        if party.list == list_id and party.field.partition(":")[0] in fields and party.known_on(situation.known_on):
            listed = listed_within(party, span)
            if listed is None or (listed and (not party.sure or party.field in VESSEL_NAMES)):
                yield party


def identity_words(list_id: str, rules: Iterable[Rule], situation: Situation) -> tuple[str, str]:
    """How one says that the list holds the name, and that it does not."""
    fields = _fields(list_id, (atom for rule in rules for atom in rule.atoms)) & situation.values.keys()
    found = {(party.name, party.caption.casefold()): party for party in _open_parties(list_id, fields, situation)}
    parties = sorted(found.values(), key=lambda party: (-(party.score or 1), party.entry_id))[:MOST_CANDIDATES]
    if not parties:
        silence = situation.parties.silence.get(list_id)
        why = f" ({silence.why})" if silence else ""
        return f"is on the list {list_id}{why}", f"is not on the list {list_id}"
    if all(party.field in VESSEL_NAMES and party.score is None for party in parties):
        return f"is the listed vessel's ({', '.join(map(_cited, parties))})", "is another vessel's"
    unsure = [party for party in parties if not party.sure or party.field in VESSEL_NAMES]
    if not unsure:
        cited = "; ".join(f"{_cited(party)}, {_days_open(party)}" for party in parties)
        return f"was listed then ({cited})", "was not listed then"
    telling = dict.fromkeys(TELLING.get(str(party.schema), REGISTERED) for party in unsure)
    cited = " or ".join(map(_cited, parties))
    return f"is {cited} ({'; '.join(telling)})", "is none of these"


def _cited(party: ListedParty) -> str:
    score = f", score {party.score:.2f}" if party.score is not None and not party.sure else ""
    return f"{party.caption} ({party.list}, {party.entry_id}{score})"


def _days_open(party: ListedParty) -> str:
    """What is known of the days of a listing."""
    if party.gone_by is not None and party.seen_last is not None:
        return f"last seen on the list {party.seen_last}, gone by {party.gone_by}"
    if party.seen_first is not None:
        return f"first seen on the list {party.seen_first}, which gives no day of listing"
    return "whose day of listing the list does not give"
