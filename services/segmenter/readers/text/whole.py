"""Text without any page of its own."""

from __future__ import annotations

from services.segmenter.dump import Dump


def read_whole(text: str) -> Dump:
    """One page."""
    return Dump(text, ((0, len(text)),))
