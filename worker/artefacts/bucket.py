"""The artefact store in an object store that speaks S3: PREFIX/NAMESPACE/DIGEST."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

import obstore
from obstore.exceptions import BaseError
from obstore.store import from_url

from services.errors import DependencyError
from services.limits import SEND_BYTES
from worker.artefacts.artefacts import DIGEST, NAMESPACE, StoredBlob
from worker.artefacts.verified import lost, verified

MEMORY_BYTES = 8 * 1024 * 1024  # what is larger waits on disk until its digest is known


class BucketArtefacts:
    """Artefacts at s3://BUCKET/PREFIX. Keys, region and endpoint come from the usual AWS_ variables.

    `options` are handed to obstore (endpoint, client_options, …).
    """

    def __init__(self, url: str, **options: Any) -> None:
        self._url, self._options = url, options
        self._opened: Any = None

    def put(self, namespace: str, chunks: Iterable[bytes]) -> StoredBlob:
        digest, size = hashlib.sha256(), 0
        with SpooledTemporaryFile(MEMORY_BYTES) as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                with _storage_errors():
                    file.write(chunk)
            with _storage_errors():
                file.seek(0)
                blob = StoredBlob(digest.hexdigest(), size)
                obstore.put(self._store(), f"{namespace}/{blob.digest}", iter(lambda: file.read(SEND_BYTES), b""))
        return blob

    def read(self, namespace: str, digest: str) -> Iterator[bytes]:
        with _storage_errors():
            try:
                answer = obstore.get(self._store(), f"{namespace}/{digest}")
            except FileNotFoundError as error:
                raise lost(digest) from error
            file = cast(IO[bytes], SpooledTemporaryFile(MEMORY_BYTES))  # noqa: SIM115 (closed when it has been read)
            for piece in answer.stream(min_chunk_size=SEND_BYTES):
                file.write(bytes(piece))
            file.seek(0)
            return verified(file, digest)

    def clear(self, namespace: str) -> None:
        with _storage_errors():
            for page in obstore.list(self._store(), prefix=namespace):
                paths = [entry["path"] for entry in page if DIGEST.fullmatch(entry["path"].rpartition("/")[2])]
                obstore.delete(self._store(), paths)

    def namespaces(self, before: datetime) -> Iterator[str]:
        newest: dict[str, datetime] = {}
        with _storage_errors():
            for page in obstore.list(self._store()):
                for entry in page:
                    namespace, _, digest = entry["path"].partition("/")
                    if NAMESPACE.fullmatch(namespace) and DIGEST.fullmatch(digest):
                        newest[namespace] = max(newest.get(namespace, entry["last_modified"]), entry["last_modified"])
        return iter([namespace for namespace, time in newest.items() if time < before])

    def blobs(self, namespace: str) -> Iterator[StoredBlob]:
        with _storage_errors():
            entries = [entry for page in obstore.list(self._store(), prefix=namespace) for entry in page]
        named = ((entry["path"].rpartition("/")[2], entry["size"]) for entry in entries)
        return iter([StoredBlob(name, size) for name, size in named if DIGEST.fullmatch(name)])

    def _store(self) -> Any:
        if self._opened is None:  # its threads do not survive a fork: opened at first use
            self._opened = from_url(self._url, **self._options)
        return self._opened


@contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DependencyError("ARTEFACTS_FULL", "There is no room left for a file on its way.") from error
        raise DependencyError("ARTEFACTS_AWAY", f"The artefact store does not answer: {error}") from error
