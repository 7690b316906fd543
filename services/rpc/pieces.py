"""Bytes in pieces: what is larger than a message is sent and taken in a stream of small ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.errors import DocumentError
from services.limits import CHUNK_BYTES, SEND_BYTES


def pieces(data: bytes, size: int = SEND_BYTES) -> Iterator[bytes]:
    """`data` in pieces of at most `size` bytes, to be sent one by one; no piece for no data."""
    for start in range(0, len(data), size):
        yield data[start : start + size]


def bounded(chunks: Iterable[bytes], most: int, reason: str) -> Iterator[bytes]:
    """The chunks as they come in, as long as they are within bounds.

    Raises DocumentError CHUNK_TOO_LARGE for a chunk over 1 MiB, and `reason` once there are more than `most` bytes in
    all.
    """
    taken = 0
    for chunk in chunks:
        if len(chunk) > CHUNK_BYTES:
            raise DocumentError("CHUNK_TOO_LARGE", f"A piece has {len(chunk)} bytes; at most {CHUNK_BYTES} are taken.")
        taken += len(chunk)
        if taken > most:
            raise DocumentError(reason, f"More than {most} bytes were sent.", limit=str(most))
        yield chunk
