"""What a review copy shows: every repair, and a remark on every finding and lost page, in the order of their places."""

from __future__ import annotations

from collections.abc import Iterator

from services.outline.model import Gap, Span
from services.outline.pages import page_numbers
from services.renderer.placed import Remark, Review
from services.renderer.plan.closing import finding_words, page_words
from services.renderer.plan.draft import Draft
from services.renderer.plan.labels import lost

WHOLE_TEXT = {"text", "body-text", "minutes-text"}
_NOWHERE = Span(0, 0, 0)


def review(draft: Draft) -> Review:
    """The repairs and remarks of a draft."""
    in_order = bool(WHOLE_TEXT & set(draft.profile.parts))
    remarks = sorted(_remarks(draft), key=lambda remark: remark.at or _NOWHERE)
    return Review(draft.outline.repairs, tuple(remarks), in_order, draft.options.get("review-date", ""))


def _remarks(draft: Draft) -> Iterator[Remark]:
    number = page_numbers(draft.outline)
    for _, block in draft.outline.walk():
        if isinstance(block, Gap):
            yield Remark(block.at, lost(block.pages, draft.language) + page_words(block.at, number, draft.words))
    for finding in draft.outline.findings:
        if finding.rule != "lost_pages":
            place = finding.spans[0] if finding.spans else None
            page = page_words(place, number, draft.words) if place else ""
            yield Remark(place, finding_words(finding, draft.language) + page)
