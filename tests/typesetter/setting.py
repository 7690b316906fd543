"""Blocks to pages of lines with places: wrapped, indented, centred, in one column or two, with heads, folios and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

WORD = re.compile(r"[\x21-\x7e\u00a1-\u024f]+|\s+|.", re.DOTALL)
NO_START = "，。、；：！？）》”’」』】〕％…·"
WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6“”‘’—…·〔〕]")


@dataclass(frozen=True)
class Block:
    """A paragraph or a line: `kind` is title, centre, left, right, heading, text, row (cells apart by tabs) or note."""

    kind: str
    text: str
    level: int = 0


@dataclass(frozen=True)
class Set:
    """A line as it is set: text, left edge, baseline, font size (points), whether it is bold, degrees that it is turned by."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    kind: str = "text"
    angle: float = 0.0

    @property
    def width(self) -> float:
        return width(self.text, self.size)


@dataclass(frozen=True)
class Sheet:
    """A page of A4: its lines in reading order, its printed number."""

    lines: tuple[Set, ...]
    number: int
    wide: float = 595.0
    high: float = 842.0


@dataclass(frozen=True)
class Style:
    """How a document is set. `indent` in em; `spaced`: white between paragraphs, in lines; `columns` 1 or 2."""

    size: float = 16.0
    leading: float = 28.0
    margin: float = 72.0
    indent: float = 2.0
    spaced: float = 0.0
    columns: int = 1
    gutter: float = 24.0
    head: str = ""
    folio: str = "- {n} -"
    first: int = 1
    bold_headings: bool = True
    marks: dict[str, str] = field(default_factory=dict)


def width(text: str, size: float) -> float:
    """Points that a text takes: a hanzi is as wide as it is high, a Western letter half."""
    return sum(size if WIDE.match(char) else size / 2 for char in text)


def wrapped(text: str, size: float, measure: float, first: float) -> Iterator[str]:
    """The lines of a paragraph; the first is shorter by `first` points."""
    line, room = "", measure - first
    for found in WORD.finditer(text):
        word = found[0]
        if width(line + word.rstrip(), size) <= room or (word in NO_START and line):
            line += word
            continue
        if line.strip():
            yield line.rstrip()
        line, room = word.lstrip(), measure
    if line.strip():
        yield line.rstrip()


def typeset(blocks: Iterable[Block], style: Style) -> list[Sheet]:
    """The pages of a document."""
    return list(_Press(style).run(blocks))


class _Press:
    def __init__(self, style: Style) -> None:
        self.style = style
        self.sheets: list[list[Set]] = []
        self.notes: list[list[Set]] = []
        self.column = style.columns
        self.y = 0.0
        self.origin = self.left
        self.turn()

    @property
    def measure(self) -> float:
        style = self.style
        return (595 - 2 * style.margin - (style.columns - 1) * style.gutter) / style.columns

    @property
    def left(self) -> float:
        return self.style.margin + (self.column - 1) * (self.measure + self.style.gutter)

    def turn(self) -> None:
        """Go on at the head of the next column, or of the next page."""
        if self.column < self.style.columns:
            self.column += 1
        else:
            self.sheets.append([])
            self.column, self.low = 1, self.style.margin
            self.bottom = 842 - self.style.margin
        self.y = self.low

    def run(self, blocks: Iterable[Block]) -> Iterator[Sheet]:
        for block in blocks:
            getattr(self, f"put_{block.kind}")(block)
        for n, lines in enumerate(self.sheets):
            yield Sheet(tuple(self.dressed(lines, n)), self.style.first + n)

    def dressed(self, lines: list[Set], n: int) -> Iterator[Set]:
        style, small = self.style, 10.5
        if style.head:
            yield Set(style.head, (595 - width(style.head, small)) / 2, 45, small, kind="head")
        yield from (line for line in lines if line.kind != "note")
        yield from (line for line in lines if line.kind == "note")
        if style.folio:
            text = style.folio.format(n=style.first + n)
            yield Set(text, (595 - width(text, small)) / 2, 842 - 40, small, kind="folio")

    def line(self, text: str, x: float, size: float, bold: bool = False, kind: str = "text") -> None:
        lead = self.style.leading * max(1.0, size / self.style.size)
        if self.y + lead > self.bottom:
            self.turn()
            x += self.left - self.origin
            self.origin = self.left
        self.y += lead
        self.sheets[-1].append(Set(text, x, self.y, size, bold, kind))

    def put(self, block: Block, size: float, bold: bool, indent: float, above: float) -> None:
        self.origin = self.left
        if self.y > self.low:
            self.y += above * self.style.leading
        for n, text in enumerate(wrapped(block.text, size, self.measure, indent)):
            self.line(text, self.left + (indent if n == 0 else 0), size, bold, block.kind)

    def put_text(self, block: Block) -> None:
        style = self.style
        self.put(block, style.size, False, style.indent * style.size, style.spaced)

    def put_left(self, block: Block) -> None:
        self.put(block, self.style.size, False, 0, self.style.spaced)

    def put_heading(self, block: Block) -> None:
        style = self.style
        above = style.spaced or (0.6 if block.level == 1 and not style.indent else 0)
        self.put(block, style.size, style.bold_headings, style.indent * style.size, above)

    def put_title(self, block: Block) -> None:
        self.centred(block, self.style.size * 1.375, True, 0.5)
        self.y += 0.5 * self.style.leading
        self.low = self.y if self.style.columns > 1 else self.low

    def put_centre(self, block: Block) -> None:
        self.centred(block, self.style.size, False, 0)
        self.low = self.y if self.style.columns > 1 and self.column == 1 else self.low

    def centred(self, block: Block, size: float, bold: bool, above: float) -> None:
        measure = 595 - 2 * self.style.margin if self.column == 1 else self.measure
        self.origin = self.left
        self.y += above * self.style.leading if self.y > self.style.margin else 0
        for text in wrapped(block.text, size, measure * 0.86, 0):
            self.line(text, self.left + (measure - width(text, size)) / 2, size, bold, block.kind)

    def put_right(self, block: Block) -> None:
        self.origin = self.left
        size = self.style.size
        x = self.left + self.measure - width(block.text, size) - 2 * size
        self.line(block.text, max(x, self.left), size, False, block.kind)

    def put_row(self, block: Block) -> None:
        cells = block.text.split("\t")
        self.origin, before = self.left, len(self.sheets[-1])
        step = self.measure / len(cells)
        self.line(cells[0], self.left, self.style.size, False, "row")
        base = self.sheets[-1][-1]
        for n, cell in enumerate(cells[1:], 1):
            self.sheets[-1].append(replace(base, text=cell, x=self.left + n * step))
        assert len(self.sheets[-1]) > before or self.sheets[-1]

    def put_note(self, block: Block) -> None:
        small = 0.7 * self.style.size
        lines = list(wrapped(block.text, small, self.measure, 0))
        self.bottom -= 1.4 * small * len(lines) + 0.6 * self.style.leading
        for n, text in enumerate(lines):
            y = self.bottom + 0.6 * self.style.leading + 1.4 * small * (n + 1)
            self.sheets[-1].append(Set(text, self.left, y, small, False, "note"))
