"""Compatibility ideographs (U+F900 to U+FAFF) for the unified ones: 金 (U+F90A) → 金 (U+91D1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from services.segmenter.source_map import Edit

COMPATIBILITY = re.compile("[\uf900-\ufaff]")


def compatibility_ideographs(text: str, _language: str) -> Iterator[Edit]:
    """Their canonical form; the twelve of the block that are unified themselves have none and stay."""
    for found in COMPATIBILITY.finditer(text):
        right = unicodedata.normalize("NFC", found[0])
        if right != found[0] and len(right) == 1:
            yield Edit(found.start(), found.end(), right)
