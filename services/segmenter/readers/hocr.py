"""hOCR: recognised pages as HTML, as Tesseract, OCRopus and Kraken write them (hOCR 1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from services.segmenter.readers.decode import decode
from services.segmenter.readers.document import Box, Document, Line, Page, Role, clean
from services.segmenter.readers.languages import language_tag
from services.segmenter.readers.layout.columns import in_reading_order, visual_lines
from services.segmenter.readers.words import join_words
from services.segmenter.readers.xml import HEAD, narrow, parse_html

DOTS = 300.0  # an inch, where the page does not tell
LINES = ("ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocr_footer", "ocr_pageno")
WORDS = ("ocrx_word", "ocr_word")
BLOCKS = ("ocr_par", "ocrx_block", "ocr_carea")
AREAS = {
    "ocr_header": Role.HEADER,
    "ocr_footer": Role.FOOTER,
    "ocr_pageno": Role.FOLIO,
    "ocr_caption": Role.CAPTION,
    "ocr_title": Role.TITLE,
    "ocr_chapter": Role.HEADING,
    "ocr_section": Role.HEADING,
    "ocr_subsection": Role.HEADING,
    "ocr_table": Role.TABLE,
    "ocr_float": None,
}
MANY = 500  # blocks that are looked through for blocks inside blocks
PROPERTY = re.compile(r"\s*([a-zA-Z_]+)\s+([^;]*)")
CLASS = re.compile(rb"class\s*=\s*[\"'][^\"']*\bocr(?:x_|_)(?:page|line|word|carea|par)\b", re.IGNORECASE)


def is_hocr(raw: bytes) -> bool:
    """A class of hOCR stands near the beginning of markup."""
    head = narrow(raw[:HEAD])
    return b"<" in head[:200] and CLASS.search(head) is not None


def read_hocr(raw: bytes) -> Document:
    """One page for each ocr_page; words, sizes and confidences as its lines tell them."""
    root = parse_html(decode(narrow(raw)).text)
    system = next((meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == "ocr-system"), "")
    pages = [element for element in root.iter() if "ocr_page" in _classes(element)] or [root]
    facts = [("creator", clean(system))] if system else []
    return Document.of("hocr", (_page(page, system.startswith("tesseract")) for page in pages), metadata=facts)


def _page(page: Any, tesseract: bool) -> Page:
    properties = _properties(page)
    resolution = _numbers(properties.get("scan_res", ""))
    scale = 72 / (resolution[0] if resolution and resolution[0] >= 36 else DOTS)
    box = _box(properties, scale)
    number = properties.get("lpageno", "").strip("\" '")
    width, height = (box.right, box.bottom) if box else (0.0, 0.0)
    lines = visual_lines([*_lines(page, scale, box, tesseract)]) or _without_lines(page, scale, box, width)
    return Page.of(lines, width, height, label=number)


def _without_lines(page: Any, scale: float, whole: Box | None, width: float) -> list[Line]:
    """The lines of a page that has words only, put together by their places; or blocks of text, or text."""
    words = [e for e in page.iterdescendants() if any(name in WORDS for name in _classes(e))]
    if words:
        lines = [_line(word, scale, whole, None, 0, "") for word in words]
        return in_reading_order([line for line in lines if line.text], width)
    blocks = [e for e in page.iterdescendants() if any(name in BLOCKS for name in _classes(e))] or [page]
    inner = [e for e in blocks if not any(other is not e and e in other.iterancestors() for other in blocks[:MANY])]
    return [Line(clean(text), block=n) for n, e in enumerate(inner) for text in "".join(e.itertext()).split("\n")]


def _lines(page: Any, scale: float, whole: Box | None, tesseract: bool) -> Iterator[Line]:
    block, language, role = -1, "", None
    for element in page.iter():
        classes = _classes(element)
        if not classes:
            continue
        line = next((name for name in classes if name in LINES), None)
        inner = line is not None and not any(c in LINES for child in element.iterdescendants() for c in _classes(child))
        if any(name in BLOCKS for name in classes):
            block += 1
            language = language_tag(element.get("lang")) or language
        if not inner:
            area = next((AREAS[name] for name in classes if name in AREAS), None)
            role = area if any(name in AREAS or name in BLOCKS for name in classes) else role
            continue
        # Tesseract calls a line that looks like a heading ocr_header.
        own = Role.HEADING if tesseract and line == "ocr_header" else AREAS.get(line or "")
        yield _line(element, scale, whole, own or role, block, language)


def _line(element: Any, scale: float, whole: Box | None, role: Role | None, block: int, language: str) -> Line:
    properties = _properties(element)
    box = _box(properties, scale)
    words, sure, strong, size = [], [], 0, None
    for word in element.iterdescendants():
        classes = _classes(word)
        if not any(name in WORDS for name in classes):
            continue
        own = _properties(word)
        place = _box(own, scale)
        # A word may carry the box of its page.
        words.append(("".join(word.itertext()), None if place == whole else place))
        sure += _numbers(own.get("x_wconf", ""))[:1]
        strong += any(child.tag in ("strong", "b") for child in word.iter())
        size = size or next(iter(_numbers(own.get("x_fsize", ""))), None)
    height = box.height if box else 0.0
    text = join_words(words, height) if words else clean(" ".join("".join(element.itertext()).split()))
    lean = _numbers(properties.get("baseline", ""))
    high = _numbers(properties.get("x_size", ""))
    return Line(
        text,
        box,
        box.bottom + lean[1] * scale if box and len(lean) > 1 else None,
        size or (high[0] * scale if high and high[0] > 0 else None),
        None if not words else 700 if strong > len(words) / 2 else None,
        sum(sure) / len(sure) / 100 if sure else None,
        role,
        None,
        language_tag(element.get("lang")) or language,
        block,
    )


def _classes(element: Any) -> list[str]:
    return element.get("class", "").split() if isinstance(element.tag, str) else []


def _properties(element: Any) -> dict[str, str]:
    return dict(PROPERTY.findall(element.get("title", "")))


def _numbers(value: str) -> list[float]:
    numbers = []
    for part in value.split():
        try:
            one = float(part)
        except ValueError:
            break
        if not -1e7 < one < 1e7:
            break
        numbers.append(one)
    return numbers


def _box(properties: dict[str, str], scale: float) -> Box | None:
    sides = [side * scale for side in _numbers(properties.get("bbox", ""))]
    return Box(*sides[:4]) if len(sides) >= 4 and sides[0] <= sides[2] and sides[1] <= sides[3] else None
