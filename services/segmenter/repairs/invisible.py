"""Characters that show nothing: controls, zero-width characters, byte order marks, direction marks, soft hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.segmenter.repairs.rule import Doubt, RepairRule
from services.segmenter.source_map import LOST_PAGES, PAGE_BREAK, Edit

# Tab, line ends, and the two signs of a flow stay. Zero-width joiners stay too: Indic and Persian words need them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1c\x1e\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\ufff9-\ufffb]+"
)
UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]+")


def invisible_characters(text: str, _language: str) -> Iterator[Edit]:
    """Deletes them, a run at a time."""
    for match in INVISIBLE.finditer(text):
        if PAGE_BREAK not in match[0] and LOST_PAGES not in match[0]:
            yield Edit(match.start(), match.end())


def unreadable_characters(text: str, _language: str) -> Iterator[Doubt]:
    """Characters that stand for what was lost (U+FFFD) or mean something in one font only: told once, at the first."""
    places = [match.span() for match in UNREADABLE.finditer(text)]
    if places:
        count = sum(end - start for start, end in places)
        yield Doubt(*places[0], "unreadable_characters", (("count", str(count)),))


REPAIR = RepairRule(
    "invisible_characters",
    invisible_characters,
    order=20,
    chinese="删除不可见字符",
    english="invisible characters removed",
    japanese="不可視文字の削除",
    example=("渡\u200b口管\ufeff理", "渡口管理", "zh-Hans"),
    doubts=unreadable_characters,
)
