"""The reader's pages: people confirm and correct what was read, and only that leads to cases and to the ledger."""

import re

import pytest
from tests.unit.web.conftest import NUMBERS, token_of

from navicert.evidence.pages import page_of_text

STORY = """Mill Owner Denies Paying for Northern Coal

By Ada Ferreira, Coastline News
Published: May 6, 2019

PORT SELBY (Coastline News) - The mines ministry said on Monday that Tarn Steel Ltd had imported 3,100 tonnes of coal \
from North Korea in April.

Tarn Steel denied that it had bought any coal from North Korea. "Our furnaces burn local coal alone," director \
Pak Yong Sik said.

China delivered 4,000 tonnes of diesel to North Korea in March 2018, customs data showed.

Under a United Nations resolution, imports of coal from North Korea are banned, the ministry said.
"""


@pytest.fixture
def page(desk):
    """A kept page of its own."""
    return desk.evidence.keep(page_of_text(f"{STORY}\nNo. {next(NUMBERS)}.\n", source="a.txt")).page.page.id


@pytest.fixture
def analyst(client_of):
    return client_of("analyst")


def record_with(desk, page, kind, words):
    records = desk.evidence.page(page).corrected.records
    found = (one for one in records if one["type"] == kind and words in (one.get("quote") or one.get("text") or ""))
    return next(found)


def hidden(text, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text)[1]


def form(client, page, record):
    """The form of a record as a browser would send it back."""
    text = client.get(f"/reader/{page}?at={record}").text
    inside = text[text.index('aria-label="Confirm or correct"') :]
    inside = inside[: inside.index("</form>")]
    fields = dict(re.findall(r'<input[^>]*? name="(\w+)" value="([^"]*)"', inside))
    for name, options in re.findall(r'<select[^>]*? name="(\w+)">(.*?)</select>', inside):
        fields[name] = re.search(r'value="([^"]*)" selected', options)[1]
    return fields


def send(client, page, **fields):
    return client.post(f"/reader/{page}", data={"form_token": token_of(client.get("/reader").text), **fields})


def test_the_text_of_a_page_is_told_whole_and_in_order_whatever_its_layers(client_of, desk, page):
    told = client_of().get(f"/reader/{page}.json").json()
    text = desk.evidence.page(page).page.text
    for article in told["articles"]:
        assert "".join(one["text"] for one in article["pieces"]) == text[article["start"] : article["end"]]
    layers = {layer for article in told["articles"] for one in article["pieces"] for layer in one["layers"]}
    assert layers == {"mention", "date", "quantity", "claim", "link"}


def test_layers_are_switched_without_scripts(client_of, page):
    text = client_of().get(f"/reader/{page}").text
    style = client_of().get(re.search(r'href="(/static/[^"]+style.css)"', text)[1]).text
    for layer in ("mention", "date", "quantity", "claim", "link", "duplicate"):
        assert f'type="checkbox" id="layer-{layer}" checked' in text
        assert f"#layer-{layer}:not(:checked)" in style


def test_everything_read_stands_in_the_table_for_spreadsheets(client_of, desk, page):
    rows = client_of().get(f"/reader/{page}.csv").text.splitlines()
    records = desk.evidence.page(page).corrected.records
    assert len(rows) - 1 >= sum(one["type"] not in ("page", "line", "duplicate") for one in records)


def test_the_speaker_and_modality_of_a_claim_are_corrected_with_a_reason(analyst, desk, page):
    claim = record_with(desk, page, "claim", "3,100 tonnes")
    fields = form(analyst, page, claim["claim_id"])
    assert fields["field_modality"] == "asserted"
    new = {"field_speaker": "harbour office", "field_modality": "unverified", "reason": "the ministry quotes it"}
    answer = send(analyst, page, **(fields | new), act="correct")
    assert answer.status_code == 303, answer.text
    corrected = record_with(desk, page, "claim", "3,100 tonnes")
    assert (corrected["speaker"], corrected["modality"]) == ("harbour office", "unverified")
    (made,) = desk.evidence.page(page).corrections
    assert (made.by, made.reason, dict(made.instead_of)["modality"]) == (
        "analyst",
        "the ministry quotes it",
        "asserted",
    )
    assert set(dict(made.values)) == {"speaker", "modality"}


def test_what_was_corrected_stays_when_the_page_is_read_again(analyst, desk, page):
    claim = record_with(desk, page, "claim", "3,100 tonnes")
    fields = form(analyst, page, claim["claim_id"])
    send(analyst, page, **(fields | {"field_speaker": "harbour office", "reason": "so it says"}), act="correct")
    desk.evidence.read_again([page])
    assert record_with(desk, page, "claim", "3,100 tonnes")["speaker"] == "harbour office"


