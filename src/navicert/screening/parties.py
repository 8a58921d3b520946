"""From the exchange format and from list entries to parties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from navicert.errors import InvalidInput
from navicert.lists.model import Address, Entry, Identifier, IdentifierKind, NameKind, Place
from navicert.names import clean_name
from navicert.names.fields import parts_of_names
from navicert.names.lone import says_too_little
from navicert.names.reading import uncompared
from navicert.screening.ftm_properties import unknown_properties
from navicert.screening.model import NamePart, Party, PartyName
from navicert.terms import VagueDate, country_code

FAMILIES: Mapping[str, frozenset[str]] = {
    "Thing": frozenset({"person", "organisation", "vessel", "airplane", "wallet", "asset"}),
    "LegalEntity": frozenset({"person", "organisation"}),
    "Person": frozenset({"person"}),
    "Organization": frozenset({"organisation"}),
    "Company": frozenset({"organisation"}),
    "PublicBody": frozenset({"organisation"}),
    "Vessel": frozenset({"vessel"}),
    "Airplane": frozenset({"airplane"}),
    "Vehicle": frozenset({"vessel", "airplane"}),
    "CryptoWallet": frozenset({"wallet"}),
    "Security": frozenset({"asset"}),
    "Asset": frozenset({"asset", "vessel", "airplane", "organisation"}),
}
"""FollowTheMoney schemata that can be screened, and what each may turn out to be."""

_NAMES: Mapping[str, NameKind] = {
    "name": "primary",
    "alias": "alias",
    "weakAlias": "weak_alias",
    "previousName": "former",
    "abbreviation": "weak_alias",
}
_PARTS = ("firstName", "secondName", "middleName", "fatherName", "lastName")
_COUNTRIES = (
    "nationality",
    "citizenship",
    "country",
    "jurisdiction",
    "flag",
    "birthCountry",
    "mainCountry",
    "pastFlags",
)
_IDENTIFIERS: Mapping[str, IdentifierKind] = {
    "passportNumber": "passport",
    "idNumber": "id_number",
    "taxNumber": "tax",
    "vatCode": "tax",
    "registrationNumber": "registration",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call_sign",
    "serialNumber": "serial_number",
    "swiftBic": "swift_bic",
    "leiCode": "lei",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "dunsCode": "duns",
    "publicKey": "crypto_address",
    "isin": "isin",
    "isinCode": "isin",
    "email": "email",
    "phone": "phone",
    "website": "website",
    "socialSecurityNumber": "national_id",
    "okpoCode": "other",
    "bikCode": "other",
}
"""Identifiers by property; `kppCode` is none, which all firms of a Russian tax office share."""
_GENDERS = {"male": "male", "m": "male", "female": "female", "f": "female", "other": "other"}


def party_from_ftm(obj: Mapping[str, Any], *, where: str | None = None, doubts: list[str] | None = None) -> Party:
    """The party that a FollowTheMoney object `{"id", "schema", "properties"}` describes.

    With a list for `doubts`, a day or month that cannot be ("1974-01-32") is left out of its date instead of raising,
    and the list gets a sentence that says so: a customer's name can be screened all the same. It also gets one for each
    property that FollowTheMoney does not have ("brithDate").

    A property holds a text or a list of texts; properties that do not bear on identity are left alone. Raises
    InvalidInput naming the property for other types, an unknown schema, a date that is no date, a gender that is none,
    and UnknownCode for a country that is none.
    """
    if not isinstance(obj, Mapping):
        raise InvalidInput(f"a party is an object, not {type(obj).__name__}", where=where)
    reader = _Properties(obj, where, doubts)
    reader.tell_unknown()
    schema = reader.schema()
    party = Party(
        id=reader.id(),
        schema=schema,
        names=tuple(reader.names()),
        birth_dates=tuple(reader.dates("birthDate")),
        birth_places=tuple(Place(text) for text in reader.texts("birthPlace")),
        countries=frozenset(reader.countries()),
        gender=reader.gender(),
        identifiers=tuple(reader.identifiers(schema)),
        addresses=tuple(Address(text) for text in reader.texts("address")),
        source=reader.first_of("dataset", "datasets"),
        programs=tuple(dict.fromkeys((*reader.texts("program"), *reader.texts("programId")))),
        label=reader.caption(),
    )
    if doubts is not None:
        doubts.extend((*_unasked(party, where), *_untold(party, where)))
    return party


def is_person(schema: str) -> bool | None:
    """Whether parties of a schema are persons; None where they may be."""
    families = FAMILIES[schema]
    return None if len(families) > 1 and "person" in families else "person" in families


def asked_party(obj: Mapping[str, Any], *, where: str | None = None, doubts: list[str] | None = None) -> Party:
    """The party that is asked about: that of `party_from_ftm`, and as further names the parts of a field that holds
    more than a name (see `names.fields`)."""
    party = party_from_ftm(obj, where=where, doubts=doubts)
    fields = [text for text, _, _ in _Properties(obj, where, None).names_as_given()]
    parts = parts_of_names(fields, person=is_person(party.schema))
    more = (NamePart(part.text, field=clean_name(field), beside=part.beside) for part, field in parts)
    return replace(party, names=(*party.names, *more)) if parts else party


LONGEST_QUOTE = 80
"""Characters of a name that a doubt about it repeats."""


class Unasked(str):
    """A doubt for which nobody was looked for: an empty answer says nothing of the party."""

    __slots__ = ()


def _unasked(party: Party, where: str | None) -> Iterator[str]:
    """What to say of names that find nobody, whoever is listed."""
    place = f"{where} field name" if where else "field name"
    if not party.names and not party.identifiers:
        yield Unasked(f"{place}: no name and no identifier; nobody was looked for")
    why = [(name.text, uncompared(name.text, party.schema)) for name in party.names]
    nobody = not party.identifiers and all(reason for _, reason in why)
    for text, reason in why:
        if reason:
            told = f"{place}: nobody was looked for by {_beginning(text)!r}: {reason}"
            yield Unasked(told) if nobody else told


def _untold(party: Party, where: str | None) -> Iterator[str]:
    """What to say of a party asked about by names alone that say too little."""
    why = [(name.text, says_too_little(name.text, party.schema)) for name in party.names]
    if party.identifiers or not all(reason for _, reason in why):
        return
    place = f"{where} field name" if where else "field name"
    for text, reason in why:
        yield f"{place}: {_beginning(text)!r} says too little to tell anybody by: {reason}; ask with the full name"


def _beginning(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


_IMO_IN_NAME = re.compile(r"\bIMO\b[\s:#.]*(?:no\.?|number)?[\s:#.]*(\d{7})\b", re.IGNORECASE)


class _Properties:
    """Reads one FollowTheMoney object, naming the property in every complaint."""

    def __init__(self, obj: Mapping[str, Any], where: str | None, doubts: list[str] | None) -> None:
        self._obj = obj
        self._doubts = doubts
        self._where = where
        properties = obj.get("properties", {})
        if not isinstance(properties, Mapping):
            raise InvalidInput(f"properties are an object, not {type(properties).__name__}", where=where)
        self._properties = properties

    def _place(self, field: str) -> str:
        return f"{self._where} field {field}" if self._where else f"field {field}"

    def tell_unknown(self) -> None:
        """Says which properties there are not, where somebody listens."""
        if self._doubts is not None:
            start = f"{self._where}: " if self._where else ""
            self._doubts.extend(start + doubt for doubt in unknown_properties(map(str, self._properties)))

    def id(self) -> str:
        given = self._obj.get("id", "")
        if given is None:
            return ""
        if not isinstance(given, str):
            raise InvalidInput(f"an id is text, not {type(given).__name__}", where=self._place("id"))
        return given

    def schema(self) -> str:
        schema = self._obj.get("schema")
        if not isinstance(schema, str) or schema not in FAMILIES:
            raise InvalidInput(
                f"there is no schema {schema!r}",
                where=self._place("schema"),
                next=f"choose one of: {', '.join(FAMILIES)}",
            )
        return schema

    def caption(self) -> str | None:
        caption = self._obj.get("caption")
        return caption if isinstance(caption, str) and caption else None

    def first_of(self, *keys: str) -> str:
        for key in keys:
            value = self._obj.get(key)
            if isinstance(value, str):
                return value
            if isinstance(value, Sequence) and value and isinstance(value[0], str):
                return value[0]
        return ""

    def texts(self, field: str) -> list[str]:
        """The property's values without surrounding space, each once; empty ones are left out."""
        values = self._properties.get(field)
        if values is None:
            return []
        if isinstance(values, str):
            values = [values]
        if not isinstance(values, Sequence) or not all(isinstance(value, str) for value in values):
            raise InvalidInput("expected a text or a list of texts", where=self._place(field))
        return list(dict.fromkeys(value.strip() for value in values if value.strip()))

    def _given(self, fields: Iterable[str]) -> list[str]:
        """Those of the fields that the object has."""
        return [field for field in fields if field in self._properties]

    def names(self) -> Iterator[PartyName]:
        for text, kind, field in self.names_as_given():
            yield PartyName(clean_name(text, where=self._place(field)), kind)

    def names_as_given(self) -> Iterator[tuple[str, NameKind, str]]:
        """Each name as it was written, its kind and its field."""
        found = False
        for field in self._given(_NAMES):
            for text in self.texts(field):
                found = True
                yield text, _NAMES[field], field
        parts = " ".join(text for field in self._given(_PARTS) for text in self.texts(field))
        if parts and not found:
            yield parts, "primary", "firstName"

    def dates(self, field: str) -> Iterator[VagueDate]:
        for text in self.texts(field):
            yield self._date(text, field)

    def _date(self, text: str, field: str) -> VagueDate:
        try:
            return read_date(text, self._place(field))
        except InvalidInput as error:
            possible = possible_part(text) if self._doubts is not None else None
            if possible is None or self._doubts is None:
                raise
            self._doubts.append(f"{error.where}: {text!r} is no date; read as {possible}")
            return possible

    def countries(self) -> Iterator[str]:
        for field in self._given(_COUNTRIES):
            for text in self.texts(field):
                yield read_country(text, self._place(field))

    def gender(self) -> str | None:
        given = self.texts("gender")
        if not given:
            return None
        if len({text.casefold() for text in given}) > 1:
            return None
        gender = _GENDERS.get(given[0].casefold())
        if gender is None:
            raise InvalidInput(
                f"{given[0]!r} is no gender", where=self._place("gender"), next="write male, female or other"
            )
        return None if gender == "other" else gender

    def identifiers(self, schema: str) -> Iterator[Identifier]:
        if may_have_imo_in_name(schema) and not self.texts("imoNumber"):
            numbers = (number for text in self.texts("name") for number in _IMO_IN_NAME.findall(text))
            yield from (Identifier("imo", number) for number in dict.fromkeys(numbers))
        for field in self._given(_IDENTIFIERS):
            for text in self.texts(field):
                tail = schema == "Airplane" and field == "registrationNumber"
                yield from _imo_told(schema, Identifier("tail_number" if tail else _IDENTIFIERS[field], text))


