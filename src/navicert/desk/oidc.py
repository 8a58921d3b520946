"""Signing in at an OpenID Connect provider: the way there, the way back, and the account that comes of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cached_property
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlencode, urlsplit

from navicert.desk.accounts import AccountDesk, SignedIn, SignInRefused
from navicert.desk.ground import Ground
from navicert.desk.oidc_provider import Provider, is_safe
from navicert.desk.visitors import ROLES, Role
from navicert.errors import InvalidInput
from navicert.settings import OidcSettings

PATIENCE = timedelta(minutes=10)
"""How long somebody may take at the provider."""
SCOPE = "openid profile"
RETURN = "/sign-in/oidc/return"


@dataclass(frozen=True, slots=True)
class Errand:
    """What a browser keeps while its owner is at the provider; `following` is the page they wanted."""

    state: str
    nonce: str
    verifier: str
    following: str
    began_at: str

    @property
    def text(self) -> str:
        """The errand as a cookie carries it."""
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()


def errand_of(text: str) -> Errand | None:
    """The errand in a cookie; None where it holds none."""
    try:
        said = json.loads(base64.urlsafe_b64decode(text.encode()))
        errand = Errand(**said)
    except (ValueError, TypeError):
        return None
    return errand if all(isinstance(value, str) for value in asdict(errand).values()) else None


class OidcDesk:
    """Sign-in at the provider that the settings name. An account belongs to a subject of the issuer, not to a name."""

    def __init__(self, ground: Ground, accounts: AccountDesk) -> None:
        self._ground = ground
        self._accounts = accounts

    @property
    def is_offered(self) -> bool:
        """Whether a provider is named."""
        return bool(self._settings.issuer)

    @property
    def provider_name(self) -> str:
        """The provider's host, as people are shown it; empty where there is none."""
        return urlsplit(self._settings.issuer).netloc

    def check(self) -> None:
        """InvalidInput where a provider is named, but nobody could sign in there."""
        settings = self._settings
        if not settings.issuer:
            return
        if find_spec("joserfc") is None:
            raise InvalidInput(
                "what reads a provider's signatures is not installed",
                where="NAVICERT_OIDC_ISSUER",
                next="pip install 'navicert[oidc]', or unset it",
            )
        if not is_safe(settings.issuer):
            raise InvalidInput("a provider has an https address, or is on this computer", where="NAVICERT_OIDC_ISSUER")
        if not settings.client_id:
            raise InvalidInput("the provider knows us by a name", where="NAVICERT_OIDC_CLIENT_ID", next="set it")
        if settings.return_address and not (
            is_safe(settings.return_address) and settings.return_address.endswith(RETURN)
        ):
            raise InvalidInput(f"it must be the https address of {RETURN} on this server", where="NAVICERT_OIDC_RETURN")
        for value, role in settings.roles.items():
            if role not in ROLES:
                raise InvalidInput(
                    f"{role!r}, given to {value!r}, is no role",
                    where="NAVICERT_OIDC_ROLES",
                    next=f"it is one of {', '.join(ROLES)}",
                )

    def depart(self, following: str, *, return_address: str) -> tuple[str, Errand]:
        """Where somebody signs in, and what their browser keeps meanwhile. FetchError where the provider is away."""
        self.check()
        now = self._ground.now()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        errand = Errand(state, nonce, verifier, following, now.isoformat())
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._settings.return_address or return_address,
            "scope": SCOPE,
            "state": errand.state,
            "nonce": errand.nonce,
            "code_challenge": _challenge(errand.verifier),
            "code_challenge_method": "S256",
        }
        address = self._provider.endpoints(now).authorization
        return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}", errand

    def arrive(
        self, errand: Errand | None, answer: Mapping[str, str], *, return_address: str, address: str
    ) -> SignedIn:
        """Begin the session of somebody who returned. SignInRefused says why not, FetchError that the provider is away.

        `answer` is what the provider had the browser bring; `return_address` the one the browser departed with.
        """
        self.check()
        errand = self._own(errand, answer)
        try:
            claims = self._provider.claims(
                answer.get("code", ""),
                verifier=errand.verifier,
                nonce=errand.nonce,
                return_address=self._settings.return_address or return_address,
                now=self._ground.now(),
            )
            self._take_once(errand.state)
            return self._signed_in(claims, address)
        except SignInRefused as error:
            self._accounts.note_refusal(error.message, address=address)
            raise

    def _own(self, errand: Errand | None, answer: Mapping[str, str]) -> Errand:
        """The errand that the answer belongs to, which this browser began a short time ago."""
        is_own = errand is not None and hmac.compare_digest(errand.state.encode(), answer.get("state", "").encode())
        if errand is None or not is_own or not self._is_fresh(errand.began_at):
            raise SignInRefused("this sign-in was not begun here, or too long ago", next="sign in again")
        if answer.get("iss", self._settings.issuer) != self._settings.issuer:
            raise SignInRefused("the answer is another provider's", next="sign in again")
        if "error" in answer or not answer.get("code"):
            said = "".join(filter(str.isprintable, answer.get("error", "no code")))[:80]
            raise SignInRefused(f"the provider did not sign you in: {said}", next="sign in again")
        return errand

    def _is_fresh(self, began_at: str) -> bool:
        try:
            return timedelta() <= self._ground.now() - datetime.fromisoformat(began_at) <= PATIENCE
        except (ValueError, TypeError):
            return False

    def _take_once(self, state: str) -> None:
        requests, key = self._ground.store.requests, hashlib.sha256(state.encode()).hexdigest()
        if requests.begin("sign-in provider", key, key, self._ground.now()) is not None:
            raise SignInRefused("this sign-in was used before", next="sign in again")
        requests.finish("sign-in provider", key, 200, "")

    def _signed_in(self, claims: Mapping[str, Any], address: str) -> SignedIn:
        name = claims.get(self._settings.name_claim)
        if not isinstance(name, str):
            raise SignInRefused(
                f"the provider tells no name in the claim {self._settings.name_claim!r}",
                next="ask an admin to look at NAVICERT_OIDC_NAME_CLAIM",
            )
        role = self._role(claims)
        if role is None:
            raise SignInRefused(
                f"{name!r} has no role here: the provider gives none in the claim {self._settings.role_claim!r}",
                next="ask whoever looks after the provider for one",
            )
        identity = json.dumps([self._settings.issuer, claims["sub"]])
        return self._accounts.sign_in_from_provider(identity, name, role, address=address)

    def _role(self, claims: Mapping[str, Any]) -> Role | None:
        """The highest role that the claim's values stand for; None where they stand for none."""
        known = self._settings.roles or {role: role for role in ROLES}
        given = {known.get(value) for value in _values(claims, self._settings.role_claim)}
        return next((role for role in reversed(ROLES) if role in given), None)

    @property
    def _settings(self) -> OidcSettings:
        return self._ground.settings.oidc

    @cached_property
    def _provider(self) -> Provider:
        return Provider(self._settings)


def _values(claims: Mapping[str, Any], name: str) -> Iterable[str]:
    """The texts of a claim, one or a list; `a.b` is also the member b of a."""
    value: object = claims.get(name)
    if value is None and "." in name:
        value = claims
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
