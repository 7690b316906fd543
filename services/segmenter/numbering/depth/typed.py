"""Depths of enumerators that someone types: what the solver would make of them as headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.errors import DocumentError
from services.segmenter.numbering import STYLES, enumerator_at
from services.segmenter.numbering.depth.rules import Numbered
from services.segmenter.numbering.depth.solve import solve

LOST_SIGNS = ("…", "...")  # typed where pages are lost
MOST = 10_000
_AFTER = ("标题", " 标题", " Title", "")  # what may have to follow for an enumerator to be one


@dataclass(frozen=True, slots=True)
class Typed:
    """An enumerator as typed, its style, its depth (1 outermost) and the runner-up's (0: there is none)."""

    literal: str
    style: str
    depth: int
    runner_up: int


def typed_depths(enumerators: Sequence[str]) -> tuple[Typed, ...]:
    """The solver's answer. "…" stands for lost pages. Raises DocumentError ENUMERATOR_UNKNOWN, TOO_MANY_ENUMERATORS."""
    if len(enumerators) > MOST:
        raise DocumentError("TOO_MANY_ENUMERATORS", f"At most {MOST} enumerators are solved at once.")
    literals, items, lost = [], [], False
    for literal in enumerators:
        if literal in LOST_SIGNS:
            lost = True
            continue
        items.append(_numbered(literal, lost))
        literals.append(literal)
        lost = False
    solution = solve(items)
    runner_up = {n: solution.runner_up[n] for n in solution.ambiguous}
    return tuple(
        Typed(literal, item.style, depth, runner_up.get(n, 0))
        for n, (literal, item, depth) in enumerate(zip(literals, items, solution.depths, strict=True))
    )


def _numbered(literal: str, lost: bool) -> Numbered:
    for after in _AFTER:
        text = literal.strip() + after
        enumerator = enumerator_at(text, 0, len(text))
        if enumerator is not None and len(enumerator.literal.strip()) >= len(literal.strip()):
            return Numbered(enumerator.style, enumerator.ordinal, STYLES[enumerator.style].rank, lost)
    raise DocumentError("ENUMERATOR_UNKNOWN", f"'{literal}' is no enumerator that Quire knows (docs/numbering.md).")
