"""The title as far as it can be one: what a reader of damaged pages took for a title may be a sentence, a path or a
date.
"""

from __future__ import annotations

import re

from services.outline.model import Fact, Outline, Span

LONGEST = {True: 60, False: 140}  # characters; in Chinese: True
_HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCES = re.compile(r"[。；;！!](?=.)|…$|[。，,]$")
_NAMED = re.compile(r"《([^《》]{4,50})》")
_PATH = re.compile(r"^.*[>＞»]\s*(?=[^>＞»]{4,}$)")  # 首页 > 公文 > 关于防汛的通知
_DATE = re.compile(
    r"^\W*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?\d{1,2}\.?\s[A-Z][a-z]+\s\d{4}\W*$|"
    r"^\W*[A-Z][a-z]+\s\d{1,2},\s\d{4}\W*$|^\W*\d{4}\s?[年.\-/]\s?\d{1,2}\s?[月.\-/]\s?\d{1,2}\s?日?\W*$"
)


def title_of(outline: Outline) -> Fact | None:
    """The title with its span, without a path before it; of sentences that promulgate the document they name, its
    name.
    """
    fact = outline.metadata.title
    if fact is None:
        return None
    whole = fact.value
    if path := _PATH.match(whole):
        fact = _cut(fact, path.end(), len(whole))
        whole = fact.value
    if _DATE.match(whole):
        return None
    if len(whole) > LONGEST[_HAN.search(whole) is not None] or _SENTENCES.search(whole):
        name = _NAMED.search(whole)
        return _cut(fact, *name.span(1)) if name else None
    return fact


def _cut(fact: Fact, start: int, end: int) -> Fact:
    """Characters `start` to `end` of a fact, with their own span where the fact is aligned."""
    span = fact.spans[0] if fact.spans else None
    if span and span.chars == len(fact.value):
        return Fact(fact.value[start:end], (Span(span.page, span.start + start, span.start + end),))
    return Fact(fact.value[start:end], fact.spans)
