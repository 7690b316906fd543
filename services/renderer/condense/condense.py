"""Outline in, smaller outline out: the sentences that carry a document, in order, under their headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from services.outline.model import Block, Gap, Heading, Outline, Span, Text
from services.renderer.condense.candidates import Candidate
from services.renderer.condense.choose import choose
from services.renderer.condense.plain import line, plain
from services.renderer.condense.purpose import purposes
from services.renderer.condense.scored_text import ScoredText, part, scored_text
from services.renderer.condense.select_items import Item, cost, rebuild_tree, select_items

# Below this budget every character goes to sentences: title and headings are left out.
FRAME_CHARS = 600
# Gaps are kept where saying them takes no more than this share of the budget.
_GAP_SHARE = 0.1
_NESTED = 8  # spans that may begin before the one that reaches into a text: facts of one sentence lie in each other
_PART = re.compile(r"[，；,;](?=\s|[\u3400-\u9fff“《])")


def condense(outline: Outline, chars: int, without: Sequence[Span] = (), standing: bool = False) -> Outline:
    """The outline reduced to whole sentences, of which `plain` prints at most `chars` characters.

    Every sentence keeps its spans; order and headings stay, a heading only where something stays under it. A sentence
    torn by a lost page is never taken. Only where no whole sentence fits are whole clauses of one taken.
    `without`: what is said elsewhere; no sentence that touches it is taken. `standing`: only sentences that can be read
    without the one before them.
    """
    text = scored_text(outline)
    items = text.items
    if cost(items) <= chars and not without and not standing:
        return outline
    picked = _ranked(text, chars, sorted(without), standing)
    framed = standing or chars >= FRAME_CHARS
    gaps = sum(len(line(item)) + 1 for _, item in items if isinstance(item, Gap)) <= _GAP_SHARE * chars
    # The more is picked, the longer: the most that fits is found by halving.
    fits, low, high = list[Item](), 0, len(picked)
    while low < high:
        middle = (low + high + 1) // 2
        trial = select_items(items, picked[:middle], framed, gaps)
        if cost(trial) <= chars:
            fits, low = trial, middle
        else:
            high = middle - 1
    return rebuild_tree(outline, fits)


def _touches(candidate: Candidate, item: Heading | Block, spans: Sequence[Span]) -> bool:
    """Whether a sentence shares text with one of the spans, which are sorted."""
    return _overlaps(getattr(item, "text", Text()).cut(candidate.start, candidate.end), spans)


def _overlaps(text: Text, spans: Sequence[Span]) -> bool:
    for own in text.spans:
        at = bisect_left(spans, (own.page, own.end, 0))  # those from here on begin behind it
        if any(each.page == own.page and each.end > own.start for each in spans[max(at - _NESTED, 0) : at]):
            return True
    return False


def condense_text(outline: Outline, chars: int) -> str:
    """`plain` of the condensed outline: at most `chars` characters."""
    return plain(condense(outline, chars))


def _ranked(text: ScoredText, chars: int, without: Sequence[Span], standing: bool) -> list[Candidate]:
    """What to keep, most wanted first."""
    sentences = (
        [alone or each for each, alone in zip(text.sentences, text.alone, strict=True)]
        if standing
        else [*text.sentences]
    )
    near = {
        n for n, (_, item) in enumerate(text.items) if without and _overlaps(getattr(item, "text", Text()), without)
    }
    choices = [
        replace(choice, merit=0.0)
        if (standing and alone is None) or (each.place in near and _touches(each, text.items[each.place][1], without))
        else choice
        for each, alone, choice in zip(text.sentences, text.alone, text.scores.choices, strict=True)
    ]
    opening = list[Candidate]()
    left = chars + 1
    if text.purpose:
        at, purpose = text.purpose
        opening = [part(purpose, start, end) for start, end in purposes(purpose.text, chars)]
        left -= sum(len(piece.text) + 3 for piece in opening)
        choices[at] = replace(choices[at], merit=0.0)
    chosen = [sentences[i] for i in choose(choices, text.scores.worth, left)]
    return opening + chosen or _first_clauses(sentences, [choice.merit for choice in choices], chars)


def _first_clauses(sentences: Sequence[Candidate], merits: Sequence[float], chars: int) -> list[Candidate]:
    """The whole clauses at the head of the best sentence that has any within the budget."""
    for i in sorted(range(len(sentences)), key=lambda i: (-merits[i], i)):
        ends = [match.start() for match in _PART.finditer(sentences[i].text, 0, chars + 1) if match.start() <= chars]
        if ends and ends[-1] > 0:
            return [part(sentences[i], 0, ends[-1])]
    return []
