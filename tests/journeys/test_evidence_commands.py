"""An analyst keeps pages, searches them, corrects them and writes them out; the pages are written for these tests."""

import csv
import json
import re
from xml.etree import ElementTree

import pytest

STORY = """Mill Owner Denies Paying for Northern Coal

By Ada Ferreira, Coastline News
Published: May 6, 2019

PORT SELBY (Coastline News) - The mines ministry said on Monday that Tarn Steel Ltd had imported 3,100 tonnes of coal \
from North Korea in April.

Tarn Steel denied that it had bought any coal from North Korea. "Our furnaces burn local coal alone," director \
Piet Vandermeer said.

Under a United Nations resolution, imports of coal from North Korea are banned, the ministry said.
"""
UPDATE = (
    STORY.replace("3,100 tonnes", "3,900 tonnes").replace("May 6", "May 7")
    + """
The ministry said on Tuesday that a second cargo had been found in a warehouse at Port Selby, \
and that its owner had left.
"""
)
HOSTILE = """Firm Says <script>alert(1)</script> Is Harmless

Published: May 8, 2019

=HYPERLINK("http://evil.example","x") said that </mark></blockquote><img src=x onerror=alert(1)> Tarn Steel Ltd \
had lied & "cheated".

+Tarn Steel said that '"><svg onload=alert(2)> was \u202egnihton\u202c to worry about.
"""


@pytest.fixture
def keep(navicert, tmp_path):
    """Keeps a text as a page under this name; the id of the page."""

    def kept(name, text, *options):
        (tmp_path / name).write_text(text, encoding="utf-8")
        ended = navicert("read", tmp_path / name, "--keep", "--json", *options)
        assert ended.code == 0, ended.err
        return ended.records[0]["page"]

    return kept


def claim_with(navicert, words, *options):
    found = navicert("evidence", "search", "--kind", "claim", "--json", *options).records
    return next(claim for claim in found if words in claim["quote"])


