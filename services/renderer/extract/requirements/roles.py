"""Who is named in a Chinese clause, and as what: leading, helping, paying, approving."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.renderer.extract.requirements.bodies import NAME_ENDS, Bounds, ends_body, ends_name, names, trimmed
from services.renderer.extract.requirements.demands import CHARGE_ZH, PLEASE_ZH, WITH_ZH
from services.renderer.extract.requirements.verbs import ORDER_ZH

_LONGEST = 64  # characters of a list of names


@dataclass(frozen=True, slots=True)
class Roles:
    """Bounds of names in a sentence, by what they have to do with the demand."""

    lead: tuple[Bounds, ...] = ()
    support: tuple[Bounds, ...] = ()
    payer: tuple[Bounds, ...] = ()
    approver: tuple[Bounds, ...] = ()
    stated: bool = False  # no word of duty: 机构编制部门按程序做好…


# What may follow a name: how, when and to whom it acts.
_HARD = (
    r"在(?!座|职|岗|编|校)|对(?!外|口|接)|将|把|按|依(?!法治)|根据|结合|围绕|针对|通过|从(?!业)|以(?!外|及|上|下|内)|为(?!主|人|民)|于|自(?!治|然|贸|愿|律|查)|向|"
    r"就(?!业)|每|都|也|还|均|应|须|要(?!员|塞)|必须|必需|不得|不准|不能|务必|"
    r"一律|切实|认真|积极|及时|严格|进一步|分别|共同|统一|统筹|具体|先(?!进|锋)|再(?!担保|生)|可|得|可以|能|会同|商|牵头|负责(?!人|同志)|配合|协助|至少|今年|明年|本月|本周|今后|每年|"
    r"即日|立即|抓紧|尽快|主动|全面|继续|率先|"
    r"首先|同时|既|不仅|又|更|则|一定|尤其|特别是|始终|依法|定期|随时|如|因|除|经(?!济|营|办|信|贸|纪)|未|不(?!动产)|是|作为|接|凡|亲自|带头|办成|作好|各负其责|自筹|全程|全权|密切|"
    r"自觉|联合|同|实行|承担|主要负责(?!人|同志)|(?:20\d\d|[一二三四五六七八九十\d]{1,3})(?:年|月|日)|[（(○]"
)
_THEME = (
    r"批准|审批|审定|同意|核准|核定|解释|发现|接到|收到|收受|收拘|办理|决定(?!机关)|提出|需要|遇有?|依|拟|违反|拒|认为|认定|发生|变更|委任|聘用|进行|作出|检举|患有|死亡|造成|无法|有下列|"
    r"有上列|于|为|具有|出现|存在|开展|组织|申请|使用|检具"
)
_AFTER = re.compile(rf"{_HARD}|$|[，,；;。：:！]")
_AFTER_THEME = re.compile(rf"{_HARD}|{_THEME}|$|[，,；;。：:]")
# 北京市及周边地区都要…: a place that is asked stands for its authorities.
_PLACE = re.compile(r"(?![我全本各该每])[\u4e00-\u9fff]{2,7}(?<!城)(?:省|市|县|区|州|镇|乡)(?:及(?:其)?周边地区)?")
_ADVERBS = re.compile(
    r"(?:都|也|还|更|又|均|既|就|则|一定|一律|同时|首先|进一步|切实|积极|主动|认真|继续|尤其|特别|依法|共同|分别|今年|今后|坚决|全面|充分|不仅|并|仍|始终|统一|具体|应|统筹|牢固|自觉|"
    r"带头|真正|及时|随时|严格|密切|立即|原则上|务|"
    r"一般|至少|主要|普遍|逐步|尽快|抓紧|按期|如期|全部|再|亦|一并|首要|分工|等|必|亲自)+$"
)
_TIMES = re.compile(
    r"(?:汛期|假期|节日|节假日)(?:期间|内)?[，]?(?=[各全所]|[，])|"
    r"(?:(?:从|自|在|于)?(?:今年|明年|本月|本周|每年|每月|每季度|每周|当前|今后|目前|近期|即日|下一步|\d{4}年|[一二三四五六七八九十\d]{1,3}月|"
    r"[一二三四五六七八九十\d]{1,3}日)[^，。；：]{0,14}?(?:前|底|起|中旬|上旬|下旬|期间|末|内)?[，]|"
    r"(?:今年|明年|当前|目前|近期|今后|下一步|现阶段)(?=[\u4e00-\u9fff]))"
)
_FUNDS = re.compile(r"(?:经费|资金|费用|开支|款项|所需|补助|投资|支出)[^，。；：]{0,10}$")
_PAYS = re.compile(r"(?:统筹)?(?:安排|解决|承担|支付|列支|负担|自筹|筹措|支应|拨付|兜底|垫付|保障)")
_APPROVES = re.compile(r"(?:批准|审批|审定|同意|核准|审核同意|核定)")
_CONSENT = re.compile(
    r"(?:报请?|经|须经|应经|报经|提请)([^，。；：报经]{2,24}?)(?:审定|批准|同意|审批|核准|审议|批复|研究(?:决定|同意))"
)
_HELPS = re.compile(r"(?:积极|密切|协助)?(?:配合|协办|协助|参与|参加)(?:[。，；]|$)")
_MEASURES = re.compile(r"(?:少于|低于|高于|超过|多于|大于|小于)")  # 专职人员不得少于8名: they are counted, not asked
_CONDITION = re.compile(r"(?:[的时者后前中]|期间)$")
_OWNER = re.compile(
    r"^([^，。；：是]{2,24})(?:是[^，。；：]{0,36}(?:责任人|责任主体|责任单位)|为(?:第一)?(?:责任主体|责任人|责任单位|牵头单位))"
)


_ASIDE = re.compile(r"[（(][^（）()]{1,40}[）)]")
_SHORT_FOR = re.compile(r"[（(](?:以下|下称|简称|下同|含|包括|不含|即|联系|共)")


def head(text: str, start: int, end: int, theme: bool = False) -> tuple[Bounds, ...]:
    """The names that a stretch begins with, before what they do; none where it begins otherwise."""
    start, end = trimmed(text, start, end)
    after = _AFTER_THEME if theme else _AFTER
    for stop in range(start + 2, min(end, start + _LONGEST) + 1):
        last = text[stop - 1]
        if last in "，。；：":
            break
        if last not in NAME_ENDS or not ends_name(text, start, stop):
            continue
        if aside := _ASIDE.match(text, stop, end):
            if _SHORT_FOR.match(text, stop, end) is None:
                continue  # 各县（市、区）: the bracket is a part of the name
            if text[aside.end() : aside.end() + 1] in ("之", "的"):
                return ()  # what is theirs, not they
        order = None
        if not after.match(text, stop, end) and stop < end:
            order = ORDER_ZH.match(text, stop, end)
            if order is None:
                continue
        if order and _goes_on(text, start, order.end(), end):
            continue
        body = names(text, start, stop)
        if body:
            return tuple(body)
    return ()


def _goes_on(text: str, start: int, verb_end: int, end: int) -> bool:
    """Whether what looks like the verb is a part of a longer name: 市场 | 监管局, 档案 | 管理处."""
    return any(
        text[longer - 1] not in "，。；：、"
        and (ends_body(text, start, longer) or (text[longer - 1] in "人者员" and ends_name(text, start, longer)))
        for longer in range(verb_end + 1, min(verb_end + 2, end) + 1)
    )


def subject(text: str, start: int, end: int) -> tuple[Bounds, ...]:
    """The names before a word of duty that begins at `end`: without adverbs and what is put before the verb."""
    start, end = trimmed(text, start, end)
    while times := _TIMES.match(text, start, end):
        start = times.end()
    if start >= end or "由" in text[start:end]:
        return ()
    stop = end
    if adverbs := _ADVERBS.search(text[start:end]):
        stop = start + adverbs.start()
    hard = next((mark.start() for mark in _AFTER.finditer(text, start + 2, stop) if mark.group()), stop)
    if hard < stop and text[hard] not in "（(○":
        if body := head(text, start, end):
            return body
        return ()
    if place := _PLACE.fullmatch(text, start, stop):
        return ((start, place.end()),)
    return tuple(names(text, start, stop)) or head(text, start, end)


def roles(text: str, start: int, end: int, modal: re.Match[str] | None) -> Roles:
    """Who is named in the clause `text[start:end]`, whose first word of demand is `modal`."""
    said = text[start:end]
    lead: tuple[Bounds, ...] = ()
    support: list[Bounds] = []
    payer: tuple[Bounds, ...] = ()
    approver: tuple[Bounds, ...] = ()
    stated = False
    if "请" in said and (please := PLEASE_ZH.search(text, start, end)):
        lead = head(text, please.end(), end)
    charge = CHARGE_ZH.search(text, start, end) if _CHARGES.search(said) else None
    together = WITH_ZH.search(text, start, end) if _TOGETHER.search(said) else None
    if together:
        support += head(text, together.end(), end)
    if not lead and modal and not _MEASURES.match(text, modal.end(), end):
        lead = subject(text, start, modal.start())
    if not lead and together and together.start() > start:
        lead = subject(text, start, together.start())
    by = _by(text, start, end) if "由" in said else None
    if not lead and by is None and charge and (owner := _OWNER.match(said)):
        lead = tuple(names(text, start, start + owner.end(1)))
    if not lead and by is None and charge:
        lead = subject(text, start, charge.start())
    if by is not None:
        who, what = by
        if what == "pays":
            payer = who
        elif what == "approves":
            approver = who
        elif not lead:
            lead = who
    if "经" in said or "报" in said:
        for consent in _CONSENT.finditer(text, start, end):
            approver = approver or tuple(names(text, *consent.span(1)))
    if _HELPING.search(said) and (helps := _HELPS.search(text, start, end)):
        helpers = subject(text, start, helps.start()) if helps.start() > start else ()
        if helpers and not modal:
            support += helpers
            lead = () if lead == helpers else lead
    if not lead and not support and not modal and by is None and not _CONDITION.search(said[-4:]):
        lead = head(text, start, end)
        lead = lead if lead and lead[-1][1] < end and _officials(text, lead) else ()
        stated = bool(lead)
    return Roles(lead, tuple(support), payer, approver, stated)


# Characters without which the patterns above need not be tried.
_CHARGES = re.compile(r"[负责牵]")
_TOGETHER = re.compile(r"会同|协同|商|联合")
_HELPING = re.compile(r"[协参]|配合")


def _officials(text: str, lead: tuple[Bounds, ...]) -> bool:
    """Whether a duty may be stated of them without a word of duty: of offices, and of all of a kind."""
    return ends_body(text, *lead[-1]) or text.startswith(("各", "每", "全"), lead[0][0])


def _by(text: str, start: int, end: int) -> tuple[tuple[Bounds, ...], str] | None:
    """Whom 由 names, and whether to do, to pay or to approve."""
    for by in re.finditer("由(?!于|此|来|原|重|大|小|低|高|浅|点|谁|弱|粗)", text[start:end]):
        at = start + by.end()
        body = head(text, at, end, theme=True) or _body(text, at, end)
        if not body:
            continue
        after = text[body[-1][1] : body[-1][1] + 10]
        if _FUNDS.search(text, start, at - 1):
            return body, "pays"
        if _APPROVES.match(after):
            return body, "approves"
        return body, "does"
    return None


def _body(text: str, start: int, end: int) -> tuple[Bounds, ...]:
    """The body behind 由 where what it does is no common verb: 由教育局列管."""
    for stop in range(start + 2, min(end, start + _LONGEST) + 1):
        named = ends_body(text, start, stop) or (text[stop - 1] in "人者员" and ends_name(text, start, stop))
        if named and not any(ends_body(text, start, longer) for longer in range(stop + 1, min(stop + 4, end) + 1)):
            return tuple(names(text, start, stop))
    return ()


def theme(text: str, start: int, end: int) -> tuple[Bounds, ...]:
    """The body that a sentence begins with, where its duty has no subject of its own: 拘留所发现…的，应当…"""
    return head(text, start, end, theme=True)


_LABEL = re.compile(
    r"(牵头|责任|负责|主办|承办|主管|配合|协办|协助|参与|参加)(?:单位|部门|人|领导|科室|处室|地区)?[:：]"
)
_LEADS = re.compile(
    r"(?:按(?:照)?职责分工)?(?:分别|共同|具体)?(?:牵头|负责|主办|承办|落实|组织实施)(?:落实|实施|推进|办理)?"
)
_SUPPORTS = re.compile(
    r"(?:按(?:照)?职责分工)?(?:分别|共同|积极|密切)?(?:配合|参与|参加|协助|协办|指导)(?:落实|实施|推进)?"
)
_FIRST_LEADS = re.compile(r"(?:排|列)(?:在)?(?:第一|首)位")


def assigned(text: str, start: int, end: int) -> Roles:
    """The bodies of a bracket or line that gives a task to them: A牵头，B、C配合; 责任单位：A；配合单位：B."""
    lead: list[Bounds] = []
    support: list[Bounds] = []
    if _LABEL.search(text, start, end):
        marks = list(_LABEL.finditer(text, start, end))
        for mark, after in zip(marks, [*marks[1:], None], strict=True):
            stop = after.start() if after else end
            listed = names(text, mark.end(), _ended(text, mark.end(), stop), listed=True)
            (support if mark.group(1) in ("配合", "协办", "协助", "参与", "参加") else lead).extend(listed)
        return Roles(tuple(lead), tuple(support))
    first_leads = _FIRST_LEADS.search(text, start, end) is not None
    for part in re.finditer(r"[^，,；;。]+", text[start:end]):
        a, b = start + part.start(), start + part.end()
        if _FIRST_LEADS.search(text, a, b) or text[a:b] == "下同":
            continue
        leads, helps = _LEADS.search(text, a, b), _SUPPORTS.search(text, a, b)
        role = leads or helps
        if role is None:
            continue
        listed = names(text, a, role.start(), listed=True)
        (lead if leads else support).extend(listed)
        rest = _SUPPORTS.search(text, role.end(), b) if leads else None
        if rest:
            support.extend(names(text, role.end(), rest.start(), listed=True))
        elif leads and "牵头" in leads.group() and lead and len(lead) > len(listed):
            support.extend(listed)  # B按职责分工负责 behind A牵头
            del lead[-len(listed) :]
    leading = re.search("牵头", text[start:end])
    if leading and not first_leads:
        heads = [bounds for bounds in lead if bounds[1] <= start + leading.start()]
        if heads and len(heads) < len(lead):
            support = [*(bounds for bounds in lead if bounds not in heads), *support]
            lead = heads
    return Roles(tuple(lead or support), tuple(support) if lead else ())


def _ended(text: str, start: int, end: int) -> int:
    """Where a list behind a label ends."""
    mark = re.compile(r"[；;。）)\n]|，?(?=完成时限|时限|$)").search(text, start, end)
    return mark.start() if mark else end
