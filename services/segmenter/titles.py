"""Title case: how English sets headings."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_][\w'’-]*")
SMALL = frozenset(
    "a an and as at but by for from if in into nor of off on onto or over per so than that the to up upon via vs with "
    "within without under its their your our".split()
)


def titled(text: str) -> bool:
    """Whether it is set like a title: every word of weight begins with a capital, "Roles and Responsibilities"."""
    words = WORD.findall(text)
    if not words or not (text[0].isupper() or text[0].isdigit() or text[0] in '"“‘(§'):
        return False
    heavy = [word for word in words[1:] if word.lower() not in SMALL]
    small = sum(1 for word in heavy if word[0].islower())
    return small == 0 or (len(heavy) >= 5 and small <= 0.15 * len(heavy))
