"""A document as seen: the one object that the pipeline asks for furniture, passages and looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.segmenter.entries import Entry
from services.segmenter.geometry.furniture import find_furniture, find_notes
from services.segmenter.geometry.looks import Look, bookmark_levels, look_of, plain, weigh_looks
from services.segmenter.geometry.paragraphs import find_begins
from services.segmenter.geometry.settings import Setting, measure
from services.segmenter.paged_text import Mark, PagedText
from services.segmenter.passage import Passage
from services.segmenter.readers.document import Document
from services.segmenter.readers.words import SOLID
from services.segmenter.source_map import LOST_PAGES, PAGE_BREAK, SourceMappedText

PLACED = 0.9  # of the lines that must have a place for paragraphs to be seen
LINE = re.compile(f"[^\n{PAGE_BREAK}{LOST_PAGES}]+")
Key = tuple[int, int]  # page and number of a line, from 0


@dataclass(frozen=True, slots=True)
class View:
    """The dump with what was seen to be furniture as marks; which lines begin paragraphs; how every line is set."""

    document: Document
    dump: PagedText
    settings: dict[Key, Setting]
    begins: frozenset[Key]
    placed: bool  # enough lines have a place: `passages` may be asked

    def passages(self, flow: SourceMappedText) -> list[Passage]:
        """The paragraphs of the flow as they are set; nothing is joined over lost pages."""
        found: list[Passage] = []
        pieces: list[tuple[int, int]] = []
        joints: list[str] = []
        after_loss = lost = False
        end = 0
        for match in LINE.finditer(flow.text):
            text = match[0]
            start, stop = match.start() + len(text) - len(text.lstrip()), match.start() + len(text.rstrip())
            if start >= stop:
                continue
            lost = LOST_PAGES in flow.text[end : match.start()]
            end = match.end()
            key = self._line_at(flow, start)
            if pieces and not lost and key is not None and key not in self.begins:
                joints.append(_joint(flow.text[pieces[-1][1] - 1], flow.text[start]))
                pieces.append((start, stop))
                continue
            if pieces:
                found.append(Passage(tuple(pieces), tuple(joints), after_loss, lost))
            pieces, joints, after_loss = [(start, stop)], [], lost
        if pieces:
            found.append(Passage(tuple(pieces), tuple(joints), after_loss))
        return found

    def weigh(self, flow: SourceMappedText, entries: Sequence[Entry]) -> None:
        """Give entries the roles that their looks speak for."""
        levels = bookmark_levels(self.document)
        looks: dict[int, Look] = {}
        for n, entry in enumerate(entries):
            lines = list(dict.fromkeys(self._lines_of(flow, entry.passage)))
            if not lines:
                continue
            title = plain(entry.text)
            level = levels.get((lines[0][0] + 1, title)) or levels.get((0, title))
            settings = [self.settings[key] for key in lines if key in self.settings]
            if settings:
                looks[n] = look_of(settings, level)
            else:
                line = self.document.pages[lines[0][0]].lines[lines[0][1]]
                told = level if level is not None else line.level
                bold = (line.weight or 400) >= 600
                looks[n] = Look(bold=bold, role=line.role, level=told, bookmark=level is not None)
        weigh_looks(entries, looks)

    def _lines_of(self, flow: SourceMappedText, passage: Passage) -> Iterator[Key]:
        for start, _ in passage.pieces:
            key = self._line_at(flow, start)
            if key is not None:
                yield key

    def _line_at(self, flow: SourceMappedText, at: int) -> Key | None:
        """The line that a character of the flow came from."""
        origins = flow.origins_of(at, at + 1)
        if not origins:
            return None
        span = self.dump.span(origins[0][0], origins[0][0] + 1)
        line = self.document.pages[span.page - 1].line_at(span.start)
        return (span.page - 1, line) if line >= 0 else None


def view(document: Document) -> View | None:
    """What is seen of a document; None for plain text."""
    if not any(page.lines for page in document.pages):
        return None
    found = find_furniture(document)
    furniture = frozenset((one.page, one.number) for one in found)
    settings = measure(document, furniture)
    notes = find_notes(document, settings, furniture)
    begins: frozenset[Key] = frozenset()
    if notes:
        body = frozenset((one.page, one.number) for one in settings.lines) - notes
        begins = find_begins(measure(document, furniture | body))
        settings = measure(document, furniture | notes)
    marks = []
    for one in found:
        page = document.pages[one.page]
        start = document.dump.pages[one.page][0] + page.starts[one.number]
        marks.append(Mark(start, start + len(page.lines[one.number].text), one.shows, one.kind))
    lines = sum(len(page.lines) for page in document.pages)
    placed = sum(1 for page in document.pages for line in page.lines if line.box is not None) >= PLACED * lines
    return View(
        document,
        replace(document.dump, marks=tuple(marks)),
        {(one.page, one.number): one for one in settings.lines},
        find_begins(settings) | begins,
        placed and all(page.lines or not page.text.strip() for page in document.pages),
    )


def _joint(before: str, after: str) -> str:
    """What goes between two lines: nothing where either side is written without blanks."""
    return "" if SOLID.match(before) or SOLID.match(after) else " "
