"""Text to pages: one file a format, tried in the order of READERS; the last takes anything."""

from __future__ import annotations

from collections.abc import Callable

from services.segmenter.dump import Dump
from services.segmenter.readers.cuts import read_cuts
from services.segmenter.readers.form_feeds import read_form_feeds
from services.segmenter.readers.marked_pages import read_marked_pages
from services.segmenter.readers.whole import read_whole

# A reader returns None when the text is not in its format.
READERS: tuple[Callable[[str], Dump | None], ...] = (read_form_feeds, read_cuts, read_marked_pages, read_whole)


def read(text: str) -> Dump:
    """The pages of decoded text."""
    for reader in READERS:
        if (dump := reader(text)) is not None:
            return dump
    return Dump(text, ((0, len(text)),))
