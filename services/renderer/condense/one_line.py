"""What a document is about in one line of its own words, for lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.outline.model import Gap, Heading, Meta, MetaRole, Outline, Run, Text
from services.renderer.condense.candidates import Candidate
from services.renderer.condense.scored_text import scored_text

CHARS = 60
_WORTH_SAYING = 0.5  # a shorter sentence is preferred while it has this share of the best one's merit
_CLAUSE = re.compile(r"[；;。！？]|，(?=[\u3400-\u9fff“《])|,(?=[\u3400-\u9fff“])")
_ENDERS = "。！？!?….；”」』"  # what ends a sentence; without one it is a label or a list's line
_MOST = 1_000  # sentences that are looked at
_LEAST = 16  # characters of clauses that can stand alone


def one_line(outline: Outline) -> Text | None:
    """At most 60 characters: the sentence that carries most and fits, else the title,
    else whole clauses of the best.
    """
    text = scored_text(outline)
    items = [item for _, item in text.items]
    sentences = text.sentences
    merits = [choice.merit for choice in text.scores.choices]
    ranked = sorted((i for i in range(len(sentences)) if merits[i] > 0), key=lambda i: (-merits[i], i))[:_MOST]
    for i in ranked:
        if merits[i] < _WORTH_SAYING * merits[ranked[0]]:
            break
        if len(sentences[i].text) <= CHARS and sentences[i].text[-1] in _ENDERS:
            return _cut(items, sentences[i], len(sentences[i].text))
    return (
        next(_titles(outline), None)
        or next(_clauses(items, [sentences[i] for i in ranked[:CHARS]]), None)
        or _any(items)
    )


def _cut(items: Sequence[object], candidate: Candidate, size: int) -> Text:
    text = getattr(items[candidate.place], "text", Text())
    assert isinstance(text, Text)
    return text.cut(candidate.start + _numbered(items, candidate), candidate.start + size)


def _numbered(items: Sequence[object], candidate: Candidate) -> int:
    """Length of the enumerator that the sentence opens with, blanks included."""
    enumerator = getattr(items[candidate.place], "enumerator", None)
    if not enumerator or candidate.start > 0:
        return 0
    rest = candidate.text[len(enumerator.literal) :]
    return len(candidate.text) - len(rest.lstrip()) if rest.strip() else 0


def _titles(outline: Outline) -> Iterator[Text]:
    title = outline.metadata.title
    named = [Text((Run(title.value, title.spans[0] if title.spans else None),))] if title else []
    named += [item.text for _, item in outline.walk() if isinstance(item, Meta) and item.role is MetaRole.TITLE]
    yield from (text for text in named if 0 < len(text) <= CHARS)
    for text in named:
        # A title of words between blanks is cut at one of them.
        blank = str(text).rfind(" ", 0, CHARS)
        if blank >= CHARS // 2:
            yield Text.joined([text.cut(0, len(str(text)[:blank].rstrip(" ,;:|-"))), Text((Run("…", None),))])


def _clauses(items: Sequence[object], ranked: Sequence[Candidate]) -> Iterator[Text]:
    for candidate in ranked:
        ends = [match.start() for match in _CLAUSE.finditer(candidate.text, 0, CHARS + 1) if match.start() >= _LEAST]
        if ends:
            yield _cut(items, candidate, ends[-1])


def _any(items: Sequence[object]) -> Text | None:
    """The first text that fits: a heading, a line, a word."""
    for item in items:
        if not isinstance(item, Gap) and isinstance(item, (Heading, Meta)) and 0 < len(item.text) <= CHARS:
            return item.text
    return next((text for item in items if 0 < len(text := getattr(item, "text", Text())) <= CHARS), None)
