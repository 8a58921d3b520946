"""Names in the facts against the rulebook's own listings and the editions that are loaded."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from navicert.desk import Desk
from navicert.lists import Detail, Edition, Entry, Identifier, Listing, Name
from navicert.lists.editions import digest_files
from navicert.measures import Facts
from navicert.settings import Settings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAYMENT: dict[str, Any] = {"activity": "payment", "action": "pay", "payment_purpose": "other", "licence": False}
US: dict[str, Any] = {**PAYMENT, "bound_state": "US"}
OTHERS = tuple(
    Entry(id=f"ofac-{n}", schema="Person", names=(Name(f"QUXLEY {n}"),), listings=(Listing("OFAC", "IRAN"),))
    for n in range(20)
)


def firm(number: int, name: str, *programmes: str, listed_on: date | None = None, **fields: Any) -> Entry:
    listings = tuple(Listing("OFAC", programme, listed_on) for programme in programmes)
    return Entry(id=f"ofac-{number}", schema="Organization", names=(Name(name),), listings=listings, **fields)


class Office:
    """A desk, and the publishers whose editions are loaded there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, NOW
        self.desk = Desk(Settings(store=str(folder / "store")), lambda: self.now)

    def load(
        self, entries: Sequence[Entry], published: str, source: str = "ofac-sdn", *, whole: bool = True, fell: str = ""
    ) -> None:
        path = self.folder / f"{source} {published}.csv"
        path.write_text("\n".join(map(repr, entries)), "utf-8")
        digest = digest_files([path])[0].sha256
        edition = Edition(
            id=f"{published}.{digest[:12]}",
            name=source,
            source=source,
            published=date.fromisoformat(published),
            loaded_at=self.now,
            sha256=digest,
            entries=len(entries),
            counts=(),
            files=(path.name,),
            whole=whole,
            shrinkage=fell or None,
        )
        self.desk.store.add_edition(edition, entries, [path])

    def ask(self, regime: str = "US-DPRK", **facts: object) -> dict[str, Any]:
        answer = self.answer(**facts)
        return next(finding for finding in answer["findings"] if finding["regime"] == regime)

    def answer(self, **facts: object) -> dict[str, Any]:
        return self.desk.check(facts)

    def status(self, day: str, regime: str = "US-DPRK", **facts: object) -> str:
        status: str = self.ask(regime, **facts, activity_date=day)["status"]
        return status


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


DALIAN = firm(1, "DALIAN GLOBAL UNITY SHIPPING CO., LTD.", "DPRK3")


# Nothing loaded


def test_without_lists_the_rulebooks_own_listings_decide_and_say_what_was_not_asked(office: Office) -> None:
    asked = {**US, "party": "Dalian Global Unity Shipping"}
    assert (office.status("2017-06-28", **asked), office.status("2017-06-30", **asked)) == ("permitted", "prohibited")
    unasked = office.answer(**US, party="Some Firm", activity_date="2020-01-01")["not_asked"]
    assert any(line.startswith("ofac-sdn: not loaded") for line in unasked)
    assert not (office.folder / "store").exists()


# What the editions add


def test_a_listing_without_a_day_takes_that_of_the_rulebooks_record(office: Office) -> None:
    office.load((DALIAN, *OTHERS), "2019-04-08")
    asked = {**US, "party": "Dalian Global Unity Shipping"}
    assert (office.status("2017-06-28", **asked), office.status("2017-06-30", **asked)) == ("permitted", "prohibited")


def test_a_listing_without_a_day_is_certain_from_the_first_edition_that_has_it(office: Office) -> None:
    office.load((firm(2, "KORYO ACME TRADING CORPORATION", "DPRK4"), *OTHERS), "2019-04-08")
    asked = {**US, "party": "Koryo Acme Trading Corporation"}
    assert office.status("2019-04-08", **asked) == "prohibited"
    open_one = office.ask(**asked, activity_date="2019-04-07")
    assert (open_one["status"], open_one["missing"]) == ("needs_information", ["party"])
    assert "ofac-2" in open_one["because"]
    assert "first seen on the list 2019-04-08" in open_one["because"]
    assert "US-EO13810-SDN" in {measure["id"] for measure in open_one["measures"]}


def test_a_listing_that_states_its_day_counts_from_it(office: Office) -> None:
    office.load((firm(2, "KORYO ACME TRADING", "DPRK4", listed_on=date(2018, 3, 1)), *OTHERS), "2019-04-08")
    asked = {**US, "party": "Koryo Acme Trading"}
    assert (office.status("2018-02-28", **asked), office.status("2018-03-01", **asked)) == ("permitted", "prohibited")


