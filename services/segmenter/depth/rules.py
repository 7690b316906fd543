"""What must hold between headings and the levels that are open above them."""

from __future__ import annotations

from dataclasses import dataclass

from services.limits import SECTION_DEPTH


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
        if self.style in ("decimal", "digit_dot", "digit_space"):
            return f"decimal{len(self.ordinal)}"
        return self.style


@dataclass(frozen=True, slots=True)
class Level:
    """An open level: the style of its headings and the last ordinal."""

    key: str
    ordinal: tuple[int, ...]
    rank: int


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
