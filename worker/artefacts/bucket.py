"""The artefact store in an object store that speaks S3: PREFIX/SHELF/DIGEST."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any

import obstore
from obstore.exceptions import BaseError
from obstore.store import from_url

from services.errors import DependencyError
from services.limits import SEND_BYTES
from worker.artefacts.artefacts import Kept

MEMORY_BYTES = 8 * 1024 * 1024  # what is larger waits on disk until its digest is known


class BucketArtefacts:
    """Artefacts at s3://BUCKET/PREFIX. Keys, region and endpoint come from the usual AWS_ variables.

    `options` are handed to obstore (endpoint, client_options, …).
    """

    def __init__(self, url: str, **options: Any) -> None:
        self._url, self._options = url, options
        self._opened: Any = None

    def put(self, shelf: str, chunks: Iterable[bytes]) -> Kept:
        digest, size = hashlib.sha256(), 0
        with SpooledTemporaryFile(MEMORY_BYTES) as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.seek(0)
            with _meant():
                obstore.put(self._store(), f"{shelf}/{digest.hexdigest()}", iter(lambda: file.read(SEND_BYTES), b""))
        return Kept(digest.hexdigest(), size)

    def read(self, shelf: str, digest: str) -> Iterator[bytes]:
        with _meant():
            try:
                answer = obstore.get(self._store(), f"{shelf}/{digest}")
            except FileNotFoundError as error:
                raise DependencyError(
                    "ARTEFACT_LOST", "The artefact store has no such bytes.", digest=digest
                ) from error
        return _checked(answer.stream(min_chunk_size=SEND_BYTES), digest)

    def clear(self, shelf: str) -> None:
        with _meant():
            for found in obstore.list(self._store(), prefix=shelf):
                obstore.delete(self._store(), [one["path"] for one in found])

    def shelves(self, before: datetime) -> Iterator[str]:
        newest: dict[str, datetime] = {}
        with _meant():
            for found in obstore.list(self._store()):
                for one in found:
                    shelf, time = one["path"].partition("/")[0], one["last_modified"]
                    newest[shelf] = max(newest.get(shelf, time), time)
        return iter([shelf for shelf, time in newest.items() if time < before])

    def _store(self) -> Any:
        if self._opened is None:  # its threads do not survive a fork: opened at first use
            self._opened = from_url(self._url, **self._options)
        return self._opened


def _checked(stream: Iterable[Any], digest: str) -> Iterator[bytes]:
    found = hashlib.sha256()
    with _meant():
        for piece in stream:
            data = bytes(piece)
            found.update(data)
            yield data
    if found.hexdigest() != digest:
        raise DependencyError("ARTEFACT_DAMAGED", "The stored bytes are not those that were put there.", digest=digest)


@contextmanager
def _meant() -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        raise DependencyError("ARTEFACTS_AWAY", f"The artefact store does not answer: {error}") from error