def test_what_an_edition_says_was_not_known_before_it(office: Office) -> None:
    office.load((firm(2, "KORYO ACME TRADING CORPORATION", "DPRK4"), *OTHERS), "2019-04-08")
    facts = {**US, "party": "Koryo Acme Trading Corporation", "activity_date": "2019-05-01"}
    answer = office.desk.check(facts, as_known_on=date(2019, 4, 7))
    assert answer["parties"][0]["listings"] == []


@pytest.mark.parametrize("name", ["조선무역은행", "朝鲜贸易银行"])
def test_a_bank_is_found_in_other_scripts(office: Office, name: str) -> None:
    bank = Entry(
        id="un-1",
        schema="Organization",
        names=(Name("FOREIGN TRADE BANK"), Name("Korea Trading Bank", "alias")),
        listings=(Listing("UNSC", "DPRK", date(2017, 8, 5), None, "KPe.047"),),
    )
    office.load((bank, *OTHERS), "2026-02-27", "un")
    asked = {**PAYMENT, "bound_state": "CN", "bank": name}
    assert office.status("2017-08-05", "UN-DPRK", **asked) == "prohibited"
    assert office.status("2017-08-04", "UN-DPRK", **asked) == "permitted"


def test_a_vessel_is_found_by_its_number_and_its_name_alone_asks_for_it(office: Office) -> None:
    vessel = Entry(
        id="ofac-7",
        schema="Vessel",
        names=(Name("HAPPY ACME 9"),),
        listings=(Listing("OFAC", "DPRK4"),),
        identifiers=(Identifier("imo", "IMO 9074729"),),
    )
    office.load((vessel, *OTHERS), "2019-04-08")
    asked: dict[str, Any] = {
        "activity": "vessel_service",
        "action": "insure",
        "bound_state": "US",
        "licence": False,
        "vessel_flag": "PA",
    }
    assert office.status("2019-05-01", **asked, vessel_imo="9074729", vessel_name="Renamed") == "prohibited"
    by_name = office.ask(**asked, vessel_name="Happy Acme 9", activity_date="2019-05-01")
    assert (by_name["status"], by_name["missing"]) == ("needs_information", ["vessel_imo"])
    assert "prohibited" not in office.status("2019-05-01", **asked, vessel_name="Happy Acme 9", vessel_imo="9321483")


def test_an_annexs_vessels_stand_on_the_list_of_designated_vessels(office: Office) -> None:
    vessel = Entry(
        id="eu-1",
        schema="Vessel",
        names=(Name("HAPPY ACME 9"),),
        listings=(Listing("EU", "EU-PRK", date(2018, 3, 30)),),
        identifiers=(Identifier("imo", "9074729"),),
        details=(Detail("annex", "XIV.A"),),
    )
    office.load((vessel, *OTHERS), "2024-01-01", "eu-dprk-annex", whole=False)
    asked: dict[str, Any] = {"activity": "port_entry", "action": "enter", "bound_state": "SG", "distress": False}
    entry = office.status("2018-03-30", "UN-DPRK", **asked, committee_approved=False, vessel_imo="9074729")
    assert entry == "prohibited"


# How sure


def test_a_name_that_many_bear_is_a_candidate_and_the_answer_says_what_would_tell(office: Office) -> None:
    kim = Entry(
        id="ofac-3",
        schema="Person",
        names=(Name("KIM, Chol"),),
        listings=(Listing("OFAC", "DPRK4", date(2018, 1, 24)),),
    )
    office.load((kim, *OTHERS), "2019-04-08")
    finding = office.ask(**US, person="Kim Chol", activity_date="2019-05-01")
    assert (finding["status"], finding["missing"]) == ("needs_information", ["person"])
    assert (finding["lowest"], finding["highest"]) == ("permitted", "prohibited")
    assert "ofac-3" in finding["because"]
    assert "score 0." in finding["because"]
    assert "birth date" in finding["because"]
    assert office.status("2018-01-23", **US, person="Kim Chol") == "permitted"


def test_candidates_give_way_to_a_party_that_is_surely_meant(office: Office) -> None:
    office.load(
        (
            firm(4, "KORYO ACME TRADING CORPORATION", "DPRK4", listed_on=date(2018, 3, 1)),
            firm(5, "KORYO ACME SHIPPING CORPORATION", "DPRK4", listed_on=date(2016, 3, 1)),
            *OTHERS,
        ),
        "2019-04-08",
    )
    answer = office.answer(**US, party="Koryo Acme Trading Corporation", activity_date="2017-01-01")
    assert [row["id"] for row in answer["parties"][0]["listings"]] == ["ofac-4"]


# Silence


def test_a_name_that_a_fresh_whole_list_does_not_hold_is_not_listed(office: Office) -> None:
    office.load((DALIAN, *OTHERS), "2026-11-01")
    assert office.status("2026-11-20", **US, party="Acme Toys") == "permitted"


