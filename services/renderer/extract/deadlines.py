"""By when: dates and periods that bound an action."""

from __future__ import annotations

import re

_N = r"[0-9〇零一二三四五六七八九十百两]+"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE_EN = (
    rf"(?:(?:the )?(?:close of business|noon|midnight|end) (?:on|of) )?(?:(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}} (?:{_MONTHS})(?:,? \d{{4}})?|"
    rf"(?:the )?end of (?:the )?(?:(?:fiscal |calendar )?(?:year|month|quarter|week)(?: \d{{4}})?|(?:{_MONTHS})(?: \d{{4}})?|\d{{4}})|(?:{_MONTHS}) \d{{4}}|(?:fiscal year )?\d{{4}}|"
    r"\d{4}-\d\d-\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
DEADLINE_ZH = re.compile(
    rf"(?:每年|每月|每季度|今年|明年|本年度?|当年|次年|同年|{_N}年)?(?:{_N}月)(?:{_N}日|{_N}号|底|末|中旬|上旬|下旬|初)?(?:下班|24时|[0-9]{{1,2}}时)?(?:之前|以前|前)|"
    rf"(?:每年|每月|每季度|每周|每|今年|明年|本月|次月|当月|年|月|季|上半年|{_N}年)(?:{_N}日|底|末|中)(?:之前|以前|前)|{_N}年(?:之前|以前|前)(?!后)|{_N}日(?:之前|以前|前)|"
    rf"(?:到|至)(?:今年|明年|本年度?|{_N}年)(?:{_N}月)?(?:底|末)|(?:今年|明年|本年|本月)底(?!以来)|(?<![去前上]年)(?<![去前上])年底(?=完成|建成|实现|达到|全部|基本|要|力争)|(?:今年|明年|上半年|下半年|本年度|本月|本周|年|月|季度|一周|学期|任期)(?:之)?内|"
    rf"(?:[自在从][^，。；]{{2,24}}之?日起)?{_N}(?:个)?(?:工作日|自然日|日|天|周|月|小时|年|分钟)(?:之内|以内|内)|到{_N}年(?=[，,]|[^-—～至前后])"
)
DEADLINE_EN = re.compile(
    rf"\b(?:(?i:by|before|on or before|no later than|not later than|until) {_DATE_EN}|"
    r"(?i:within|no later than|not later than|at least) (?:[a-z]+ \()?\w+\)? (?:calendar |business |working )?(?:days?|months?|weeks?|hours?|years?)"
    r"(?: (?:of|after|before|from|following) (?:the |each |every |receipt|receiving|its |this |that |such |[A-Z])[^,.;]{0,60})?)"
)


def deadline(text: str, english: bool) -> tuple[int, int] | None:
    """Bounds of the first deadline in `text`."""
    found = (DEADLINE_EN if english else DEADLINE_ZH).search(text)
    return found.span() if found else None
