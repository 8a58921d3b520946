"""An analyst records deliveries, corrects them, and asks what is left of a quota."""

import json
import xml.etree.ElementTree as ET

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

QUOTA = "UN-2397-5-REFINED"
SHIPMENT = (
    "activity=supply", "action=export", "bound_state=any", "destination=KP", "hs=2710", "goods_kind=diesel",
    "end_use=livelihood", "reported_to_committee=true", "programme_revenue=false", "activity_date=2018-11-01",
    "quantity_amount=20000", "quantity_unit=bbl",
)  # fmt: skip
HEADER = "id,quota,kind,corrects,amount,unit,goods,delivered,period,supplier,percent,source,published\n"


def delivered(amount, days, published, **more):
    return {
        "quota": QUOTA, "kind": "reported", "amount": amount, "unit": "bbl", "goods": "diesel", "delivered": days,
        "supplier": "CN", "source": "1718 Committee", "published": published,
    } | more  # fmt: skip


@pytest.fixture
def record(navicert):
    def run(**columns):
        options = [part for name, cell in columns.items() for part in (f"--{name.replace('_', '-')}", cell)]
        return navicert("quota", "record", *options, "--by", "A. Analyst", "--json")

    return run


@pytest.fixture
def report(navicert):
    def run(*options):
        return navicert("quota", "report", "--quota", QUOTA, "--period", "2018", "--json", *options)

    return run


def test_a_delivery_is_recorded_and_stands_in_the_report(record, report):
    ended = record(**delivered(5000, "2018-01", "2018-03-05", unit="t"))
    assert ended.code == 0
    [answer] = ended.records
    assert answer["outcome"] == "recorded"
    assert answer["record"]["recorded_by"] == "A. Analyst"
    [account] = report().records
    assert account["limits"][0]["reported"] == {"amount": 41666.667, "whole": True, "lacking": []}
    assert account["limits"][0]["left"] == 458333.333
    assert account["totals"]["t"] == 5000
    assert account["records"][0]["running"] == {"bbl": 41666.667, "t": 5000}


def test_the_same_again_is_not_recorded_twice_unless_said_so(navicert, record, report):
    row = delivered(5000, "2018-01", "2018-03-05")
    record(**row)
    assert record(**row).records[0]["outcome"] == "known"
    options = [part for name, cell in row.items() for part in (f"--{name}", cell)]
    assert navicert("quota", "record", *options, "--again", "--json").records[0]["outcome"] == "recorded"
    [account] = report().records
    assert account["limits"][0]["reported"]["amount"] == 10_000
    assert account["limits"][0]["least"] == 5000
    assert account["doubts"][0]["kind"] == "repeated"


def test_a_correction_counts_from_the_day_it_became_known(record, report):
    first = record(**delivered(5000, "2018-01", "2018-03-05")).records[0]["record"]["id"]
    record(corrects=first, amount=6000, source="revised table", published="2018-06-01")
    before, after = (report("--as-known-on", day).records[0] for day in ("2018-05-31", "2018-06-01"))
    assert [account["totals"]["bbl"] for account in (before, after)] == [5000, 6000]
    assert after["revisions"][0]["was"]["bbl"] == 5000
    assert after["records"][0]["kind"] == "correction"


def test_what_was_recorded_since_can_be_left_out(record, report):
    record(**delivered(5000, "2018-01", "2018-03-05"))
    ended = report("--recorded-until", "2020-01-01")
    assert ended.code == 3
    assert ended.records[0]["status"] == "no_figures"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"amount": "-5"}, "field amount: -5 is below zero"),
        ({"unit": "gal"}, "field unit: 'gal' is none of bbl, t, kg"),
        ({"goods": "coal"}, f"field goods: {QUOTA} does not count coal"),
        ({"quota": "UN-0"}, "field quota: there is no quota 'UN-0'"),
    ],
)
def test_what_is_no_record_is_told_by_field(record, change, words):
    ended = record(**delivered(5000, "2018-01", "2018-03-05") | change)
    assert ended.code == 2
    assert words in ended.err
    assert ended.records[0]["outcome"] == "invalid"


