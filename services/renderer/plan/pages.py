"""On which page a heading will stand: the cached numbers of a table of contents, and how many pages there will be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.renderer.placed import Contents, Line, Placed, Table
from services.renderer.plan.measure import CONTENTS_LINE, height_of, line_height, page_height, row_height
from services.renderer.profile import Profile


def starts(placed: Sequence[Placed], profile: Profile) -> Iterator[int]:
    """The page on which each begins, then that on which the last one ends, counted from 1."""
    room = page_height(profile.page)
    at, sheet = 0.0, 1
    for each in placed:
        tall = height_of(each, profile)
        if isinstance(each, Contents):
            sheet, at = sheet + bool(at), 0.0
            listed = sum(1 for one in placed if isinstance(one, Line) and 0 < one.level <= each.levels)
            tall += CONTENTS_LINE * (listed + 1)
        elif isinstance(each, Line) and ((each.new_page and at) or (at + tall > room and _whole(each, profile))):
            sheet, at = sheet + 1, 0.0
        if at >= room:
            sheet, at = sheet + 1, 0.0
        yield sheet
        if isinstance(each, Table):
            for row in (each.header, *each.rows):  # a row is never torn, and the head is said again
                high = row_height(row, each.widths, profile)
                if at + high > room:
                    sheet, at = sheet + 1, row_height(each.header, each.widths, profile)
                at += high
            continue
        at += tall
        sheet, at = sheet + int(at // room), at % room
    yield sheet if at or sheet == 1 else sheet - 1


def _whole(each: Line, profile: Profile) -> bool:
    """Whether a line that does not fit any more moves to the next page as a whole: it is kept with the next, or short."""
    style = profile.styles[each.style]
    return style.keep_next or height_of(each, profile) < 2 * line_height(style, profile)


def page_count(placed: Sequence[Placed], profile: Profile) -> int:
    """How many pages the plan will take."""
    return list(starts(placed, profile))[-1]
