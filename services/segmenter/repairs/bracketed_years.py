"""Document numbers with the wrong brackets: 国发[2011]5号 → 国发〔2011〕5号 (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.segmenter.repairs.rule import RepairRule
from services.segmenter.source_map import Edit

NUMBER = re.compile(r"([\[【（(])(?<=[\u4e00-\u9fff].)((?:19|20)\d\d)([\]】）)])(?=\s?第?\s?\d{1,5}\s?号)")


def bracketed_years(text: str, language: str) -> Iterator[Edit]:
    """The brackets, one edit each."""
    if not language.startswith("zh"):
        return
    for match in NUMBER.finditer(text):
        yield Edit(match.start(1), match.end(1), "〔")
        yield Edit(match.start(3), match.end(3), "〕")


REPAIR = RepairRule(
    "bracketed_years",
    bracketed_years,
    order=100,
    chinese="年份括号改为六角括号",
    english="brackets around years",
    japanese="年次の括弧",
    example=("县发[2011]5号", "县发〔2011〕5号", "zh-Hans"),
)
