"""Documents by their titles and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from services.renderer.extract.facts import Document
from services.renderer.extract.statements import Statement

_TITLE = re.compile(r"《[^《》]{2,60}(?:《[^《》]{2,40}》[^《》]{0,30})?》")
_NUMBER = re.compile(
    r"(?:(?![和与及按照据的是见由在对了以])[\u4e00-\u9fff]){0,8}[〔\[［(（]"
    r"(?:19|20)\d{2}[〕\]］)）][\u4e00-\u9fff]{0,4}\d{0,6}[\u4e00-\u9fff]{0,4}第?\d{1,5}号|第\d{1,4}号(?:令|公告|通告|主席令|国务院令)|"
    r"\b(?:D\.C\. (?:Law|Act|Bill)|Bill|Public Law|Pub\. L\.|Executive Order|E\.O\.|H\.R\.|S\.|Directive|Circular|"
    r"Memorandum) ?(?:No\. ?)?[A-Z]?-?\d+(?:-\d+)*"
)
_NUMBER = re.compile(
    r"(?:(?![和与及按照据的是见由在对了以])[\u4e00-\u9fff]){0,8}[〔\[［(（]"
    r"(?:19|20)\d{2}[〕\]］)）][\u4e00-\u9fff]{0,4}\d{0,6}[\u4e00-\u9fff]{0,4}第?\d{1,5}号|第\d{1,4}号(?:令|公告|通告|主席令|国务院令)|"
    r"\b(?:D\.C\. (?:Law|Act|Bill)|Bill|Public Law|Pub\. L\.|Executive Order|E\.O\.|H\.R\.|S\.|Directive|Circular|"
    r"Memorandum) ?(?:No\. ?)?[A-Z]?-?\d+(?:-\d+)*"
)
_ACT = re.compile(
    r"\b(?!(?:This|That|The|An?|Any|Such|Each|Every|No|Said|Under) "
    r"(?:Act|Code|Order|Regulation|Directive|Policy|Plan)\b)(?:[A-Z][\w'’-]+ (?:(?:of|and|for|the|to|in|on) )*){1,10}"
    r"(?:Act|Code|Order|Regulations?|Directive|Policy|Plan)(?: of \d{4})?\b"
)
# 《…》（国发〔2015〕43号）: the number of the title before it.
_BRACKET = re.compile(r"[（(]\s*$")


def documents(said: Iterable[Statement]) -> tuple[Document, ...]:
    """Each document once, where it is first named, in reading order."""
    seen: dict[str, Document] = {}
    for statement in said:
        for document in _of(statement):
            seen.setdefault(str(document.title or document.number), document)
    return tuple(seen.values())


def _of(statement: Statement) -> Iterator[Document]:
    text = statement.text
    titles = sorted((*match.span(),) for pattern in (_TITLE, _ACT) for match in pattern.finditer(text))
    numbers = [match.span() for match in _NUMBER.finditer(text)]
    for start, end in titles:
        own = next((n for n in numbers if n[0] >= end and _BRACKET.fullmatch(text[end : n[0]])), None)
        if own:
            numbers.remove(own)
        yield Document(statement.cut(start, end), statement.cut(*own) if own else None, statement.page)
    for start, end in numbers:
        yield Document(None, statement.cut(start, end), statement.page)
