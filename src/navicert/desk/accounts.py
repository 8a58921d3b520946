"""Accounts at the desk: who may sign in, with which role; sessions; and bounds on guessing."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from navicert.desk.ground import Ground
from navicert.desk.visitors import ROLES, Role, Visitor
from navicert.errors import InvalidInput, MissingData, NavicertError
from navicert.store.accounts import KeptAccount, KeptSession, SignIn

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FIRST_ADMIN = "admin"
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 1024
LONGEST_NAME = 80
COST: Mapping[str, Any] = {}
"""Of a hash, beyond what the library advises."""
IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
WINDOW = timedelta(minutes=15)
FROM_PROVIDER = "provider:"
"""How what stands in the place of a hash begins, where somebody signs in at a provider and has no password here."""
FREE_FAILURES_BY_NAME, FREE_FAILURES_BY_ADDRESS = 5, 30


class SignInRefused(NavicertError):
    """Name and password do not belong together, or too many attempts were made; which of them is not told."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who is signed in: the visitor, the session's token, and whether a new password is due."""

    visitor: Visitor
    token: str
    must_change: bool

    @property
    def form_token(self) -> str:
        """What every form of this session carries, so that no other site can send one."""
        return hashlib.sha256(f"form {self.token}".encode()).hexdigest()[:32]


