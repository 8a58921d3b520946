"""The pages served in a thread of the test's own."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from navicert import web
from navicert.desk import Desk
from navicert.server.app import create_app


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    """The address of the interfaces and pages of a desk, while this lasts."""
    bound = socket.create_server(("127.0.0.1", 0))
    app = create_app(desk, routers=web.ROUTERS, recognisers=web.recognisers(desk))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    bound.close()
