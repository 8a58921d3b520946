"""Whatever fits the description, and much that does not, is answered: never by a failure of the server."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance)
EXAMPLES = 12


@schemathesis.serializer("application/x-ndjson")
def json_lines(_context, value) -> bytes:
    """A body as it stands; whatever is no text as a line of JSON."""
    return value if isinstance(value, bytes) else (value if isinstance(value, str) else repr(value)).encode()


class _Lasting:
    """The running application for a client of Schemathesis' own, which begins and ends nothing."""

    def __init__(self, client) -> None:
        self._app = client.app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "lifespan":
            while True:
                message = await receive()
                await send({"type": f"{message['type']}.complete"})
                if message["type"] == "lifespan.shutdown":
                    return
        scope = {**scope, "client": ("127.0.0.1", 50000)}
        scope["headers"] = [(k, v) for k, v in scope["headers"] if k != b"host"] + [(b"host", b"127.0.0.1")]
        await self._app(scope, receive, send)


@pytest.mark.slow
def test_nothing_that_is_asked_makes_the_server_fail(client):
    described = schemathesis.openapi.from_asgi("/openapi.json", _Lasting(client))
    asked = 0
    for result in described.get_all_operations():
        asked += 1
        _ask(result.ok())
    assert asked > 30


def _ask(operation) -> None:
    """Ask one operation in many ways."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
    )
    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE) | operation.as_strategy())
    def ask(case) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
