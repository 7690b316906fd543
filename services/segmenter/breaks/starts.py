"""How a stretch begins: like a heading, like a numbered paragraph, or like anything."""

from __future__ import annotations

from enum import Enum

from services.segmenter.numbering import STYLES, Role, enumerator_at


class Start(Enum):
    """What stands at the start of a piece."""

    NONE = "nothing told"
    WEAK = "an enumerator that running text has too: 一是, 首先"
    STRONG = "an enumerator of a paragraph: （一）, 1., 第一，"
    HEADING = "an enumerator of headings: 第一章, Chapter 1, 一、"
    BARE = "an enumerator and nothing else"


def start_of(text: str, start: int, end: int, bare: bool = False) -> Start:
    """How the stretch from `start` to `end` begins. With `bare`, BARE where there is nothing but an enumerator."""
    enumerator = enumerator_at(text, start, end)
    if enumerator is None and bare and end - start <= 12:
        # "一、" alone: the row's pattern may want a character after it.
        enumerator = enumerator_at(text[start:end] + " 总", 0, end - start + 2)
        if enumerator is not None and len(enumerator.literal) < end - start:
            enumerator = None
    if enumerator is None:
        return Start.NONE
    if bare and len(enumerator.literal) >= end - start:
        return Start.BARE
    style = STYLES[enumerator.style]
    if style.weak:
        return Start.WEAK
    if style.role is Role.HEADING or style.role is Role.ARTICLE or style.main:
        return Start.HEADING
    return Start.STRONG
