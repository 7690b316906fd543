"""Paragraphs of a Japanese law in text with no white space left: its articles, paragraphs and items count themselves.

    …行わなければならない。２前項の許可は、…。第十一条（許可の取消）市長は、次の各号の…。一…とき。二…

Each mark must be the next one of its series: 第十条 after 第九条 (or 第九条の二), ２ in the article that has its first
paragraph, 二 in the list that has 一. A citation ("第十条第四項の基準") is hardly ever that, and is followed by a particle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from services.outline.model import Enumerator
from services.segmenter.breaks.solid import cut_passage
from services.segmenter.entries import Entry
from services.segmenter.japanese import ARTICLE, BRANCH, RANGE, H, caption_end
from services.segmenter.numbering import STYLES, numerals
from services.segmenter.numbering.ordinals import follows
from services.segmenter.passage import Passage

FEWEST = 2  # articles that make a law
LONGEST_TITLE = 40  # code points of a chapter's title
CLOSED = "。）)」』"
MARK = re.compile(
    rf"(?P<part>第{H}{{1,4}}[編章節款目]{BRANCH})|(?P<article>{ARTICLE})|(?P<clause>[０-９]{{1,2}}|(?<=。)\d{{1,2}})"
    rf"|(?P<item>{H}+{BRANCH})|(?P<iroha>(?<![ァ-ヶ])[{numerals.IROHA}](?![ァ-ヶー]))"
)
CLAUSE = re.compile(rf"第(?:{H}|\d){{1,4}}[項号]")
PARTICLES = set("のにをはがとかで、。又及若並から")
COUNTED = set("条項号章節款目年月日人名以分倍回種級等部つ箇個歳円般体定切時致方連律括者割次階の、又及若に％")
NEVER_ITEMS = set("条項号章般部定切方の、又及若に")
REACH = 800  # code points of a paragraph that are looked back at for what announces a list
NOT_ALONE = set("統同唯単均随第前各数")
ANNOUNCED = re.compile(r"(?:次の|次に|左の|左に|掲げる|各号|いずれか|ごとに|当該各)")
ABOVE = re.compile(rf"(?:^|[。）)])[（(][^（()）。]{{1,30}}[）)]{ARTICLE}")
BEHIND = re.compile(rf"{ARTICLE}[（(][^（()）。]{{1,30}}[）)]")


@dataclass(slots=True)
class _Count:
    """The last mark of each open series; `after_loss`: pages are lost since, and numbers may skip."""

    article: tuple[int, ...] = ()
    clause: int = 1
    item: tuple[int, ...] = ()
    iroha: int = 0
    parts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    after_loss: bool = False
    before: str = ""  # the last paragraph of the passage before, where a page ends between


def is_japanese_law(text: str) -> bool:
    """Whether there are articles to go by."""
    return len(re.findall(rf"(?:^|[。）)]){ARTICLE}", text)) >= FEWEST


def split_japanese(text: str, passages: list[Passage]) -> list[Passage]:
    """The passages of a law, cut where articles, paragraphs and items begin, and behind an article's caption."""
    behind = len(BEHIND.findall(text)) > len(ABOVE.findall(text))
    count = _Count()
    out: list[Passage] = []
    for passage in passages:
        joined = passage.joined(text)
        count.after_loss = count.after_loss or passage.after_loss
        places = sorted(set(_places(joined, count, behind)) - {0, len(joined)})
        out += cut_passage(passage, places)
        count.before = joined[max(places[-1] if places else 0, len(joined) - REACH) :]
    return out


def _places(text: str, count: _Count, behind: bool) -> list[int]:
    places: list[int] = []
    heading = False  # a chapter's title is open: what comes next begins without a stop before it
    for mark in MARK.finditer(text):
        at = mark.start()
        if places and at < places[-1]:
            continue
        titled = heading and at - places[-1] <= LONGEST_TITLE if places else at <= LONGEST_TITLE
        closed = at == 0 or text[at - 1] in CLOSED
        if mark["part"]:
            if (closed or titled) and _counts_on(count.parts.get(mark["part"][-1], ()), mark["part"], count):
                count.parts[mark["part"][-1]] = _ordinal(mark["part"])
                places.append(at)
                heading = True
        elif mark["article"]:
            found = _article(text, mark, closed, titled, count, behind)
            if found:
                places += found
                heading = False
        elif mark["clause"] and _clause(text, mark, closed, count):
            places.append(at)
        elif mark["item"]:
            if _item(text, mark, closed, count, places[-1] if places else 0):
                places.append(at)
        elif mark["iroha"] and _iroha(text, mark, closed, count):
            places.append(at)
    return places


