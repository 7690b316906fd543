"""OFD (GB/T 33190): the pages of the first document, text where its objects put it; templates under it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from services.errors import DocumentError
from services.limits import PAGES
from services.outline.model import Finding, Severity
from services.segmenter.readers.document import UNPRINTABLE, Bookmark, Box, Document, Line, Page, Role, clean
from services.segmenter.readers.layout.columns import in_reading_order
from services.segmenter.readers.package import Package, opened, zip_names
from services.segmenter.readers.words import APART, CELL, SOLID
from services.segmenter.readers.xml import local, number, parse_xml

POINTS = 72 / 25.4  # a millimetre
A4 = (210.0, 297.0)  # millimetres, where no page size is told
ASCENT, DESCENT = 0.88, 0.12  # of the size, above and below the baseline
PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
ASKEW = 0.15  # of a line's direction that points down or up: more is set over the page
UNMAPPED_MOST = 0.3  # of the characters; more: the text cannot be read
BOLD = re.compile(r"bold|heavy|hei|黑|小标宋", re.IGNORECASE)


class Font(NamedTuple):
    """Whether a font is bold by its name or its own word."""

    bold: bool


def is_ofd(raw: bytes) -> bool:
    """By its entry file."""
    return any(name.casefold() == "ofd.xml" for name in zip_names(raw))


def read_ofd(raw: bytes) -> Document:
    """The pages. Raises FILE_DAMAGED, TEXT_MISSING (text drawn as paths, pictures), TEXT_UNMAPPED."""
    with opened(raw, "OFD file") as package:
        entry = _xml(package, "OFD.xml")
        root = _text_of(entry, "DocRoot")
        path = package.find(root)
        if not path:
            raise DocumentError("FILE_DAMAGED", "This OFD file names no document that is in it.")
        return _document(package, path, entry)


def _document(package: Package, path: str, entry: Any) -> Document:
    document = _xml(package, path)
    folder = posixpath.dirname(path)
    fonts = dict(_fonts(package, document, folder))
    size = _page_size(document) or A4
    templates = {e.get("ID"): e.get("BaseLoc", "") for e in document.iter() if local(e) == "TemplatePage"}
    places = [e for e in document.iter() if local(e) == "Page" and e.get("BaseLoc")]
    if len(places) > PAGES:
        raise DocumentError("TOO_MANY_PAGES", f"The OFD file has {len(places)} pages; at most {PAGES} are read.")
    drawn: dict[str, list[Line]] = {}
    pages, blank, ids = [], [], {}
    for n, place in enumerate(places):
        ids[place.get("ID", "")] = n + 1
        name = package.find(posixpath.join(folder, place.get("BaseLoc", "")))
        if not name:
            pages.append(Page(""))
            blank.append(n + 1)
            continue
        content = _xml(package, name)
        lines: list[Line] = []
        for template in (e.get("TemplateID") for e in content.iter() if local(e) == "Template"):
            where = package.find(posixpath.join(folder, templates.get(template) or "/"))
            if where and where not in drawn:
                drawn[where] = list(_lines(_xml(package, where), fonts))
            lines += drawn.get(where, [])
        lines += _lines(content, fonts)
        width, height = _page_size(content) or size
        if not lines:
            blank.append(n + 1)
        askew = [line for line in lines if line.role is Role.WATERMARK]
        ordered = in_reading_order([line for line in lines if line.role is not Role.WATERMARK], width * POINTS)
        ordered += [replace(line, box=None) for line in askew]
        pages.append(Page.of(ordered, width * POINTS, height * POINTS, ordered=False))
    return Document.of(
        "ofd",
        pages,
        bookmarks=_bookmarks(document, ids),
        metadata=_metadata(entry),
        findings=_findings(pages, blank),
    )


def _findings(pages: list[Page], blank: list[int]) -> list[Finding]:
    chars = sum(len(page.text) for page in pages)
    if not chars:
        raise DocumentError(
            "TEXT_MISSING",
            "This OFD file has no text, only pictures or drawings: run it through text recognition first.",
        )
    unknown = sum(len(PRIVATE.findall(page.text)) for page in pages)
    if unknown > UNMAPPED_MOST * chars:
        raise DocumentError(
            "TEXT_UNMAPPED",
            "The fonts of this OFD file do not tell which characters they draw: run it through text recognition first.",
        )
    found = []
    if unknown:
        found.append(Finding("characters_unmapped", Severity.WARNING, details=(("count", str(unknown)),)))
    if blank:
        shown = ", ".join(map(str, blank[:20])) + (", …" if len(blank) > 20 else "")
        found.append(Finding("pages_without_text", Severity.WARNING, details=(("pages", shown),)))
    return found


def _lines(content: Any, fonts: dict[str, Font]) -> Iterator[Line]:
    for element in content.iter():
        if local(element) == "TextObject" and element.get("Visible", "true").lower() not in ("false", "0"):
            yield from _text_object(element, fonts)


def _text_object(element: Any, fonts: dict[str, Font]) -> Iterator[Line]:
    boundary = _numbers(element.get("Boundary"))
    left, top = boundary[:2] if len(boundary) >= 2 else (0.0, 0.0)
    matrix = _numbers(element.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    size = number(element.get("Size")) or 0.0
    high = size * ((c * c + d * d) ** 0.5 or 1.0)
    weight = number(element.get("Weight")) or 400
    bold = weight >= 600 or fonts.get(element.get("Font", ""), Font(False)).bold
    for code in element.iterchildren():
        if local(code) != "TextCode":
            continue
        x, y = number(code.get("X")) or 0.0, number(code.get("Y")) or 0.0
        steps, falls = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        for text, start, end, low in _stretches(code.text or "", x, y, steps, falls, size):
            x0, x1 = a * start + c * low + e + left, a * end + c * low + e + left
            base = b * start + d * low + f + top
            box = Box(min(x0, x1), base - ASCENT * high, max(x0, x1), base + DESCENT * high)
            words = clean(text)
            if words:
                place = Box(*(side * POINTS for side in box))
                askew = Role.WATERMARK if min(abs(a) + abs(d), abs(b) + abs(c)) > ASKEW * (abs(a) + abs(b)) else None
                yield Line(words, place, base * POINTS, high * POINTS or None, 700 if bold else 400, role=askew)


def _stretches(
    text: str, x: float, y: float, steps: list[float], falls: list[float], size: float
) -> Iterator[tuple[str, float, float, float]]:
    """Text, start, end and baseline of what stands without a white as wide as a cell's, in the object's coordinates."""
    text = UNPRINTABLE.sub(" ", text)
    chars: list[str] = []
    start = at = x
    for n, char in enumerate(text):
        chars.append(char)
        wide = size if SOLID.match(char) else 0.5 * size
        step = steps[n] if n < len(steps) else (0.0 if any(falls) else wide)
        gap = step - wide
        if size and n + 1 < len(text) and gap > CELL * size:
            yield "".join(chars), start, at + wide, y
            chars, start = [], at + step
        elif size and gap > APART * size and char != " ":
            chars.append(" ")
        at += step if n + 1 < len(text) else wide
    if chars:
        yield "".join(chars), start, max(at, start), y


def _deltas(value: str | None) -> list[float]:
    """Advances; "g 5 3.2" stands for five of 3.2."""
    offsets: list[float] = []
    parts = (value or "").split()
    k = 0
    while k < len(parts) and len(offsets) < 100_000:
        if parts[k] == "g" and k + 2 < len(parts):
            times, step = number(parts[k + 1]), number(parts[k + 2])
            offsets += [step or 0.0] * min(int(times or 0), 100_000)
            k += 3
            continue
        offsets.append(number(parts[k]) or 0.0)
        k += 1
    return offsets


def _page_size(element: Any) -> tuple[float, float] | None:
    """Width and height in millimetres."""
    for box in element.iter():
        if local(box) == "PhysicalBox":
            sides = _numbers(box.text)
            if len(sides) == 4 and sides[2] > 0 and sides[3] > 0:
                return sides[2], sides[3]
    return None


def _fonts(package: Package, document: Any, folder: str) -> Iterator[tuple[str, Font]]:
    for element in document.iter():
        if local(element) in ("PublicRes", "DocumentRes") and element.text:
            name = package.find(posixpath.join(folder, element.text.strip()))
            if not name:
                continue
            for font in _xml(package, name).iter():
                if local(font) == "Font":
                    named = f"{font.get('FontName', '')} {font.get('FamilyName', '')}"
                    yield font.get("ID", ""), Font(font.get("Bold") == "true" or BOLD.search(named) is not None)


def _bookmarks(document: Any, pages: dict[str, int]) -> list[Bookmark]:
    found = []
    for element in document.iter():
        if local(element) == "OutlineElem" and clean(element.get("Title", "")):
            level = 1 + sum(1 for around in element.iterancestors() if local(around) == "OutlineElem")
            target = next((e for e in element.iter() if local(e) == "Dest"), None)
            page = pages.get(target.get("PageID", ""), 0) if target is not None else 0
            found.append(Bookmark(clean(element.get("Title", ""))[:500], level, page))
    return found


def _metadata(entry: Any) -> Iterator[tuple[str, str]]:
    for element in entry.iter():
        if local(element) in ("Title", "Author", "Creator", "CreationDate") and element.text:
            yield local(element).lower(), clean(element.text)[:500]


def _xml(package: Package, name: str) -> Any:
    member = package.find(name)
    if not member:
        raise DocumentError("FILE_DAMAGED", f"This OFD file has no {name}.")
    return parse_xml(package.read(member), "OFD file")


def _text_of(root: Any, name: str) -> str:
    return next(((e.text or "").strip() for e in root.iter() if local(e) == name), "")


def _numbers(value: str | None) -> list[float]:
    numbers = [number(part) for part in (value or "").split()]
    return [part for part in numbers if part is not None] if None not in numbers else []
