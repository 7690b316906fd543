"""A title that its printer broke in two or three lines: "清河县人民政府办公室关于做好" / "2015年秋季森林防火工作的通知"."""

from __future__ import annotations

import re
from dataclasses import replace

from services.language.documents import nouns
from services.segmenter.frame.meta_roles import DATE, NUMBER
from services.segmenter.numbering import enumerator_at
from services.segmenter.passage import Passage

HEAD = 6  # passages among which the title begins
LINE = 44  # code points of one of its lines
LINES = 3
BEGINS = re.compile(r"关于|關於|^在[\u4e00-\u9fff]|印发|转发|批转|轉發")
NOUN = re.compile(rf"(?:{nouns()}|函)(?:[（(].{{1,12}}[）)])?$")
INNER = re.compile(r"[。；：！？，,;:!?]")


def join_title(text: str, passages: list[Passage]) -> list[Passage]:
    """The passages with a broken title as one; joined with nothing between, as the lines of a title are."""
    words = ["".join(text[a:b] for a, b in passage.pieces).strip() for passage in passages[: HEAD + LINES]]
    for first in range(min(HEAD, len(words) - 1)):
        if words[first].endswith(("：", ":", "。")):
            return passages
        if not BEGINS.search(words[first]) or NOUN.search(words[first]) or not _line(words[first]):
            continue
        for last in range(first + 1, min(first + LINES, len(words))):
            if not _line(words[last]) or passages[last].after_loss:
                break
            if NOUN.search(words[last]):
                return [*passages[:first], _joined(passages[first : last + 1]), *passages[last + 1 :]]
    return passages


def _line(words: str) -> bool:
    return (
        1 < len(words) <= LINE
        and not INNER.search(words)
        and enumerator_at(words, 0, len(words)) is None
        and not DATE.match(words)
        and not NUMBER.match(words.replace(" ", ""))
    )


def _joined(passages: list[Passage]) -> Passage:
    pieces = tuple(piece for passage in passages for piece in passage.pieces)
    joints: list[str] = []
    for passage in passages:
        joints += ["", *passage.joints] if joints or passage is not passages[0] else passage.joints
    return replace(passages[0], pieces=pieces, joints=tuple(joints), before_loss=passages[-1].before_loss)
