"""A dump as it comes in over HTTP: the raw body, bounded while it streams, in memory or in a temporary file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from services.errors import DocumentError
from services.limits import DUMP_BYTES, SEND_BYTES, UPLOAD_IDLE_SECONDS, UPLOAD_SECONDS

MEMORY_BYTES = 128 * 1024  # a larger dump waits on disk: hundreds may come in at once


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[Iterator[bytes]]:
    """The whole body in pieces, once all of it is here: a slow sender takes up no thread.

    Raises DocumentError DUMP_TOO_LARGE, BODY_NOT_RAW (a form) and DUMP_INCOMPLETE (it broke off).
    """
    if request.headers.get("content-type", "").startswith("multipart/"):
        raise DocumentError("BODY_NOT_RAW", "Send the file itself as the body (curl --data-binary @FILE), not a form.")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > DUMP_BYTES:
        raise _too_large()  # before a byte of it is read
    with SpooledTemporaryFile(MEMORY_BYTES) as file:
        taken = 0
        stream = aiter(request.stream())
        try:
            async with asyncio.timeout(UPLOAD_SECONDS):
                while piece := await asyncio.wait_for(_next(stream), UPLOAD_IDLE_SECONDS):
                    taken += len(piece)
                    if taken > DUMP_BYTES:
                        raise _too_large()
                    if taken > MEMORY_BYTES:
                        await run_in_threadpool(file.write, piece)
                    else:
                        file.write(piece)
        except (ClientDisconnect, TimeoutError) as error:
            raise DocumentError("DUMP_INCOMPLETE", "The upload broke off.") from error
        file.seek(0)
        yield iter(lambda: file.read(SEND_BYTES), b"")


async def _next(stream: AsyncIterator[bytes]) -> bytes:
    async for piece in stream:
        if piece:
            return piece
    return b""


def _too_large() -> DocumentError:
    return DocumentError("DUMP_TOO_LARGE", f"A dump has at most {DUMP_BYTES} bytes.", limit=str(DUMP_BYTES))
