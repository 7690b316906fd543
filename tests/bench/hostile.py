"""How the time of segmenting grows on hostile input: python -m tests.bench.hostile [CODE_POINTS]."""

from __future__ import annotations

import sys
import time

from services.errors import DocumentError
from services.segmenter.segment import segment

UNITS = {
    "one enumerator, no text": "一、",
    "one enumerator a line": "1、\n",
    "one heading a line": "一、甲\n",
    "bracketed enumerators": "（一）\n",
    "words and spaces": "中 ",
    "wide spaces": "甲" + "\u3000" * 99,
    "digits": "7",
    "decimals": "1.1.1.1",
    "opening brackets": "(",
    "opening quotes": "“甲",
    "stops": "。",
    "folios only": "- 1 -\n",
    "dotted leaders": "....1\n",
    "short lines": "甲\n",
    "hyphens at line ends": "a-\n",
    "English without stops": "SECTION 1. ",
    "lettered points": "(a)(1) ",
    "Japanese articles": "第一条\u3000あ",
    "lone surrogates": "\ud800甲",
    "control characters": "\x01甲乙丙丁",
}
LEVELS = "第一编 第一章 第一节 一、 （一） 1. （1） ① 1） 甲、".split()


def hostile(name: str, size: int) -> bytes:
    """About `size` code points of one kind; "all levels" nests ten styles over and over."""
    if name == "all levels":
        text = "\n".join(f"{LEVELS[n % len(LEVELS)]}甲乙" for n in range(size // 6))
    elif name == "one style nested":
        text = "\n".join(".".join("1" * depth) + " 甲" for depth in range(1, int(size**0.5)))
    else:
        text = UNITS[name] * (size // len(UNITS[name]))
    return text.encode("utf-8", "surrogatepass")


NAMES = (*UNITS, "all levels", "one style nested")


def _seconds(raw: bytes) -> float:
    begun = time.process_time()
    try:
        segment(raw)
    except DocumentError as error:
        print(f"  refused: {error.reason}")
    return time.process_time() - begun


def run(size: int = 250_000) -> None:
    """Print what `size` code points of each kind take, and four times as many (linear: × 4)."""
    for name in NAMES:
        small, large = _seconds(hostile(name, size)), _seconds(hostile(name, 4 * size))
        print(f"{name:24} {small:6.2f} s, four times as much {large:6.2f} s: × {large / max(small, 0.001):.1f}")


if __name__ == "__main__":
    run(*(int(size) for size in sys.argv[1:2]))
