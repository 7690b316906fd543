"""A plan as the bytes of a .docx file."""

from __future__ import annotations

from services.outline.model import Outline
from services.renderer.docx.body import Body
from services.renderer.docx.frame import Frame, frame
from services.renderer.docx.package import content_types, packed
from services.renderer.docx.page_count import entries
from services.renderer.docx.properties import PART as PROPERTIES
from services.renderer.docx.properties import properties
from services.renderer.docx.review import Review
from services.renderer.docx.slim import DECLARATION, R, W
from services.renderer.docx.template import template as open_template
from services.renderer.placed import Plan
from services.renderer.profile import Profile

DOCUMENT = "/word/document.xml"
COMMENTS = "/word/comments.xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def write(plan: Plan, profile: Profile, reviewed: Outline | None = None, template: bytes | None = None) -> bytes:
    """The package. `reviewed`: the outline whose repairs and findings a review copy shows. `template`: a .docx."""
    own = open_template(template, profile) if template is not None else None
    around, styles = (own.frame, own.styles) if own else (frame(profile), None)
    changed = {PROPERTIES: properties(plan, profile)}
    if reviewed is None:
        body = Body(profile, styles=styles).xml(plan.placed, lambda contents: entries(plan.placed, profile, contents))
    else:
        review = Review(reviewed, profile.language, in_order=profile.kind == "transcript")
        writer = Body(profile, review.words, review.around, review.mark, styles)
        body = writer.xml(plan.placed, lambda contents: entries(plan.placed, profile, contents))
        rest = review.left_over()
        body += f"<w:p><w:pPr>{review.mark()}</w:pPr>{rest}</w:p>" if rest else ""
        around = _with_comments(around, review.part())
    changed[DOCUMENT] = (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{around.section}</w:body></w:document>'
    ).encode()
    types = [(name, kind) for name, _, kind in around.parts]
    members = [("[Content_Types].xml", content_types(types)), *around.relations]
    members += [(name[1:], changed.get(name, data)) for name, data, _ in around.parts]
    return packed(members)


def _with_comments(around: Frame, comments: bytes) -> Frame:
    """The frame with a part for the comments, and the document's relation to it."""
    relation = f'<Relationship Id="rIdComments" Type="{R}/comments" Target="comments.xml"/></Relationships>'.encode()
    relations = tuple(
        (name, data.replace(b"</Relationships>", relation) if name == "word/_rels/document.xml.rels" else data)
        for name, data in around.relations
    )
    parts = tuple(part for part in around.parts if part[0] != COMMENTS)  # those of a template's own text
    if parts != around.parts:
        return Frame((*parts, (COMMENTS, comments, COMMENTS_TYPE)), around.relations, around.section)
    return Frame((*around.parts, (COMMENTS, comments, COMMENTS_TYPE)), relations, around.section)
