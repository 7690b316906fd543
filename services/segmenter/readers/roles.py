"""What formats call the roles of their regions, in one table; names are compared in small letters without hyphens."""

from __future__ import annotations

from services.segmenter.readers.document import Role

ROLES = {
    "title": Role.TITLE,
    "doctitle": Role.TITLE,
    "documenttitle": Role.TITLE,
    "heading": Role.HEADING,
    "paragraphtitle": Role.HEADING,
    "sectionheader": Role.HEADING,
    "subheading": Role.HEADING,
    "header": Role.HEADER,
    "pageheader": Role.HEADER,
    "runninghead": Role.HEADER,
    "runningheader": Role.HEADER,
    "runningtitle": Role.HEADER,
    "footer": Role.FOOTER,
    "pagefooter": Role.FOOTER,
    "pagenumber": Role.FOLIO,
    "pageno": Role.FOLIO,
    "number": Role.FOLIO,  # PaddleOCR
    "folio": Role.FOLIO,
    "footnote": Role.FOOTNOTE,
    "footnotecontinued": Role.FOOTNOTE,
    "pagefootnote": Role.FOOTNOTE,
    "endnote": Role.FOOTNOTE,
    "marginalia": Role.MARGINALIA,
    "margin": Role.MARGINALIA,
    "marginalnote": Role.MARGINALIA,
    "asidetext": Role.MARGINALIA,
    "pageasidetext": Role.MARGINALIA,
    "caption": Role.CAPTION,
    "figuretitle": Role.CAPTION,
    "tabletitle": Role.CAPTION,
    "tablecaption": Role.CAPTION,
    "imagecaption": Role.CAPTION,
    "table": Role.TABLE,
}


def role_named(name: str | None) -> Role | None:
    """The role that a format's word stands for; None: a word of the body, or unknown."""
    return ROLES.get("".join(c for c in name.lower() if c.isalpha())) if name else None
