"""An entry while its source is being read: fields fill up as the publisher's statements come, then it is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from navicert.lists.model import (
    Address,
    Detail,
    Entry,
    Identifier,
    Listing,
    Name,
    Place,
    Relation,
    Schema,
)
from navicert.terms import VagueDate, country_code


@dataclass(slots=True)
class Draft:
    """The fields of an `Entry`, growing; a statement made twice in the same words is kept once, the first time."""

    id: str
    schema: Schema
    names: list[Name] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    birth_dates: list[VagueDate] = field(default_factory=list)
    death_dates: list[VagueDate] = field(default_factory=list)
    incorporation_dates: list[VagueDate] = field(default_factory=list)
    birth_places: list[Place] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    citizenships: list[str] = field(default_factory=list)
    jurisdictions: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    former_flags: list[str] = field(default_factory=list)
    gender: str | None = None
    titles: list[str] = field(default_factory=list)
    positions: list[str] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def detail(self, label: str, text: str) -> None:
        """Keep a statement under its label; an empty one says nothing and is passed over."""
        if text:
            self.details.append(Detail(label, text))

    def country(self, codes: list[str], label: str, text: str) -> None:
        """Add the code of a country's name to `codes`; a name we cannot resolve is kept as a detail under `label`."""
        code = country_code(text) if text else None
        if code is None:
            self.detail(label, text)
        else:
            codes.append(code)

    def listed(self, programme: str, day: date) -> None:
        """Note that listings whose programme contains `programme` began on `day`, if no earlier day is noted."""
        self.listings = [
            replace(listing, listed_on=min(day, listing.listed_on or day)) if programme in listing.program else listing
            for listing in self.listings
        ]

    def entry(self) -> Entry:
        """The frozen entry."""
        return Entry(
            id=self.id,
            schema=self.schema,
            names=tuple(dict.fromkeys(self.names)),
            listings=tuple(dict.fromkeys(self.listings)),
            birth_dates=tuple(dict.fromkeys(self.birth_dates)),
            death_dates=tuple(dict.fromkeys(self.death_dates)),
            incorporation_dates=tuple(dict.fromkeys(self.incorporation_dates)),
            birth_places=tuple(dict.fromkeys(self.birth_places)),
            nationalities=tuple(dict.fromkeys(self.nationalities)),
            citizenships=tuple(dict.fromkeys(self.citizenships)),
            jurisdictions=tuple(dict.fromkeys(self.jurisdictions)),
            countries=tuple(dict.fromkeys(self.countries)),
            flags=tuple(dict.fromkeys(self.flags)),
            former_flags=tuple(dict.fromkeys(self.former_flags)),
            gender=self.gender,
            titles=tuple(dict.fromkeys(self.titles)),
            positions=tuple(dict.fromkeys(self.positions)),
            addresses=tuple(dict.fromkeys(self.addresses)),
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            relations=tuple(dict.fromkeys(self.relations)),
            details=tuple(dict.fromkeys(self.details)),
            remarks=tuple(dict.fromkeys(self.remarks)),
        )
