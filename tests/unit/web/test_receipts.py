"""What pages answer leaves receipts, named at the foot of the page, and answered again the same."""

import re

import pytest

PAGES = {
    "a name": ("/?q=Pak%20Yong%20Sik", "screen", {"hits": 1}),
    "a name as JSON": ("/index.json?q=Nobody%20Nowhere", "screen", {"no_hits": 1}),
    "a ship's number": ("/?q=IMO%209074729", "screen", {"hits": 1}),
    "a shipment": ("/check?activity=procure&origin=KP&hs=2701&bound_state=CN", "check", None),
    "a shipment as CSV": ("/check.csv?activity=nonsense", "check", None),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_answers_can_be_asked_again(desk, client_of, name):
    address, kind, counts = PAGES[name]
    page = client_of("viewer").get(address)
    assert page.status_code == 200
    number, receipt_id = page.headers["navicert-receipt"].split()
    receipt = desk.store.receipts.find(number)
    assert (receipt.id, receipt.draft.kind, receipt.draft.by) == (receipt_id, kind, "viewer")
    assert counts is None or dict(receipt.draft.counts) == counts
    assert desk.verifying.replay(receipt).same is True
    if page.headers["content-type"].startswith("text/html"):
        assert f"Receipt {number} <code>{receipt_id[:12]}</code>" in page.text


def test_a_page_that_was_read_can_be_read_again(desk, client_of):
    client = client_of("viewer")
    token = re.search(r'name="form_token" value="([^"]+)"', client.get("/reader").text)[1]
    text = "PYONGYANG, 28 September 2017 - China said it would stop coal imports.\r\n"
    page = client.post("/reader", data={"text": text, "published": "2017-09-28", "form_token": token})
    receipt = desk.store.receipts.find(page.headers["navicert-receipt"].split()[0])
    assert desk.verifying.replay(receipt).same is True


def test_pages_that_answer_nothing_leave_none(client_of):
    client = client_of("viewer")
    for address in ("/", "/check", "/lists", "/reader", "/measures"):
        assert "navicert-receipt" not in client.get(address).headers