def test_a_stale_list_says_nothing_about_days_after_it(office: Office) -> None:
    office.load((DALIAN, *OTHERS), "2026-11-01")
    office.now = NOW + timedelta(days=8)
    office.desk = Desk(office.desk.settings, lambda: office.now)
    stale = office.ask(**US, party="Acme Toys", activity_date="2026-11-02")
    assert (stale["status"], stale["missing"]) == ("needs_information", ["party"])
    assert "stale" in stale["because"]
    assert office.status("2026-11-01", **US, party="Acme Toys") == "permitted"


def test_a_list_that_is_not_loaded_beside_others_is_no_silence(office: Office) -> None:
    bank = Entry(
        id="un-1",
        schema="Organization",
        names=(Name("KORYO BANK"),),
        listings=(Listing("UNSC", "DPRK", date(2017, 8, 5)),),
    )
    office.load((bank, *OTHERS), "2026-11-01", "un")
    finding = office.ask(**US, party="Acme Toys", activity_date="2020-01-01")
    assert finding["status"] == "needs_information"
    assert "no whole edition of ofac-sdn is loaded" in finding["because"]
    assert office.status("2020-01-01", "UN-DPRK", **US, party="Acme Toys") == "permitted"


def test_a_shrunken_edition_is_no_silence(office: Office) -> None:
    office.load((DALIAN, *OTHERS), "2026-11-01")
    office.load((DALIAN, *OTHERS[:3]), "2026-11-10", fell="accepted")
    assert office.status("2026-11-01", **US, party="Acme Toys") == "permitted"
    finding = office.ask(**US, party="Acme Toys", activity_date="2026-11-02")
    assert finding["status"] == "needs_information"
    assert "fell short" in finding["because"]


def test_the_rulebooks_own_list_counts_up_to_its_day(office: Office) -> None:
    office.load((DALIAN, *OTHERS), "2026-11-01")
    asked = {**PAYMENT, "bound_state": "CN", "party": "Acme Toys"}
    assert office.status("2026-02-27", "UN-DPRK", **asked) == "permitted"
    assert office.status("2026-02-28", "UN-DPRK", **asked) == "needs_information"


# Delisting


def test_a_party_is_free_from_the_day_its_listing_ended(office: Office) -> None:
    ended = Entry(
        id="un-9",
        schema="Organization",
        names=(Name("KORYO ACME TRADING CORPORATION"),),
        listings=(Listing("UNSC", "DPRK", date(2017, 8, 5), date(2019, 6, 1)),),
    )
    office.load((ended, *OTHERS), "2026-11-01", "un")
    asked = {**PAYMENT, "bound_state": "CN", "party": "Koryo Acme Trading Corporation"}
    assert office.status("2019-05-31", "UN-DPRK", **asked) == "prohibited"
    after = office.ask("UN-DPRK", **asked, activity_date="2019-06-01")
    assert after["status"] == "permitted"
    assert any("no longer: the listing ended 2019-06-01" in measure["why"] for measure in after["measures"])


def test_between_the_last_edition_with_a_party_and_the_first_without_the_answer_is_open(office: Office) -> None:
    acme = firm(2, "KORYO ACME TRADING CORPORATION", "DPRK4")
    office.load((acme, *OTHERS), "2019-04-08")
    office.load(OTHERS, "2021-06-01")
    asked = {**US, "party": "Koryo Acme Trading Corporation"}
    assert office.status("2019-04-08", **asked) == "prohibited"
    between = office.ask(**asked, activity_date="2020-01-01")
    assert between["status"] == "needs_information"
    assert "last seen on the list 2019-04-08, gone by 2021-06-01" in between["because"]
    gone = office.ask(**asked, activity_date="2021-06-01")
    assert gone["status"] == "permitted"
    assert any("gone by the edition of 2021-06-01" in measure["why"] for measure in gone["measures"])


def test_a_party_of_the_rulebooks_own_that_a_later_edition_dropped_is_no_longer_listed(office: Office) -> None:
    office.load((*OTHERS, firm(99, "KORYO ACME", "DPRK4")), "2026-11-01")
    asked = {**US, "party": "Dalian Global Unity Shipping"}
    assert office.status("2026-11-02", **asked) == "permitted"
    assert office.status("2020-01-01", **asked) == "needs_information"
    assert office.status("2017-06-28", **asked) == "permitted"


