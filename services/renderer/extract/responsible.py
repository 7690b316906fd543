"""Who is named as responsible in a demanding clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.renderer.extract.organisations import BODY_ZH, NAME_EN, NAME_ZH, NEVER_ZH

Bounds = tuple[int, int]

_EDGE = re.compile(r"[，。；：！？,;:!?“”]")
# What asks its subject to act.
_ACTS = re.compile(
    r"(?<![重主需只首必紧简摘纪扼])要(?!求|素|点|件|害|么)|必须|务必|应当|应(?=[在于将把按及对建加采向])|须|不得|不准|不许|严禁|禁止|"
    r"负责(?!人|同志|制(?![定作订]))|负总责(?!的)|负全责(?!的)|牵头|承担|一律不|不能"
)
_LEAD_IN = re.compile(
    r"(?:同时|此外|另外|因此|所以|为此|首先|其次|再次|最后|总之|下一步|今后|当前|今年|明年|其中|一方面|另一方面|而且|并且|但是|但|会议(?:要求|强调|指出|决定)|"
    r"[\u4e00-\u9fff]{1,2}期(?=各)|第[一二三四五六七八九十]+(?:[，,、]|(?!方|产业|季度|批|轮|届))|[一二三四五六七八九十]+(?:是|要)|请|希望|同意)+"
)
_ADVERBS = re.compile(
    r"(?:都|也|还|更|又|均|既|就|则|一定|一律|同时|首先|进一步|切实|积极|主动|认真|继续|尤其|特别|依法|共同|分别|今年|今后|坚决|全面|充分|不仅|并|仍|始终|"
    r"统一|具体|应|必须|统筹|牢固|自觉|带头|真正|及时|随时|严格|密切)+$"
)
_PREPOSED = re.compile(
    r"(?:(?<!所)在(?!职|座|编|岗)|对|按照|根据|结合|围绕|针对|把(?!手)|将(?!军)|以(?!及)|从(?!业|事)|为(?!人)|通过|依照|依据|按|就|于|自(?!然|治|主|贸|愿|行)|每|向)[^，]*$"
)
_CIRCUMSTANCE = re.compile(r"在(?!职|座|编|岗)|通过|随着|为了|按照|根据|围绕|针对|结合")
# Everybody of a kind: such a name stands by itself in a list, whoever it is.
_ALL_OF = re.compile(r"(?:各级?|所有|全体|一切|广大|全部|任何)[\u4e00-\u9fff]")
_FUNDS = re.compile(r"(?:经费|资金|费用|开支|款项)[^，。；：]{0,10}$")
_BY = re.compile(r"由(?!于|此|来|原)([^，。；：向]{2,44})")
_WITH = re.compile(r"(?:会同)([^，。；：（）]{2,30})")
_JOINED = re.compile(r"(?:^|[，。；：])([^，。；：由请]{2,20}(?=会同))")
_AFTER_DATE = re.compile(
    r"前，([^，。；：]{1,14}?(?:政府|部门|单位|委员会|[局厅]))(?=[对将把于在完印制建组开出上报形])"
)
_PLEASE = re.compile(r"(?:^|[，。；：])请([^，。；：]{2,30})")
_LABEL = re.compile(r"(?:牵头|责任|负责|配合|主办|协办|承办)(?:单位|部门|人)[:：]\s*([^，。；：;）)]{2,60})")
_BRACKET = re.compile(r"[（(]([^（）()。；]{2,90}(?:牵头|负责|配合|参与|指导)[^（）()。；]{0,40})[）)][。 ]*$")
_OWNER = re.compile(r"(?:^|[，。；：,;])([^，。；：,;是]{2,24})是[^，。；：,;]{0,36}(?:责任人|责任主体|责任单位)")
_IN_BRACKET = re.compile(r"(?:按职责分工)?(?:牵头|负责|配合|参与|参加|指导|等)(?:落实|实施)?|[，,]")
_VERB = re.compile(
    r"适时|定期|负责|牵头|组织(?=[\u4e00-\u9fff])|(?<!编)制|办[成理]|会同|按|依|报|审|给|对|将|在|另|统筹|具体|承|进行|实施|落实|批|发(?!展)|提|规|解|[、和及与]"
)
_NO_PART = re.compile(r"[的为]|下同|^(?:分别|共同|部门|单位|各自)$")
_AMONG = re.compile(r"(?:特别|尤其)是")
_GROUP = re.compile(r"(?:领导小组|工作组|指挥部|委员会|专班)(?:办公室)?$")  # 推动长江经济带发展领导小组
# 执法人员在检查时，…
_WHILE = re.compile(r"([^，。；：]{2,16}?)在[^，。；：]{2,40}(?:时|中|后|前|期间)，")
_REST = re.compile(r"部门|单位|个人|人员")
_OTHERS = re.compile(r"等(?:有关|相关)?(?:部门|单位)$")
_COMMA = re.compile(r"、(?![^（(]*[）)])")
_AND = re.compile(r"以及|和|及|与|会同")
# What may stand between the theme of a sentence and its demand: "各地区，…要", "承办机构对…负责".
_THEME = re.compile(r"[，,在对将按把作自于根结参]|要|应|须|不得|必须")

_SUBJECT_EN = re.compile(r"(?:^|[.;:(] |, (?:and |or )?|\b(?:and|that|then) |— |\) )([^.;:,()—]{2,90})$")
_NOBODY_EN = re.compile(r"^(?:this|it|there|that|which|who|nothing|such|these|those)\b", re.I)
_BY_EN = re.compile(
    r"\b(?:shall|must) be [a-z]+(?: [a-z]+)? by (the (?:[A-Z][\w'’-]*|of|for|the|and)(?: (?:of|for|the|and|[A-Z][\w'’-]*))*)"
)
_OF_EN = re.compile(r" (?:of|for|in|at|on|that|who|whose|which|from|under|with|to|or|and) ")
_DOING_EN = re.compile(r" (?:[a-z]+ing|[a-z]+ed|subject|responsible)(?= |$)")


def responsible_zh(clause: str) -> list[Bounds]:
    """Bounds of the names in a Chinese clause, in reading order, without repeats."""
    found: list[Bounds] = []
    payers: list[Bounds] = []
    for pattern in (_BY, _PLEASE, _WITH, _JOINED, _AFTER_DATE):
        for match in pattern.finditer(clause):
            pays = pattern is _BY and _FUNDS.search(clause, 0, match.start())  # who pays is not who does it
            (payers if pays else found).extend(_head_names(clause, *match.span(1)))
    for match in _OWNER.finditer(clause):
        found.extend(_subject(clause, match.end(1)))
    for match in _LABEL.finditer(clause):
        found.extend(_parts(clause, *match.span(1)))
    bracket = _BRACKET.search(clause)
    if bracket:
        found.extend(_bracket(clause, *bracket.span(1)))
    for match in _ACTS.finditer(clause, 0, bracket.start() if bracket else len(clause)):
        found.extend(_subject(clause, match.start()))
    if not found:
        found.extend(payers or _theme(clause))
    unique: list[Bounds] = []
    for start, end in sorted(found):
        if not unique or start >= unique[-1][1]:
            unique.append((start, end))
    return unique


def _subject(clause: str, end: int) -> list[Bounds]:
    """The subject that ends before `end`: from the edge of its clause, without adverbs and what is put before the verb."""
    start = 0
    for mark in _EDGE.finditer(clause, 0, end):
        start = mark.end()
    lead = _LEAD_IN.match(clause, start, end)
    start = lead.end() if lead else start
    if "由" in clause[start:end]:
        return []
    for trim in (_ADVERBS, _PREPOSED, _ADVERBS):
        found = trim.search(clause[start:end])
        end = start + found.start() if found else end
    return _names(clause, start, end)


def _head_names(clause: str, start: int, end: int) -> list[Bounds]:
    """The names at the head of a stretch, up to the verb: the longest beginning that is a list of bodies."""
    best: list[Bounds] = []
    for stop in range(start + 2, end + 1):
        if _ends_body(clause, start, stop) and not _goes_on(clause, start, stop, end):
            names = _names(clause, start, stop)
            if names:
                best = names
                if stop < end and clause[stop] not in "、和及与会（(":
                    break
    return best


def _theme(clause: str) -> list[Bounds]:
    """The body that a sentence begins with, where its demand has no subject of its own."""
    lead = _LEAD_IN.match(clause)
    start = lead.end() if lead else 0
    if _CIRCUMSTANCE.match(clause, start):
        return []
    if (busy := _WHILE.match(clause, start)) and (names := _names(clause, *busy.span(1))):
        return names
    edge = _EDGE.search(clause, start)
    end = edge.start() if edge else len(clause)
    names = _head_names(clause, start, min(end, start + 44))
    after = names[-1][1] if names else end
    return names if after == end or _THEME.match(clause, after) or clause[end - 1] in "后前时" else []


def _goes_on(clause: str, start: int, stop: int, end: int) -> bool:
    """Whether a longer name stands here: 教育局 | 办公室, 行政部 | 门, 国务院 | 税务主管部门."""
    for longer in range(stop + 1, min(stop + 10, end) + 1):
        if _VERB.search(clause, stop, longer):
            return False
        if _ends_body(clause, start, longer):
            return True
    return False


def _ends_body(clause: str, start: int, stop: int) -> bool:
    """Whether a body's name ends at `stop`; in 部门办成 and 局办理 the last 办 is a verb."""
    verb = clause[stop - 1] == "办" and clause[stop : stop + 1] in ("成", "理", "好")
    return not verb and BODY_ZH.search(clause[start:stop]) is not None


