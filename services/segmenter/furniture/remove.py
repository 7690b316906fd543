"""The dump without its furniture, as a flow in which PAGE_BREAK and LOST_PAGES tell where printed pages end."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from services.outline.model import Finding, Furniture, FurnitureKind, Severity
from services.segmenter.furniture.folios import find_edge_folios, find_running_folios
from services.segmenter.furniture.running_text import FEWEST, LONGEST, find_running_text
from services.segmenter.furniture.span import FurnitureSpan
from services.segmenter.furniture.viewer import find_viewer_counter
from services.segmenter.furniture.watermark import find_watermarks
from services.segmenter.paged_text import PageBoundary, PagedText
from services.segmenter.source_map import LOST_PAGES, PAGE_BREAK, Edit, SourceMappedText

ROUNDS = 3  # a page's edge may carry a header and a folio above it
UNREAD = 0.75  # of the length of that many usual pages: so much text between two folios, and none of them is lost
TELLING = 2  # pages that must count on by one for their usual length to be known
SIGNS = re.compile(f"[{PAGE_BREAK}{LOST_PAGES}]")


@dataclass(frozen=True, slots=True)
class FurnitureRemoval:
    """The flow without furniture, the furniture, the pages' printed numbers, and what is missing where."""

    flow: SourceMappedText
    furniture: tuple[Furniture, ...]
    numbers: tuple[int | None, ...]  # printed number of each page of the flow, None: unknown
    lost: tuple[tuple[int, ...], ...]  # lost numbers at each LOST_PAGES of the flow, in order
    evidence: str  # what told of them: "folio_jump", "mark_jump"
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class FurnitureRemover:
    """The flow while furniture is taken from it."""

    dump: PagedText
    flow: SourceMappedText
    furniture: list[Furniture] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, spans: list[FurnitureSpan], signs: list[str] | None = None) -> None:
        """Set `found` aside; `signs` take their places in the flow."""
        edits = []
        for n, one in enumerate(spans):
            for origin in self.flow.origins_of(one.start, one.end):
                for span in self.dump.spans(*origin):
                    base = self.dump.pages[span.page - 1][0]
                    text = self.dump.text[base + span.start : base + span.end]
                    self.furniture.append(Furniture(one.kind, text, span, one.number))
            edits.append(Edit(one.start, one.end, signs[n] if signs else "", sign=True))
        self.flow = self.flow.edited(edits)

    def pages(self) -> list[tuple[int, int]]:
        """Start and end of each page of the flow."""
        edges = [match.start() for match in SIGNS.finditer(self.flow.text)]
        return list(zip([0, *(edge + 1 for edge in edges)], [*edges, len(self.flow.text)], strict=True))


def remove_furniture(dump: PagedText) -> FurnitureRemoval:
    """The body of `dump` as a flow. In a dump of cuts the printed pages are found first, by their folios."""
    remover = FurnitureRemover(dump, _without_marks(dump))
    remover.furniture += [
        Furniture(m.kind, dump.text[m.start : m.end], dump.span(m.start, m.end), m.number) for m in dump.marks
    ]
    evidence = "folio_jump"
    if dump.boundary is PageBoundary.CUT or len(dump.pages) == 1:
        numbers, lost = _take_running_folios(remover)
        if not lost and len(numbers) == 1:
            numbers = _take_edges(remover, numbers)
            if numbers == [None]:
                numbers = _take_watermarks(remover)
        else:
            _take_edges(remover, numbers)
    else:
        numbers = _take_edges(remover, _seen_folios(dump))
        if all(number is None for number in numbers):
            shown = _marked_numbers(dump)
            if any(b - a > 1 for a, b in zip(shown, shown[1:], strict=False)):
                numbers, evidence = list(shown), "mark_jump"
        lost = _sign_losses(remover, numbers)
    furniture = tuple(sorted(remover.furniture, key=lambda f: f.span))
    return FurnitureRemoval(remover.flow, furniture, tuple(numbers), tuple(lost), evidence, tuple(remover.findings))


def _without_marks(dump: PagedText) -> SourceMappedText:
    stretches: list[tuple[int, int] | str] = []
    marks = list(dump.marks)
    for n, (start, end) in enumerate(dump.pages):
        if n and dump.boundary is PageBoundary.PAGE:
            stretches.append(PAGE_BREAK)
        while marks and marks[0].start < end:
            mark = marks.pop(0)
            stretches += _unsigned(dump.text, start, mark.start)
            start = mark.end
        stretches += _unsigned(dump.text, start, end)
    return SourceMappedText.of(dump.text, stretches)


def _unsigned(text: str, start: int, end: int) -> list[tuple[int, int] | str]:
    """A stretch of the dump without characters that are signs in a flow: white space there, line ends here."""
    stretches: list[tuple[int, int] | str] = []
    for match in SIGNS.finditer(text, start, end):
        stretches += [(start, match.start()), "\n"]
        start = match.end()
    return [*stretches, (start, end)]


def _marked_numbers(dump: PagedText) -> list[int]:
    """The numbers on the marks, if every page has one."""
    marks = [mark for mark in dump.marks if mark.kind is FurnitureKind.DUMP_MARK]
    numbers = [mark.number for mark in marks if mark.number is not None]
    return numbers if len(numbers) == len(dump.pages) else []


def _seen_folios(dump: PagedText) -> list[int | None]:
    """The numbers of pages whose folio was seen by its place."""
    numbers: list[int | None] = [None] * len(dump.pages)
    for mark in dump.marks:
        if mark.kind is FurnitureKind.FOLIO and mark.number is not None:
            numbers[dump.span(mark.start, mark.end).page - 1] = mark.number
    return numbers


