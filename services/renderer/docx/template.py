"""A clerk's own template: their letterhead, header, footer and styles around our text, as pandoc's reference document."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from services.errors import DocumentError
from services.renderer.docx.frame import Frame, as_frame
from services.renderer.docx.slim import W
from services.renderer.docx.styles import style_id, style_of, support_styles
from services.renderer.profile import Profile

TEMPLATE_BYTES = 16 * 1024 * 1024
UNPACKED_BYTES = 128 * 1024 * 1024  # of all parts: a ZIP can promise far more than it weighs
PARTS = 2_000


@dataclass(frozen=True, slots=True)
class Template:
    """The frame of a template, the id of each style of the profile in it, and the names of those it does not have."""

    frame: Frame
    styles: dict[str, str]
    missing: tuple[str, ...]


@lru_cache(maxsize=8)
def _opened(data: bytes, name: str, language: str) -> Template:
    from services.renderer.profile import profile as profile_of

    return _made(data, profile_of(name, language))


def template(data: bytes, profile: Profile) -> Template:
    """The template under a profile; styles that it lacks are added in the profile's own look.

    Raises DocumentError TEMPLATE_UNREADABLE for what is no .docx, TEMPLATE_TOO_LARGE.
    """
    return _opened(data, profile.name, profile.language)


def _made(data: bytes, profile: Profile) -> Template:
    document = _document(data)
    known = {
        _plain(str(style.name)): style.style_id for style in document.styles if style.type is not None and style.name
    }
    sheet = document.styles.element
    taken = {style.style_id for style in document.styles}
    ids, missing = {}, []
    for key, style in profile.styles.items():
        if (found := known.get(_plain(style.name))) is not None:
            ids[key] = found
            continue
        ids[key] = style_id(key) if style_id(key) not in taken else f"Quire{style_id(key)}"
        missing.append(style.name)
        sheet.append(_element(style_of(key, style, profile, {**ids})))
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
    return Template(as_frame(document), ids, tuple(missing))


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


def _element(xml: str) -> Any:
    return parse_xml(xml.replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1))


def _plain(name: str) -> str:
    """Word's own names come in two spellings: "heading 1", "Heading 1"."""
    return name.casefold()
