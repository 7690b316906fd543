"""The ZIP package, the same bytes each time: fixed order, times, rights and level."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import quoteattr

from services.renderer.docx.blank_package import DECLARATION

LEVEL = 4
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP can tell


def packed(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of the members in this order."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            package.writestr(info, data, compresslevel=LEVEL)
    return file.getvalue()


def content_types(types: Iterable[tuple[str, str]]) -> bytes:
    """[Content_Types].xml of parts by name ("/word/document.xml") and type."""
    overrides = "".join(
        f"<Override PartName={quoteattr(name)} ContentType={quoteattr(kind)}/>" for name, kind in sorted(types)
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()
