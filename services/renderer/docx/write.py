"""A plan as the bytes of a .docx file."""

from __future__ import annotations

from services.outline.model import Outline
from services.renderer.docx.body import Body
from services.renderer.docx.frame import frame
from services.renderer.docx.package import content_types, packed
from services.renderer.docx.page_count import entries
from services.renderer.docx.properties import PART as PROPERTIES
from services.renderer.docx.properties import properties
from services.renderer.docx.slim import DECLARATION, R, W
from services.renderer.placed import Plan
from services.renderer.profile import Profile

DOCUMENT = "/word/document.xml"


def write(plan: Plan, profile: Profile, reviewed: Outline | None = None) -> bytes:
    """The package. `reviewed`: the outline whose repairs and findings a review copy shows."""
    around = frame(profile)
    body = Body(profile).xml(plan.placed, lambda contents: entries(plan.placed, profile, contents))
    document = (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{around.section}</w:body></w:document>'
    ).encode()
    changed = {DOCUMENT: document, PROPERTIES: properties(plan, profile)}
    types = [(name, kind) for name, _, kind in around.parts]
    members = [("[Content_Types].xml", content_types(types)), *around.relations]
    members += [(name[1:], changed.get(name, data)) for name, data, _ in around.parts]
    return packed(members)
