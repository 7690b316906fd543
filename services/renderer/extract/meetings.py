"""Meetings by their whole names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from services.renderer.extract.facts import Meeting
from services.renderer.extract.statements import Statement

_LONGEST = 44  # characters of a name
# How a meeting's name ends; not before what makes it another thing (会议室) or a verb (会议认为).
_END = re.compile(
    r"(?:工作会议|动员大会|表彰大会|代表大会|代表会议|常务会议|全体会议|专题会议|座谈会|现场会|推进会议?|电视电话会议|视频会议|常委(?:扩大)?会议|常委会(?:扩大)?会议|党组(?:扩大)?会议?|"
    r"办公会议?|联席会议|"
    r"全会|论坛|年会|动员会|部署会|调度会|交流会|发布会|听证会|例会|会议|大会|峰会|博览会)"
    r"(?!计|上的?讲话稿|室|纪要|议程|材料|期间|精神实质|认为|指出|强调|要求|决定|明确|议定|由|厅|中心|员|桌|费|通知|制度|办公室|成员|召集人|记录|主席|秘书|上)"
)
_SESSION = re.compile(r"第[一二三四五六七八九十0-9]+[次届](?:全体)?(?:会议|全会)")
_EDGE = re.compile(r"[，。；：！？、,;:（）()《》〈〉“”‘’\s]")
# A name begins at the first of these …
_BEGINS = re.compile(
    r"中共中央|党中央|中央|党的[一二三四五六七八九十]+[大届]|国务院|全国|全[省市县区镇州乡]|全系统|"
    r"(?:[\u4e00-\u9fff]{2,7}?(?:自治[区州县]|省|市|县|区|镇|乡))(?=[委政人第党]|[一二三四五六七八九十]届)|[省市县区]委(?!员)|[省市县区]?政府|"
    r"第[一二三四五六七八九十百0-9]+[次届]|[一二三四五六七八九十]+届|20\d\d年度?"
)
# … and behind the last of these: verbs and small words before it.
_CUT = re.compile(
    r"[了在于从对把将被向是的]|召开(?:了|的)?|举行|举办|传达|学习|贯彻|落实|出席|参加|根据|按照|通过|经(?!济|贸|营|办|信|费)过?|主持|列席|这次|本次|今天|昨天|此次|刚刚|结合|以及|提交|"
    r"接受|用好|必须|主动|等|就要?|和(?=全|中)|与(?=全|中)|关于|按(?=照?全)"
)
_GENERIC = re.compile(
    r"(?:这|本|此|该|今天|上|今|各种|各类|有关|重要|相关|一些|每次|有的|大小|文山|年度|次|各级|一)?(?:[次个种]|召开)?(?:的)?"
    r"(?:工作会议|会议|大会|座谈会|例会|全会|全体会议|专题会议|代表大会|人民代表大会|现场会|推进会|年会|听证会|动员会|部署会|联席会议|办公会议?|发布会|交流会|论坛|峰会)$"
)
_NONE = re.compile(
    r"每年|一次|以下简称|下称|主要承担|负责|建立|召开|组织|参加|精简|减少|要求|必须|不开|少开|多开|各种|各类|开好|定期|文山会海|可以|应当|需要"
)
# 省、XX市人口计生工作会议: meetings of two levels under one name.
_SHARED = re.compile(r"(?:中央|国家|全国|省委?|市委?|县委?)、[X×某]{0,3}$")


def meetings(said: Iterable[Statement]) -> tuple[Meeting, ...]:
    """Each meeting once, where it is first named, in reading order."""
    seen: dict[str, Meeting] = {}
    for statement in said:
        if "会" in statement.plain or "论坛" in statement.plain:
            for start, end in _names(statement.plain):
                seen.setdefault(statement.text[start:end], Meeting(statement.cut(start, end), statement.page))
    return tuple(seen.values())


def _names(text: str) -> Iterator[tuple[int, int]]:
    reached = 0
    for match in _END.finditer(text):
        session = _SESSION.match(text, match.end())
        end = session.end() if session else match.end()
        if match.start() < reached:
            continue
        start = max(reached, end - _LONGEST)
        edges = [edge.end() for edge in _EDGE.finditer(text, start, match.start())]
        start = edges[-1] if edges else start
        for cut in _CUT.finditer(text, start, match.start()):
            start = cut.end()
        begins = _BEGINS.search(text, start, match.start())
        if begins:
            start = begins.start()
        if shared := _SHARED.search(text, max(0, start - 16), start):
            start = shared.start()
        name = text[start:end]
        reached = end
        whole = begins is not None or (len(name) >= 8 and not _NONE.search(name))
        if len(name) >= 5 and not _GENERIC.fullmatch(name) and whole and not _NONE.search(name[:6]):
            if name.endswith("人民代表大会") and not re.search(r"[届次]", name):
                continue
            yield start, end
