"""The whole text, cleaned; a long one after a table of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.renderer.placed import Contents, Line, Placed, line
from services.renderer.plan.body import body_lines
from services.renderer.plan.draft import Draft

LONG_CHARS = 12_000  # a document of so many characters and headings gets a table of contents
LONG_HEADINGS = 12


def text(draft: Draft, room: float) -> Iterator[Placed]:
    """Everything in reading order, with what is lost where it is lost."""
    words = draft.words
    body = list(body_lines(draft.outline, draft.language))
    if _wants_contents(body, draft.options.get("contents", "auto")):
        first = next(
            (n for n, each in enumerate(body) if each.level or each.style in ("body", "salutation", "flush")), 0
        )
        yield from body[:first]
        yield Contents(words.contents)
        body = [*(replace(each, new_page=True) for each in body[first : first + 1]), *body[first + 1 :]]
    yield from body
    torn = any(finding.rule == "torn_end" for finding in draft.outline.findings)
    if torn and body and body[-1].style != "gap" and not str(body[-1]).endswith(words.torn_end):
        yield line("gap", words.breaks_off)


def body_text(draft: Draft, room: float) -> Iterator[Placed]:
    """The text of an official document: its number stands in the head."""
    yield from (each for each in text(draft, room) if not (isinstance(each, Line) and each.style == "number"))


def _wants_contents(body: Sequence[Line], choice: str) -> bool:
    headings = sum(1 for each in body if each.level)
    if choice != "auto":
        return choice == "yes" and headings > 0
    return headings >= LONG_HEADINGS and sum(len(str(each)) for each in body) >= LONG_CHARS
