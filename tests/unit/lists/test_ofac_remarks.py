"""Every clause of OFAC's remarks lands in a field of the entry."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.lists.model import Detail, Identifier, Listing, Name, Place, Relation
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.ofac_remarks import CUT, LABELS, read_clause, read_remarks, split_remarks
from navicert.lists.sources.ofac_values import sort_title
from navicert.terms import VagueDate, country_code


def read(remarks: str, schema: str = "Person") -> Draft:
    draft = Draft("ofac-1", schema)  # type: ignore[arg-type]
    read_remarks(remarks, draft)
    return draft


@pytest.mark.parametrize(
    ("clause", "field", "value"),
    [
        ("DOB 01 Jan 1948 to 31 Dec 1948", "birth_dates", VagueDate.year(1948)),
        ("alt. DOB circa 1960", "birth_dates", VagueDate.year(1960, circa=True)),
        ("POB Prizren, Kosovo", "birth_places", Place("Prizren, Kosovo", "XK")),
        ("alt. nationality Morocco", "nationalities", "MA"),
        ("nationality possibly Elsewhere", "details", Detail("nationality", "possibly Elsewhere")),
        ("citizen Mexico", "citizenships", "MX"),
        ("Passport 1084010 (Egypt)", "identifiers", Identifier("passport", "1084010", "EG")),
        (
            "Diplomatic Passport 008827 (Iran) issued 1999",
            "identifiers",
            Identifier("passport", "008827", "IR", "Diplomatic Passport; issued 1999"),
        ),
        (
            "National ID No. 22095919778 (Norway)",
            "identifiers",
            Identifier("national_id", "22095919778", "NO", "National ID No."),
        ),
        ("NIT # 800146749-7 (Colombia)", "identifiers", Identifier("tax", "800146749-7", "CO", "NIT #")),
        ("R.F.C. DIB-771110-HQ1 (Mexico)", "identifiers", Identifier("tax", "DIB-771110-HQ1", "MX", "R.F.C.")),
        ("Tax ID No. 7702070139 (Russia)", "identifiers", Identifier("inn", "7702070139", "RU")),
        (
            "Registration ID 1027739609391 (Russia)",
            "identifiers",
            Identifier("ogrn", "1027739609391", "RU", "Registration ID"),
        ),
        (
            "Registration ID 620850 (United Arab Emirates)",
            "identifiers",
            Identifier("registration", "620850", "AE", "Registration ID"),
        ),
        (
            "Registration Number 1037602004483",
            "identifiers",
            Identifier("ogrn", "1037602004483", None, "Registration Number"),
        ),
        (
            "Registration Number 1037602004484",
            "identifiers",
            Identifier("registration", "1037602004484", None, "Registration Number"),
        ),
        ("Vessel Registration Identification IMO 9187629", "identifiers", Identifier("imo", "9187629")),
        ("Company Number IMO 5055293", "identifiers", Identifier("imo", "5055293", None, "Company Number")),
        ("International Maritime Organization No. (5777731)", "identifiers", Identifier("imo", "5777731")),
        ("MMSI 572469210", "identifiers", Identifier("mmsi", "572469210")),
        ("SWIFT/BIC HNRBBY2X", "identifiers", Identifier("swift_bic", "HNRBBY2X")),
        ("D-U-N-S Number 52-024-7665", "identifiers", Identifier("duns", "52-024-7665")),
        ("Legal Entity Number 485100GBI2SE0KIX8T70", "identifiers", Identifier("lei", "485100GBI2SE0KIX8T70")),
        (
            "alt. Digital Currency Address - XBT 1Kuf2Rd8mDyAViwBozGTNYnvWL8uYFrkVo",
            "identifiers",
            Identifier("crypto_address", "1Kuf2Rd8mDyAViwBozGTNYnvWL8uYFrkVo", None, "XBT"),
        ),
        ("Telephone (357)(22660766)", "identifiers", Identifier("phone", "(357)(22660766)")),
        ("Alt. Fax: 982188708761", "identifiers", Identifier("phone", "982188708761", None, "Fax")),
        ("Email:adelb@example.test", "identifiers", Identifier("email", "adelb@example.test")),
        ("info@example.test (email).", "identifiers", Identifier("email", "info@example.test")),
        ("www.example.test", "identifiers", Identifier("website", "www.example.test")),
        (
            "Aircraft Tail Number EP-MMH",
            "identifiers",
            Identifier("tail_number", "EP-MMH", None, "Aircraft Tail Number"),
        ),
        ("Gender Female", "gender", "female"),
        ("Organization Established Date 2018", "incorporation_dates", VagueDate.year(2018)),
        ("Former Vessel Flag Malta", "former_flags", "MT"),
        ("Nationality of Registration Korea, North", "jurisdictions", "KP"),
        ("Linked To: EXAMPLE CO.", "relations", Relation("linked_to", "EXAMPLE CO.")),
        ("(Linked To: EXAMPLE CO.)", "relations", Relation("linked_to", "EXAMPLE CO.")),
        ("Aircraft Operator EXAMPLE AIR", "relations", Relation("operated_by", "EXAMPLE AIR")),
        ("half-brother of Jon Doe", "relations", Relation("family", "Jon Doe", None, "half-brother of")),
        ("a.k.a. 'ABU 'ALI'", "names", Name("ABU 'ALI", "weak_alias", "Latn")),
        ("d.b.a. 'EXAMPLE SHOP'", "names", Name("EXAMPLE SHOP", "weak_alias", "Latn")),
        ("Alternate Title, Brigadier General", "positions", "Brigadier General"),
        ("Tribe: Noorzai", "details", Detail("Tribe", "Noorzai")),
        (
            "Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210",
            "details",
            Detail("Secondary sanctions risk", "North Korea Sanctions Regulations, sections 510.201 and 510.210"),
        ),
        (
            "Executive Order 13662 Directive Determination - Subject to Directive 3",
            "details",
            Detail("Executive Order 13662 Directive Determination", "Subject to Directive 3"),
        ),
        ("Target Type Government Entity", "details", Detail("Target Type", "Government Entity")),
        ("all offices worldwide", "remarks", "all offices worldwide"),
        ("Passport issued in Sarajevo", "remarks", "Passport issued in Sarajevo"),
        ("DOB in the spring", "remarks", "DOB in the spring"),
        ("Brand-new Label 77", "remarks", "Brand-new Label 77"),
    ],
)
def test_a_clause_lands_in_the_field_its_label_means(clause: str, field: str, value: object) -> None:
    draft = Draft("ofac-1", "Person")
    read_clause(clause, draft)
    written = getattr(draft, field)
    assert written == value if field == "gender" else written[-1] == value


def test_a_former_weak_alias_stays_weak_and_is_marked_as_former() -> None:
    draft = read("f.k.a. 'EL OTRO'.")
    assert draft.names == [Name("EL OTRO", "weak_alias", "Latn")]
    assert draft.details == [Detail("f.k.a.", "EL OTRO")]


def test_a_semicolon_without_a_blank_parts_clauses_too() -> None:
    assert split_remarks("nationality Egypt;arrested 23 Apr 2002.") == ["nationality Egypt", "arrested 23 Apr 2002"]


def test_a_title_that_the_title_column_has_is_not_repeated_as_a_remark() -> None:
    draft = Draft("ofac-1", "Person")
    sort_title("Haji; Director, Example Co. Ltd.", draft.titles, draft.positions)
    read_remarks("DOB 1960; Haji; Director, Example Co. Ltd.", draft)
    assert draft.remarks == []


def test_a_clause_that_was_cut_is_kept_and_not_taken_for_a_number() -> None:
    draft = Draft("ofac-1", "Person")
    read_remarks("DOB 1960; Digital Currency Address - XBT 1Gq", draft, cut=True)
    assert draft.identifiers == []
    assert draft.details == [Detail(CUT, "Digital Currency Address - XBT 1Gq")]


def test_a_listing_date_in_the_remarks_dates_the_listing_under_that_programme_alone() -> None:
    draft = Draft("ofac-1", "Organization", listings=[Listing("OFAC", "SDGT"), Listing("OFAC", "RUSSIA-EO14024")])
    days = "Listing Date (EO 14024 Directive 3): 24 Feb 2022; Listing Date (EO 14024 Directive 1a): 22 Feb 2022."
    read_remarks(days, draft)
    assert [listing.listed_on for listing in draft.listings] == [None, date(2022, 2, 22)]
    assert len(draft.details) == 2


clauses = st.text(st.characters(exclude_characters=";", exclude_categories=["C", "Z"]), min_size=1).map(
    lambda text: text.rstrip(".") or "x"
)


@given(st.lists(clauses, min_size=1))
def test_joined_clauses_are_parted_again(parts: list[str]) -> None:
    assert split_remarks("; ".join(parts) + ".") == parts


@given(st.sampled_from(sorted(LABELS)), st.text(st.characters(exclude_characters=";", exclude_categories=["C", "Z"])))
def test_no_clause_vanishes_whatever_follows_its_label(label: str, text: str) -> None:
    draft = Draft("ofac-1", "Person")
    read_clause(f"{label} {text}", draft)
    assert said(draft)


def said(draft: Draft) -> str:
    """All that the draft's fields hold, as one text."""
    fields = [getattr(draft, name) for name in draft.__slots__ if name not in ("id", "schema")]
    return " ".join(text for field in fields for text in words_of(field))


