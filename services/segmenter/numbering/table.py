"""The one table of numbering styles, and how one is read at a place in the text.

A new style is a new row in the file of its language; recognition, depths, `quire depths`, docs/numbering.md and the
tests
read the table. Other rooms ask a row for its properties and never for its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from services.outline.model import Enumerator
from services.segmenter.numbering.chinese import CHINESE
from services.segmenter.numbering.first import first_characters
from services.segmenter.numbering.japanese import JAPANESE
from services.segmenter.numbering.marks import MARKS
from services.segmenter.numbering.style import NumberingStyle
from services.segmenter.numbering.western import WESTERN

# In order of trial: the first row that matches is taken, so the more special row stands first.
NUMBERING_STYLES: tuple[NumberingStyle, ...] = (*CHINESE, *JAPANESE, *WESTERN, *MARKS)

_Tried = tuple[NumberingStyle, re.Pattern[str]]


class StyleIndex:
    """Rows by name, and by the characters that their patterns can begin with."""

    def __init__(self, rows: Sequence[NumberingStyle]) -> None:
        self.by_name = {row.name: row for row in rows}
        self._tried = tuple((row, re.compile(row.pattern), self._class(row.pattern)) for row in rows)
        self._by_first: dict[str, tuple[_Tried, ...]] = {}

    @staticmethod
    def _class(pattern: str) -> re.Pattern[str]:
        return re.compile(f"[{first_characters(pattern)}]")

    @cached_property
    def first(self) -> re.Pattern[str]:
        """One character that some style begins with."""
        return re.compile("[" + "".join(first.pattern[1:-1] for _, _, first in self._tried) + "]")

    def rows_for(self, character: str) -> tuple[_Tried, ...]:
        """The rows that may begin with a character, in order of trial, with their patterns."""
        rows = self._by_first.get(character)
        if rows is not None:
            return rows
        if self.first.match(character) is None:  # not remembered: a text may have a million of them
            return ()
        rows = tuple((row, pattern) for row, pattern, first in self._tried if first.match(character))
        self._by_first[character] = rows
        return rows


class StyleTable:
    """The table: rows by name, in order, and by what stands at a place."""

    def __init__(self, rows: Sequence[NumberingStyle]) -> None:
        self.index = StyleIndex(rows)

    def __getitem__(self, name: str) -> NumberingStyle:
        return self.index.by_name[name]

    def __iter__(self) -> Iterator[NumberingStyle]:
        return iter(self.index.by_name.values())

    def __contains__(self, name: str) -> bool:
        return name in self.index.by_name

    def get(self, name: str) -> NumberingStyle | None:
        """The row of a name; None for a heading without a number and for styles that are not ours."""
        return self.index.by_name.get(name)

    def of(self, enumerator: Enumerator | None) -> NumberingStyle | None:
        """The row of an enumerator; None without one."""
        return self.index.by_name.get(enumerator.style) if enumerator is not None else None

    def begins_at(self, text: str, at: int) -> bool:
        """Whether the character at `at` can begin an enumerator: a quick look before a long one."""
        return self.index.first.match(text, at) is not None


STYLES = StyleTable(NUMBERING_STYLES)


def enumerator_at(text: str, start: int, end: int) -> Enumerator | None:
    """The enumerator that stands at `start` (code points), in a paragraph that ends at `end`; None: none does.

    Dates and figures are none: "5.11在…会议", "3.5%", "2011年".
    """
    if start >= end:
        return None
    for row, pattern in STYLES.index.rows_for(text[start]):
        match = pattern.match(text, start, end)
        if match is not None:
            ordinal = row.ordinal(match)
            return None if ordinal is None else Enumerator(row.name, ordinal, match[0].rstrip())
    return None
