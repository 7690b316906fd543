"""Where bytes are kept: dumps, outlines, DOCX files. Immutable, named by their digest, in one namespace a job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

NAMESPACE = re.compile("[0-9a-f]{26}")  # a job's id
DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What was put: SHA-256 in hex, size in bytes."""

    digest: str
    size: int


class Artefacts(Protocol):
    """Namespaces of bytes. A namespace is a job's id: no job's bytes are another's, and a job is forgotten by clearing
    it.

    What is neither a namespace nor a digest in the store is not Quire's: it is not listed and not deleted. Raises
    DependencyError ARTEFACTS_AWAY, ARTEFACTS_FULL, ARTEFACT_LOST (not there) and ARTEFACT_DAMAGED (digest differs).
    """

    def put(self, namespace: str, chunks: Iterable[bytes]) -> StoredBlob:
        """Keep the bytes; durable once it has returned. The same bytes again change nothing, and mend what was damaged.

        What the chunks raise is passed on, and nothing is kept.
        """
        ...

    def read(self, namespace: str, digest: str) -> Iterator[bytes]:
        """The bytes in pieces. They have been checked against the digest when this returns."""
        ...

    def clear(self, namespace: str) -> None:
        """Forget all that is in the namespace; nothing happens where there is none."""
        ...

    def namespaces(self, before: datetime) -> Iterator[str]:
        """Namespaces in which nothing was put since then."""
        ...

    def blobs(self, namespace: str) -> Iterator[StoredBlob]:
        """What is in the namespace, by name and size; whether the bytes are good is not looked at."""
        ...