def test_a_correction_without_a_reason_is_refused_and_what_was_typed_stays(analyst, desk, page):
    claim = record_with(desk, page, "claim", "3,100 tonnes")
    fields = form(analyst, page, claim["claim_id"]) | {"field_speaker": "harbour office", "reason": "  "}
    answer = send(analyst, page, **fields, act="correct")
    assert answer.status_code == 409
    assert "reason" in answer.text
    assert 'value="harbour office"' in answer.text
    assert not desk.evidence.page(page).corrections


def test_the_type_of_a_name_is_corrected(analyst, desk, page):
    mention = record_with(desk, page, "mention", "Tarn Steel Ltd")
    fields = form(analyst, page, mention["mention_id"]) | {"field_kind": "person", "reason": "a joke name"}
    assert send(analyst, page, **fields, act="correct").status_code == 303
    assert record_with(desk, page, "mention", "Tarn Steel Ltd")["kind"] == "person"


def test_the_characters_of_a_name_are_corrected_by_the_words_that_stand_there(analyst, desk, page):
    mention = record_with(desk, page, "mention", "Pak Yong Sik")
    fields = form(analyst, page, mention["mention_id"])
    wrong = send(analyst, page, **(fields | {"words": "Pak Yong Su", "reason": "x"}), act="correct")
    assert wrong.status_code == 409
    assert "does not say" in wrong.text
    answer = send(
        analyst,
        page,
        **(fields | {"words": "director Pak Yong Sik", "reason": "his title is part of it"}),
        act="correct",
    )
    assert answer.status_code == 303, answer.text
    moved = record_with(desk, page, "mention", "Pak Yong Sik")
    text = desk.evidence.page(page).page.text
    assert (moved["text"], moved["kind"]) == ("director Pak Yong Sik", "person")
    assert text[moved["start"] : moved["end"]] == moved["text"]


def test_the_day_of_publication_moves_the_days_that_rest_on_it(analyst, desk, page):
    (article, *_) = desk.evidence.page(page).articles
    fields = form(analyst, page, article) | {"field_resolved_date": "2020-05-04", "reason": "the printed year is wrong"}
    assert send(analyst, page, **fields, act="correct").status_code == 303
    april = record_with(desk, page, "date", "April")
    assert april["value_start"] == "2020-04-01"


def test_a_day_that_is_none_is_refused(analyst, desk, page):
    (article, *_) = desk.evidence.page(page).articles
    fields = form(analyst, page, article) | {"field_resolved_date": "4 May", "reason": "printed"}
    assert send(analyst, page, **fields, act="correct").status_code == 409
    assert not desk.evidence.page(page).corrections


def test_a_name_and_a_claim_that_were_missed_are_added(analyst, desk, page):
    seen = hidden(analyst.get(f"/reader/{page}").text, "seen")
    name = {"kind": "mention", "words": "PORT SELBY", "mention_kind": "place", "reason": "a town"}
    assert send(analyst, page, act="add", seen=seen, **name).status_code == 303
    claim = {"kind": "claim", "words": "local coal", "claim_speaker": "A. Smith", "claim_modality": "planned"}
    answer = send(analyst, page, act="add", seen=str(int(seen) + 1), reason="said so", **claim)
    assert answer.status_code == 303, answer.text
    assert record_with(desk, page, "mention", "PORT SELBY")["kind"] == "place"
    found = [one for one in desk.evidence.page(page).corrected.records if one.get("speaker") == "A. Smith"]
    assert [(one["quote"], one["modality"]) for one in found] == [("local coal", "planned")]


def test_a_correction_is_taken_back_by_a_further_record(analyst, desk, page):
    claim = record_with(desk, page, "claim", "3,100 tonnes")
    fields = form(analyst, page, claim["claim_id"])
    send(analyst, page, **(fields | {"field_modality": "denied", "reason": "misread"}), act="correct")
    (made,) = desk.evidence.page(page).corrections
    answer = send(analyst, page, act="withdraw", seen="1", correction=made.id, reason="it was right")
    assert answer.status_code == 303
    assert record_with(desk, page, "claim", "3,100 tonnes")["modality"] == "asserted"
    assert len(desk.evidence.page(page).corrections) == 2


def test_a_form_from_before_another_persons_correction_records_nothing(analyst, client_of, desk, page):
    claim = record_with(desk, page, "claim", "3,100 tonnes")
    stale = form(analyst, page, claim["claim_id"])
    other = client_of("reviewer")
    fields = form(other, page, claim["claim_id"]) | {"field_modality": "planned", "reason": "not yet"}
    assert send(other, page, **fields, act="correct").status_code == 303
    answer = send(analyst, page, **(stale | {"field_modality": "denied", "reason": "no"}), act="correct")
    assert answer.status_code == 409
    assert "reviewer corrected the page since you saw it" in answer.text
    assert record_with(desk, page, "claim", "3,100 tonnes")["modality"] == "planned"