class AccountDesk:
    """The accounts of one store. Passwords are kept as argon2 hashes, tokens as SHA-256."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def all(self) -> tuple[KeptAccount, ...]:
        """Every account by name, ended ones too."""
        return self._ground.store.accounts.all()

    def audit(self, limit: int = 200) -> tuple[SignIn, ...]:
        """The newest sign-ins and acts on accounts, the newest first."""
        return self._ground.store.accounts.audit(limit)

    def first_admin(self) -> tuple[str, str] | None:
        """Make the first account, an admin's; its name and one-time password. None where there are accounts."""
        if self.all():
            return None
        password = _new_password()
        made = self._account(FIRST_ADMIN, "admin", password, by="first start")
        return (FIRST_ADMIN, password) if self._ground.store.accounts.add(made, only_first=True) else None

    def create(self, name: str, role: str, *, by: str) -> str:
        """Make an account; its one-time password. InvalidInput for a name that is taken or empty, or no role."""
        name = _checked_name(name)
        password = _new_password()
        self._ground.store.accounts.add(self._account(name, _role(role), password, by=by))
        self._note(name, f"account made as {role} by {by}")
        return password

    def reset(self, name: str, *, by: str) -> str:
        """A new one-time password, where the old one was lost; the account's sessions end."""
        self._check_own(name)
        password = _new_password()
        self._ground.store.accounts.change(name, hash=self._hasher.hash(password), one_time=1)
        self._note(name, f"password reset by {by}")
        return password

    def set_role(self, name: str, role: str, *, by: str) -> None:
        """Give an account another role; its sessions end. InvalidInput where no admin would be left."""
        self._check_own(name)
        self._check_admin_left(name, keeps=role == "admin")
        self._ground.store.accounts.change(name, role=_role(role))
        self._note(name, f"role {role} given by {by}")

    def end(self, name: str, *, by: str) -> None:
        """End an account and its sessions; what it did stays on record. InvalidInput where no admin would be left."""
        self._check_admin_left(name, keeps=False)
        self._ground.store.accounts.change(name, ended_at=self._ground.now())
        self._note(name, f"account ended by {by}")

    def sign_in(self, name: str, password: str, *, address: str) -> SignedIn:
        """Begin a session; SignInRefused where name and password do not belong together, or too often tried."""
        now, accounts = self._ground.now(), self._ground.store.accounts
        by_name, by_address = accounts.failures(name, address, now - WINDOW)
        if by_name >= FREE_FAILURES_BY_NAME or by_address >= FREE_FAILURES_BY_ADDRESS:
            raise SignInRefused(
                "too many attempts failed", next=f"wait {WINDOW.seconds // 60} minutes, or ask an admin for a new one"
            )
        account = accounts.find(name)
        known = account is not None and account.ended_at is None
        if not self._agrees(account.hash if account and known else self._nobodys_hash, password) or not account:
            accounts.note(SignIn(now, name[:LONGEST_NAME], address, "refused"))
            raise SignInRefused("the name or the password is not right", next="try again")
        if self._hasher.check_needs_rehash(account.hash):
            accounts.change(account.name, hash=self._hasher.hash(password))
        return self._begun(account, address, "signed in")

    def sign_in_from_provider(self, identity: str, name: str, role: Role, *, address: str) -> SignedIn:
        """Begin a session of somebody whom a provider vouched for; their account is made, or gets the role.

        `identity` says who they are at the provider for good. SignInRefused where the account was ended, or where the
        name is somebody else's here.
        """
        kept, by = FROM_PROVIDER + _hash(identity), "the sign-in provider"
        account = next((one for one in self.all() if one.hash == kept), None)
        if account is None:
            account = self._made_from_provider(kept, name, role, by)
        if account.ended_at is not None:
            raise SignInRefused(f"the account {account.name!r} was ended", next="ask an admin")
        if account.role != role:
            self._ground.store.accounts.change(account.name, role=role)
            self._note(account.name, f"role {role} given by {by}")
            account = replace(account, role=role)
        return self._begun(account, address, f"signed in by {by}")

    def note_refusal(self, why: str, *, address: str) -> None:
        """Keep for the audit that somebody who came from the provider was refused."""
        outcome = f"refused from the sign-in provider: {why}"
        self._ground.store.accounts.note(SignIn(self._ground.now(), "", address, outcome))

    def _made_from_provider(self, kept: str, name: str, role: Role, by: str) -> KeptAccount:
        try:
            made = KeptAccount(_checked_name(name), role, kept, False, self._ground.now(), by)
            self._ground.store.accounts.add(made)
        except InvalidInput as error:
            raise SignInRefused(
                f"no account could be made: {error.message}", next="ask an admin; it may be somebody else's name here"
            ) from error
        self._note(made.name, f"account made as {role} by {by}")
        return made

    def _begun(self, account: KeptAccount, address: str, outcome: str) -> SignedIn:
        now, accounts = self._ground.now(), self._ground.store.accounts
        token = secrets.token_urlsafe(32)
        accounts.end_older(now - LONGEST)
        accounts.begin(KeptSession(_hash(token), account.name, now, now))
        accounts.note(SignIn(now, account.name, address, outcome))
        return SignedIn(_visitor(account), token, account.one_time)

    def who(self, token: str) -> SignedIn | None:
        """Who a session's token belongs to; None where it has ended, was idle too long, or never was."""
        accounts, now = self._ground.store.accounts, self._ground.now()
        found = accounts.session(_hash(token))
        if found is None:
            return None
        session, account = found
        if account.ended_at or now - session.seen_at > IDLE or now - session.began_at > LONGEST:
            accounts.end(session.hash)
            return None
        if now - session.seen_at > SEEN_EVERY:
            accounts.seen(session.hash, now)
        return SignedIn(_visitor(account), token, account.one_time)

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._ground.store.accounts.end(_hash(token))

    def change_password(self, name: str, old: str, new: str, *, address: str) -> SignedIn:
        """Replace a password; every session of the account ends and a new one begins. InvalidInput for a weak one."""
        self._check_own(name)
        account = self._ground.store.accounts.find(name)
        if account is None or not self._agrees(account.hash, old):
            self._ground.store.accounts.note(SignIn(self._ground.now(), name, address, "refused"))
            raise SignInRefused("the present password is not right", next="try again")
        if not SHORTEST_PASSWORD <= len(new) <= LONGEST_PASSWORD or new == old or name.casefold() in new.casefold():
            words = f"a password has {SHORTEST_PASSWORD} characters or more, not those of the old one or of the name"
            raise InvalidInput(words, where="new password")
        self._ground.store.accounts.change(name, hash=self._hasher.hash(new), one_time=0)
        self._note(name, "password changed")
        return self.sign_in(name, new, address=address)

    def _account(self, name: str, role: Role, password: str, *, by: str) -> KeptAccount:
        return KeptAccount(
            name, role, self._hasher.hash(password), one_time=True, created_at=self._ground.now(), created_by=by
        )

    def _note(self, name: str, outcome: str) -> None:
        self._ground.store.accounts.note(SignIn(self._ground.now(), name, "", outcome))

    def _check_admin_left(self, name: str, *, keeps: bool) -> None:
        account = self._ground.store.accounts.find(name)
        if account is None:
            raise MissingData(f"there is no account {name!r}")
        others = [one for one in self.all() if one.role == "admin" and not one.ended_at and one.name != account.name]
        if account.role == "admin" and not keeps and not others:
            raise InvalidInput("no admin would be left", where=name, next="make another admin first")

    def _check_own(self, name: str) -> None:
        account = self._ground.store.accounts.find(name)
        if account is not None and account.hash.startswith(FROM_PROVIDER):
            raise InvalidInput("password and role are the sign-in provider's", where=name, next="change them there")

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher(**COST)

    @cached_property
    def _nobodys_hash(self) -> str:
        """Compared where there is no such account, so that the time an answer takes does not tell."""
        return self._hasher.hash(secrets.token_urlsafe(16))

    def _agrees(self, kept: str, password: str) -> bool:
        from argon2.exceptions import VerificationError

        if kept.startswith(FROM_PROVIDER):
            kept = self._nobodys_hash
        try:
            return self._hasher.verify(kept, password[:LONGEST_PASSWORD])
        except VerificationError:
            return False


def _visitor(account: KeptAccount) -> Visitor:
    return Visitor(account.name, cast("Role", account.role), "session")


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidInput(f"a name has 1 to {LONGEST_NAME} printable characters", where="name")
    return name


def _role(text: str) -> Role:
    if text not in ROLES:
        raise InvalidInput(f"{text!r} is no role", where="role", next=f"it is one of {', '.join(ROLES)}")
    return text


def _new_password() -> str:
    return "-".join(secrets.token_hex(2) for _ in range(5))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