def _take_running_folios(remover: FurnitureRemover) -> tuple[list[int | None], list[tuple[int, ...]]]:
    """Take the folios of a text without pages of its own; the numbers of its printed pages and what is lost."""
    counter = find_viewer_counter(remover.flow.text) if remover.dump.boundary is PageBoundary.CUT else None
    if counter is not None:
        remover.take([counter])
    folios = find_running_folios(remover.flow.text, remover.dump.boundary is PageBoundary.CUT)
    if not folios:
        return [None], []
    if counter is not None and counter.number != folios[-1].number:
        details = (("counted", str(counter.number)), ("printed", str(folios[-1].number)))
        remover.findings.append(Finding("viewer_counter_disagrees", Severity.INFO, details=details))
    text = remover.flow.text
    beside = _words_beside(text, folios)
    first = beside[0][0] if beside else folios[0].start
    foot = bool(text[:first].strip())  # a folio before any text is at the head of its page
    numbers: list[int | None] = [folio.number for folio in folios]
    if foot and text[folios[-1].end :].strip():
        numbers.append(None)
    usual = _usual_page(folios)
    signs, lost = [], []
    for k in range(len(folios)):
        before, after = (k, k + 1) if foot else (k - 1, k)
        if before < 0 or after >= len(numbers):
            signs.append("")
            continue
        here, there = numbers[before], numbers[after]
        missing = tuple(range(here + 1, there)) if here is not None and there is not None else ()
        apart = folios[max(before, after)].start - folios[min(before, after)].end if after < len(folios) else 0
        if missing and usual and apart >= UNREAD * usual * (len(missing) + 1):
            missing = ()  # the pages are there, and only their numbers were not read
        signs.append(LOST_PAGES if missing else PAGE_BREAK)
        if missing:
            lost.append(missing)
    kind = FurnitureKind.RUNNING_FOOTER if foot else FurnitureKind.RUNNING_HEADER
    both = [*zip(folios, signs, strict=True), *((FurnitureSpan(a, b, kind), "") for a, b in beside)]
    both.sort(key=lambda one: one[0].start)
    remover.take([found for found, _ in both], [sign for _, sign in both])
    return numbers, lost


def _usual_page(folios: list[FurnitureSpan]) -> float:
    """Code points between two folios that count on by one: the most, for a last page is short; 0: too few to tell."""
    steps = [
        after.start - before.end
        for before, after in zip(folios, folios[1:], strict=False)
        if before.number is not None and after.number == before.number + 1
    ]
    return max(steps) if len(steps) >= TELLING else 0


def _take_watermarks(remover: FurnitureRemover) -> list[int | None]:
    """Take the lines that recur between others; each stands where a page ends, or begins."""
    marks = find_watermarks(remover.flow.text)
    text = remover.flow.text
    signs = [PAGE_BREAK if text[: one.start].strip() and text[one.end :].strip() else "" for one in marks]
    remover.take(marks, signs)
    return [None] * (1 + signs.count(PAGE_BREAK))


def _words_beside(text: str, folios: list[FurnitureSpan]) -> list[tuple[int, int]]:
    """The stretches before the folios on their lines where all have the same words: "县政府办公室　第1页"."""
    starts = [text.rfind("\n", 0, folio.start) + 1 for folio in folios]
    words = {text[start : folio.start].strip() for start, folio in zip(starts, folios, strict=True)}
    if len(folios) < FEWEST or len(words) > 1 or not any(words) or folios[0].start - starts[0] > LONGEST:
        return []
    return [
        (start, start + len(text[start : folio.start].rstrip())) for start, folio in zip(starts, folios, strict=True)
    ]


def _take_edges(remover: FurnitureRemover, numbers: list[int | None]) -> list[int | None]:
    """Take folios and running text from the pages' edges; the numbers of the pages."""
    for _ in range(ROUNDS):
        pages = remover.pages()
        spans: list[FurnitureSpan] = []
        for foot in (True, False):
            if all(number is None for number in numbers):
                for page, folio in find_edge_folios(remover.flow.text, pages, foot):
                    numbers[page] = folio.number
                    spans.append(folio)
            folios = sorted((one.start, one.end) for one in spans)
            spans += [
                running
                for _, running in find_running_text(remover.flow.text, pages, head=not foot)
                if not _overlaps(running, folios)
            ]
        if not spans:
            break
        remover.take(sorted(spans, key=lambda one: one.start))
    return numbers


def _overlaps(piece: FurnitureSpan, taken: list[tuple[int, int]]) -> bool:
    """Whether it shares a character with one of `taken`, which are in order and do not overlap."""
    near = bisect_left(taken, (piece.end, 0))  # the first that begins behind it
    return near > 0 and taken[near - 1][1] > piece.start


def _sign_losses(remover: FurnitureRemover, numbers: list[int | None]) -> list[tuple[int, ...]]:
    """Put LOST_PAGES for PAGE_BREAK where the printed numbers jump; the lost numbers."""
    edges = [end for _, end in remover.pages()[:-1]]
    known = [(k, number) for k, number in enumerate(numbers) if number is not None]
    text, lost = remover.flow.text, []
    for (j, before), (k, after) in zip(known, known[1:], strict=False):
        missing = after - before - (k - j)
        # Pages between without a number may have hidden a wrong one: then both sides must count on by themselves.
        sure = k - j == 1 or (numbers[j - 1 : j] == [before - 1] and numbers[k + 1 : k + 2] == [after + 1])
        if missing > 0 and sure:
            # Between two numbered pages that do not touch, the loss is put at the first edge.
            text = text[: edges[j]] + LOST_PAGES + text[edges[j] + 1 :]
            lost.append(tuple(range(before + 1, before + 1 + missing)))
    remover.flow = remover.flow.replaced(text)
    return lost
