"""Cut, lost page or paragraph end? What white space means is inferred from the whole dump, then every place decided."""

from __future__ import annotations

from services.segmenter.breaks.find_passages import find_passages

__all__ = ["find_passages"]
