"""Why a block is what it is: the evidence for and against it, with what each piece weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.errors import DocumentError
from services.outline.model import Outline
from services.segmenter.doubt.evidence import Evidence, of_outline
from services.segmenter.doubt.judge import chances_of, evidence_of, runner_up
from services.segmenter.doubt.signs import kind_of, read_signs
from services.segmenter.doubt.weigh import BLOCKS, OUTLINES, weight


@dataclass(frozen=True, slots=True)
class Weighed:
    """A piece of evidence and its log-odds: above 0 it speaks for the block, below 0 against it."""

    name: str
    value: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """A block (or the outline, with no kind): what it was taken for, how likely that is right, what comes next, and
    why.

    `evidence` is ordered: what weighs most stands first, for or against.
    """

    text: str
    kind: str
    confidence: float
    other: str
    other_confidence: float
    evidence: tuple[Weighed, ...]


def explain_outline(outline: Outline, pages: Sequence[str]) -> Explanation:
    """Why the outline as a whole is trusted or not. `pages`: the raw texts that its spans count in."""
    judgeable = read_signs(outline, pages)
    evidence = tuple(of_outline(outline, judgeable, chances_of(judgeable)))
    title = outline.metadata.title.value if outline.metadata.title else ""
    return Explanation(title, "", outline.confidence or 0.0, "", 0.0, _weighed(OUTLINES, evidence))


def explain_blocks(outline: Outline, pages: Sequence[str], number: int | None = None) -> tuple[Explanation, ...]:
    """Each block in reading order, or the one of a number (counted from 1). Raises DocumentError BLOCK_UNKNOWN."""
    judgeable = read_signs(outline, pages)
    count = len(judgeable.blocks)
    if number is not None and not 1 <= number <= count:
        raise DocumentError("BLOCK_UNKNOWN", f"There is no block {number}; the outline has {count}.")
    chosen = range(count) if number is None else (number - 1,)
    chances = chances_of(judgeable)
    return tuple(
        Explanation(
            str(judgeable.blocks[n].text).strip(),
            kind_of(judgeable.blocks[n]),
            chances[n],
            *runner_up(judgeable, n),
            _weighed(BLOCKS, evidence_of(judgeable, n)),
        )
        for n in chosen
    )


def _weighed(model: str, evidence: Evidence) -> tuple[Weighed, ...]:
    pieces = [Weighed(name, value, weight(model, (name, value))) for name, value in evidence]
    return tuple(sorted(pieces, key=lambda piece: -abs(piece.weight)))
