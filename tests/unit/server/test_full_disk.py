"""A disk that is full: whoever records is told so, nothing of the record stands, and the same request works later."""

from contextlib import contextmanager

import pytest

from navicert.store.database import SqliteDatabase

ROWS = [
    {
        "quota": "UN-2397-5-REFINED", "kind": "reported", "amount": 10 + number, "unit": "t", "goods": "diesel",
        "delivered": "2018-01", "supplier": "CN", "source": f"note {number} " + "x" * 200, "published": "2018-03-05",
    }
    for number in range(200)
]  # fmt: skip
PAGE = {"text": "A ship left port.\n\n" + "The minister said nothing more. " * 3000}


@contextmanager
def full_disk(since):
    """Within, the disk takes no further page from the given writing on."""
    writing, begun = SqliteDatabase.writing, []

    @contextmanager
    def without_room(database):
        begun.append(1)
        with writing(database) as connection:
            connection.execute(f"PRAGMA max_page_count = {1 if len(begun) > since else 1_000_000}")
            yield connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteDatabase, "writing", without_room)
        yield


@pytest.mark.parametrize("since", [0, 1], ids=["from the first", "while it is recorded"])
@pytest.mark.parametrize(
    ("address", "body", "listed"),
    [
        ("/v1/quotas/records", {"rows": ROWS}, "/v1/quotas/records"),
        ("/v1/evidence/pages", PAGE, "/v1/evidence/pages"),
    ],
)
def test_a_record_that_finds_no_room_is_not_there_and_can_be_sent_again(house, since, address, body, listed):
    key = {"Authorization": f"ApiKey {house.desk.keys.create('ann', 'analyst').text}", "Idempotency-Key": "k"}
    with house.open() as client:
        client.get("/v1/me", headers=key)
        with full_disk(since):
            refused = client.post(address, json=body, headers=key)
        assert refused.status_code == 503
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["type"] == "urn:navicert:problem:store"
        assert "the disk is full" in refused.json()["detail"]
        assert client.get(listed).json()["total"] == 0
        assert client.post(address, json=body, headers=key).status_code == 200
        assert client.get(listed).json()["total"] == len(body.get("rows", [1]))
