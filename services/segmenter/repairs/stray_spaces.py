"""Stray spaces inside Chinese words, as OCR leaves them: "开展河道 清 障", "堤防 。".

In many dumps a space is all that is left of a line end, so a space is only stray where line ends are still there and
the
spaces fall by chance: on many lines, and some before a stop or inside "一 、", where nobody puts one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.language.scripts import HAN
from services.segmenter.numbering import enumerator_at
from services.segmenter.repairs.rule import RepairRule
from services.segmenter.source_map import LOST_PAGES, PAGE_BREAK, Edit

CJK = rf"{HAN}，。；：、！？（）《》“”‘’—…〔〕"
BETWEEN = re.compile(rf"(?<=[{CJK}\d]) {{1,2}}(?=[{CJK}\d])")
IMPOSSIBLE = re.compile(rf"(?<=[{HAN}]) {{1,2}}(?=[，。；：、！？）》”])")
LINE = re.compile(f"[^\n{PAGE_BREAK}{LOST_PAGES}]+")
LONGEST_LINE = 200  # code points, on average: longer ones are paragraphs joined by spaces
FEWEST_LINES = 4
SPACED_OUT = 0.3  # of the characters: a space behind nearly every one, which no line end can be
SHARE = 0.015  # of the characters that a stray space follows
SPREAD = 0.3  # of the lines that have one
BY_CHANCE = 0.03  # of the spaces that stand where nobody puts one


def stray_spaces(text: str, language: str) -> Iterator[Edit]:
    """Each stray space, deleted. A space right behind an enumerator ("第一条 为了") stays."""
    if not language.startswith("zh") or " " not in text:
        return
    lines = [match.span() for match in LINE.finditer(text) if not match[0].isspace()]
    spaced_out = text.count(" ") > SPACED_OUT * len(text)
    if not spaced_out and (len(lines) < FEWEST_LINES or len(text) > LONGEST_LINE * len(lines)):
        return
    impossible = sum(1 for _ in IMPOSSIBLE.finditer(text))
    if not impossible:
        return
    spaces = [match.span() for match in BETWEEN.finditer(text)]
    if len(spaces) < SHARE * len(text) or impossible < max(2, BY_CHANCE * len(spaces)):
        return
    ends = {behind for a, b in lines if (behind := _behind_enumerator(text, a, b))}
    inner = [span for span in spaces if span[1] not in ends]
    if _spread(inner, lines) >= SPREAD * len(lines):
        for start, end in inner:
            yield Edit(start, end, "")


def _behind_enumerator(text: str, start: int, end: int) -> int:
    """Where the words behind an enumerator and its space begin; 0 where there is none."""
    while start < end and text[start].isspace():
        start += 1
    match = enumerator_at(text, start, end)
    return start + len(match.literal) if match and match.literal.endswith(" ") else 0


def _spread(spaces: list[tuple[int, int]], lines: list[tuple[int, int]]) -> int:
    """How many lines have a stray space."""
    count, n = 0, 0
    for start, end in lines:
        while n < len(spaces) and spaces[n][0] < start:
            n += 1
        count += n < len(spaces) and spaces[n][0] < end
    return count


REPAIR = RepairRule(
    "stray_spaces",
    stray_spaces,
    order=30,
    chinese="删除字间空格",
    english="spaces inside words removed",
    japanese="字間空白の削除",
    example=("全 县 各 镇 ， 都 要 落 实 责 任 。", "全县各镇，都要落实责任。", "zh-Hans"),
)
