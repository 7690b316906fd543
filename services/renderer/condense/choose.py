"""Which sentences fit a budget best: the heart of condensing, free of documents."""

from __future__ import annotations

from collections.abc import Sequence


def choose(
    scores: Sequence[float],
    costs: Sequence[int],
    sets: Sequence[frozenset[str]],
    budget: int,
    redundancy: float = 0.7,
) -> list[int]:
    """Indices in order, of the best sentences whose costs add up to at most `budget`.

    Taken greedily by score, each only if no more than the share `redundancy` of its terms is already said.
    """
    chosen: list[int] = []
    said: set[str] = set()
    left = budget
    cheapest = min(costs, default=0)
    for i in sorted(range(len(scores)), key=lambda i: (-scores[i], i)):
        if left < cheapest:
            break
        if costs[i] > left or scores[i] <= 0:
            continue
        own = sets[i]
        if own and len(own & said) > redundancy * len(own):
            continue
        chosen.append(i)
        said |= own
        left -= costs[i]
    return sorted(chosen)
