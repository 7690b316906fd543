"""What a number measures: the words before it in its clause, those behind it,
or the subject of the clause before. Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.renderer.extract.figures.numbers import Number

Pieces = tuple[tuple[int, int], ...]  # bounds in the sentence, to be read one after the other

_MARK = re.compile(
    r"[，。；：！？,;:]|(?<=[\u4e00-\u9fff%％])、(?=[\u4e00-\u9fff]{2,}[^、，]*\d)|、(?=(?:同比|比上年|年均|增长|下降))"
)
_LEAD_IN = re.compile(
    r"(?:其中|目前|全年|预计|初步核算|预期|力争|争取|确保|建议|到\d{4}年|截至[^，\d]{0,4}[\d年月日]*底?|截止[^，]{1,12}|\d{4}年(?:底|末)?|[今去明]年|本年度?|上半年|"
    r"下半年|年内|年末|一年来|这[些五]年|近年来|[一二三四五六七八九十]+年来|并|且|和|及|以及|同时|"
    r"此外|另外|特别是|先后|共|一共|总共|合计|原则上|现在|已经?|那么?|可能|大约|大概|这个|也|都|引导|推动|使|将|要|把|对(?=全|所|各))+"
)
# Words of change and of reaching between what is measured and its number.
_CHANGE = (
    r"增长|下降|提高|降低|上升|增加|减少|回落|上调|下调|提升|压减|缩短|上涨|下滑|收窄|扩大|缩小|缩减|翻|新增|净增|增"
)
_REACH = (
    r"达到了?|达|为|是|占|约|近|将近|接近|超过?|突破|稳定在|控制在|保持在|维持在|至|到|升至|降至|增至|增加到|提高到|提升到|上升到|下降到|减少到|提升至|提高至|下降至|降到|升到|"
    r"不低于|不少于|不超过|不高于|不得低于|不得超过|不得少于|不得高于|至少|最多|有|共|计|累计|均|总体|分别|各|超出|多达|高达|仅|只有|大概|大约|左右|了|已经?|将|又|再|要|能|实现|完成"
)
_TAIL = re.compile(rf"(?:{_REACH}|必须|应当?|要求|原则上|一般)+$")
_COMPARES = re.compile(
    rf"(?:比上年末?|比去年|较上年|较去年|比同期|较[^，]{{0,6}}同期|同比|环比|按可比价格计算|按可比口径|比[^，]{{1,8}}|较[^，]{{1,8}}|年均|累计|平均|分别|又|再|共|占|均)*"
    rf"(?:{_CHANGE})?了?(?:{_REACH})*$"
)
_ONLY_CHANGE = re.compile(
    rf"(?:比上年末?|比去年同?期?|较上年|较去年|比同期|同比|环比|按可比价格计算|较[^，\d]{{1,10}}|比[^，\d]{{1,10}}|年均|累计|平均|分别|又|再|增速|{_CHANGE})"
    rf"(?:{_CHANGE}|{_REACH}|年均|累计|平均|分别)*$"
)
_FROM = re.compile(r"[由从](?:20\d\d年的?|上年末?的?|原来的?|去年的?|最初的?|过去的?|[^，\d]{0,6})?$")
# What a counted thing is called behind its counter, up to its verb.
_THING = re.compile(
    r"(?P<thing>[A-Za-z]{0,8}\s?"
    r"(?:(?!落户|通过|纳入|获得|获|入选|被|进行|完成|实现|参加|参与|达到|均|都|也|已|全部|全面|等(?![级候])|在(?!建)|由|要|于|拔地|投入|成为|得到|脱贫|以上|左右|左右|以下|以内|"
    r"及以|或者|或|占|是|为(?!民|主)|中间|之间|存在|[，。；：、！？“”《》（）()]|逐|开展|提出|到位|签订|喜|作了|"
    r"的(?=[，。]|名单))[\u4e00-\u9fffA-Za-z0-9\s]){2,24})"
)
_COUNTERS = frozenset("万亿千个家件起宗项条辆台套所座处名位例张部本份篇场期批只头株棵艘架栋幢间门种类块根支口盏户人")
_LASTS = ("小时", "年", "平方米", "天", "分钟", "个月")
_WHOLE = 14  # a clause behind its counter that is no longer is told whole: 13个大模型通过国家备案
_SHORT = 3  # a thing with no more characters is told with what stands before it: 新开工…等2个项目
_BEFORE = 18
_VERB_HEAD = re.compile(
    r"(?:完成|实现|推进|新开工|开展|举办|达到|力争|确保|引导合作机构逐步将|保证|结束了|共)(?=[\u4e00-\u9fff]{2,})"
)
_DEMANDS = re.compile(r"(?<![主重需])要(?!求|素)|必须|应当|应(?=[在将于按])")
_MOST = 44  # characters of a label
_LEAST = 2
_DIGIT = re.compile(r"\d")
_MODIFIES = re.compile(r"(?:(?:及|或)?以[上下内]|左右|以内)?(?:的|（|及以)|等|多?[\u4e00-\u9fff]{0,6}(?:通过|的)")
# The common end of a list's parts: 花生种植、收获 | 机械化率.
_SHARED_END = re.compile(
    r"(?:增加值|人均可支配收入|可支配收入|机械化率|[\u4e00-\u9fff]{1,3}率|产量|收入|面积|总额|总值|比重|投资|人数|支出|价格|利润|规模|数量|存款|贷款|产值|销售额|余额|增速|普及率|"
    r"覆盖率|完成率)$"
)
_LIST = re.compile(r"、|和|及|与|以及")


def label(text: str, number: Number, others: Sequence[Number], last: Pieces) -> tuple[Pieces, Pieces]:
    """What `number` measures, and the subject that the next clause may lean on; both empty where nothing names it.

    `others` are the numbers before it in the sentence, `last` the subject that the clause before left.
    """
    start = _clause_start(text, number.start)
    before = [other for other in others if start <= other.start < number.start]
    lead = _LEAD_IN.match(text, start, number.start)
    base = lead.end() if lead else start
    if before and _FROM.search(text[start : before[0].start]):
        stop = start + _FROM.search(text[start : before[0].start]).start()  # type: ignore[union-attr]
        return _named(text, base, stop, last)
    if before and not _MODIFIES.match(text, before[-1].end):
        inner = before[-1].end
        if found := _thing(text, number, inner):
            return found, last
        return _leaning(text, inner, number.start, last)
    if origin := _FROM.search(text[start : number.start]):
        return _named(text, base, start + origin.start(), last)
    if thing := _thing(text, number, base):
        return thing, thing
    if _BOUNDED.match(text, base, number.start) and (former := _former(text, start)):
        return former, former
    return _named(text, base, number.start, last)


def _clause_start(text: str, at: int) -> int:
    start = 0
    for mark in _MARK.finditer(text, max(at - 90, 0), at + 1):
        if mark.end() <= at and (mark.group() != "、" or _DIGIT.search(text, start, mark.start())):
            start = mark.end()  # 、 ends a clause only behind a number: else it makes a list
    return start


_BOUNDED = re.compile(r"(?:原则上|一般)?不(?:得)?(?:高于|低于|超过|少于|多于)|超过|占(?=[^，]{0,4}$)|达到?(?=\d)")


def _former(text: str, start: int) -> Pieces:
    """The clause before, where this one only bounds what it names: …再担保业务收费，原则上不高于…"""
    if start < 2 or text[start - 1] not in "，,":
        return ()
    begin = _clause_start(text, start - 1)
    lead = _LEAD_IN.match(text, begin, start - 1)
    begin = lead.end() if lead else begin
    return ((begin, start - 1),) if _LEAST + 2 <= start - 1 - begin <= _MOST else ()


def _thing(text: str, number: Number, start: int) -> Pieces:
    """What is counted, behind its counter: 8家全国重点实验室; or what lasts or is as large: 2小时的拘室外活动时间."""
    end = number.end
    of = text.startswith("的", end)
    if of and (number.unit in ("成", "%", "％") or number.unit.endswith(_LASTS)):
        end += 1
    elif not number.unit or number.unit[-1] not in _COUNTERS:
        return ()
    match = _THING.match(text, end)
    if not match:
        return ()
    a, b = match.span("thing")
    stop = next((mark.start() for mark in _MARK.finditer(text, b)), len(text))
    if stop - a <= _WHOLE and not re.search(r"\d", text[b:stop]):
        b = stop
    while a < b and text[a] in " 的":
        a += 1
    while b > a and text[b - 1] in " 的":
        b -= 1
    if b - a > 4 and text[b - 2 : b] in ("建设", "作用"):
        b -= 2
    if b - a < _LEAST:
        return ()
    if (
        b - a <= _SHORT
        and _LEAST <= number.start - start <= _BEFORE
        and re.search(r"[\u4e00-\u9fff]", text[start : number.start])
    ):
        return ((start, number.start), (a, b))
    return ((a, b),)


def _named(text: str, start: int, end: int, last: Pieces) -> tuple[Pieces, Pieces]:
    """The words between the start of the clause and the number, without the verb that leads to it."""
    said = text[start:end]
    if _ONLY_CHANGE.fullmatch(said) or not said.strip():
        return _leaning(text, start, end, last)
    stop = end
    if tail := _TAIL.search(said):
        stop = start + tail.start()
    compares = _COMPARES.search(text[start:stop])
    subject_end = start + compares.start() if compares and compares.start() else stop
    while start < stop and text[start] in " 　“”":
        start += 1
    demanded = max((modal.end() for modal in _DEMANDS.finditer(text, start, stop)), default=stop)
    if stop - demanded >= _LEAST + 2:
        start = demanded
    if verb := _VERB_HEAD.match(text, start, stop):
        start = verb.end()
    if stop - start < _LEAST or not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", text[start:stop]):
        return _leaning(text, start, end, last)
    a = max(start, stop - _MOST)
    subject = ((a, max(subject_end, a)),) if subject_end - a >= _LEAST else ((a, stop),)
    return ((a, stop),), subject


def _leaning(text: str, start: int, end: int, last: Pieces) -> tuple[Pieces, Pieces]:
    """A clause that only says how much more: its subject is the one before, 年均增长7.1%."""
    if not last:
        return (), ()
    stop = end
    while start < end and text[start] in " 、和，":
        start += 1
    if tail := re.search(rf"(?:{_REACH})+$", text[start:end]):
        stop = start + tail.start()
    change = ((start, stop),) if stop > start and stop - start <= 16 else ()
    return (*last, *change), last


def shared(text: str, subject: Pieces) -> list[Pieces]:
    """The parts of a list that 分别 gives a number each: 花生种植、收获机械化率."""
    if len(subject) != 1:
        return []
    start, end = subject[0]
    cuts = [match.span() for match in _LIST.finditer(text, start, end)]
    if not cuts:
        return []
    edges, at = [], start
    for a, b in cuts:
        edges.append((at, a))
        at = b
    edges.append((at, end))
    tail = _SHARED_END.search(text[edges[-1][0] : end])
    common = (edges[-1][0] + tail.start(), end) if tail and tail.start() > 0 else None
    parts: list[Pieces] = []
    for a, b in edges:
        if common and b != end and not text[a:b].endswith(text[slice(*common)]):
            parts.append(((a, b), common))
        else:
            parts.append(((a, b),))
    return parts
