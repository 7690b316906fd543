"""The artefact store in a directory: FOLDER/NAMESPACE/DIGEST, written aside and renamed when it is whole and on the
disk.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp

from services.errors import DependencyError
from worker.artefacts.artefacts import DIGEST, NAMESPACE, StoredBlob
from worker.artefacts.verified import lost, verified

ASIDE = ".put-"  # begins the names of files that are being written
_DIGITS = set("0123456789abcdef")


class DirectoryArtefacts:
    """Artefacts in `folder`, which is made when it is missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, namespace: str, chunks: Iterable[bytes]) -> StoredBlob:
        home, aside = self._home(namespace), None
        try:
            with _storage_errors():
                if not home.is_dir():
                    home.mkdir(parents=True, exist_ok=True)
                    _sync(self._folder)
                handle, name = mkstemp(dir=home, prefix=ASIDE)
                aside = Path(name)
            blob = _fill(handle, chunks)
            with _storage_errors():
                aside.rename(home / blob.digest)
                _sync(home)
            return blob
        except BaseException:
            with suppress(OSError):
                if aside:
                    aside.unlink()
            with suppress(OSError):  # not empty: the job has other bytes
                home.rmdir()
            raise

    def read(self, namespace: str, digest: str) -> Iterator[bytes]:
        with _storage_errors():
            try:
                file = (self._home(namespace) / _plain(digest)).open("rb")
            except FileNotFoundError as error:
                raise lost(digest) from error
            return verified(file, digest)

    def clear(self, namespace: str) -> None:
        home = self._home(namespace)
        with _storage_errors(), suppress(FileNotFoundError):
            for file in list(home.iterdir()):
                if DIGEST.fullmatch(file.name) or file.name.startswith(ASIDE):
                    file.unlink(missing_ok=True)
            with _unless_foreign():
                home.rmdir()

    def namespaces(self, before: datetime) -> Iterator[str]:
        with _storage_errors(), suppress(FileNotFoundError):
            homes = [path for path in self._folder.iterdir() if NAMESPACE.fullmatch(path.name)]
            return iter(
                [path.name for path in homes if path.is_dir() and not path.is_symlink() and _modified(path) < before]
            )
        return iter(())

    def blobs(self, namespace: str) -> Iterator[StoredBlob]:
        with _storage_errors(), suppress(FileNotFoundError):
            files = [path for path in self._home(namespace).iterdir() if DIGEST.fullmatch(path.name)]
            return iter([StoredBlob(path.name, path.stat().st_size) for path in files])
        return iter(())

    def _home(self, namespace: str) -> Path:
        return self._folder / _plain(namespace)


def _plain(name: str) -> str:
    if not name or not set(name) <= _DIGITS:  # namespaces and digests are ours; anything else is a path
        raise ValueError(f"not a namespace or a digest: {name!r}")
    return name


def _fill(handle: int, chunks: Iterable[bytes]) -> StoredBlob:
    """Write the chunks through to the disk. Unbuffered: nothing is left that closing the file could fail to write."""
    digest, size = hashlib.sha256(), 0
    try:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            rest = memoryview(chunk)
            with _storage_errors():
                while rest:
                    rest = rest[os.write(handle, rest) :]
        with _storage_errors():
            os.fsync(handle)
    finally:
        with suppress(OSError):  # the bytes are on the disk, or their error is on its way
            os.close(handle)
    return StoredBlob(digest.hexdigest(), size)


def _modified(folder: Path) -> datetime:
    try:
        return datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    except FileNotFoundError:  # cleared just now
        return datetime.max.replace(tzinfo=UTC)


def _sync(folder: Path) -> None:
    """A rename is durable once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _unless_foreign() -> Iterator[None]:
    """A folder that holds files of others stays."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise


@contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DependencyError("ARTEFACTS_FULL", "There is no room left for artefacts.") from error
        raise DependencyError("ARTEFACTS_AWAY", f"The artefact store does not answer: {error}") from error
