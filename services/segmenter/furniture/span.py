"""A stretch of a flow that was recognised as furniture."""

from __future__ import annotations

from dataclasses import dataclass

from services.outline.model import FurnitureKind


@dataclass(frozen=True, slots=True)
class FurnitureSpan:
    """SourceMappedText offsets `start` to `end`, what stands there, and what it counts."""

    start: int
    end: int
    kind: FurnitureKind
    number: int | None = None
