"""JSON of page recognition: MinerU (content list and middle), Docling documents, PaddleOCR and PP-Structure.

Their heading levels are flat (nearly all 1): they are passed on as evidence for a heading, and the levels are solved
anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from services.errors import DocumentError
from services.limits import PAGES
from services.segmenter.readers.document import Box, Document, Line, Page, Role, clean
from services.segmenter.readers.layout.columns import in_reading_order
from services.segmenter.readers.roles import role_named
from services.segmenter.readers.xml import parse_html

SCALE = 72 / 300  # pixels at 300 an inch; MinerU and Docling count points
KEYS = re.compile(rb'"(?:pdf_info|page_idx|parsing_res_list|rec_texts)"\s*:|"DoclingDocument"')
POLYGONS = re.compile(rb"\s*(?:\[\s*){4,5}-?\d")
UNKNOWN = (
    "This is JSON of an unknown kind, not a dump that can be read: hand in the text, or the JSON of MinerU, Docling "
    "or PaddleOCR."
)
Json = Any


def is_layout_json(raw: bytes) -> bool:
    """By a key of one of the programs, or the polygons of old PaddleOCR."""
    head = raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return head in (b"{", b"[") and (KEYS.search(raw) is not None or POLYGONS.match(raw) is not None)


def read_layout_json(raw: bytes) -> Document:
    """The pages that a program recognised. Raises FILE_DAMAGED where the JSON does not hold what its keys promise."""
    try:
        value = json.loads(raw.decode("utf-8-sig"), parse_constant=lambda name: None)
    except (ValueError, RecursionError) as error:
        raise DocumentError("FILE_DAMAGED", "This JSON cannot be parsed: it is damaged, or not whole.") from error
    kind = _kind(value)
    if kind is None:
        raise DocumentError("FORMAT_UNKNOWN", UNKNOWN)
    name, read = kind
    try:
        pages = list(read(value))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise DocumentError(
            "FILE_DAMAGED", f"This JSON is not as {name} writes it ({type(error).__name__})."
        ) from error
    return Document.of("json", pages, metadata=[("creator", name)])


def _kind(value: Json) -> tuple[str, Any] | None:
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        if isinstance(value.get("pdf_info"), list):
            return "MinerU", _mineru_middle
        if value.get("schema_name") == "DoclingDocument" or ("texts" in value and "body" in value):
            return "Docling", _docling
    if isinstance(first, dict):
        if "type" in first and "page_idx" in first:
            return "MinerU", _mineru_list
        inner = first.get("res", first)
        if isinstance(inner, dict) and ("parsing_res_list" in inner or "rec_texts" in inner):
            return "PaddleOCR", _paddle
    if isinstance(value, list) and _paddle_lines(value):
        return "PaddleOCR", _paddle_old
    return None


# --- MinerU


def _mineru_list(value: Json) -> Iterator[Page]:
    """content_list.json: blocks of text with page_idx, from 0."""
    blocks = [block for block in value if isinstance(block, dict)]
    last = max((int(block.get("page_idx") or 0) for block in blocks), default=0)
    pages: list[list[Line]] = [[] for _ in range(_bounded(last + 1))]
    for n, block in enumerate(blocks):
        kind = block.get("type", "")
        level = block.get("text_level")
        role = Role.HEADING if level else role_named(kind)
        box = _box(block.get("bbox"), 1.0)
        lines = pages[int(block.get("page_idx") or 0)]
        for text in (block.get("text"), *block.get("list_items", ()), block.get("code_body")):
            lines += _texts(text, role, int(level) if level else None, box, n)
        for key in ("image_caption", "table_caption", "img_caption"):
            for text in block.get(key) or ():
                lines += _texts(text, Role.CAPTION, None, box, n)
        lines += _rows(block.get("table_body"), box, n)
        for text in block.get("table_footnote") or ():
            lines += _texts(text, Role.FOOTNOTE, None, box, n)
    return (Page.of(lines) for lines in pages)


def _mineru_middle(value: Json) -> Iterator[Page]:
    """middle.json: blocks, lines and spans with their boxes in points."""
    for page in value["pdf_info"]:
        width, height = (float(side) for side in page.get("page_size") or (0, 0))
        blocks = page.get("para_blocks") or page.get("preproc_blocks") or []
        discarded = page.get("discarded_blocks") or []
        lines: list[Line] = []
        for n, block in enumerate([*blocks, *discarded]):
            role = role_named(block.get("type")) or (Role.HEADER if n >= len(blocks) else None)
            lines += _mineru_block(block, role, n)
        yield Page.of(lines, width, height)


def _mineru_block(block: Json, role: Role | None, n: int) -> Iterator[Line]:
    stack = [block]
    while stack:
        one = stack.pop()
        stack += reversed(list(one.get("blocks") or ()))
        for line in one.get("lines") or ():
            spans = line.get("spans") or ()
            table = next((span["html"] for span in spans if span.get("html")), None)
            box = _box(line.get("bbox"), 1.0)
            if table:
                yield from _rows(table, box, n)
                continue
            text = clean(" ".join(str(span.get("content") or "") for span in spans))
            sure = [float(span["score"]) for span in spans if isinstance(span.get("score"), int | float)]
            # A title of MinerU is any heading.
            kind = Role.HEADING if role is Role.TITLE else role
            yield Line(text, box, None, None, None, min(sure) if sure else None, kind, block.get("level"), "", n)


# --- Docling


def _docling(value: Json) -> Iterator[Page]:
    """The body's tree in its order; furniture where its own words say so."""
    sizes = {int(number): page.get("size") or {} for number, page in (value.get("pages") or {}).items()}
    last = max([*sizes, 1, *(int(p["page_no"]) for one in value.get("texts", ()) for p in one.get("prov") or ())])
    pages: list[list[Line]] = [[] for _ in range(_bounded(last))]
    seen: set[str] = set()
    stack = [{"$ref": "#/furniture"}, {"$ref": "#/body"}]
    n = 0
    while stack:
        reference = stack.pop().get("$ref", "")
        if reference in seen:
            continue
        seen.add(reference)
        one = _target(value, reference)
        if one is None:
            continue
        stack += reversed(one.get("children") or ())
        place: Json = next(iter(one.get("prov") or ()), {})
        page = min(max(int(place.get("page_no") or 1), 1), len(pages))
        height = float(sizes.get(page, {}).get("height") or 0)
        box = _docling_box(place.get("bbox"), height)
        n += 1
        if "data" in one and isinstance(one["data"], dict):
            for row in one["data"].get("grid") or ():
                cells = list(dict.fromkeys(clean(str(cell.get("text") or "")) for cell in row))
                pages[page - 1].append(Line("\t".join(cells), box, role=Role.TABLE, block=n))
        elif one.get("text"):
            label = str(one.get("label", ""))
            role = role_named(label)
            marker = str(one.get("marker") or "") if one.get("enumerated") else ""
            text = f"{marker} {one['text']}" if marker and not one["text"].startswith(marker) else one["text"]
            level = int(one["level"]) if role is Role.HEADING and one.get("level") else None
            pages[page - 1] += _texts(text, role, level, box, n)
    for number, lines in enumerate(pages, 1):
        size = sizes.get(number, {})
        yield Page.of(lines, float(size.get("width") or 0), float(size.get("height") or 0))