def _ordinal(mark: str) -> tuple[int, ...]:
    return tuple(numerals.number(part.strip("第条編章節款目")) for part in mark.split("の"))


def _counts_on(last: tuple[int, ...], mark: str, count: _Count) -> bool:
    return not last or _next(last, _ordinal(mark)) or count.after_loss or _ordinal(mark) == (1,)


def _next(last: tuple[int, ...], now: tuple[int, ...]) -> bool:
    """第四条 or 第三条の二 after 第三条; 第四条 or 第三条の三 after 第三条の二; anything after nothing."""
    return not last or follows(last, now, first=2)


def _article(text: str, mark: re.Match[str], closed: bool, titled: bool, count: _Count, behind: bool) -> list[int]:
    """Where an article begins and where its heading ends, or nothing."""
    at, end = mark.span()
    now = _ordinal(mark["article"])
    reach = RANGE.match(text, end)
    stop = caption_end(text, end) if text[end : end + 1] in ("（", "(") else 0
    captioned = behind and stop > 0 and text[stop : stop + 1] not in PARTICLES and not CLAUSE.match(text, stop)
    after_loss = count.after_loss and (not count.article or now > count.article)
    if not (_next(count.article, now) or after_loss):
        return []
    if reach is not None and (closed or titled):
        now, stop = _ordinal(reach[0].lstrip("から及び、").removesuffix("まで")), reach.end()
    elif not captioned and not (
        (closed or titled or count.item) and text[end : end + 1] not in PARTICLES and not CLAUSE.match(text, end)
    ):
        return []
    count.article, count.clause, count.item, count.iroha, count.after_loss = now, 1, (), 0, False
    if not behind:
        opened = text.rfind("（", max(0, at - 40), at)
        above = opened >= 0 and caption_end(text, opened) == at and (opened == 0 or text[opened - 1] in CLOSED)
        return [opened, at] if above else [at]
    return [at, stop if captioned or reach is not None else end]


def _clause(text: str, mark: re.Match[str], closed: bool, count: _Count) -> bool:
    number = numerals.digits(mark["clause"])
    follows = number == count.clause + 1 or (count.after_loss and closed and number > count.clause)
    if not follows or text[mark.end() : mark.end() + 1] in "条項号章年月日人" or not (closed or count.item):
        return False
    count.clause, count.item, count.iroha = number, (), 0
    return True


def _item(text: str, mark: re.Match[str], closed: bool, count: _Count, begun: int) -> bool:
    """Whether an item begins; the first one in a paragraph, begun at `begun`, that announces a list."""
    at, whole, after = mark.start(), mark["item"], text[mark.end() : mark.end() + 1]
    now = _ordinal(whole)
    if "の" not in whole and after in (NEVER_ITEMS if closed else COUNTED):
        return False
    if not count.item:
        announced = ANNOUNCED.search(text, max(begun, at - REACH), at) or (not begun and ANNOUNCED.search(count.before))
        if not closed or now != (1,) or not announced:
            return False
    elif not _next(count.item, now) or (not closed and text[at - 1 : at] in NOT_ALONE):
        return False
    count.item, count.iroha = now, 0
    return True


def _iroha(text: str, mark: re.Match[str], closed: bool, count: _Count) -> bool:
    at, value = mark.start(), numerals.iroha(mark["iroha"])
    if value != count.iroha + 1 or text[mark.end() : mark.end() + 1] in PARTICLES or text[at - 1 : at] in "号項第又":
        return False
    if value == 1 and not ANNOUNCED.search(text, max(0, at - 80), at):
        return False
    count.iroha = value
    return True


def number_items(entries: list[Entry]) -> None:
    """Give items without white space behind their numerals their enumerators: "一本邦外から出発して…"."""
    items = next(style for style in STYLES if style.unit == "item")
    pattern = re.compile(items.inline)
    last: tuple[int, ...] = ()
    for entry in entries:
        if entry.enumerator is not None:
            last = () if STYLES[entry.enumerator.style].rank < items.rank else last
        elif (match := pattern.match(entry.text)) is not None:
            now = items.ordinal(match) or ()
            if now == (1,) or (last and (now == (*last, 2) or now > last)):
                entry.enumerator, last = Enumerator(items.name, now, match[0]), now
