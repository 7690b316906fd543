"""The segmenter as a function from bytes to bytes, which runs in a process of its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence

from services.errors import DocumentError
from services.isolation.computation import Function
from services.limits import OUTLINE_BYTES, SEND_BYTES
from services.outline import codec
from services.outline.model import Outline

DUMP, PAGES = b"dump", b"pages"  # headers: the pieces are of one dump, or a page each


def outlining(segment: Callable[[bytes], Outline], segment_pages: Callable[[Sequence[str]], Outline]) -> Function:
    """Gives first what is counted, as JSON {"size", "findings": [[rule, severity, count], …]}, then the outline's
    bytes."""

    def function(header: bytes, pieces: Iterable[bytes]) -> Generator[bytes]:
        given = list(pieces)
        outline = segment_pages([piece.decode() for piece in given]) if header == PAGES else segment(b"".join(given))
        del given
        counts = Counter((finding.rule, str(finding.severity)) for finding in outline.findings)
        counted = {"size": outline.source.size, "findings": [[*key, count] for key, count in counts.items()]}
        data = codec.to_bytes(outline)
        if len(data) > OUTLINE_BYTES:
            raise DocumentError("OUTLINE_TOO_LARGE", f"The outline has {len(data)} bytes.", limit=str(OUTLINE_BYTES))
        yield json.dumps(counted).encode()
        for start in range(0, len(data), SEND_BYTES):
            yield data[start : start + SEND_BYTES]

    return function


def outline(header: bytes, pieces: Iterable[bytes]) -> Generator[bytes]:
    """The computation of the segmenter's processes."""
    from services.segmenter.segment import segment, segment_pages

    return outlining(segment, segment_pages)(header, pieces)
