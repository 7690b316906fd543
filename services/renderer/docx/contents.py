"""The entries of a table of contents, with the pages on which they will stand. Word counts anew when it is asked to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.renderer.docx.body import bookmark
from services.renderer.placed import Contents, Line, Placed, TextRun
from services.renderer.plan.pages import starts
from services.renderer.profile import Profile


def entries(placed: Sequence[Placed], profile: Profile, contents: Contents) -> Iterator[tuple[int, str, str, int]]:
    """Level, text, bookmark and page of each heading down to the table's level."""
    headings = 0
    for each, page in zip(placed, starts(placed, profile), strict=False):
        if isinstance(each, Line) and each.level:
            headings += 1
            if each.level <= contents.levels:
                yield each.level, _title(each), bookmark(headings), page


def _title(heading: Line) -> str:
    """The heading's own text, without what runs on behind it."""
    own = (piece for piece in heading.pieces if not (isinstance(piece, TextRun) and (piece.look or piece.dropped)))
    return "".join(map(str, own)).rstrip("。. ")
