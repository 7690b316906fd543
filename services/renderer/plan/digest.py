"""综合简报: several documents in one issue, each with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from services.outline.model import Outline
from services.renderer.placed import Line, Placed, TextRun, line
from services.renderer.plan.closing import losses
from services.renderer.plan.draft import Draft
from services.renderer.plan.fact_text import date_text, fact_text
from services.renderer.plan.foot import foot
from services.renderer.plan.lead import opening
from services.renderer.plan.masthead import masthead
from services.renderer.plan.measure import height, page_height
from services.renderer.plan.points import essence
from services.renderer.plan.required import asked
from services.renderer.plan.title import title_of

PAGES_EACH = 0.75  # of a page: what a document may take of an issue
FILLED = 0.93  # of the pages: fonts differ
ASKED = 0.6  # of a document's room that what it asks may take


def _drafts(draft: Draft) -> list[Draft]:
    return [draft, *(replace(draft, outline=other, given_facts=None, others=(), shown=[]) for other in draft.others)]


def digest_contents(draft: Draft, room: float) -> Iterator[Line]:
    """The documents of the issue by title; nothing where there is only one."""
    drafts = _drafts(draft)
    if len(drafts) > 1:
        yield line("contents-title", draft.words.in_this_issue)
        for number, each in enumerate(drafts, 1):
            yield line("flush", f"{number}. ", _title(each.outline, number))


def digest_items(draft: Draft, room: float) -> Iterator[Placed]:
    """Each document: its title, its lead, what is asked, the sentences that carry it, its source.

    All together they leave room for the foot on their last page.
    """
    drafts = _drafts(draft)
    around: list[Placed] = [*masthead(draft, room), *digest_contents(draft, room), *foot(draft, room)]
    whole = ceil(PAGES_EACH * len(drafts)) * page_height(draft.profile.page) * FILLED
    each_height = (whole - height(around, draft.profile)) / len(drafts)
    for number, each in enumerate(drafts, 1):
        title = line("heading1", f"{number}. ", _title(each.outline, number), level=1)
        source = line("note", draft.words.source_of_item.split("{}")[0], *_source(each))
        placed: list[Placed] = [title, *opening(each, room)]
        left = each_height - height([*placed, source], draft.profile)
        if each.facts.requirements:
            placed += [_deeper(part) for part in asked(each, left * ASKED)]
        left = each_height - height([*placed, source], draft.profile)
        yield from (*placed, *essence(each, left), source)


def _deeper(placed: Placed) -> Placed:
    if not isinstance(placed, Line) or not placed.level:
        return placed
    level = min(placed.level + 1, 9)
    return replace(placed, style=f"heading{level}", level=level)


def _title(outline: Outline, number: int) -> TextRun:
    title = title_of(outline)
    return TextRun(fact_text(title) if title else f"〔{number}〕")


def _source(draft: Draft) -> Iterator[TextRun]:
    meta, language = draft.outline.metadata, draft.language
    issuer = meta.issuer or meta.speaker
    texts = [fact_text(fact) for fact in (issuer, meta.document_number) if fact]
    texts += [date_text(meta.date, language)] if meta.date else []
    texts = texts or ([fact_text(meta.title)] if meta.title else [])
    joint = ", " if language == "en" else "，"
    for n, text in enumerate(texts):
        yield TextRun(joint) if n else TextRun("")
        yield TextRun(text)
    if lost := list(losses(draft)):
        yield TextRun(draft.words.joined + lost[0])
