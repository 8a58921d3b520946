"""What changed on a list, and whom of ours it is about."""

import json
from datetime import UTC, datetime

from starlette.testclient import TestClient

from navicert import web
from navicert.cases.model import Finding
from navicert.desk import Desk
from navicert.server.app import create_app
from navicert.settings import Settings

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BEFORE = [{"id": f"l-{number}", "schema": "Person", "properties": {"name": [f"Pak {number}"]}} for number in range(3)]
AFTER = [{**BEFORE[0], "properties": {"name": ["Pak 0"], "birthDate": ["1950"]}}, BEFORE[1], {**BEFORE[2], "id": "l-9"}]


def test_a_change_is_told_with_the_cases_that_are_about_it(tmp_path):
    desk = Desk(Settings(str(tmp_path / "store")), lambda: NOON)
    for day, parties in (("2026-11-19", BEFORE), ("2026-11-20", AFTER)):
        file = tmp_path / f"{day}.jsonl"
        file.write_text("".join(json.dumps(party) + "\n" for party in parties))
        desk.lists.load("ftm", [file], published=datetime.fromisoformat(day).date(), name="house")
    findings = [
        Finding(
            customer=f"c-{number}", source="house", entity=entity, origin="screening", caption="Pak", edition="e",
            data={"name": ["Pak"]}, entry="d", rule="r", score=0.9, probability=0.8,
        )
        for number, entity in enumerate(("l-0", "l-0", "l-1"))
    ]  # fmt: skip
    list(desk.cases.raise_alerts(findings))
    app = create_app(desk, routers=web.ROUTERS, recognisers=web.recognisers(desk))
    client = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))
    told = client.get("/lists/house/changes.json").json()
    assert (told["counts"], told["effect"]) == ({"added": 1, "changed": 1, "removed": 1}, {"open": 2})
    assert {row["id"]: row["cases"] for row in told["changes"]} == {"l-9": 0, "l-2": 0, "l-0": 2}
    assert "Cases of ours about these parties: <strong>2</strong> open" in client.get("/lists/house/changes").text
