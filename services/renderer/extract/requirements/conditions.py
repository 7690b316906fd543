"""How often and how many: what a demand asks beside the task itself."""

from __future__ import annotations

import re

from services.renderer.extract.requirements.bodies import Bounds

_N = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百两]+)"
_ZH = re.compile(
    rf"""
      每(?:个?季度|个?月|半月|周|年|半年|日|天|学期|半?小时) (?:至少|不少于)? (?:\S{{0,8}}? {_N}次)?           # 每季度, 每年至少一次
    | (?:不(?:少于|低于|超过|高于|多于)|至少|最多|最低) {_N} [%％‰人名个家次天日年月小时分钟元万亿户台件所处支辆米厘亩吨]{{0,3}}(?:以上|以下|左右)?   # 不少于40人, 抽查比例不低于50%
    | {_N}(?:人|名|个|家|次|天|%)以上
    """,
    re.X,
)
_EN = re.compile(
    r"\b(?:at least|at most|no (?:more|fewer|less) than|not (?:more|less) than|up to) (?:\w+ )?\d[\d,.]*"
    r"(?: ?%| [a-z]+)?|\b(?:once|twice) (?:every|each|a|per) \w+(?: \w+)?|"
    r"\bevery (?:\w+ )?(?:days?|weeks?|months?|quarters?|years?)\b",
    re.I,
)


def conditions(text: str, start: int, end: int, english: bool) -> tuple[Bounds, ...]:
    """Bounds of the frequencies and least numbers in `text[start:end]`."""
    return tuple(found.span() for found in (_EN if english else _ZH).finditer(text, start, end))
