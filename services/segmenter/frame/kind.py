"""What kind of document it is, from its title, its greeting and its numbering."""

from __future__ import annotations

import re

from services.language.documents import nouns
from services.outline.model import DocumentKind
from services.segmenter.entries import Entry
from services.segmenter.numbering import STYLES

HEAD = 12  # entries that are looked at for a title
TITLE_CHARS = (4, 120)  # code points of a title
FEWEST_ARTICLES = 3  # that make a law; a notice may quote one or two
ARTICLE_SHARE = 0.15  # of all numbered blocks: the items of an article are numbered too
GREETED_WITHIN, ENACTED_WITHIN, NUMBERED_WITHIN = 3000, 5000, 1500  # code points at the head of a document
GREETING = re.compile("(?:同志们|各位代表|各位委员|朋友们|女士们|同志們|各位来宾)[：，！:,!]")  # 同志们：
ENACTED = re.compile("BE IT ENACTED|hereby enacted")
NUMBERED = re.compile(r"[〔\[]\d{4}[〕\]]\d+号")  # 白政发〔2031〕12号
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
    title = next((entry.text for entry in entries[:HEAD] if TITLE_CHARS[0] <= len(entry.text) <= TITLE_CHARS[1]), "")
    plain = re.sub(r"\s", "", title) if not title.isascii() else title
    if articles >= FEWEST_ARTICLES and articles >= ARTICLE_SHARE * len(numbered):
        return DocumentKind.LAW
    for kind, pattern in TITLES:
        if pattern.search(plain):
            return kind
    head = "".join(entry.text for entry in entries[:HEAD])
    if GREETING.search(head[:GREETED_WITHIN]):
        return DocumentKind.SPEECH
    if ENACTED.search(head[:ENACTED_WITHIN]):
        return DocumentKind.LAW
    if NUMBERED.search(head[:NUMBERED_WITHIN]):
        return DocumentKind.NOTICE
    if articles:
        return DocumentKind.LAW
    return DocumentKind.OTHER