@pytest.mark.parametrize("act", ["correct", "confirm", "remove", "link", "refuse", "add", "withdraw", "case", "accept"])
def test_a_viewer_sees_and_changes_nothing(client_of, desk, page, act):
    viewer = client_of("viewer")
    shown = viewer.get(f"/reader/{page}?at=c1").text
    assert "Confirm or correct" not in shown
    assert send(viewer, page, act=act, record="c1", seen="0", reason="x").status_code == 403
    assert client_of().post(f"/reader/{page}", data={"act": act}).status_code == 401
    assert not desk.evidence.page(page).corrections


def test_a_form_of_another_session_corrects_nothing(analyst, client_of, desk, page):
    claim = record_with(desk, page, "claim", "3,100 tonnes")
    fields = form(client_of("reviewer"), page, claim["claim_id"]) | {"act": "confirm", "reason": "x"}
    assert analyst.post(f"/reader/{page}", data=fields | {"form_token": "stolen"}).status_code == 403
    assert not desk.evidence.page(page).corrections


# From pages to cases and the ledger


def test_nothing_unconfirmed_becomes_a_case(analyst, desk, page):
    claim = record_with(desk, page, "claim", "3,100 tonnes")
    mention = record_with(desk, page, "mention", "Pak Yong Sik")
    for record in (claim["claim_id"], mention["mention_id"]):
        answer = send(analyst, page, act="case", record=record)
        assert answer.status_code == 409
        assert "nobody confirmed it" in answer.text
    assert not desk.consequences.cases_of(desk.evidence.page(page))


def confirm_link(client, page, mention):
    fields = form(client, page, mention["mention_id"])
    return send(client, page, **(fields | {"candidate": "l-1", "reason": "same birth date"}), act="link")


def test_a_confirmed_link_becomes_a_case_once(analyst, desk, page):
    mention = record_with(desk, page, "mention", "Pak Yong Sik")
    assert confirm_link(analyst, page, mention).status_code == 303
    assert record_with(desk, page, "mention", "Pak Yong Sik")["entry"] == "l-1"
    assert not desk.consequences.cases_of(desk.evidence.page(page))
    opened = send(analyst, page, act="case", record=mention["mention_id"])
    again = send(analyst, page, act="case", record=mention["mention_id"])
    assert opened.status_code == 303
    assert opened.headers["location"] == again.headers["location"]
    (case,) = desk.consequences.cases_of(desk.evidence.page(page))
    assert (case.origin, case.pair.source, case.pair.entity, case.status) == ("evidence", "demo", "l-1", "open")
    told = analyst.get(opened.headers["location"]).text
    assert "our furnaces burn local coal alone" in told.lower()
    assert f"/reader/{page}" in told
    assert f"/cases/{case.id}" in analyst.get(f"/reader/{page}").text


def test_a_refused_candidate_stays_refused(analyst, desk, page):
    mention = record_with(desk, page, "mention", "Pak Yong Sik")
    fields = form(analyst, page, mention["mention_id"]) | {"candidate": "l-1", "reason": "another birth year"}
    assert send(analyst, page, **fields, act="refuse").status_code == 303
    (name,) = [one for one in analyst.get(f"/reader/{page}.json").json()["names"] if one["name"] == "Pak Yong Sik"]
    assert [one["state"] for one in name["candidates"] if one["id"] == "l-1"] == ["rejected"]


def test_a_case_whose_link_is_taken_back_is_put_to_a_person_for_closing(analyst, desk, page):
    mention = record_with(desk, page, "mention", "Pak Yong Sik")
    confirm_link(analyst, page, mention)
    send(analyst, page, act="case", record=mention["mention_id"])
    (made,) = desk.evidence.page(page).corrections
    send(analyst, page, act="withdraw", seen="1", correction=made.id, reason="a namesake")
    (case,) = desk.consequences.cases_of(desk.evidence.page(page))
    assert case.status == "withdrawn"
    assert "analyst corrected the page" in case.because[0]


