"""Where bytes are kept: dumps, outlines, DOCX files. Immutable, named by their digest, on one shelf a job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Kept:
    """What was put: SHA-256 in hex, size in bytes."""

    digest: str
    size: int


class Artefacts(Protocol):
    """Shelves of bytes. A shelf is a job's id: no job's bytes are another's, and a job is forgotten by clearing its shelf.

    Raises DependencyError ARTEFACTS_AWAY, ARTEFACTS_FULL, ARTEFACT_LOST (not there) and ARTEFACT_DAMAGED (digest differs).
    """

    def put(self, shelf: str, chunks: Iterable[bytes]) -> Kept:
        """Keep the bytes; durable once it has returned. The same bytes again change nothing.

        What the chunks raise is passed on, and nothing is kept.
        """
        ...

    def read(self, shelf: str, digest: str) -> Iterator[bytes]:
        """The bytes in pieces; that they are there is told at once, that they are damaged at the end at the latest."""
        ...

    def clear(self, shelf: str) -> None:
        """Forget all that is on the shelf; nothing happens where there is none."""
        ...

    def shelves(self, before: datetime) -> Iterator[str]:
        """Shelves that nothing was put on since then."""
        ...
