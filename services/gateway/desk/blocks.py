"""The document as the desk shows it: every block with its place, its repairs and its role."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from services.outline.model import Block, Gap, Heading, Meta, Outline, Paragraph, Point, Repair, Run


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a block's text from one place: `at` "PAGE:START", empty for what is generated.

    `before`: the raw text, where a repair changed it; `rule` and `span` ("PAGE:START-END") name that repair.
    """

    text: str
    at: str = ""
    before: str = ""
    rule: str = ""
    span: str = ""


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block. `kind`: heading, lost, point, paragraph, gap, or the role of a line of the frame (title, date, …).

    `anchor` is "PAGE:START" of its first run: what an edit names it by; empty: it cannot be edited.
    """

    index: int
    kind: str
    level: int  # of a heading, 1 directly under the title; depth of a point within its section
    anchor: str
    stretches: tuple[Stretch, ...]
    pages: tuple[int, ...] = ()  # of a gap: the lost pages
    torn_start: bool = False
    torn_end: bool = False
    confidence: float | None = None  # 0 to 1, where the segmenter tells it

    @property
    def text(self) -> str:
        """The block's words."""
        return "".join(stretch.text for stretch in self.stretches)


def block_views(outline: Outline) -> tuple[BlockView, ...]:
    """All blocks in reading order."""
    repairs = sorted((repair for repair in outline.repairs if repair.after), key=attrgetter("span"))
    keys = [repair.span[:2] for repair in repairs]
    return tuple(_view(index, depth, block, repairs, keys) for index, (depth, block) in enumerate(outline.walk()))


def anchor_of(block: Heading | Block) -> str:
    """ "PAGE:START" of the first run that has a place; empty where there is none, and for a gap."""
    if isinstance(block, Gap) or not block.text.spans:
        return ""
    page, start, _ = block.text.spans[0]
    return f"{page}:{start}"


def _view(
    index: int, depth: int, block: Heading | Block, repairs: Sequence[Repair], keys: Sequence[tuple[int, ...]]
) -> BlockView:
    if isinstance(block, Gap):
        return BlockView(index, "gap", 0, "", (), block.pages)
    stretches = tuple(part for run in block.text.runs for part in _stretches(run, repairs, keys))
    torn = (block.torn_start, block.torn_end) if isinstance(block, Paragraph) else (False, False)
    kind, level = _kind(depth, block)
    return BlockView(
        index, kind, level, anchor_of(block), stretches, (), *torn, confidence=getattr(block, "confidence", None)
    )


def _kind(depth: int, block: Heading | Meta | Point | Paragraph) -> tuple[str, int]:
    match block:
        case Heading():
            return ("lost" if block.generated else "heading"), depth
        case Meta(role):
            return role.value, 0
        case Point():
            return "point", block.depth
        case _:
            return "paragraph", 0


def _stretches(run: Run, repairs: Sequence[Repair], keys: Sequence[tuple[int, ...]]) -> Iterator[Stretch]:
    """The run, cut at its repairs where one character stands for one; else whole, with what was there before."""
    if run.span is None:
        yield Stretch(run.text)
        return
    page, start, end = run.span
    at = f"{page}:{start}"
    inside = []
    for repair in repairs[bisect_left(keys, (page, start)) :]:
        if repair.span.page != page or repair.span.start >= end:
            break
        inside.append(repair)
    reached = 0
    if len(run.text) == run.span.chars:
        for repair in inside:
            a, b = repair.span.start - start, repair.span.end - start
            if a < reached or b > len(run.text) or len(repair.after) != b - a or a == b:
                continue
            if a > reached:
                yield Stretch(run.text[reached:a], at)
            yield Stretch(run.text[a:b], at, repair.before, repair.rule, f"{page}:{a + start}-{b + start}")
            reached = b
    elif inside:
        before = "".join(repair.before for repair in inside)
        span = inside[0].span
        yield Stretch(run.text, at, before, inside[0].rule, f"{page}:{span.start}-{span.end}")
        return
    if reached < len(run.text):
        yield Stretch(run.text[reached:], at)