def may_have_imo_in_name(schema: str) -> bool:
    """Whether a name may be a ship's, with its IMO number."""
    return "vessel" in FAMILIES.get(schema, ())


def _imo_told(schema: str, identifier: Identifier) -> Iterator[Identifier]:
    """The identifier; an IMO number of an organisation as a company's, as both where the party may be either."""
    families = FAMILIES[schema]
    if identifier.kind != "imo" or "organisation" not in families:
        yield identifier
        return
    if "vessel" in families:
        yield identifier
    yield replace(identifier, kind="imo_company")


_DAY = r"\d{4}(?:-\d\d?){0,2}"
_DATE = re.compile(rf"(?P<circa>(?:circa|c\.|ca\.?|~)\s*)?(?P<first>{_DAY})(?:T[\d:.Z+-]*)?(?:/(?P<last>{_DAY}))?")


def read_date(text: str, where: str) -> VagueDate:
    """A date of stated precision: "1948", "1948-05", "1948-05-17", a span "1955/1957", or one of them after "circa"."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise InvalidInput(f"{text!r} is no date", where=where, next="write YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        first = VagueDate.from_iso(_two_digits(match["first"]))
        last = VagueDate.from_iso(_two_digits(match["last"])) if match["last"] else first
        return VagueDate(first.earliest, last.latest, bool(match["circa"]))
    except ValueError as error:
        raise InvalidInput(
            f"{text!r} is no date ({error})", where=where, next="write YYYY, YYYY-MM or YYYY-MM-DD"
        ) from None


_FORMER_STATES = {"suhh": "SU", "yucs": "YU", "ddde": "DD", "csxx": "CS"}
"""FollowTheMoney's four-letter codes (ISO 3166-3) of states that are no more."""
_PART_OF = re.compile(r"[A-Za-z]{2}-[A-Za-z0-9]{1,3}")


