"""Numbers with their units and what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from services.renderer.extract.facts import Figure
from services.renderer.extract.statements import Statement

_NUMBER = r"\d+(?:[,，]\d{3})*(?:\.\d+)?"
_VALUE = re.compile(_NUMBER)
_UNIT_ZH = (
    "个百分点|百分点|[%％‰]|倍|元|美元|人次|人|户|个|家|件|起|宗|项|条|公里|千米|米|平方公里|平方米|立方米|亩|公顷|吨|公斤|千克|克|千瓦时|千瓦小时|千瓦|度|辆|台|"
    "套|所|座|处|名|位|次|例|床|张|部|本|份|篇|场|期|批|只|头|株|棵|艘|架|小时|分钟|天|年|岁|标准煤|标准箱|箱|兆瓦|升|分"
)
_CHANGE = "增长|下降|提高|降低|上升|增加|减少|回落|上调|下调|翻|提升|压减|缩短|超过|突破|达到|达|完成|实现|为|是|占|约|近|共|计|有|到|至|升至|降至|增至|的"
FIGURE_ZH = re.compile(
    rf"(?:每(?:秒|分钟|小时|天|日|月|年|亩|公顷|平方公里|人))?(?:同比|比上年|年均|累计|平均)?(?:增长|下降|提高|降低|上升|增加|减少|回落|提升|压减|缩短|翻)?(?:(?<=[长降高低加少落升减短翻])了)?(?:约|近|超过|超|突破|达到|达|至|到|不低于|不少于|不超过)?"
    rf"{_NUMBER}(?:多|余)?[十百千万亿]*(?:多|余)?(?:{_UNIT_ZH})(?:以上|以下|左右|以内)?(?![度月日号〕\]代级])"
)
_MEASURE_EN = (
    "mm|cm|km2|km|sq km|ha|kg|kWh|MWh|GWh|kW|MW|GW|lit(?:re|er)s?|mph|feet|acres?|hectares?|tonnes?|tons?|miles?|"
    "(?:kilo|centi|milli)?(?:met(?:re|er)|gram(?:me)?)s?|degrees?"
)
FIGURE_EN = re.compile(
    rf"(?:(?:up|down|rose|fell|grew|increased|decreased|reduced)(?: by)? )?(?:[$€£¥]\s?{_NUMBER}(?: (?:thousand|million|billion|trillion))?|"
    rf"\b(?!0\d)(?<![-./§]){_NUMBER}(?: ?%| (?:percent|per cent|percentage points)| ?(?:{_MEASURE_EN})\b| (?:thousand|million|billion)\b(?! [a-z]{{2,}}s\b)|(?: (?:thousand|million|billion))?(?: [a-z]+)? (?!(?:this|was|has|is|as|its|us)\b)[a-z]{{2,}}s\b))"
)
_NOT_EN = re.compile(r" (?:and|or|of|the|to|in|as|by|on|at|for|et|through|that|shall|is|was|are)\b|stat\b|code\b")
# Section 5, Order 1996: a number that names.
_NAMED_EN = re.compile(
    r"\b(?:sections?|articles?|parts?|chapters?|acts?|orders?|rules?|regulations?|tables?|figures?|pages?|schedules?|clauses?|"
    r"paragraphs?|appendix|titles?|no\.|nos?|numbers?|resolution|directive|law) ?$",
    re.I,
)
_YEAR_EN = re.compile(r"(?:1[5-9]|20)\d\d [a-z]")
_CLAUSE = re.compile(r"[，。；：！？,;:、]")
_LEAD_IN = re.compile(r"^(?:其中|分别比|目前|去年|今年|上年|全年|预计|截至[^，]{1,12}|到\d{4}年|\d{4}年)+")
_COMPARES = re.compile(r"^(?:比|较|与|同比|按可比|扣除|已|又|再|约|近|超过|占)|^(?:增长|下降)")
_FROM = re.compile(r"[由从]?(?:每[\u4e00-\u9fff]{1,4})?\d|[由从]$")
_TAIL = re.compile(rf"(?:{_CHANGE}|了|同比|比上年|年均|累计|平均|预计|分别|已|又|再)+$")
_WHEN_EN = re.compile(
    r"(?:by|at|on|in|since|from|until|after|before|between|during|within|and|or|of|with)\b.{0,30}", re.I
)
_LONGEST_EN = 80  # characters of what is measured
_AND_EN = re.compile(r" (?:and|or|that|which|who) ")
_LEAD_IN_EN = re.compile(r" ?(?:(?:and|but|of which|in all|altogether|in total|in \d{4}|last year|this year) )+", re.I)
_TAIL_EN = re.compile(
    r"(?: (?:is|are|was|were|has|have|had|been|be|about|some|nearly|almost|over|under|only|at|to|by|of|at least|at most|more than|"
    r"less than|deeper than|higher than|within|up to|roughly|around|an estimated|a total of|not|and|the|reached|totalled|totaled))+$"
)
_HAN = re.compile(r"[\u3400-\u9fff]")


def figures(said: Iterable[Statement]) -> tuple[Figure, ...]:
    """The figures in reading order; dates, periods as such and numbers of documents are none."""
    return tuple(figure for statement in said for figure in _of(statement))


def _of(statement: Statement) -> Iterator[Figure]:
    text = statement.text
    english = not _HAN.search(text)
    last: tuple[int, int] | None = None
    for match in (FIGURE_EN if english else FIGURE_ZH).finditer(text):
        start, end = match.span()
        if english:
            if _NAMED_EN.search(text, max(0, start - 16), start) or _YEAR_EN.match(match.group()):
                continue
            if _NOT_EN.search(match.group().partition(" by ")[2] or match.group()):
                continue
            measured = _clause_before(text, start)
        else:
            if re.fullmatch(r"(?:\D*)(?:19|20)\d\d年", match.group()) or text[start - 1 : start] in ("第", "〔", "["):
                continue
            measured = _measured(text, start)
        last = measured or last
        number = _VALUE.search(text, start, end)
        if not last or not number:
            continue
        stop = next((mark.start() for mark in _CLAUSE.finditer(text, end)), len(text))
        yield Figure(
            text=statement.cut(start, end),
            value=number.group(),
            unit=text[number.end() : end].strip(),
            of=statement.cut(*last),
            clause=statement.cut(_clause_start(text, start), stop),
            sentence=statement.source,
            page=statement.page,
            place=statement.place,
        )


def _clause_start(text: str, at: int) -> int:
    start = 0
    for mark in _CLAUSE.finditer(text, max(at - 80, 0), at):
        start = mark.end()
    return start


def _measured(text: str, at: int) -> tuple[int, int] | None:
    """What stands before the number in its clause, without the verb that leads to the number."""
    start = _clause_start(text, at)
    lead = _LEAD_IN.match(text, start, at)
    start = lead.end() if lead else start
    first = _FROM.search(text, start, at)
    end = first.start() if first else at
    tail = _TAIL.search(text[start:end])
    end = start + tail.start() if tail else end
    named = 2 <= end - start <= 40 and _HAN.search(text, start, end) and not _COMPARES.match(text[start:end])
    return (start, end) if named else None


def _clause_before(text: str, at: int) -> tuple[int, int] | None:
    start = _clause_start(text, at)
    end = len(text[:at].rstrip())
    if end - start > _LONGEST_EN:
        start = max((mark.end() for mark in _AND_EN.finditer(text, start, end)), default=start)
    lead = _LEAD_IN_EN.match(text, start, end)
    start = lead.end() if lead else start
    tail = _TAIL_EN.search(text[start:end])
    end = start + tail.start() if tail else end
    named = 3 <= end - start <= _LONGEST_EN and not _WHEN_EN.fullmatch(text[start:end].strip())
    return (start, end) if named else None
