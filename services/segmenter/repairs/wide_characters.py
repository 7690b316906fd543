"""Full-width digits and letters: ２０１１年 → 2011年. In Japanese they number paragraphs (項) and stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.segmenter.repairs.rule import RepairRule
from services.segmenter.source_map import Edit

# A full-width point or comma only between digits; all other punctuation stays: NFKC over everything is wrong.
WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*％?")
NARROW = {0xFF10 + n: 0x30 + n for n in range(10)}
NARROW |= {0xFF21 + n: 0x41 + n for n in range(26)} | {0xFF41 + n: 0x61 + n for n in range(26)}
NARROW |= {ord("．"): ord("."), ord("，"): ord(","), ord("％"): ord("%")}


def wide_characters(text: str, language: str) -> Iterator[Edit]:
    """ASCII for each run."""
    if language == "ja":
        return
    for match in WIDE.finditer(text):
        yield Edit(match.start(), match.end(), match[0].translate(NARROW))


REPAIR = RepairRule(
    "wide_characters",
    wide_characters,
    order=60,
    chinese="全角字母数字改为半角",
    english="full-width letters and digits made half-width",
    japanese="英数字の半角化",
    example=("２０１１年增长３．５％", "2011年增长3.5%", "zh-Hans"),
)
