"""An outline under a profile as a DOCX package: plan, then write."""

from __future__ import annotations

from collections.abc import Mapping

from services.outline.model import Outline
from services.renderer import options as told
from services.renderer.docx.write import write
from services.renderer.plan import plan
from services.renderer.profile import profile as profile_of


def render(outline: Outline, profile: str, options: Mapping[str, str]) -> bytes:
    """The bytes of a .docx file. Same arguments, same bytes.

    Raises DocumentError PROFILE_UNKNOWN or OPTION_INVALID.
    """
    options = told.checked(options)
    look = profile_of(profile, told.language(outline, options))
    return write(plan(outline, look, options), look, outline if options.get("review") == "yes" else None)
