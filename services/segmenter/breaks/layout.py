"""What white space means in this dump: the evidence is in the lengths between line ends and between spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from services.segmenter.frame.language import is_cjk
from services.segmenter.source_map import LOST_PAGES, PAGE_BREAK


class Breaks(Enum):
    """What ends a paragraph, and what else white space may be."""

    LINES = "a line is a paragraph"
    WRAPPED_LINES = "a line end is a wrap, unless the line is short"
    SPACES = "a space ends a paragraph"
    WRAPPED_SPACES = "a space is a wrap, unless the stretch before it is short"
    NOTHING = "nothing is left"


@dataclass(frozen=True, slots=True)
class Layout:
    """`width` is the wrap in code points (0: none), `slack` by how much a full line may fall short of it."""

    breaks: Breaks
    width: int = 0
    slack: int = 0
    indented: bool = False  # paragraphs begin with an indent
    hanging: bool = False  # paragraphs begin at the margin, and what goes on is indented
    cjk: bool = True
    typewriter: bool = False  # lengths are columns: a Western character is half a Chinese one

    def length(self, text: str) -> int:
        """How much of the width `text` takes."""
        return columns(text) if self.typewriter else len(text)


LINE = re.compile(f"[^\n{PAGE_BREAK}{LOST_PAGES}]+")
INNER_END = re.compile(
    rf"(?<=[^\s{LOST_PAGES}])[^\S\n{PAGE_BREAK}{LOST_PAGES}]*\n(?=\s*[^\s{LOST_PAGES}])(?!\s*{PAGE_BREAK})"
)
WORD = re.compile(r"\S+")
SHORTEST, WIDEST = 12, 130  # wraps, in code points
FULL_AMONG_FEW = 20  # a wrap that few lines reach is at least so wide: names in a list are often of one length
SPACED_OUT = 60  # where spaces are so near to each other, they are no enumerators' spaces
NUMBERED = re.compile(
    r"[第笫][ \u3000]?[\d〇零○一二三四五六七八九十百千]{1,7}[ \u3000]?[编編章节節条條款][ \u3000]*"
    r"|[（(〔\[][ ]?[一二三四五六七八九十\d]{1,3}[ ]?[）)〕\]][ ]*|(?<![\d一二三四五六七八九十])[一二三四五六七八九十\d]{1,3}[ ]?[、.．,，][ ]*"
)
STOPS = "。！？：；:!?;”』」）)"
INDENT = re.compile(r"[ \t\u3000]+")
CJK_SPACE = re.compile(
    r"[ \u3000](?<=[\u3001-\u9fff\uff00-\uffef”’）》].)[ \u3000]*(?=[\u3001-\u9fff\uff00-\uffef“‘（《\d])"
)


def columns(text: str) -> int:
    """Width in half characters, halved and rounded up: a Chinese character takes three bytes of UTF-8 and two
    halves.
    """
    wide = (len(text.encode("utf-8", "replace")) - len(text)) // 2
    return (len(text) + wide + 1) // 2


def infer_layout(text: str, language: str) -> Layout:
    """The layout of a flow's text."""
    cjk = is_cjk(language)
    lines = [line for line in LINE.findall(text) if line.strip()]
    size = sum(len(line) for line in lines)
    few = max(1, size / 1500)
    ends = len(INNER_END.findall(text)) if text.count("\n") >= few else 0
    if lines and ends >= few and not (ends < 3 and size > 1500):
        return _by_lines(lines, cjk)
    if cjk and _telling_spaces(text) >= max(2, size / 900):
        return _by_spaces(text)
    return Layout(Breaks.NOTHING, cjk=cjk)


def _telling_spaces(text: str) -> int:
    """Spaces between Chinese characters that may have been line ends: not those inside and behind "第五 条 ", "（ 二 ）"."""
    spaces = len(CJK_SPACE.findall(text))
    if not spaces or spaces > len(text) / SPACED_OUT:
        return spaces
    return len(CJK_SPACE.findall(NUMBERED.sub("", text)))


def _by_lines(lines: Sequence[str], cjk: bool) -> Layout:
    indents = sum(1 for line in lines if INDENT.match(line))
    indented = 0.03 * len(lines) < indents < 0.97 * len(lines) and indents >= 2
    hanging = not cjk and indented and _hangs(lines)
    indented = indented and not (not cjk and _goes_on_indented(lines))
    stripped = [line.strip() for line in lines] if cjk else [line.expandtabs(8).rstrip() for line in lines]
    # Where every line is indented the indent says nothing of paragraphs, unless lines are paragraphs anyway.
    wrap = _wrap_of(stripped, cjk)
    if wrap is None:
        return Layout(Breaks.LINES, indented=indented, cjk=cjk)
    width, slack, typewriter = wrap
    return Layout(Breaks.WRAPPED_LINES, width, slack, indented, hanging, cjk, typewriter)


def _goes_on_indented(lines: Sequence[str]) -> bool:
    """Whether what is indented goes on with a sentence, and begins none."""
    inner = [line.lstrip() for line in lines if line[:1].isspace()]
    return sum(1 for line in inner if line[0].islower()) > 0.35 * len(inner)


