"""A form before it is downloaded: the plan of its file as paragraphs and tables of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.outline.model import Outline
from services.renderer.options import checked, language
from services.renderer.placed import Contents, FillIn, Grid, Line, Piece, Tab
from services.renderer.plan.plan import plan
from services.renderer.profile import profile


@dataclass(frozen=True, slots=True)
class PreviewPart:
    """A paragraph with the style of its profile and its outline level, or a table (`rows`, the first its header)."""

    style: str = ""
    level: int = 0
    text: str = ""
    align: str = "left"
    new_page: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def preview(outline: Outline, name: str, options: Mapping[str, str]) -> tuple[PreviewPart, ...]:
    """The words of the file that `name` would make of the outline, in order. PROFILE_UNKNOWN, OPTION_INVALID."""
    told = checked(options)
    look = profile(name, language(outline, told))
    parts = []
    for placed in plan(outline, look, told).placed:
        match placed:
            case Line(style, _, level, new_page):
                row = look.styles.get(style)
                parts.append(PreviewPart(style, level, str(placed), row.align if row else "left", new_page))
            case Grid(_, header, rows):
                cells = tuple(tuple("".join(map(_words, cell)) for cell in row) for row in rows)
                parts.append(PreviewPart(rows=(header, *cells)))
            case Contents(title):
                parts.append(PreviewPart(style="contents", text=title))
    return tuple(parts)


def _words(piece: Piece) -> str:
    match piece:
        case FillIn():
            return piece.shown
        case Tab():
            return " "
        case _:
            return "" if piece.dropped else str(piece)
