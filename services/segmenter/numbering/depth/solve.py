"""The cheapest assignment of depths to a whole sequence of headings: a beam over the stack of open levels.

Every step keeps the BEAM cheapest stacks; a stack has at most as many levels as there are styles, so the time is linear
in the number of headings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.segmenter.numbering.depth.preferences import cost
from services.segmenter.numbering.depth.rules import Level, Numbered, Stack, openings

BEAM = 12
CLOSE = 0.35  # a runner-up that costs at most this much more makes a depth ambiguous


@dataclass(frozen=True, slots=True)
class Solution:
    """A depth (1 outermost) a heading, what it costs, and the headings whose depth the runner-up sees otherwise."""

    depths: tuple[int, ...]
    points: float
    ambiguous: tuple[int, ...] = ()
    runner_up: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Path:
    """A partial solution; `before` leads back through its steps."""

    points: float
    stack: Stack
    depth: int
    before: _Path | None
    order: tuple[tuple[str, str], ...] = ()  # each style seen, and the one that it last stood under


def solve(items: Sequence[Numbered]) -> Solution:
    """The likeliest depths. The same items give the same solution; ties go to the outer depth."""
    beam = [_Path(0.0, (), 0, None)]
    for item in items:
        grown: dict[Stack, _Path] = {}
        for path in beam:
            under = next((above for key, above in path.order if key == item.key), None)
            for depth in openings(path.stack, item):
                points = path.points + cost(path.stack, item, depth, under)
                stack = (*path.stack[:depth], Level(item.key, item.ordinal, item.rank, item.levels))
                if stack not in grown or points < grown[stack].points:
                    above = stack[depth - 1].key if depth else ""
                    grown[stack] = _Path(points, stack, depth + 1, path, _placed(path.order, item.key, above))
        beam = sorted(grown.values(), key=lambda path: (path.points, path.depth))[:BEAM]
    best = _depths(beam[0], len(items))
    if len(beam) > 1 and beam[1].points - beam[0].points <= CLOSE:
        second = _depths(beam[1], len(items))
        differ = tuple(n for n, (a, b) in enumerate(zip(best, second, strict=True)) if a != b)
        return Solution(best, beam[0].points, differ, second)
    return Solution(best, beam[0].points)


def _placed(order: tuple[tuple[str, str], ...], key: str, above: str) -> tuple[tuple[str, str], ...]:
    if (key, above) in order:
        return order
    return (*(pair for pair in order if pair[0] != key), (key, above))


def _depths(path: _Path | None, count: int) -> tuple[int, ...]:
    depths: list[int] = []
    while path is not None and len(depths) < count:
        depths.append(path.depth)
        path = path.before
    return tuple(reversed(depths))
