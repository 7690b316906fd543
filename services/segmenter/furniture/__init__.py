"""What belongs to the page and not to the document: found by evidence over the whole dump, and set aside."""

from __future__ import annotations

from services.segmenter.furniture.set_aside import SetAside, set_aside

__all__ = ["SetAside", "set_aside"]
