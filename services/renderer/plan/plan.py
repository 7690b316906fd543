"""Outline and profile to a plan: the parts of the profile in order, within the length that it allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.errors import BrokenInvariant
from services.outline.model import Outline
from services.renderer.extract.facts import Facts
from services.renderer.placed import Placed, Plan
from services.renderer.plan.body import body_lines
from services.renderer.plan.closing import note
from services.renderer.plan.draft import Draft
from services.renderer.plan.measure import height, page_height
from services.renderer.plan.pages import page_count
from services.renderer.plan.parts import PARTS
from services.renderer.plan.review import review
from services.renderer.profile import Profile

MARGIN = 0.96  # of a page that is planned to be filled: fonts differ, and a page too many is the worse fault
SHORTER, TRIALS = 0.93, 6  # each trial has so much of the room of the one before: 0.65 of it in the end
LEFT_OVER = 0.1  # of a page: less is not shared out again
UNBOUNDED = float("inf")


def plan(
    outline: Outline,
    profile: Profile,
    options: Mapping[str, str],
    facts: Facts | None = None,
    others: Sequence[Outline] = (),
) -> Plan:
    """Where everything stands. `options` are checked ones; `facts` those of the outline, where they are known already.

    `others`: the further documents of a digest. PROFILE_BROKEN where the profile names a part that is not there.
    """
    draft = Draft(outline, profile, options, facts, others=tuple(others))
    if unknown := [name for name in profile.parts if name not in PARTS]:
        raise BrokenInvariant(
            "PROFILE_BROKEN", f"The profile '{profile.name}' has unknown parts: {', '.join(unknown)}."
        )
    meta = outline.metadata
    author = meta.speaker or meta.issuer
    return Plan(
        tuple(_placed(draft)),
        title=meta.title.value if meta.title else "",
        author=author.value if author else "",
        subject=profile.name,
        review=review(draft) if options.get("review") == "yes" else None,
    )


def _placed(draft: Draft) -> list[Placed]:
    """The parts in order, planned again in less room while they take a page too many."""
    pages, room = _length(draft)
    placed = _parts(draft, room)
    for _ in range(TRIALS if pages else 0):
        if page_count(placed, draft.profile) <= pages:
            break
        room *= SHORTER
        draft.shown.clear()
        placed = _parts(draft, room)
    return placed


def _parts(draft: Draft, room: float) -> list[Placed]:
    placed: dict[str, list[Placed]] = {}
    names = draft.profile.parts
    for name in names:
        if not PARTS[name].share:
            placed[name] = list(PARTS[name].place(draft, room))
            room -= height(placed[name], draft.profile)
    for name, part in PARTS.items():
        if name in names and part.share:
            placed[name] = list(part.place(draft, room * part.share))
            room -= height(placed[name], draft.profile)
    if "points" not in names and room > LEFT_OVER * page_height(draft.profile.page) and room != UNBOUNDED:
        for name, part in PARTS.items():  # what one did not need is for the others
            if name in names and part.share:
                room += height(placed[name], draft.profile)
                placed[name] = list(part.place(draft, room))
                room -= height(placed[name], draft.profile)
    return [each for name in names for each in placed[name]]


def _length(draft: Draft) -> tuple[int, float]:
    """Pages, and points of height, that the whole may take: a share of the whole text too, but always one page."""
    length, page = draft.profile.length, page_height(draft.profile.page)
    if not length.pages:
        return 0, UNBOUNDED
    pages = length.pages if draft.chars <= length.source_chars else length.long_pages or length.pages
    if length.share:
        whole = [*body_lines(draft.outline, draft.language), *note(draft, UNBOUNDED)]
        pages = max(1, min(pages, int(length.share * page_count(whole, draft.profile))))
        return pages, max(page, min(pages * page, length.share * height(whole, draft.profile))) * MARGIN
    return pages, pages * page * MARGIN
