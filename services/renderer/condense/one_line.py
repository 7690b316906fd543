"""What a document is about in one line of its own words, for lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.outline.model import Gap, Heading, Meta, MetaRole, Outline, Text
from services.renderer.condense.candidates import Candidate, candidates
from services.renderer.condense.genre import genre
from services.renderer.condense.scores import scores

CHARS = 60
_WORTH_SAYING = 0.5  # a shorter sentence is preferred while it has this share of the best one's merit
_CLAUSE = re.compile(r"[；;。！？]|，(?=[\u3400-\u9fff“《])|,(?=[\u3400-\u9fff“])")
_LEAST = 16  # characters of clauses that can stand alone


def one_line(outline: Outline) -> Text | None:
    """At most 60 characters: the sentence that carries most and fits, else the title, else whole clauses of the best."""
    items = [item for _, item in outline.walk()]
    found = candidates(outline)
    merits = [choice.merit for choice in scores(outline, found, genre(outline, found)).choices]
    ranked = sorted((i for i in range(len(found)) if merits[i] > 0), key=lambda i: (-merits[i], i))
    for i in ranked:
        if merits[i] < _WORTH_SAYING * merits[ranked[0]]:
            break
        if len(found[i].text) <= CHARS:
            return _cut(items, found[i], len(found[i].text))
    return next(_titles(items), None) or next(_clauses(items, [found[i] for i in ranked[:CHARS]]), None) or _any(items)


def _cut(items: Sequence[object], candidate: Candidate, size: int) -> Text:
    text = getattr(items[candidate.place], "text", Text())
    assert isinstance(text, Text)
    return text.cut(candidate.start, candidate.start + size)


def _titles(items: Sequence[object]) -> Iterator[Text]:
    for item in items:
        if isinstance(item, Meta) and item.role is MetaRole.TITLE and 0 < len(item.text) <= CHARS:
            yield item.text


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
