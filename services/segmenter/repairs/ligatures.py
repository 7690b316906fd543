"""Latin ligatures that a font drew as one glyph: ﬁ → fi. Not æ and œ, which are letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from services.segmenter.repairs.rule import RepairRule
from services.segmenter.source_map import Edit

LIGATURE = re.compile("[\ufb00-\ufb06]")


def ligatures(text: str, _language: str) -> Iterator[Edit]:
    """The letters of each."""
    for match in LIGATURE.finditer(text):
        yield Edit(match.start(), match.end(), unicodedata.normalize("NFKC", match[0]))


REPAIR = RepairRule(
    "ligatures",
    ligatures,
    order=70,
    chinese="连字拆分",
    english="ligatures split",
    japanese="合字の分解",
    example=("oﬃce ﬁles", "office files", "en"),
)
