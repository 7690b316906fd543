"""Enumerators that OCR misread: "一." or "三 " for 一、, "二）" for （二）, "3，" for 3., "第二 " for 第二，.

A misread form alone proves nothing ("十，" may begin a sentence); it counts when the number before it or after it stands
in the same style. The printed form stays in the text and in the literal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.outline.model import Enumerator
from services.segmenter import numerals
from services.segmenter.entries import Entry
from services.segmenter.enumerators import H


@dataclass(frozen=True, slots=True)
class Misreading:
    """What stands for a style's enumerator; `instead_of` are styles that the strict table reads it as."""

    style: str
    pattern: re.Pattern[str]
    instead_of: tuple[str, ...] = ()


MISREADINGS: tuple[Misreading, ...] = (
    Misreading("han_paren", re.compile(rf"[（(〔\[]?[ ]?({H}{{1,3}})[ ]?[）)〕\]]"), ("han_close",)),
    Misreading("han_comma", re.compile(rf"({H}{{1,3}})(?:[，,.．。､]|[ ])[ ]?(?=[^\s是要])"), ("kanji_space",)),
    Misreading("ordinal_comma", re.compile(rf"[第笫]({H}{{1,3}})[ ](?=[^\s条條章节節])")),
    Misreading(
        "digit_dot",
        re.compile(r"(\d{1,2})(?:[,，。、]|[ ]?[.．]|[ ])[ ]?(?=[\u3400-\u9fff“《（])"),
        ("digit_comma", "digit_space"),
    ),
    Misreading(
        "digit_dot",
        re.compile(r"(\d{1,2})(?:[,，。、]|[ ][.．])[ ]?(?=[A-Z“\"])"),
        ("digit_comma", "digit_space"),
    ),
)
LEADING = re.compile(r"(\d{1,2})[ \u3000]+(?=[\u3400-\u9fff])[^。；，]{2,30}$")  # "1 总体要求" above "1.1 目标"
NEAR = 60  # entries between two numbers of a series


def mend_misread(entries: list[Entry]) -> None:
    """Give the entries whose misread enumerator goes on counting their enumerator."""
    _lead_compounds(entries)
    for misreading in MISREADINGS:
        series = [
            (n, entry.enumerator.ordinal[0])
            for n, entry in enumerate(entries)
            if entry.enumerator is not None and entry.enumerator.style == misreading.style
        ]
        if not series:
            continue
        at = 0  # series[at] is the first of the style behind the entry
        before: tuple[int, int] | None = None
        for n, entry in enumerate(entries):
            while at < len(series) and series[at][0] <= n:
                before = series[at]
                at += 1
            if entry.enumerator is not None and entry.enumerator.style not in misreading.instead_of:
                continue
            found = misreading.pattern.match(entry.text)
            if found is None:
                continue
            value = numerals.number(found[1])
            after = series[at] if at < len(series) else None
            follows = before is not None and value == before[1] + 1 and n - before[0] <= NEAR
            leads = after is not None and value == after[1] - 1 and after[0] - n <= NEAR
            if value and (follows or leads):
                entry.enumerator = Enumerator(misreading.style, (value,), found[0].rstrip())
                before = (n, value)


def _lead_compounds(entries: list[Entry]) -> None:
    """ "2 建设内容" is a heading where "2.1 硬件" is the next number."""
    following: tuple[int, ...] = ()
    for entry in reversed(entries):
        if entry.enumerator is None and len(following) == 2 and following[1] == 1:
            found = LEADING.match(entry.text.strip())
            if found is not None and int(found[1]) == following[0] and entry.text.startswith(found[1]):
                entry.enumerator = Enumerator("digit_space", (following[0],), found[1])
        if entry.enumerator is not None:
            following = entry.enumerator.ordinal if entry.enumerator.style == "decimal" else ()
