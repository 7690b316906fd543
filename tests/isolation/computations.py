"""What the processes of these tests compute; the header says how it goes."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterable

from services.errors import DocumentError


def behave(header: bytes, pieces: Iterable[bytes]) -> Generator[bytes]:
    data = b"".join(pieces)
    match header:
        case b"echo":
            yield data
        case b"pid":
            yield str(os.getpid()).encode()
        case b"hang":
            yield str(os.getpid()).encode()
            while True:
                sum(range(1000))
        case b"eat":
            yield str(len([bytes(1024 * 1024) for _ in range(4096)])).encode()
        case b"die":
            os._exit(9)
        case b"refuse":
            raise DocumentError("NOT_TEXT", "It is a picture.", format="png")
        case b"err":
            raise ZeroDivisionError("secret")
        case b"wait":
            time.sleep(600)
            yield b""
