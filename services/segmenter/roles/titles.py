"""What is glued to a title, taken from it: a copy or a label before it, the document's number behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from services.outline.model import MetaRole
from services.segmenter.entries import Entry
from services.segmenter.passage import Passage

# …的通知国发〔2031〕56号  /  …令第512号
NUMBER = re.compile(
    r"(?:[\u4e00-\u9fff]{1,8}\s?[〔\[（(【［]\s?[12]\d{3}\s?[〕\]）)】］]\s?第?\s?\d{1,4}\s?[号號]|第\s?\d{1,4}\s?[号號])$"
)
# 标题：…  /  编号：608274315…  /  4乡镇年度…
LABEL = re.compile(r"\s*(?:编号[：:]\s?\d+|[\u4e00-\u9fff]{2,4}[：:]|\d{1,2}(?=[\u4e00-\u9fff])(?!\d|[年月日]))\s*")
SHORTEST = 6  # letters of a title that is left, or of a copy
BETWEEN = 8  # letters that may stand between two copies


def bare_title(text: str) -> tuple[int, int, int]:
    """Where the title begins and ends, and where its number begins (the length of the text where it has none).

    >>> bare_title("渡口安全检查方案渡口安全检查方案")
    (8, 16, 16)
    >>> bare_title("关于做好渡口检查的通知清政发〔2031〕12号")
    (0, 11, 11)
    """
    number = NUMBER.search(text)
    end = begin = len(text)
    if number is not None and number.start() >= SHORTEST:
        end = begin = number.start()
    places = [k for k, char in enumerate(text[:end]) if not char.isspace()]
    letters = "".join(text[k] for k in places)
    start = 0
    for size in range(len(letters) // 2, SHORTEST - 1, -1):
        if len(letters) - 2 * size > BETWEEN:
            break
        if letters.endswith(letters[:size]):
            start = places[len(letters) - size]
            break
    label = LABEL.match(text, start, end)
    if label is not None and end - label.end() >= SHORTEST:
        start = label.end()
    return start, end, begin


def without_glue(entry: Entry) -> tuple[list[Entry], list[tuple[int, int]]]:
    """A title's entry as the title and its number, and the stretches that are neither."""
    start, end, begin = bare_title(entry.text)
    if start == 0 and end == len(entry.text):
        return [entry], []
    before = _cut(entry.text, entry.passage, 0, start)
    title = _cut(entry.text, entry.passage, start, end)
    number = _cut(entry.text, entry.passage, begin, len(entry.text))
    if title is None:
        return [entry], []
    if number is not None:
        title = replace(title, before_loss=False)
    if before is not None and number is None:
        title = replace(title, before_loss=entry.passage.before_loss)
    entries = [replace(entry, passage=title, text=entry.text[start:end].strip())]
    if number is not None:
        entries.append(
            replace(
                entry,
                passage=replace(number, after_loss=False),
                text=entry.text[begin:].strip(),
                meta=MetaRole.DOCUMENT_NUMBER,
            )
        )
    return entries, list(before.pieces) if before is not None else []


def _cut(text: str, passage: Passage, start: int, stop: int) -> Passage | None:
    """Characters `start` to `stop` of the passage's text, without white space at the ends; None: there are none."""
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start >= stop:
        return None
    pieces: list[tuple[int, int]] = []
    joints: list[str] = []
    at = 0
    for n, (a, b) in enumerate(passage.pieces):
        first, last = max(start - at, 0), min(stop - at, b - a)
        if first < last:
            if pieces:
                joints.append(passage.joints[n - 1])
            pieces.append((a + first, a + last))
        at += b - a + (len(passage.joints[n]) if n < len(passage.joints) else 0)
    return Passage(tuple(pieces), tuple(joints), passage.after_loss, passage.before_loss)
