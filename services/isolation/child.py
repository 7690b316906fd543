"""The process that computes: `main()` with the arguments FD MODULE:FUNCTION MEGABYTES, for one call after the other.

It ends when its parent does: its standard input is a pipe that the parent holds and never writes to.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection

from services.errors import QuireError
from services.isolation.computation import Function

PIECE, END, FAILED, ABORT = b"p", b"e", b"f", b"a"  # the first byte of a message


class Aborted(Exception):
    """The caller's input broke off."""


def main() -> None:
    """Answer calls until the parent closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal: the parent drains
    threading.Thread(target=_end_with_parent, name="lifeline", daemon=True).start()
    handle, target, megabytes = sys.argv[1:]
    module, _, name = target.partition(":")
    function: Function = getattr(import_module(module), name)
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (int(megabytes) * 1024 * 1024, most))
    connection = Connection(int(handle))
    connection.send_bytes(END)  # ready
    while True:
        try:
            header = connection.recv_bytes()
        except EOFError:
            return
        if not _answer(connection, function, header):
            return


def _answer(connection: Connection, function: Function, header: bytes) -> bool:
    """One call; False where this process is of no more use."""
    incoming = _incoming(connection)
    try:
        for piece in function(header, incoming):
            connection.send_bytes(PIECE + piece)
        connection.send_bytes(END)
    except Aborted:
        return True
    except (BrokenPipeError, EOFError):  # nobody wants it any more
        return False
    except MemoryError:
        connection.send_bytes(_failure("memory"))
        return False  # its heap is in pieces
    except QuireError as error:
        family = next(one.__name__ for one in type(error).__mro__ if QuireError in one.__bases__)
        connection.send_bytes(_failure(family, error.reason, error.message, error.details))
    except Exception:
        connection.send_bytes(_failure("bug", message=traceback.format_exc()))
    with suppress(Aborted):
        for _ in incoming:  # what was not read is of this call, not of the next
            pass
    return True


def _incoming(connection: Connection) -> Iterator[bytes]:
    while (message := connection.recv_bytes())[:1] != END:
        if message[:1] == ABORT:
            raise Aborted
        yield message[1:]


def _failure(kind: str, reason: str = "", message: str = "", details: dict[str, str] | None = None) -> bytes:
    return FAILED + json.dumps({"kind": kind, "reason": reason, "message": message, "details": details or {}}).encode()


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(0)
