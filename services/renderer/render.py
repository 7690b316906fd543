"""An outline under a profile as a file: plan, then write in the profile's format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from services.outline.model import Outline
from services.renderer.docx.template import template as open_template
from services.renderer.docx.write import write
from services.renderer.extract.extract import extract
from services.renderer.extract.facts import Facts
from services.renderer.options import checked, language
from services.renderer.pdf import to_pdf
from services.renderer.plan import plan
from services.renderer.profile import Profile
from services.renderer.profile import profile as profile_of


@dataclass(frozen=True, slots=True)
class _Order:
    """What a file is made from."""

    outline: Outline
    profile: Profile
    options: Mapping[str, str]
    template: bytes | None
    facts: Facts | None
    others: Sequence[Outline]


def _docx(order: _Order) -> bytes:
    placed = plan(order.outline, order.profile, order.options, order.facts, order.others)
    package = write(placed, order.profile, order.template)
    return to_pdf(package) if order.options.get("pdf") == "only" else package


def _facts(order: _Order) -> bytes:
    from services.renderer.fact_files.formats import facts_format  # spreadsheets and calendars: for those who ask

    meta = order.outline.metadata
    language = "en" if order.profile.language == "en" else "zh"
    facts = extract(order.outline) if order.facts is None else order.facts
    return facts_format(order.profile.format).write(facts, meta.title.value if meta.title else "", language)


# A format of a profile's file: one row. Its ending and media type are in services/renderer/formats.py.
_WRITERS: dict[str, Callable[[_Order], bytes]] = {"docx": _docx, "xlsx": _facts, "csv": _facts, "ics": _facts}


def render(
    outline: Outline,
    profile: str,
    options: Mapping[str, str],
    template: bytes | None = None,
    facts: Facts | None = None,
    others: Sequence[Outline] = (),
) -> bytes:
    """The bytes of a file in the profile's format. Same arguments, same bytes.

    `template`: a .docx whose look the file takes. `facts`: those of the outline, where they are known already.
    `others`: the further documents of a digest. Raises DocumentError PROFILE_UNKNOWN, OPTION_INVALID,
    TEMPLATE_UNREADABLE, TEMPLATE_TOO_LARGE; for a PDF those of to_pdf.
    """
    options = checked(options)
    look = profile_of(profile, language(outline, options))
    return _WRITERS[look.format](_Order(outline, look, options, template, facts, others))


def missing_styles(outline: Outline, profile: str, options: Mapping[str, str], template: bytes) -> tuple[str, ...]:
    """The names of the profile's styles that a template lacks; they are added in the profile's own look.

    Raises as render.
    """
    return open_template(template, profile_of(profile, language(outline, checked(options)))).missing
