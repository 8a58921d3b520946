"""Signing in at a provider of another site, in headless Chromium: the session holds on the first page after it."""

import shutil
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright
from tests.journeys.serving import serving
from tests.unit.web.provider import CLIENT, SECRET, local_provider

from navicert.desk import Desk
from navicert.settings import OidcSettings, Settings


@pytest.fixture
def provider():
    """On `localhost`, which to a browser is another site than `127.0.0.1`."""
    with local_provider("localhost") as provider:
        yield provider


@pytest.fixture
def address(tmp_path, provider):
    settings = Settings(str(tmp_path / "store"), oidc=OidcSettings(provider.issuer, CLIENT, SECRET))
    desk = Desk(settings, lambda: datetime.now(UTC))
    with serving(desk) as served:
        yield served


@pytest.fixture
def page():
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "install Chromium (Debian: apt-get install chromium) to test the pages"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("asks_first", [False, True], ids=["sent back at once", "sent back by a click there"])
def test_whoever_comes_back_is_signed_in_on_the_page_they_wanted(page, address, provider, asks_first):
    provider.asks_first = asks_first
    page.goto(f"{address}/sign-in?next=/queue")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Sign in with localhost").click()
    if asks_first:
        page.get_by_role("link", name="Allow").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert page.url == f"{address}/queue"
    (session,) = page.context.cookies()
    assert (session["name"], session["sameSite"], session["httpOnly"]) == ("navicert_session", "Strict", True)
