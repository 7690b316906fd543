"""Outline in, smaller outline out: the sentences that carry a document, in order, under their headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from services.outline.model import Block, Gap, Heading, Outline, Span, Text
from services.renderer.condense.candidates import Candidate, candidates
from services.renderer.condense.choose import choose
from services.renderer.condense.plain import line, plain
from services.renderer.condense.purpose import purpose_place, purposes
from services.renderer.condense.scores import scores
from services.renderer.condense.select_items import Item, cost, rebuild_tree, select_items
from services.renderer.condense.standing import standing_alone
from services.renderer.condense.summary_genre import SummaryGenre, summary_genre

# Below this budget every character goes to sentences: title and headings are left out.
FRAME_CHARS = 600
# Gaps are kept where saying them takes no more than this share of the budget.
_GAP_SHARE = 0.1
_PART = re.compile(r"[，；,;](?=\s|[\u3400-\u9fff“《])")


def condense(outline: Outline, chars: int, without: Sequence[Span] = (), standing: bool = False) -> Outline:
    """The outline reduced to whole sentences, of which `plain` prints at most `chars` characters.

    Every sentence keeps its spans; order and headings stay, a heading only where something stays under it. A sentence
    torn by a lost page is never taken. Only where no whole sentence fits are whole clauses of one taken.
    `without`: what is said elsewhere; no sentence that touches it is taken. `standing`: only sentences that can be read
    without the one before them.
    """
    items = list(outline.walk())
    if cost(items) <= chars and not without and not standing:
        return outline
    sentences: Sequence[Candidate] = candidates(outline)
    if standing:
        sentences = tuple(alone for each in sentences if (alone := standing_alone(each, items[each.place][1])))
    if without:
        elsewhere = sorted(without)
        sentences = tuple(each for each in sentences if not _touches(each, items[each.place][1], elsewhere))
    picked = _ranked(outline, sentences, chars)
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
    text = getattr(item, "text", Text()).cut(candidate.start, candidate.end)
    for own in text.spans:
        at = bisect_left(spans, (own.page, own.end, 0))  # those from here on begin behind it
        if any(each.page == own.page and each.end > own.start for each in spans[max(at - 8, 0) : at]):
            return True
    return False


def condense_text(outline: Outline, chars: int) -> str:
    """`plain` of the condensed outline: at most `chars` characters."""
    return plain(condense(outline, chars))


def _ranked(outline: Outline, found: Sequence[Candidate], chars: int) -> list[Candidate]:
    """What to keep, most wanted first."""
    kind = summary_genre(outline, found)
    at = purpose_place([candidate.text for candidate in found]) if kind is SummaryGenre.BILL else None
    purpose = _part(found[at[0]], at[1], len(found[at[0]].text)) if at else None
    scored = scores(outline, found, kind, purpose.text if purpose else "")
    opening = list[Candidate]()
    left = chars + 1
    choices = list(scored.choices)
    if at and purpose:
        opening = [_part(purpose, start, end) for start, end in purposes(purpose.text, chars)]
        left -= sum(len(piece.text) + 3 for piece in opening)
        choices[at[0]] = replace(choices[at[0]], merit=0.0)
    chosen = [found[i] for i in choose(choices, scored.worth, left)]
    return opening + chosen or _first_clauses(found, [choice.merit for choice in choices], chars)


def _first_clauses(found: Sequence[Candidate], merits: Sequence[float], chars: int) -> list[Candidate]:
    """The whole clauses at the head of the best sentence that has any within the budget."""
    for i in sorted(range(len(found)), key=lambda i: (-merits[i], i)):
        ends = [match.start() for match in _PART.finditer(found[i].text, 0, chars + 1) if match.start() <= chars]
        if ends and ends[-1] > 0:
            return [_part(found[i], 0, ends[-1])]
    return []


def _part(candidate: Candidate, start: int, end: int) -> Candidate:
    return replace(
        candidate, text=candidate.text[start:end], start=candidate.start + start, end=candidate.start + end, opens=False
    )