def test_a_file_records_its_good_rows_and_names_the_others(navicert, report, tmp_path):
    path = tmp_path / "deliveries.csv"
    rows = [
        f"r1,{QUOTA},reported,,1000,bbl,diesel,2018-01,,CN,,Committee,2018-03-01",
        f"r2,{QUOTA},correction,r1,1500,bbl,,,,,,Committee,2018-04-01",
        f",{QUOTA},reported,,many,bbl,diesel,2018-02,,CN,,Committee,2018-04-01",
        f",{QUOTA},notice,,,,,,2018,,75,Committee,2018-10-01",
        f",{QUOTA},reported,,1",
    ]
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    ended = navicert("quota", "record", "--file", path, "--by", "me")
    assert ended.code == 2
    assert f"{path} row 4 field amount: 'many' is not a plain number" in ended.err
    assert f"{path} row 6: 5 cells where the header has 13" in ended.err
    assert "5 rows: 3 recorded, 2 invalid" in ended.err
    account = report().records[0]
    assert account["totals"]["bbl"] == 1500
    assert account["notice_percent"] == 75
    assert "3 known, 2 invalid" in navicert("quota", "record", "--file", path, "--by", "you").err


def test_json_lines_and_parquet_are_read_alike(navicert, report, tmp_path):
    rows = [delivered(1000, "2018-01", "2018-03-01"), delivered(500, "2018-02", "2018-04-01")]
    lines = tmp_path / "rows.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    table = tmp_path / "rows.parquet"
    pq.write_table(pa.Table.from_pylist(rows), table)
    assert navicert("quota", "record", "--file", lines, "--by", "me").code == 0
    assert "2 known" in navicert("quota", "record", "--file", table, "--by", "me").err
    assert report().records[0]["totals"]["bbl"] == 1500


def test_a_file_that_breaks_off_records_nothing(navicert, tmp_path):
    path = tmp_path / "broken.csv"
    path.write_text(HEADER + f'r1,{QUOTA},reported,,1000,bbl,diesel,2018-01,,CN,,"Committee', encoding="utf-8")
    assert navicert("quota", "record", "--file", path, "--by", "me").code == 2
    assert navicert("quota", "report").code == 3


def test_the_ledger_answers_check_where_the_facts_are_silent(navicert, record):
    def status(*more):
        [answer] = navicert("check", *SHIPMENT, *more, "--json").records
        return answer["findings"][0]["status"], answer["findings"][0]["missing"]

    assert status() == ("needs_information", ["reported_total_amount"])
    record(**delivered(470_000, "2018-01/2018-08", "2018-09-01"))
    assert status() == ("quota_dependent", [])
    record(**delivered(10_001, "2018-09", "2018-10-15"))
    assert status() == ("prohibited", [])
    assert status("--as-known-on", "2018-10-14") == ("quota_dependent", [])
    assert status("reported_total_amount=0", "reported_total_unit=bbl") == ("quota_dependent", [])


def test_an_estimate_contests_and_does_not_close(navicert, record, report):
    record(**delivered(100_000, "2018-01/2018-05", "2018-07-01"))
    guess = delivered(800_000, "2018-01/2018-05", "2018-07-12", kind="estimated", low=700_000, high=900_000)
    options = [part for name, cell in guess.items() for part in (f"--{name}", cell)]
    navicert("quota", "record", *options, "--includes-reported", "--by", "me")
    assert report().records[0]["status"] == "contested"
    [answer] = navicert("check", *SHIPMENT, "--json").records
    assert answer["findings"][0]["status"] == "quota_dependent"
    assert {reading["status"] for reading in answer["findings"][0]["readings"]} >= {"prohibited"}


def test_notice_at_95_percent_stops_supply(navicert, record):
    record(**delivered(476_000, "2018-01/2018-08", "2018-09-01"))
    [answer] = navicert("check", *SHIPMENT, "--json").records
    assert answer["findings"][0]["missing"] == ["quota_notice_percent"]
    record(quota=QUOTA, kind="notice", percent=95, period=2018, source="Committee", published="2018-10-20")
    [answer] = navicert("check", *SHIPMENT, "--json").records
    assert answer["findings"][0]["status"] == "prohibited"
    assert answer["findings"][0]["quota"]["stopped_by_notice"] is True


def test_an_unsure_total_is_told_in_words(navicert, record):
    record(**delivered(400_000, "2018-10", "2018-12-01"))
    record(**delivered(400_000, "2018-10", "2018-12-05", source="another table"))
    ended = navicert("check", *SHIPMENT)
    assert "quota ledger: UN-2397-5-REFINED" in ended.out
    [answer] = navicert("check", *SHIPMENT, "--json").records
    assert answer["findings"][0]["status"] == "needs_information"
    assert len(answer["ledger_notes"]) == 1


def test_the_report_names_national_quotas_that_count_the_same_deliveries(navicert, record):
    record(**delivered(5000, "2018-01", "2018-03-05"))
    names = {account["quota"] for account in navicert("quota", "report", "--json").records}
    assert {QUOTA, "CN-2018-4-REFINED"} <= names


