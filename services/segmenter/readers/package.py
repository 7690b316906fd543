"""A zip package from outside, opened with bounds: nothing is unpacked to disk, nothing beyond what may be read."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from services.errors import DocumentError
from services.limits import DUMP_BYTES, PAGES

MARK = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"
MEMBERS = 2 * PAGES + 1000  # a picture beside each page, and what is around them
UTF8_NAME = 0x800  # flag of a member whose name is UTF-8
ENCRYPTED = 0x1


def is_zip(raw: bytes) -> bool:
    """By its first bytes."""
    return raw.startswith((MARK, EMPTY))


class Package:
    """The members of a zip by name. At most DUMP_BYTES are unpacked in all."""

    def __init__(self, file: zipfile.ZipFile, kind: str) -> None:
        self._file = file
        self._kind = kind
        self._left = DUMP_BYTES
        self._members = {_name(member): member for member in file.infolist() if member.filename and not member.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """In the order of the package's table of contents."""
        return tuple(self._members)

    def find(self, path: str) -> str:
        """The name that a path inside the package means, whatever its letters' case; "" where there is none."""
        path = posixpath.normpath(path.replace("\\", "/")).lstrip("/")
        if path in self._members:
            return path
        return next((name for name in self._members if name.casefold() == path.casefold()), "")

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises DUMP_TOO_LARGE, FILE_DAMAGED, FILE_ENCRYPTED."""
        member = self._members[name]
        if member.flag_bits & ENCRYPTED:
            raise DocumentError("FILE_ENCRYPTED", f"This {self._kind} is encrypted: save it without a password.")
        try:
            with self._file.open(member) as stream:
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise DocumentError("FILE_DAMAGED", f"“{name[:80]}” in this {self._kind} cannot be unpacked.") from error
        self._left -= len(data)
        if self._left < 0:
            raise DocumentError(
                "DUMP_TOO_LARGE", f"This {self._kind} holds more than {DUMP_BYTES} bytes.", limit=str(DUMP_BYTES)
            )
        return data


@contextmanager
def opened(raw: bytes, kind: str) -> Iterator[Package]:
    """The package of some bytes; `kind` is its name in messages. Raises FILE_DAMAGED, ARCHIVE_TOO_LARGE."""
    try:
        file = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise DocumentError("FILE_DAMAGED", f"This {kind} cannot be opened: it is damaged, or not whole.") from error
    with file:
        if len(file.infolist()) > MEMBERS:
            raise DocumentError("ARCHIVE_TOO_LARGE", f"This {kind} has more than {MEMBERS} members.")
        yield Package(file, kind)


def zip_names(raw: bytes) -> tuple[str, ...]:
    """The members' names; nothing where the bytes are no whole zip."""
    if not is_zip(raw):
        return ()
    try:
        with opened(raw, "ZIP package") as package:
            return package.names
    except DocumentError:
        return ()


def _name(member: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: programs of Chinese offices write GBK and do not say so."""
    name = member.filename
    if not member.flag_bits & UTF8_NAME and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/")