def words_of(value: object) -> Iterator[str]:
    match value:
        case None:
            return
        case str():
            yield value
        case list() | tuple():
            for item in value:
                yield from words_of(item)
        case VagueDate():
            yield str(value)
        case _:
            for name in value.__slots__:  # type: ignore[attr-defined]
                yield from words_of(getattr(value, name))


AS_CODE = re.compile(
    r"(?:alt\. )?"
    r"(?:DOB|nationality|citizen|Gender|Organization Established|(?:Former|Other) Vessel Flag|Nationality of)"
)
"""Labels whose text is kept as a date or a code instead of in words."""


def real_rows(shared: Path, edition: str) -> Iterator[list[str]]:
    text = (shared / "lists" / edition / "sdn.csv").read_text("ascii").rstrip("\x1a\n")
    yield from csv.reader(text.splitlines())


@pytest.mark.shared
@pytest.mark.parametrize("edition", ["ofac-2019", "ofac-2021"])
def test_no_word_of_the_remarks_of_a_real_edition_is_lost(shared: Path, edition: str) -> None:
    clauses, label_words = 0, words(" ".join(LABELS)) | FREE_LABELS
    for row in real_rows(shared, edition):
        for clause in split_remarks("" if row[11].strip() == "-0-" else row[11]):
            clauses += 1
            draft = Draft("ofac-1", "Person")
            read_clause(clause, draft)
            kept = said(draft)
            assert kept, (row[0], clause)
            if AS_CODE.match(clause):
                continue
            known = words(kept) | label_words | country_words(clause, draft)
            assert words(clause) <= known, (row[0], clause, words(clause) - known)
    assert clauses > 20_000


FREE_LABELS = {"alt", "alternate", "email", "no", "position", "rank", "title", "website"}


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{2,}", text.casefold()))


def country_words(clause: str, draft: Draft) -> set[str]:
    """The words of the issuing country, which is kept as its code."""
    codes = {identifier.country for identifier in draft.identifiers} - {None}
    places = re.findall(r"\(([^()]*)\)|[ ,]([A-Z][a-z]+)(?=$|,)", clause)
    return {word for pair in places for place in pair if country_code(place) in codes for word in words(place)}
