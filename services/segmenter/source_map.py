"""The document's text as one string, and where every character of it came from.

Furniture and cuts leave the flow, repairs change it; each step makes a new flow. Offsets of a flow are code points;
`origin` offsets are code points of the whole decoded dump. Two characters mark places inside a flow: PAGE_BREAK,
where one
printed page ends and the next begins, and LOST_PAGES, where pages are missing between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

PAGE_BREAK = "\f"
LOST_PAGES = "\x1d"


class Edit(NamedTuple):
    """SourceMappedText offsets `start` to `end` become `text`. A sign of ours (PAGE_BREAK, LOST_PAGES) has no
    origin."""

    start: int
    end: int
    text: str = ""
    sign: bool = False


@dataclass(frozen=True, slots=True)
class SourceMappedText:
    """`text`, cut into stretches: stretch n starts at `starts[n]` and came from `origins[n]` = (start, end) of the
    dump.

    A stretch whose origin is as long as itself matches it one to one; (-1, -1) came from nowhere (PAGE_BREAK,
    LOST_PAGES).
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]

    @staticmethod
    def of(text: str, stretches: Iterable[tuple[int, int] | str]) -> SourceMappedText:
        """The flow of some stretches of the dump, with strings of ours (PAGE_BREAK, LOST_PAGES) between them."""
        parts, starts, origins, at = [], [], [], 0
        for stretch in stretches:
            if isinstance(stretch, str):
                part, origin = stretch, (-1, -1)
            else:
                part, origin = text[stretch[0] : stretch[1]], stretch
            if part:
                parts.append(part)
                starts.append(at)
                origins.append(origin)
                at += len(part)
        return SourceMappedText("".join(parts), tuple(starts), tuple(origins))

    def edited(self, edits: Iterable[Edit]) -> SourceMappedText:
        """The flow after `edits`, which are in order and do not overlap."""
        parts: list[str] = []
        starts: list[int] = []
        origins: list[tuple[int, int]] = []
        size = 0

        def put(part: str, origin: tuple[int, int]) -> None:
            nonlocal size
            if part:
                parts.append(part)
                starts.append(size)
                origins.append(origin)
                size += len(part)

        done = 0
        for edit in edits:
            for a, b, origin in self.pieces(done, edit.start):
                put(self.text[a:b], origin)
            if edit.text:
                covered = [] if edit.sign else self.origins_of(edit.start, edit.end)
                put(edit.text, covered[0] if covered else (-1, -1))
            done = edit.end
        for a, b, origin in self.pieces(done, len(self.text)):
            put(self.text[a:b], origin)
        return SourceMappedText("".join(parts), tuple(starts), tuple(origins))

    def replaced(self, text: str) -> SourceMappedText:
        """The same flow with another text of the same length: repairs that swap one character for one."""
        return SourceMappedText(text, self.starts, self.origins)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, tuple[int, int]]]:
        """The stretches of `start` to `end`: (flow start, flow end, origin), in order."""
        starts, origins = self.starts, self.origins
        n = bisect_right(starts, start) - 1
        while start < end:
            stretch = starts[n]
            after = starts[n + 1] if n + 1 < len(starts) else len(self.text)
            stop = min(end, after)
            origin = origins[n]
            if origin[0] >= 0 and origin[1] - origin[0] == after - stretch:
                origin = (origin[0] + start - stretch, origin[0] + stop - stretch)
            yield start, stop, origin
            start = stop
            n += 1

    def origins_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where `start` to `end` came from, in order; without what came from nowhere."""
        return [origin for _, _, origin in self.pieces(start, end) if origin[0] >= 0]
