"""One file inside gzip: what is inside is read by its own reader."""

from __future__ import annotations

import zlib

from services.errors import DocumentError
from services.limits import DUMP_BYTES
from services.segmenter.readers.document import Document


def is_gzip(raw: bytes) -> bool:
    """By its first bytes."""
    return raw.startswith(b"\x1f\x8b")


def read_gzip(raw: bytes) -> Document:
    """The document inside. Raises FILE_DAMAGED, DUMP_TOO_LARGE, ARCHIVE_NESTED."""
    from services.segmenter.readers import read

    inside = unpacked(raw)
    if is_gzip(inside):
        raise DocumentError("ARCHIVE_NESTED", "There is gzip inside this gzip: unpack it first.")
    return read(inside)


def unpacked(raw: bytes) -> bytes:
    """What gzip holds, at most DUMP_BYTES."""
    inflate = zlib.decompressobj(wbits=31)
    try:
        inside = inflate.decompress(raw, DUMP_BYTES + 1)
    except zlib.error as error:
        raise DocumentError("FILE_DAMAGED", "This gzip file cannot be unpacked: it is damaged.") from error
    if len(inside) > DUMP_BYTES:
        raise DocumentError(
            "DUMP_TOO_LARGE", f"This gzip file holds more than {DUMP_BYTES} bytes.", limit=str(DUMP_BYTES)
        )
    if not inflate.eof:
        raise DocumentError("FILE_DAMAGED", "This gzip file breaks off: hand it in whole.")
    return inside
