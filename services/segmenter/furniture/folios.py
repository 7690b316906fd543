"""Printed page numbers: at the edges of pages, or inside running text that has no pages of its own.

A number is a folio because of its company: the same dress on nearly every page, longest_increasing_chain, one a page.
In running text
the distance between two of them is about a page, however many pages are lost between.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from services.outline.model import FurnitureKind
from services.segmenter.furniture.span import FurnitureSpan
from services.segmenter.numbering import numerals
from services.segmenter.page_number_lines import PAGE_NUMBER_FORMATS, longest_increasing_chain

TAIL = 48  # code points at a page's edge in which a folio is looked for
SAME = 12  # code points at the heads of two pages that are the same, number and all
MOST = 0.6  # share of pages that must carry the folio
LONE = ("dash", "dashes", "words", "page")  # dresses that one folio alone may wear
NEAREST = 80  # code points between two folios in running text
NEAREST_LINES = 20  # the same where each is dressed and stands on a line of its own: pages of slides are short
# From here to FIRST_PAGES: with 0.6 or 1.5 times the value at most 2 of 346 documents of the benchmark come out
# otherwise.
ALONE = 1.2  # what a number on a line of its own counts; one that stands beside text counts 1
EXACT = 0.5  # for a number that grows exactly as the pages do
PER_LOST = 0.02  # against each lost page: a chain of many numbers wins over one of few that leaps
BACK = 60  # candidates that are looked back at; each page has at most four
LARGEST_LOSS = 60  # pages in one loss: more is another numbering
SHORT_PAGE, LONG_PAGE = 0.2, 3.5  # times the usual distance of two folios: beyond, one of them is no folio
ODD_SHARE = 0.25  # of the distances that may be so
LONGEST_PAGE = 6000  # code points: no printed page holds more
FIRST_PAGES = 4  # pages before the first folio
USUAL_PAGE = 600  # code points; a full page of the official layout has 22 lines of 28
MOST_LOST = 12  # printed pages a surviving page, on the whole
NUMBERED = re.compile(r"(?:第|No\.|Sec\.|Section|Article|Chapter|Part|Rule|Table|Figure)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number at a page's edge, on the page `page` (counted from 0)."""

    page: int
    number: int
    start: int
    end: int
    alone: bool  # on a line of its own


NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
EDGES = " \n\t\r\u3000\f-—–―─－·•∙.~～[]【】〔〕<>＜＞|｜/／"
BEFORE = frozenset(EDGES + "第pPeEgG") | {""}
BEHIND = frozenset(EDGES + "页頁共") | {""}
# "(3)" is a point in running text; "第 3 條" is an article, and not the page number 3.
_TOKENS = tuple(
    (name, re.compile(rf"(?<![^\s]){dress}(?=\s|\Z)" + (r"(?!\s?[条條章节節项項款编編])" if name == "bare" else "")))
    for name, dress in PAGE_NUMBER_FORMATS
)
# Glued to the word before it, "工作责-1 任": only in a dress, and not "表-1 ", which is the table 1.
_GLUED = tuple(
    (name, re.compile(rf"(?<=[\u3400-\u9fff，。；：、！？”）》])(?<![图圖表附式例第号號]){dress}(?=\s|\Z)"))
    for name, dress in PAGE_NUMBER_FORMATS
    if name != "bare"
)
_TAILS = tuple((name, re.compile(rf"(?:^|(?<=[\s\S])){dress}\s*\Z")) for name, dress in PAGE_NUMBER_FORMATS)
_HEADS = tuple((name, re.compile(rf"\s*{dress}")) for name, dress in PAGE_NUMBER_FORMATS)
# Of a preface: only between dashes, where no word stands.
_ROMAN = r"[-—–―─－·]\s?([ivxl]{1,7}|[IVXL]{1,7})\s?[-—–―─－·]"
_ROMAN_LINE = re.compile(rf"^[ \t\u3000]*{_ROMAN}(?=[ \t\u3000\r]*$)", re.MULTILINE)
_TAILS += (("roman", re.compile(rf"(?:^|(?<=[\s\S])){_ROMAN}\s*\Z")),)
_HEADS += (("roman", re.compile(rf"\s*{_ROMAN}")),)
_BARE_TAIL = re.compile(r"([0-9]+)\s*\Z")
_BARE_HEAD = re.compile(r"\s*([0-9]+)")