def _bracket(clause: str, start: int, end: int) -> Iterator[Bounds]:
    """（A牵头，B、C按职责分工负责）"""
    at = start
    for match in _IN_BRACKET.finditer(clause, start, end):
        yield from _parts(clause, at, match.start())
        at = match.end()
    yield from _parts(clause, at, end)


def _parts(clause: str, start: int, end: int) -> list[Bounds]:
    """The parts of a list, without further proof. 和 divides only bodies: 文化和旅游部 is one."""
    found, at = [], start
    stops = [match.span() for match in _COMMA.finditer(clause, start, end)]
    stops += [match.span() for match in _AND.finditer(clause, start, end)]
    for stop, after in sorted(stops):
        if _REST.fullmatch(clause, after, end):  # 各有关部门和单位
            continue
        if clause[stop] != "、" and not _alone(clause[at:stop]) and not _ALL_OF.match(clause, after, end):
            continue
        found.append((at, stop))
        at = after
    if len(found) and (others := _OTHERS.search(clause, at, end)) and BODY_ZH.search(clause[at : others.start()]):
        end = others.start()
    found.append((at, end))
    return [(a, b) for a, b in found if b - a > 1 and not _NO_PART.search(clause[a:b])]


def _names(clause: str, start: int, end: int) -> list[Bounds]:
    """The stretch as one name, or as several where each part of a list is a body by itself; none if it is no name."""
    while start < end and clause[start] in " \u3000":
        start += 1
    while start < end and clause[end - 1] in " \u3000":
        end -= 1
    if among := _AMONG.search(clause, start, end):  # 各级党委特别是党委书记
        return [*_names(clause, start, among.start()), *_names(clause, among.end(), end)]
    text = clause[start:end]
    if not 2 <= len(text) <= 50 or not NAME_ZH.search(text) or (NEVER_ZH.search(text) and not _GROUP.search(text)):
        return []
    if re.search(
        r"[是使让被了就将]|应[按当限及把]|办成|(?:(?<![主重需首])要(?!员|塞)|必须|应当|不得)|^确保|.由|(?<!所|国|公|私)有(?!关|限|色|经验|条件|能力|志)",
        text[:-1],
    ):
        return []
    parts = _parts(clause, start, end)
    if len(parts) > 1 and all((b - a > 2 or len(parts) > 2) and _alone(clause[a:b]) for a, b in parts):
        return parts
    return [(start, end)]


def _alone(name: str) -> bool:
    return BODY_ZH.search(name) is not None or (_ALL_OF.match(name) is not None and NAME_ZH.search(name) is not None)


def responsible_en(clause: str, demand: int) -> list[Bounds]:
    """Bounds of the names in an English clause whose demand begins at `demand`."""
    by = _BY_EN.search(clause)
    if by:
        return [by.span(1)]
    match = _SUBJECT_EN.search(clause[:demand].rstrip())
    if not match:
        return []
    start, end = match.span(1)
    text = clause[start:end].rstrip(" ,")
    head = _OF_EN.split(text)[0]
    heads = [head, *(head[: match.start()] for match in _DOING_EN.finditer(head))]
    if _NOBODY_EN.match(text) or not any(NAME_EN.search(head) for head in heads):
        return []
    return [(start, start + len(text))]
