"""How a document is laid out in lines: which line ends there are, which survive, what indents look like."""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass
from itertools import pairwise

from tools.damage.document import Block
from tools.damage.draft import NOBODY, Draw, Line, Piece

_NO_LINE_HEAD = "，。、；：！？）》”’」』】〕,.;:!?)]"
SOFT_HYPHEN = "\u00ad"
_LEAST_PART = 3  # letters before a hyphen and behind it
_TOKEN = re.compile(r"[A-Za-z0-9.,%]+(?=[，。、；：！？）》”’」』】〕]?)|\s+|.")


@dataclass(frozen=True, slots=True)
class Flow:
    """`inner` follows a line inside a paragraph, `outer` its last line; `kept` is the share of outer ones that survive."""

    name: str
    inner: str
    outer: str
    width: int
    typeset: bool = False
    kept: float = 1.0
    in_stretches: bool = False
    indent: str = ""
    hanging: str = ""
    centred: bool = False
    per_page: bool = False
    short_first: int = 0  # a first line is so much shorter, for an indent that it has or had
    hyphens: bool = False


def paragraph_a_line(draw: Draw) -> Flow:
    """Every paragraph is one line."""
    return _flow(
        "paragraph_a_line", draw, draw.joint, draw.rng.choice(("\n", "\n", "\n\n", "\n\n\n", "\n \n", "\n\u3000\n"))
    )


def wrapped(draw: Draw) -> Flow:
    """Lines wrapped at a fixed count of characters."""
    return _flow("wrapped", draw, "\n", draw.rng.choice(("\n", "\n", "\n", "\n\n")))


def typeset(draw: Draw) -> Flow:
    """Lines of real typesetting: half-width digits, no closing mark at a line's head, words kept whole."""
    return _flow("typeset", draw, "\n", draw.rng.choice(("\n", "\n", "\n", "\n\n")), strict=True)


def double_spaced(draw: Draw) -> Flow:
    """A blank line behind every wrapped line."""
    blank = draw.rng.choice(("\n\n", "\n \n", "\n\n\n"))
    return _flow("double_spaced", draw, blank, blank, strict=draw.chance(0.5))


def ends_as_spaces(draw: Draw) -> Flow:
    """Ends of paragraphs became spaces."""
    return _flow(
        "ends_as_spaces", draw, draw.joint, draw.rng.choice((" ", " ", "  ", "\u3000\u3000", "\u00a0\u00a0", "\t"))
    )


def lines_as_spaces(draw: Draw) -> Flow:
    """Every line end became a space."""
    return _flow("lines_as_spaces", draw, " ", draw.rng.choice((" ", " ", "  ")), strict=draw.chance(0.5))


def no_ends(draw: Draw) -> Flow:
    """No white space at all; in English, single spaces."""
    return _flow("no_ends", draw, draw.joint, draw.joint, indent="")


def crawled(draw: Draw) -> Flow:
    """Some line ends are lost, others kept; at random or in whole stretches."""
    flow = _flow("crawled", draw, draw.joint, draw.rng.choice(("\n", "\n", "\n\n")))
    return _with(flow, kept=draw.rng.uniform(0.05, 0.97), in_stretches=draw.chance(0.5))


def crawled_wrapped(draw: Draw) -> Flow:
    """Wrapped lines of which some were joined and others were not."""
    flow = _flow("crawled_wrapped", draw, "\n", "\n", strict=draw.chance(0.5))
    return _with(flow, kept=draw.rng.uniform(0.4, 0.9))


def page_a_line(draw: Draw) -> Flow:
    """All text of a page is one line."""
    flow = _flow("page_a_line", draw, draw.joint, draw.rng.choice((draw.joint, " ", "\u3000")))
    return _with(flow, per_page=True)


def words_on_lines(draw: Draw) -> Flow:
    """Line ends before and behind figures and brackets, as runs of a converted document give them."""
    return _flow("words_on_lines", draw, "\n", "\n")


def hanging(draw: Draw) -> Flow:
    """Wrapped lines whose second and later ones are indented."""
    flow = _flow("hanging", draw, "\n", "\n", indent="", strict=True)
    return _with(flow, hanging=draw.rng.choice(("  ", "    ", "\u3000\u3000", "\t")))


def _flow(name: str, draw: Draw, inner: str, outer: str, indent: str | None = None, strict: bool = False) -> Flow:
    width = draw.rng.randint(18, 46)
    if draw.is_english:
        width = draw.rng.randint(48, 100)
    indents: tuple[str, ...] = ("", "", "\u3000\u3000", "  ", "    ", "\u00a0\u00a0\u00a0\u00a0", "\t", " ", "\u3000")
    if draw.is_english:
        indents = ("", "", "", "    ", "  ", "\t")
    indent = draw.rng.choice(indents) if indent is None else indent
    depth = 4 if draw.is_english else 2
    return Flow(
        name,
        inner,
        outer,
        width,
        typeset=strict or draw.is_english,
        indent=indent,
        centred=draw.chance(0.25),
        short_first=depth if indent or draw.chance(0.4) else 0,
        hyphens=draw.is_english and draw.chance(0.3),
    )


def _with(flow: Flow, **changes: object) -> Flow:
    return Flow(**({name: getattr(flow, name) for name in Flow.__slots__} | changes))