def _target(value: Json, reference: str) -> Json:
    at = value
    for part in reference.removeprefix("#/").split("/"):
        if isinstance(at, list):
            at = at[int(part)] if part.isdigit() and int(part) < len(at) else None
        else:
            at = at.get(part)
        if at is None:
            return None
    return at


def _docling_box(told: Json, height: float) -> Box | None:
    if not isinstance(told, dict):
        return None
    left, top, right, bottom = (float(told.get(side) or 0) for side in "ltrb")
    if told.get("coord_origin", "BOTTOMLEFT") == "BOTTOMLEFT":
        if not height:
            return None
        top, bottom = height - top, height - bottom
    return _box([left, top, right, bottom], 1.0)


# --- PaddleOCR


def _paddle(value: Json) -> Iterator[Page]:
    for page in value if isinstance(value, list) else [value]:
        page = page.get("res", page)
        width, height = (float(page.get(side) or 0) * SCALE for side in ("width", "height"))
        blocks = page.get("parsing_res_list")
        if blocks:
            if all(isinstance(block.get("block_order"), int) for block in blocks):
                blocks = sorted(blocks, key=lambda block: block["block_order"])
            lines: list[Line] = []
            for n, block in enumerate(blocks):
                label, content = str(block.get("block_label", "")), block.get("block_content")
                role = Role.TITLE if label == "doc_title" else role_named(label)
                box = _box(block.get("block_bbox"), SCALE)
                lines += _rows(content, box, n) if label == "table" else _texts(content, role, None, box, n)
            yield Page.of(lines, width, height)
            continue
        boxes = page.get("rec_boxes") or page.get("rec_polys") or page.get("dt_polys") or []
        scores = page.get("rec_scores") or []
        found = []
        for n, text in enumerate(page.get("rec_texts") or ()):
            box = _box(boxes[n] if n < len(boxes) else None, SCALE)
            found.append(Line(clean(str(text)), box, confidence=float(scores[n]) if n < len(scores) else None))
        yield Page.of(in_reading_order([line for line in found if line.text], width), width, height, ordered=False)


