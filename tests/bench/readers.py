"""Pages a second of the readers on one core, beside the library alone that each of them is made with."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pypdfium2
from lxml import etree

from services.segmenter.geometry import view
from services.segmenter.readers import read
from services.segmenter.segment import segment
from tests.bench.segmenter import _document
from tests.typesetter.setting import Block, Style, typeset
from tests.typesetter.write import as_alto, as_hocr, as_ofd, as_page_xml, as_pdf

CHARS = 40_000
ROUNDS = 3


def _pdf_alone(raw: bytes) -> None:
    pdf = pypdfium2.PdfDocument(raw)
    for page in pdf:
        page.get_textpage().get_text_range()
    pdf.close()


def _ofd_alone(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def run() -> None:
    """Print the figures: best of three, processor time, one core."""
    sheets = typeset([Block("text", text) for text in _document(CHARS)], Style(head="临川县人民政府文件"))
    pages = len(sheets)
    print(f"{pages} pages of {CHARS // pages} characters")
    alone: dict[str, Callable[[bytes], object]] = {
        "pdf": _pdf_alone,
        "hocr": lambda raw: etree.fromstring(raw, etree.HTMLParser()),
        "alto": etree.fromstring,
        "page": etree.fromstring,
        "ofd": _ofd_alone,
    }
    files: dict[str, list[bytes]] = {
        "pdf": [as_pdf(sheets)],
        "hocr": [as_hocr(sheets)],
        "alto": [as_alto(sheets)],
        "page": as_page_xml(sheets),
        "ofd": [as_ofd(sheets)],
    }
    for name, raws in files.items():
        ours = _seconds(lambda raws=raws: [read(raw) for raw in raws])  # type: ignore[misc]
        library = _seconds(lambda raws=raws, name=name: [alone[name](raw) for raw in raws])  # type: ignore[misc]
        seen = _seconds(lambda raws=raws: [view(read(raw)) for raw in raws])  # type: ignore[misc]
        whole = _seconds(lambda raws=raws: [segment(raw) for raw in raws])  # type: ignore[misc]
        print(
            f"{name:5} read {pages / ours:6.0f} pages/s, with geometry {pages / seen:6.0f}, outlined {pages / whole:6.0f}; "
            f"library alone {pages / library:6.0f}"
        )
