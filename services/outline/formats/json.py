"""json: everything that was recovered, with provenance."""

from __future__ import annotations

from services.outline.codec import to_json
from services.outline.formats.format import Format, Writing
from services.outline.model import Outline


def write(outline: Outline, _: Writing) -> str:
    """Proto JSON of quire.outline.v1.Outline."""
    return to_json(outline)


FORMAT = Format("json", ".outline.json", "application/json", "everything, with provenance", write)
