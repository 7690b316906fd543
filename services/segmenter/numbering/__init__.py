"""Numbering: the one table of styles, what their numerals are worth, and how deep headings that carry them lie."""

from services.segmenter.numbering.style import Misreading, NumberingStyle, Role
from services.segmenter.numbering.table import NUMBERING_STYLES, STYLES, enumerator_at

__all__ = ["NUMBERING_STYLES", "STYLES", "Misreading", "NumberingStyle", "Role", "enumerator_at"]
