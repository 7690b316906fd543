"""The document's properties (ECMA-376 part 2, 11): no dates, so that the bytes stay the same."""

from __future__ import annotations

from xml.sax.saxutils import escape

from services.renderer.docx.blank_package import DECLARATION
from services.renderer.docx.text import clean
from services.renderer.placed import Plan
from services.renderer.profile import Profile

PART = "/docProps/core.xml"
LONGEST = 255  # characters that Word shows of a property


def properties(plan: Plan, profile: Profile) -> bytes:
    """docProps/core.xml."""
    language = profile.east_locale if profile.language == "zh" else profile.locale
    values = (
        ("dc:title", plan.title),
        ("dc:subject", plan.subject),
        ("dc:creator", plan.author or "Quire"),
        ("dc:language", language),
    )
    inner = "".join(f"<{tag}>{escape(clean(value[:LONGEST]))}</{tag}>" for tag, value in values if value)
    return (
        f"{DECLARATION}<cp:coreProperties "
        f'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{inner}</cp:coreProperties>'
    ).encode()
