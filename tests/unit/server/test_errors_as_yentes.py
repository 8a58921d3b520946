"""Errors of the routes of yente and OpenRefine are told as yente tells them: JSON with a `detail`, to browsers too."""

import pytest

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
PERSON = {"schema": "Person", "properties": {"name": ["Pak Yong Sik"]}}
WRONG = [
    ("GET", "/search/nowhere?q=a", None, 404),
    ("GET", "/search/default?q=a&schema=Nonsense", None, 400),
    ("GET", "/search/default?q=a&limit=many", None, 400),
    ("POST", "/match/nowhere", {"queries": {"q": PERSON}}, 404),
    ("POST", "/match/default", {"queries": {}}, 400),
    ("POST", "/match/default", {"queries": {"q": {**PERSON, "schema": "Nonsense"}}}, 400),
    ("POST", "/match/default?algorithm=logic-v9", {"queries": {"q": PERSON}}, 400),
    ("GET", "/match/default", None, 405),
    ("GET", "/entities/nobody", None, 404),
    ("GET", "/entities/nobody/adjacent", None, 404),
    ("GET", "/entities/nobody/adjacent/holder", None, 404),
    ("POST", "/updatez", None, 403),
    ("GET", "/catalog/nothing", None, 404),
    ("GET", "/reconcile/nowhere", None, 404),
    ("GET", "/reconcile/default?queries=[", None, 400),
    ("GET", "/reconcile/nowhere/suggest/entity?prefix=a", None, 404),
    ("GET", "/reconcile/default/preview?id=nobody", None, 404),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), WRONG)
def test_an_error_is_json_with_a_detail_whatever_is_accepted(client, method, path, body, status):
    answer = client.request(method, path, json=body, headers=BROWSER)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] in ("application/json", "application/problem+json")
    assert isinstance(answer.json()["detail"], str)
    assert answer.json()["detail"]
