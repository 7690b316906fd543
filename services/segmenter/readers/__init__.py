"""Bytes to pages: one row a format in READERS, recognised by content and never by name; the last row takes any text."""

from __future__ import annotations

from services.errors import DocumentError
from services.limits import DUMP_BYTES, PAGES
from services.segmenter.readers.document import Document
from services.segmenter.readers.table import READERS


def read(raw: bytes) -> Document:
    """The document of a dump's bytes.

    Raises DocumentError: DUMP_EMPTY, DUMP_BLANK, DUMP_TOO_LARGE, TOO_MANY_PAGES, and what the readers raise for what is
    no text (docs/formats.md has the table): NOT_TEXT, FORMAT_UNKNOWN, FILE_DAMAGED, FILE_ENCRYPTED, TEXT_MISSING, …
    """
    if not raw:
        raise DocumentError("DUMP_EMPTY", "The dump is empty: it has no bytes.")
    if len(raw) > DUMP_BYTES:
        raise DocumentError(
            "DUMP_TOO_LARGE", f"The dump has {len(raw)} bytes; at most {DUMP_BYTES} are read.", limit=str(DUMP_BYTES)
        )
    document = next(row.read for row in READERS if row.recognises(raw))(raw)
    if len(document.dump.pages) > PAGES:
        raise DocumentError(
            "TOO_MANY_PAGES", f"The dump has {len(document.dump.pages)} pages; at most {PAGES} are read."
        )
    if not document.dump.text.strip():
        raise DocumentError(
            "TEXT_MISSING", f"No page of this {document.format} has any text: run it through text recognition first."
        )
    return document
