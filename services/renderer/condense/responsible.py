"""Who is named as responsible in a demanding clause."""

from __future__ import annotations

import re

from services.renderer.condense.directives import DEMAND_EN

# Words that end the name of someone who can be told to do something.
_UNIT = (
    "部门|单位|委员会|委办局|领导小组|工作组|专班|指挥部|办公室|政府|党委|党组|党组织|党支部|机关|组织|团体|机构|企业|公司|集团|中心|"
    "银行|医院|学校|高校|院校|法院|检察院|协会|联合会|工会|妇联|团委|共青团|人大|政协|纪委|组织部|宣传部|统战部|政法委|"
    "[省市县区乡镇州盟旗国]?(?:发改|财政|教育|公安|民政|人社|卫生|计生|农业|水利|交通|环保|住建|国土|林业|统计|审计|工信|科技|"
    "文化|体育|旅游|商务|司法|税务|气象|应急|市场监管|自然资源|生态环境)?(?:局|厅|委|办|部|院|署|站|所|处|科|室)|"
    "人员|干部|党员|同志|职工|负责人|责任人|一把手|主任|书记|市长|县长|区长|镇长|乡长|局长|厅长|部长|校长|院长|秘书长|主席|"
    "各地|各地区|各级|地区|各方面|各方|全市上下|全县上下|全区上下|全省上下|乡镇|街道|社区|村|镇|县|区|市|省|州|"
    "成员|用人单位|当事人|经营者|生产者|申请人|承办人|管理人|所有人|使用人|代表|委员|教师|学生|公民|个人|法人|群众"
)
_CLAUSE = re.compile(r"[，。；：！？,;:“”]")
_LEAD_IN = re.compile(
    r"^(?:同时|此外|另外|因此|所以|为此|首先|其次|再次|最后|总之|下一步|今后|当前|今年|明年|其中|一方面|另一方面|而且|并且|但是|但|会议要求|会议强调|会议指出|"
    r"(?:第[一二三四五六七八九十]+|[一二三四五六七八九十]+)[是要、，]|请)+"
)
_ADVERBS = re.compile(r"(?:都|也|还|更|又|均|既|就|则|一定|一律|同时|首先|进一步|切实|积极|主动|认真|继续|尤其|特别|依法|共同|分别|今年|今后|坚决|全面|充分|不仅|必须|都应|并|仍|不|始终|务必|统一|具体)+$")
_PREPOSED = re.compile(r"(?:在|对|按照|根据|结合|围绕|针对|把|将|以|从|为了|为|通过|依照|依据|按|就|于)[^，]*$")
_BY = re.compile(r"由([^，。；：（）]{2,40}?)(?:共同|统一|具体|分别|会同[^，。；：]{2,30}?)?(?:牵头|负责|承担|主管|组织实施|组织|会同|落实|实施|督办)")
_LABEL = re.compile(r"(?:牵头|责任|负责|配合|主办|协办|承办)(?:单位|部门|人)[:：]\s*([^，。；：;）)]{2,60})")
_BRACKET = re.compile(r"[（(]([^（）()。；]{2,60}?)(?:牵头|负责)(?:[，,、]\s*([^（）()。；]{2,60}?)(?:配合|参与|参加|按职责分工负责))?[^（）()]{0,8}[）)]")
_ENDS_WITH_UNIT = re.compile(rf"(?:{_UNIT})(?:[（(][^（）()]{{1,12}}[）)])?$")
_LIST = re.compile(r"[、]|(?<=[局厅委办部门位府院])(?:和|及|以及|与)(?=[省市县区各])")
_EACH = re.compile(r"^(?:全[市省县区国]|我[市省县区])?各[^，。；：]{0,28}?(?=，|[要应须]|必须|在)")