def test_reading_alone_writes_nothing(navicert, tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    assert navicert("read", tmp_path / "a.txt", "--json").code == 0
    ended = navicert("evidence", "show")
    assert ended.code == 3
    assert "--keep" in ended.err


def test_what_a_party_is_said_to_have_done_is_found_with_its_denial(navicert, keep):
    keep("a.txt", STORY)
    found = navicert("evidence", "search", "--party", "Tarn Steel", "--json").records
    assert {claim["modality"] for claim in found if claim["type"] == "claim"} >= {"asserted", "denied"}
    denials = navicert("evidence", "search", "--modality", "denied", "--kind", "claim", "--json").records
    assert [denial["speaker"] for denial in denials] == ["Tarn Steel Ltd"]
    assert not navicert("evidence", "search", "--party", "Somebody Else", "--json").records


def test_days_are_asked_for_and_what_has_none_is_told(navicert, keep):
    keep("a.txt", STORY)
    keep("b.txt", "Undated Note\n\nThe harbour office said that a crane had fallen into the dock near Tarn Steel.\n")
    inside = navicert("evidence", "search", "--kind", "claim", "--from", "2019-05-01", "--to", "2019-05-31", "--json")
    assert inside.records
    assert "1 more would fit, but their day is not known" in inside.err
    assert not navicert("evidence", "search", "--kind", "claim", "--to", "2018-12-31", "--json").records


def test_ten_copies_are_one_source_and_an_update_is_a_new_version(navicert, keep):
    for number in range(10):
        keep(f"copy{number}.txt", STORY + f"\nShare on network {number}\n")
    keep("update.txt", UPDATE)
    denial = claim_with(navicert, "bought any coal")
    assert denial["witnesses"] == 1
    assert len(denial["occurrences"]) == 11
    sources = navicert("evidence", "sources", "--json").records
    stories = [source for source in sources if source["kind"] == "article"]
    assert sorted(len(story["occurrences"]) for story in stories) == [1, 10]
    assert [bool(story["version_of"]) for story in sorted(stories, key=lambda one: len(one["occurrences"]))] == [
        True,
        False,
    ]


def test_the_same_text_in_two_files_is_one_page(navicert, keep):
    assert keep("a.txt", STORY) == keep("b.txt", STORY)
    (page,) = navicert("evidence", "show", "--json").records
    assert len(page["places"]) == 2


def test_a_correction_says_who_when_why_and_instead_of_what_and_outlives_a_further_reading(navicert, keep):
    page = keep("a.txt", STORY)
    claim = claim_with(navicert, "furnaces")
    ended = navicert(
        "evidence", "correct", page, claim["claim_id"], "--set", "modality=denied", "--reason", "it is a denial",
        "--by", "Ana", "--json",
    )  # fmt: skip
    (made,) = ended.records
    assert (made["by"], made["reason"]) == ("Ana", "it is a denial")
    assert made["values"] == {"modality": "denied"}
    assert made["instead_of"] == {"modality": "asserted"}
    assert made["at"].endswith("+00:00")
    assert navicert("evidence", "reread").code == 0
    assert keep("a.txt", STORY) == page
    corrected = claim_with(navicert, "furnaces")
    assert corrected["modality"] == "denied"
    assert corrected["corrections"] == [made["id"]]
    ended = navicert("evidence", "correct", page, made["id"], "--withdraw", "--reason", "a mistake", "--by", "Ben")
    assert ended.code == 0, ended.err
    assert claim_with(navicert, "furnaces")["modality"] == "asserted"
    shown = navicert("evidence", "show", page, "--json").records
    assert [record["action"] for record in shown if record["type"] == "correction"] == ["change", "withdraw"]


def test_a_day_that_was_asked_for_dates_what_depends_on_it(navicert, keep):
    text = STORY.replace("Published: May 6, 2019\n", "")
    page = keep("a.txt", text)
    shown = navicert("evidence", "show", page, "--json").records
    article = next(record for record in shown if record["type"] == "article")
    assert article["resolved_date"] is None
    ended = navicert(
        "evidence",
        "correct",
        page,
        article["article_id"],
        "--set",
        "resolved_date=2019-05-06",
        "--reason",
        "the archive",
    )
    assert ended.code == 0, ended.err
    dates = navicert("evidence", "search", "--kind", "date", "--json").records
    assert (
        next(date for date in dates if date["text"] == "in April" or date["text"] == "April")["value_start"]
        == "2019-04-01"
    )


def test_a_record_that_was_missed_is_added_and_a_wrong_one_is_taken_out(navicert, keep):
    page = keep("a.txt", STORY)
    start = STORY.index("director Piet")
    ended = navicert(
        "evidence", "correct", page, "mention", "--add", f"{start}-{start + 8}", "--set", "kind=person", "--reason", "r"
    )
    assert ended.code == 0, ended.err
    claim = claim_with(navicert, "furnaces")
    assert navicert("evidence", "correct", page, claim["claim_id"], "--remove", "--reason", "no claim").code == 0
    shown = navicert("evidence", "show", page, "--json").records
    assert [record["text"] for record in shown if record.get("extractor", "").startswith("added by")] == ["director"]
    assert not any("furnaces" in record.get("quote", "") for record in shown)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("c1", "--set", "modality=maybe"), "modality"),
        (("c1", "--set", "colour=red"), "fields of a claim"),
        (("c1", "--set", "modality"), "FIELD=VALUE"),
        (("c1",), "nothing is corrected"),
        (("c99", "--remove"), "no record 'c99'"),
        (("article", "--add", "0-5"), "cannot be added"),
        (("mention", "--add", "0-99999", "--set", "kind=person"), "no characters of the page"),
        (("c1", "--remove", "--confirm"), "one thing at a time"),
    ],
)
def test_what_cannot_be_corrected_is_told_by_field(navicert, keep, arguments, message):
    page = keep("a.txt", STORY)
    ended = navicert("evidence", "correct", page, *arguments, "--reason", "r")
    assert ended.code in (2, 3)
    assert message in ended.err
    assert "Traceback" not in ended.err


def test_law_and_deliveries_are_proposed_and_nothing_enters_the_ledger(navicert, keep):
    page = keep("a.txt", STORY)
    records = navicert("evidence", "links", page, "--json").records
    law = [record for record in records if record["type"] == "law"]
    assert [(record["verdict"], record["measures"]) for record in law] == [("correct", ["UN-2371-8-COAL"])]
    (delivery,) = [record for record in records if record["type"] == "delivery"]
    assert delivery["state"] == "proposed"
    assert delivery["record"] is None
    assert "no quota of the United Nations counted coal then" in delivery["problems"][0]
    assert navicert("quota", "report").code == 3


