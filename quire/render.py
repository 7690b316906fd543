"""An outline to a document."""

from __future__ import annotations

from collections.abc import Mapping

from services.extras import extra_named
from services.outline.model import Outline


def render(
    outline: Outline,
    profile: str = "transcript",
    options: Mapping[str, str] | None = None,
    template: bytes | None = None,
) -> bytes:
    """The bytes of the file that `profile` makes; docs/profiles.md lists the profiles and their options.

    `template`: a .docx file whose page, styles and header the document takes. Same arguments, same bytes.
    Raises DocumentError (PROFILE_UNKNOWN, OPTION_INVALID, TEMPLATE_UNREADABLE, TEMPLATE_TOO_LARGE), ImportError
    without the extra `renderer`.
    """
    with extra_named():
        from services.renderer.render import render as run
    return run(outline, profile, options or {}, template)
