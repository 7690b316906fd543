"""Placed paragraphs as the body of a document: one string, children in schema order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from services.renderer.docx.foot_box import foot_box
from services.renderer.docx.styles import TABLE, look_of, style_id
from services.renderer.docx.text import attribute, run
from services.renderer.placed import ContentControl, Contents, Foot, Inline, Line, Placed, Tab, Table, TextRun
from services.renderer.plan.measure import height
from services.renderer.profile import Profile

BOLD = "<w:b/><w:bCs/>"


def plain(piece: TextRun, look: str) -> str:
    """A run with the properties `look`; what is dropped is not there."""
    return "" if piece.dropped else run(str(piece.text), look)


class Reviewer(Protocol):
    """How a review copy differs from the clean one."""

    def run(self, piece: TextRun, look: str) -> str:
        """The run with its revisions; `look`: its properties."""

    def around(self, line: Line) -> tuple[str, str]:
        """What stands before and behind the runs of a line: anchors of comments."""

    def mark(self) -> str:
        """The properties of a paragraph mark that is generated."""


class Body:
    """Writes placed paragraphs. `width`: of the text, in twips."""

    def __init__(
        self, profile: Profile, width: int, review: Reviewer | None = None, styles: Mapping[str, str] | None = None
    ) -> None:
        self._profile = profile
        self._width = width
        self._review = review
        self._styles = styles or {key: style_id(key) for key in profile.styles}
        self._ids = 0

    def xml(self, placed: Sequence[Placed], contents: Callable[[Contents], Iterator[tuple[int, str, str, int]]]) -> str:
        """All paragraphs and tables.

        `contents` gives the entries of a table of contents: level, text, bookmark, page.
        """
        bookmarks = any(isinstance(each, Contents) for each in placed)
        parts: list[str] = []
        headings = 0
        for each in placed:
            match each:
                case Line():
                    headings += 1 if each.level else 0
                    parts.append(self._line(each, bookmark(headings) if bookmarks and each.level else ""))
                case Table():
                    parts.append(self._table(each))
                case Contents():
                    parts.append(self._contents(each, list(contents(each))))
                case Foot():
                    parts.append(self._foot(each))
        if not placed or isinstance(placed[-1], Table):
            parts.append(f'<w:p><w:pPr><w:pStyle w:val="{self._styles["anchor"]}"/></w:pPr></w:p>')  # takes no room
        return "".join(parts)

    def _foot(self, foot: Foot) -> str:
        """The lines in a box at the foot of the page, anchored in a line that takes no room."""
        edges = (THICK, *((THIN,) * (len(foot.lines) - 1) if foot.ruled else ("",) * (len(foot.lines) - 1)), THICK)
        rows = "".join(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>"
            f"<w:tcPr>{_edges(above, below)}</w:tcPr>{self._line(each, '')}</w:tc></w:tr>"
            for each, above, below in zip(foot.lines, edges, edges[1:], strict=False)
        )
        width = self._width
        self._ids += 1
        style = self._styles["anchor"]
        box = foot_box(rows, width, round(height(foot.lines, self._profile) * 20), self._ids, style)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{box}</w:r></w:p>'

    def _line(self, line: Line, anchor: str) -> str:
        inner = "".join([self._piece(piece, line.size) for piece in line.pieces])
        if anchor:
            self._ids += 1
            inner = f'<w:bookmarkStart w:id="{self._ids}" w:name="{anchor}"/>{inner}<w:bookmarkEnd w:id="{self._ids}"/>'
        if self._review:
            before, after = self._review.around(line)
            inner = before + inner + after
        new_page = "<w:pageBreakBefore/>" if line.new_page else ""
        keep = "<w:keepNext/>" if line.keep else ""
        mark = self._review.mark() if self._review and _generated(line) else ""
        if not keep and any(isinstance(each, TextRun) and each.look == "body" for each in line.pieces):
            keep = '<w:keepNext w:val="0"/>'  # a run-in heading goes on in its own line
        indent = self._right(line) if line.right is not None else ""
        style = self._styles[line.style]
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{new_page}{indent}{mark}</w:pPr>{inner}</w:p>'

    def _right(self, line: Line) -> str:
        size = self._profile.styles[line.style].size
        return (
            f'<w:ind w:rightChars="{round((line.right or 0) * 100)}" w:right="{round((line.right or 0) * size * 20)}"/>'
        )

    def _look(self, piece: TextRun, size: float | None) -> str:
        look = look_of(piece.look, self._profile) if piece.look else ""
        return look + (BOLD if piece.bold else "") + _sized(size)

    def _piece(self, piece: Inline, size: float | None = None) -> str:
        match piece:
            case TextRun():
                return (self._review.run if self._review else plain)(piece, self._look(piece, size))
            case Tab():
                return "<w:r><w:tab/></w:r>"
            case ContentControl(name, label, value):
                self._ids += 1
                return (
                    f"<w:sdt><w:sdtPr><w:alias w:val={attribute(label)}/><w:tag w:val={attribute(name)}/>"
                    f'<w:id w:val="{self._ids}"/><w:text/></w:sdtPr><w:sdtContent>'
                    + run(value, _sized(size))
                    + "</w:sdtContent></w:sdt>"
                )

    def _table(self, grid: Table) -> str:
        widths = [round(share * self._width) for share in grid.widths]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self._row(
            [(TextRun(text),) for text in grid.header], widths, self._styles["cell-head"], "<w:tblHeader/>"
        )
        rows = "".join([self._row(row, widths, self._styles["cell"], "") for row in grid.rows])
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"
        )

    def _row(self, cells: Sequence[tuple[Inline, ...]], widths: Sequence[int], style: str, header: str) -> str:
        columns = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            + "".join(self._piece(piece) for piece in cell)
            + "</w:p></w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{columns}</w:tr>"

    def _contents(self, table: Contents, entries: Sequence[tuple[int, str, str, int]]) -> str:
        """A TOC field with its entries already there: it shows without an update, in WPS and LibreOffice too."""
        title = (
            f'<w:p><w:pPr><w:pStyle w:val="{self._styles["contents-title"]}"/>'
            f"<w:pageBreakBefore/></w:pPr>{run(table.title)}</w:p>"
        )
        begin = _field(f' TOC \\o "1-{table.levels}" \\h \\z \\u ')
        lines = []
        for n, (level, text, anchor, page) in enumerate(entries):
            number = _field(f" PAGEREF {anchor} \\h ") + f"<w:r><w:t>{page}</w:t></w:r>" + _FIELD_END
            lines.append(
                f'<w:p><w:pPr><w:pStyle w:val="{self._styles[f"toc{level}"]}"/></w:pPr>{begin if n == 0 else ""}'
                f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(text)}<w:r>'
                f"<w:tab/></w:r>{number}</w:hyperlink></w:p>"
            )
        lines.append(
            f'<w:p><w:pPr><w:pStyle w:val="{self._styles["toc1"]}"/></w:pPr>{"" if entries else begin}{_FIELD_END}'
            f"</w:p>"
        )
        return title + "".join(lines)


# Rules of a foot, in eighths of a point: 0.35 mm around, 0.25 mm between (GB/T 9704-2012, 7.4.1).
THICK, THIN = "8", "6"


def _edges(above: str, below: str) -> str:
    sides = (("top", above), ("bottom", below))
    drawn = (f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>' for side, size in sides if size)
    return f"<w:tcBorders>{''.join(drawn)}</w:tcBorders>"


_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction.replace("&", "&amp;")}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def bookmark(number: int) -> str:
    """The bookmark of the n-th heading, as Word names those of a table of contents."""
    return f"_Toc{number:08}"


def _sized(size: float | None) -> str:
    return f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""


def _generated(line: Line) -> bool:
    return all(not isinstance(piece, TextRun) or isinstance(piece.text, str) for piece in line.pieces)
