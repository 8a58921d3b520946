"""The port that processes serve on."""

import contextlib
import pickle
import socket

import pytest

from navicert.server.binding import Binding
from navicert.server.running import OwnListener, open_socket


def taken_by(listener: socket.socket) -> int:
    """How many connections wait for this listener."""
    listener.setblocking(False)
    count = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            listener.accept()[0].close()
            count += 1
    return count


def test_connections_that_come_together_are_dealt_among_the_processes():
    with contextlib.ExitStack() as stack:
        held = stack.enter_context(open_socket(Binding("127.0.0.1", 0, 2)))
        given = pickle.dumps(OwnListener(held.family, held.getsockname()))
        listeners = [stack.enter_context(pickle.loads(given)) for _ in range(2)]
        for _ in range(64):
            stack.enter_context(socket.create_connection(held.getsockname()))
        counts = [taken_by(listener) for listener in listeners]
    assert sum(counts) == 64
    assert min(counts) > 0


@pytest.mark.parametrize("first", [1, 2])
@pytest.mark.parametrize("second", [1, 2])
def test_a_port_that_others_serve_on_is_refused(first, second):
    with contextlib.ExitStack() as stack:
        held = stack.enter_context(open_socket(Binding("127.0.0.1", 0, first)))
        if first > 1:
            stack.enter_context(pickle.loads(pickle.dumps(OwnListener(held.family, held.getsockname()))))
        with pytest.raises(OSError, match="in use"):
            open_socket(Binding("127.0.0.1", held.getsockname()[1], second))
