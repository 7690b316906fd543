"""Document nouns: what titles of official documents end with, and the kind of document that each tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from services.language.word import alternatives


class DocumentNoun(NamedTuple):
    """A noun, the kind of document (a value of DocumentKind, "other": it tells none) and a title that ends with it.

    `ordinary`: a word of running text as well, or the end of many: it tells a title only where something else does.
    """

    text: str
    kind: str
    example: str
    ordinary: bool = False


DOCUMENT_NOUNS: tuple[DocumentNoun, ...] = (
    DocumentNoun("纪要", "minutes", "县长办公会议纪要"),
    DocumentNoun("紀要", "minutes", "縣務會議紀要"),
    DocumentNoun("会议记录", "minutes", "村民代表会议记录"),
    DocumentNoun("會議記錄", "minutes", "業主大會會議記錄"),
    DocumentNoun("讲话", "speech", "在全县防汛工作会议上的讲话"),
    DocumentNoun("講話", "speech", "在全縣防汛會議上的講話"),
    DocumentNoun("致辞", "speech", "在开幕式上的致辞"),
    DocumentNoun("致辭", "speech", "在開幕式上的致辭"),
    DocumentNoun("发言", "speech", "在座谈会上的发言"),
    DocumentNoun("發言", "speech", "在座談會上的發言"),
    DocumentNoun("演讲", "speech", "在毕业典礼上的演讲"),
    DocumentNoun("演講", "speech", "在畢業典禮上的演講"),
    DocumentNoun("贺词", "speech", "新年贺词"),
    DocumentNoun("寄语", "speech", "新年寄语"),
    DocumentNoun("讲话稿", "speech", "开学典礼讲话稿"),
    DocumentNoun("主持词", "speech", "表彰大会主持词"),
    DocumentNoun("工作报告", "report", "政府工作报告"),
    DocumentNoun("工作報告", "report", "政府工作報告"),
    DocumentNoun("报告", "report", "关于预算执行情况的报告"),
    DocumentNoun("報告", "report", "關於預算執行情況的報告"),
    DocumentNoun("工作总结", "report", "防汛工作总结"),
    DocumentNoun("总结", "report", "全年工作总结"),
    DocumentNoun("汇报", "report", "关于防汛情况的汇报"),
    DocumentNoun("通知", "notice", "关于做好防汛工作的通知"),
    DocumentNoun("意见", "notice", "关于加强渡口管理的意见"),
    DocumentNoun("意見", "notice", "關於加強渡口管理的意見"),
    DocumentNoun("决定", "notice", "关于表彰先进单位的决定"),
    DocumentNoun("決定", "notice", "關於表揚績優單位的決定"),
    DocumentNoun("批复", "notice", "关于水库扩建的批复"),
    DocumentNoun("批復", "notice", "關於水庫擴建的批復"),
    DocumentNoun("通报", "notice", "关于安全检查情况的通报"),
    DocumentNoun("通報", "notice", "關於安全檢查情況的通報"),
    DocumentNoun("公告", "notice", "关于道路封闭的公告"),
    DocumentNoun("通告", "notice", "关于禁止燃放烟花的通告"),
    DocumentNoun("函", "notice", "关于商请支持的函", ordinary=True),
    DocumentNoun("复函", "notice", "关于水价问题的复函"),
    DocumentNoun("方案", "notice", "防汛物资储备方案"),
    DocumentNoun("规划", "notice", "农田水利建设规划"),
    DocumentNoun("規劃", "notice", "農田水利建設規劃"),
    DocumentNoun("計畫", "notice", "農田水利建設計畫"),
    DocumentNoun("计划", "notice", "年度立法计划"),
    DocumentNoun("要点", "notice", "全年工作要点"),
    DocumentNoun("命令", "notice", "嘉奖命令"),
    DocumentNoun("令", "notice", "国务院令", ordinary=True),
    DocumentNoun("请示", "notice", "关于修建渡口的请示"),
    DocumentNoun("议案", "notice", "关于设立渔业保护区的议案"),
    DocumentNoun("安排", "notice", "国庆假期值班安排", ordinary=True),
    DocumentNoun("法", "law", "防洪法", ordinary=True),
    DocumentNoun("法典", "law", "民法典"),
    DocumentNoun("条例", "law", "渡口管理条例"),
    DocumentNoun("條例", "law", "渡口管理條例"),
    DocumentNoun("规定", "law", "渡口管理规定"),
    DocumentNoun("規定", "law", "渡口管理規定"),
    DocumentNoun("办法", "law", "渡口管理办法"),
    DocumentNoun("辦法", "law", "渡口管理辦法"),
    DocumentNoun("细则", "law", "渡口管理实施细则"),
    DocumentNoun("細則", "law", "渡口管理施行細則"),
    DocumentNoun("规则", "law", "常务会议议事规则"),
    DocumentNoun("規則", "law", "港口使用規則"),
    DocumentNoun("解释", "law", "关于适用法律问题的解释", ordinary=True),
    DocumentNoun("解釋", "law", "關於適用法律問題的解釋", ordinary=True),
    DocumentNoun("准则", "law", "会计准则"),
    DocumentNoun("準則", "law", "會計準則"),
    DocumentNoun("章程", "law", "渔业合作社章程"),
    DocumentNoun("标准", "law", "渡船配备标准", ordinary=True),
    DocumentNoun("標準", "law", "渡船配備標準", ordinary=True),
    DocumentNoun("通则", "law", "船员服务通则"),
    DocumentNoun("通則", "law", "船員服務通則"),
    DocumentNoun("规程", "law", "闸门操作规程"),
    DocumentNoun("規程", "law", "閘門操作規程"),
    DocumentNoun("纲要", "law", "水资源保护纲要"),
    DocumentNoun("修正案", "law", "渡口管理条例修正案"),
    DocumentNoun("要點", "law", "船舶檢查作業要點"),
    DocumentNoun("注意事項", "law", "船舶檢查注意事項"),
    DocumentNoun("公报", "other", "水资源公报"),
    DocumentNoun("建议", "other", "关于修编防洪规划的建议"),
    DocumentNoun("说明", "other", "关于条例草案的说明"),
    DocumentNoun("提案", "other", "关于保护湿地的提案"),
    DocumentNoun("制度", "other", "值班制度", ordinary=True),
    DocumentNoun("规范", "other", "渡口服务规范", ordinary=True),
    DocumentNoun("预案", "other", "防汛应急预案"),
    DocumentNoun("名单", "other", "先进单位名单", ordinary=True),
    DocumentNoun("措施", "other", "渡口安全措施", ordinary=True),
    DocumentNoun("清单", "other", "权力清单", ordinary=True),
    DocumentNoun("协议", "other", "渡船租用协议", ordinary=True),
    DocumentNoun("目录", "other", "行政许可目录", ordinary=True),
)


def nouns(kinds: Iterable[str] = (), ordinary: bool = False) -> str:
    """The inside of a group that matches the nouns of some kinds (all: none named), ordinary words only where asked
    for."""
    wanted = frozenset(kinds)
    return alternatives(
        noun.text for noun in DOCUMENT_NOUNS if (not wanted or noun.kind in wanted) and (ordinary or not noun.ordinary)
    )
