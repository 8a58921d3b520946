"""What the desk promises of accounts, on every kind of store."""

from datetime import UTC, datetime, timedelta

import pytest

import navicert
from navicert.desk.accounts import SignInRefused
from navicert.errors import InvalidInput, MissingData

PASSWORD = "a long enough phrase"


class Clock:
    def __init__(self):
        self.now = datetime(2026, 11, 21, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def passes(self, **time):
        self.now += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def accounts(store_address, clock, monkeypatch):
    monkeypatch.setattr("navicert.desk.accounts.COST", {"time_cost": 1, "memory_cost": 64})
    return navicert.open_desk(store_address, clock=clock).accounts


@pytest.fixture
def ann(accounts):
    one_time = accounts.create("Ann", "analyst", by="admin")
    return accounts.change_password("Ann", one_time, PASSWORD, address="here")


def test_the_first_start_makes_one_admin_with_a_one_time_password(accounts):
    name, password = accounts.first_admin()
    assert accounts.first_admin() is None
    signed_in = accounts.sign_in(name, password, address="here")
    assert (signed_in.visitor.role, signed_in.must_change) == ("admin", True)


def test_a_one_time_password_is_good_until_it_is_replaced(accounts, ann):
    assert not ann.must_change
    assert accounts.sign_in("ann", PASSWORD, address="here").visitor == ann.visitor


def test_passwords_and_tokens_stand_nowhere_in_the_store(tmp_path, clock):
    accounts = navicert.open_desk(tmp_path / "store", clock=clock).accounts
    ann = accounts.change_password("Ann", accounts.create("Ann", "analyst", by="admin"), PASSWORD, address="here")
    held = b"".join(path.read_bytes() for path in (tmp_path / "store").iterdir() if path.is_file())
    assert b"Ann" in held
    assert PASSWORD.encode() not in held
    assert ann.token.encode() not in held


@pytest.mark.parametrize(("name", "password"), [("Ann", "wrong"), ("nobody", PASSWORD), ("", ""), ("Ann", "x" * 5000)])
def test_a_wrong_name_or_password_is_refused_in_the_same_words(accounts, ann, name, password):
    with pytest.raises(SignInRefused, match="the name or the password is not right"):
        accounts.sign_in(name, password, address="here")


def test_guessing_a_password_is_stopped_even_with_the_right_one_at_last(accounts, ann, clock):
    for _ in range(5):
        with pytest.raises(SignInRefused, match="not right"):
            accounts.sign_in("Ann", "guess", address="there")
    with pytest.raises(SignInRefused, match="too many attempts"):
        accounts.sign_in("Ann", PASSWORD, address="there")
    clock.passes(minutes=16)
    assert accounts.sign_in("Ann", PASSWORD, address="there").visitor.name == "Ann"


def test_guessing_many_names_from_one_address_is_stopped(accounts, ann):
    for number in range(30):
        with pytest.raises(SignInRefused, match="not right"):
            accounts.sign_in(f"name {number}", "guess", address="there")
    with pytest.raises(SignInRefused, match="too many attempts"):
        accounts.sign_in("Ann", PASSWORD, address="there")
    assert accounts.sign_in("Ann", PASSWORD, address="here").visitor.name == "Ann"


def test_a_session_ends_when_it_was_idle_and_when_it_is_old(accounts, ann, clock):
    clock.passes(minutes=50)
    assert accounts.who(ann.token).visitor == ann.visitor
    clock.passes(minutes=50)
    assert accounts.who(ann.token) is not None
    clock.passes(minutes=61)
    assert accounts.who(ann.token) is None
    later = accounts.sign_in("Ann", PASSWORD, address="here")
    for _ in range(13):
        clock.passes(minutes=59)
        last = accounts.who(later.token)
    assert last is None


def test_who_signs_out_is_gone(accounts, ann):
    accounts.sign_out(ann.token)
    assert accounts.who(ann.token) is None
    assert accounts.who("made up") is None


@pytest.mark.parametrize("act", ["role", "reset", "end"])
def test_whoever_is_changed_is_signed_out(accounts, ann, act):
    {
        "role": lambda: accounts.set_role("Ann", "viewer", by="admin"),
        "reset": lambda: accounts.reset("Ann", by="admin"),
        "end": lambda: accounts.end("Ann", by="admin"),
    }[act]()
    assert accounts.who(ann.token) is None


def test_an_ended_account_cannot_sign_in_and_stays_on_record(accounts, ann):
    accounts.end("Ann", by="admin")
    with pytest.raises(SignInRefused):
        accounts.sign_in("Ann", PASSWORD, address="here")
    assert [account.name for account in accounts.all()] == ["Ann"]


def test_the_last_admin_stays_one(accounts):
    name, _ = accounts.first_admin()
    for act in (lambda: accounts.end(name, by=name), lambda: accounts.set_role(name, "viewer", by=name)):
        with pytest.raises(InvalidInput, match="no admin would be left"):
            act()
    accounts.create("Bea", "admin", by=name)
    accounts.end(name, by="Bea")


@pytest.mark.parametrize("new", ["short", PASSWORD, "Ann and ann again", "x" * 2000])
def test_a_weak_password_is_not_taken(accounts, ann, new):
    with pytest.raises(InvalidInput, match="a password has"):
        accounts.change_password("Ann", PASSWORD, new, address="here")
    assert accounts.who(ann.token) is not None


def test_the_present_password_is_asked_for_a_new_one(accounts, ann):
    with pytest.raises(SignInRefused):
        accounts.change_password("Ann", "wrong", "another long phrase", address="here")


@pytest.mark.parametrize(
    ("name", "role", "words"), [("ANN", "viewer", "already"), ("", "viewer", "a name has"), ("Bo", "king", "no role")]
)
def test_an_account_that_cannot_be_is_refused(accounts, ann, name, role, words):
    with pytest.raises(InvalidInput, match=words):
        accounts.create(name, role, by="admin")


def test_an_account_that_is_not_there_is_missing(accounts):
    with pytest.raises(MissingData):
        accounts.reset("nobody", by="admin")


def test_every_act_stands_in_the_audit(accounts, ann):
    accounts.set_role("Ann", "reviewer", by="admin")
    with pytest.raises(SignInRefused):
        accounts.sign_in("Ann", "guess", address="there")
    said = [(entry.name, entry.outcome, entry.address) for entry in accounts.audit()]
    assert said[0] == ("Ann", "refused", "there")
    assert ("Ann", "role reviewer given by admin", "") in said
    assert ("Ann", "signed in", "here") in said
    assert ("Ann", "account made as analyst by admin", "") in said


def test_the_token_of_a_form_belongs_to_one_session(accounts, ann):
    other = accounts.sign_in("Ann", PASSWORD, address="here")
    assert accounts.who(ann.token).form_token == ann.form_token != other.form_token
    assert ann.token not in ann.form_token