def find_edge_folios(text: str, pages: list[tuple[int, int]], foot: bool) -> list[tuple[int, FurnitureSpan]]:
    """Folios at the feet (or heads) of pages, with their page; pages without one are left out."""
    best: list[Candidate] = []
    best_score = 0.0
    heads = Counter(text[a:b][:SAME].strip() for a, b in pages)  # "11 Examples" again and again is a header
    for name, at_tail, at_head in ((n, t, h) for (n, t), (_, h) in zip(_TAILS, _HEADS, strict=True)):
        candidates = []
        for k, (a, b) in enumerate(pages):
            if name == "bare" and len(pages) > 1:
                if not foot and heads[text[a:b][:SAME].strip()] > 1:
                    continue
                candidates += _bare(text, k, a, b, foot)
            elif foot:
                base = max(a, b - TAIL)
                if match := at_tail.search(text[base:b]):
                    candidates.append(
                        _candidate(text, k, _number(match[1]), base + match.start(), base + match.end(), a, b)
                    )
            elif match := at_head.match(text[a : min(b, a + TAIL)]):
                candidates.append(_candidate(text, k, _number(match[1]), a + match.start(), a + match.end(), a, b))
        chain = _one_a_page(candidates)
        score = len(chain) + (0.5 if name != "bare" else 0.0)
        if chain and _convinces(chain, len(pages), name) and score > best_score:
            best, best_score = chain, score
    return [(c.page, FurnitureSpan(c.start, c.end, FurnitureKind.FOLIO, c.number)) for c in best]


def _candidate(text: str, page: int, number: int, start: int, end: int, a: int, b: int) -> Candidate:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    before, after = text[max(a, start - 1) : start], text[end : min(b, end + 1)]
    # A page's edge is white space or nothing; "2011" is not the page 1.
    return Candidate(page, number, start, end, before in ("", "\n") and after in ("", "\n", "\r"))


def _number(digits: str) -> int:
    return int(digits) if digits.isdigit() else numerals.roman(digits) or 0


def _bare(text: str, page: int, a: int, b: int, foot: bool) -> list[Candidate]:
    """A bare number may be glued to the text ("全面建成1"): every part of the digits at the edge is a candidate."""
    if foot:
        match = _BARE_TAIL.search(text, max(a, b - TAIL), b)
        cuts = [(k, match.end(1)) for k in range(match.start(1), match.end(1))][-4:] if match else []
    else:
        match = _BARE_HEAD.match(text, a, min(b, a + TAIL))
        cuts = [(match.start(1), k) for k in range(match.start(1) + 1, match.end(1) + 1)][:4] if match else []
    return [_candidate(text, page, int(text[s:e]), s, e, a, b) for s, e in cuts if text[s] != "0"]


def _one_a_page(candidates: list[Candidate]) -> list[Candidate]:
    """The best chain that rises at least as fast as the pages do, at most one candidate a page."""
    n = len(candidates)
    best, back = [0.0] * n, [-1] * n
    for i, c in enumerate(candidates):
        best[i] = ALONE if c.alone else 1.0
        own = best[i]
        for j in range(i - 1, max(-1, i - BACK), -1):
            d = candidates[j]
            pages, numbers = c.page - d.page, c.number - d.number
            if pages < 1 or numbers < pages or numbers > pages + LARGEST_LOSS:
                continue
            score = best[j] + own + (EXACT if numbers == pages else 0.0) - PER_LOST * (numbers - pages)
            if score > best[i]:
                best[i], back[i] = score, j
    if not n:
        return []
    at = max(range(n), key=lambda i: best[i])
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = back[at]
    return chain[::-1]


