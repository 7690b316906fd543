"""What can be seen of a block without knowing the right answer: read from the finished outline and the raw pages alone.

Whatever decided, a rule or a learned decision, is so judged by the same eyes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import NamedTuple

from services.language.punctuation import CLOSING, COLONS, COMMAS, ELLIPSIS, FULL_STOPS, NEVER_BEGIN, SEMICOLONS
from services.outline.model import Gap, Heading, Meta, MetaRole, Outline, Paragraph, Point, Span, Text

Judged = Heading | Meta | Point | Paragraph

FRAGMENT = 24  # code points of a line that may be a leftover of a page: few words, no stop
FULL = 2  # code points by which a wrapped line may fall short of the usual one
NEAR_EDGE = 3  # blocks at the head and the end of a document, where pages leave their remains
SHORTEST_WRAP = 12  # code points: shorter lines of one length are names in a list
WRAPPED_SHARE = 0.3  # of the lines that must be of one length
LONG_LINE = 60  # code points: lines that are longer on the whole are paragraphs
ALMOST_NO_ENDS = 400  # code points a line, on the whole, from which line ends tell nothing
SHOWN = 80  # code points at the head of a block that are looked at
SITE = re.compile(
    r"https?:|www\.|\.(?:com|cn|org|net|gov|docx?|pdf)\b|[|｜>»]|\[[^\]]{1,8}\]|©|\d{2}:\d{2}", re.IGNORECASE
)
LABEL = re.compile(r"^[^，。；：:]{1,12}[：:]")
NUMBER = re.compile(r"[\d\s.,:/%-]+")
ENDS = {
    sign: name
    for name, signs in (
        ("closed", CLOSING),
        ("comma", COMMAS),
        ("colon", COLONS),
        ("semicolon", SEMICOLONS),
        ("stop", FULL_STOPS + "." + ELLIPSIS),
    )
    for sign in signs
}


class Signs(NamedTuple):
    """The signs of one block. Lengths are steps of a logarithm; `before` and `behind` say what stands between
    blocks."""

    kind: str
    begins: str
    ends: str
    length: int
    lines: int  # raw lines that it was joined from, 4: four or more
    full: bool  # the last of them is as long as most
    before: str
    behind: str
    fragment: bool
    site: bool
    label: bool
    number: bool  # nothing but digits and their signs
    counting: str
    level: int  # of a heading, 0: none
    under: str  # what stands right under a heading


@dataclass(frozen=True, slots=True)
class Habits:
    """What the whole dump is like: its language, its line ends, and how many blocks look like leftovers."""

    language: str
    line_ends: str
    width: int  # of most lines, in code points; 0: lines are of all lengths
    fragments: str
    title: bool


class Judgeable(NamedTuple):
    """The blocks that are judged, in reading order, with their depths and their signs, and the habits of the dump."""

    blocks: tuple[Judged, ...]
    signs: tuple[Signs, ...]
    habits: Habits


def read_signs(outline: Outline, pages: Sequence[str]) -> Judgeable:
    """The signs of all blocks but gaps and lost headings. `pages`: the raw texts that the spans count in."""
    items = [(depth, block) for depth, block in outline.walk() if not isinstance(block, Gap) and block.text.runs]
    line_ends, width = _line_ends(pages)
    furniture = sorted(piece.span for piece in outline.furniture)
    spans = [block.text.spans for _, block in items]
    between = [_between(one, other, pages, furniture) for one, other in zip(spans, spans[1:], strict=False)]
    last: dict[tuple[str, int], tuple[int, ...]] = {}
    signs = []
    for n, (depth, block) in enumerate(items):
        behind = items[n + 1] if n + 1 < len(items) else None
        signs.append(
            _signs(
                block,
                depth,
                behind,
                between[n - 1] if n else "start",
                between[n] if behind else "end",
                _lines(spans[n], pages),
                width,
                _counting(block, depth, last),
            )
        )
    titled = any(isinstance(block, Meta) and block.role is MetaRole.TITLE for _, block in items)
    fragments = share_of(sum(one.fragment for one in signs), len(signs))
    habits = Habits(outline.metadata.language, line_ends, width, fragments, titled)
    return Judgeable(tuple(block for _, block in items), tuple(signs), habits)


def kind_of(block: Judged) -> str:
    """What a block was taken for."""
    match block:
        case Heading(_, enumerator, run_in):
            return "run-in heading" if run_in else "numbered heading" if enumerator else "heading"
        case Meta(role):
            return str(role)
        case Point():
            return "point"
        case Paragraph(kind=kind):
            return "paragraph" if kind == "text" else str(kind)


def share_of(part: int, whole: int) -> str:
    """A share in five steps."""
    share = part / whole if whole else 0.0
    steps = (("none", 0.001), ("few", 0.1), ("some", 0.3), ("half", 0.6), ("most", 2.0))
    return next(name for name, most in steps if share <= most)


@lru_cache(maxsize=4096)
def length_of(n: int) -> int:
    """A length in steps of half a factor of e."""
    return int(2 * log(max(n, 1)))


def _signs(
    block: Judged,
    depth: int,
    following: tuple[int, Judged] | None,
    before: str,
    behind: str,
    lines: tuple[int, int],
    width: int,
    counting: str,
) -> Signs:
    head, tail, size = _shown(block.text)
    ends = _end(tail)
    heading = isinstance(block, Heading)
    numbered = isinstance(block, Heading | Point) and block.enumerator is not None
    return Signs(
        kind_of(block),
        "number" if numbered else _begin(head[:1]),
        ends,
        length_of(size),
        min(lines[0], 4),
        width > 0 and lines[1] >= width - FULL,
        before,
        behind,
        size <= FRAGMENT and ends not in ("stop", "semicolon", "colon") and isinstance(block, Paragraph),
        SITE.search(head) is not None,
        LABEL.match(head) is not None,
        size <= SHOWN and NUMBER.fullmatch(head) is not None,
        counting,
        min(depth, 5) if heading else 0,
        _under(depth, following) if heading else "",
    )


def _shown(text: Text) -> tuple[str, str, int]:
    """The first and the last characters of a text, and how many it has."""
    size = len(text)
    if size <= SHOWN:
        whole = str(text).strip()
        return whole, whole[-2:], len(whole)
    return str(text.cut(0, SHOWN)).lstrip(), str(text.cut(size - 4, size)).rstrip()[-2:], size


def _end(tail: str) -> str:
    last = tail[-1:]
    name = ENDS.get(last, "digit" if last.isdigit() else "letter")
    return "stop" if name == "closed" and ENDS.get(tail[:1]) == "stop" else name


def _begin(first: str) -> str:
    if not first or first in NEVER_BEGIN:
        return "never"
    if first.isdigit():
        return "digit"
    if first.isascii() and first.isalpha():
        return "capital" if first.isupper() else "small"
    return "letter" if first.isalpha() else "sign"


def _under(depth: int, following: tuple[int, Judged] | None) -> str:
    if following is None:
        return "nothing"
    if isinstance(following[1], Heading):
        return "deeper" if following[0] > depth else "nothing"
    return "frame" if isinstance(following[1], Meta) else "text"


def _counting(block: Judged, depth: int, last: dict[tuple[str, int], tuple[int, ...]]) -> str:
    """How its number goes on from the one before it in the same style, under the same headings."""
    if isinstance(block, Heading):
        for key in [key for key in last if key[1] > depth]:
            del last[key]
    if not isinstance(block, Heading | Point) or block.enumerator is None or not block.enumerator.ordinal:
        return "no number"
    ordinal = block.enumerator.ordinal
    key = (block.enumerator.style, depth if isinstance(block, Heading) else 100)
    before = last.get(key)
    last[key] = ordinal
    if before is None:
        return "first is one" if ordinal[-1] == 1 else "first is not one"
    if ordinal[:-1] == before[:-1] and ordinal[-1] == before[-1] + 1:
        return "next"
    return "back to one" if ordinal[-1] == 1 else "jump" if ordinal > before else "back"


def _between(one: tuple[Span, ...], other: tuple[Span, ...], pages: Sequence[str], furniture: Sequence[Span]) -> str:
    """What stands between two blocks in the dump."""
    if not one or not other:
        return "nothing"
    end, start = one[-1], other[0]
    near = bisect_right(furniture, Span(end.page, end.end, 0))
    if near < len(furniture) and furniture[near] < start:
        return "furniture"
    if end.page != start.page:
        return "page"
    gap = pages[end.page - 1][end.end : start.start]
    if "\n" in gap:
        return "blank line" if gap.count("\n") > 1 else "newline" if gap[-1] == "\n" else "indent"
    return "space" if gap else "nothing"


def _lines(spans: tuple[Span, ...], pages: Sequence[str]) -> tuple[int, int]:
    """How many raw lines a block was joined from, and the length of the last one."""
    if not spans:
        return 0, 0
    lines = 1
    for one, other in zip(spans, spans[1:], strict=False):
        if one.page != other.page or "\n" in pages[one.page - 1][one.end : other.start]:
            lines += 1
    last = spans[-1]
    return lines, last.end - pages[last.page - 1].rfind("\n", max(0, last.end - ALMOST_NO_ENDS), last.end) - 1


def _line_ends(pages: Sequence[str]) -> tuple[str, int]:
    """What the line ends of the dump are like, and the length of most lines (0: they are of all lengths)."""
    lengths = Counter(len(line) for page in pages for line in page.split("\n") if line and not line.isspace())
    count = lengths.total()
    size = sum(length * times for length, times in lengths.items())
    if not count or size > ALMOST_NO_ENDS * count:
        return "few", 0
    usual = max(lengths, key=lambda length: (lengths[length], length))
    around = sum(times for length, times in lengths.items() if abs(length - usual) <= FULL)
    if usual >= SHORTEST_WRAP and around >= WRAPPED_SHARE * count:
        return "wrapped", usual
    return "long" if size > LONG_LINE * count else "short", 0
