"""整理稿: the whole text, cleaned, then what to know of the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.outline.model import Outline
from services.renderer.placed import Contents, Line, Placed, line
from services.renderer.plan.body import body_lines
from services.renderer.plan.closing import closing_note
from services.renderer.plan.words import labels

LONG_CHARS = 12_000  # a document of so many characters and headings gets a table of contents
LONG_HEADINGS = 12


def transcript(outline: Outline, language: str, options: Mapping[str, str]) -> Iterator[Placed]:
    """The placed paragraphs of a transcript."""
    body = list(body_lines(outline, language))
    if _wants_contents(body, options.get("contents", "auto")):
        first = next((n for n, one in enumerate(body) if one.level or one.style in ("body", "salutation", "flush")), 0)
        yield from body[:first]
        yield Contents(labels(language).contents)
        if first < len(body):
            one = body[first]
            body[first] = Line(one.style, one.pieces, one.level, new_page=True, at=one.at)
        body = body[first:]
    yield from body
    words = labels(language)
    torn = any(finding.rule == "torn_end" for finding in outline.findings)
    if torn and body and body[-1].style != "gap" and not str(body[-1]).endswith(words.torn_end):
        yield line("gap", words.breaks_off)
    yield from closing_note(outline, language)


def _wants_contents(body: list[Line], told: str) -> bool:
    headings = sum(1 for one in body if one.level)
    if told != "auto":
        return told == "yes" and headings > 0
    return headings >= LONG_HEADINGS and sum(len(str(one)) for one in body) >= LONG_CHARS
