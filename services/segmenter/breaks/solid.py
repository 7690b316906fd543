"""Paragraphs in text with no white space left: what the text itself counts, and where the model says that one ends.

Enumerators come first: one begins a paragraph when a sentence has ended before it and it goes on counting (or begins
to); citations ("依照第三条的规定") do neither. The head of the document is cut at its date, number, greeting and addressee.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.segmenter.breaks.likely_ends import Body, likely_ends
from services.segmenter.numbering import STYLES, Role, enumerator_at
from services.segmenter.passage import Passage
from services.segmenter.source_map import PAGE_BREAK

KANA = re.compile("[ぁ-ゖァ-ヶ]")
CLOSED = "。！？!?；;：:”’」』）)》〉…"
STRUCTURE = re.compile(r"[第笫][ ]?(?=[\d〇零○一二三四五六七八九十百千])")
COUNTING = re.compile(rf"(?<=[{CLOSED}])(?=[（(〔〇零○一二三四五六七八九十百①-⑳\d０-９甲乙丙丁首其再最第——●\-])")
INNER = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|(?<![\d.．])\d{1,2}[.．、](?!\d)"
)  # may stand right behind the heading above it
ALONE = re.compile(r"第\d{1,4}(?:-\d{1,2})?[條]")  # Taiwan's articles: the number has a line of its own
SIGNED = re.compile(
    r"(?<=[。！])[\u4e00-\u9fff、]{2,40}?[府厅院委部局办室会组社](?=((?:19|20)\d\d年\d{1,2}月\d{1,2}日)((?:[（(][此本].{2,20}[）)])?)$)|"
    r"(?<=[。！])[\u4e00-\u9fff、]{2,40}?[府厅院委部局办室会组社](?=((?:19|20)\d\d年\d{1,2}月\d{1,2}日)([（(][此本].{2,20}[）)]))"
)
CITED = set("依按照据據在至到与與及和或、，,对對的从從除因违違反本法有适適用《“（同前")
HEAD = 600  # code points at the head of a document
LONGEST_HEADING = 44
SKIPPED = 2
GREETING = re.compile(
    r"(?:尊敬的)?(?:各位[^。，：！]{1,20}[、，])*(?:同志们|同志們|各位代表|各位委员|各位同志|朋友们|女士们、先生们)[：:！]"
)
DATE = re.compile(r"[（(](?:19|20)\d\d年\d{1,2}月\d{1,2}日[）)]")
DAY = r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
HELD = re.compile(rf"(?:——|--|—|－－)(?={DAY}).{{10,60}}?[会會][议議]?上(?=[^，。])")  # "——2008年3月5日在…会议上"
ENACTED = r"(?:通过|修正|修订|公布|发布|施行|批准|实施|决定》|修正》|令第\d+号)"
HISTORY = re.compile(rf"{DAY}[^。；：]{{2,90}}?{ENACTED}(?={DAY}|第[一1]|[为根][了据]?|一、|自{DAY})")
TITLED = re.compile(rf"[^，。；：]{{2,60}}|.*{ENACTED}")  # what stands before the first chapter or article
TITLE_END = re.compile(
    r"(?:通知|意见|意見|决定|決定|批复|方案|复函|办法|报告|公告|令|讲话|講話|发言|致辞)"
    r"(?=[\u4e00-\u9fff]{2,8}[〔\[]\d{4}[〕\]]\d+号|"
    r"[\u4e00-\u9fffX×]{1,24}(?:书记|长|主任|总理|主席)[ ]?[\u4e00-\u9fff]{2,4}[（(])"
)
# A title that the text's only space ends: "关于表彰先进的决定 全县共有…".
SPACED_TITLE = re.compile(
    r"\s*[^\s。；！？：，]{4,50}(?:通知|意见|意見|决定|決定|批复|方案|办法|規定|规定|条例|报告|報告|公告|通告|通报|讲话|講話|发言|致辞|纪要|要点)[ \u3000]+"
)
NUMBER_END = re.compile(r"(?<=[〔\[]\d{4}[〕\]]\d号)|(?<=[〔\[]\d{4}[〕\]]\d\d号)|(?<=[〔\[]\d{4}[〕\]]\d\d\d号)")
ADDRESSEE_END = re.compile(r"(?:人民政府|机构|单位|部门|委员会|[省市县区部委局厅])：")


def split_solid(text: str, passages: list[Passage]) -> list[Passage]:
    """The passages, cut where paragraphs begin: where the text counts, and where the model finds an end likely."""
    asked = len(KANA.findall(text[:20_000])) * 20 < len(text[:20_000])  # the model has read Chinese only
    counts: dict[str, tuple[int, ...]] = {}
    bodies: list[Body] = []
    for n, (passage, edges) in enumerate(_over_edges(text, passages) if asked else [(one, []) for one in passages]):
        joined = passage.joined(text)
        if passage.after_loss:
            counts = {style: (-abs(last[0]),) for style, last in counts.items() if last}
        places = sorted(
            {*_starts(joined, counts), *_signature(joined), *(_head(joined) if n == 0 else ())} - {0, len(joined)}
        )
        bodies.append(Body(passage, joined, places, edges))
    more = likely_ends(bodies, text) if asked else [[] for _ in bodies]
    return [
        one
        for body, ends in zip(bodies, more, strict=True)
        for one in cut_passage(body.passage, sorted({*body.starts, *ends}))
    ]


def _over_edges(text: str, passages: list[Passage]) -> Iterator[tuple[Passage, list[int]]]:
    """Passages that only a page's edge parts as one, with the places of those edges in it."""
    k = 0
    while k < len(passages):
        pieces, joints = list(passages[k].pieces), list(passages[k].joints)
        edges, size = [], _size(passages[k])
        last = k
        while last + 1 < len(passages) and not passages[last].before_loss and not passages[last + 1].after_loss:
            between = text[passages[last].end : passages[last + 1].start]
            if PAGE_BREAK not in between or "\n" in between:
                break
            last += 1
            edges.append(size)
            size += _size(passages[last])
            pieces += passages[last].pieces
            joints += ["", *passages[last].joints]
        yield Passage(tuple(pieces), tuple(joints), passages[k].after_loss, passages[last].before_loss), edges
        k = last + 1


