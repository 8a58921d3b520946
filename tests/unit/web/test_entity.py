"""The page of a listed party draws its relations, leads to each by keyboard, and tells the same as a table."""

import json
import re

import pytest
from tests.unit.web.conftest import HOSTILE, NOON

FLEET = 40


@pytest.fixture(scope="module")
def fleet(desk, tmp_path_factory):
    """A list with an owner of many ships, an officer of it, and a party that is on another list too."""

    def thing(key, schema, name, **more):
        return {"id": key, "schema": schema, "properties": {"name": [name], **more}}

    ships = [thing(f"v-{number}", "Vessel", f"TIDE {number}" if number else "금강산호") for number in range(FLEET)]
    owned = [thing(f"w-{number}", "Ownership", "", owner=["f-1"], asset=[f"v-{number}"]) for number in range(FLEET)]
    for one in owned:
        del one["properties"]["name"]
    officer = {"id": "d-1", "schema": "Directorship", "properties": {"director": ["f-2"], "organization": ["f-1"]}}
    parties = [
        thing("f-1", "Company", f"Pine {HOSTILE}"),
        thing("f-2", "Person", "PAK, Yong Sik", birthDate=["1950-01-01"]),
    ]
    file = tmp_path_factory.mktemp("fleet") / "fleet.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in [*parties, *ships, *owned, officer]))
    desk.lists.load("ftm", [file], published=NOON.date(), name="fleet")


@pytest.mark.usefixtures("fleet")
def test_a_drawing_of_an_owner_is_bounded_and_says_how_many_it_leaves_out(client_of):
    page = client_of().get("/entity/fleet/f-1").text
    drawing = page[page.index("<svg") : page.index("</svg>")]
    assert drawing.count("<rect") <= 1 + 2 * (12 + 16)
    assert re.search(r"\d+ more in the table below", drawing)
    told = client_of().get("/entity/fleet/f-1.json").json()["relations"]
    assert len(told) == FLEET + 1
    assert {one["entry_id"] for one in told} == {f"v-{number}" for number in range(FLEET)} | {"f-2"}
    assert all(f"/entity/fleet/v-{number}" in page for number in range(FLEET))
    assert "<script>alert" not in page
    assert len(page) <= 60_000


@pytest.mark.usefixtures("fleet")
def test_boxes_are_links_and_further_ties_stand_outside(client_of):
    page = client_of().get("/entity/fleet/v-1").text
    drawing = page[page.index("<svg") : page.index("</svg>")]
    links = re.findall(r'<a href="([^"]+)"', drawing)
    assert links[0] == "/entity/fleet/f-1"
    assert "/entity/fleet/f-2" in links
    assert "/entity/fleet/v-1" not in links


@pytest.mark.usefixtures("fleet")
def test_the_same_party_on_another_list_is_proposed_and_not_settled(client_of):
    told = client_of().get("/entity/fleet/f-2.json").json()["elsewhere"]
    assert [(one["list"], one["id"]) for one in told] == [("demo", "l-1")]
    page = client_of().get("/entity/fleet/f-2").text
    assert "may be the same, on demo" in page
    assert 'class="near likely"' in page


@pytest.mark.usefixtures("fleet")
def test_a_name_in_the_drawing_carries_its_language(client_of):
    page = client_of().get("/entity/fleet/v-0").text
    drawing = page[page.index("<svg") : page.index("</svg>")]
    assert re.search(r'<g lang="ko"><title>금강산호', drawing)


def test_a_party_without_relations_has_no_drawing(client_of):
    page = client_of().get("/entity/demo/l-2").text
    assert "<svg" not in page
