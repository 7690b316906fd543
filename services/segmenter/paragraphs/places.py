"""Where a paragraph may begin: every place that is weighed, and the enumerators that stand there."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from services.outline.model import Enumerator
from services.segmenter.numbering import STYLES
from services.segmenter.numbering.loose import loose_enumerator
from services.segmenter.paragraphs.likely import LEAST, HeadingEnds, find_heading_ends
from services.segmenter.weighing.glyphs import Ints

BLANK = r"\s\x1d\u200b\ufeff\u200e"
GAP = re.compile(rf"[{BLANK}]+")
SENTENCE = re.compile(r"[。！？!?；;：:…]+[”’\"'」』）)】\]〉》]*")
TITLE_NOUN = re.compile(
    r"(?:通知|意[见見]|[办辦]法|批复|函|[决決]定|[报報]告|[条條]例|[规規]定|方案|[规規][划劃]|[纲綱]要|[细細][则則]|[规規][则則]|[讲講][话話]|公告|通告|令|[预預]案|制度|要点|要點|总结|建议|[号號]|日|[）)\]】》]|议程)"
)
DATE = re.compile(
    r"(?:[12]\d{3}|[一二][〇○零一二三四五六七八九OＯ]{3})\s?年\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?月(?:\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日)?"
)
ADDRESS = re.compile(r"(?:各|尊敬的|同志们|同志們|同志|同學|女士们)[^。；\n]{0,90}?[：:]")
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,10}\s?[〔\[（(【［]\s?[12]\d{3}\s?[〕\]）)】］]\s?第?\s?\d{1,4}\s?[号號]|[（(]?[\u4e00-\u9fff]{2,8}[12]\d{3}年第\d+[号號]|第\s?\d{2,4}\s?[号號]"
)
TAG = re.compile(r"</?\w[^<>]{0,80}>")
# Numbers that stand in the middle of a line.
INSIDE = re.compile(
    r"(?<![第（(〔〇零一二三四五六七八九十百])(?:[第笫][ \u3000]?[〇零一二三四五六七八九十百\d]{1,5}[ \u3000]?(?:[编編章节節条條]|部分)|第?[一二三四五六七八九十]{1,3}(?=[、，,.．：:是要])|首先(?=[，：])|其次(?=[，：])|问题[一二三四五六七八九十])"
    r"|[（(〔][ \u3000]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z])[ \u3000]?[）)〕]|(?<![\d.．\-/第年月（([〔%A-Za-z])\d{1,2}(?:[.．]\d{1,2}){0,3}[、.．）)]?(?=[ \u3000]?[\u3400-\u9fff“《（A-Z])|[①-⓿㈠-㈩⑴-⒛]|[壹贰貳叁參肆伍陆陸柒捌玖拾]{1,2}、|(?<=[。；：）\s])[●•■◆▪▲►○◇※★]"
    r"|(?<=[.;:)] )(?:\([a-zA-Z0-9]{1,4}\)|\d{1,2}\.)|(?<![A-Za-z])(?:Sec(?:tion|\.)|SEC(?:TION|\.)|Article|ARTICLE|Chapter|CHAPTER|Part|PART)\s+[\dIVXA-Z]"
)
# The noun with which a title-like run-in heading ends.
HEADING_NOUN = re.compile(
    r"(?:目的|依据|依據|范围|範圍|原则|原則|总则|總則|附则|附則|要求|步骤|小组|意义|情况|目标|任务|措施|机构|职责|体系|内容|方式|时间|思想|意识|短板|差距|回顾|建设|工作|保障|监督|管理|主题|对象|安排|形式|地点|问题|方法|组织|领导|标准|分级|启动|响应|程序|流程|重点|成效|打算|经验)(?=[\u4e00-\u9fff])"
)
BROKEN = re.compile(r"[，。；：！？,;\n]")
HEAD = 1600  # code points at the head in which title nouns end a line
FRONT = 2500  # code points at the head in which addressees and numbers stand
AGAIN = 7  # characters by which a line is known again
REACH = 34  # code points from an enumerator to the noun that ends its heading
LONGEST_ENUMERATOR = 40

# Why a place is weighed; the bits of `Places.why`.
WHITE, ENDED, NUMBERED, NOUNED, DATED, ADDRESSED, NUMBERED_DOCUMENT, REPEATED, TAGGED, HEADED, RULED = (
    1 << k for k in range(11)
)


@dataclass(frozen=True, slots=True)
class Places:
    """`starts[n]`: where piece n begins, `ends[n]`: where its last printed character stands + 1; `why`: bits.

    The first piece begins with the text. `enumerators`: index of a piece → what numbers it.
    """

    starts: Ints
    ends: Ints
    why: Ints
    enumerators: dict[int, Enumerator]
    heading_ends: HeadingEnds | None = None  # None: not a text of Chinese characters


def find_places(text: str, ruled: tuple[int, ...] = ()) -> Places:
    """All places of a text. `ruled`: where the rules begin a block; they are weighed as well."""
    n = len(text)
    why: dict[int, int] = {}
    ends: dict[int, int] = {}
    head = len(text) - len(text.lstrip(" \t\r\n\f\x1d\u3000\xa0\u200b\ufeff\u200e"))
    spaced = _latin(text)
    for m in GAP.finditer(text):
        a, b = m.span()
        if a > 0 and b < n and not (spaced and b - a == 1 and text[a] == " " and _idle(text, a)):
            why[b], ends[b] = WHITE, a

    def add(at: int, reason: int) -> None:
        if head < at < n:
            if at in why:
                why[at] |= reason
            elif not text[at].isspace() and not text[at - 1].isspace() and text[at - 1] != "\x1d":
                why[at], ends[at] = reason, at

    for m in SENTENCE.finditer(text):
        add(m.end(), ENDED)
    if not spaced:
        for m in INSIDE.finditer(text):
            add(m.start(), NUMBERED)
    else:
        for m in INSIDE.finditer(text):
            if text[m.start() - 1 : m.start()].isspace():
                why.setdefault(m.start(), NUMBERED)
                ends.setdefault(m.start(), len(text[: m.start()].rstrip()))
    front = text[:FRONT]
    for m in TITLE_NOUN.finditer(front, 0, HEAD):
        add(m.end(), NOUNED)
    for m in DATE.finditer(text):
        add(m.start(), DATED)
        add(m.end(), DATED)
    for m in ADDRESS.finditer(front):
        add(m.start(), ADDRESSED)
    for m in NUMBER.finditer(front):
        add(m.start(), NUMBERED_DOCUMENT)
    if "<" in text:
        for m in TAG.finditer(text):
            add(m.start(), TAGGED)
            add(m.end(), TAGGED)
    _add_repeated(front, add)
    for at in ruled:
        if head < at < n and at not in why and not text[at].isspace():
            why[at], ends[at] = RULED, len(text[:at].rstrip()) if text[at - 1].isspace() else at
    enumerators: dict[int, Enumerator] = {}
    for at in [head, *list(why)]:
        if at >= n or not STYLES.begins_at(text, at):
            continue
        found = loose_enumerator(text, at, min(n, at + LONGEST_ENUMERATOR))
        if found is None:
            continue
        enumerators[at] = found
        begin = at + len(found.literal)
        for _ in range(2):
            noun = HEADING_NOUN.search(text, max(at + 2, begin), min(n, at + REACH))
            if noun is None or BROKEN.search(text, at + len(found.literal), noun.end()):
                break
            add(noun.end(), HEADED)
            begin = noun.end()
    heading_ends = None if spaced else find_heading_ends(text, enumerators)
    if heading_ends is not None:
        for end, odds, _ in heading_ends.ends.values():
            if end > 0 and odds > LEAST:
                add(end, HEADED)
    order = sorted(why)
    index = {at: k + 1 for k, at in enumerate(order)}
    index[head] = 0
    starts = np.array([head, *order], np.int32)
    stops = np.array(
        [*(ends[at] for at in order), len(text.rstrip(" \t\r\n\f\x1d\u3000\xa0\u200b\ufeff\u200e"))], np.int32
    )
    return Places(
        starts,
        np.maximum(stops, starts),
        np.array([WHITE, *(why[at] for at in order)], np.int32),
        {index[at]: found for at, found in enumerators.items() if at in index},
        heading_ends,
    )


def _latin(text: str) -> bool:
    sample = text[:4000]
    return len(sample.encode("ascii", "ignore")) > 0.75 * len(sample)


def _idle(text: str, at: int) -> bool:
    """A space between two words of a Latin line."""
    before, after = text[at - 1], text[at + 1]
    return before not in ".:;!?)]\"'”’" and not (after in "([§•●■-—" or (after.isdigit() and not before.isalnum()))


def _add_repeated(front: str, add: object) -> None:
    """Where the beginning of an earlier line comes again: copies of a title."""
    seen: set[str] = set()
    for m in re.finditer(rf"(?:^|\n|\s{{2,}})\s*([^\s]{{{AGAIN}}})", front[:HEAD]):
        key = m[1]
        if key in seen:
            continue
        seen.add(key)
        at = front.find(key, m.start(1) + AGAIN)
        while at >= 0:
            add(at, REPEATED)  # type: ignore[operator]
            at = front.find(key, at + AGAIN)


def piece_of(places: Places, at: int) -> int:
    """Index of the piece that holds place `at`."""
    return max(0, bisect_right(places.starts, at) - 1)
