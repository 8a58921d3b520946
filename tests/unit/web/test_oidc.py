"""Signing in at a provider: who gets in with which role, and everything that keeps somebody out."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import OctKey
from starlette.testclient import TestClient
from tests.unit.web.conftest import NOON, PASSWORD, token_of
from tests.unit.web.provider import CLIENT, SECRET, STRANGER, local_provider

from navicert import web
from navicert.desk import Desk
from navicert.desk.accounts import SignInRefused
from navicert.errors import InvalidInput
from navicert.server.app import create_app
from navicert.settings import OidcSettings, Settings, read_settings


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    monkeypatch.setattr("navicert.desk.accounts.COST", {"time_cost": 1, "memory_cost": 64})


@pytest.fixture
def provider():
    with local_provider(now=NOON.timestamp) as provider:
        yield provider


def desk_at(folder, provider, **more):
    settings = OidcSettings(**({"issuer": provider.issuer, "client_id": CLIENT, "client_secret": SECRET} | more))
    return Desk(Settings(str(folder / "store"), oidc=settings), lambda: NOON)


@pytest.fixture
def desk(tmp_path, provider):
    return desk_at(tmp_path, provider)


def browser(desk):
    app = create_app(desk, routers=web.ROUTERS, recognisers=web.recognisers(desk))
    return TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000), follow_redirects=False)


@pytest.fixture
def client(desk):
    return browser(desk)


def went(client, provider, following="/queue"):
    """Where the provider sends the browser back to."""
    sent = client.get("/sign-in/oidc", params={"next": following})
    assert sent.status_code == 303, sent.text
    return provider.authorize(urlsplit(sent.headers["location"]).query)


def signed_in(client, provider, following="/queue"):
    return client.get(went(client, provider, following))


def outcomes(desk):
    return [one.outcome for one in desk.accounts.audit()]


def test_whoever_the_provider_vouches_for_gets_an_account_and_a_session(client, desk, provider):
    page = signed_in(client, provider)
    assert page.status_code == 200
    assert page.headers["refresh"] == "0; url=/queue"
    assert "HttpOnly" in page.headers["set-cookie"]
    assert client.cookies.get("navicert_oidc") is None
    assert "Sign out" in client.get("/queue").text
    (account,) = desk.accounts.all()
    assert (account.name, account.role, account.one_time) == ("ines", "analyst", False)
    assert outcomes(desk) == ["signed in by the sign-in provider", "account made as analyst by the sign-in provider"]


def test_the_request_carries_state_nonce_and_challenge_and_the_cookie_is_bound(client, provider):
    sent = client.get("/sign-in/oidc?next=/queue")
    asked = {key: value for key, (value,) in parse_qs(urlsplit(sent.headers["location"]).query).items()}
    assert asked["redirect_uri"] == "http://127.0.0.1/sign-in/oidc/return"
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    cookie = sent.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=lax", "max-age=600", "path=/sign-in/oidc"))


WRONG = {
    "another nonce": {"nonce": "n"},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "somebody-else"},
    "one audience of several, not the user": {"aud": [CLIENT, "other"], "azp": "other"},
    "several audiences, and no user named": {"aud": [CLIENT, "other"]},
    "another issuer": {"iss": "https://elsewhere.example"},
    "expired": {"exp": int(NOON.timestamp()) - 61},
    "no end": {"exp": None},
    "made in the future": {"iat": int(NOON.timestamp()) + 61},
    "no subject": {"sub": None},
    "no name": {"preferred_username": None},
    "a name that is none": {"preferred_username": "a\nb"},
    "a role that is none here": {"navicert_role": "superuser"},
    "no role": {"navicert_role": None},
    "a role that is no text": {"navicert_role": {"admin": True}},
}


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG)
def test_a_token_that_says_wrong_things_lets_nobody_in(client, desk, provider, claims):
    provider.alter = claims
    page = signed_in(client, provider)
    assert page.status_code == 401
    assert 'role="alert"' in page.text
    assert client.cookies.get("navicert_session") is None
    assert desk.accounts.all() == ()
    assert outcomes(desk)[0].startswith("refused from the sign-in provider")


def test_times_may_differ_by_a_minute(client, provider):
    now = int(NOON.timestamp())
    provider.alter = {"iat": now + 59, "exp": now - 59}
    assert signed_in(client, provider).status_code == 200


def test_a_token_signed_by_another_key_lets_nobody_in(client, desk, provider):
    provider.key = STRANGER
    assert signed_in(client, provider).status_code == 401
    assert desk.accounts.all() == ()


def test_a_token_signed_with_the_shared_secret_lets_nobody_in(client, desk, provider):
    provider.key, provider.algorithm = OctKey.import_key(SECRET.ljust(32, "x")), "HS256"
    assert signed_in(client, provider).status_code == 401
    assert desk.accounts.all() == ()


def test_a_return_is_taken_once(client, desk, provider):
    back = went(client, provider)
    errand = client.cookies["navicert_oidc"]
    assert client.get(back).status_code == 200
    assert client.get(back).status_code == 401
    again = browser(desk).get(back, headers={"cookie": f"navicert_oidc={errand}"})
    assert again.status_code == 401
    assert "used before" in again.text


def test_a_return_that_another_browser_began_is_refused_without_asking_the_provider(client, desk, provider):
    back = went(client, provider)
    other = browser(desk)
    assert other.get(back).status_code == 401
    went(other, provider)
    assert other.get(back).status_code == 401
    assert other.get("/sign-in/oidc/return").status_code == 401
    assert other.get(back, headers={"cookie": "navicert_oidc=bm8="}).status_code == 401
    assert provider.tokens_asked == []


def test_a_return_that_took_too_long_is_refused(tmp_path, provider):
    now = [NOON]
    desk = Desk(desk_at(tmp_path, provider).settings, lambda: now[0])
    client = browser(desk)
    back = went(client, provider)
    now[0] += timedelta(minutes=11)
    assert client.get(back).status_code == 401


def test_an_answer_of_another_issuer_and_a_refusal_are_told(client, provider):
    back = went(client, provider)
    assert client.get(back.partition("&iss=")[0] + "&iss=https://elsewhere.example").status_code == 401
    state = parse_qs(urlsplit(went(client, provider)).query)["state"][0]
    page = client.get("/sign-in/oidc/return", params={"state": state, "error": "access_denied<b>"})
    assert page.status_code == 401
    assert "access_denied&lt;b&gt;" in page.text
    assert provider.tokens_asked == []


def test_a_code_the_provider_does_not_know_is_refused(client, provider):
    back = went(client, provider)
    provider.codes.clear()
    assert client.get(back).status_code == 401


@pytest.mark.parametrize("at", ["departure", "return"])
def test_where_the_provider_is_away_the_page_says_so_and_passwords_still_work(client, desk, at):
    with local_provider(now=NOON.timestamp) as away:
        client = browser(Desk(Settings(desk.settings.store, oidc=OidcSettings(away.issuer, CLIENT)), lambda: NOON))
        back = went(client, away) if at == "return" else "/sign-in/oidc"
    page = client.get(back)
    assert page.status_code == 502
    assert "the sign-in provider does not answer" in page.text
    desk.accounts.change_password("ada", desk.accounts.create("ada", "admin", by="test"), PASSWORD, address="test")
    assert client.post("/sign-in", data={"name": "ada", "password": PASSWORD}).status_code == 303


def test_a_provider_that_was_away_is_asked_again_after_a_few_seconds(tmp_path, provider):
    now = [NOON]
    client = browser(Desk(desk_at(tmp_path, provider).settings, lambda: now[0]))
    provider.description = {"issuer": "https://elsewhere.example"}
    assert client.get("/sign-in/oidc").status_code == 502
    provider.description = {}
    now[0] += timedelta(seconds=4)
    assert client.get("/sign-in/oidc").status_code == 502
    now[0] += timedelta(seconds=2)
    assert client.get("/sign-in/oidc").status_code == 303


@pytest.mark.parametrize(
    "said",
    [{"issuer": "https://elsewhere.example"}, {"token_endpoint": "http://elsewhere.example/token"}, {"jwks_uri": 3}],
)
def test_a_description_that_cannot_be_right_sends_nobody_anywhere(client, provider, said):
    provider.description = said
    assert client.get("/sign-in/oidc").status_code == 502


def test_the_wrong_secret_is_told_as_a_matter_of_settings(tmp_path, provider):
    page = signed_in(browser(desk_at(tmp_path, provider, client_secret="wrong")), provider)
    assert page.status_code == 502
    assert "NAVICERT_OIDC_" in page.text
    assert "wrong" not in page.text


def test_the_role_is_taken_anew_at_every_sign_in_and_older_sessions_end(client, desk, provider):
    signed_in(client, provider)
    provider.person |= {"navicert_role": ["viewer", "reviewer"]}
    other = browser(desk)
    signed_in(other, provider)
    assert [one.role for one in desk.accounts.all()] == ["reviewer"]
    assert "Sign out" not in client.get("/").text
    assert "Sign out" in other.get("/").text
    assert "role reviewer given by the sign-in provider" in outcomes(desk)


def test_values_of_the_role_claim_stand_for_roles(tmp_path, provider):
    roles = {"compliance": "reviewer", "staff": "viewer"}
    desk = desk_at(tmp_path, provider, role_claim="realm.groups", name_claim="email", roles=roles)
    provider.person = {"sub": "u-2", "email": "i@example.org", "realm": {"groups": ["staff", "compliance", "x"]}}
    assert signed_in(browser(desk), provider).status_code == 200
    assert [(one.name, one.role) for one in desk.accounts.all()] == [("i@example.org", "reviewer")]
    provider.person |= {"realm": {"groups": ["reviewer"]}}
    assert signed_in(browser(desk), provider).status_code == 401


def test_an_account_belongs_to_the_subject_whatever_the_name(client, desk, provider):
    signed_in(client, provider)
    provider.person |= {"preferred_username": "ines-maria"}
    assert signed_in(client, provider).status_code == 200
    assert [one.name for one in desk.accounts.all()] == ["ines"]
    provider.person |= {"sub": "u-2", "preferred_username": "INES"}
    assert signed_in(client, provider).status_code == 401


def test_an_account_with_a_password_is_never_taken_over(client, desk, provider):
    desk.accounts.create("ines", "admin", by="test")
    page = signed_in(client, provider)
    assert page.status_code == 401
    assert "somebody else" in page.text


def test_an_account_of_the_provider_has_no_password_and_gets_none(client, desk, provider):
    signed_in(client, provider)
    (account,) = desk.accounts.all()
    for password in ("", account.hash, "a long enough phrase"):
        with pytest.raises(SignInRefused):
            desk.accounts.sign_in("ines", password, address="test")
    with pytest.raises(InvalidInput, match="provider"):
        desk.accounts.reset("ines", by="ada")
    with pytest.raises(InvalidInput, match="provider"):
        desk.accounts.set_role("ines", "viewer", by="ada")
    fields = {"old": "x", "new": PASSWORD, "again": PASSWORD, "form_token": token_of(client.get("/password").text)}
    page = client.post("/password", data=fields)
    assert page.status_code == 400
    assert "the sign-in provider" in page.text


def test_an_ended_account_stays_ended(client, desk, provider):
    signed_in(client, provider)
    desk.accounts.end("ines", by="ada")
    assert signed_in(client, provider).status_code == 401
    assert "Sign out" not in client.get("/").text


@pytest.mark.parametrize("following", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_nobody_is_led_elsewhere(client, provider, following):
    page = signed_in(client, provider, following)
    assert page.headers["refresh"] == "0; url=/"
    assert "elsewhere" not in page.text


def test_where_a_page_goes_on_to_is_spelt_for_a_header(client, provider):
    page = signed_in(client, provider, "/?q=이름;url=x&n=1")
    assert page.headers["refresh"] == "0; url=/?q=%EC%9D%B4%EB%A6%84%3Burl=x&n=1"


def test_the_link_is_there_only_where_a_provider_is_named(client, tmp_path, provider):
    plain = browser(Desk(Settings(str(tmp_path / "plain")), lambda: NOON))
    host = urlsplit(provider.issuer).netloc
    page = client.get("/sign-in?next=/queue").text
    assert f'<a href="/sign-in/oidc?next=/queue">Sign in with {host}</a>' in page
    assert token_of(page) == ""
    assert "Sign in with" not in plain.get("/sign-in").text
    assert plain.get("/sign-in/oidc").status_code == 404
    assert plain.get("/sign-in/oidc").headers["content-type"].startswith("text/html")
    assert plain.get("/sign-in/oidc/return").status_code == 404


def test_without_what_reads_signatures_the_pages_work_and_a_provider_is_a_clear_error(tmp_path, provider, monkeypatch):
    monkeypatch.setattr("navicert.desk.oidc.find_spec", lambda _name: None)
    Desk(Settings(str(tmp_path / "other")), lambda: NOON).oidc.check()
    desk = desk_at(tmp_path, provider)
    with pytest.raises(InvalidInput, match=r"pip install 'navicert\[oidc\]'"):
        desk.oidc.check()
    client = browser(desk)
    assert client.get("/").status_code == 200
    page = client.get("/sign-in/oidc")
    assert page.status_code == 400
    assert page.headers["content-type"].startswith("text/html")
    assert "navicert[oidc]" in page.text.replace("&#39;", "'")


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"issuer": "http://id.example"}, "NAVICERT_OIDC_ISSUER"),
        ({"client_id": ""}, "NAVICERT_OIDC_CLIENT_ID"),
        ({"return_address": "https://desk.example/elsewhere"}, "NAVICERT_OIDC_RETURN"),
        ({"return_address": "http://desk.example/sign-in/oidc/return"}, "NAVICERT_OIDC_RETURN"),
        ({"roles": {"staff": "boss"}}, "NAVICERT_OIDC_ROLES"),
    ],
)
def test_settings_that_cannot_work_are_told_at_the_start(tmp_path, provider, more, where):
    with pytest.raises(InvalidInput) as error:
        desk_at(tmp_path, provider, **more).oidc.check()
    assert error.value.where == where


def test_the_environment_names_the_provider(monkeypatch):
    monkeypatch.setenv("NAVICERT_OIDC_ISSUER", "https://id.example")
    monkeypatch.setenv("NAVICERT_OIDC_CLIENT_ID", "desk")
    monkeypatch.setenv("NAVICERT_OIDC_CLIENT_SECRET", "hush")
    monkeypatch.setenv("NAVICERT_OIDC_ROLES", "a=b=viewer staff=analyst")
    monkeypatch.setenv("NAVICERT_OIDC_RETURN", "https://desk.example/sign-in/oidc/return")
    settings = read_settings("s").oidc
    assert settings.roles == {"a=b": "viewer", "staff": "analyst"}
    assert (settings.name_claim, settings.role_claim) == ("preferred_username", "navicert_role")
    assert "hush" not in repr(settings)
    monkeypatch.setenv("NAVICERT_OIDC_ROLES", "staff")
    with pytest.raises(InvalidInput, match="value=role"):
        read_settings("s")


def test_behind_a_proxy_people_are_sent_back_to_the_address_that_is_set(tmp_path, provider):
    desk = desk_at(tmp_path, provider, return_address="https://desk.example/sign-in/oidc/return")
    back = went(browser(desk), provider)
    assert back.startswith("https://desk.example/sign-in/oidc/return?code=")
