"""Outline in, smaller outline out: the sentences that carry a document, in order, under their headings."""

from __future__ import annotations

from dataclasses import replace

from services.outline.model import Block, Gap, Heading, Meta, MetaRole, Outline, Paragraph, Point, Section, Text
from services.renderer.condense.candidates import Candidate, candidates
from services.renderer.condense.centrality import centrality, weights
from services.renderer.condense.choose import choose
from services.renderer.condense.terms import terms

# Below this budget every character goes to sentences, and headings, title and gap marks are left out.
FRAME_CHARS = 600

Item = tuple[int, Heading | Block]


def condense(outline: Outline, chars: int) -> Outline:
    """The outline reduced to whole sentences, of which `plain` prints at most `chars` characters.

    Every sentence keeps its spans; order and headings stay; gaps stay where the budget has room for headings.
    """
    items = list(outline.walk())
    if _cost(items) <= chars:
        return outline
    found = candidates(outline)
    told = [terms(candidate.text) for candidate in found]
    weight = weights(told)
    scores = centrality(told, weight)
    scores = [s * min(1.0, len(c.text) / 25) for s, c in zip(scores, found)]
    costs = [len(candidate.text) + 1 for candidate in found]
    sets = [frozenset(t) for t in told]
    framed = chars >= FRAME_CHARS
    budget = chars
    while True:
        picked = [found[i] for i in choose(scores, costs, sets, budget + 1)]
        kept = _kept(items, picked, framed)
        over = _cost(kept) - chars
        if over <= 0 or not picked:
            return _grown(outline, kept if over <= 0 else [])
        budget -= max(over, 1)


def plain(outline: Outline) -> str:
    """The outline as plain text, a block a line: title, headings and text; lost pages as 〔缺第2页〕."""
    return "\n".join(line for line in (_line(item) for _, item in outline.walk()) if line)


def condense_text(outline: Outline, chars: int) -> str:
    """`plain` of the condensed outline: at most `chars` characters."""
    return plain(condense(outline, chars))


def _line(item: Heading | Block) -> str:
    if isinstance(item, Gap):
        return f"〔缺第{'、'.join(map(str, item.pages))}页〕" if item.pages else "〔缺页〕"
    return str(item.text)


def _cost(items: list[Item]) -> int:
    lines = [len(_line(item)) for _, item in items]
    return sum(n + 1 for n in lines if n) - 1


def _kept(items: list[Item], picked: list[Candidate], framed: bool) -> list[Item]:
    """What stays of `items`, in order: blocks cut to the picked sentences, and the headings above them."""
    by_place: dict[int, list[Candidate]] = {}
    for candidate in picked:
        by_place.setdefault(candidate.place, []).append(candidate)
    needed: set[int] = set()
    above: list[int] = []  # places of the open headings, outermost first
    for place, (depth, item) in enumerate(items):
        if isinstance(item, Heading):
            del above[depth - 1 :]
            above.append(place)
        if place in by_place:
            needed.update(above)
    kept: list[Item] = []
    for place, (depth, item) in enumerate(items):
        if place in by_place and not (framed and isinstance(item, Heading)):
            kept.append((depth if framed else 0, _cut(item, by_place[place])))
        elif framed and (place in needed or isinstance(item, Gap) or (isinstance(item, Meta) and item.role is MetaRole.TITLE)):
            kept.append((depth, item))
    return kept


def _cut(item: Heading | Block, picked: list[Candidate]) -> Block:
    """The block with the picked sentences alone. Sentences that stood apart are joined as they are."""
    assert not isinstance(item, Gap)
    apart = " " if item.text and str(item.text).isascii() else ""
    pieces = []
    at = 0
    while at < len(picked):
        first = last = at
        while last + 1 < len(picked) and not str(item.text)[picked[last].end : picked[last + 1].start].strip():
            last += 1
        pieces.append(item.text.cut(picked[first].start, picked[last].end))
        at = last + 1
    text = Text.joined(pieces, apart)
    if isinstance(item, Point) and picked[0].start == 0:
        return replace(item, text=text)
    return Paragraph(text)


def _grown(outline: Outline, items: list[Item]) -> Outline:
    """The outline with `items` for its content; an item deeper than the open sections goes into the last of them."""
    blocks: list[Block] = []
    top: list[Section] = []
    open_: list[tuple[int, Heading, list[Block], list[Section]]] = []

    def close(depth: int) -> None:
        while open_ and open_[-1][0] >= depth:
            _, heading, own, inner = open_.pop()
            (open_[-1][3] if open_ else top).append(Section(heading, tuple(own), tuple(inner)))

    for depth, item in items:
        if isinstance(item, Heading):
            close(depth)
            open_.append((depth, item, [], []))
        else:
            (open_[-1][2] if open_ else blocks).append(item)
    close(0)
    return replace(outline, blocks=tuple(blocks), sections=tuple(top))
