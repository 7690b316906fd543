"""What Japanese laws do their own way: an article and its caption on a line, and text with no white space left.

第十条（耐空証明）        the article and its caption, a heading
国土交通大臣は、…         its first paragraph, which has no number
２　前項の…               its second
一　… イ　…               items and sub-items
"""

from __future__ import annotations

import re

H = "[一二三四五六七八九十百千〇]"
BRANCH = rf"(?:の{H}{{1,3}}){{0,3}}"
ARTICLE = rf"第{H}{{1,7}}条{BRANCH}"
RANGE = re.compile(rf"(?:から|及び|、){ARTICLE}(?:まで)?")

ALONE = re.compile(ARTICLE)
BEHIND = re.compile(rf"{ARTICLE}[（(][^（()）\s]{{1,40}}[）)]\s")
ABOVE = re.compile(rf"[）)]\s+{ARTICLE}[ \u3000]")


def captions_follow(text: str) -> bool:
    """Whether articles stand alone with their captions behind them, and not under their captions and before their
    text."""
    return len(BEHIND.findall(text)) > len(ABOVE.findall(text))


def captioned(body: str) -> bool:
    """Whether what follows an article's number is its caption and no more: "（耐空証明）", "から第百四十二条まで"."""
    if RANGE.fullmatch(body):
        return True
    return body.startswith(("（", "(")) and caption_end(body, 0) == len(body)


def caption_end(text: str, at: int) -> int:
    """Where the bracket that opens at `at` is closed, and the code point behind it; 0: nowhere near."""
    deep = 0
    for n in range(at, min(len(text), at + 120)):
        if text[n] in "（(":
            deep += 1
        elif text[n] in "）)":
            deep -= 1
            if not deep:
                return n + 1
        elif text[n] == "。":
            return 0
    return 0