_EN_SUBJECT = re.compile(
    r"(?:^|[.;:,(] |\b(?:and|that|then) |— |\) )((?:(?:The|the|Each|each|Every|every|All|all|Any|any|No|no|An|an|A|a) )?(?:[A-Za-z][\w'’&-]*,? ){0,12}?)$"
)
_EN_NOBODY = re.compile(
    r"^(?:this|it|there|they|he|she|we|you|that|which|who|nothing|section|sections|subsection|paragraph|the (?:act|provisions?|term|report|plan|date|notice|certificate|"
    r"amount|fee|application|request|requirements?|rules?|regulations?|period|list|program|fund)|these|such)\b",
    re.I,
)
_EN_BY = re.compile(r"\b(?:shall|must) be [a-z]+(?: [a-z]+)? by (the [A-Z][\w'’-]*(?: (?:of|for|the|and|[A-Z][\w'’-]*))*)")


def responsible_zh(clause: str, demand: int) -> list[tuple[int, int]]:
    """Bounds of the names in a Chinese clause whose demand begins at `demand`; in reading order."""
    found: list[tuple[int, int]] = []
    for pattern in (_BY, _LABEL, _BRACKET):
        for match in pattern.finditer(clause):
            for group in range(1, (pattern.groups or 0) + 1):
                if match.group(group):
                    found.extend(_names(clause, *match.span(group), strict=pattern is not _LABEL))
    found.extend(_subject(clause, demand))
    unique: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not unique or start >= unique[-1][1]:
            unique.append((start, end))
    return unique


def _subject(clause: str, demand: int) -> list[tuple[int, int]]:
    """The subject right before the demand, or at the head of the sentence before a comma."""
    start = 0
    for mark in _CLAUSE.finditer(clause, 0, demand):
        start = mark.end()
    while True:
        lead = _LEAD_IN.match(clause[start:demand])
        at = start + (lead.end() if lead else 0)
        end = demand
        adverbs = _ADVERBS.search(clause[at:end])
        if adverbs:
            end = at + adverbs.start()
        preposed = _PREPOSED.search(clause[at:end])
        if preposed:
            end = at + preposed.start()
            adverbs = _ADVERBS.search(clause[at:end])
            if adverbs:
                end = at + adverbs.start()
        names = _names(clause, at, end, strict=True)
        if names:
            return names
        if start == 0:
            break
        start, demand = 0, next((m.start() for m in _CLAUSE.finditer(clause)), demand)
    each = _EACH.match(clause)
    return [(0, each.end())] if each and len(each.group()) > 2 else []


def _names(clause: str, start: int, end: int, strict: bool) -> list[tuple[int, int]]:
    """The stretch as one name, or as several where each part of a list is a name by itself."""
    text = clause[start:end]
    left = len(text) - len(text.lstrip(" \u3000"))
    start, text = start + left, text.strip(" \u3000")
    if not text or len(text) > 60 or (strict and not _ENDS_WITH_UNIT.search(text)):
        return []
    if strict and re.search(r"[是有使让被了]", text[:-1]) and not text.startswith(("各", "有关", "所有", "省", "市", "县", "区")):
        return []
    cuts, at = [], 0
    for mark in _LIST.finditer(text):
        cuts.append((at, mark.start()))
        at = mark.end()
    cuts.append((at, len(text)))
    if len(cuts) > 1 and all(_ENDS_WITH_UNIT.search(text[a:b]) and b - a > 1 for a, b in cuts):
        return [(start + a, start + b) for a, b in cuts]
    return [(start, start + len(text))]


def responsible_en(clause: str, demand: int) -> list[tuple[int, int]]:
    """Bounds of the names in an English clause whose demand begins at `demand`."""
    by = _EN_BY.search(clause)
    if by:
        return [by.span(1)]
    head = clause[:demand]
    match = _EN_SUBJECT.search(head)
    if not match or not match.group(1).strip():
        return []
    start, end = match.span(1)
    text = clause[start:end].rstrip(" ,")
    if _EN_NOBODY.match(text) or DEMAND_EN.search(text):
        return []
    return [(start, start + len(text))]
