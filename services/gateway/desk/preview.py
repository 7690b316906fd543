"""A form before it is downloaded: the plan of its file as paragraphs and tables of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.outline.model import Outline
from services.renderer.options import checked, language
from services.renderer.placed import ContentControl, Contents, Foot, Inline, Line, Placed, Tab, Table
from services.renderer.plan import plan
from services.renderer.profile import Profile, profile


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
    values = checked(options)
    look = profile(name, language(outline, values))
    return tuple(part for placed in plan(outline, look, values).placed for part in _parts(placed, look))


def _parts(placed: Placed, look: Profile) -> Iterator[PreviewPart]:
    match placed:
        case Line(style, _, level, new_page):
            row = look.styles.get(style)
            yield PreviewPart(style, level, str(placed), row.align if row else "left", new_page)
        case Table(_, header, rows):
            cells = tuple(tuple("".join(map(_words, cell)) for cell in row) for row in rows)
            yield PreviewPart(rows=(header, *cells))
        case Contents(title):
            yield PreviewPart(style="contents", text=title)
        case Foot(lines):
            for line in lines:
                yield from _parts(line, look)


def _words(piece: Inline) -> str:
    match piece:
        case ContentControl():
            return piece.value
        case Tab():
            return " "
        case _:
            return "" if piece.dropped else str(piece)
