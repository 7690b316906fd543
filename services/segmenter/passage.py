"""A passage: one paragraph as stretches of the mapped text, and the text and the spans that it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from services.outline.model import Run, Span, Text
from services.segmenter.paged_text import PagedText
from services.segmenter.source_map import SourceMappedText


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: flow stretches in order, with `joint` between two of them; whether a lost page is next to it."""

    pieces: tuple[tuple[int, int], ...]
    joints: tuple[str, ...] = ()  # one fewer than pieces
    after_loss: bool = False
    before_loss: bool = False

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]

    def joined(self, text: str) -> str:
        """Its words as one string; `text` is the text that the pieces count in."""
        if len(self.pieces) == 1:
            return text[self.start : self.end]
        parts = [text[a:b] for a, b in self.pieces]
        return parts[0] + "".join(joint + part for joint, part in zip(self.joints, parts[1:], strict=True))


def text_of(dump: PagedText, flow: SourceMappedText, passage: Passage) -> Text:
    """The passage's text, run by run."""
    runs: list[Run] = []
    for n, (start, end) in enumerate(passage.pieces):
        if n and passage.joints[n - 1]:
            runs.append(Run(passage.joints[n - 1], None))
        for a, b, (begin, stop) in flow.pieces(start, end):
            runs.append(Run(flow.text[a:b], dump.span(begin, stop)))
    return Text(tuple(runs))


def spans_of(dump: PagedText, flow: SourceMappedText, passage: Passage) -> tuple[Span, ...]:
    """Where the passage stands in the dump, in reading order."""
    return tuple(dump.span(a, b) for start, end in passage.pieces for a, b in flow.origins_of(start, end))


def place_before(dump: PagedText, flow: SourceMappedText, passage: Passage) -> Span:
    """The empty span just before a passage."""
    for begin, _ in flow.origins_of(passage.start, passage.end):
        return dump.span(begin, begin)
    return Span(1, 0, 0)
