"""Evidence that an enumerated paragraph is a heading, a run-in heading with its text, or a point."""

from __future__ import annotations

import re

from services.language.punctuation import COLONS, COMMAS, FULL_STOPS, SEMICOLONS
from services.outline.model import DocumentKind
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.japanese import captioned
from services.segmenter.numbering import STYLES, Role
from services.segmenter.western import agree_western, settle_roman, western_either, western_heading

RUN_IN = 40  # characters of a title-like sentence to its 。, the enumerator not counted
STANDALONE = 80  # characters of a heading that stands alone and ends with 。
LONGEST = 120  # characters of a heading that ends with nothing
STOP = re.compile(f"[{FULL_STOPS}]")
LIST_END = re.compile(f"[{SEMICOLONS}{COLONS}{COMMAS}]$")
SENTENCE_END = re.compile(f"[{FULL_STOPS}{SEMICOLONS}{COLONS}{COMMAS}]")
CONTENTS = re.compile(
    r"(?:…{2,}|\.{4,}|．{4,}|·{4,})\s?[-(（—]?\s?\d{1,4}\s?[-)）—]?$"
)  # a line of the table of contents
COLON_HEAD = re.compile(r"^[^，。；：、]{1,10}：")


def judge_headings(entries: list[Entry], kind: DocumentKind, language: str) -> None:
    """Give every entry with an enumerator its role; run-in headings their length."""
    in_article = False
    for entry in entries:
        enumerator = entry.enumerator
        if enumerator is None:
            continue
        if CONTENTS.search(entry.text):
            entry.role, entry.enumerator = EntryRole.PARAGRAPH, None
            continue
        role = STYLES[enumerator.style].role
        body = entry.text[len(enumerator.literal) :].strip()
        if role is Role.ARTICLE:
            in_article = True
            alone = not body or (language == "ja" and captioned(body))
            entry.role = EntryRole.HEADING if alone else EntryRole.POINT
        elif role is Role.HEADING:
            if language == "en" or STYLES[enumerator.style].language == "en":
                western_heading(entry, body)
                in_article = in_article or STYLES[enumerator.style].holds_points
            else:
                in_article = False
                _always_heading(entry, body)
        elif role is Role.EITHER:
            if language == "en":
                western_either(entry, body)
            elif (
                in_article
                and (kind is DocumentKind.LAW or not STYLES[enumerator.style].main)
                and not _bare_title(enumerator.style, body)
            ):
                entry.role = EntryRole.POINT
            else:
                _either(entry, body, kind)
        else:
            entry.role = EntryRole.POINT
    if language == "en":
        agree_western(entries)
        settle_roman(entries)
    _agree_in_lists(entries)
    _agree_when_torn(entries)


def _agree_in_lists(entries: list[Entry]) -> None:
    """The last of a list ends with 。 and its siblings with ；: "（一）负责管理；（二）负责监督。" are points, all of them."""
    before: Entry | None = None
    for entry in entries:
        enumerator = entry.enumerator
        if enumerator is not None and before is not None and before.enumerator is not None:
            last = before.enumerator.ordinal
            goes_on = enumerator.style == before.enumerator.style and last and enumerator.ordinal[-1] == last[-1] + 1
            listed = before.role is EntryRole.POINT and before.text.rstrip().endswith(("；", ";"))
            if goes_on and listed and entry.role is EntryRole.HEADING and not entry.split and STOP.search(entry.text):
                entry.role = EntryRole.POINT
        before = entry


def _bare_title(style: str, body: str) -> bool:
    """ "二、管辖" between articles: the clauses of an article end with a stop or a semicolon."""
    return STYLES[style].main and 0 < len(body) <= 24 and SENTENCE_END.search(body) is None


def _agree_when_torn(entries: list[Entry]) -> None:
    """A paragraph that is torn before its first stop looks like a heading; its siblings tell what it is."""
    for entry in entries:
        enumerator = entry.enumerator
        if enumerator is None or entry.role is not EntryRole.HEADING or not entry.passage.before_loss or entry.split:
            continue
        if STYLES[enumerator.style].role is not Role.EITHER or STOP.search(entry.text):
            continue
        siblings = [
            e.role for e in entries if e is not entry and e.enumerator and e.enumerator.style == enumerator.style
        ]
        if siblings.count(EntryRole.POINT) > siblings.count(EntryRole.HEADING):
            entry.role = EntryRole.POINT


def _always_heading(entry: Entry, body: str) -> None:
    """第一章 总则; what goes on after a stop is a paragraph that quotes a chapter."""
    if len(body) > LONGEST or STOP.search(body[:-1] if body else ""):
        stop = STOP.search(body)
        entry.role = EntryRole.PARAGRAPH
        if entry.enumerator is not None and STYLES[entry.enumerator.style].runs_in and stop and stop.end() <= RUN_IN:
            entry.role, entry.split = EntryRole.HEADING, len(entry.text) - len(body) + stop.end()
        else:
            entry.enumerator = None
        return
    entry.role = EntryRole.HEADING


def _either(entry: Entry, body: str, kind: DocumentKind) -> None:
    stop = STOP.search(body)
    colon = COLON_HEAD.match(body)
    if colon and kind is DocumentKind.NOTICE and entry.enumerator and STYLES[entry.enumerator.style].main:
        entry.role, entry.split = EntryRole.HEADING, len(entry.text) - len(body) + colon.end()
        if colon.end() == len(body):
            entry.split = 0
        return
    if stop is None:
        short = len(body) <= LONGEST and not LIST_END.search(body)
        if kind is DocumentKind.LAW:
            short = short and len(body) <= 40
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
    titled = first <= RUN_IN and "；" not in body[:first] and not (colon and colon.end() < first)
    if titled and kind is not DocumentKind.LAW:
        entry.role, entry.split = EntryRole.HEADING, len(entry.text) - len(body) + first
        return
    entry.role = EntryRole.POINT
