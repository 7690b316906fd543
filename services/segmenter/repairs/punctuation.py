"""Half-width punctuation between Chinese characters: "会前,市委" → "会前，市委", "同志们:" → "同志们：".

What PDF readers that normalise text (NFKC) leave behind. Digits keep theirs: "1,000", "3:1".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.language.scripts import HAN, KANA
from services.segmenter.repairs.rule import RepairRule
from services.segmenter.source_map import Edit

CJK = HAN + KANA
CLOSED = rf"[{CJK}”’》〉」』）)】〕％%]"
AFTER_CHINESE = re.compile(rf"[,;:?!](?<={CLOSED}.)(?![\d,;:?!]*\d[,:])")
BRACKETS = re.compile(r"\(([^()\n]{0,200})\)")
WIDENED = dict(zip(",;:?!()", "，；：？！（）", strict=True))
CHINESE = re.compile(rf"[{CJK}]")
BETWEEN = re.compile(rf"(?<=[{CJK}])\([^)]*$|^[^(]*\)(?=[{CJK}])")


def half_width_punctuation(text: str, language: str) -> Iterator[Edit]:
    """Its full-width form, one edit a character."""
    if not language.startswith("zh") and language != "ja":
        return
    places = [m.start() for m in AFTER_CHINESE.finditer(text)]
    brackets: list[int] = []
    for bracket in BRACKETS.finditer(text):
        before, after = text[bracket.start() - 1 : bracket.start()], text[bracket.end() : bracket.end() + 1]
        if CHINESE.search(bracket[1]) or CHINESE.match(before) or CHINESE.match(after):
            brackets += bracket.start(), bracket.end() - 1
    for at in sorted(places + brackets) if brackets else places:
        yield Edit(at, at + 1, WIDENED[text[at]])


REPAIR = RepairRule(
    "half_width_punctuation",
    half_width_punctuation,
    order=110,
    chinese="半角标点改为全角",
    english="punctuation made full-width",
    japanese="句読点の全角化",
    example=("会前,市委(扩大)研究", "会前，市委（扩大）研究", "zh-Hans"),
)
