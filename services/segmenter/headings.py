"""Evidence that an enumerated paragraph is a heading, a run-in heading with its text, or a point."""

from __future__ import annotations

import re

from services.outline.model import DocumentKind
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.enumerators import STYLES, Role

RUN_IN = 40  # characters of a title-like sentence to its 。, the enumerator not counted
STANDALONE = 80  # characters of a heading that stands alone and ends with 。
LONGEST = 120  # characters of a heading that ends with nothing
LONGEST_EN = 220
STOP = re.compile(r"[。！？!?]")
LIST_END = re.compile(r"[；;，,：:、]$")
SENTENCE_END = re.compile(r"[。！？!?；;：:，,、]")
COLON_HEAD = re.compile(r"^[^，。；：、]{1,10}：")


def judge_headings(entries: list[Entry], kind: DocumentKind, language: str) -> None:
    """Give every entry with an enumerator its role; run-in headings their length."""
    in_article = False
    for entry in entries:
        found = entry.enumerator
        if found is None:
            continue
        role = STYLES[found.style].role
        body = entry.text[len(found.literal) :].strip()
        if role is Role.ARTICLE:
            in_article = True
            alone = not body or (language == "ja" and _bracketed_title(body))
            entry.role = EntryRole.HEADING if alone else EntryRole.POINT
        elif role is Role.HEADING:
            if language == "en" or found.style.startswith("en_"):
                _western_heading(entry, body)
                in_article = in_article or found.style in ("en_article", "en_section")
            else:
                in_article = in_article and found.style in ("attachment",)
                _always_heading(entry, body)
        elif role is Role.EITHER:
            if language == "en":
                _western_either(entry, body)
            elif in_article and (kind is DocumentKind.LAW or found.style != "han_comma"):
                entry.role = EntryRole.POINT
            else:
                _either(entry, body, kind)
        else:
            entry.role = EntryRole.POINT


def _bracketed_title(body: str) -> bool:
    """ "（耐空証明）": the caption of a Japanese article, which stands on the article's line."""
    return body.startswith(("（", "(")) and body.endswith(("）", ")")) and body.count("（") <= 1 + body.count("）")


def _always_heading(entry: Entry, body: str) -> None:
    """第一章 总则; what goes on after a stop is a paragraph that quotes a chapter."""
    if len(body) > LONGEST or STOP.search(body[:-1] if body else ""):
        stop = STOP.search(body)
        entry.role = EntryRole.PARAGRAPH
        if entry.enumerator is not None and entry.enumerator.style == "question" and stop and stop.end() <= RUN_IN:
            entry.role, entry.split = EntryRole.HEADING, len(entry.text) - len(body) + stop.end()
        else:
            entry.enumerator = None
        return
    entry.role = EntryRole.HEADING


def _either(entry: Entry, body: str, kind: DocumentKind) -> None:
    stop = STOP.search(body)
    if stop is None:
        short = len(body) <= LONGEST and not LIST_END.search(body)
        if kind is DocumentKind.LAW:
            short = short and len(body) <= 40
        elif len(body) <= 12 and body.endswith("：") and entry.enumerator is not None and entry.enumerator.style == "han_comma":
            short = True
        entry.role = EntryRole.HEADING if short and body else EntryRole.POINT
        return
    first = stop.end()
    if first == len(body):
        # One sentence alone: "（一）指导思想。" In laws it is a clause.
        one = len(body) <= STANDALONE and "；" not in body and kind is not DocumentKind.LAW
        if one and len(body) > RUN_IN + 8:
            one = body.count("，") + body.count("、") <= 4
        entry.role = EntryRole.HEADING if one else EntryRole.POINT
        return
    if kind is not DocumentKind.LAW:
        colon = COLON_HEAD.match(body)
        if first <= RUN_IN and "；" not in body[:first] and not (colon and colon.end() < first):
            entry.role, entry.split = EntryRole.HEADING, len(entry.text) - len(body) + first
            return
        if colon is not None and kind is DocumentKind.NOTICE and entry.enumerator is not None and entry.enumerator.style == "han_comma":
            entry.role, entry.split = EntryRole.HEADING, len(entry.text) - len(body) + colon.end()
            return
    entry.role = EntryRole.POINT


CAPITAL = re.compile(r"[A-Z0-9\"“(§]")


def _western_heading(entry: Entry, body: str) -> None:
    """Section 4 Powers; "Sec. 2. Definitions. For the purposes …" is run in."""
    if len(body) <= LONGEST_EN and not re.search(r"[.;:]\s+[A-Z(]", body) and not body.endswith((";", ",")):
        entry.role = EntryRole.HEADING
        return
    stop = re.match(r"[^.;:]{1,90}\.(?=\s+[A-Z(\"“])", body)
    if stop is not None:
        entry.role, entry.split = EntryRole.HEADING, len(entry.text) - len(body) + stop.end()
        return
    entry.role, entry.enumerator = EntryRole.PARAGRAPH, None


def _western_either(entry: Entry, body: str) -> None:
    found = entry.enumerator
    assert found is not None
    plain = len(body) <= 90 and not re.search(r"[.;:,!?]$", body) and CAPITAL.match(body) is not None
    heading = plain and found.style in ("decimal", "digit_space", "roman_dot", "upper_dot", "digit_dot")
    entry.role = EntryRole.HEADING if heading else EntryRole.POINT
