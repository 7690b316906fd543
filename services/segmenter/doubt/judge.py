"""Confidences: every block of an outline gets its own, the outline gets one, and what is doubtful becomes a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from services.outline.model import Block, Finding, Meta, Outline, Paragraph, Point, Section, Severity
from services.segmenter.doubt.evidence import DOUBTFUL, Evidence, of_block, of_outline, place_in
from services.segmenter.doubt.signs import Habits, Judgeable, Signs, read_signs
from services.segmenter.doubt.weigh import BLOCKS, OUTLINES, chance

SHOWN = 5  # doubtful blocks that are told: who has looked at five knows what the dump is like
TOLD_CHARS = 24  # code points of a doubtful block in its finding
DIGITS = 3  # of a confidence

# What a block may be instead, as the signs see it.
OTHERS: dict[str, tuple[str, ...]] = {
    "paragraph": ("numbered heading", "heading", "point"),
    "point": ("numbered heading", "paragraph"),
    "heading": ("paragraph", "title"),
    "numbered heading": ("point", "paragraph"),
    "run-in heading": ("point", "paragraph"),
    "title": ("heading", "paragraph"),
}


def judged(outline: Outline, pages: Sequence[str]) -> Outline:
    """The outline with its confidences and the findings about what is doubtful. `pages`: the raw texts of its pages."""
    judgeable = read_signs(outline, pages)
    chances = chances_of(judgeable)
    whole = round(chance(OUTLINES, tuple(of_outline(outline, judgeable, chances))), DIGITS)
    by_block = iter([round(value, DIGITS) for value in chances])
    blocks = tuple(_with(block, by_block) for block in outline.blocks)
    sections = tuple(_section(section, by_block) for section in outline.sections)
    outline = replace(outline, blocks=blocks, sections=sections, confidence=whole)
    return replace(outline, findings=(*outline.findings, *_findings(outline, judgeable, chances)))


def chances_of(judgeable: Judgeable) -> list[float]:
    """How likely each block is right. Blocks that show the same signs are judged once."""
    known: dict[tuple[object, ...], float] = {}
    chances = []
    for n, own in enumerate(judgeable.signs):
        place = place_in(judgeable.signs, n)
        key = (own, *place)
        if key not in known:
            known[key] = chance(BLOCKS, tuple(of_block(own, *place, judgeable.habits)))
        chances.append(known[key])
    return chances


def evidence_of(judgeable: Judgeable, n: int) -> Evidence:
    """The evidence of block n."""
    return tuple(of_block(judgeable.signs[n], *place_in(judgeable.signs, n), judgeable.habits))


def runner_up(judgeable: Judgeable, n: int) -> tuple[str, float]:
    """What block n would likeliest be instead, and how likely that would be right; ("", 0): nothing else is known."""
    own, place = judgeable.signs[n], place_in(judgeable.signs, n)
    others = [(other, _chance_as(own, other, place, judgeable.habits)) for other in OTHERS.get(own.kind, ())]
    return max(others, key=itemgetter(1), default=("", 0.0))


def _chance_as(own: Signs, kind: str, place: tuple[Signs | None, Signs | None, int, int], habits: Habits) -> float:
    return chance(BLOCKS, tuple(of_block(own._replace(kind=kind), *place, habits)))


def _section(section: Section, chances: Iterator[float]) -> Section:
    heading = section.heading
    if heading.text.runs:
        heading = replace(heading, confidence=next(chances))
    blocks = tuple(_with(block, chances) for block in section.blocks)
    return Section(heading, blocks, tuple(_section(inner, chances) for inner in section.sections))


def _with(block: Block, chances: Iterator[float]) -> Block:
    # Written out: a document has a hundred thousand, and `replace` takes three times as long.
    match block:
        case Paragraph(text, torn_start, torn_end, kind, mark, table) if text.runs:
            return Paragraph(text, torn_start, torn_end, kind, mark, table, next(chances))
        case Point(text, enumerator, depth) if text.runs:
            return Point(text, enumerator, depth, next(chances))
        case Meta(role, text) if text.runs:
            return Meta(role, text, next(chances))
        case _:
            return block


def _findings(outline: Outline, judgeable: Judgeable, chances: Sequence[float]) -> Iterator[Finding]:
    """The outline where it needs a person's eyes, and then its most doubtful blocks with what else they may be."""
    if not outline.needs_review or outline.confidence is None:
        return
    yield Finding("doubtful_outline", Severity.WARNING, (), (("percent", str(round(100 * outline.confidence))),))
    doubtful = sorted((value, n) for n, value in enumerate(chances) if value < DOUBTFUL)[:SHOWN]
    for value, n in sorted(doubtful, key=itemgetter(1)):
        block = judgeable.blocks[n]
        other, _ = runner_up(judgeable, n)
        details = (
            ("text", str(block.text).strip()[:TOLD_CHARS]),
            ("kind", judgeable.signs[n].kind),
            ("percent", str(round(100 * value))),
            ("other", other),
        )
        yield Finding("doubtful_block", Severity.INFO, block.text.spans[:1], details)
