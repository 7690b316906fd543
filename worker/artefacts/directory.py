"""The artefact store in a directory: FOLDER/SHELF/DIGEST, written aside and renamed when it is whole and on the disk."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from services.errors import DependencyError
from services.limits import SEND_BYTES
from worker.artefacts.artefacts import Kept

_DIGITS = set("0123456789abcdef")


class DirectoryArtefacts:
    """Artefacts in `folder`, which is made when it is missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, shelf: str, chunks: Iterable[bytes]) -> Kept:
        with _meant():
            home = self._home(shelf)
            if not home.is_dir():
                home.mkdir(parents=True, exist_ok=True)
                _sync(self._folder)
            handle, written = mkstemp(dir=home, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                kept = _filled(file, chunks)
            with _meant():
                Path(written).rename(home / kept.digest)
                _sync(home)
            return kept
        finally:
            with suppress(FileNotFoundError):
                Path(written).unlink()

    def read(self, shelf: str, digest: str) -> Iterator[bytes]:
        with _meant():
            try:
                file = (self._home(shelf) / _plain(digest)).open("rb")
            except FileNotFoundError as error:
                raise DependencyError(
                    "ARTEFACT_LOST", "The artefact store has no such bytes.", digest=digest
                ) from error
        return _checked(file, digest)

    def clear(self, shelf: str) -> None:
        with _meant(), suppress(FileNotFoundError):
            shutil.rmtree(self._home(shelf))

    def shelves(self, before: datetime) -> Iterator[str]:
        with _meant():
            homes = [home for home in self._folder.glob("[0-9a-f]*") if home.is_dir()]
            return iter([one.name for one in homes if datetime.fromtimestamp(one.stat().st_mtime, UTC) < before])

    def _home(self, shelf: str) -> Path:
        return self._folder / _plain(shelf)


def _plain(name: str) -> str:
    if not name or not set(name) <= _DIGITS:  # shelves and digests are ours; anything else is a path
        raise ValueError(f"not the name of a shelf or of bytes: {name!r}")
    return name


def _filled(file: BinaryIO, chunks: Iterable[bytes]) -> Kept:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        with _meant():
            file.write(chunk)
    with _meant():
        file.flush()
        os.fsync(file.fileno())
    return Kept(digest.hexdigest(), size)


def _checked(file: BinaryIO, digest: str) -> Iterator[bytes]:
    found = hashlib.sha256()
    with file:
        while piece := file.read(SEND_BYTES):
            found.update(piece)
            yield piece
    if found.hexdigest() != digest:
        raise DependencyError("ARTEFACT_DAMAGED", "The stored bytes are not those that were put there.", digest=digest)


def _sync(folder: Path) -> None:
    """A rename is durable once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _meant() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DependencyError("ARTEFACTS_FULL", "There is no room left for artefacts.") from error
        raise DependencyError("ARTEFACTS_AWAY", f"The artefact store does not answer: {error}") from error
