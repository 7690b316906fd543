"""What tells a demand from a report, a slogan or an aim: the signs of a unit and of what stands around it.

Every sign is a number from 0 to 1. weights.tsv says what each is worth; tools/train_demands.py makes that table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from services.renderer.extract.requirements.demands import (
    ADVISE_EN,
    BY_ZH,
    CHARGE_ZH,
    NEVER_EN,
    NEVER_ZH,
    PLEASE_EN,
    PLEASE_ZH,
)
from services.renderer.extract.requirements.units import Unit

# Signs in the words of a unit: name, Chinese, English.
_WORDS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (name, re.compile(chinese), re.compile(english))
    for name, chinese, english in (
        (
            "strong",
            r"必须|务必|应当|严禁|不得|不准|一律|(?<![反相适对供响效感答呼])须|负责|牵头",
            r"\b(?:shall|must|required to|prohibited|responsible for)\b",
        ),
        (
            "done",
            r"了(?!解|然|结)|已经?(?!建成的)|曾|先后|累计|相继|刚刚|刚才",
            r"\b(?:has|have|had|was|were) (?:been )?\w+(?:ed|en|wn|de|nt|ne)?\b",
        ),
        (
            "past",
            r"去年|上年|过去|近年来|年来|以来|前期|前一阶段|当时|历来|改革开放|时期|同期",
            r"\b(?:last|past|previous|ago|since)\b",
        ),
        (
            "result",
            r"取得|成效|成绩|明显|显著|稳步|达到了|跃升|跃居|实现了|持续(?:提升|增长|改善|向好)|不断(?:提升|增长|改善|进步|完善$)|良好",
            r"\b(?:achieved|increased|rose|fell|improved|successful\w*)\b",
        ),
        ("we", r"我们|我国|咱们|大家", r"\b(?:we|our|us)\b"),
        ("me", r"我(?!们|国|市|县|省|区|局|委|部|院|厅|镇|州|办|中心)|本人", r"\b(?:I|my)\b"),
        ("hope", r"希望|愿[意同我]|相信|期待|祝愿|必将|预祝|提议", r"\b(?:hope|wish|believe|look forward)\b"),
        (
            "copula",
            r"(?<![也但于总尤别就若凡还不而])是(?!否|把|因)|具有|有利于|意味着|在于|属于|成为",
            r"\b(?:is|are) (?:an?|the|not|also)\b",
        ),
        (
            "meaning",
            r"重要意义|必然要求|重要(?:举措|途径|保障|内容|基础|组成部分)|关键所在|前提|现实需要|客观要求",
            r"\b(?:important|critical|key|essential)\b",
        ),
        (
            "condition",
            r"只要|只有|如果|假如|即使|倘若|才能|就能|就会|即便|一旦",
            r"\b(?:if|unless|whether|could|would)\b",
        ),
        (
            "says",
            r"指出|认为|表示|强调|提出(?!的|申请|意见|清单|建议|改|举|控|请|方案)|说[，：“]|讲[，：“]|看到|谈到|常说|反映",
            r"\b(?:said|stated|noted|reported|explained|found)\b",
        ),
        (
            "will",
            r"(?:我们|我市|我县|我省|我委|政府)?(?<![把即])将(?:会|于|继续|进一步|在|按|根据|从|对|达|以)|拟(?!定|订|稿)|计划(?:到|在|于|用)|预计|有望",
            r"\bwill\b",
        ),
        (
            "may",
            r"可以|可(?=[按不依在向将对由给申提适])|有权|(?:^|[，；])得(?=[以依於于要向申为])|经.{2,20}得(?=[依要])",
            r"\b(?:may|can|might)\b(?! not)",
        ),
        (
            "spoken",
            r"[呢啊嗯吧哎呃呀嘛]|这个|那个|就是说|我觉得|然后|其实|怎么|什么",
            r"\b(?:well|really|actually|kind of)\b",
        ),
        (
            "slogan",
            (
                r"高度重视|提高认识|统一思想|思想认识|增强.{0,4}(?:意识|自觉|责任感|使命感)|"
                r"齐抓共管|形成合力|真抓实干|求真务实|务求实效|担当作为|凝心聚力|奋力|砥砺|不忘初心|深刻领悟|切实增强|"
                r"大局意识|弘扬|精神状态|营造.{0,8}氛围"
            ),
            r"\b(?:spirit|commitment to|awareness)\b",
        ),
        (
            "guided",
            r"思想为指导|全面贯彻|战略布局|重要讲话|决策部署|总基调|发展理念|指导思想|以.{2,20}为(?:主线|目标|导向|核心|动力|重点|抓手|契机)",
            r"\b(?:vision|mission|goal)s?\b",
        ),
        (
            "aims",
            r"到20\d\d年|力争|争取|目标|达到.{0,12}\d|突破\d|控制在|显著(?:提高|提升|增强)|基本(?:建成|形成|实现|建立|满足|解决)|进一步(?:优化|提升|增强)$",
            r"\b(?:aim|goal|target|objective)s?\b",
        ),
        (
            "rule",
            r"按照?.{2,30}(?:规定|办法|条例)(?:办理|执行)|依照.{2,30}规定|适用|视为|是指|所称|属于",
            r"\b(?:pursuant to|in accordance with|means|applies)\b",
        ),
        (
            "penalty",
            r"罚款|处罚|处分|追究|责令|没收|吊销|拘留(?!所)|赔偿|可处",
            r"\b(?:fine|penalty|liable|imprisonment)\b",
        ),
        (
            "decides",
            r"同意|批准|通过|审议|研究了|听取|会议认为|原则同意",
            r"\b(?:approved|agreed|adopted|decided|resolved)\b",
        ),
        (
            "things",
            r"方案|清单|台账|名单|报告|预案|细则|办法|制度|机制|体系|平台|档案|账|试点|项目|工程|名录|标准|手续|资料|信息|设施|设备|数据",
            r"\b(?:report|plan|list|register|policy|record|inventory|notice|form|template)s?\b",
        ),
        (
            "checked",
            r"完成|报送|上报|报[^告纸][^，]{0,8}[局委办部]|备案|检查|排查|公布|公开|印发|建立|制定|编制|开展|组织|整改|培训|验收|安装|配备|提交|通知|登记|移交|归档|审核|清理",
            (
                r"\b(?:submit|report|publish|complete|review|file|provide|ensure|notify|maintain|prepare|develop|"
                r"replace|inspect|return|record)\b"
            ),
        ),
        ("many", r"\d.*\d.*\d", r"\d.*\d.*\d"),
        ("number", r"\d", r"\d"),
        ("ask", r"[？?]", r"\?"),
        ("negated", r"不(?:得|准|许|能|要|再|搞|予)|严禁|禁止", r"\b(?:not|no)\b"),
        ("thanks", r"感谢|致以|问候|欢迎|祝贺|敬意|先生们|同志们|干杯|谢谢", r"\b(?:thank|welcome|congratulat)"),
        ("target", r"增长\d|提高到\d|达到\d|左右|以上[，；。]|预期目标|为主题", r"\bby \d+ ?(?:percent|%)"),
        (
            "aspect",
            r"[^，。]{0,6}(?:得到|呈现|迈出|涌现|居|荣获|获得|落户|成功|展现|彰显|夯实了|形成了|提高了|增长了|下降了|实现)[^，。]*$",
            r"\b(?:remained|became|showed)\b",
        ),
        ("passive", r"被|得到|受到|予以", r"\bbe \w+(?:ed|en|wn)\b"),
        ("list", r"等等?[。]?$", r"\betc\b"),
    )
)
_WORDS_ZH = tuple((name, chinese) for name, chinese, _ in _WORDS)
_WORDS_EN = tuple((name, english) for name, _, english in _WORDS)
_DONE = {name: (chinese, english) for name, chinese, english in _WORDS if name in ("done", "past", "result")}
# Signs in the headings above.
_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        (
            "under_review",
            (
                r"回顾|成绩|成效|成就|进展|现状|基本情况|主要(?:做法|特点|问题)|存在(?:的)?问题|形势|(?:工作|总体)情况|总结|过去|背景|综合$|经验|体会|background|"
                r"overview|introduction|matters arising|about|findings"
            ),
        ),
        ("under_why", r"意义|认识|思想上|必要性|紧迫性|重要性|purpose|importance"),
        ("under_aims", r"目标|指导思想|原则|总体要求|总体思路|总体考虑|objective|principle|scope"),
        (
            "under_tasks",
            (
                r"任务|措施|要求|重点|安排|保障|组织实施|责任|落实|工作|步骤|分工|规定|管理|监督|加强|完善|推进|建立|强化|抓|健全|加快|做好|required|action|"
                r"implementation|requirement|dut(?:y|ies)|responsibilit"
            ),
        ),
        (
            "under_rules",
            r"总则|附则|罚则|定义|解释|适用范围|第.{1,3}章|definition|penalt|applicability|effective|citation",
        ),
        (
            "under_plan",
            r"20\d\d年.{0,6}(?:工作|重点|任务|安排)|今年.{0,6}(?:工作|任务|安排)|下一步|今后|下一阶段|next steps|plan for",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a unit, each as a share of 0 to 1."""

    asked_near: float = 0.0  # of the units of the same section: demands by a word
    asked: float = 0.0  # of all units of the document
    ordered_near: float = 0.0  # orders without a subject
    done_near: float = 0.0  # of the units of the section: what was done
    done: float = 0.0
    before: float = 0.0  # the unit before demands by a word
    kind: str = "other"  # DocumentKind
    talk: bool = False  # speech as it was spoken
    path: tuple[str, ...] = ()
    item: bool = False
    stem: bool = False  # in a list whose opening demands
    opens: bool = False
    last: bool = False  # of its block
    assigned: bool = False  # a bracket gives it to somebody
    english: bool = False


