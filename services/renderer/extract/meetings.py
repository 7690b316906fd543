"""Meetings by their whole names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from services.renderer.extract.facts import Meeting
from services.renderer.extract.statements import Statement

_MEETING = re.compile(
    r"[\u4e00-\u9fff0-9“”]{2,32}?(?:工作会议|动员大会|表彰大会|代表大会|常务会议|全体会议|专题会议|座谈会|现场会|推进会|电视电话会议|常委(?:扩大)?会议|常委会会议|党组会议?|办公会议?|全会|论坛|年会|动员会|部署会|调度会|例会|会议|大会)(?!上的?讲话稿|室|纪要|议程|材料|期间|精神实质|认为|指出|强调|要求|决定|由|厅|中心|员)"
)
# A name begins at the last of these before it …
_BEGINS = re.compile(
    r"(?:中共中央|中央|党的|国务院|全国|全省|全市|全县|全区|全镇|全州|全系统|[省市县区][委政府]+|政府|第[一二三四五六七八九十0-9]+[次届]|[一二三四五六七八九十]+届|[\u4e00-\u9fff]{2,3}[省市县区])"
)
# … and never before one of these.
_CUT = re.compile(
    r"[了在于从对把将被向是的]|召开|举行|举办|传达|学习|贯彻|落实|出席|参加|根据|按照|通过|经过?|主持|列席|这次|本次|今天|昨天|此次|刚刚|结合|以及|提交|接受|用好|必须|主动|等"
)
_GENERIC = re.compile(
    r"^(?:这|本|此|该|今天|上|今|各种|各类|有关|重要|相关|一些|每次|有的|大小|文山|年度|次)?(?:[次个种]|召开)?(?:的)?(?:工作会议|会议|大会|座谈会|例会|全会|全体会议|专题会议)$"
)
# 省、XX市人口计生工作会议: meetings of two levels under one name.
_SHARED = re.compile(r"(?:中央|国家|全国|省委?|市委?|县委?)、[X×某]{0,3}$")


def meetings(said: Iterable[Statement]) -> tuple[Meeting, ...]:
    """Each meeting once, where it is first named, in reading order."""
    seen: dict[str, Meeting] = {}
    for statement in said:
        for start, end in _names(statement.text):
            seen.setdefault(statement.text[start:end], Meeting(statement.cut(start, end), statement.page))
    return tuple(seen.values())


def _names(text: str) -> Iterator[tuple[int, int]]:
    for match in _MEETING.finditer(text):
        start, end = match.span()
        for cut in _CUT.finditer(text, start, end - 2):
            start = cut.end()
        begins = _BEGINS.search(text, start, end)
        if begins:
            start = begins.start()
        if shared := _SHARED.search(text, max(0, start - 16), start):
            start = shared.start()
        name = text[start:end]
        if (
            len(name) >= 5
            and not (name.endswith("人民代表大会") and not re.search(r"[届次]", name))
            and not _GENERIC.match(name)
            and (begins or len(name) >= 8)
        ):
            yield start, end