def _convinces(chain: list[Candidate], pages: int, dress: str) -> bool:
    if len(chain) < max(1, MOST * pages):
        return False
    if pages == 1:
        return chain[0].number == 1 if dress in ("bare", "dash") else chain[0].alone or dress in ("dashes", "words")
    if dress == "bare" and pages == 2:
        return all(c.alone for c in chain) or (chain[0].number, chain[1].number) == (1, 2)
    return True


def find_running_folios(text: str, cut: bool = False) -> list[FurnitureSpan]:
    """Folios in a text that has no pages of its own, each between white space (or at its very end).

    `cut`: the text is a viewer's preview, which may end before its second folio.
    """
    best: list[FurnitureSpan] = []
    best_score = 0.0
    near = _lonely_numbers(text)
    for n, (name, token) in enumerate((*_TOKENS, *_GLUED, ("roman", _ROMAN_LINE))):
        if token is _ROMAN_LINE:
            found = [(m.start(), m.end(), _number(m[1])) for m in token.finditer(text)]
        else:
            found = [
                (m.start(), m.end(), int(m[1]))
                for a, b in near
                if (m := token.search(text, max(0, a - 8), b + 20)) is not None and m.start(1) == a
            ]
        if name == "bare":
            found = [f for f in found if not NUMBERED.search(text, max(0, f[0] - 10), f[0])]
        chain = [found[k] for k in longest_increasing_chain([number for *_, number in found])]
        lines = name not in ("bare", "brackets", "dash") and all(_on_a_line(text, a, b) for a, b, _ in chain)
        chain = _regular(chain, bool(chain) and bool(text[chain[-1][1] :].strip()), NEAREST_LINES if lines else NEAREST)
        enough = 2 if name not in ("bare", "brackets") and n < len(_TOKENS) else 3
        if cut and not chain and len(found) == 1 and n < len(_TOKENS) and name in LONE and found[0][2] == 1:
            chain, enough = found, 1  # "…高度重视 -1 观方面…": the first page ends, and the preview soon after it
        score = len(chain) - (1.0 if name == "bare" else 0.0)
        if len(chain) >= enough and score > best_score and len(chain) >= 0.5 * len(found):
            best_score = score
            best = [FurnitureSpan(a, b, FurnitureKind.FOLIO, number) for a, b, number in chain]
    return best


def _lonely_numbers(text: str) -> list[tuple[int, int]]:
    """Short numbers that white space, decoration or a word of paging stands before and behind."""
    return [
        match.span()
        for match in NUMBER.finditer(text)
        if text[match.start() - 1 : match.start()] in BEFORE and text[match.end() : match.end() + 1] in BEHIND
    ]


def _on_a_line(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the line."""
    a, b = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return not text[a:start].strip() and not text[end : len(text) if b < 0 else b].strip()


def _regular(chain: list[tuple[int, int, int]], text_after: bool, nearest: int) -> list[tuple[int, int, int]]:
    """The chain, if its distances are those of pages; otherwise nothing."""
    if len(chain) < 2:
        return []
    if chain[-1][2] - chain[0][2] > MOST_LOST * len(chain):
        return []
    distances = [b[0] - a[0] for a, b in zip(chain, chain[1:], strict=False)]
    if len(distances) > 1 and not text_after:
        distances.pop()  # the last page may be a short one
    usual = median(distances)
    if usual < nearest or usual > LONGEST_PAGE:
        return []
    odd = sum(1 for d in distances if d < SHORT_PAGE * usual or d > LONG_PAGE * usual)
    if odd > ODD_SHARE * len(distances) or chain[0][0] > FIRST_PAGES * max(usual, USUAL_PAGE):
        return []
    return chain
