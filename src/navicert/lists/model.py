"""The nouns of published lists: frozen values that keep what the publisher wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from navicert.terms import VagueDate

Schema = Literal[
    "Person", "Organization", "Company", "LegalEntity", "Vessel", "Airplane", "CryptoWallet", "Security", "Asset"
]
NameKind = Literal["primary", "alias", "weak_alias", "former"]
IdentifierKind = Literal[
    "passport", "national_id", "id_number", "tax", "registration", "imo", "imo_company", "mmsi", "call_sign",
    "tail_number", "serial_number", "swift_bic", "lei", "inn", "ogrn", "duns", "crypto_address", "isin", "email",
    "phone", "website", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed; `script` is an ISO 15924 code ("Latn", "Hang"), `lang` ISO 639-3, both None when unknown.

    `parts` are the publisher's own fields in its order, such as ("family", "PAK"), ("given", "Yong Sik").
    """

    text: str
    kind: NameKind = "primary"
    script: str | None = None
    lang: str | None = None
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """A document or registration number; `country` is the issuer's ISO code, `note` what the publisher adds."""

    kind: IdentifierKind
    value: str
    country: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as printed, with the country's ISO code where it is known."""

    text: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address as printed, with the country's ISO code where it is known."""

    text: str
    country: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A decision to list: by which authority, under which programme, since and until when it was in effect.

    `authority` is a short code ("OFAC", "UNSC", "EU", "UK"); `listed_on` None means the publisher does not say.
    """

    authority: str
    program: str
    listed_on: date | None = None
    ended_on: date | None = None
    reference: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie to another party that the publisher states ("linked_to", "owned_by", "operated_by", "parent", ...)."""

    kind: str
    name: str
    entry_id: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """Anything else the publisher states, under its own label ("vessel type", "secondary sanctions risk", "remark")."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One listed party. `id` is unique within its source and stable across editions ("ofac-20577", "un-111209").

    Country codes are ISO 3166-1 alpha-2 capitals. `countries` are ties that the publisher does not specify.
    """

    id: str
    schema: Schema
    names: tuple[Name, ...]
    listings: tuple[Listing, ...] = ()
    birth_dates: tuple[VagueDate, ...] = ()
    death_dates: tuple[VagueDate, ...] = ()
    incorporation_dates: tuple[VagueDate, ...] = ()
    birth_places: tuple[Place, ...] = ()
    nationalities: tuple[str, ...] = ()
    citizenships: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    former_flags: tuple[str, ...] = ()
    gender: str | None = None
    titles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    relations: tuple[Relation, ...] = ()
    details: tuple[Detail, ...] = ()
    remarks: tuple[str, ...] = ()
    extra: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    """FollowTheMoney properties with their exact values, where the fields cannot say them, so that nothing of an `ftm`
    source is lost. `to_ftm` writes these instead of what it makes of the fields; an empty tuple: not there at all."""

    @property
    def caption(self) -> str:
        """The first primary name, else the first name."""
        return next((name.text for name in self.names if name.kind == "primary"), self.names[0].text)

    @property
    def programs(self) -> tuple[str, ...]:
        """Programmes under which the party is listed now or was listed, in the publisher's order, without repeats."""
        return tuple(dict.fromkeys(listing.program for listing in self.listings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An immutable edition of a list, named by its content.

    `name` is the list's name ("ofac-sdn", or what `--as` gave), `source` the kind of file it came from; `id` is
    "<published>.<first 12 hex digits of sha256>". `sha256` is over the files' bytes, whatever their order
    (`editions.content_sha256`). `whole` is False for a partial source, whose silence about a party means nothing.
    `shrinkage` says by how much it fell short of the edition before it, when a person accepted that.
    """

    id: str
    name: str
    source: str
    published: date
    loaded_at: datetime
    sha256: str
    entries: int
    counts: tuple[tuple[str, int], ...]
    files: tuple[str, ...]
    whole: bool = True
    shrinkage: str | None = None
