"""What is the same in every file of a profile: sheet, margins, grid, page numbers, styles. Made once a process."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Mm
from lxml import etree

from services.renderer.docx.blank_package import W, blank_package
from services.renderer.docx.foot_box import EMU
from services.renderer.docx.styles import rpr_fonts
from services.renderer.profile import Profile


@dataclass(frozen=True, slots=True)
class PackageSkeleton:
    """The parts of a package by name, the content types and relations to write beside them, and the section's XML."""

    parts: tuple[tuple[str, bytes, str], ...]  # name, bytes, content type
    relations: tuple[tuple[str, bytes], ...]  # name of the .rels file, bytes
    section: str
    width: int  # of the text, in twips


_BUILT: dict[int, tuple[Profile, PackageSkeleton]] = {}  # by identity: profiles are made once a process


def skeleton(profile: Profile) -> PackageSkeleton:
    """The skeleton of a profile."""
    built = _BUILT.get(id(profile))
    if built is None or built[0] is not profile:
        built = _BUILT[id(profile)] = (profile, _built(profile))
    return built[1]


def _built(profile: Profile) -> PackageSkeleton:
    document = Document(BytesIO(blank_package(profile)))
    _set_section(document.sections[0], profile)
    return as_skeleton(document)


def as_skeleton(document: Any) -> PackageSkeleton:
    """The parts of an open document; its last section is that of the text."""
    parts, relations = [], [("_rels/.rels", document.part.package.rels.xml)]
    for part in document.part.package.iter_parts():
        parts.append((str(part.partname), part.blob, part.content_type))
        if part.rels:
            relations.append((str(part.partname.rels_uri)[1:], part.rels.xml))
    last = document.sections[-1]
    width = (last.page_width or 0) - (last.left_margin or 0) - (last.right_margin or 0)
    return PackageSkeleton(tuple(sorted(parts)), tuple(sorted(relations)), _xml(last._sectPr), width // EMU)


def _set_section(section: Any, profile: Profile) -> None:
    page = profile.page
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(page.header), Mm(page.footer)
    section.gutter = 0
    _number(section.footer, profile, "right" if page.mirrored else "center")
    if page.mirrored:
        _number(section.even_page_footer, profile, "left")
    if page.pitch:
        grid = f'<w:docGrid xmlns:w="{W}" w:type="lines" w:linePitch="{round(page.pitch * 20)}"/>'
        section._sectPr.append(parse_xml(grid))


def _number(footer: Any, profile: Profile, side: str) -> None:
    """The page number in a footer; mirrored ones stand one character in from the edge."""
    footer.is_linked_to_previous = False
    page = profile.page
    before, after = page.number.split("{}")
    size = round(page.number_size * 2)
    look = (
        f'<w:rPr>{rpr_fonts(profile.fonts[page.number_font], profile)}<w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr>'
    )
    edge = f' w:{side}Chars="100" w:{side}="{size * 10}"' if page.mirrored else ""

    def run(inner: str) -> str:
        return f"<w:r>{look}{inner}</w:r>"

    paragraph = parse_xml(
        f'<w:p xmlns:w="{W}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:ind{edge} w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{side}"/></w:pPr>'
        + (run(f'<w:t xml:space="preserve">{before}</w:t>') if before else "")
        + run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
        + (run(f'<w:t xml:space="preserve">{after}</w:t>') if after else "")
        + "</w:p>"
    )
    element = footer._element
    for child in list(element):
        element.remove(child)
    element.append(paragraph)


def _xml(element: Any) -> str:
    """The element without the namespace declarations that the document has."""
    text: str = etree.tostring(element, encoding="unicode")
    head, _, rest = text.partition(">")
    names = [part for part in head.split() if not part.startswith("xmlns:")]
    return " ".join(names) + ("/" if head.endswith("/") and not names[-1].endswith("/") else "") + ">" + rest
