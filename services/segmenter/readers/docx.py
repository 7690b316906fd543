"""DOCX: paragraphs with their automatic numbers, revisions accepted, rows of tables, heads and feet as furniture."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.errors import DocumentError
from services.segmenter.readers.document import Document, Line, Page, Role, clean
from services.segmenter.readers.docx_numbers import Numbering, read_numbering
from services.segmenter.readers.docx_xml import child, is_on, value
from services.segmenter.readers.package import Package, opened, zip_names
from services.segmenter.readers.xml import local, parse_xml

TYPES = "[content_types].xml"
DEEPEST = 20  # styles based on styles
HEADING_LEVELS = 9
BODY_SIZE = 10.5  # points, where no style tells


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style gives its paragraphs; None: what it is based on tells."""

    name: str = ""
    level: int | None = None  # of a heading, 1 outermost
    number_id: str | None = None
    depth: int | None = None
    bold: bool | None = None
    size: float | None = None  # points


def is_docx(raw: bytes) -> bool:
    """A package of Office with a part for text."""
    names = {name.casefold() for name in zip_names(raw)}
    return TYPES in names and any(name.startswith("word/") for name in names)


def read_docx(raw: bytes) -> Document:
    """One page: where a program breaks pages is not written down. Raises FILE_DAMAGED, FILE_ENCRYPTED."""
    with opened(raw, "DOCX file") as package:
        main = _main_part(package)
        root = _xml(package, main)
        folder = posixpath.dirname(main)
        styles, default = _styles(_part(package, folder, "styles.xml"))
        reader = _Reader(styles, default, read_numbering(_part(package, folder, "numbering.xml")))
        body = child(root, "body")
        lines = list(reader.blocks(body if body is not None else ()))
        heads = [*_edges(package, folder, "header", Role.HEADER, reader)]
        feet = [*_edges(package, folder, "footer", Role.FOOTER, reader)]
        notes = [*_notes(_part(package, folder, "footnotes.xml"), reader)]
        core = package.find("docProps/core.xml")
        facts = list(_metadata(parse_xml(package.read(core), "DOCX file"))) if core else []
    return Document.of("docx", [Page.of([*heads, *lines, *notes, *feet])], metadata=facts)


