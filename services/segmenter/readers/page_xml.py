"""PAGE XML (PRImA): recognised pages with regions, as Transkribus, OCR-D and eScriptorium write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from services.segmenter.readers.document import Box, Document, Line, Page, Role, clean
from services.segmenter.readers.languages import language_tag
from services.segmenter.readers.layout.columns import visual_lines
from services.segmenter.readers.roles import role_named
from services.segmenter.readers.words import join_words
from services.segmenter.readers.xml import local, number, parse_xml, root_name

SCALE = 72 / 300  # pixels at 300 an inch, where the page does not tell
INDEX = re.compile(r"readingOrder\s*\{\s*index\s*:\s*(\d+)")
STRUCTURE = re.compile(r"structure\s*\{[^}]*type\s*:\s*([^;}]+)")
LANGUAGE = re.compile(r"language\s*\{\s*type\s*:\s*(\w+)")
LAST = 1 << 30  # behind all that are told a place


def is_page_xml(raw: bytes) -> bool:
    """By the first element."""
    return root_name(raw) == "pcgts"


def read_page_xml(raw: bytes) -> Document:
    """One page for each Page; the regions in their reading order, in each its lines,
    or its own text where they have none.
    """
    root = parse_xml(raw, "PAGE")
    creator = next((clean(e.text or "") for e in root.iter() if local(e) == "Creator"), "")
    pages = [element for element in root.iter() if local(element) == "Page"]
    return Document.of("page", map(_page, pages), metadata=[("creator", creator)] if creator else [])


def _page(page: Any) -> Page:
    dots = number(page.get("imageResolution"))
    scale = 72 / dots if dots and dots >= 36 else SCALE
    order = _order(page)
    regions = [e for e in page.iter() if local(e) in ("TextRegion", "TableCell")]
    places: list[tuple[int, int]] = []
    last = -1
    for n, region in enumerate(regions):
        position = order.get(region.get("id", "")) if order else _index(region)
        if position is None and local(region.getparent()) in ("TextRegion", "TableRegion") and n:
            position = last  # a region inside another follows it, and the cells of a table each other
        last = LAST if position is None else position
        places.append((last, n))
    lines = [line for _, n in sorted(places) for line in _lines(regions[n], scale, n)]
    width, height = ((number(page.get(side)) or 0) * scale for side in ("imageWidth", "imageHeight"))
    return Page.of(visual_lines(lines), width, height, label=_label(lines))


def _label(lines: list[Line]) -> str:
    return next((line.text.strip(" -—–·") for line in lines if line.role is Role.FOLIO), "")[:12]


def _order(page: Any) -> dict[str, int]:
    """The place of each region that the reading order names; groups inside groups stand where their group does."""
    order: dict[str, int] = {}
    top = next((e for e in page.iterchildren() if local(e) == "ReadingOrder"), None)
    stack = list(reversed(list(top))) if top is not None else []
    while stack:
        element = stack.pop()
        reference = element.get("regionRef")
        if reference:
            order.setdefault(reference, len(order))
        inner = [child for child in element if local(child).endswith(("Ref", "RefIndexed", "Group", "GroupIndexed"))]
        if local(element).startswith("OrderedGroup"):
            inner.sort(key=lambda child: number(child.get("index")) or 0)
        stack.extend(reversed(inner))
    return order


def _index(element: Any) -> int | None:
    match = INDEX.search(element.get("custom", ""))
    return int(match[1][:9]) if match else None


def _lines(region: Any, scale: float, block: int) -> Iterator[Line]:
    custom = region.get("custom", "")
    structure = STRUCTURE.search(custom)
    role = role_named(structure[1] if structure else None) or role_named(region.get("type"))
    if any(local(around) == "TableRegion" for around in region.iterancestors()):
        role = Role.TABLE
    spoken = LANGUAGE.search(custom)
    language = language_tag(region.get("primaryLanguage") or (spoken[1] if spoken else ""))
    lines = [element for element in region.iterchildren() if local(element) == "TextLine"]
    places = [(LAST if (at := _index(line)) is None else at, n) for n, line in enumerate(lines)]
    read = [_line(lines[n], scale, role, block, language) for _, n in sorted(places)]
    if any(line.text for line in read):
        yield from read
        return
    for text in _text(region).split("\n"):  # only the region as a whole was transcribed
        yield Line(clean(text), role=role, language=language, block=block)


def _line(line: Any, scale: float, role: Role | None, block: int, language: str) -> Line:
    box = _box(line, scale)
    text = clean(_text(line))
    words = [element for element in line.iterchildren() if local(element) == "Word"]
    if not text:
        text = join_words(
            [(_text(word) or _glyphs(word), _box(word, scale)) for word in words], box.height if box else 0
        )
    structure = STRUCTURE.search(line.get("custom", ""))
    style = next((e for e in line.iterchildren() if local(e) == "TextStyle"), None)
    equiv = _equiv(line)
    low = next((_points(e) for e in line.iterchildren() if local(e) == "Baseline"), [])
    return Line(
        text,
        box,
        low[0][1] * scale if low else None,
        number(style.get("fontSize")) if style is not None else None,
        None if style is None or not style.get("bold") else 700 if style.get("bold") in ("true", "1") else 400,
        number(equiv.get("conf")) if equiv is not None else None,
        (role_named(structure[1]) if structure else None) or role,
        None,
        language_tag(line.get("primaryLanguage")) or language,
        block,
    )


def _equiv(element: Any) -> Any:
    """The reading of first choice: the lowest index, whether a program counts from 0 or from 1; else the first."""
    readings = [child for child in element.iterchildren() if local(child) == "TextEquiv"]
    return min(readings, key=lambda e: number(e.get("index")) or 0, default=None)


def _text(element: Any) -> str:
    equiv = _equiv(element)
    if equiv is None:
        return ""
    texts = {local(child): child.text or "" for child in equiv.iterchildren()}
    return (texts.get("Unicode") or texts.get("PlainText") or "").strip("\n")


def _glyphs(word: Any) -> str:
    return "".join(_text(glyph) for glyph in word.iterchildren() if local(glyph) == "Glyph")


def _points(element: Any) -> list[tuple[float, float]]:
    """Corners of a polygon: "x,y x,y", or a Point each in files of 2010."""
    pairs = [point.split(",") for point in element.get("points", "").split()]
    pairs += [[point.get("x", ""), point.get("y", "")] for point in element.iterchildren() if local(point) == "Point"]
    points = [(number(pair[0]), number(pair[1])) for pair in pairs if len(pair) == 2]
    return [(x, y) for x, y in points if x is not None and y is not None]


def _box(element: Any, scale: float) -> Box | None:
    coords = next((child for child in element.iterchildren() if local(child) == "Coords"), None)
    points = _points(coords) if coords is not None else []
    if not points:
        return None
    across, down = [x * scale for x, _ in points], [y * scale for _, y in points]
    return Box(min(across), min(down), max(across), max(down))
