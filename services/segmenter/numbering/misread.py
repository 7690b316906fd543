"""Enumerators that OCR misread: "一." or "三 " for 一、, "二）" for （二）, "3，" for 3., "第二 " for 第二，.

A misread form alone proves nothing ("十，" may begin a sentence); it counts when the number before it or after it stands
in the same style. The printed form stays in the text and in the literal.
"""

from __future__ import annotations

import re

from services.outline.model import Enumerator
from services.segmenter.entries import Entry
from services.segmenter.numbering import numerals
from services.segmenter.numbering.style import Misreading, NumberingStyle
from services.segmenter.numbering.table import STYLES

NEAR = 60  # entries between two numbers of a series: a chapter is rarely longer, and a list never


def mend_misread(entries: list[Entry]) -> None:
    """Give the entries whose misread enumerator goes on counting their enumerator."""
    _lead_compounds(entries)
    for style in STYLES:
        for misreading in style.misread:
            _mend(entries, style, misreading)


def _mend(entries: list[Entry], style: NumberingStyle, misreading: Misreading) -> None:
    series = [
        (n, entry.enumerator.ordinal[0])
        for n, entry in enumerate(entries)
        if entry.enumerator is not None and entry.enumerator.style == style.name
    ]
    if not series:
        return
    pattern = re.compile(misreading.pattern)
    at = 0  # series[at] is the first of the style behind the entry
    before: tuple[int, int] | None = None
    for n, entry in enumerate(entries):
        while at < len(series) and series[at][0] <= n:
            before = series[at]
            at += 1
        if entry.enumerator is not None and entry.enumerator.style not in misreading.instead_of:
            continue
        match = pattern.match(entry.text)
        if match is None:
            continue
        value = numerals.number(match[1])
        after = series[at] if at < len(series) else None
        follows = before is not None and value == before[1] + 1 and n - before[0] <= NEAR
        leads = after is not None and value == after[1] - 1 and after[0] - n <= NEAR
        if value and (follows or leads):
            entry.enumerator = Enumerator(style.name, (value,), match[0].rstrip())
            before = (n, value)


def _lead_compounds(entries: list[Entry]) -> None:
    """ "2 建设内容" is a heading where "2.1 硬件" is the next number."""
    for style in STYLES:
        if not style.above:
            continue
        pattern = re.compile(style.above)
        following: tuple[int, ...] = ()
        for entry in reversed(entries):
            if entry.enumerator is None and len(following) == 2 and following[1] == 1:
                match = pattern.match(entry.text.strip())
                if match is not None and int(match[1]) == following[0] and entry.text.startswith(match[1]):
                    entry.enumerator = Enumerator(style.name, (following[0],), match[1])
            row = STYLES.of(entry.enumerator)
            if row is not None and entry.enumerator is not None:
                following = entry.enumerator.ordinal if row.family == style.family else ()
