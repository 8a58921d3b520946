"""Telling people what the watch found: a webhook with a signature, and mail. Each notice once for each channel."""

from __future__ import annotations

import base64
import hashlib
import hmac
import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from navicert.desk.ground import Ground
from navicert.errors import FetchError, InvalidInput
from navicert.receipts import canonical
from navicert.store.notices import Notice

REMEMBERED = timedelta(days=7)
"""For so long it is tried to tell a notice; older ones stand on the page alone."""
AT_ONCE = 100


class TellingDesk:
    """Sends what was not sent yet; a channel that fails is tried again in the next round."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def tell(self) -> Iterator[str]:
        """Send every notice through every channel that is set up; a line for each channel that was used or failed."""
        settings = self._ground.settings.telling
        channels: list[tuple[str, Callable[[Sequence[Notice]], None]]] = []
        if settings.webhook_url:
            channels.append(("webhook", self._post))
        if settings.smtp_url:
            channels.append(("mail", self._mail))
        for channel, send in channels:
            yield from self._through(channel, send)

    def _through(self, channel: str, send: Callable[[Sequence[Notice]], None]) -> Iterator[str]:
        notices, now = self._ground.store.notices, self._ground.now()
        untold = notices.untold(channel, now - REMEMBERED)
        for start in range(0, len(untold), AT_ONCE):
            portion = untold[start : start + AT_ONCE]
            try:
                send(portion)
            except FetchError as error:
                yield f"{channel}: {len(untold) - start} notices could not be told: {error}"
                return
            notices.told(portion, channel, self._ground.now())
        if untold:
            yield f"{channel}: {len(untold)} notices told"

    def _post(self, portion: Sequence[Notice]) -> None:
        """One request for a portion, signed as Standard Webhooks asks: HMAC-SHA256 over id, time and body."""
        import httpx2
        import stamina

        settings = self._ground.settings.telling
        body = canonical({"type": "navicert.notices", "notices": [notice_to_json(one) for one in portion]})
        key = f"navicert-{portion[0].number}-{portion[-1].number}"
        headers = signed(body, key, int(self._ground.now().timestamp()), settings.webhook_secret)
        try:
            for attempt in stamina.retry_context(on=httpx2.HTTPError, attempts=3, timeout=30):
                with attempt:
                    answer = httpx2.post(settings.webhook_url, content=body, headers=headers, timeout=10)
                    answer.raise_for_status()
        except httpx2.HTTPError as error:
            raise FetchError(str(error) or type(error).__name__, where="webhook") from error

    def _mail(self, portion: Sequence[Notice]) -> None:
        settings = self._ground.settings.telling
        message = EmailMessage()
        grave = sum(one.grave for one in portion)
        message["Subject"] = f"navicert: {len(portion)} notices" + (f", {grave} grave" if grave else "")
        message["From"], message["To"] = settings.mail_from, settings.mail_to
        message.set_content("\n".join(f"{one.at:%Y-%m-%d %H:%M} UTC  {one.words}" for one in portion) + "\n")
        try:
            _send(settings.smtp_url, message)
        except (smtplib.SMTPException, OSError) as error:
            raise FetchError(str(error) or type(error).__name__, where="mail") from error


def notice_to_json(notice: Notice) -> dict[str, object]:
    """A notice as programs get it; `key` is the same when it comes twice."""
    return {
        "key": notice.key,
        "at": notice.at.isoformat(),
        "kind": notice.kind,
        "grave": notice.grave,
        "words": notice.words,
        "data": dict(notice.data or {}),
    }


def signed(body: bytes, key: str, at: int, secret: str) -> dict[str, str]:
    """The headers of a webhook; without a secret it goes unsigned."""
    headers = {"Content-Type": "application/json", "webhook-id": key, "webhook-timestamp": str(at)}
    if secret:
        mac = hmac.new(secret.encode(), f"{key}.{at}.".encode() + body, hashlib.sha256).digest()
        headers["webhook-signature"] = f"v1,{base64.b64encode(mac).decode()}"
    return headers


def _send(url: str, message: EmailMessage) -> None:
    """`smtps://user:password@host:465`, or `smtp://host:587`, which is encrypted where a password is sent."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise InvalidInput("expected smtp://host:port or smtps://host:port", where="NAVICERT_SMTP_URL")
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=30, context=context)
    else:
        server = smtplib.SMTP(parts.hostname, parts.port or 25, timeout=30)
    with server:
        if parts.username:
            if parts.scheme == "smtp":
                server.starttls(context=context)
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
