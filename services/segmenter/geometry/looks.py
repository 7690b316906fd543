"""How a passage looks, as evidence for a heading: size, weight, place, what the format says,
the file's own bookmarks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.segmenter.entries import Entry, EntryRole
from services.segmenter.geometry.settings import Setting
from services.segmenter.numbering import STYLES
from services.segmenter.readers.document import Bookmark, Document, Role

# What speaks for a heading, and against; together HEADING make one. Set by what each means in print: a bookmark or a
# style is somebody's word, a size or a weight alone may be emphasis, two of them are not.
HEADING = 1.5
BOOKMARK = 2.0
STYLE = 2.0  # a heading by the file's own style, with its level
REGION = 0.8  # a heading by a program's guess
LARGER, LARGEST = 1.0, 1.5
LARGE, VERY_LARGE = 1.12, 1.3  # times the body's size
BOLD = 0.9
CENTRED = 0.6
NUMBERED = 0.6
WHITE = 0.3
STOPPED = -1.0  # ends as a sentence or a clause does
LONG = -1.5
LONGEST = 60  # characters of a heading, twice as many in Western letters
LINES = 3  # of a heading
ABOVE = 1.25  # times the usual distance to the line above
STOP = re.compile(r"[。！？；，、：;,:.]$")
SERIES = 2  # headings of a style that stand out, from which the others of it should too
NAMED = 2  # headings that the file names, from which it names all
LEVELS = 6


@dataclass(frozen=True, slots=True)
class Look:
    """Of one passage: size in units of the body's (0: not known), and what else sets it apart."""

    scale: float = 0.0
    bold: bool = False
    centred: bool = False
    white: bool = False
    lines: int = 1
    role: Role | None = None
    level: int | None = None  # told by the format, or by a bookmark
    bookmark: bool = False

    @property
    def apart(self) -> bool:
        """Whether it is set apart from the body as headings are."""
        return (
            self.bookmark or (self.role is Role.HEADING and self.level is not None) or self.bold or self.scale >= LARGE
        )

    def speaks_for_heading(self, entry: Entry) -> float:
        """The sum of what speaks for a heading."""
        text = entry.text.strip()
        longest = LONGEST * (2 if text.isascii() else 1)
        signs = (
            (BOOKMARK, self.bookmark),
            (STYLE, self.role is Role.HEADING and self.level is not None),
            (REGION, self.role is Role.HEADING and self.level is None),
            (LARGER, LARGE <= self.scale < VERY_LARGE),
            (LARGEST, self.scale >= VERY_LARGE),
            (BOLD, self.bold),
            (CENTRED, self.centred),
            (WHITE, self.white),
            (NUMBERED, entry.enumerator is not None),
            (STOPPED, STOP.search(text) is not None and not self.bookmark),
            (LONG, len(text) > longest or self.lines > LINES),
        )
        return sum(weight for weight, holds in signs if holds)


def weigh_looks(entries: Sequence[Entry], looks: Mapping[int, Look]) -> None:
    """Make headings of what looks like one, and points of numbered lines that look like none though their siblings do.

    `looks` is by the place of an entry; what frames the body (title, date, …) stays.
    """
    for n, entry in enumerate(entries):
        look = looks.get(n)
        if look is None or entry.meta is not None or look.role is Role.TABLE:
            continue
        if entry.role is EntryRole.HEADING:
            if entry.enumerator is None and (look.level is not None or not entry.unnumbered_style):
                entry.unnumbered_style = look_name(look)
            continue
        if look.speaks_for_heading(entry) >= HEADING:
            entry.role, entry.split = EntryRole.HEADING, 0
            if entry.enumerator is None:
                entry.unnumbered_style = look_name(look)
    _settle_series(entries, looks)
    _settle_unnumbered(entries, looks)


def look_name(look: Look) -> str:
    """The row of LOOKS that a heading without a number gets."""
    if look.level is not None:
        return f"level {min(look.level, LEVELS)}"
    return "large" if look.scale >= VERY_LARGE else "larger" if look.scale >= LARGE else "title"


def _settle_series(entries: Sequence[Entry], looks: Mapping[int, Look]) -> None:
    apart: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for n, entry in enumerate(entries):
        if entry.role is EntryRole.HEADING and entry.enumerator is not None and not entry.split and n in looks:
            (apart if looks[n].apart else plain)[entry.enumerator.style] += 1
    for n, entry in enumerate(entries):
        style = STYLES.of(entry.enumerator)
        if style is None or entry.role is not EntryRole.HEADING or n not in looks or entry.split or looks[n].apart:
            continue
        if apart[style.name] >= max(SERIES, plain[style.name]) and style.role.value != "heading":
            entry.role = EntryRole.POINT


def _settle_unnumbered(entries: Sequence[Entry], looks: Mapping[int, Look]) -> None:
    """Where the file itself names its headings, a line without number and look is none, whatever its words."""
    named = sum(
        1
        for n, entry in enumerate(entries)
        if entry.role is EntryRole.HEADING and n in looks and looks[n].level is not None
    )
    if named < NAMED:
        return
    for n, entry in enumerate(entries):
        if entry.role is EntryRole.HEADING and entry.enumerator is None and n in looks and not looks[n].apart:
            entry.role, entry.unnumbered_style = EntryRole.PARAGRAPH, ""


def bookmark_levels(document: Document) -> dict[tuple[int, str], int]:
    """Levels by page (from 1; 0: any) and plain title; bookmarks that name every page,
    or numbers only, tell nothing.
    """
    marks = [mark for mark in document.bookmarks if not re.fullmatch(r"(?:page|第)?\s*\d+\s*页?", mark.title, re.I)]
    levels: dict[tuple[int, str], int] = {}
    for mark in marks:
        levels.setdefault((mark.page, plain(mark)), mark.level)
        levels.setdefault((0, plain(mark)), mark.level)
    return levels


def plain(text: str | Bookmark) -> str:
    """Letters and figures only, in small letters."""
    words = text.title if isinstance(text, Bookmark) else text
    return "".join(char for char in words.casefold() if char.isalnum())


def look_of(lines: Sequence[Setting], level: int | None) -> Look:
    """The look of the lines of one passage; `level` by a bookmark, None: no bookmark names it."""
    first = lines[0]
    return Look(
        min(line.scale for line in lines),
        all(line.bold for line in lines),
        all(line.centred for line in lines),
        first.pitch > ABOVE,
        len(lines),
        first.line.role,
        level if level is not None else first.line.level,
        level is not None,
    )
