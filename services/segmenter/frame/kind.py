"""What kind of document it is, from its title, its greeting and its numbering."""

from __future__ import annotations

import re

from services.language.documents import nouns
from services.outline.model import DocumentKind
from services.segmenter.entries import Entry
from services.segmenter.numbering import STYLES

HEAD = 12  # entries that are looked at for a title
# What a title of each kind ends with, in Chinese and in English; the first kind that fits is taken.
TITLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:{nouns([kind], ordinary=True)})(?:{tail}（.*）)?$|{english}", flags))
    for kind, tail, english, flags in (
        (DocumentKind.MINUTES, "", r"^Minutes\b", re.IGNORECASE),
        (DocumentKind.SPEECH, "稿|提纲|", "Address|Speech|Remarks", re.IGNORECASE),  # …讲话稿, …讲话提纲
        (DocumentKind.REPORT, "", r"\bReport\b", re.IGNORECASE),
        (DocumentKind.NOTICE, "", r"\b(?:Directive|Memorandum|Notice)\b", re.IGNORECASE),
        (
            DocumentKind.LAW,
            "",
            r"\b(?:Act|Law|Regulations?|Code|Rules)\b|\bAN ACT\b|\b(?:ACT|CODE|REGULATIONS|RULES)(?: (?:OF )?\d{4})?$",
            re.NOFLAG,
        ),
    )
)


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