def cut_passage(passage: Passage, places: list[int]) -> list[Passage]:
    """The passage cut at `places`, code points of its joined text, in order."""
    out: list[Passage] = []
    pieces: list[tuple[int, int]] = []
    joints: list[str] = []
    at, k = 0, 0
    for n, (a, b) in enumerate(passage.pieces):
        if n:
            at += len(passage.joints[n - 1])
            if pieces:
                joints.append(passage.joints[n - 1])
        while k < len(places) and places[k] < at + b - a:
            cut = a + max(places[k] - at, 0)
            if cut > a:
                pieces.append((a, cut))
            elif pieces:
                joints.pop()  # the cut stands between two pieces
            if pieces:
                out.append(Passage(tuple(pieces), tuple(joints), passage.after_loss and not out))
                pieces, joints = [], []
            at, a, k = at + cut - a, cut, k + 1
        pieces.append((a, b))
        at += b - a
    out.append(Passage(tuple(pieces), tuple(joints), passage.after_loss and not out, passage.before_loss))
    return out


def _size(passage: Passage) -> int:
    return sum(b - a for a, b in passage.pieces) + sum(map(len, passage.joints))


def _head(text: str) -> Iterator[int]:
    head = text[:HEAD]
    for pattern in (GREETING, DATE, HELD):
        if (match := pattern.search(head)) is not None:
            yield match.start()
            yield match.end()
    for match in HISTORY.finditer(head):
        yield match.start()
        yield match.end()
    for match in TITLE_END.finditer(head):
        yield match.end()
        break
    if (title := SPACED_TITLE.match(head)) is not None:
        yield title.end()
    if (number := NUMBER_END.search(head)) is not None:
        yield number.start()
        if (addressee := ADDRESSEE_END.search(head, number.start())) is not None:
            yield addressee.end()


def _signature(text: str) -> Iterator[int]:
    """Around who signs and when: "国务院办公厅", "2018年12月26日", "（此件公开发布）"."""
    for match in SIGNED.finditer(text):
        yield match.start()
        yield match.end()
        first = 1 if match[1] else 3
        yield match.end(first)
        yield match.end(first + 1)


def _starts(text: str, counts: dict[str, tuple[int, ...]]) -> Iterator[int]:
    """Where enumerated paragraphs begin, in order; `counts` remembers the last number of each style."""
    candidates = sorted({0} | {m.start() for pattern in (STRUCTURE, COUNTING, INNER) for m in pattern.finditer(text)})
    begun = 0  # where the paragraph that is open begins
    heading = False  # whether it is a heading so far
    in_article = False
    for at in candidates:
        enumerator = enumerator_at(text, at, min(len(text), at + 80))
        if enumerator is None:
            heading = heading and at - begun <= LONGEST_HEADING and not _stopped(text, begun, at)
            continue
        style = STYLES[enumerator.style]
        closed = at == 0 or text[at - 1] in CLOSED
        strong = style.role in (Role.HEADING, Role.ARTICLE)
        titled = heading and at - begun <= LONGEST_HEADING and not _stopped(text, begun, at)
        titled = titled and not (in_article and text[at - 1] in CITED)  # "第二条依照第一条…", but "第二章办法第五条"
        first = (
            strong
            and not begun
            and enumerator.ordinal == (1,)
            and at < HEAD
            and TITLED.fullmatch(text, 0, at) is not None
        )
        if not (closed or titled or first or (strong and text[at - 1] not in CITED)):
            continue
        if style.role is Role.DASH:
            if at and text[at - 1] in "。：；":
                begun, heading = at, False
                yield at
            continue
        if style.inner:
            continue
        skip = SKIPPED if at and text[at - 1] in "。；！？" else 0
        if not _counts_on(enumerator.ordinal, counts.get(enumerator.style), strong, skip):
            continue
        if (
            strong
            and not closed
            and not titled
            and not first
            and style.role is Role.HEADING
            and at - begun > LONGEST_HEADING
            and at
        ):
            continue
        counts[enumerator.style] = enumerator.ordinal
        begun, heading = at, style.role in (Role.HEADING, Role.EITHER, Role.ARTICLE)
        in_article = style.role is Role.ARTICLE
        yield at
        if style.role is Role.ARTICLE and (alone := ALONE.match(text, at)) is not None:
            yield alone.end()


def _stopped(text: str, begin: int, end: int) -> bool:
    return any(c in "。；！？" for c in text[begin:end])


def _counts_on(ordinal: tuple[int, ...], last: tuple[int, ...] | None, strong: bool, skip: int) -> bool:
    """Whether the number goes on counting, or begins to. Behind a lost page (a negative last number) it may skip.

    `skip`: how many numbers may have been missed or misread before it.
    """
    if not ordinal:
        return True
    if last is None:
        return ordinal[-1] == 1 or strong
    if last[0] < 0:
        return ordinal[0] > -last[0] or ordinal[-1] == 1
    return (
        (len(ordinal) == 1 and last[0] < ordinal[0] <= last[0] + 1 + skip)
        or ordinal == (1,)
        or (len(ordinal) > 1 and ordinal > last)
    )
