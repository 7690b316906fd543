"""What belongs to the page and not to the document: found by evidence over the whole dump, and set aside."""

from __future__ import annotations

from services.segmenter.furniture.remove import FurnitureRemoval, remove_furniture

__all__ = ["FurnitureRemoval", "remove_furniture"]
