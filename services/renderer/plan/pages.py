"""On which page a heading will stand: the cached numbers of a table of contents, and how many pages there will be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.renderer.placed import Contents, Line, Placed, Table
from services.renderer.plan.measure import CONTENTS_LINE, height_of, line_height, page_height, row_height
from services.renderer.profile import Profile

KEPT_TOGETHER = 5  # headings on each other and the first line under them: more are not kept on one page


def starts(placed: Sequence[Placed], profile: Profile) -> Iterator[int]:
    """The page on which each begins, then that on which the last one ends, counted from 1."""
    room = page_height(profile.page)
    at, sheet = 0.0, 1
    for n, each in enumerate(placed):
        tall = height_of(each, profile)
        if isinstance(each, Contents):
            sheet, at = sheet + bool(at), 0.0
            listed = sum(1 for one in placed if isinstance(one, Line) and 0 < one.level <= each.levels)
            tall += CONTENTS_LINE * (listed + 1)
        elif isinstance(each, Line) and ((each.new_page and at) or at + _kept(placed, n, profile) > room):
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


def _kept(placed: Sequence[Placed], n: int, profile: Profile) -> float:
    """Points that must be left on a page for the n-th to begin there: its first line,
    and what a heading is kept with.
    """
    points = 0.0
    for each in placed[n : n + KEPT_TOGETHER]:
        if isinstance(each, Table):
            return points + sum(row_height(row, each.widths, profile) for row in (each.header, *each.rows[:1]))
        if not isinstance(each, Line):
            return points
        style = profile.styles[each.style]
        if not style.keep_next:
            return points + style.before + line_height(style, profile)
        points += height_of(each, profile)
    return points


def page_count(placed: Sequence[Placed], profile: Profile) -> int:
    """How many pages the plan will take."""
    return list(starts(placed, profile))[-1]