def explicit(unit: Unit) -> bool:
    """Whether a word of it demands."""
    return any(clause.modal >= 0 for clause in unit.clauses)


def done(words: str, english: bool) -> bool:
    """Whether it tells what was done."""
    return any(patterns[english].search(words) for patterns in _DONE.values())


@lru_cache(maxsize=256)
def _headed(path: tuple[str, ...]) -> tuple[str, ...]:
    """The signs in the headings above, by name."""
    return tuple(name for name, pattern in _HEADINGS if any(pattern.search(title) for title in path))


def signs(unit: Unit, words: str, hidden: str, around: Around) -> dict[str, float]:
    """The signs of a unit by name; what is absent is 0."""
    english = around.english
    present = {"bias": 1.0}
    order = unit.clauses[0].order
    modal = explicit(unit) or (around.stem and order)
    asking = next((clause for clause in unit.clauses if clause.modal >= 0), None)
    present["modal"] = float(modal)
    present["modal_bare"] = float(asking is not None and asking.bare)
    present["bound"] = float(any(clause.bound for clause in unit.clauses))
    present["order"] = float(order)
    present["orders"] = sum(clause.order for clause in unit.clauses) / len(unit.clauses)
    present["order_alone"] = float(order and not modal)
    present["lead"] = float(bool(unit.roles.lead))
    present["lead_modal"] = float(bool(unit.roles.lead) and modal)
    present["stated"] = float(unit.roles.stated)
    present["support"] = float(bool(unit.roles.support))
    present["due"] = float(unit.due is not None)
    present["please"] = float((PLEASE_EN if english else PLEASE_ZH).search(hidden) is not None)
    present["charge"] = float(not english and CHARGE_ZH.search(hidden) is not None)
    present["by"] = float(not english and BY_ZH.search(hidden) is not None)
    present["advise"] = float(english and ADVISE_EN.search(hidden) is not None)
    present["never"] = float((NEVER_EN if english else NEVER_ZH).search(hidden) is not None)
    for name, pattern in _WORDS_EN if english else _WORDS_ZH:
        if pattern.search(hidden):
            present[name] = 1.0
    size = len(words) / (3 if english else 1)
    present["short"] = float(size < 12)
    present["tiny"] = float(size < 7)
    present["long"] = float(size > 120)
    for name in _headed(around.path):
        present[name] = 1.0
    present["asked_near"], present["asked"] = around.asked_near, around.asked
    present["ordered_near"], present["done_near"], present["done_share"] = (
        around.ordered_near,
        around.done_near,
        around.done,
    )
    present["before"] = around.before
    present["talk"] = float(around.talk)
    present[f"kind_{around.kind}"] = 1.0
    present["item"], present["stem"], present["opens"] = float(around.item), float(around.stem), float(around.opens)
    present["alone_short"] = float(around.opens and not around.last and size < 24 and modal and not unit.roles.lead)
    present["title_like"] = float(not around.last and size < 18 and len(unit.clauses) == 1 and order)
    present["assigned"] = float(around.assigned)
    present["english"] = float(english)
    # Pairs of signs that say together what neither says alone.
    plain = order and not modal
    narrated = any(name in present for name in ("done", "past", "result", "aspect"))
    present["plain_done"] = float(plain and narrated)
    present["plain_english"] = float(plain and english)
    present["plain_item"] = float(plain and around.item)
    present["plain_near"] = float(plain) * around.asked_near
    present["plain_asked"] = float(plain) * around.asked
    present["plain_done_near"] = float(plain) * around.done_near
    present["plain_done_share"] = float(plain) * around.done
    present["plain_review"] = float(plain) * present.get("under_review", 0.0)
    present["plain_tasks"] = float(plain) * present.get("under_tasks", 0.0)
    present["plain_plan"] = float(plain) * present.get("under_plan", 0.0)
    present["plain_report"] = float(plain and around.kind == "report")
    present["plain_notice"] = float(plain and around.kind == "notice")
    present["modal_talk"] = float(modal and around.talk)
    present["modal_we"] = float(modal and "we" in present)
    present["modal_says"] = float(modal and "says" in present)
    present["modal_copula"] = float(modal and "copula" in present)
    present["modal_condition"] = float(modal and "condition" in present)
    present["modal_me"] = float(modal and "me" in present)
    present["stated_near"] = present["stated"] * around.asked_near
    present["stated_law"] = present["stated"] * float(around.kind == "law")
    present["silent"] = float(not any(clause.asks for clause in unit.clauses))
    present["silent_near"] = present["silent"] * around.asked_near
    present["silent_assigned"] = present["silent"] * present["assigned"]
    present["due_done"] = present["due"] * float(narrated)
    return present
