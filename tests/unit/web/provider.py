"""A small OpenID Connect provider on this computer, which says what a test wants it to say."""

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "k-1", "use": "sig"})
STRANGER = RSAKey.generate_key(2048, {"kid": "k-1", "use": "sig"})
CLIENT, SECRET = "navicert-desk", "s3cret of + the: desk"


class LocalProvider:
    """Everybody who comes is `person`; `alter` changes the claims of the token, `key` signs it.

    With `asks_first` they must click before they are sent back.
    """

    def __init__(self, host, now=time.time):
        self.now = now
        self.person = {"sub": "u-1", "preferred_username": "ines", "navicert_role": "analyst"}
        self.alter = {}
        self.key = KEY
        self.algorithm = "RS256"
        self.description = {}
        self.asks_first = False
        self.asked = {}
        self.codes = {}
        self.tokens_asked = []
        self._server = ThreadingHTTPServer((host, 0), self._handler())
        self.issuer = f"http://{host}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    def authorize(self, query):
        """What a person's click there leads to: the address the browser is sent back to."""
        asked = self.asked = dict(parse_qsl(query))
        code = f"code-{len(self.codes) + 1}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def token(self, form, authorization):
        """The answer to a code: status and object. The client's name and secret and the verifier must be right."""
        self.tokens_asked.append(form)
        plain = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        name_and_secret = dict(parse_qsl("&".join(f"{k}={v}" for k, v in zip("is", plain.split(":"), strict=True))))
        if name_and_secret != {"i": CLIENT, "s": SECRET}:
            return 401, {"error": "invalid_client"}
        asked = self.codes.get(form.get("code"))
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(self.now())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {key: value for key, value in (claims | self.person | self.alter).items() if value is not None}
        header = {"alg": self.algorithm, "kid": "k-1"}
        return 200, {"id_token": jwt.encode(header, claims, self.key, algorithms=[self.algorithm])}

    def describe(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.description

    def _handler(provider):  # noqa: N805 - the handler's own self is the request
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                parts = urlsplit(self.path)
                if parts.path == "/authorize" and provider.asks_first:
                    address = escape(provider.authorize(parts.query))
                    self._send(200, "text/html", f'<!doctype html><a href="{address}">Allow</a>')
                elif parts.path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(parts.query))
                    self.end_headers()
                elif parts.path == "/keys":
                    self._say(200, {"keys": [KEY.as_dict(private=False)]})
                else:
                    self._say(200, provider.describe())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {key: values[0] for key, values in parse_qs(body).items()}
                self._say(*provider.token(form, self.headers.get("Authorization", "")))

            def _say(self, status, said):
                self._send(status, "application/json", json.dumps(said))

            def _send(self, status, kind, text):
                body = text.encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words):
                """Nothing: what goes by is in no test's output."""

        return Handler


@contextmanager
def local_provider(host="127.0.0.1", **more):
    provider = LocalProvider(host, **more)
    try:
        yield provider
    finally:
        provider.stop()
