"""How high a plan will stand, in points, by counting characters: what fits a page before anything is set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from services.renderer.placed import Contents, Foot, Line, Placed, Table
from services.renderer.profile import Page, Profile, Style

POINTS_PER_MM = 72 / 25.4
SINGLE = 1.2  # height of a single line in sizes of its type: Times and 仿宋 alike within 3 %
SINGLE_HAN = 1.45  # of Chinese type, whose fonts are taller: 1.14 to 1.45
RULED = 9.0  # points that a rule and the space before it add to a paragraph
CELL_MARGIN = 4.5  # points above and below the text of a row, with its rule
CELL_SIDES = 10.0  # points left and right
NARROW = 0.5  # width of a Western character among Chinese ones, in sizes of its type
ENGLISH = 0.55  # of English text in a wide serif face; Times needs 0.45, and a page too many is the worse fault
CONTENTS_LINE = 24.0
BETWEEN_SCRIPTS = 0.22  # measured in LibreOffice 7.4: 0.2 to 0.25
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u3400-\u9fff])")


def page_height(page: Page) -> float:
    """Points between the upper and the lower margin."""
    return (page.height - page.top - page.bottom) * POINTS_PER_MM


def text_width(page: Page) -> float:
    """Points between the margins."""
    return (page.width - page.left - page.right) * POINTS_PER_MM


def height(placed: Iterable[Placed], profile: Profile) -> float:
    """Points that these take one under the other, page ends left out of account."""
    return sum(height_of(each, profile) for each in placed)


def height_of(each: Placed, profile: Profile) -> float:
    """Points of a paragraph, a table, a foot; of a table of contents its title alone."""
    match each:
        case Line():
            style = profile.styles[each.style]
            rows = lines(str(each), style, text_width(profile.page))
            return rows * line_height(style, profile) + style.before + style.after + (RULED if style.rule else 0)
        case Table():
            return sum(row_height(row, each.widths, profile) for row in (each.header, *each.rows))
        case Foot(feet):
            return sum(height_of(foot, profile) for foot in feet)
        case Contents():
            return CONTENTS_LINE


def row_height(row: Sequence[object], widths: Sequence[float], profile: Profile) -> float:
    """Points of a row of a table: its highest cell."""
    style = profile.styles["cell"]
    whole = text_width(profile.page)
    rows = max(lines(text_of(cell), style, share * whole - CELL_SIDES) for cell, share in zip(row, widths, strict=True))
    return rows * line_height(style, profile) + CELL_MARGIN


def text_of(cell: object) -> str:
    """The text of a cell: a string, or its runs."""
    return cell if isinstance(cell, str) else "".join(map(str, cell))  # type: ignore[call-overload]


def line_height(style: Style, profile: Profile) -> float:
    """Points from line to line."""
    if style.single:
        return style.size * (SINGLE if profile.language == "en" else SINGLE_HAN)
    return style.line or profile.page.pitch or style.size * SINGLE


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """Width of a line in sizes of its type, with what word processors put between Chinese and Western characters."""
    if text.isascii():
        return ENGLISH * len(text)
    # What takes three bytes in UTF-8 is as wide as high: Chinese and Japanese, quotation marks, dashes.
    wide = (len(text.encode("utf-8", "replace")) - len(text)) / 2
    return wide + NARROW * (len(text) - wide) + BETWEEN_SCRIPTS * len(_BETWEEN.findall(text))


def lines(text: str, style: Style, points: float) -> int:
    """How many lines a text takes in a column so many points wide."""
    room = points - (style.left_chars + style.right_chars) * style.size
    wide = width(text) + style.indent_chars
    return max(1, -(-round(wide * style.size * 100) // round(max(room, style.size) * 100)))