def test_the_report_reads_well_at_the_terminal(navicert, record):
    record(**delivered(30_000, "2018-01", "2018-03-05", unit="t", source="[bold]table[/bold]"))
    ended = navicert("quota", "report", "--quota", QUOTA, "--as-known-on", "2018-06-01")
    assert ended.code == 0
    for words in (
        "UN-2397-5-REFINED, 2018", "500,000 bbl", "250,000 bbl", "50.0 %", "30,000 t diesel", "[bold]table[/bold]",
        "as known on 2018-06-01", "left, counted as lpg: 20,259.3 t", "500,000 bbl = 60,000 t",
    ):  # fmt: skip
        assert words in ended.out


def test_a_picture_is_drawn_of_one_account(navicert, record, tmp_path):
    record(**delivered(30_000, "2018-01", "2018-03-05", source="<script>alert(1)</script>"))
    path = tmp_path / "quota.svg"
    ended = navicert("quota", "report", "--svg", path)
    assert ended.code == 2
    assert "a picture shows one account" in ended.err
    assert navicert("quota", "report", "--quota", QUOTA, "--svg", path).code == 0
    assert ET.parse(path).getroot().get("role") == "img"
    assert "<script" not in path.read_text(encoding="utf-8")
    ended = navicert("quota", "report", "--quota", QUOTA, "--svg", tmp_path / "nowhere" / "quota.svg")
    assert ended.code == 3


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--quota", "UN-0"], 2, "there is no quota"),
        (["--quota", QUOTA, "--period", "2017"], 2, "has no period"),
        (["--period", "2018"], 3, "holds nothing that was asked for"),
        (["--as-known-on", "soon"], 2, "is not a date"),
        (["--rate-days", "5"], 2, ""),
    ],
)
def test_a_report_that_cannot_be_made_says_why(navicert, options, code, words):
    ended = navicert("quota", "report", *options)
    assert ended.code == code
    assert words in ended.err


def test_a_command_without_a_delivery_says_what_to_give(navicert):
    ended = navicert("quota", "record")
    assert ended.code == 2
    assert "give either a delivery or --file" in ended.err


def test_the_sample_of_public_figures_can_be_recorded(navicert, root):
    ended = navicert("quota", "record", "--file", root / "docs/demo/deliveries.csv", "--by", "me")
    assert ended.code == 0, ended.err
    accounts = {(a["quota"], a["period"]["name"]): a for a in navicert("quota", "report", "--json").records}
    assert accounts[(QUOTA, "2018")]["status"] == "contested"
    assert accounts[(QUOTA, "2018")]["limits"][0]["reported"] is None


def test_a_timeline_turns_on_the_day_that_the_ledger_fills_the_cap(navicert, record):
    record(**delivered(300000, "2018-03-31", "2018-04-10"))
    record(**delivered(190000, "2018-06-30", "2018-07-10"))
    arguments = [part for part in SHIPMENT if not part.startswith(("activity_date", "bound_state"))]
    done = navicert("rules", "timeline", *arguments, "bound_state=CN", "--as-known-on", "2018-12-31", "--json")
    assert done.code == 0
    lane = next(lane for lane in done.records if lane["regime"] == "UN-DPRK")
    told = {span["from"]: (span["until"], span["status"]) for span in lane["spans"]}
    assert told["2018-04-01"] == ("2018-06-29", "quota_dependent"), told
    assert told["2018-07-01"][1] == "prohibited", told
    assert told["2018-01-01"][1] == "needs_information", told


def test_a_timeline_stops_on_the_day_of_the_committees_notice(navicert, record):
    record(**delivered(480000, "2018-01-01/2018-03-31", "2018-04-10"))
    record(quota=QUOTA, kind="notice", percent=75, period="2018", source="1718 Committee", published="2018-04-10")
    record(quota=QUOTA, kind="notice", percent=95, period="2018", source="1718 Committee", published="2018-05-02")
    arguments = [part for part in SHIPMENT if not part.startswith(("activity_date", "bound_state", "quantity"))]
    more = ["quantity_amount=1000", "quantity_unit=bbl", "bound_state=CN"]
    done = navicert("rules", "timeline", *arguments, *more, "--as-known-on", "2018-12-31", "--json")
    lane = next(lane for lane in done.records if lane["regime"] == "UN-DPRK")
    statuses = {span["from"]: span["status"] for span in lane["spans"]}
    assert statuses["2018-05-02"] == "prohibited", statuses
    before = max(day for day in statuses if day and day < "2018-05-02")
    assert statuses[before] == "quota_dependent", statuses
