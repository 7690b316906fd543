"""Loose enumerators: what people print and no row of the table allows. They count where the whole series is weighed."""

from __future__ import annotations

import re

from services.outline.model import Enumerator
from services.segmenter.numbering import numerals
from services.segmenter.numbering.table import enumerator_at

LOOSE_DECIMAL = re.compile(
    r"(\d{1,2}(?:[.．]\d{1,2}){1,3})[ \u3000]?(?=[\u3400-\u9fff（(《“A-Z])(?!(?:万|亿|元|个|米|倍|吨|公里|億|萬))"
)
LOOSE_DIGIT = re.compile(
    r"(\d{1,2})[ \u3000]?(?=[\u3400-\u9fff])"
    r"(?!\d|[ \u3000]?(?:年|月|日|号|號|个|個|名|万|萬|亿|億|元|人|位|项|項|届|屆|次|分|时|時|小时|岁|歲|家|条|天|周|%|％|度|吨|米|种|倍|世纪|番|階|回|页|頁|楼))"
)
LOOSE_HAN = re.compile(r"([一二三四五六七八九十]{1,3})[，,.．·：:](?=[^\s是要])")
LOOSE_BARE = re.compile(
    r"([一二三四五六七八九十]{1,2})(?=[\u4e00-\u9fff])(?![一二三四五六七八九十百千万是要方个年月日次定般样切些起位条届项名人旦直系律致共道])"
)
LOOSE_ARTICLE = re.compile(r"第([一二三四五六七八九十百]{1,5})[条條][·：:，,、.]")
BARE_LINE = 34  # code points of a line that begins with a bare numeral
LINE_HEAD = "\n\f \u3000\x1d\xa0"


def loose_enumerator(text: str, at: int, stop: int) -> Enumerator | None:
    """What numbers a piece that begins at `at`: a row of the table, or one of the loose forms."""
    if (enumerator := enumerator_at(text, at, stop)) is not None:
        return enumerator
    if (m := LOOSE_DECIMAL.match(text, at, stop)) is not None:
        return Enumerator("decimal", tuple(int(x) for x in re.findall(r"\d+", m[1])), m[0].rstrip())
    if at and text[at - 1] not in LINE_HEAD:
        return None
    if (m := LOOSE_DIGIT.match(text, at, stop)) is not None:
        return Enumerator("digit_space", (int(m[1]),), m[1])
    if (m := LOOSE_HAN.match(text, at, stop)) is not None and numerals.han(m[1]):
        return Enumerator("han_comma", (numerals.han(m[1]),), m[0])
    if (m := LOOSE_BARE.match(text, at, stop)) is not None:
        line_end = text.find("\n", at, at + BARE_LINE)
        if line_end > 0 or len(text) - at < BARE_LINE:
            return Enumerator("kanji_space", (numerals.han(m[1]),), m[1])
    if (m := LOOSE_ARTICLE.match(text, at, stop)) is not None and numerals.number(m[1]):
        return Enumerator("article", (numerals.number(m[1]),), m[0])
    return None
