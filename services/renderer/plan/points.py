"""The sentences that carry the document, under its headings: as many as fit, none of which another part has shown."""

from __future__ import annotations

from collections.abc import Iterator

from services.renderer.condense.condense import condense
from services.renderer.condense.scored_text import scored_text
from services.renderer.placed import Line, Placed
from services.renderer.plan.body import body_lines
from services.renderer.plan.draft import Draft
from services.renderer.plan.measure import height, line_height, page_height, text_width

SHARE = 0.35  # of the document's characters that condensed text may take
LEAST_CHARS = 200
TRIALS = 4  # each is longer or shorter by what the one before left or was too high
MOST_TRIALS = 9  # while none has fitted
SHORTER = 0.88  # at least: sentences are long, and a budget that is hardly less picks the same
FULL = 0.85  # of the room: more is not looked for
FILLED = 0.92  # of a line's characters that text fills, ends of paragraphs counted in


ESSENCE = 0.3  # of a page: what a brief says beside what is asked


def essence(draft: Draft, room: float) -> Iterator[Placed]:
    """The same in a few lines, without headings."""
    room = min(room, ESSENCE * page_height(draft.profile.page))
    yield from (
        each for each in points(draft, room) if isinstance(each, Line) and not each.level and each.style != "gap"
    )


def points(draft: Draft, room: float) -> Iterator[Placed]:
    """Headings and sentences in order; a heading only where something stands under it."""
    style = draft.profile.styles["body"]
    per_line = text_width(draft.profile.page) / style.size * (2 if draft.language == "en" else 1) * FILLED
    most = max(LEAST_CHARS, int(SHARE * draft.chars))
    if "chars" in draft.options:
        most = int(draft.options["chars"])
    ceiling = most
    standing = any(scored_text(draft.outline).alone)  # else there is only what leans on something
    if room != float("inf"):
        most = min(most, int(room / line_height(style, draft.profile) * per_line))
    best: list[Line] = []
    reached = 0.0
    for trial in range(MOST_TRIALS):
        if most < LEAST_CHARS // 4 or (best and trial >= TRIALS):
            break
        small = condense(draft.outline, most, without=draft.shown, standing=standing)
        placed: list[Line] = list(body_lines(small, draft.language, frame=False))
        tall = height(placed, draft.profile)
        if tall <= room:
            if tall > reached:
                best, reached = placed, tall
            if tall >= FULL * room or most >= ceiling:
                break
            most = min(ceiling, int(most * min(1.6, room / max(tall, 1.0)) * 0.97))
        else:
            most = int(most * min(SHORTER, max(0.5, room / tall * 0.97)))
            ceiling = min(ceiling, most)
    if not best and room != float("inf") and draft.chars > most:  # one long sentence: more than its share, if it fits
        most = min(draft.chars, int(room / line_height(style, draft.profile) * per_line))
        small = condense(draft.outline, most, without=draft.shown, standing=standing)
        placed = list(body_lines(small, draft.language, frame=False))
        best = placed if height(placed, draft.profile) <= room else []
    yield from best
