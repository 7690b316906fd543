"""An outline under a profile as a DOCX package: plan, then write."""

from __future__ import annotations

from collections.abc import Mapping

from services.outline.model import Outline
from services.renderer import options as told
from services.renderer.docx.template import template as open_template
from services.renderer.docx.write import write
from services.renderer.plan import plan
from services.renderer.profile import profile as profile_of


def render(outline: Outline, profile: str, options: Mapping[str, str], template: bytes | None = None) -> bytes:
    """The bytes of a .docx file. Same arguments, same bytes. `template`: a .docx whose look the file takes.

    Raises DocumentError PROFILE_UNKNOWN, OPTION_INVALID, TEMPLATE_UNREADABLE or TEMPLATE_TOO_LARGE.
    """
    options = told.checked(options)
    look = profile_of(profile, told.language(outline, options))
    return write(plan(outline, look, options), look, outline if options.get("review") == "yes" else None, template)


def missing_styles(outline: Outline, profile: str, options: Mapping[str, str], template: bytes) -> tuple[str, ...]:
    """The names of the profile's styles that a template lacks; they are added in the profile's own look. Raises as render."""
    return open_template(template, profile_of(profile, told.language(outline, told.checked(options)))).missing
