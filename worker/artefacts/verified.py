"""Stored bytes are checked before the first of them leaves: what is damaged is never served, not even its beginning."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import IO

from services.errors import DependencyError
from services.limits import SEND_BYTES


def verified(file: IO[bytes], digest: str) -> Iterator[bytes]:
    """The bytes of a seekable file in pieces, which closes it. Raises DependencyError ARTEFACT_DAMAGED at once."""
    if hashlib.file_digest(file, "sha256").hexdigest() != digest:  # type: ignore[arg-type]
        file.close()
        raise damaged(digest)
    file.seek(0)
    return _pieces(file)


def damaged(digest: str) -> DependencyError:
    """The store has other bytes than were put there."""
    return DependencyError("ARTEFACT_DAMAGED", "The stored bytes are not those that were put there.", digest=digest)


def lost(digest: str) -> DependencyError:
    """The store has no such bytes."""
    return DependencyError("ARTEFACT_LOST", "The artefact store has no such bytes.", digest=digest)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(SEND_BYTES):
            yield piece
