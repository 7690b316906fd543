"""What must hold of the outline of any text: asked by the property tests, the hostile inputs and the fuzzer."""

from __future__ import annotations

from collections import Counter

from services.errors import DocumentError
from services.outline.model import Gap, Outline, Severity, Span
from services.segmenter.readers import read
from services.segmenter.segment import segment

REFUSALS = {
    "ARCHIVE_NESTED",
    "ARCHIVE_TOO_LARGE",
    "DUMP_BLANK",
    "DUMP_EMPTY",
    "DUMP_TOO_LARGE",
    "ENTITIES_REFUSED",
    "FILE_DAMAGED",
    "FILE_ENCRYPTED",
    "FORMAT_UNKNOWN",
    "NOT_TEXT",
    "TEXT_MISSING",
    "TEXT_UNMAPPED",
    "TOO_MANY_PAGES",
}


def outlined(text: str | bytes) -> tuple[Outline, list[str]] | None:
    """The outline and the raw pages; None for what is refused as no text at all."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    try:
        outline = segment(raw)
    except DocumentError as error:
        assert error.reason in REFUSALS
        return None
    return outline, list(read(raw).texts)


def hold_laws(outline: Outline, pages: list[str]) -> None:
    """Law 1 counted anew, without the checks that run in the product; no error found by those; spans inside pages."""
    assert not [finding for finding in outline.findings if finding.severity is Severity.ERROR]
    spans: list[Span] = [piece.span for piece in outline.furniture]
    spans += [repair.span for repair in outline.repairs if not repair.after]
    for _, item in outline.walk():
        if not isinstance(item, Gap):
            spans += item.text.spans
    covered = Counter((span.page, k) for span in spans for k in range(span.start, span.end))
    for number, page in enumerate(pages, 1):
        for k, char in enumerate(page):
            assert covered[number, k] <= 1
            assert char.isspace() or covered[number, k] == 1, f"page {number}, {k}: {char!r}"
    assert all(1 <= page <= len(pages) and k < len(pages[page - 1]) for page, k in covered)
