"""The artefact store in memory: what tests and a trial run use."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from worker.artefacts.artefacts import StoredBlob
from worker.artefacts.verified import lost, verified


class MemoryArtefacts:
    """Namespaces of one process."""

    def __init__(self) -> None:
        self._blobs: dict[str, dict[str, bytes]] = {}
        self._times: dict[str, datetime] = {}

    def put(self, namespace: str, chunks: Iterable[bytes]) -> StoredBlob:
        data = b"".join(chunks)
        digest = hashlib.sha256(data).hexdigest()
        self._blobs.setdefault(namespace, {})[digest] = data
        self._times[namespace] = datetime.now(UTC)
        return StoredBlob(digest, len(data))

    def read(self, namespace: str, digest: str) -> Iterator[bytes]:
        data = self._blobs.get(namespace, {}).get(digest)
        if data is None:
            raise lost(digest)
        return verified(io.BytesIO(data), digest)

    def clear(self, namespace: str) -> None:
        self._blobs.pop(namespace, None)
        self._times.pop(namespace, None)

    def namespaces(self, before: datetime) -> Iterator[str]:
        return iter([namespace for namespace, time in self._times.items() if time < before])

    def blobs(self, namespace: str) -> Iterator[StoredBlob]:
        return iter([StoredBlob(digest, len(data)) for digest, data in self._blobs.get(namespace, {}).items()])
