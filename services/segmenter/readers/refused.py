"""What is no text and has no reader: each refused with what it is and what to do. One row a format."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple, NoReturn

from services.errors import DocumentError
from services.segmenter.readers.xml import root_name


class Refusal(NamedTuple):
    """First bytes, what they begin, and what to do with it."""

    begins: bytes
    name: str
    remedy: str


SCAN = "run it through text recognition and hand in its text, hOCR, ALTO, PAGE or PDF"
SAVE = "save it as PDF, DOCX or plain text"
UNPACK = "unpack it and hand in what is inside"

PICTURES = (
    Refusal(b"\x89PNG\r\n\x1a\n", "a PNG picture", SCAN),
    Refusal(b"\xff\xd8\xff", "a JPEG picture", SCAN),
    Refusal(b"GIF87a", "a GIF picture", SCAN),
    Refusal(b"GIF89a", "a GIF picture", SCAN),
    Refusal(b"II*\x00", "a TIFF picture", SCAN),
    Refusal(b"MM\x00*", "a TIFF picture", SCAN),
    Refusal(b"BM", "a BMP picture", SCAN),  # and a word: see _is_bitmap
    Refusal(b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture", SCAN),
    Refusal(b"\xffO\xffQ", "a JPEG 2000 picture", SCAN),
    Refusal(b"AT&TFORM", "a DjVu file", SCAN),
    Refusal(b"\x97JB2\r\n\x1a\n", "a JBIG2 picture", SCAN),
)
FILES = (
    Refusal(b"{\\rtf", "an RTF file", SAVE),
    Refusal(b"%!PS", "a PostScript file", SAVE),
    Refusal(b"7z\xbc\xaf'\x1c", "a 7z archive", UNPACK),
    Refusal(b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    Refusal(b"\xfd7zXZ\x00", "an xz file", UNPACK),
    Refusal(b"BZh", "a bzip2 file", UNPACK),  # and a word: see _is_bzip2
    Refusal(b"\x28\xb5\x2f\xfd", "a Zstandard file", UNPACK),
    Refusal(b"SQLite format 3\x00", "a database", SAVE),
    Refusal(b"\x7fELF", "a program", SAVE),
    Refusal(b"MZ\x90\x00", "a program", SAVE),
    Refusal(b"OggS", "a sound file", SAVE),
    Refusal(b"ID3", "a sound file", SAVE),
    Refusal(b"wOFF", "a font", SAVE),
    Refusal(b"\x00\x01\x00\x00\x00", "a font", SAVE),
    Refusal(b"CAJ\x00", "a CAJ file", SAVE),
    Refusal(b"HN\x00\x00", "a CAJ file", SAVE),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_refused(raw: bytes) -> bool:
    """Whether bytes are of a kind that is known and not read."""
    return _verdict(raw) is not None


def refuse(raw: bytes) -> NoReturn:
    """Raise what `raw` is refused with: NOT_TEXT, FORMAT_UNKNOWN, FILE_ENCRYPTED."""
    verdict = _verdict(raw)
    assert verdict is not None
    raise verdict


def _verdict(raw: bytes) -> DocumentError | None:
    return next((error for rule in RULES if (error := rule(raw)) is not None), None)


def _picture(raw: bytes) -> DocumentError | None:
    for row in PICTURES:
        if raw.startswith(row.begins) and not (row.begins == b"BM" and not _is_bitmap(raw)):
            return _refusal("NOT_TEXT", row)
    kind = raw[8:12] if raw.startswith(b"RIFF") else raw[4:12] if raw[4:8] == b"ftyp" else b""
    name = {b"WEBP": "a WebP picture", b"WAVE": "a sound file", b"AVI ": "a film"}.get(kind, "")
    if kind.startswith(b"ftyp"):
        name = "a HEIC or AVIF picture" if kind[4:] in (b"heic", b"heix", b"mif1", b"avif") else "a film"
    return _refusal("NOT_TEXT", Refusal(b"", name, SCAN)) if name else None


def _file(raw: bytes) -> DocumentError | None:
    for row in FILES:
        if raw.startswith(row.begins) and not (row.begins == b"BZh" and not _is_bzip2(raw)):
            return _refusal("FORMAT_UNKNOWN", row)
    return None


def _office(raw: bytes) -> DocumentError | None:
    if not raw.startswith(OLD_OFFICE):
        return None
    if ENCRYPTED in raw:
        return DocumentError("FILE_ENCRYPTED", "This Office file is encrypted: save it without a password.")
    return _refusal("FORMAT_UNKNOWN", Refusal(b"", "an old Office file (DOC, XLS, WPS)", SAVE))


def _json(raw: bytes) -> DocumentError | None:
    if raw.lstrip()[:1] not in (b"{", b"["):
        return None
    try:
        first = raw if b"\n{" not in raw.strip() else raw.strip().splitlines()[0]
        value = json.loads(first)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict | list) or not any(isinstance(one, dict | list | str) for one in value):
        return None
    row = Refusal(b"", "JSON of an unknown kind", "hand in the text, or the JSON of MinerU, Docling or PaddleOCR")
    return _refusal("FORMAT_UNKNOWN", row)


def _xml(raw: bytes) -> DocumentError | None:
    name = root_name(raw)
    if not name or not (raw.lstrip()[:5].lower() == b"<?xml" or f"</{name}".encode() in raw.lower()):
        return None
    row = Refusal(b"", f"XML of an unknown kind (<{name[:40]}>)", "hand in its text, hOCR, ALTO, PAGE or HTML")
    return _refusal("FORMAT_UNKNOWN", row)


def _refusal(reason: str, row: Refusal) -> DocumentError:
    return DocumentError(reason, f"This is {row.name}, not a dump that can be read: {row.remedy}.")


def _is_bitmap(raw: bytes) -> bool:
    """A text may begin with BM; a picture has its size behind it, and zeros."""
    return raw[6:10] == bytes(4)


def _is_bzip2(raw: bytes) -> bool:
    return raw[3:4].isdigit() and raw[4:10] == b"1AY&SY"


RULES: tuple[Callable[[bytes], DocumentError | None], ...] = (_picture, _file, _office, _json, _xml)