def test_names_are_candidates_until_a_person_confirms_one(navicert, keep, root):
    navicert(
        "lists",
        "load",
        "ftm",
        root / "src/navicert/data/demo/parties.jsonl",
        "--as",
        "demo",
        "--published",
        "2026-11-01",
    )
    page = keep("a.txt", STORY.replace("Tarn Steel Ltd", "Air Koryo").replace("Tarn Steel", "Air Koryo"))

    def air_koryo():
        records = navicert("evidence", "links", page, "--json").records
        return next(record for record in records if record["type"] == "party" and record["name"] == "Air Koryo")

    named = air_koryo()
    assert named["entry"] is None
    assert [candidate["state"] for candidate in named["candidates"]] == ["candidate"]
    assert named["candidates"][0]["reasons"]
    entry = named["candidates"][0]["id"]
    navicert("evidence", "correct", page, named["mentions"][0], "--set", f"entry={entry}", "--reason", "same airline")
    named = air_koryo()
    assert (named["status"], named["entry"]) == ("confirmed", entry)
    assert navicert("evidence", "search", "--party", entry, "--json").records


def test_a_timeline_is_text_json_and_a_picture(navicert, keep, tmp_path):
    keep("a.txt", STORY)
    picture = tmp_path / "t.svg"
    assert "shipment" in navicert("evidence", "timeline").out
    ended = navicert("evidence", "timeline", "--party", "Tarn Steel", "--json", "--svg", picture)
    assert ended.records
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")


def test_exports_name_every_record(navicert, keep, tmp_path):
    keep("a.txt", STORY)
    for name in ("e.ftm.jsonl", "e.jsonl", "e.csv"):
        assert navicert("evidence", "export", "--out", tmp_path / name).code == 0
    entities = [json.loads(line) for line in (tmp_path / "e.ftm.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {entity["schema"] for entity in entities} == {"Document", "Article", "Mention", "Note", "Event"}
    records = (tmp_path / "e.jsonl").read_text(encoding="utf-8").splitlines()
    with (tmp_path / "e.csv").open(encoding="utf-8", newline="") as handle:
        assert len(list(csv.DictReader(handle))) == len(records)


def test_a_dossier_shows_what_is_claimed_who_denies_it_and_the_words(navicert, keep, tmp_path):
    keep("a.txt", STORY)
    ended = navicert("evidence", "dossier", "--party", "Tarn Steel", "--out", tmp_path / "d.html")
    assert ended.code == 0, ended.err
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert "Tarn Steel Ltd: denies" in page
    assert re.search(r"<mark>[^<]*bought any coal", page)
    assert "a.txt" in page
    measure = navicert("evidence", "dossier", "--measure", "UN-2371-8-COAL", "--out", tmp_path / "m.html")
    assert measure.code == 0, measure.err
    assert "correct: UN-2371-8-COAL" in (tmp_path / "m.html").read_text(encoding="utf-8")


def test_what_a_page_says_is_never_markup_in_a_dossier_nor_a_formula_in_a_table(navicert, keep, tmp_path):
    keep("a.txt", HOSTILE)
    navicert("evidence", "dossier", "--party", "Tarn Steel", "--out", tmp_path / "d.html")
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert "<blockquote>" in page
    tags = set(re.findall(r"<(\w+)", page))
    assert not tags & {"script", "img", "svg", "a", "iframe"}
    assert "\u202e" not in page
    assert "default-src 'none'" in page
    navicert("evidence", "export", "--out", tmp_path / "e.csv")
    with (tmp_path / "e.csv").open(encoding="utf-8", newline="") as handle:
        cells = [cell for row in csv.reader(handle) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t")) or re.match(r"-\D", cell)]
    picture = tmp_path / "t.svg"
    navicert("evidence", "timeline", "--kind", "claim", "--svg", picture)
    assert {element.tag.rpartition("}")[2] for element in ElementTree.parse(picture).iter()}.isdisjoint(
        {"script", "image", "a"}
    )
