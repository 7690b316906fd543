"""A text as arrays: the code, class and width of every character, and running counts of the classes."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

# Classes of characters. What stands at the edges of a gap is told to the trees as the index of its class.
(
    NEWLINE, SPACE, STOP, SEMICOLON, COLON, COMMA, CLOSER, OPENER, POINT, DIGIT, WIDE_DIGIT, NUMERAL, HAN, HIRAGANA,
    KATAKANA, UPPER, LOWER, DASH, SEPARATOR, BULLET, EDGE, LOST, LETTER, OTHER, OUTSIDE, PAUSE,
) = range(26)  # fmt: skip

_MEMBERS = {
    NEWLINE: "\n\r\x0b\u2028\u2029\x85",
    SPACE: " \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff",
    STOP: "。！？!?…",
    SEMICOLON: "；;",
    COLON: "：:",
    COMMA: "，,",
    PAUSE: "、､",
    CLOSER: "”’）》」』)〉】]〕］\"'",
    OPENER: "“‘（《「『(〈【[〔［",
    POINT: ".．",
    DIGIT: "0123456789",
    WIDE_DIGIT: "０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼",
    NUMERAL: "〇零○一二三四五六七八九十百千",
    DASH: "-—–－―─",
    SEPARATOR: ">|»_›/\\·~=*#＞｜＊～→<&+",
    BULLET: "●•■◆▪▲►◇□※★☆",
    EDGE: "\f",
    LOST: "\x1d",
}


def _table() -> NDArray[np.uint8]:
    table = np.full(0x10000, OTHER, np.uint8)
    for code in range(0x10000):
        char = chr(code)
        if 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF:
            table[code] = HAN
        elif 0x3041 <= code <= 0x309F:
            table[code] = HIRAGANA
        elif 0x30A0 <= code <= 0x30FF:
            table[code] = KATAKANA
        elif char.isupper():
            table[code] = UPPER
        elif char.islower():
            table[code] = LOWER
        elif char.isspace():
            table[code] = SPACE
        elif char.isalpha():
            table[code] = LETTER
    for kind, members in _MEMBERS.items():
        for char in members:
            table[ord(char)] = kind
    return table


CLASSES = _table()
NESTING = np.zeros(0x10000, np.int32)
NESTING[[ord(c) for c in "（(“《「【["]] = 1
NESTING[[ord(c) for c in "）)”》」】]"]] = -1
BLANK = (NEWLINE, SPACE, EDGE, LOST)

# Groups of classes whose running counts features read; the order is that of the columns of `Glyphs.counts`.
COUNTED: tuple[tuple[int, ...], ...] = (
    (STOP,), (SEMICOLON,), (COLON,), (COMMA,), (PAUSE,), (DIGIT, WIDE_DIGIT), (UPPER, LOWER), (UPPER,), (SEPARATOR, DASH),
    (SPACE,), (NEWLINE, EDGE), (HIRAGANA, KATAKANA), (NUMERAL,), (POINT,), (HAN, NUMERAL),
)  # fmt: skip
(STOPS, SEMICOLONS, COLONS, COMMAS, PAUSES, DIGITS, LATIN, CAPITALS, SEPARATORS, SPACES, LINE_ENDS, KANA, NUMERALS, POINTS,
 HANS) = range(15)  # fmt: skip


@cache
def _row(group: tuple[int, ...]) -> NDArray[np.bool_]:
    row = np.zeros(OUTSIDE + 2, np.bool_)
    row[list(group)] = True
    return row


def among(kinds: NDArray[np.uint8], group: tuple[int, ...]) -> NDArray[np.bool_]:
    """Where the class is one of `group`."""
    return _row(group)[kinds]


class Glyphs:
    """`codes`, `kinds` one a character; `width` (half cells) and `counts` run: what lies before a character."""

    def __init__(self, text: str) -> None:
        self.text = text
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        self.codes = np.where(codes > 0xFFFF, 0xFFFD, codes).astype(np.int32)
        self.kinds = CLASSES[self.codes]
        n = len(text)
        self.width = np.zeros(n + 1, np.float32)
        wide = np.where(self.codes > 0x2000, 1.0, 0.5)
        wide[among(self.kinds, BLANK)] = 0.0
        wide[self.kinds == SPACE] = 0.5
        self.width = np.concatenate([[0.0], np.cumsum(wide)])
        counts = np.zeros((n + 1, len(COUNTED)), np.int32)
        for column, group in enumerate(COUNTED):
            np.cumsum(among(self.kinds, group), out=counts[1:, column])
        self.counts = counts
        step = NESTING[self.codes]  # opened less closed
        self.nesting = np.concatenate([[0], np.cumsum(step)]).astype(np.int32)

    def __len__(self) -> int:
        return len(self.text)

    def kind(self, at: Ints) -> NDArray[np.uint8]:
        """Classes of the characters at `at`; OUTSIDE beyond the ends."""
        inside = (at >= 0) & (at < len(self.kinds))
        return np.where(inside, self.kinds[np.clip(at, 0, max(0, len(self.kinds) - 1))], OUTSIDE)

    def between(self, starts: Ints, ends: Ints) -> Ints:
        """Counts of all COUNTED groups in the stretches: (stretches, groups)."""
        return self.counts[ends] - self.counts[starts]

    def cells(self, starts: Ints, ends: Ints) -> Floats:
        """Printed widths of the stretches, in full cells."""
        return (self.width[ends] - self.width[starts]).astype(np.float32)
