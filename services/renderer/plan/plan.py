"""Outline and profile to a plan: the parts of the profile in order, within the length that it allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.errors import BrokenInvariant
from services.outline.model import Outline
from services.renderer.extract.facts import Facts
from services.renderer.placed import Placed, Plan
from services.renderer.plan.body import body_lines
from services.renderer.plan.draft import Draft
from services.renderer.plan.measure import height, page_height
from services.renderer.plan.parts import PARTS
from services.renderer.plan.review import review
from services.renderer.profile import Profile

MARGIN = 0.96  # of a page that is planned to be filled: fonts differ, and a page too many is the worse fault
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
    placed: dict[str, list[Placed]] = {}
    names = draft.profile.parts
    room = _room(draft)
    for name in names:
        if not PARTS[name].share:
            placed[name] = list(PARTS[name].place(draft, room))
            room -= height(placed[name], draft.profile)
    for name, part in PARTS.items():
        if name in names and part.share:
            placed[name] = list(part.place(draft, room * part.share))
            room -= height(placed[name], draft.profile)
    return [each for name in names for each in placed[name]]


def _room(draft: Draft) -> float:
    """Points of height that the whole may take: so many pages, and a share of the whole text, but always one page."""
    length, page = draft.profile.length, page_height(draft.profile.page)
    if not length.pages:
        return UNBOUNDED
    pages = length.pages if draft.chars <= length.source_chars else length.long_pages or length.pages
    room = pages * page
    if length.share:
        whole = height(body_lines(draft.outline, draft.language), draft.profile)
        room = min(room, max(page, length.share * whole))
    return room * MARGIN
