"""A dump to its outline."""

from __future__ import annotations

from services.extras import extra_named
from services.outline.model import Outline


def segment(dump: bytes) -> Outline:
    """The outline of one document. Pure: the same bytes give the same outline.

    Raises DocumentError where the bytes hold no text that can be read (NOT_TEXT, EMPTY_DUMP, DUMP_TOO_LARGE, …),
    TypeError for anything but bytes, ImportError without the extra `segmenter`.
    """
    if isinstance(dump, str):
        raise TypeError("segment takes the bytes of a dump, not a str; for text that is read already: text.encode()")
    if not isinstance(dump, bytes | bytearray | memoryview):
        raise TypeError(f"segment takes the bytes of a dump, not {type(dump).__name__}")
    with extra_named():
        from services.segmenter.segment import segment as run
    return run(bytes(dump))
