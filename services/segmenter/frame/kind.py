"""What kind of document it is, from its title, its greeting and its numbering."""

from __future__ import annotations

import re

from services.outline.model import DocumentKind
from services.segmenter.entries import Entry
from services.segmenter.numbering import STYLES

HEAD = 12  # entries that are looked at for a title
TITLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    (DocumentKind.MINUTES, re.compile(r"(?:纪要|紀要|会议记录|會議記錄)$|^Minutes\b", re.IGNORECASE)),
    (DocumentKind.SPEECH, re.compile(r"(?:讲话|講話|致辞|致辭|发言|發言|演讲|演講|贺词|寄语|讲话稿|主持词)(?:稿|提纲|（.*）)?$|Address|Speech|Remarks", re.IGNORECASE)),
    (DocumentKind.REPORT, re.compile(r"(?:工作报告|工作報告|报告|報告|工作总结|总结|汇报)(?:（.*）)?$|\bReport\b", re.IGNORECASE)),
    (DocumentKind.NOTICE, re.compile(r"(?:通知|意见|意見|决定|決定|批复|通报|公告|通告|函|方案|规划|計畫|计划|要点|命令|令|请示|议案|复函|安排)(?:（.*）)?$|\b(?:Directive|Memorandum|Notice)\b", re.IGNORECASE)),
    (DocumentKind.LAW, re.compile(r"(?:法|条例|條例|规定|規定|办法|辦法|细则|細則|规则|規則|解释|解釋|准则|準則|章程|标准|標準|通則|通则|規程|规程|纲要|法典|修正案|要點|注意事項)(?:（.*）)?$|\b(?:Act|Law|Regulations?|Code|Rules)\b|\bAN ACT\b|\b(?:ACT|CODE|REGULATIONS|RULES)(?: (?:OF )?\d{4})?$")),
)  # fmt: skip


def detect_kind(entries: list[Entry]) -> DocumentKind:
    """The kind, by the first evidence that speaks: articles, the greeting, then the title."""
    numbered = [entry for entry in entries if entry.enumerator is not None]
    articles = sum(1 for entry in numbered if (style := STYLES.of(entry.enumerator)) is not None and style.law)
    title = next((entry.text for entry in entries[:HEAD] if 4 <= len(entry.text) <= 120), "")
    plain = re.sub(r"\s", "", title) if not title.isascii() else title
    if articles >= 3 and articles >= 0.15 * len(numbered):
        return DocumentKind.LAW
    for kind, pattern in TITLES:
        if pattern.search(plain):
            return kind
    head = "".join(entry.text for entry in entries[:HEAD])
    if re.search(r"(?:同志们|各位代表|各位委员|朋友们|女士们|同志們|各位来宾)[：，！:,!]", head[:3000]):
        return DocumentKind.SPEECH
    if re.search(r"BE IT ENACTED|hereby enacted", head[:5000]):
        return DocumentKind.LAW
    if re.search(r"[〔\[]\d{4}[〕\]]\d+号", head[:1500]):
        return DocumentKind.NOTICE
    if articles:
        return DocumentKind.LAW
    return DocumentKind.OTHER
