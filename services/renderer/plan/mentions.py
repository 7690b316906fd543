"""The meetings, documents and decisions that the document names."""

from __future__ import annotations

from collections.abc import Iterator

from services.outline.model import Text
from services.renderer.placed import Placed, TextRun, line
from services.renderer.plan.draft import Draft
from services.renderer.plan.measure import height

MOST_NAMES = 8  # of a kind


def mentions(draft: Draft, room: float) -> Iterator[Placed]:
    """A line a kind under a heading, as far as there is room."""
    words = draft.words
    title = draft.outline.metadata.title
    own = title.value if title else ""
    lines: list[Placed] = []
    for kind, label in words.mention_kinds:
        texts = {str(text): text for text in _names(draft, kind) if text and str(text) not in own}
        if texts:
            names = [piece for text in list(texts.values())[:MOST_NAMES] for piece in (words.listed, text)][1:]
            more = words.and_more if len(texts) > MOST_NAMES else ""
            lines.append(line("body", TextRun(label + words.colon, bold=True), *names, more, words.stop))
    while lines:
        placed = [line("heading1", words.mentions, level=1), *lines]
        if height(placed, draft.profile) <= room:
            yield from placed
            return
        lines.pop()


def _names(draft: Draft, kind: str) -> Iterator[Text | None]:
    facts = draft.facts
    match kind:
        case "meetings":
            yield from (each.name for each in facts.meetings)
        case "documents":
            yield from (each.title or each.number for each in facts.documents)
        case "decisions":
            yield from (each.text for each in facts.decisions)