def _hangs(lines: Sequence[str]) -> bool:
    """Whether every paragraph begins at the margin and goes on indented."""
    flush = [line for line in lines if not line[:1].isspace()]
    return _goes_on_indented(lines) and sum(1 for line in flush if line[0].islower()) < 0.05 * len(flush)


def _by_spaces(text: str) -> Layout:
    words = WORD.findall(text.replace(PAGE_BREAK, " ").replace(LOST_PAGES, " "))
    wrap = _wrap_of(words, cjk=True)
    if wrap is None:
        return Layout(Breaks.SPACES)
    return Layout(Breaks.WRAPPED_SPACES, wrap[0], wrap[1], typewriter=wrap[2])


def _wrap_of(lines: Sequence[str], cjk: bool) -> tuple[int, int, bool] | None:
    """Width, slack and measure of hard-wrapped lines; None: they are not wrapped."""
    if len(lines) < 4:
        return None
    return _cjk_wrap(lines) if cjk else _western_wrap(lines)


def _cjk_wrap(lines: Sequence[str]) -> tuple[int, int, bool] | None:
    best = None
    for typewriter in (False, True):
        lengths = Counter(columns(line) if typewriter else len(line) for line in lines)
        tall = {n: count for n, count in lengths.items() if SHORTEST <= n <= WIDEST}
        if not tall:
            continue
        width = max(tall, key=lambda n: (tall[n], n))
        for wider in (width + 1, width + 2):  # the widest length that is still common is the wrap
            if tall.get(wider, 0) > 0.25 * tall[width]:
                width = wider
        near = sum(count for n, count in tall.items() if width - 2 <= n <= width)
        full = [line for line in lines if width - 2 <= (columns(line) if typewriter else len(line)) <= width]
        if sum(1 for line in full if line[-1] in STOPS) > 0.6 * len(full):
            continue  # sentences of about one length, not lines that were full
        long = sum(count for n, count in lengths.items() if n > width + 2)
        # Short stretches are headings, enumerators and last lines: they tell nothing of the wrap.
        telling = sum(count for n, count in lengths.items() if n >= SHORTEST)
        all_lines = sum(lengths.values())
        if near >= max(3, 0.25 * telling) and long <= 0.03 * telling:
            short = sum(tall.get(width - n, 0) for n in (1, 2))
            slack = 0 if short < 0.2 * tall[width] else 2 if tall.get(width - 2, 0) > 0.08 * tall[width] else 1
            exact = tall[width] / all_lines
            if best is None or exact > best[0] + 0.05:
                best = exact, (width, slack, typewriter)
    return best[1] if best else _rare_wrap(lines)


def _rare_wrap(lines: Sequence[str]) -> tuple[int, int, bool] | None:
    """The wrap of a dump that is nearly all lists: few lines are full, but none is longer,
    and full lines stop nowhere.
    """
    for typewriter in (False, True):
        sized = [(columns(line) if typewriter else len(line), line) for line in lines]
        width = max(size for size, _ in sized)
        full = [line for size, line in sized if size == width]
        open_ended = sum(1 for line in full if line[-1] not in STOPS)
        if FULL_AMONG_FEW <= width <= WIDEST and len(full) >= 3 and open_ended >= 0.8 * len(full):
            return width, 1, typewriter
    return None


def _western_wrap(lines: Sequence[str]) -> tuple[int, int, bool] | None:
    """The width that explains most line ends: the line fits, and the next line's first word would not have fitted.

    What is longer than the width (an address that cannot be broken, a header glued to a line) is the exception.
    """
    sizes = [len(line) for line in lines]
    wants = [size + 1 + _first_word(after.lstrip()) for size, after in zip(sizes, lines[1:], strict=False)]
    fits = Counter(sizes[:-1])
    explained: Counter[int] = Counter()  # at each width: ends that it begins to explain, less those it no longer does
    for size, want in zip(sizes, wants, strict=False):
        explained[size] += 1
        explained[want] -= 1
    best, width, run, longer = 0, 0, 0, len(sizes) - 1
    for size in range(20, 201):
        if size == 20:
            run = sum(count for at, count in explained.items() if at <= 20)
            longer -= sum(count for at, count in fits.items() if at <= 20)
        else:
            run += explained.get(size, 0)
            longer -= fits.get(size, 0)
        if run >= best and run > 0 and longer <= 0.04 * len(sizes) + 1:
            best, width = run, size
    if not width or max(sizes) < 0.8 * width:
        return None
    full = sum(1 for n in sizes if 0.8 * width <= n)
    if best >= 0.3 * len(sizes) and full >= 0.3 * len(sizes):
        return width, 0, False
    # A dump that is nearly all short points: the few lines that go on in small letters are full ones.
    torn = [n for n, line in enumerate(lines[:-1]) if line[-1].isalnum() and lines[n + 1].lstrip()[0].islower()]
    telling = sum(1 for n in torn if sizes[n] <= width < wants[n])
    return (width, 0, False) if telling >= 3 and telling >= 0.8 * len(torn) and telling >= 0.08 * len(lines) else None


def _first_word(line: str) -> int:
    end = line.find(" ")
    return len(line) if end < 0 else end
