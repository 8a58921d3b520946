"""What an OpenID Connect provider is asked: where its endpoints are, its keys, and who brought a code back.

Sources: OpenID Connect Core 1.0 and Discovery 1.0, RFC 7636 (PKCE), RFC 9207 (issuer in the answer).
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from navicert.desk.accounts import SignInRefused
from navicert.errors import FetchError
from navicert.settings import OidcSettings

if TYPE_CHECKING:
    import httpx2

WAIT = 10.0
"""Seconds for each answer of the provider."""
KEPT = timedelta(minutes=10)
"""How long the provider's description is kept; its keys are asked for each time."""
REST = timedelta(seconds=5)
"""How long a provider that was away is not asked for its description."""
LEEWAY = 60.0
"""Seconds by which clocks may differ."""
ALGORITHMS = tuple(f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512))
"""Signatures that are believed: those made with a private key. Never `none`, never a shared secret."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where the provider lets people sign in, changes codes for tokens and keeps its keys."""

    authorization: str
    token: str
    keys: str
    secret_in_body: bool
    read_at: datetime


def is_safe(address: str) -> bool:
    """Whether what is sent there cannot be read on the way: https, or this computer.

    >>> is_safe("https://id.example"), is_safe("http://127.0.0.1:9000"), is_safe("http://id.example")
    (True, True, False)
    """
    parts = urlsplit(address)
    if parts.scheme == "http":
        return _is_here(parts.hostname or "")
    return parts.scheme == "https" and bool(parts.hostname)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Provider:
    """One provider. FetchError where it is away or does not speak as it should, SignInRefused for a bad token."""

    def __init__(self, settings: OidcSettings) -> None:
        self._settings = settings
        self._endpoints: Endpoints | None = None
        self._away: tuple[datetime, FetchError] | None = None
        self._asking = Lock()

    def endpoints(self, now: datetime) -> Endpoints:
        """Where its endpoints are, by its own description. Whoever asks while it is away does not wait for it again."""
        if not self._asking.acquire(timeout=1):
            raise FetchError("the sign-in provider is slow to answer", next="try again")
        try:
            if self._endpoints is None or not now - KEPT < self._endpoints.read_at <= now:
                self._endpoints = self._asked(now)
            return self._endpoints
        finally:
            self._asking.release()

    def claims(self, code: str, *, verifier: str, nonce: str, return_address: str, now: datetime) -> Mapping[str, Any]:
        """Who brought this code: the claims of the identity token, after signature, issuer, audience, times, nonce."""
        endpoints = self.endpoints(now)
        token = self._token(endpoints, code, verifier, return_address)
        claims = _signed(token, self._answer("GET", endpoints.keys), endpoints.keys)
        wrong = self._wrong(claims, nonce, now.timestamp())
        if wrong:
            raise SignInRefused(f"the identity token cannot be believed: {wrong}", next="sign in again")
        return claims

    def _asked(self, now: datetime) -> Endpoints:
        if self._away and now - REST < self._away[0] <= now:
            known = self._away[1]
            raise FetchError(known.message, where=known.where, next=known.next)
        try:
            return self._described(now)
        except FetchError as error:
            self._away = (now, error)
            raise

    def _described(self, now: datetime) -> Endpoints:
        address = f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration"
        said = self._answer("GET", address)
        if said.get("issuer") != self._settings.issuer:
            raise FetchError(
                f"the description is of the issuer {said.get('issuer')!r}, not of {self._settings.issuer!r}",
                where=address,
                next="set NAVICERT_OIDC_ISSUER as the provider spells it",
            )
        authorization, token, keys = (
            _safe(said, name, address) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
        )
        methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return Endpoints(authorization, token, keys, "client_secret_basic" not in methods, now)

    def _token(self, endpoints: Endpoints, code: str, verifier: str, return_address: str) -> str:
        settings = self._settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": return_address,
            "code_verifier": verifier,
        }
        more: dict[str, Any] = {"data": form}
        if settings.client_secret and not endpoints.secret_in_body:
            more["auth"] = (_quoted(settings.client_id), _quoted(settings.client_secret))
        else:
            form["client_id"] = settings.client_id
            if settings.client_secret:
                form["client_secret"] = settings.client_secret
        token = self._answer("POST", endpoints.token, **more).get("id_token")
        if not isinstance(token, str):
            raise FetchError("the provider gave no identity token", where=endpoints.token)
        return token

    def _answer(self, method: str, address: str, **more: Any) -> Mapping[str, Any]:
        import httpx2

        try:
            answer = httpx2.request(method, address, timeout=WAIT, headers={"Accept": "application/json"}, **more)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise FetchError(
                f"the sign-in provider does not answer ({type(error).__name__})",
                where=address,
                next="try again later, or sign in with a password",
            ) from error
        said = _object(answer)
        if answer.status_code == 400 and said is not None and said.get("error") == "invalid_grant":
            raise SignInRefused("the provider does not know this sign-in (any more)", next="sign in again")
        if answer.status_code != 200 or said is None:
            raise FetchError(
                f"the sign-in provider answered {answer.status_code}, and not as it should",
                where=address,
                next="try again later, or sign in with a password; look at the NAVICERT_OIDC_ settings",
            )
        return said

    def _wrong(self, claims: Mapping[str, Any], nonce: str, now: float) -> str:
        """What is wrong with the claims; empty where nothing is."""
        client = self._settings.client_id
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        checks = {
            "another issuer": claims.get("iss") == self._settings.issuer,
            "made for somebody else": client in audiences,
            "used by somebody else": claims.get("azp", client if len(audiences) == 1 else None) == client,
            "expired": _seconds(claims.get("exp"), otherwise=0) > now - LEEWAY,
            "made in the future": _seconds(claims.get("iat"), otherwise=now + 2 * LEEWAY) <= now + LEEWAY,
            "not valid yet": _seconds(claims.get("nbf", 0), otherwise=now + 2 * LEEWAY) <= now + LEEWAY,
            "of another sign-in": hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()),
            "without a subject": isinstance(claims.get("sub"), str) and bool(claims.get("sub")),
        }
        return next((what for what, holds in checks.items() if not holds), "")


def _signed(token: str, keys: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    """The claims of a token that one of the keys signed."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    try:
        known = KeySet.import_key_set({"keys": [one for one in keys["keys"] if one.get("use", "sig") == "sig"]})
    except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FetchError("the provider's keys cannot be read", where=where) from error
    try:
        return jwt.decode(token, known, algorithms=ALGORITHMS).claims
    except (JoseError, ValueError, TypeError) as error:
        raise SignInRefused(
            f"the identity token cannot be believed: its signature ({type(error).__name__})", next="sign in again"
        ) from error


def _safe(said: Mapping[str, Any], name: str, where: str) -> str:
    address = said.get(name)
    if not isinstance(address, str) or not is_safe(address):
        raise FetchError(f"{name} is not an https address", where=where)
    return address


def _object(answer: httpx2.Response) -> Mapping[str, Any] | None:
    try:
        said = answer.json()
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _seconds(value: object, *, otherwise: float) -> float:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else otherwise


def _quoted(text: str) -> str:
    """As RFC 6749 section 2.3.1 writes names and secrets in a header."""
    from urllib.parse import quote_plus

    return quote_plus(text)
