"""Running headers and footers: what recurs at the edges of pages, word for word or nearly so (OCR)."""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz.fuzz import ratio

from services.outline.model import FurnitureKind
from services.segmenter.furniture.span import FurnitureSpan
from services.segmenter.numbering import enumerator_at

LONGEST = 120  # code points of a running header
FEWEST = 2  # pages on which it must recur
SHARE = 0.5  # of the pages after the first
ALIKE = 85  # percent of the characters of both that an OCR program read alike: two errors in a line of 14
TITLE = 10  # code points: shorter first words may well come again

_BOTH_MARGINS = re.compile(r"\S(?: {4,}|\t+)\S")
_LINE = re.compile(r"[^\n]*")
_DIGITS = re.compile(r"[\d\s]+")


def find_running_text(text: str, pages: list[tuple[int, int]], head: bool) -> list[tuple[int, FurnitureSpan]]:
    """The running header (or footer) of each page that has one, with its page."""
    kind = FurnitureKind.RUNNING_HEADER if head else FurnitureKind.RUNNING_FOOTER
    stretches = _by_line(text, pages, head) if len(pages) > FEWEST else []
    if head:
        stretches = stretches or (_by_prefix(text, pages) if len(pages) > FEWEST else []) or _title_again(text, pages)
    return [(k, FurnitureSpan(a, b, kind)) for k, a, b in stretches]


def _edge_line(text: str, a: int, b: int, head: bool) -> tuple[int, int]:
    """The first (or last) line of a page that is not blank."""
    if head:
        while a < b and text[a].isspace():
            a += 1
        stop = text.find("\n", a, b)
        return a, (b if stop < 0 else stop)
    while b > a and text[b - 1].isspace():
        b -= 1
    return max(a, text.rfind("\n", a, b) + 1), b


def _by_line(text: str, pages: list[tuple[int, int]], head: bool) -> list[tuple[int, int, int]]:
    lines = [_edge_line(text, a, b, head) for a, b in pages]
    keys = [_key(text, a, b) if b - a <= LONGEST else "" for a, b in lines]
    spans: list[tuple[int, int, int]] = []
    for key, count in Counter(keys[1:]).most_common(3):
        if len(key) < 2 or count < FEWEST or not _recurs(count, len(pages)):
            continue
        for k, (a, b) in enumerate(lines):
            # On the first page the same words are the title itself, unless they stand at both margins.
            if (
                (k or not head or _BOTH_MARGINS.search(text, a, b))
                and b - a <= LONGEST
                and (keys[k] == key or _alike(keys[k], key))
            ):
                spans.append((k, a, b))
    return sorted(set(spans))


def _key(text: str, a: int, b: int) -> str:
    """What a line is compared by: its page number may change, but "第 13 條" and "第 16 條" are two articles."""
    if enumerator_at(text, a, b) is not None:
        return text[a:b]
    return _DIGITS.sub("", text[a:b])


def _by_prefix(text: str, pages: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Where line ends are lost: the longest beginning that most pages share, cut back to white space or to the
    title."""
    heads = []
    for a, b in pages:
        while a < b and text[a].isspace():
            a += 1
        heads.append((a, text[a : min(b, a + LONGEST)]))
    rest = [head for _, head in heads[1:] if head]
    if len(rest) < FEWEST:
        return []
    seeds = Counter(head[:8] for head in rest if len(head) >= 8)
    if not seeds:
        return []
    seed, count = seeds.most_common(1)[0]
    if count < FEWEST or not _recurs(count, len(pages)):
        return []
    alike = [head for head in rest if head.startswith(seed)]
    shared = alike[0]
    for head in alike[1:]:
        n = 0
        while n < min(len(head), len(shared)) and head[n] == shared[n]:
            n += 1
        shared = shared[:n]
    first = heads[0][1]
    common = 0
    while common < min(len(first), len(shared)) and first[common] == shared[common]:
        common += 1
    shared = _cut_back(shared, alike, common)
    if len(shared) < 4:
        return []
    return [(k, a, a + len(shared)) for k, (a, head) in enumerate(heads) if k and head.startswith(shared)]


def _cut_back(shared: str, alike: list[str], common: int) -> str:
    """Without what two pages share by chance after the header."""
    if all(len(head) == len(shared) or head[len(shared)].isspace() for head in alike):
        return shared
    space = max((n for n, c in enumerate(shared) if c.isspace()), default=-1)
    if space >= 4 and space >= common - 1:
        return shared[:space]
    return shared[:common] if common >= 4 else ""


def _title_again(text: str, pages: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The document's first words at the head of a later page, up to white space there: its title, even if only once.

    The title itself may be wrapped: "国务院办公厅关于调整领导小组组 成人员的通知" above, in one line on page 2.
    """
    spans = []
    first = _edge_line(text, *pages[0], head=True)
    title = text[slice(*first)].strip() if TITLE <= first[1] - first[0] <= LONGEST else ""
    for k, (a, b) in enumerate(pages[1:], 1):
        while a < b and text[a].isspace():
            a += 1
        line = text.find("\n", a, b)
        if title and line >= 0 and text[a:line].strip() == title:
            spans.append((k, a, line))
            continue
        end = next((n for n in range(a, min(b, a + LONGEST)) if text[n].isspace()), b)
        if end - a < TITLE or end - a > LONGEST:
            continue
        begins = "".join(text[pages[0][0] : min(pages[0][1], pages[0][0] + 3 * LONGEST)].split())
        if begins.startswith(text[a:end]) and text[end - 1] not in "。；！？，、":
            spans.append((k, a, end))
    return spans


def _recurs(count: int, pages: int) -> bool:
    return count >= SHARE * (pages - 1) or count >= 5


def _alike(key: str, other: str) -> bool:
    return ratio(key, other, score_cutoff=ALIKE) > 0
