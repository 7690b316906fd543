"""Compatibility ideographs (U+F900 to U+FAFF) for the unified ones: 金 (U+F90A) → 金 (U+91D1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from services.segmenter.repairs.rule import RepairRule
from services.segmenter.source_map import Edit

COMPATIBILITY = re.compile("[\uf900-\ufaff]")


def compatibility_ideographs(text: str, _language: str) -> Iterator[Edit]:
    """Their canonical form; the twelve of the block that are unified themselves have none and stay."""
    for match in COMPATIBILITY.finditer(text):
        right = unicodedata.normalize("NFC", match[0])
        if right != match[0] and len(right) == 1:
            yield Edit(match.start(), match.end(), right)


REPAIR = RepairRule(
    "compatibility_ideographs",
    compatibility_ideographs,
    order=50,
    chinese="兼容字形改为通用字形",
    english="compatibility forms made usual ones",
    japanese="互換漢字の統一",
    example=("\uf90a額", "金額", "zh-Hant"),
)
