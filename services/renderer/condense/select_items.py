"""The outline that is left when only some sentences are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.outline.model import Block, Gap, Heading, Meta, MetaRole, Outline, Paragraph, Point, Run, Section, Text
from services.renderer.condense.candidates import Candidate
from services.renderer.condense.plain import line

Item = tuple[int, Heading | Block]  # with its depth, as Outline.walk gives it
_ENDERS = '。！？!?….；;：:”」』）)"\n'
_ELISION = {True: "……", False: " … "}  # between clauses of one sentence; Chinese: True


def cost(items: Sequence[Item]) -> int:
    """How many characters `plain` prints for the items."""
    return max(sum(size + 1 for size in (len(line(item)) for _, item in items) if size) - 1, 0)


def select_items(items: Sequence[Item], picked: Sequence[Candidate], framed: bool, gaps: bool) -> list[Item]:
    """What stays of `items`, in order: the picked sentences; if `framed` the title and the headings above them."""
    by_place: dict[int, list[Candidate]] = {}
    for candidate in sorted(picked, key=lambda candidate: (candidate.place, candidate.start)):
        by_place.setdefault(candidate.place, []).append(candidate)
    needed: set[int] = set()
    above: list[int] = []  # places of the open headings, outermost first
    for place, (depth, item) in enumerate(items):
        if isinstance(item, Heading):
            del above[depth - 1 :]
            above.append(place)
        if place in by_place:
            needed.update(above)
    left: list[Item] = []
    for place, (depth, item) in enumerate(items):
        if isinstance(item, Gap):
            if gaps:
                left.append((depth, item))
        elif framed and (place in needed or (isinstance(item, Meta) and item.role is MetaRole.TITLE)):
            left.append((depth, item))
        elif place in by_place:
            left.append((depth, _cut(item, by_place[place])))
    return left


def _cut(item: Meta | Point | Paragraph | Heading, picked: Sequence[Candidate]) -> Block:
    """The block with the picked sentences alone; neighbours keep what stands between them."""
    whole = str(item.text)
    pieces: list[Text] = []
    start, end = picked[0].start, picked[0].end
    for candidate in picked[1:]:
        if whole[end : candidate.start].strip():
            pieces += [item.text.cut(start, end), Text((Run(_joint(whole, end), None),))]
            start = candidate.start
        end = candidate.end
    pieces.append(item.text.cut(start, end))
    text = Text.joined(pieces)
    return replace(item, text=text) if isinstance(item, Point) and picked[0].start == 0 else Paragraph(text)


def _joint(whole: str, end: int) -> str:
    chinese = any("\u3400" <= char <= "\u9fff" for char in whole[max(end - 40, 0) : end])
    if whole[end - 1] in _ENDERS or not whole[end:].strip():
        return "" if chinese else " "
    return _ELISION[chinese]


def rebuild_tree(outline: Outline, items: Sequence[Item]) -> Outline:
    """The outline with `items` for its content; an item whose own section is gone goes into the last open one."""
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
