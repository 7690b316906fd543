"""Radicals for characters: ⼯ (Kangxi) → 工, ⻚ (radicals supplement) → 页, as some PDF fonts map them.

Source: Unicode's EquivalentUnifiedIdeograph. Of the supplement only the radicals that are characters by themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from services.segmenter.repairs.rule import RepairRule
from services.segmenter.source_map import Edit

SUPPLEMENT = dict(
    zip(
        "⺁⺒⺓⺛⺝⺟⺠⺢⺧⺩⺪⺫⺬⺶⺻⺽⻁⻄⻅⻆⻉⻊⻋⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂巳幺旡月母民氺牛王疋目示羊聿臼虎西见角贝足车長镸长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
RADICAL = re.compile("[\u2f00-\u2fd5" + "".join(SUPPLEMENT) + "]")


def radicals(text: str, _language: str) -> Iterator[Edit]:
    """The unified ideograph for each."""
    for match in RADICAL.finditer(text):
        right = SUPPLEMENT.get(match[0]) or unicodedata.normalize("NFKC", match[0])
        yield Edit(match.start(), match.end(), right)


REPAIR = RepairRule(
    "radicals",
    radicals,
    order=40,
    chinese="部首字形改为汉字",
    english="radical forms made characters",
    japanese="部首字形の漢字化",
    example=("⼯作⻚⾯", "工作页面", "zh-Hans"),
)