def possible_part(text: str) -> VagueDate | None:
    """The year, or the year and month, of a date whose month or day cannot be; None when not even the year is there.

    >>> str(possible_part("1974-01-32")), str(possible_part("1968-13-30")), possible_part("32 Jan")
    ('1974-01', '1968', None)
    """
    match = _DATE.fullmatch(text.strip())
    if match is None or match["last"]:
        return None
    parts = _two_digits(match["first"]).split("-")
    for length in (2, 1):
        try:
            return VagueDate.from_iso("-".join(parts[:length]))
        except ValueError:
            continue
    return None


def _two_digits(day: str) -> str:
    return "-".join(part.zfill(2) for part in day.split("-"))


def read_country(text: str, where: str) -> str:
    """The ISO code of a country given by code or name."""
    code = country_code(_FORMER_STATES.get(text.casefold(), text)) or (
        country_code(text[:2]) if _PART_OF.fullmatch(text) else None
    )
    if code is None:
        raise InvalidInput(
            f"{text!r} is no country we know", where=where, next="write an ISO 3166-1 code or the English name"
        )
    return code


def party_from_entry(entry: Entry, list_name: str) -> Party:
    """The party of a list entry, as screening sees it; `list_name` is the name the list was loaded under."""
    return Party(
        id=entry.id,
        schema=entry.schema,
        names=tuple(
            PartyName(clean_name(name.text, where=f"{list_name} {entry.id}"), name.kind) for name in entry.names
        ),
        birth_dates=entry.birth_dates,
        birth_places=entry.birth_places,
        countries=frozenset(_entry_countries(entry)),
        gender=entry.gender if entry.gender in {"male", "female"} else None,
        identifiers=tuple(told for identifier in entry.identifiers for told in _imo_told(entry.schema, identifier)),
        addresses=entry.addresses,
        source=list_name,
        programs=entry.programs,
        label=entry.caption,
    )


def _entry_countries(entry: Entry) -> Iterable[str]:
    yield from (*entry.nationalities, *entry.citizenships, *entry.jurisdictions, *entry.countries)
    yield from (*entry.flags, *entry.former_flags)
    yield from (place.country for place in entry.birth_places if place.country)
    yield from (address.country for address in entry.addresses if address.country)
