"""The one table of readers. A new format is a file with two functions, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from services.segmenter.readers.alto import is_alto, read_alto
from services.segmenter.readers.archive import is_archive, read_archive
from services.segmenter.readers.document import Document
from services.segmenter.readers.docx import is_docx, read_docx
from services.segmenter.readers.gzipped import is_gzip, read_gzip
from services.segmenter.readers.hocr import is_hocr, read_hocr
from services.segmenter.readers.html import is_html, read_html
from services.segmenter.readers.layout_json import is_layout_json, read_layout_json
from services.segmenter.readers.ofd import is_ofd, read_ofd
from services.segmenter.readers.page_xml import is_page_xml, read_page_xml
from services.segmenter.readers.pdf import is_pdf, read_pdf
from services.segmenter.readers.refused import is_refused, refuse
from services.segmenter.readers.text import read_text


class Reader(NamedTuple):
    """A format: its name in the outline, whether bytes are of it, and the bytes' document.

    Never called with no bytes.
    """

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], Document]


# The first row that recognises the bytes reads them. A recogniser looks at the first bytes or at a table of contents.
READERS: tuple[Reader, ...] = (
    Reader("pdf", is_pdf, read_pdf),
    Reader("ofd", is_ofd, read_ofd),
    Reader("docx", is_docx, read_docx),
    Reader("archive", is_archive, read_archive),
    Reader("gzip", is_gzip, read_gzip),
    Reader("alto", is_alto, read_alto),
    Reader("page", is_page_xml, read_page_xml),
    Reader("hocr", is_hocr, read_hocr),
    Reader("html", is_html, read_html),
    Reader("json", is_layout_json, read_layout_json),
    Reader("refused", is_refused, refuse),
    Reader("text", lambda raw: True, read_text),
)
