"""On which page a heading will stand, by counting lines: the cached numbers of a table of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.renderer.docx.body import bookmark
from services.renderer.docx.styles import text_width, twips
from services.renderer.placed import Contents, Grid, Line, Placed
from services.renderer.profile import Profile


def entries(placed: Sequence[Placed], profile: Profile, contents: Contents) -> Iterator[tuple[int, str, str, int]]:
    """Level, text, bookmark and page of each heading down to the table's level. Word counts anew when it is asked to."""
    page = profile.page
    height = (twips(page.height) - twips(page.top) - twips(page.bottom)) / 20
    at, sheet, headings = 0.0, 1, 0
    tall: float
    listed = sum(1 for one in placed if isinstance(one, Line) and 0 < one.level <= contents.levels)
    for one in placed:
        if isinstance(one, Contents):
            sheet, at = sheet + 1, 0.0
            tall = 24 * (listed + 2)
        elif isinstance(one, Grid):
            tall = sum(18.0 * (1 + max(len(str(cell)) for cell in row) // 60) for row in one.rows)
        else:
            if one.new_page:
                sheet, at = sheet + 1, 0.0
            tall = _height(one, profile)
        while at + tall > height and at:
            tall -= height - at
            sheet, at = sheet + 1, 0.0
        sheet, at = sheet + int(tall // height), at + tall % height
        if isinstance(one, Line) and one.level:
            headings += 1
            if one.level <= contents.levels:
                yield one.level, str(one), bookmark(headings), sheet


def _height(one: Line, profile: Profile) -> float:
    style = profile.styles[one.style]
    text = str(one)
    wide = sum(1 if char > "\u2e7f" else 0.5 for char in text) + style.indent_chars
    lines = max(1, -(-wide * style.size * 20 // text_width(profile)))
    pitch = style.size * 1.2 if style.single else style.line or profile.page.pitch or style.size * 1.2
    return float(lines * pitch + style.before + style.after)
