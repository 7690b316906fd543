"""A clerk's own template: their letterhead, header, footer and styles around our text,
as pandoc's reference document.
"""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from services.errors import DocumentError
from services.renderer.docx.blank_package import W
from services.renderer.docx.skeleton import PackageSkeleton, as_skeleton
from services.renderer.docx.styles import style_id, style_of, support_styles
from services.renderer.profile import Profile, Style

TEMPLATE_BYTES = 16 * 1024 * 1024
UNPACKED_BYTES = 128 * 1024 * 1024  # of all parts: a ZIP can promise far more than it weighs
PARTS = 2_000


@dataclass(frozen=True, slots=True)
class Template:
    """The skeleton of a template, the id of each style of the profile in it,
    and the names of those it does not have.
    """

    skeleton: PackageSkeleton
    styles: dict[str, str]
    missing: tuple[str, ...]


_OPENED: dict[tuple[bytes, int], Template] = {}
_MOST_OPEN = 8


def template(data: bytes, profile: Profile) -> Template:
    """The template under a profile; styles that it lacks are added in the profile's own look.

    Raises DocumentError TEMPLATE_UNREADABLE for what is no .docx, TEMPLATE_TOO_LARGE.
    """
    key = hashlib.sha256(data).digest(), id(profile)
    if key not in _OPENED:
        if len(_OPENED) >= _MOST_OPEN:
            _OPENED.clear()
        _OPENED[key] = _with_styles(data, profile)
    return _OPENED[key]


def _with_styles(data: bytes, profile: Profile) -> Template:
    document = _document(data)
    known = {
        _plain(str(style.name)): style.style_id for style in document.styles if style.type is not None and style.name
    }
    sheet = document.styles.element
    taken = {style.style_id for style in document.styles}
    ids, missing = {}, []
    _set_language(document, profile)
    ratio = _body_size(document, profile) / profile.styles["body"].size
    added = replace(profile, page=replace(profile.page, pitch=profile.page.pitch * ratio, tracking=0))
    for key, style in profile.styles.items():
        if (found := known.get(_plain(style.name))) is not None:
            ids[key] = found
            continue
        ids[key] = style_id(key) if style_id(key) not in taken else f"Quire{style_id(key)}"
        missing.append(style.name)
        sheet.append(_element(style_of(key, _scaled(style, ratio), added, {**ids})))
    for own, xml in support_styles():
        if own not in taken:
            sheet.append(_element(xml))
    for number, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):  # Word 2010's second copy of the styles, out of step now
            del document.part.rels[number]
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    return Template(as_skeleton(document), ids, tuple(missing))


def _document(data: bytes) -> Any:
    if len(data) > TEMPLATE_BYTES:
        raise DocumentError("TEMPLATE_TOO_LARGE", f"A template has at most {TEMPLATE_BYTES} bytes.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
        if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES:
            raise DocumentError(
                "TEMPLATE_TOO_LARGE", f"A template has at most {UNPACKED_BYTES} bytes when it is unpacked."
            )
        return Document(BytesIO(data))
    except DocumentError:
        raise
    except Exception as error:  # whatever python-docx, zipfile and lxml raise over a broken package
        raise DocumentError("TEMPLATE_UNREADABLE", "The template is no .docx file that can be read.") from error


def _body_size(document: Any, profile: Profile) -> float:
    """Points of the template's text: of its style of the body, else of Normal, else the profile's own."""
    sizes = {
        _plain(str(style.name)): style.font.size for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH
    }
    size = sizes.get(_plain(profile.styles["body"].name)) or sizes.get("normal")
    if size is None:
        default_size = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:sz')}")
        return float(default_size.get(qn("w:val"))) / 2 if default_size is not None else profile.styles["body"].size
    return float(size.pt)


def _scaled(style: Style, ratio: float) -> Style:
    """A style beside text of another size; what takes no room stays as it is."""
    if style.size <= 1 or ratio == 1:
        return style
    size = max(round(style.size * ratio * 2) / 2, 1.0)  # Word counts half points
    return replace(style, size=size, line=style.line * ratio, before=style.before * ratio, after=style.after * ratio)


def _set_language(document: Any, profile: Profile) -> None:
    """The text is in the profile's language, whatever that of the template was."""
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), profile.locale)
        element.set(qn("w:eastAsia"), profile.east_locale)


def _element(xml: str) -> Any:
    return parse_xml(xml.replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1))


def _plain(name: str) -> str:
    """Word's own names come in two spellings: "heading 1", "Heading 1"."""
    return name.casefold()