def _paddle_old(value: Json) -> Iterator[Page]:
    """[[[[x, y], …], ["text", 0.98]], …], a list a page, or one page."""
    for page in [value] if _is_paddle_line(value[0]) else value:
        found = [
            Line(clean(str(words)), _box(polygon, SCALE), confidence=float(sure))
            for polygon, (words, sure) in page or ()
        ]
        yield Page.of(in_reading_order([line for line in found if line.text], 0), ordered=False)


def _paddle_lines(value: list[Json]) -> bool:
    first = next((one for one in value if one), None)
    return _is_paddle_line(first) or (isinstance(first, list) and bool(first) and _is_paddle_line(first[0]))


def _is_paddle_line(one: Json) -> bool:
    return (
        isinstance(one, list)
        and len(one) == 2
        and isinstance(one[0], list)
        and len(one[0]) == 4
        and all(isinstance(corner, list) and len(corner) == 2 for corner in one[0])
        and isinstance(one[1], list | tuple)
        and len(one[1]) == 2
        and isinstance(one[1][0], str)
    )


# --- all of them


def _texts(value: Json, role: Role | None, level: int | None, box: Box | None, block: int) -> Iterator[Line]:
    for text in str(value or "").split("\n"):
        words = clean(text)
        if words:
            yield Line(words, box, role=role, level=level, block=block)


def _rows(table: Json, box: Box | None, block: int) -> Iterator[Line]:
    """The rows of a table that is written as HTML."""
    if not table:
        return
    root = parse_html(str(table))
    rows = [] if root is None else list(root.iter("tr"))
    for row in rows:
        cells = [clean(" ".join("".join(cell.itertext()).split())) for cell in row if cell.tag in ("td", "th")]
        if any(cells):
            yield Line("\t".join(cells), box, role=Role.TABLE, block=block)
    if not rows:
        yield from _texts(table, Role.TABLE, None, box, block)


def _box(told: Json, scale: float) -> Box | None:
    """A box of four sides, or around the corners of a polygon; None where numbers are missing or wrong."""
    if not isinstance(told, Iterable) or isinstance(told, str | dict):
        return None
    sides = list(told)
    if len(sides) == 4 and all(isinstance(side, int | float) for side in sides):
        left, top, right, bottom = (float(side) * scale for side in sides)
    else:
        corners = [corner for corner in sides if isinstance(corner, list) and len(corner) == 2]
        if not corners or not all(isinstance(side, int | float) for corner in corners for side in corner):
            return None
        left, top = (min(float(corner[k]) for corner in corners) * scale for k in (0, 1))
        right, bottom = (max(float(corner[k]) for corner in corners) * scale for k in (0, 1))
    ordered = -1e7 < left <= right < 1e7 and -1e7 < top <= bottom < 1e7
    return Box(left, top, right, bottom) if ordered else None


def _bounded(pages: int) -> int:
    if not 0 <= pages <= PAGES:
        raise DocumentError("TOO_MANY_PAGES", f"The JSON counts {pages} pages; at most {PAGES} are read.")
    return max(pages, 1)