def wrap(text: str, width: int, strict: bool, english: bool, rng: random.Random, first: int = 0) -> list[str]:
    """The text in lines of about `width` full-width characters (letters in English), the first one `first` shorter.

    >>> wrap("全年完成1998项，合格。", 6, True, False, random.Random(1))
    ['全年完成1998', '项，合格。']
    """
    if english:
        return textwrap.wrap(" " * first + text, width, break_long_words=False, break_on_hyphens=False) or [text]
    if not strict:
        cuts = [0, *range(width - first, len(text), width), len(text)]
        return [text[a:b] for a, b in pairwise(cuts) if a < b] or [text]
    out: list[str] = []
    line, used = "", float(first)
    for token in _TOKEN.findall(text):
        needs = sum(1 if c > "\u2000" else 0.5 for c in token)
        if line and used + needs > width and not (token in _NO_LINE_HEAD and used < width + 1):
            out.append(line)
            line, used = "", 0.0
        line += token
        used += needs
    return [*out, line] if line else out


def hyphenated(lines: list[str], width: int) -> list[str]:
    """English lines with long words broken over their ends; a broken line ends in a soft hyphen."""
    lines = list(lines)
    for k in range(len(lines) - 1):
        room = width - len(lines[k]) - 2
        word, space, rest = lines[k + 1].partition(" ")
        cut = min(room, len(word) - 3)
        if cut >= _LEAST_PART and word.isalpha():
            lines[k] += f" {word[:cut]}{SOFT_HYPHEN}"
            lines[k + 1] = word[cut:] + space + rest
    return lines


def lay_out(blocks: tuple[Block, ...], flow: Flow, draw: Draw) -> tuple[Line, ...]:
    """All lines of the document. Blocks that are glued to the next one share its lines."""
    lines: list[Line] = []
    surviving = True
    at = 0
    while at < len(blocks):
        unit = [at]
        while blocks[unit[-1]].glued and unit[-1] + 1 < len(blocks):
            unit.append(unit[-1] + 1)
        at = unit[-1] + 1
        front = blocks[unit[0]].type in ("title", "meta")
        rows = _rows([(k, blocks[k].text, blocks[k].type != "title") for k in unit], flow, draw)
        surviving = not surviving if flow.in_stretches and draw.chance(0.12) else surviving
        for n, (pieces, forced) in enumerate(rows):
            last = n == len(rows) - 1
            ends = last or forced
            after = flow.outer if ends else flow.inner
            if ends and flow.kept < 1 and not (surviving if flow.in_stretches else draw.chance(flow.kept)):
                after = draw.joint if draw.chance(0.8) else " "
            elif not ends and flow.name == "crawled_wrapped" and draw.chance(1 - flow.kept):
                after = draw.joint
            lead = ""
            if flow.centred and front and "\n" in after:
                lead = " " * draw.rng.randint(4, 24)
            elif (
                n == 0
                and blocks[unit[0]].type != "title"
                and (not lines or flow.name != "crawled" or "\n" in lines[-1].after)
            ):
                lead = flow.indent
            elif n > 0:
                lead = flow.hanging
            if lead:
                pieces = (Piece(lead), *pieces)
            lines.append(Line(pieces, after, last))
    return tuple(lines)


_RUN_EDGE = re.compile(r"(?<=[\u4e00-\u9fff，、])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])|(?<=[（“《])|(?=[）”》])")


def _rows(unit: list[tuple[int, str, bool]], flow: Flow, draw: Draw) -> list[tuple[tuple[Piece, ...], bool]]:
    """The lines of one source paragraph: pieces, and whether the line ends where the text itself has a line end."""
    whole = ""
    starts: list[tuple[int, int]] = []
    for k, text, _ in unit:
        whole += draw.joint if whole else ""
        starts.append((len(whole), k))
        whole += text
    rows: list[tuple[tuple[Piece, ...], bool]] = []
    offset = 0
    parts = whole.split("\n")
    for number, part in enumerate(parts):
        forced = number < len(parts) - 1
        if flow.name == "words_on_lines":
            lines = _split_runs(part, draw)
        else:
            is_body = not number and unit[0][2]
            lines = wrap(part, flow.width, flow.typeset, draw.is_english, draw.rng, flow.short_first if is_body else 0)
            lines = hyphenated(lines, flow.width) if flow.hyphens and "\n" in flow.inner else lines
        at = 0
        for n, line in enumerate(lines):
            bare = line.strip().removesuffix(SOFT_HYPHEN)
            begin = max(at, part.find(bare, at))
            end = len(part) if n == len(lines) - 1 else begin + len(bare)
            pieces = _pieces(whole, starts, offset + begin, offset + end)
            if line.endswith(SOFT_HYPHEN):
                pieces = (*pieces, Piece("-", pieces[-1].block))
            rows.append((pieces, forced and n == len(lines) - 1))
            at = end
        offset += len(part) + 1
    return rows


def _split_runs(text: str, draw: Draw) -> list[str]:
    places = [m.start() for m in _RUN_EDGE.finditer(text) if 0 < m.start() < len(text) and draw.chance(0.35)]
    return [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True) if a < b]


def _pieces(whole: str, starts: list[tuple[int, int]], begin: int, end: int) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for n, (start, block) in enumerate(starts):
        stop = starts[n + 1][0] if n + 1 < len(starts) else len(whole)
        a, b = max(begin, start), min(end, stop)
        if a < b:
            text = whole[a:b]
            stripped = text.rstrip() if n + 1 < len(starts) else text
            out.append(Piece(stripped, block))
            if len(stripped) < len(text):
                out.append(Piece(text[len(stripped) :], NOBODY))
    return tuple(out)
