"""Words with places to the text of a line: no blank between Chinese or Japanese words, one between others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.segmenter.readers.document import Box, clean

# Scripts that are written without blanks: punctuation, kana, hanzi, full-width forms. Not Korean, and no quotes: those
# are Western too.
SOLID = re.compile(
    "[\u2e80-\u303f\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
BLANK = re.compile(rf"(?<={SOLID.pattern}) (?={SOLID.pattern})")
APART = 0.4  # of the line's height: a blank that was printed between two hanzi; justified lines are set wider by less
HALF_EMPTY = re.compile("[，。、；：！？,.;:）》”’（《“‘]")
EMPTY = 0.6  # of the height that such a sign leaves white in its square
CELL = 2.5  # of the line's height: no blank of a text is so wide; another cell of a table, or another column

Word = tuple[str, Box | None]


def join_words(words: Sequence[Word], height: float = 0) -> str:
    """The text of a line's words, in their order; `height` of the line in points, 0: not known.

    A gap as wide as a cell's becomes a tab, a wide one beside hanzi a blank; recognised words are often single hanzi.
    """
    parts: list[str] = []
    last: Word | None = None
    for word in words:
        text = clean(word[0])
        if not text:
            continue
        if last is not None:
            parts.append(_between(last, (text, word[1]), height))
        parts.append(text)
        last = (text, word[1])
    return "".join(parts)


def _between(before: Word, after: Word, height: float) -> str:
    gap = 0.0
    if height > 0 and before[1] is not None and after[1] is not None:
        gap = (after[1].left - before[1].right) / height
    if gap > CELL:
        return "\t"
    return "" if is_solid(before[0][-1], after[0][0]) and gap <= apart(before[0][-1], after[0][0]) else " "


def is_solid(before: str, after: str) -> bool:
    """Whether two characters may touch though a program puts a blank between:
    "在 9 月" was printed without; not Korean.
    """
    either = SOLID.match(before) is not None or SOLID.match(after) is not None
    return either and not HANGUL.match(before) and not HANGUL.match(after)


def apart(before: str, after: str) -> float:
    """The gap between two characters, in units of the line's height, up to which nothing was printed between them."""
    return APART + (EMPTY if HALF_EMPTY.match(before) or HALF_EMPTY.match(after) else 0)


def without_blanks(text: str) -> str:
    """A recognised line without the blanks between single hanzi: "关 于 做 好" is how text layers of scans read."""
    parts = text.split(" ")
    solid = sum(1 for part in parts if len(part) == 1 and SOLID.match(part))
    return BLANK.sub("", text) if len(parts) > 3 and solid > len(parts) // 2 else text
