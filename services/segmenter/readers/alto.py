"""ALTO 2 to 4: recognised pages as XML, with or without its namespace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from services.segmenter.readers.document import Box, Document, Line, Page, Role, clean
from services.segmenter.readers.languages import language_tag
from services.segmenter.readers.layout.columns import visual_lines
from services.segmenter.readers.roles import role_named
from services.segmenter.readers.words import Word, join_words
from services.segmenter.readers.xml import local, number, parse_xml, root_name

UNITS = {"mm10": 72 / 254, "inch1200": 72 / 1200, "pixel": 72 / 300}  # points; pixels at 300 an inch
MARGINS = {
    "TopMargin": Role.HEADER,
    "BottomMargin": Role.FOOTER,
    "LeftMargin": Role.MARGINALIA,
    "RightMargin": Role.MARGINALIA,
}
HYPHENS = "-\u00ad\u2010\u00ac"


class Style(NamedTuple):
    """Font size in points and weight of a TextStyle."""

    size: float | None
    weight: int | None


def is_alto(raw: bytes) -> bool:
    """By the first element."""
    return root_name(raw) == "alto"


def read_alto(raw: bytes) -> Document:
    """One page for each Page; lines wherever they stand, in the reading order where one is told."""
    root = parse_xml(raw, "ALTO")
    unit = next((text.text or "" for text in root.iter() if local(text) == "MeasurementUnit"), "pixel")
    scale = UNITS.get(unit.strip().lower(), UNITS["pixel"])
    styles = {e.get("ID", ""): _style(e) for e in root.iter() if local(e) == "TextStyle"}
    tags = {e.get("ID", ""): e.get("LABEL", "") for e in root.iter() if local(e).endswith("Tag") and e.get("LABEL")}
    order = _order(root)
    pages = [element for element in root.iter() if local(element) == "Page"]
    return Document.of("alto", (_page(page, scale, styles, tags, order) for page in pages))


def _style(element: Any) -> Style:
    bold = "bold" in element.get("FONTSTYLE", "").lower()
    return Style(number(element.get("FONTSIZE")), 700 if bold else 400 if element.get("FONTSTYLE") else None)


def _order(root: Any) -> dict[str, int]:
    """The place of each block or line in the first ordered group; ALTO 4.3 and later."""
    for group in root.iter():
        if local(group) == "OrderedGroup":
            refs = [element.get("REF", "") for element in group.iter() if local(element) == "ElementRef"]
            return {ref: place for place, ref in reversed(list(enumerate(refs)))}
    return {}


def _page(page: Any, scale: float, styles: dict[str, Style], tags: dict[str, str], order: dict[str, int]) -> Page:
    lines = list(_lines(page, scale, styles, tags))
    if order:
        # What the order does not name stands behind what stood before it.
        places: list[tuple[int, int]] = []
        last = -1
        for n, (_, names) in enumerate(lines):
            last = next((order[name] for name in names if name in order), last)
            places.append((last, n))
        lines = [lines[n] for _, n in sorted(places)]
    label = page.get("PRINTED_IMG_NR", "")
    width, height = ((number(page.get(side)) or 0) * scale for side in ("WIDTH", "HEIGHT"))
    return Page.of(visual_lines([line for line, _ in lines]), width, height, label=label)


def _lines(
    page: Any, scale: float, styles: dict[str, Style], tags: dict[str, str]
) -> Iterator[tuple[Line, tuple[str, ...]]]:
    """Each line with its own name and its blocks', the innermost first."""
    block = -1
    known: dict[Any, tuple[int, Role | None, tuple[str, ...], str, str]] = {page: (-1, None, (), "", "")}
    for element in page.iter():
        name = local(element)
        if name not in ("TextLine", "TextBlock", "ComposedBlock", "PrintSpace", *MARGINS):
            continue
        around = element.getparent()
        while around not in known:
            around = around.getparent()
        where, role, names, language, style = known[around]
        labels = [tags.get(ref, "") for ref in element.get("TAGREFS", "").split()]
        role = next((found for label in labels if (found := role_named(label))), None) or MARGINS.get(name) or role
        role = role_named(element.get("TYPE")) or role
        names = (element.get("ID", ""), *names)
        language = language_tag(element.get("LANG") or element.get("language")) or language
        style = element.get("STYLEREFS", "") or style
        if name == "TextLine":
            yield _line(element, scale, styles, style, role, where, language), names
            continue
        if name == "TextBlock":
            block += 1
            where = block
        known[element] = (where, role, names, language, style)


def _line(
    line: Any, scale: float, styles: dict[str, Style], refs: str, role: Role | None, block: int, language: str
) -> Line:
    words: list[Word] = []
    sure, bold, sizes = [], 0, []
    hyphen = ""
    for part in line.iterchildren():
        name = local(part)
        if name == "HYP":
            hyphen = clean(part.get("CONTENT", "-")) or "-"
        elif name == "String":
            text = part.get("CONTENT", "")
            # Half of a word carries the whole of it in SUBS_CONTENT; what is printed is what is read.
            if part.get("SUBS_TYPE") == "HypPart1" and text and text[-1] not in HYPHENS:
                hyphen = hyphen or "-"
            words.append((text, _box(part, scale)))
            sure += [value for value in (number(part.get("WC")),) if value is not None]
            style = _styled(part.get("STYLEREFS", "") or refs, styles)
            bold += style.weight == 700 or "bold" in part.get("STYLE", "")
            sizes += [style.size] if style.size else []
    box = _box(line, scale)
    text = join_words(words, box.height if box else 0)
    baseline = line.get("BASELINE", "").replace(",", " ").split()
    low = number(baseline[1] if len(baseline) > 1 else baseline[0] if baseline else None)
    return Line(
        text + hyphen if text else "",
        box,
        low * scale if low is not None else None,
        max(sizes) if sizes else None,
        (700 if bold > len(words) / 2 else 400) if words and (bold or styles) else None,
        sum(sure) / len(sure) if sure else None,
        role,
        None,
        language,
        block if block >= 0 else None,
    )


def _styled(refs: str, styles: dict[str, Style]) -> Style:
    chosen = [styles[ref] for ref in refs.split() if ref in styles]
    return Style(
        next((style.size for style in chosen if style.size), None),
        next((style.weight for style in chosen if style.weight), None),
    )


def _box(element: Any, scale: float) -> Box | None:
    left, top, width, height = (number(element.get(name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    if left is None or top is None or width is None or height is None or width < 0 or height < 0:
        return _around(element, scale)
    return Box(left * scale, top * scale, (left + width) * scale, (top + height) * scale)


def _around(element: Any, scale: float) -> Box | None:
    """The box around the outline that newer files draw in place of one."""
    if local(element) == "String":
        return None
    shape = next((e for e in element.iterdescendants() if local(e) == "Polygon" and e.get("POINTS")), None)
    sides = [number(part) for part in shape.get("POINTS", "").replace(",", " ").split()] if shape is not None else []
    points = [side * scale for side in sides if side is not None]
    if len(points) < 4 or len(points) != len(sides) or len(points) % 2:
        return None
    across, down = points[::2], points[1::2]
    return Box(min(across), min(down), max(across), max(down))