def test_a_party_that_came_back_is_listed_again(office: Office) -> None:
    acme = firm(2, "KORYO ACME TRADING CORPORATION", "DPRK4")
    office.load((acme, *OTHERS), "2019-04-08")
    office.load((*OTHERS, firm(98, "KORYO OTHER", "DPRK4")), "2020-06-01")
    office.load((acme, *OTHERS), "2021-06-01")
    asked = {**US, "party": "Koryo Acme Trading Corporation"}
    days = ("2019-04-08", "2020-06-01", "2020-12-01", "2021-06-01")
    assert [office.status(day, **asked) for day in days] == [
        "prohibited", "needs_information", "needs_information", "prohibited",
    ]  # fmt: skip


# Owners


def test_owners_add_up_across_the_lists_and_an_unsure_owner_leaves_the_sum_open(office: Office) -> None:
    kim = Entry(
        id="ofac-3",
        schema="Person",
        names=(Name("KIM, Chol"),),
        listings=(Listing("OFAC", "DPRK4", date(2018, 1, 24)),),
    )
    acme = firm(4, "KORYO ACME TRADING CORPORATION", "DPRK4", listed_on=date(2018, 3, 1))
    office.load((kim, acme, *OTHERS), "2026-11-01")

    def owned(*shares: tuple[str, int]) -> dict[str, Any]:
        owners = [{"name": name, "share": share} for name, share in shares]
        dealing: dict[str, Any] = {
            "activity": "dealing_in_property",
            "action": "deal",
            "bound_state": "US",
            "licence": False,
        }
        return office.ask(**dealing, party="Firm A", owners=owners, activity_date="2020-01-01")

    assert owned(("Koryo Acme Trading Corporation", 49), ("Public", 51))["status"] == "permitted"
    assert owned(("Koryo Acme Trading Corporation", 50), ("Public", 50))["status"] == "prohibited"
    unsure = owned(("Koryo Acme Trading Corporation", 30), ("Kim Chol", 20), ("Public", 50))
    assert (unsure["status"], unsure["missing"]) == ("needs_information", ["owners"])
    assert "ofac-3" in unsure["because"]


# Published lists


@pytest.mark.shared
def test_real_lists_answer_the_days_around_a_listing(shared: Path, tmp_path: Path) -> None:
    desk = Desk(Settings(store=str(tmp_path / "store")), lambda: NOW)
    for year, published in (("2019", date(2019, 4, 8)), ("2021", date(2021, 6, 1))):
        files = [shared / f"lists/ofac-{year}/{name}.csv" for name in ("sdn", "alt", "add")]
        desk.lists.load("ofac-sdn", files, published=published)
    desk.lists.load("un", [shared / "lists/un-2026/consolidated.xml"])

    def status(regime: str, **facts: Any) -> str:
        found = next(finding for finding in desk.check(facts)["findings"] if finding["regime"] == regime)
        return str(found["status"])

    dalian = {**US, "party": "Dalian Global Unity Shipping"}
    assert status("US-DPRK", **dalian, activity_date="2017-06-28") == "permitted"
    assert status("US-DPRK", **dalian, activity_date="2017-06-30") == "prohibited"
    bank = {**PAYMENT, "bound_state": "CN", "bank": "朝鲜贸易银行"}
    assert status("UN-DPRK", **bank, activity_date="2017-08-04") == "permitted"
    assert status("UN-DPRK", **bank, activity_date="2017-08-05") == "prohibited"
    assert status("US-DPRK", **US, person="Kim Chol", activity_date="2020-06-30") == "needs_information"
    vessel = {"activity": "dealing_in_property", "action": "deal", "bound_state": "US", "licence": False}
    assert status("US-DPRK", **vessel, vessel_imo="8628597", activity_date="2020-01-01") == "prohibited"
    assert (
        status("US-DPRK", **vessel, party="Ordinary Bakery of Springfield", activity_date="2020-01-01") == "permitted"
    )


def test_names_looked_up_together_are_found_as_one_by_one(tmp_path: Path) -> None:
    listed = [firm(7, "DALIAN GLOBAL UNITY SHIPPING CO LTD", "DPRK2"), firm(8, "KORYO CREDIT BANK", "DPRK3")]
    firms = ("Dalian Global Unity Shipping Co., Ltd.", "Dalian Global Unity", "ACME Trading", "?")
    names = [*(("party", name) for name in firms), ("bank", "Koryo Credit Bank"), ("person", "Koryo Credit")]
    names += [("vessel_name", "Blue Sea"), ("vessel_imo", "9353113")]
    found = []
    for together in (True, False):
        office = Office(tmp_path / str(together))
        office.folder.mkdir()
        office.load(listed, "2017-01-10")
        parties = office.desk.law.parties
        if together:
            parties.look_up(names, NOW.date())
        found.append([parties.find(Facts({key: name}), NOW.date()) for key, name in names])
    assert found[0] == found[1]
    assert any(one.listed for one in found[0])
