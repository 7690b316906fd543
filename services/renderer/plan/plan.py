"""One plan a kind of profile."""

from __future__ import annotations

from collections.abc import Mapping

from services.errors import BrokenInvariant
from services.outline.model import Outline
from services.renderer.placed import Placed, Plan
from services.renderer.plan.briefing import briefing
from services.renderer.plan.summary import summary
from services.renderer.plan.transcript import transcript
from services.renderer.profile import Profile


def plan(outline: Outline, profile: Profile, options: Mapping[str, str]) -> Plan:
    """Where everything stands. `options` are checked ones."""
    language, meta = profile.language, outline.metadata
    chars = int(options.get("chars", profile.chars))
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
