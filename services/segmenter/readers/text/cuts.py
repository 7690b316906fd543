"""Fixed cuts: a preview site's pieces of equal length with a counter in front, "7、、抓落实…".

The counter runs 1..k and what lies between two counters is always equally long; that is what tells "7、" from the number
of a seventh point.
"""

from __future__ import annotations

import re
from collections import Counter

from services.segmenter.paged_text import Mark, PageBoundary, PagedText

PREFIX = re.compile(
    r"^[ \t]*(?P<mark>(?P<open>[\[【〔(（<《#＃=\-—*]{0,4}[ \t]?(?:第|[Pp]age |[Pp]\.?)?[ \t]?)(?P<number>\d{1,5})"
    r"(?P<close>[ \t]?(?:[页頁段][ \t]?)?[\]】〕)）>》=\-—*:：、.．,，|]{0,4}))",
    re.MULTILINE,
)
ONLY = re.compile(r"\s*(1[、.]\s?)(?=\S)")
AGAIN = re.compile(r"(?<![\d.])2[、.．](?!\d)")
FIRST = re.compile(r"(?<![\d.])1[、.．](?!\d)")
SLACK = 2  # code points by which two cuts may differ
ODD = 0.3  # of its length by which an odd piece may differ, and of the pieces that may be odd


def read_cuts(text: str) -> PagedText | None:
    """The cuts of `text`, each from its counter to the next one."""
    dresses = Counter(
        (match["open"], match["close"]) for match in PREFIX.finditer(text) if match["open"] or match["close"]
    )
    for (front, back), count in dresses.most_common(8):
        if count < 2:
            break
        mark = re.compile(rf"^[ \t]*{re.escape(front)}(\d{{1,5}}){re.escape(back)}", re.MULTILINE)
        if (dump := _cut_by(text, mark)) is not None:
            return dump
    return _only_cut(text)


def _only_cut(text: str) -> PagedText | None:
    """A preview of one piece: "1、" before a line that is all there is, with no 2 that another 1 does not lead up to."""
    match = ONLY.match(text)
    if match is None or "\n" in text.strip():
        return None
    again, first = AGAIN.search(text), FIRST.search(text, match.end())
    if again is not None and (first is None or first.start() > again.start()):
        return None
    return PagedText(text, ((0, len(text)),), (Mark(match.start(1), match.end(1), 1),), PageBoundary.CUT)


def _cut_by(text: str, mark: re.Pattern[str]) -> PagedText | None:
    found = [(one.start(), one.end(), int(one[1])) for one in mark.finditer(text)]
    if not found or found[0][2] != 1 or found[0][0] > len(text) - len(text.lstrip("\n\r \t")):
        return None
    if any(text[end : end + 1] in ("\n", "\r") for _, end, _ in found[:2]):
        return None  # marks on lines of their own: marked pages
    length = _usual(text, found)
    chain = _chain(text, found, length)
    if len(chain) < 2 or length < 20:
        return None
    tail = len(text.rstrip("\n")) - chain[-1][1]
    # With two pieces there is only one length to go by: the first is full, so the rest must not dwarf it,
    # and the boundary must stand where nobody would end a paragraph.
    if tail > 2 * length + SLACK or (len(chain) == 2 and not _torn(text, chain[1])):
        return None
    if all(text[end : end + 1] == " " for _, end in chain):  # "7. " is the mark, not the cut's own first space
        chain = [(start, end + 1) for start, end in chain]
    ends = [*(_seam(text, start) for start, _ in chain[1:]), len(text)]
    pages = tuple((start, end) for (start, _), end in zip(chain, ends, strict=True))
    pages = ((0, pages[0][1]), *pages[1:])
    marks = tuple(Mark(start, end, n + 1) for n, (start, end) in enumerate(chain))
    return PagedText(text, pages, marks, PageBoundary.CUT)


def _usual(text: str, found: list[tuple[int, int, int]]) -> int:
    """The length of a full piece: the most common distance from a mark to one that counts on, in code points."""
    reached: dict[int, list[int]] = {}
    distances: Counter[int] = Counter()
    for start, end, number in found:
        for before in reached.get(number - 1, [])[-4:]:
            distances[_seam(text, start) - before] += 1
        reached.setdefault(number, []).append(end)
    if not distances:
        return 0
    return max(distances, key=lambda n: (sum(distances[n + d] for d in range(-SLACK, SLACK + 1)), distances[n], -n))


def _chain(text: str, found: list[tuple[int, int, int]], length: int) -> list[tuple[int, int]]:
    """Marks 1, 2, 3, … each a piece behind the one before; now and then a piece may be odd:
    characters were lost in it.
    """
    chain = [(found[0][0], found[0][1])]
    odd = 0
    by_number: dict[int, list[tuple[int, int, int]]] = {}
    for one in found:
        by_number.setdefault(one[2], []).append(one)
    while True:
        nexts = [one for one in by_number.get(len(chain) + 1, []) if one[0] > chain[-1][0]]
        off = {one: abs(_seam(text, one[0]) - chain[-1][1] - length) for one in nexts}
        best = min(nexts, key=off.__getitem__, default=None)
        if best is None:
            return chain
        if off[best] > SLACK:
            odd += 1
            if off[best] > ODD * length or odd > max(1, ODD * len(chain)) or not _torn(text, best[:2]):
                return chain
        chain.append(best[:2])


def _seam(text: str, mark: int) -> int:
    """Where the piece before a mark ends: without its line end."""
    return mark - 2 if text[mark - 2 : mark] == "\r\n" else mark - 1


def _torn(text: str, mark: tuple[int, int]) -> bool:
    """Whether the text is torn at a mark: no sentence ends before it, or what follows cannot begin one."""
    before = text[: mark[0]].rstrip()[-1:]
    after = text[mark[1] : mark[1] + 1]
    return before not in "。！？!?.；;：:”’）)" or after in "，。、；：,;.！？）)”’" or after.islower()
