"""What is likelier: costs in points, 0 the likeliest. The solver takes the cheapest whole sequence."""

from __future__ import annotations

from services.segmenter.numbering.depth.rules import Numbered, Stack

SKIP = 1.0  # a number is passed over
SKIP_AFTER_LOSS = 0.2  # … where pages are lost
RESTART = 3.0  # counting begins again without a heading above that would allow it
RESTART_AFTER_LOSS = 0.6
LATE_START = 1.2  # a level begins with another number than 1
LATE_START_AFTER_LOSS = 0.3
RANK = 1.6  # a heading lies under one whose style is usually deeper
MOVED = 0.05  # a style stands under another one than before
CLOSED = 0.7  # a level is closed although the new style usually lies below it


def cost(stack: Stack, item: Numbered, depth: int, under: str | None = None) -> float:
    """What it costs to put `item` at `depth` while `stack` is open.

    `under`: the style that its own style stood under before ("": none, None: it is new). A document's own order counts
    more than the usual one.
    """
    points = 0.0
    if depth < len(stack) and stack[depth].key == item.key:
        return _counting(stack[depth].ordinal, item)
    if item.ordinal and item.ordinal[-1] != 1 and item.style:
        points += LATE_START_AFTER_LOSS if item.after_loss else LATE_START
    here = (item.rank, item.levels)
    ranks = [(level.rank, level.levels) for level in stack]
    again = under == (stack[depth - 1].key if depth else "")
    if under is not None and not again:
        points += MOVED
    points += 0.0 if again else RANK * sum(1 for rank in ranks[:depth] if rank >= here)
    points += CLOSED * sum(1 for rank in ranks[depth:] if rank < here)
    return points


def _counting(last: tuple[int, ...], item: Numbered) -> float:
    if not item.ordinal or not last:
        return 0.0
    if item.ordinal[:-1] != last[:-1]:
        return 0.0 if item.ordinal > last else RESTART
    step = item.ordinal[-1] - last[-1]
    if step == 1:
        return 0.0
    if step > 1:
        return SKIP_AFTER_LOSS if item.after_loss else SKIP
    return RESTART_AFTER_LOSS if item.after_loss else RESTART
