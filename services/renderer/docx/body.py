"""Placed paragraphs as the body of a document: one string, children in schema order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from services.renderer.docx.styles import PLACEHOLDER, TABLE, style_id, text_width
from services.renderer.docx.text import attribute, run
from services.renderer.placed import Contents, FillIn, Grid, Line, Piece, Placed, Tab, Words
from services.renderer.profile import Profile

BOLD = "<w:b/><w:bCs/>"
Written = Callable[[Words], str]  # how words are written: plain, or with revisions


def plain_words(words: Words) -> str:
    """Words as one run; what is dropped is not there."""
    return "" if words.dropped else run(str(words.text), BOLD if words.bold else "")


class Body:
    """Writes placed paragraphs. `around(line)` gives what stands before and after a line's runs: anchors of comments."""

    def __init__(
        self,
        profile: Profile,
        written: Written = plain_words,
        around: Callable[[Line], tuple[str, str]] | None = None,
        mark: Callable[[], str] | None = None,
        styles: Mapping[str, str] | None = None,
    ) -> None:
        self._profile = profile
        self._written = written
        self._around = around
        self._mark = mark  # gives the properties of a paragraph mark that is generated
        self._styles = styles or {key: style_id(key) for key in profile.styles}
        self._ids = 0

    def xml(self, placed: Sequence[Placed], contents: Callable[[Contents], Iterator[tuple[int, str, str, int]]]) -> str:
        """All paragraphs and tables. `contents` gives the entries of a table of contents: level, text, bookmark, page."""
        bookmarks = any(isinstance(one, Contents) for one in placed)
        parts: list[str] = []
        headings = 0
        for one in placed:
            match one:
                case Line():
                    headings += 1 if one.level else 0
                    parts.append(self._line(one, bookmark(headings) if bookmarks and one.level else ""))
                case Grid():
                    parts.append(self._grid(one))
                case Contents():
                    parts.append(self._contents(one, list(contents(one))))
        if not placed or isinstance(placed[-1], Grid):
            parts.append("<w:p/>")
        return "".join(parts)

    def _line(self, one: Line, anchor: str) -> str:
        inner = "".join([self._written(p) if isinstance(p, Words) else self._piece(p) for p in one.pieces])
        if anchor:
            self._ids += 1
            inner = f'<w:bookmarkStart w:id="{self._ids}" w:name="{anchor}"/>{inner}<w:bookmarkEnd w:id="{self._ids}"/>'
        if self._around:
            before, after = self._around(one)
            inner = before + inner + after
        new_page = "<w:pageBreakBefore/>" if one.new_page else ""
        mark = self._mark() if self._mark and _generated(one) else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self._styles[one.style]}"/>{new_page}{mark}</w:pPr>{inner}</w:p>'

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Words():
                return self._written(piece)
            case Tab():
                return "<w:r><w:tab/></w:r>"
            case FillIn(name, label, shown):
                self._ids += 1
                return (
                    f"<w:sdt><w:sdtPr><w:alias w:val={attribute(label)}/><w:tag w:val={attribute(name)}/>"
                    f'<w:id w:val="{self._ids}"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>'
                    + run(shown, f'<w:rStyle w:val="{PLACEHOLDER}"/>')
                    + "</w:sdtContent></w:sdt>"
                )

    def _grid(self, grid: Grid) -> str:
        widths = [round(share * text_width(self._profile)) for share in grid.widths]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self._row([(Words(text),) for text in grid.header], widths, self._styles["cell-head"], "<w:tblHeader/>")
        rows = "".join([self._row(row, widths, self._styles["cell"], "") for row in grid.rows])
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>'
        )

    def _row(self, cells: Sequence[tuple[Piece, ...]], widths: Sequence[int], style: str, header: str) -> str:
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            + "".join(self._piece(piece) for piece in cell)
            + "</w:p></w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{made}</w:tr>"

    def _contents(self, one: Contents, entries: Sequence[tuple[int, str, str, int]]) -> str:
        """A TOC field with its entries already there: it shows without an update, in WPS and LibreOffice too."""
        title = f'<w:p><w:pPr><w:pStyle w:val="{self._styles["contents-title"]}"/><w:pageBreakBefore/></w:pPr>{run(one.title)}</w:p>'
        begin = _field(f' TOC \\o "1-{one.levels}" \\h \\z \\u ')
        lines = []
        for n, (level, text, anchor, page) in enumerate(entries):
            number = _field(f" PAGEREF {anchor} \\h ") + f"<w:r><w:t>{page}</w:t></w:r>" + _FIELD_END
            lines.append(
                f'<w:p><w:pPr><w:pStyle w:val="{self._styles[f"toc{level}"]}"/></w:pPr>{begin if n == 0 else ""}'
                f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(text)}<w:r><w:tab/></w:r>{number}</w:hyperlink></w:p>'
            )
        lines.append(
            f'<w:p><w:pPr><w:pStyle w:val="{self._styles["toc1"]}"/></w:pPr>{"" if entries else begin}{_FIELD_END}</w:p>'
        )
        return title + "".join(lines)


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


def _generated(one: Line) -> bool:
    return all(not isinstance(piece, Words) or isinstance(piece.text, str) for piece in one.pieces)
