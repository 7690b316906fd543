"""A document as seen: the one object that the pipeline asks for furniture, passages and looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.outline.model import ParagraphKind
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.geometry.furniture import NOTE_MARK, find_furniture, find_notes
from services.segmenter.geometry.looks import NAMED, Look, bookmark_levels, look_of, plain, weigh_looks
from services.segmenter.geometry.paragraphs import find_begins
from services.segmenter.geometry.settings import Setting, measure
from services.segmenter.paged_text import Mark, PagedText
from services.segmenter.passage import Passage
from services.segmenter.readers.document import Document, Role
from services.segmenter.readers.words import SOLID
from services.segmenter.source_map import LOST_PAGES, PAGE_BREAK, SourceMappedText

PLACED = 0.9  # of the lines that must have a place for paragraphs to be seen
LINE = re.compile(f"[^\n{PAGE_BREAK}{LOST_PAGES}]+")
Key = tuple[int, int]  # page and number of a line, from 0


@dataclass(slots=True)
class _Stack:
    """The paragraph that is being put together, and the notes that stand between its lines."""

    pieces: list[tuple[int, int]]
    joints: list[str]
    notes: list[Passage]
    after_loss: bool = False

    def open(self, piece: tuple[int, int], after_loss: bool) -> None:
        self.pieces, self.joints, self.after_loss = [piece], [], after_loss

    def go_on(self, text: str, piece: tuple[int, int]) -> None:
        self.joints.append(_joint(text[self.pieces[-1][1] - 1], text[piece[0]]))
        self.pieces.append(piece)

    def note(self, text: str, piece: tuple[int, int], begins: bool) -> None:
        if begins or not self.notes:
            self.notes.append(Passage((piece,)))
            return
        last = self.notes[-1]
        joint = _joint(text[last.end - 1], text[piece[0]])
        self.notes[-1] = Passage((*last.pieces, piece), (*last.joints, joint))

    def close(self, before_loss: bool) -> list[Passage]:
        """The paragraph, then its notes."""
        body = [Passage(tuple(self.pieces), tuple(self.joints), self.after_loss, before_loss)] if self.pieces else []
        found = [*body, *self.notes]
        self.pieces, self.notes = [], []
        return found


@dataclass(frozen=True, slots=True)
class View:
    """The dump with what was seen to be furniture as marks; which lines begin paragraphs; how every line is set."""

    document: Document
    dump: PagedText
    settings: dict[Key, Setting]
    begins: frozenset[Key]
    notes: frozenset[Key]
    placed: bool  # enough lines have a place: `passages` may be asked

    @property
    def styled(self) -> bool:
        """Whether the file itself names its headings, and their levels."""
        levels = [line.level for page in self.document.pages for line in page.lines if line.role is Role.HEADING]
        return sum(level is not None for level in levels) >= NAMED

    def passages(self, flow: SourceMappedText) -> list[Passage]:
        """The paragraphs of the flow as they are set; nothing is joined over lost pages,
        and text goes on behind notes.
        """
        body = _Stack([], [], [])
        found: list[Passage] = []
        end = 0
        for match in LINE.finditer(flow.text):
            text = match[0]
            start, stop = match.start() + len(text) - len(text.lstrip()), match.start() + len(text.rstrip())
            if start >= stop:
                continue
            lost = LOST_PAGES in flow.text[end : match.start()]
            end = match.end()
            key = self._line_at(flow, start)
            begins = lost or key is None or key in self.begins
            if key in self.notes:
                body.note(flow.text, (start, stop), begins)
            elif begins or not body.pieces:
                found += body.close(lost)
                body.open((start, stop), lost)
            else:
                body.go_on(flow.text, (start, stop))
        return found + body.close(False)

    def mark_kinds(self, flow: SourceMappedText, entries: Sequence[Entry]) -> None:
        """Tell footnotes, captions and rows of tables before anything is judged by its words."""
        table, in_table = 0, False
        for entry in entries:
            key = next(self._lines_of(flow, entry.passage), None)
            role = self.document.pages[key[0]].lines[key[1]].role if key else None
            row = role is Role.TABLE or (role is None and "\t" in entry.text)
            table += row and not in_table
            in_table = row
            if key in self.notes:
                entry.kind = ParagraphKind.FOOTNOTE
                match = NOTE_MARK.match(entry.text)
                entry.mark = match[0].strip() if match else ""
            elif row:
                entry.kind, entry.table = ParagraphKind.TABLE_ROW, table
            elif role is Role.CAPTION:
                entry.kind = ParagraphKind.CAPTION
            if entry.kind is not ParagraphKind.TEXT:
                entry.enumerator = None

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
        for entry in entries:
            if entry.kind is not ParagraphKind.TEXT and entry.role is not EntryRole.META:
                entry.role, entry.split, entry.unnumbered_style = EntryRole.PARAGRAPH, 0, ""

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
    marked = find_furniture(document)
    furniture = frozenset((one.page, one.number) for one in marked)
    settings = measure(document, furniture)
    notes = find_notes(document, settings, furniture)
    begins: frozenset[Key] = frozenset()
    if notes:
        body = frozenset((one.page, one.number) for one in settings.lines) - notes
        begins = find_begins(measure(document, furniture | body))
        settings = measure(document, furniture | notes)
    marks = []
    for one in sorted(marked):
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
        notes,
        placed and all(page.lines or not page.text.strip() for page in document.pages),
    )


def _joint(before: str, after: str) -> str:
    """What goes between two lines: nothing where either side is written without blanks."""
    return "" if SOLID.match(before) or SOLID.match(after) else " "
