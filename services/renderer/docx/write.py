"""A plan as the bytes of a .docx file."""

from __future__ import annotations

from dataclasses import replace

from services.renderer.docx.blank_package import DECLARATION, R, W
from services.renderer.docx.body import Body
from services.renderer.docx.contents import entries
from services.renderer.docx.foot_box import NAMESPACES
from services.renderer.docx.package import content_types, packed
from services.renderer.docx.properties import PART as PROPERTIES
from services.renderer.docx.properties import properties
from services.renderer.docx.review import ReviewWriter
from services.renderer.docx.skeleton import PackageSkeleton, skeleton
from services.renderer.docx.template import template as open_template
from services.renderer.placed import Foot, Plan
from services.renderer.plan.pages import page_count
from services.renderer.profile import Profile

DOCUMENT = "/word/document.xml"
COMMENTS = "/word/comments.xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def write(plan: Plan, profile: Profile, template: bytes | None = None) -> bytes:
    """The package: a review copy where the plan has a review. `template`: a .docx whose look it takes."""
    own = open_template(template, profile) if template is not None else None
    around, styles = (own.skeleton, own.styles) if own else (skeleton(profile), None)
    review = ReviewWriter(plan.review) if plan.review else None
    body = Body(profile, around.width, review, styles)
    text = body.xml(plan.placed, lambda contents: entries(plan.placed, profile, contents))
    if review:
        rest = review.left_over()
        text += f"<w:p><w:pPr>{review.mark()}</w:pPr>{rest}</w:p>" if rest else ""
        around = _with_comments(around, review.part())
    section = around.section
    if any(isinstance(each, Foot) and each.even for each in plan.placed) and page_count(plan.placed, profile) % 2:
        text, section = _on_an_even_page(text, section, (styles or {}).get("anchor", "Anchor"))
    document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"{NAMESPACES}><w:body>{text}{section}</w:body></w:document>'
    changed = {PROPERTIES: properties(plan, profile), DOCUMENT: (DECLARATION + document).encode()}
    types = [(name, kind) for name, _, kind in around.parts]
    members = [("[Content_Types].xml", content_types(types)), *around.relations]
    members += [(name[1:], changed.get(name, data)) for name, data, _ in around.parts]
    return packed(members)


def _on_an_even_page(text: str, section: str, anchor: str) -> tuple[str, str]:
    """The last paragraph, which holds the foot, in a section of its own that begins on an even page."""
    at = text.rindex("<w:p><w:pPr><w:pStyle", 0, text.rindex("<mc:AlternateContent>"))
    before = f'<w:p><w:pPr><w:pStyle w:val="{anchor}"/>{section}</w:pPr></w:p>'
    return text[:at] + before + text[at:], section.replace("<w:pgSz", '<w:type w:val="evenPage"/><w:pgSz', 1)


def _with_comments(around: PackageSkeleton, comments: bytes) -> PackageSkeleton:
    """The skeleton with a part for the comments, and the document's relation to it."""
    relation = f'<Relationship Id="rIdComments" Type="{R}/comments" Target="comments.xml"/></Relationships>'.encode()
    relations = tuple(
        (name, data.replace(b"</Relationships>", relation) if name == "word/_rels/document.xml.rels" else data)
        for name, data in around.relations
    )
    parts = tuple(part for part in around.parts if part[0] != COMMENTS)  # those of a template's own text
    if parts != around.parts:
        return replace(around, parts=(*parts, (COMMENTS, comments, COMMENTS_TYPE)))
    return replace(around, parts=(*parts, (COMMENTS, comments, COMMENTS_TYPE)), relations=relations)
