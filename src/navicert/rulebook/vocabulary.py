"""The words in which facts of a transaction are told: activities, keys, codes. Rules and facts share them.

A key that is absent is unknown; `ABSENCE_HAS_A_MEANING` lists the few keys for which silence itself says something.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal

KeyType = Literal["code", "state", "states", "hs", "date", "number", "integer", "yes_no", "text", "imo", "owners"]


@dataclass(frozen=True, slots=True)
class Key:
    """One fact: its type, its codes where it has a closed list, and what it means in words a trader uses."""

    name: str
    type: KeyType
    meaning: str
    codes: tuple[str, ...] = ()
    minimum: int | None = 0


ACTIONS: dict[str, tuple[str, ...]] = {
    "supply": ("export",),
    "procure": ("import", "load", "release"),
    "ship_to_ship_transfer": ("transfer",),
    "joint_venture": ("open", "expand", "operate"),
    "invest": ("invest",),
    "employ": ("grant_permit", "employ"),
    "account": ("open", "maintain"),
    "payment": ("pay", "clear"),
    "dealing_in_property": ("deal",),
    "trade_finance": ("grant",),
    "travel": ("enter", "transit"),
    "port_entry": ("enter",),
    "vessel_service": ("charter", "crew", "register", "class", "insure", "bunker"),
    "maritime_service": ("transport", "insure", "broker", "finance"),
    "training": ("host", "train"),
    "specialised_teaching": ("teach",),
    "technical_assistance": ("assist",),
    "scientific_cooperation": ("cooperate",),
    "rights_purchase": ("buy",),
    "import_with_tariff": ("enter",),
}
ACTIVITIES = tuple(ACTIONS)
MEASURE_KINDS = (
    "procurement_ban", "supply_ban", "quota", "list_extension", "licence_requirement", "commitment", "catch_all",
    "suspension", "comprehensive_embargo", "sts_ban", "jv_ban", "jv_closure", "work_permit_cap", "work_permit_ban",
    "repatriation", "bank_branch_ban", "correspondent_ban", "proposed_rule", "diplomatic_limits", "finance_ban",
    "trade_finance_ban", "asset_freeze", "designation", "secondary_sanction", "ownership_rule", "travel_ban",
    "port_ban", "flight_ban", "vessel_designation", "vessel_ban", "vessel_service_ban", "vessel_seizure", "price_cap",
    "service_ban", "education_ban", "science_coop_ban", "clarification", "tariff", "threat", "bill", "inspection",
    "reporting", "expulsion", "mandate", "exemption", "amendment", "regulation", "statute", "mechanism",
)  # fmt: skip
STEPS = tuple(dict.fromkeys(step for steps in ACTIONS.values() for step in steps))
HS_EDITIONS = ("HS2002", "HS2007", "HS2012", "HS2017", "HS2022")
END_USES = (
    "civilian", "livelihood", "humanitarian", "public_utility", "aircraft_spares", "aircraft_refuelling", "military",
    "wmd",
)  # fmt: skip
GOODS_KINDS = (
    "coal", "iron_ore", "iron", "lead_ore", "lead", "base_metal", "rare_mineral", "seafood", "textile", "apparel",
    "food", "earth_stone", "wood", "crude_oil", "condensate", "natural_gas_liquids", "lng", "lpg", "pipeline_gas",
    "refined_petroleum", "gasoline", "diesel", "aviation_fuel", "truck", "truck_chassis", "machinery", "electrical",
    "vessel", "helicopter", "aircraft_parts", "arms", "statue", "luxury_goods", "medicine", "other_goods",
)  # fmt: skip
FIELDS = (
    "military", "police", "ballistic_missile", "nuclear", "chemical_biological", "aerospace", "advanced_manufacturing",
    "medical", "other",
)  # fmt: skip
MASS_AND_VOLUME = ("bbl", "t", "kg")
TOTAL_UNITS = ("bbl", "t", "USD")

_KEYS = (
    Key("activity", "code", "what is done", ACTIVITIES),
    Key("action", "code", "the step within the activity", STEPS),
    Key("bound_state", "states", "the state whose law binds the actor"),
    Key("counterparty_state", "state", "the state of the other side"),
    Key("claim_status", "code", "how well the act itself is established",
        ("official", "confirmed", "reported_unconfirmed", "alleged", "alleged_and_denied")),
    Key("hs", "hs", "the customs code of the goods"),
    Key("hs_edition", "code", "the edition of the customs code", HS_EDITIONS),
    Key("goods_kind", "code", "what the goods are", GOODS_KINDS),
    Key("end_use", "code", "what the goods are for", END_USES),
    Key("end_user_certificate", "yes_no", "whether the buyer gave an end-user certificate"),
    Key("condition", "code", "whether the goods are new or used", ("new", "used")),
    Key("axle_count", "integer", "the number of axles"),
    Key("outward_processing", "yes_no", "whether the importer sent the materials to be worked up"),
    Key("origin", "state", "the country of origin of the goods"),
    Key("true_origin", "state", "the origin established against the documents"),
    Key("feedstock_origin", "state", "the origin of the crude oil that was refined"),
    Key("destination", "state", "the country where the goods are delivered"),
    Key("transit_state", "state", "the state the goods pass through"),
    Key("loading_port", "text", "the port of loading"),
    Key("arrival_port", "text", "the port of arrival"),
    Key("transit_port", "text", "the port of transhipment"),
    Key("transport_mode", "code", "how the goods move", ("sea", "rail", "road", "air", "pipeline")),
    Key("activity_date", "date", "the day of the act"),
    Key("contract_date", "date", "the day the written contract was concluded"),
    Key("loading_date", "date", "the day the goods were loaded"),
    Key("arrival_date", "date", "the day the goods arrived"),
    Key("declaration_date", "date", "the day of the customs declaration"),
    Key("release_date", "date", "the day customs releases the goods"),
    Key("permit_date", "date", "the day the work permit is issued"),
    Key("last_kp_call", "date", "the last day the vessel or aircraft called in the DPRK"),
    Key("committee_notification_date", "date", "the day the 1718 Committee was notified"),
    Key("contract_term", "code", "whether the supply contract is short (up to a year) or long", ("short", "long")),
    Key("quantity_amount", "number", "the size of the delivery"),
    Key("quantity_unit", "code", "the unit of the delivery", MASS_AND_VOLUME),
    Key("value_amount", "number", "the value of the delivery or payment"),
    Key("value_currency", "code", "the currency of the value", ("USD", "EUR", "CNY")),
    Key("unit_price_amount", "number", "the price per unit"),
    Key("unit_price_unit", "code", "the unit of the price", ("USD/bbl", "USD/t")),
    Key("bbl_per_t", "number", "barrels per tonne of this cargo"),
    Key("reported_total_amount", "number", "the officially reported total of the quota period, before this delivery"),
    Key("reported_total_unit", "code", "the unit of the reported total", TOTAL_UNITS),
    Key("reported_total_alt_amount", "number", "the same reported total in the cap's second unit"),
    Key("reported_total_alt_unit", "code", "the second unit of the reported total", TOTAL_UNITS),
    Key("estimated_total_amount", "number", "an estimate of the total that counts unreported deliveries"),
    Key("estimated_total_unit", "code", "the unit of the estimated total", TOTAL_UNITS),
    Key("previous_period_total_amount", "number", "the reported total of the quota period before"),
    Key("previous_period_total_unit", "code", "the unit of the earlier total", TOTAL_UNITS),
    Key("baseline_amount", "number", "the supplying state's own amount in the base period"),
    Key("baseline_unit", "code", "the unit of the base amount", ("bbl", "t")),
    Key("quota_notice_percent", "integer", "the highest threshold officially notified for the period (0 for none)"),
    Key("permit_total_change", "integer", "how this permit changes the total of permits", minimum=None),
    Key("duty_claimed_percent", "number", "the additional duty that somebody claims is due"),
    Key("committee_approved", "yes_no", "whether the 1718 Committee approved"),
    Key("committee_notified", "yes_no", "whether the 1718 Committee was notified"),
    Key("licence", "yes_no", "whether a national authority's licence covers the act"),
    Key("livelihood_undertaking", "yes_no", "whether the importer signed the livelihood undertaking"),
    Key("reported_to_committee", "yes_no", "whether the delivery is reported to the 1718 Committee"),
    Key("programme_revenue", "yes_no", "whether the deal involves a designated party or earns for the programmes"),
    Key("refugee", "yes_no", "whether law forbids returning the worker"),
    Key("host_national", "yes_no", "whether the worker is a national of the employing state"),
    Key("distress", "yes_no", "whether the vessel or aircraft is in distress or returning to its port of origin"),
    Key("emergency_suspension", "yes_no", "whether a declared energy emergency suspends the ban"),
    Key("knowing", "yes_no", "whether the actor knew or should have known of the DPRK connection"),
    Key("significant", "yes_no", "whether the transaction is significant in OFAC's sense"),
    Key("party", "text", "the other legal person"),
    Key("party_role", "code", "the other legal person's role",
        ("payee", "payer", "buyer", "seller", "owner", "consignee", "partner", "end_user", "importer")),
    Key("person", "text", "the natural person concerned"),
    Key("owners", "owners", "the owners and their shares"),
    Key("bank", "text", "the bank whose account is meant"),
    Key("account_type", "code", "the kind of account or office",
        ("correspondent", "branch", "representative_office", "deposit")),
    Key("account_location", "state", "the state where the account or office is"),
    Key("payment_purpose", "code", "what the payment is for",
        ("trade", "freight", "basic_expenses", "extraordinary_expenses", "prior_judgment", "other")),
    Key("venture_type", "code", "the kind of venture",
        ("equity_jv", "cooperative_jv", "wholly_dprk_owned", "public_utility", "cn_kp_hydropower", "rajin_khasan")),
    Key("venture_name", "text", "the venture"),
    Key("venture_sector", "text", "the venture's business"),
    Key("field", "code", "the subject of the training, assistance or cooperation", FIELDS),
    Key("right_kind", "code", "the right that is bought", ("fishing_rights", "mining_rights", "other")),
    Key("vessel_name", "text", "the vessel"),
    Key("vessel_imo", "imo", "the vessel's IMO number"),
    Key("vessel_flag", "state", "the vessel's flag"),
    Key("counterpart_vessel_name", "text", "the other vessel"),
    Key("counterpart_vessel_imo", "imo", "the other vessel's IMO number"),
    Key("counterpart_vessel_flag", "state", "the other vessel's flag"),
    Key("aircraft", "text", "the aircraft"),
    Key("aircraft_flag", "state", "the aircraft's state of registry"),
)  # fmt: skip
KEYS: dict[str, Key] = {key.name: key for key in _KEYS}
NUMBERS = tuple(key.name for key in _KEYS if key.type == "number")

AMOUNTS_AND_UNITS = (
    ("quantity_amount", "quantity_unit"),
    ("value_amount", "value_currency"),
    ("unit_price_amount", "unit_price_unit"),
    ("reported_total_amount", "reported_total_unit"),
    ("reported_total_alt_amount", "reported_total_alt_unit"),
    ("estimated_total_amount", "estimated_total_unit"),
    ("previous_period_total_amount", "previous_period_total_unit"),
    ("baseline_amount", "baseline_unit"),
)

# Silence about these is an answer of its own: an authorisation nobody knows of, a list not asked, a route not claimed.
ABSENCE_HAS_A_MEANING = frozenset(
    {
        "committee_approved", "committee_notified", "licence", "true_origin", "transit_state", "transit_port", "party",
        "person", "bank", "owners", "vessel_imo", "vessel_name", "counterpart_vessel_imo", "counterpart_vessel_name",
        "bbl_per_t", "aircraft_flag", "estimated_total_amount", "estimated_total_unit",
        "previous_period_total_amount", "previous_period_total_unit",
    }
)  # fmt: skip
NEVER_CHANGES_THE_ANSWER = frozenset(
    {
        "claim_status", "end_user_certificate", "loading_port", "arrival_port", "venture_name", "venture_sector",
        "aircraft", "party_role", "committee_notification_date", "hs_edition",
    }
)  # fmt: skip

# The order in which a clock looks for its day: the first key that is given is the day tested. `act` stands
# for the clock of the activity asked; see clock_for.
CLOCKS: dict[str, tuple[str, ...]] = {
    "import": ("arrival_date", "activity_date", "loading_date"),
    "arrival": ("arrival_date", "activity_date"),
    "release": ("release_date", "activity_date"),
    "export": ("loading_date", "activity_date"),
    "activity": ("activity_date",),
    "permit": ("permit_date", "activity_date"),
    "service": ("activity_date",),
    "contract": ("contract_date",),
    "loading": ("loading_date",),
    "act": ("activity_date",),
}
CLOCK_OF_ACTIVITY = {"supply": "export", "procure": "import", "employ": "permit", "maritime_service": "service"}


def clock_for(clock: str, activity: str) -> str:
    """The clock that a measure tests when asked about an activity.

    >>> clock_for("act", "supply"), clock_for("release", "procure")
    ('export', 'release')
    """
    return CLOCK_OF_ACTIVITY.get(activity, "activity") if clock == "act" else clock


ORDERED_DATES = ("loading_date", "arrival_date", "release_date")


def keys_like(name: str) -> list[str]:
    """Up to four keys that somebody who wrote `name` may have meant: of like spelling, or with one of its words.

    >>> keys_like("dates"), keys_like("currency"), keys_like("payer"), keys_like("colour")
    (['activity_date', 'contract_date', 'loading_date', 'arrival_date'], ['value_currency'], ['party_role'], [])
    """
    words = {word.rstrip("s") for word in name.lower().replace("-", "_").replace(" ", "_").split("_") if len(word) > 1}
    near = difflib.get_close_matches(name.lower(), KEYS, n=2, cutoff=0.75)
    sharing = [key for key in KEYS if words & set(key.split("_"))]
    holding = [key.name for key in KEYS.values() if name.lower() in key.codes]
    return list(dict.fromkeys([*near, *sharing, *holding]))[:4]
