"""Tables whose columns are as wide as what stands in them, and of which empty columns are left out."""

from __future__ import annotations

from collections.abc import Sequence

from services.renderer.placed import Inline, Table
from services.renderer.plan.measure import CELL_SIDES, text_of, text_width, width
from services.renderer.profile import Profile

Row = tuple[tuple[Inline, ...], ...]
WIDEST = 9.0  # characters that a narrow column may take before it breaks its lines, where the caller does not say
SLACK = 0.6  # characters to spare, for fonts differ


def table(header: Sequence[str], rows: Sequence[Row], profile: Profile, wide: int = 0, widest: float = WIDEST) -> Table:
    """A table of these rows; column `wide` takes what the others leave."""
    used = [n for n in range(len(header)) if n == wide or any(row[n] for row in rows)]
    size = profile.styles["cell"].size
    whole = text_width(profile.page)
    shares = {n: _share(header[n], [row[n] for row in rows], size, whole, widest) for n in used if n != wide}
    shares[wide] = 1 - sum(shares.values())
    return Table(
        tuple(shares[n] for n in used),
        tuple(header[n] for n in used),
        tuple(tuple(row[n] for n in used) for row in rows),
    )


def _share(head: str, cells: Sequence[tuple[Inline, ...]], size: float, whole: float, widest: float) -> float:
    longest = max([width(text_of(cell)) for cell in cells], default=0.0)
    return (max(width(head), min(longest, widest)) + SLACK) * size / whole + CELL_SIDES / whole
