"""The text layer of a PDF, by pypdfium2: characters with places to lines; bookmarks and page labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double, c_int, create_string_buffer
from math import pi
from threading import Lock
from typing import Any

from services.errors import DocumentError
from services.limits import DUMP_BYTES, PAGES
from services.outline.model import Finding, Severity
from services.segmenter.readers.decode import is_legible
from services.segmenter.readers.document import UNPRINTABLE, Bookmark, Box, Document, Line, Page, Role
from services.segmenter.readers.layout.columns import in_reading_order
from services.segmenter.readers.words import apart, is_solid

_LIBRARY = Lock()  # PDFium keeps its state in the process: one caller at a time
HEAD = 1024  # bytes in which the mark of a PDF stands
BOOKMARKS = 20_000
DEEPEST = 12  # levels of bookmarks
UNMAPPED_MOST = 0.3  # of the characters that may be unknown; more: the text cannot be read
SAMPLE = 20_000  # characters that are looked at to see whether they make words
UNKNOWN = "\ufffd"
HYPHEN = (0x02, 0xFFFE)  # PDFium's signs for a hyphen at the end of a line
BLANKS = (32, 0xA0, 9, 0x3000)
FAR = 1e5  # points: what stands farther out is on no page
OVERLAP = (
    1.2  # of a character's height that the next may begin before its end: kerning, and letters laid over each other
)
APART_LINES = 1.1  # of a character's height: a wider white may be a gutter; stretches of one column are joined later
SAME_LINE = 0.5  # of a character's height that it shares with the line it is on
BOLD = re.compile(r"bold|black|heavy|hei|黑|xbs|小标宋", re.IGNORECASE)
INVISIBLE = 3  # the render mode of a recognised layer under a picture
ANGLES = 60  # characters whose angle is looked at to find the usual one
ASKEW = 0.1  # of a right angle: a scan is skewed by less
STROKED = 2  # filled and stroked: bold where a font has none


def is_pdf(raw: bytes) -> bool:
    """By its mark, which may stand behind some other bytes."""
    return re.search(rb"%PDF-[12]\.\d", raw[:HEAD]) is not None


def read_pdf(raw: bytes) -> Document:
    """The pages of the text layer. Raises FILE_ENCRYPTED, FILE_DAMAGED, TEXT_MISSING, TEXT_UNMAPPED, TOO_MANY_PAGES."""
    import pypdfium2 as pdfium

    with _LIBRARY:
        try:
            pdf = pdfium.PdfDocument(raw)
        except pdfium.PdfiumError as error:
            if "assword" in str(error):
                raise DocumentError(
                    "FILE_ENCRYPTED", "This PDF is encrypted: save it without a password and hand it in again."
                ) from error
            raise DocumentError("FILE_DAMAGED", f"This PDF cannot be opened: {error}.") from error
        try:
            return _document(pdf)
        finally:
            pdf.close()


def _document(pdf: Any) -> Document:
    if len(pdf) > PAGES:
        raise DocumentError("TOO_MANY_PAGES", f"The PDF has {len(pdf)} pages; at most {PAGES} are read.")
    pages, blank, left = [], [], DUMP_BYTES
    counts: Counter[str] = Counter()
    for n in range(len(pdf)):
        page = _page(pdf, n, counts)
        left -= len(page.text)
        if left < 0:
            raise DocumentError("DUMP_TOO_LARGE", f"The PDF has more than {DUMP_BYTES} characters.")
        if not page.lines:
            blank.append(n + 1)
        pages.append(page)
    if len(blank) == len(pages):
        raise DocumentError(
            "TEXT_MISSING", "This PDF has no text, only pictures or drawings: run it through text recognition first."
        )
    guessed = counts["guessed"] > UNMAPPED_MOST * counts["all"]
    if counts["unknown"] > UNMAPPED_MOST * counts["all"] or (guessed and not is_legible("\n".join(_sample(pages)))):
        raise DocumentError(
            "TEXT_UNMAPPED",
            "The fonts of this PDF do not tell which characters they draw: run it through text recognition first.",
        )
    return Document.of(
        "pdf", pages, bookmarks=_bookmarks(pdf), metadata=_metadata(pdf, counts), findings=_findings(counts, blank)
    )


def _sample(pages: list[Page]) -> Iterator[str]:
    left = SAMPLE
    for page in pages:
        if left > 0:
            yield page.text[:left]
            left -= len(page.text)


def _findings(counts: Counter[str], blank: list[int]) -> Iterator[Finding]:
    if counts["unknown"]:
        yield Finding("characters_unmapped", Severity.WARNING, details=(("count", str(counts["unknown"])),))
    if blank:
        shown = ", ".join(map(str, blank[:20])) + (", …" if len(blank) > 20 else "")
        yield Finding("pages_without_text", Severity.WARNING, details=(("pages", shown),))


def _metadata(pdf: Any, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    if counts["invisible"] > counts["all"] // 2:
        yield "text_layer", "recognised"
    for name, value in pdf.get_metadata_dict(skip_empty=True).items():
        if name in ("Title", "Author", "Subject", "Creator", "Producer", "CreationDate"):
            yield name.lower(), UNPRINTABLE.sub(" ", value)[:500]


def _bookmarks(pdf: Any) -> list[Bookmark]:
    entries: list[Bookmark] = []
    for bookmark in pdf.get_toc(max_depth=DEEPEST):
        title = UNPRINTABLE.sub(" ", bookmark.get_title()).strip()
        target = bookmark.get_dest()
        page = target.get_index() if target is not None else None
        if title:
            entries.append(Bookmark(title[:500], bookmark.level + 1, page + 1 if page is not None else 0))
        if len(entries) >= BOOKMARKS:
            break
    return entries


def _page(pdf: Any, n: int, counts: Counter[str]) -> Page:
    import pypdfium2 as pdfium

    try:
        page = pdf[n]
    except pdfium.PdfiumError:
        return Page("")  # one damaged page does not lose the others
    try:
        width, height = page.get_size()
        text = page.get_textpage()
        try:
            quarter = _usual_quarter(text, page.get_rotation())
            # Some pages are set sideways and do not say so.
            turn = (4 - quarter) % 4 * 90
            if (turn - page.get_rotation()) % 180:
                width, height = height, width
            lines = list(_lines(text, _turned(page, turn), quarter, counts))
        finally:
            text.close()
        label = pdf.get_page_label(n) or ""
        return Page.of(_in_order(lines, width), width, height, label=label[:40], ordered=False)
    except pdfium.PdfiumError:
        return Page("")
    finally:
        page.close()


def _in_order(lines: list[Line], width: float) -> list[Line]:
    """The upright lines in reading order; then what is set askew or upwards beside them, each run as one line."""
    ordered = in_reading_order([line for line in lines if line.role is None], width)
    beside: list[Line] = []
    for line in lines:
        if line.role is None:
            continue
        if beside and beside[-1].role is line.role:
            beside[-1] = Line(beside[-1].text + line.text, role=line.role)
        else:
            beside.append(Line(line.text, role=line.role))
    return [*ordered, *beside]


def _lines(text: Any, turn: Any, quarter: int, counts: Counter[str]) -> Iterator[Line]:
    """Stretches of characters on one row with no white between them that is wider than a character."""
    chars: list[str] = []
    first = 0
    left = top = right = bottom = 0.0  # of the stretch
    behind = over = under = 0.0  # right, top and bottom of its last character
    for at, code, (x0, y0, x1, y1) in _characters(text, turn):
        if code in BLANKS:
            if chars and chars[-1] != " ":
                chars.append(" ")
            continue
        if chars:
            height = max(under - over, y1 - y0)
            gap = x0 - behind
            share = (under if under < y1 else y1) - (over if over > y0 else y0)
            if share < SAME_LINE * min(under - over, y1 - y0) or not -OVERLAP * height < gap < APART_LINES * height:
                yield _line(text, "".join(chars), first, Box(left, top, right, bottom), turn, quarter, counts)
                chars = []
            elif chars[-1] == " " and _is_spread(chars[-2], chr(code), gap / height if height else 0.0):
                chars.pop()  # recognised layers have a blank between every two hanzi
        if not chars:
            first, left, top, right, bottom = at, x0, y0, x1, y1
        else:
            left, top = (x0 if x0 < left else left), (y0 if y0 < top else top)
            right, bottom = (x1 if x1 > right else right), (y1 if y1 > bottom else bottom)
        behind, over, under = x1, y0, y1
        counts["all"] += 1
        if 32 < code < 0xE000 or 0xF900 <= code < 0xFFFD or code >= 0x10000:
            chars.append(chr(code))
        elif code in HYPHEN:
            chars.append("-")
        else:
            counts["unknown"] += 1
            chars.append(UNKNOWN)
    if chars:
        yield _line(text, "".join(chars), first, Box(left, top, right, bottom), turn, quarter, counts)


def _usual_quarter(text: Any, rotation: int) -> int:
    """The quarter turn at which most of the characters stand, by a sample; that of the page where none tells."""
    import pypdfium2.raw as c

    handle = text.raw
    many = c.FPDFText_CountChars(handle)
    angles = [c.FPDFText_GetCharAngle(handle, n) for n in range(0, many, max(1, many // ANGLES))]
    turns = Counter(round(angle / (pi / 2)) % 4 for angle in angles if angle > 0)
    upright = sum(1 for angle in angles if angle == 0)
    if upright > sum(turns.values()) and rotation == 0:
        return 0
    return turns.most_common(1)[0][0] if turns else (4 - rotation // 90) % 4


def _is_spread(before: str, after: str, gap: float) -> bool:
    """Whether a hanzi and what stands beside it with a blank between only stand apart by so much of their height."""
    return is_solid(before, after) and gap < apart(before, after)


def _characters(text: Any, turn: Any) -> Iterator[tuple[int, int, tuple[float, float, float, float]]]:
    """Number, code point and box of every character that is not a line end; a pair of surrogates is one."""
    import pypdfium2.raw as c

    handle = text.raw
    unicode, loose, rect = c.FPDFText_GetUnicode, c.FPDFText_GetLooseCharBox, c.FS_RECTF()
    reference = byref(rect)
    high = 0
    for n in range(c.FPDFText_CountChars(handle)):
        code = unicode(handle, n)
        if code == 13 or code == 10:
            continue
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        if not loose(handle, n, reference):
            continue
        box = turn(rect.left, rect.top, rect.right, rect.bottom)
        if -FAR < box[0] <= box[2] < FAR and -FAR < box[1] <= box[3] < FAR:  # no NaN either
            yield n, code, box


def _turned(page: Any, turn: int) -> Any:
    """Coordinates of the page's user space to points from the top left corner of the page turned by so many degrees."""
    left, bottom, right, top = page.get_cropbox()
    match turn:
        case 90:
            return lambda x0, y1, x1, y0: (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        case 180:
            return lambda x0, y1, x1, y0: (right - x1, y0 - bottom, right - x0, y1 - bottom)
        case 270:
            return lambda x0, y1, x1, y0: (top - y1, right - x1, top - y0, right - x0)
        case _:
            return lambda x0, y1, x1, y0: (x0 - left, top - y1, x1 - left, top - y0)


def _line(text: Any, chars: str, first: int, box: Box, turn: Any, quarter: int, counts: Counter[str]) -> Line:
    import pypdfium2.raw as c

    handle = text.raw
    middle = first + min(len(chars) // 2, 40)
    matrix, x, y = c.FS_MATRIX(), c_double(), c_double()
    scale = abs(matrix.d) or abs(matrix.b) if c.FPDFText_GetMatrix(handle, middle, matrix) else 1.0
    # A note's number in a line is smaller than the line.
    size = max(c.FPDFText_GetFontSize(handle, first), c.FPDFText_GetFontSize(handle, middle)) * (scale or 1.0)
    c.FPDFText_GetCharOrigin(handle, first, x, y)
    baseline = turn(x.value, y.value, x.value, y.value)[1]
    name, flags = create_string_buffer(128), c_int()
    c.FPDFText_GetFontInfo(handle, middle, name, 128, flags)
    weight = c.FPDFText_GetFontWeight(handle, middle)
    drawn = c.FPDFText_GetTextObject(handle, middle)
    mode = c.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
    # A font without a map: its numbers were taken for characters, and may be by chance.
    if c.FPDFText_HasUnicodeMapError(handle, first) == 1 or c.FPDFText_HasUnicodeMapError(handle, middle) == 1:
        counts["guessed"] += len(chars)
    if mode == INVISIBLE:
        counts["invisible"] += len(chars)
    bold = weight >= 600 or mode == STROKED or BOLD.search(name.value.decode("utf-8", "replace")) is not None
    clean = UNPRINTABLE.sub(" ", chars).strip()
    return Line(
        clean,
        box,
        baseline if box.top <= baseline <= box.bottom + box.height else None,
        size if 1 <= size <= 400 else box.height,
        700 if bold else 400,
        role=_set_aside(c.FPDFText_GetCharAngle(handle, first), quarter),
    )


def _set_aside(angle: float, quarter: int) -> Role | None:
    """What text at an angle (radians; below 0: not known) is beside that at the usual quarter turn."""
    turns = angle / (pi / 2)
    if angle < 0:
        return None
    if abs(turns - round(turns)) > ASKEW:
        return Role.WATERMARK
    return Role.MARGINALIA if round(turns) % 4 != quarter else None