class _Reader:
    """Walks blocks in their order: the numbers of lists count on as it goes."""

    def __init__(self, styles: dict[str, Style], default: str, numbering: Numbering) -> None:
        self.styles, self.default, self.numbering = styles, default, numbering

    def blocks(self, parent: Any, role: Role | None = None) -> Iterator[Line]:
        """The lines of paragraphs and tables, content controls and accepted insertions looked into."""
        stack = [iter(parent)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                continue
            match local(element):
                case "p":
                    yield from self.paragraph(element, role)
                case "tbl":
                    yield from self.rows(element)
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag":
                    stack.append(iter(element))

    def rows(self, table: Any) -> Iterator[Line]:
        for row in (e for e in table.iter() if local(e) == "tr"):
            if any(
                local(around) == "tc"
                for around in row.iterancestors()
                if around is not table and _inside(around, table)
            ):
                continue  # a table in a cell is part of the cell
            if child(child(row, "trPr"), "del") is not None:
                continue
            filled = [cell for cell in row if local(cell) == "tc" and clean("".join(cell.itertext()))]
            if len(filled) == 1 and sum(1 for e in filled[0] if local(e) == "p") > 1:
                yield from self.blocks(filled[0])  # a table that only lays out the page
                continue
            cells = [
                " ".join(text for p in cell.iter() if local(p) == "p" for text in [clean(_text(p))] if text)
                for cell in row
                if local(cell) == "tc"
            ]
            if any(cells):
                yield Line("\t".join(cells), role=Role.TABLE)

    def paragraph(self, element: Any, role: Role | None) -> Iterator[Line]:
        properties = child(element, "pPr")
        style = self.style(value(child(properties, "pStyle")) or self.default)
        listed = child(properties, "numPr")
        number_id = value(child(listed, "numId")) if listed is not None else style.number_id
        depth = value(child(listed, "ilvl")) if listed is not None else ""
        level = int(depth) if depth.isdigit() else style.depth or 0
        text = _text(element)
        number = self.numbering.next(number_id, level) if number_id and number_id != "0" and clean(text) else ""
        outline = value(child(properties, "outlineLvl"))
        heading = int(outline) + 1 if outline.isdigit() and int(outline) < HEADING_LEVELS else style.level
        if role is None:
            role = Role.TITLE if style.name == "title" else Role.HEADING if heading else None
        bold, size = _look(element, style)
        first = True
        for part in text.split("\n"):  # a line break inside a paragraph
            words = clean(part)
            if words:
                yield Line(
                    number + words if first else words,
                    size=size,
                    weight=700 if bold else 400,
                    role=role,
                    level=heading if role is Role.HEADING else None,
                )
                first = False
        for box in (e for e in element.iter() if local(e) == "txbxContent" and _is_own(e, element)):
            yield from self.blocks(box)

    def style(self, name: str) -> Style:
        """A style with what it inherits."""
        return self.styles.get(name, Style())


def _text(paragraph: Any) -> str:
    """The words of a paragraph as a reader sees them: inserted ones are there, deleted ones are not."""
    parts: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        match local(element):
            case "t":
                parts.append(element.text or "")
            case "tab" | "ptab":
                parts.append("\t")
            case "br":
                parts.append("\n" if value(element, "type") in ("", "textWrapping") else " ")
            case "cr":
                parts.append("\n")
            case "noBreakHyphen":
                parts.append("-")
            case "sym" if (code := value(element, "char")) and len(code) <= 6:
                parts.append(_symbol(code))
            case "txbxContent":
                pass  # a frame: lines of their own
            case "" | "del" | "moveFrom" | "instrText" | "delText" | "pPr" | "rPr" | "Fallback":
                pass
            case _:
                stack.append(iter(element))
    return "".join(parts)


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xE000 else "•"  # symbol fonts: bullets nearly always


def _look(paragraph: Any, style: Style) -> tuple[bool, float]:
    """Whether most of a paragraph is bold, and its size in points."""
    bold = chars = 0
    size: float | None = None
    for run in (e for e in paragraph.iter() if local(e) == "r"):
        words = sum(len(e.text or "") for e in run if local(e) == "t")
        if not words:
            continue
        look = child(run, "rPr")
        switch = child(look, "b")
        bold += words if (is_on(switch) if switch is not None else style.bold) else 0
        chars += words
        if size is None and (half := value(child(look, "sz"))).isdigit():
            size = int(half) / 2
    return bool(chars) and bold > chars / 2, size or style.size or BODY_SIZE


def _styles(root: Any) -> tuple[dict[str, Style], str]:
    """Paragraph styles by id with what they inherit, and the id of the default one."""
    own: dict[str, tuple[Style, str]] = {}
    default, body_size = "", None
    for element in root if root is not None else ():
        if local(element) == "docDefaults":
            half = value(child(child(child(element, "rPrDefault"), "rPr"), "sz"))
            body_size = int(half) / 2 if half.isdigit() else None
        if local(element) != "style" or value(element, "type") not in ("paragraph", ""):
            continue
        key = value(element, "styleId")
        if value(element, "default") in ("1", "true"):
            default = key
        own[key] = (_style(element), value(child(element, "basedOn")))
    styles = {}
    for key, (style, base) in own.items():
        chain, at = [style], base
        while at in own and len(chain) < DEEPEST:
            chain.append(own[at][0])
            at = own[at][1]
        styles[key] = Style(
            style.name,
            next((one.level for one in chain if one.level is not None), None) or None,
            next((one.number_id for one in chain if one.number_id is not None), None),
            next((one.depth for one in chain if one.depth is not None), None),
            next((one.bold for one in chain if one.bold is not None), None),
            next((one.size for one in chain if one.size is not None), body_size),
        )
    return styles, default


def _style(element: Any) -> Style:
    name = value(child(element, "name")).casefold()
    look, paragraph = child(element, "rPr"), child(element, "pPr")
    listed = child(paragraph, "numPr")
    outline = value(child(paragraph, "outlineLvl"))
    level = int(outline) + 1 if outline.isdigit() else None
    if level is None and name.startswith("heading ") and name[8:].isdigit():
        level = int(name[8:])
    half, depth, switch = value(child(look, "sz")), value(child(listed, "ilvl")), child(look, "b")
    return Style(
        name,
        level if level is None or level <= HEADING_LEVELS else 0,  # 9 stands for body text
        (value(child(listed, "numId")) or None) if listed is not None else None,
        int(depth) if depth.isdigit() else None,
        is_on(switch) if switch is not None else None,
        int(half) / 2 if half.isdigit() else None,
    )


def _edges(package: Package, folder: str, kind: str, role: Role, reader: _Reader) -> Iterator[Line]:
    """The lines of heads or feet, each once."""
    seen: set[str] = set()
    for name in sorted(package.names):
        if posixpath.dirname(name) == folder and posixpath.basename(name).startswith(kind) and name.endswith(".xml"):
            for line in reader.blocks(_xml(package, name), role):
                if line.text not in seen:
                    seen.add(line.text)
                    yield line


def _notes(root: Any, reader: _Reader) -> Iterator[Line]:
    for note in root if root is not None else ():
        if local(note) == "footnote" and value(note, "type") in ("", "normal"):
            yield from reader.blocks(note, Role.FOOTNOTE)


def _metadata(root: Any) -> Iterator[tuple[str, str]]:
    for element in root:
        if local(element) in ("title", "creator", "subject", "created", "modified") and element.text:
            yield local(element), clean(element.text)[:500]


def _main_part(package: Package) -> str:
    relations = package.find("_rels/.rels")
    for element in parse_xml(package.read(relations), "DOCX file") if relations else ():
        if value(element, "Type").endswith("/officeDocument"):
            name = package.find(value(element, "Target"))
            if name:
                return name
    name = package.find("word/document.xml")
    if not name:
        raise DocumentError("FILE_DAMAGED", "This DOCX file has no text part.")
    return name


def _part(package: Package, folder: str, name: str) -> Any:
    member = package.find(posixpath.join(folder, name))
    return parse_xml(package.read(member), "DOCX file") if member else None


def _xml(package: Package, name: str) -> Any:
    return parse_xml(package.read(name), "DOCX file")


def _inside(element: Any, table: Any) -> bool:
    return any(around is table for around in element.iterancestors())


def _is_own(box: Any, paragraph: Any) -> bool:
    """Whether a frame is anchored in this paragraph, and is no copy for old programs."""
    for around in box.iterancestors():
        if local(around) == "Fallback":
            return False
        if local(around) == "p":
            return around is paragraph
    return False
