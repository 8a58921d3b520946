"""What people do on the pages, in headless Chromium: without a mouse, light and dark, on wide and narrow screens."""

import csv
import io
import json
import re
import shutil
from datetime import UTC, date, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright
from tests.journeys.serving import serving

from navicert.cases.model import Finding
from navicert.desk import Desk
from navicert.desk.demonstration import fill
from navicert.desk.trade_files import TradeOrder
from navicert.settings import Settings

PASSWORD = "a long enough phrase"
PAGES = (
    "/",
    "/?q=Jo+Chun+Ryong",
    "/?q=%EB%A6%AC%EB%B3%91%EC%B2%A0",
    "/entity/fleet/f-2",
    "/queue",
    "/check",
    "/check?activity=procure&action=release&bound_state=CN&origin=KP&hs=2701&release_date=2017-08-20",
    "/measures",
    "/measures/CN-2017-40",
    "/measures/timeline?hs=2701&origin=KP&destination=CN",
    "/quotas",
    "/quotas/UN-2397-5-REFINED/2018",
    "/trade?reporter=CN",
    "/trade/mirror?first=CN&second=KP&hs=2701",
    "/trade/prices?goods=gasoline",
    "/reader",
    "/lists",
    "/watch",
    "/validation",
    "/check/facts",
    "/sign-in",
)
FLOWS = """period,reporterISO,partnerISO,flowCode,cmdCode,qtyUnitAbbr,qty,netWgt,primaryValue,isNetWgtEstimated
201701,CHN,PRK,M,270111,kg,9000000,9000000,700000,True
201710,CHN,PRK,M,270111,kg,5000000,5000000,400000,False
201710,PRK,CHN,X,270111,kg,1000000,1000000,80000,False
"""
PRICES = """date,place,goods,price,currency,unit,country,hs
2017-04-21,Pyongyang,gasoline,0.98,USD,kg,KP,2710
2017-06-21,Pyongyang,gasoline,1.47,USD,kg,KP,2710
"""
FLEET = [
    {"id": "f-1", "schema": "Company", "properties": {"name": ["금강 해운", "Kumgang Shipping"]}},
    {"id": "f-2", "schema": "Person", "properties": {"name": ["CHO, Chun-ryong"], "birthDate": ["1960-04-04"]}},
    {"id": "v-1", "schema": "Vessel", "properties": {"name": ["TIDE ONE"], "imoNumber": ["9074729"]}},
    {"id": "o-1", "schema": "Ownership", "properties": {"owner": ["f-1"], "asset": ["v-1"]}},
    {"id": "d-1", "schema": "Directorship", "properties": {"director": ["f-2"], "organization": ["f-1"]}},
]
SCREENS = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The bundled data, two people who review, and an alert."""
    desk = Desk(Settings(str(tmp_path_factory.mktemp("served") / "store")), lambda: datetime.now(UTC))
    fill(desk)
    for name, role in (("ann", "analyst"), ("rea", "reviewer"), ("ada", "admin")):
        desk.accounts.change_password(name, desk.accounts.create(name, role, by="test"), PASSWORD, address="test")
    entry = desk.store.entries(desk.store.editions()[0])[0]
    list(desk.cases.raise_alerts([_alert("c-1", entry)]))
    file = tmp_path_factory.mktemp("fleet") / "fleet.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in FLEET))
    desk.lists.load("ftm", [file], published=date(2026, 1, 2), name="fleet")
    for name, text, part in (("flows", FLOWS, desk.trade), ("prices", PRICES, desk.prices)):
        figures = file.with_name(f"{name}.csv")
        figures.write_text(text)
        part.load(TradeOrder(figures, "UN Comtrade", "test", date(2018, 6, 1)))
    return desk


def _alert(customer, entry):
    return Finding(
        customer=customer, source="demo-list", entity=entry.id, origin="screening", caption=entry.caption, edition="e",
        data={"name": ["made up"]}, entry="d", rule="r", score=0.9, probability=0.8,
    )  # fmt: skip


@pytest.fixture(scope="module")
def address(desk):
    with serving(desk) as served:
        yield served


@pytest.fixture(scope="module")
def chromium():
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "install Chromium (Debian: apt-get install chromium) to test the pages"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium, address):
    """A window of a size and scheme; what went wrong in its console is told at the end."""
    contexts, wrong = [], []

    def make(scheme="light", width=1280):
        context = chromium.new_context(base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


def sign_in(page, name):
    page.goto("/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_every_page_is_accessible_and_fits_the_screen(browse, scheme, width):
    page = browse(scheme, width)
    for path in PAGES:
        page.goto(path)
        found = Axe().run(page)
        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == [], path
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


def test_the_pages_of_those_who_signed_in_are_accessible_too(browse):
    page = browse()
    sign_in(page, "ada")
    page.goto("/queue")
    page.locator("[data-row] a").first.click()
    for path in (page.url, "/accounts", "/password"):
        page.goto(path)
        assert [one["id"] for one in Axe().run(page).response["violations"]] == [], path


def test_a_newcomer_screens_a_name_and_sees_why(browse):
    page = browse()
    page.goto("/")
    page.get_by_label("Name in any script").fill("Jo Chun Ryong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("possible match")
    expect(page.get_by_text("Why: each reason adds or takes").first).to_be_visible()
    page.locator("article h2 a").first.click()
    expect(page.get_by_text("Listed", exact=True)).to_be_visible()


def test_relations_are_followed_by_keyboard(browse):
    page = browse()
    page.goto("/entity/fleet/v-1")
    page.locator("svg a", has_text="금강").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("금강")
    page.goto("/entity/fleet/f-2")
    expect(page.get_by_role("link", name="may be the same, on demo-list")).to_be_visible()


def test_a_newcomer_checks_a_shipment_without_a_mouse(browse):
    page = browse(width=390)
    page.goto("/check")
    for label, text in (("Whose law binds", "CN"), ("Origin", "KP"), ("Customs code", "2701")):
        page.get_by_label(label).focus()
        page.keyboard.type(text)
    page.get_by_label("What is done").select_option("procure")
    page.get_by_label("Day of the act").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="CN-DPRK")).to_be_visible()
    expect(page.get_by_text("Missing:").first).to_be_visible()


def test_a_newcomer_reads_a_page(browse):
    page = browse()
    page.goto("/reader")
    page.get_by_label("Paste a page of news").fill(
        "Coal trade falls\n\nSEOUL, 3 March 2018 - Imports fell by half in February, the customs office said.\n"
        "A spokesman for the ministry denied that any ship had sailed after the ban.\n"
    )
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("heading", name="Claims")).to_be_visible()
    expect(page.get_by_role("cell").filter(has_text="denied").first).to_be_visible()


NEWS = (
    "Ship Sails On\n\nPublished: March 5, 2018\n\nSEOUL - The customs office said on Monday that Jo Chun Ryong had "
    "boarded a ship.\n\nChina delivered 4,000 tonnes of diesel to North Korea in February 2018, customs data showed.\n"
)


def keep_news(page):
    """What an analyst does first: paste a page, and keep it."""
    page.goto("/reader")
    page.get_by_label("Paste a page of news").fill(NEWS)
    page.get_by_role("button", name="Read and keep").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ship Sails On")


def test_an_analyst_confirms_a_link_and_opens_a_case_without_a_mouse(browse):
    page = browse()
    sign_in(page, "ann")
    keep_news(page)
    page.get_by_role("link", name="candidates of Jo Chun Ryong").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="CHO, Chun-ryong (demo-list")).to_be_focused()
    page.keyboard.press("Space")
    page.get_by_label("Reason").first.focus()
    page.keyboard.type("the ship's list names his birth date")
    page.get_by_role("button", name="It is this party").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("✓ confirmed").first).to_be_visible()
    expect(page.locator(".page-text a", has_text="Jo Chun Ryong")).to_have_attribute("href", re.compile("^/entity/"))
    page.get_by_role("button", name="Open a case of Jo Chun Ryong").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Case")
    expect(page.get_by_text("the ship's list names his birth date")).to_have_count(0)
    expect(page.get_by_text("customs office said on Monday")).to_be_visible()


def test_an_analyst_records_a_reported_delivery(browse, desk):
    page = browse()
    sign_in(page, "ann")
    keep_news(page)
    page.get_by_role("button", name="Record it in the ledger").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("✓ in the ledger")).to_be_visible()
    assert desk.quotas.ledger().records[-1].recorded_by == "ann"


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_a_kept_page_with_an_open_form_is_accessible_and_fits_the_screen(browse, scheme, width):
    page = browse(scheme, width)
    sign_in(page, "ann")
    keep_news(page)
    page.get_by_role("link", name="Confirm or correct claim").first.click()
    page.get_by_text("Something was missed").click()
    assert [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_layers_are_switched_off_without_scripts(chromium, address):
    with chromium.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/reader")
        page.get_by_label("Paste a page of news").fill(NEWS)
        page.get_by_role("button", name="Read", exact=True).click()
        says = page.locator(".page-text .says").first
        expect(says).to_be_visible()
        page.get_by_role("checkbox", name="claims").uncheck()
        expect(says).to_be_hidden()


def test_an_alert_is_worked_through_two_reviewers_with_keys(browse, desk):
    first, second = browse(), browse()
    sign_in(first, "ann")
    first.goto("/queue")
    first.get_by_text("Keys", exact=True).click()
    first.get_by_label("Use single keys").check()
    first.get_by_text("Keys", exact=True).focus()
    first.keyboard.press("j")
    first.keyboard.press("Enter")
    expect(first.get_by_role("heading", level=1)).to_contain_text("Case")
    first.locator("h1").click()
    first.keyboard.press("x")
    expect(first.get_by_role("radio", name="same party")).to_be_checked()
    first.keyboard.type("same birth date and passport")
    first.get_by_role("button", name="Decide").click()
    sign_in(second, "rea")
    second.goto("/queue")
    second.locator("[data-row] a").first.click()
    second.get_by_role("button", name="I agree").click()
    expect(second.get_by_text("confirmed by rea")).to_be_visible()
    (case,) = (one.kept.case for one in desk.cases.queue(_decided()).cases)
    assert (case.decision.by, case.decision.confirmed_by) == ("ann", "rea")


FOCUSED_ROW = (
    "Array.from(document.querySelectorAll('[data-row]')).indexOf(document.activeElement.closest('[data-row]'))"
)


def test_keys_can_be_changed_and_switched_off(browse, desk):
    entry = desk.store.entries(desk.store.editions()[0])[1]
    list(desk.cases.raise_alerts([_alert(f"c-{number}", entry) for number in ("keys-1", "keys-2")]))
    page = browse()
    sign_in(page, "rea")
    page.goto("/queue")
    assert page.locator("[data-row]").count() >= 2
    page.keyboard.press("?")
    assert not page.evaluate("document.getElementById('keys-help').open"), "off until switched on"
    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Use single keys").check()
    page.get_by_label("next row").fill("w")
    page.get_by_text("Keys", exact=True).click()
    for key, row in (("w", 0), ("w", 1), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED_ROW) == row
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('keys-help').open")
    page.locator("[data-row] a").first.click()
    for key, label in (("n", "not the same"), ("u", "unsure"), ("x", "same party")):
        page.locator("h1").click()
        page.keyboard.press(key)
        expect(page.get_by_role("radio", name=label, exact=True)).to_be_checked()
    page.keyboard.type("n")
    expect(page.get_by_role("radio", name="same party")).to_be_checked()
    page.locator("h1").click()
    page.keyboard.press("e")
    expect(page.get_by_label("Why escalate")).to_be_focused()
    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Use single keys").uncheck()
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.get_by_role("radio", name="same party")).to_be_checked()


def test_the_last_decision_is_taken_back_by_key_from_the_next_case(browse, desk):
    entry = desk.store.entries(desk.store.editions()[0])[1]
    case, _ = (one.case for one in desk.cases.raise_alerts([_alert(f"c-{key}", entry) for key in ("undo-1", "undo-2")]))
    page = browse()
    sign_in(page, "ann")
    page.goto(f"/cases/{case.id}")
    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Use single keys").check()
    page.locator("h1").click()
    page.keyboard.press("u")
    expect(page.get_by_label("Reason", exact=True)).to_be_focused()
    page.keyboard.type("nobody knows; n and x are letters here")
    page.get_by_role("button", name="Decide").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Recorded:")
    page.locator("h1").click()
    page.keyboard.press("z")
    expect(page.get_by_role("button", name="Take it back")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{case.id}")
    assert desk.cases.show(case.id).case.status == "open"


def _decided():
    from navicert.cases.queue import Choice

    return Choice(statuses=("decided",))


def test_a_newcomer_hands_in_a_file_and_takes_the_answers_away(browse, tmp_path):
    customers = tmp_path / "customers.csv"
    customers.write_text("id,name,birth_date\n1,Jo Chun Ryong,1960-04-04\n2,조춘룡,\n3,Nobody Near,no date\n")
    page = browse("dark", 390)
    page.goto("/")
    page.get_by_label("CSV, JSON lines or Parquet").set_input_files(customers)
    page.get_by_role("button", name="Screen the file").click()
    expect(page.get_by_role("status")).to_contain_text("3 rows")
    expect(page.get_by_role("cell", name="'no date' is no date")).to_be_visible()
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).first.click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert {row["query_id"]: row["status"] for row in rows} == {"1": "hits", "2": "hits", "3": "not_screened"}


def test_what_is_printed_is_dark_on_light_and_whole(browse):
    page = browse("dark", 780)
    page.goto("/?q=%EB%A6%AC%EB%B3%91%EC%B2%A0")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for hidden in ("header.top", "form.ask", ".twins"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate("Array.from(document.querySelectorAll('.scroll')).every(e => e.scrollWidth <= e.clientWidth)")


def test_the_first_page_is_light(browse, address):
    page, sizes = browse(), []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto("/", wait_until="networkidle")
    assert sum(sizes) <= 60_000
