"""Names in the facts against the rulebook's own listings: exact after normalising, or by IMO number.

A name that none of them bears but one is like is a candidate. Screening finds more than this; its findings are handed
to `assess` instead.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from navicert.measures.facts import Facts, OwnershipShare
from navicert.measures.near_names import NearIndex, like_names, near_index
from navicert.measures.parties import ListedParty, PartyFindings, Silence
from navicert.rulebook.model import ListingRecord, Rulebook

NAME_KEYS = (
    "party", "person", "bank", "owners", "vessel_imo", "vessel_name", "counterpart_vessel_imo",
    "counterpart_vessel_name",
)  # fmt: skip
IMO_KEYS = frozenset({"vessel_imo", "counterpart_vessel_imo"})
VESSEL_KEYS = IMO_KEYS | {"vessel_name", "counterpart_vessel_name"}
# Words for the form of a firm, which documents and lists write or leave out as they please.
FORM_WORDS = frozenset(
    {"co", "company", "corp", "corporation", "inc", "incorporated", "limited", "llc", "ltd", "plc", "the", "gmbh", "sa"}
)
WORDS = re.compile(r"\w+")
# Lists of vessels of which the rulebook holds some only: whoever is not found there may be listed all the same.
HELD_IN_PART = {"EU-XLII-VESSELS": Silence(None, "the rulebook holds one vessel of its hundreds")}


def find_own_parties(facts: Facts, rulebook: Rulebook, as_known_on: date) -> PartyFindings:
    """Names in the facts that the rulebook's own listings hold, as far as listed by the day of knowledge."""
    asked = tuple(_asked(facts))
    found = (
        _found(key, name, record, sure, rulebook) for key, name in asked for record, sure in _held(key, name, rulebook)
    )
    listed = tuple(party for party in found if party.known_on(as_known_on))
    names = tuple((key.partition(":")[0], name) for key, name in asked)
    return PartyFindings(
        listed, names, silence=_silence(rulebook) if any(key in VESSEL_KEYS for key, _ in asked) else {}
    )


@functools.lru_cache(maxsize=4)
def _silence(rulebook: Rulebook) -> dict[str, Silence]:
    """The lists of the rulebook whose silence says nothing."""
    held = {record.list for record in rulebook.listings}
    return {name: silence for name, silence in HELD_IN_PART.items() if name in held}


def _asked(facts: Facts) -> Iterator[tuple[str, str]]:
    for key in NAME_KEYS:
        value = facts.get(key)
        if isinstance(value, tuple):
            for share in value:
                if isinstance(share, OwnershipShare):
                    yield f"owners:{share.name}", share.name
        elif value is not None:
            yield key, str(value)


def _held(key: str, name: str, rulebook: Rulebook) -> Iterator[tuple[ListingRecord, bool]]:
    """The records that bear the name, which is certain, else those that it is like."""
    exact = _index(rulebook).get(_lookup(key, name))
    if exact is None and key not in VESSEL_KEYS:
        yield from ((record, False) for record in like_names(name_key(name), _near(rulebook)))
    yield from ((record, True) for record in exact or ())


def _found(key: str, name: str, record: ListingRecord, sure: bool, rulebook: Rulebook) -> ListedParty:
    return ListedParty(
        field=key,
        name=name,
        list=record.list,
        entry_id=record.id,
        caption=record.caption,
        listed_on=record.listed_on,
        ended_on=record.ended_on,
        measure=record.measure,
        schema=record.schema,
        imo=record.imo,
        sure=sure,
        made_on=_made_on(record, rulebook),
    )


def _made_on(record: ListingRecord, rulebook: Rulebook) -> date | None:
    """The day on which an act was made that lists from its own first day on; None for listings that acts took up."""
    measure = rulebook.measures.get(record.measure or "")
    return measure.adopted if measure is not None and measure.first == record.listed_on else None


def _lookup(key: str, name: str) -> str:
    if key in IMO_KEYS:
        return f"imo {name}"
    return f"vessel {name_key(name)}" if key in VESSEL_KEYS else name_key(name)


@functools.lru_cache(maxsize=4)
def _index(rulebook: Rulebook) -> dict[str, list[ListingRecord]]:
    index: dict[str, list[ListingRecord]] = {}
    for record in rulebook.listings:
        prefix = "vessel " if record.schema == "Vessel" else ""
        keys = {prefix + name_key(name) for name in record.names}
        if record.imo:
            keys.add(f"imo {record.imo}")
        for key in keys:
            index.setdefault(key, []).append(record)
    return index


@functools.lru_cache(maxsize=4)
def _near(rulebook: Rulebook) -> NearIndex:
    parties = (record for record in rulebook.listings if record.schema != "Vessel")
    return near_index((name_key(name), record) for record in parties for name in record.names)


def name_key(name: str) -> str:
    """A name's words without case, accents, punctuation, hyphens and words for the form of a firm, in sorted order.

    >>> name_key("Dalian Global Unity Shipping Co., Ltd.") == name_key("DALIAN GLOBAL UNITY SHIPPING")
    True
    >>> name_key("PAK Jong-chon") == name_key("Jong Chon Pak")
    True
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = WORDS.findall(plain.replace("'", "").replace("’", ""))
    kept = [word for word in words if word not in FORM_WORDS] or words
    return " ".join(sorted(kept))
