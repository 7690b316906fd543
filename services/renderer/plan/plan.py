"""One plan a kind of profile."""

from __future__ import annotations

from collections.abc import Mapping

from services.errors import BrokenInvariant
from services.outline.model import Gap, Outline
from services.renderer.placed import Placed, Plan
from services.renderer.plan.briefing import briefing
from services.renderer.plan.summary import summary
from services.renderer.plan.transcript import transcript
from services.renderer.profile import Profile

SHARE = 0.35  # of a short document that its briefing or summary may take
LEAST_CHARS = 200


def budget(outline: Outline, profile: Profile) -> int:
    """Characters of the condensed text: the profile's, or a share of a short document."""
    whole = sum(len(item.text) for _, item in outline.walk() if not isinstance(item, Gap))
    return min(profile.chars, max(LEAST_CHARS, int(SHARE * whole)))


def plan(outline: Outline, profile: Profile, options: Mapping[str, str]) -> Plan:
    """Where everything stands. `options` are checked ones."""
    language, meta = profile.language, outline.metadata
    chars = int(options["chars"]) if "chars" in options else budget(outline, profile)
    placed: list[Placed]
    match profile.kind:
        case "transcript":
            placed = list(transcript(outline, language, options))
        case "briefing":
            placed = list(briefing(outline, language, options, chars))
        case "summary":
            placed = list(summary(outline, language, options, chars))
        case kind:
            raise BrokenInvariant("PROFILE_BROKEN", f"A profile is of the unknown kind '{kind}'.")
    author = meta.speaker or meta.issuer
    return Plan(
        tuple(placed),
        title=meta.title.value if meta.title else "",
        author=author.value if author else "",
        subject=profile.name,
    )
