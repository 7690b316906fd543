"""A server that is frozen is given up: its kernel still acknowledges,
so neither keepalive nor its own timeouts notice.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy.engine import Connection


@contextmanager
def cut_off_after(seconds: float | None, connection: Connection) -> Iterator[None]:
    """Shut the connection's socket when the block takes longer; who waits for an answer gets an OperationalError.

    None: the block may take any time.
    """
    if seconds is None:
        yield
        return
    driver: Any = connection.connection.driver_connection
    handle = os.dup(driver.pgconn.socket)  # of our own: a number that is closed meanwhile may be another file's
    timer = threading.Timer(seconds, _shut, (handle,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        os.close(handle)


def _shut(handle: int) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(handle)) as shared:
        shared.shutdown(socket.SHUT_RDWR)
