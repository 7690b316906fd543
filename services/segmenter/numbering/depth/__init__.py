"""How deep each heading lies: solved over the whole sequence of enumerators, not line by line."""

from __future__ import annotations

from services.segmenter.numbering.depth.rules import Numbered
from services.segmenter.numbering.depth.solve import Solution, solve

__all__ = ["Numbered", "Solution", "solve"]