def test_a_decision_on_a_claim_lapses_when_the_claim_is_corrected(analyst, client_of, desk, page):
    from navicert.cases import Judgement

    claim = record_with(desk, page, "claim", "3,100 tonnes")
    send(analyst, page, **(form(analyst, page, claim["claim_id"]) | {"reason": "read twice"}), act="confirm")
    send(analyst, page, act="case", record=claim["claim_id"])
    (case,) = desk.consequences.cases_of(desk.evidence.page(page))
    desk.cases.decide(case.id, Judgement(verdict="unsure", reason="who knows"), by="analyst")
    fields = form(analyst, page, claim["claim_id"]) | {"field_modality": "denied", "reason": "he denies it"}
    assert send(analyst, page, **fields, act="correct").status_code == 303
    (case,) = desk.consequences.cases_of(desk.evidence.page(page))
    assert (case.status, case.because) == ("open", ("the entry changed",))


def delivery(client, page):
    found = client.get(f"/reader/{page}.json").json()["deliveries"]
    return next(one for one in found if one["row"]["goods"] == "diesel")


def test_a_proposed_delivery_is_recorded_once_by_an_analyst(analyst, client_of, desk, page):
    proposed = delivery(analyst, page)
    fields = {"quantity": f"{proposed['start']}-{proposed['end']}", "seen_row": proposed["seen"]}
    before = len(desk.quotas.ledger().records)
    assert proposed["state"] == "proposed"
    assert send(analyst, page, act="accept", **fields).status_code == 303
    assert send(analyst, page, act="accept", **fields).status_code == 303
    records = desk.quotas.ledger().records
    assert len(records) == before + 1
    assert (records[-1].recorded_by, records[-1].quota) == ("analyst", "UN-2397-5-REFINED")
    assert delivery(client_of(), page)["state"] == "recorded"


def test_a_proposal_that_says_something_else_by_now_is_not_recorded(analyst, desk, page):
    proposed = delivery(analyst, page)
    quantity = record_with(desk, page, "quantity", "4,000")
    fields = form(analyst, page, quantity["quantity_id"]) | {"field_value": "5000", "reason": "misprint"}
    assert send(analyst, page, **fields, act="correct").status_code == 303
    before = len(desk.quotas.ledger().records)
    stale = {"quantity": f"{proposed['start']}-{proposed['end']}", "seen_row": proposed["seen"]}
    assert send(analyst, page, act="accept", **stale).status_code == 409
    assert len(desk.quotas.ledger().records) == before


def test_a_delivery_that_leaves_something_open_is_not_recorded(analyst, desk, page):
    found = analyst.get(f"/reader/{page}.json").json()["deliveries"]
    coal = next(one for one in found if one["row"]["goods"] == "coal")
    fields = {"quantity": f"{coal['start']}-{coal['end']}", "seen_row": coal["seen"]}
    answer = send(analyst, page, act="accept", **fields)
    assert answer.status_code == 409
    assert "leaves open" in answer.text


# What cannot be


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"act": "correct", "record": "none", "seen": "0"}, "no such record"),
        ({"act": "correct", "record": "c1"}, "what it was made from"),
        ({"act": "link", "record": "m1", "seen": "0", "reason": "x"}, "choose a candidate"),
        ({"act": "case", "record": "none"}, "no record"),
        ({"act": "accept", "quantity": "1-2"}, "proposes no delivery"),
        ({"act": "withdraw", "correction": "none", "seen": "0", "reason": "x"}, "no correction"),
        ({"act": "add", "kind": "article", "words": "coal", "seen": "0"}, "choose what was missed"),
    ],
)
def test_what_a_form_cannot_ask_is_told_on_the_page(analyst, page, fields, words):
    answer = send(analyst, page, **fields)
    assert answer.status_code == 409
    assert words in answer.text


def test_a_page_that_is_not_kept_shows_its_candidates_and_offers_no_form(analyst):
    answer = analyst.post("/reader", data={"text": STORY, "form_token": token_of(analyst.get("/reader").text)})
    assert answer.status_code == 200
    assert "PAK, Yong Sik" in answer.text
    assert "Read, not kept" in answer.text
    assert "Confirm or correct" not in answer.text


def test_a_html_page_with_its_own_date_is_uploaded_and_kept(analyst, desk):
    html = (
        "<!doctype html><html><head><title>Coal falls</title>"
        '<meta property="article:published_time" content="2018-03-05T10:00:00Z"></head><body><article>'
        f"<h1>Coal falls</h1><p>Officials said on Monday that imports of coal fell by {next(NUMBERS)} tonnes.</p>"
        "</article></body></html>"
    )
    fields = {"keep": "1", "form_token": token_of(analyst.get("/reader").text)}
    answer = analyst.post("/reader", data=fields, files={"file": ("coal.html", html.encode(), "text/html")})
    assert answer.status_code == 303, answer.text
    read = desk.evidence.page(answer.headers["location"].rpartition("/")[2])
    assert "<p>" not in read.page.text
    assert [one["resolved_date"] for one in read.articles.values()] == ["2018-03-05"]
    assert read.places == ("coal.html",)
