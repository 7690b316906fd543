"""What must hold between headings and the levels that are open above them."""

from __future__ import annotations

from dataclasses import dataclass

from services.limits import SECTION_DEPTH
from services.segmenter.numbering.table import STYLES


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading as the solver sees it. `style` is a row of NUMBERING_STYLES, "" for a heading without a number.

    `after_loss`: pages are lost between it and the heading before; `restart`: it begins an issued document.
    """

    style: str
    ordinal: tuple[int, ...]
    rank: int
    after_loss: bool = False
    restart: bool = False

    @property
    def key(self) -> str:
        """What siblings share: the style, and for compound numbers how many numbers they have."""
        row = STYLES.get(self.style)
        return f"{row.family}{len(self.ordinal)}" if row is not None and row.family else self.style

    @property
    def levels(self) -> int:
        """How many numbers a compound one has: 1.2.1 lies under 1.2. All others are equal."""
        row = STYLES.get(self.style)
        return len(self.ordinal) if row is not None and row.family else 0


@dataclass(frozen=True, slots=True)
class Level:
    """An open level: the key of its headings, the last ordinal, their rank and how many numbers they have."""

    key: str
    ordinal: tuple[int, ...]
    rank: int
    levels: int = 0


Stack = tuple[Level, ...]


def openings(stack: Stack, item: Numbered) -> list[int]:
    """The depths (0 outermost) at which `item` may stand: at its siblings' level where one is open, else one below any
    open level, or outermost. A level never holds two styles in one section, and no style is open twice."""
    if item.restart:
        return [0]
    for depth, level in enumerate(stack):
        if level.key == item.key:
            return [depth]
    return list(range(min(len(stack), SECTION_DEPTH - 1) + 1))
