"""Law 1, checked on a finished outline: no text is lost, doubled, moved or changed without a record."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, islice
from operator import attrgetter

from services.outline.model import (
    Fact,
    Finding,
    Gap,
    Heading,
    Metadata,
    Outline,
    Paragraph,
    ParagraphKind,
    Point,
    Repair,
    Run,
    Severity,
    Span,
)

SHOWN = 50  # a broken outline breaks everywhere: more findings than these tell nothing new


def check(outline: Outline, pages: Sequence[str]) -> tuple[Finding, ...]:
    """What breaks a law, at most 50 findings of severity ERROR; none for a sound outline.

    `pages` are the raw texts that the spans count in. Every non-blank code point must be in exactly one of: the span of
    a run, the span of a furniture, the span of a deleting repair; every span must lie in its page, runs in reading
    order; and where a run differs from the raw text, a repair must say so.
    """
    out = tuple(islice(_out_of_range(outline, pages), SHOWN))
    if out:  # the sweeps below index by span
        return out
    return tuple(islice(_breaches(outline, pages), SHOWN))


def _breaches(outline: Outline, pages: Sequence[str]) -> Iterator[Finding]:
    runs = [(run, run.span) for run in _runs(outline) if run.span is not None]
    yield from _out_of_order(run.span for run in _runs(outline, notes=False) if run.span is not None)
    yield from _out_of_order(piece.span for piece in outline.furniture)
    taken = [span for _, span in runs]
    taken += (piece.span for piece in outline.furniture)
    taken += (repair.span for repair in outline.repairs if not repair.after)
    yield from _uncovered(taken, pages)
    repairs = sorted(outline.repairs, key=attrgetter("span"))
    yield from _changed(runs, repairs, pages)
    for _, block in outline.walk():
        if isinstance(block, Heading | Point) and block.enumerator and block.text:
            literal = block.enumerator.literal
            if not str(block.text).startswith(literal):
                yield _finding("enumerator_not_at_head", block.text.spans[:1], literal=literal)


def _finding(rule: str, spans: Iterable[Span], **details: str) -> Finding:
    return Finding(rule, Severity.ERROR, tuple(spans), tuple(details.items()))


def _runs(outline: Outline, notes: bool = True) -> Iterator[Run]:
    """The runs in reading order; a footnote stands behind a paragraph that goes on over the page."""
    for _, block in outline.walk():
        is_note = isinstance(block, Paragraph) and block.kind is ParagraphKind.FOOTNOTE
        if not isinstance(block, Gap) and (notes or not is_note):
            yield from block.text.runs


def _spans(outline: Outline) -> Iterator[Span]:
    for _, block in outline.walk():
        if isinstance(block, Gap):
            yield block.at
        else:
            yield from block.text.spans
    for page in outline.printed_pages:
        yield from page.spans
    for name in Metadata.__slots__:
        value = getattr(outline.metadata, name)
        if isinstance(value, Fact):
            yield from value.spans
    for finding in outline.findings:
        yield from finding.spans
    for piece in outline.furniture:
        yield piece.span
    for repair in outline.repairs:
        yield repair.span


def _out_of_range(outline: Outline, pages: Sequence[str]) -> Iterator[Finding]:
    lengths = [len(page) for page in pages]
    if list(outline.source.page_chars) != lengths:
        yield _finding("pages_miscounted", (), told=str(len(outline.source.page_chars)), given=str(len(lengths)))
    ends = dict(enumerate(lengths, 1))
    for page, start, end in _spans(outline):
        if not 0 <= start <= end <= ends.get(page, -1):
            span = Span(page, start, end)
            yield _finding("span_out_of_range", (span,), **_place(span))


def _out_of_order(spans: Iterable[Span]) -> Iterator[Finding]:
    reached = (0, 0)
    for span in spans:
        if (span.page, span.start) < reached:
            yield _finding("text_out_of_order", (span,), **_place(span))
        reached = (span.page, span.end)


def _uncovered(taken: list[Span], pages: Sequence[str]) -> Iterator[Finding]:
    """A sweep over the spans in the order of the dump: what lies between them is lost, where they overlap doubled."""
    ends = (Span(page, len(text), len(text)) for page, text in enumerate(pages, 1))
    now = reached = 0
    for page, start, end in sorted((*taken, *ends)):
        if page != now:
            now, reached = page, 0
        if start > reached and (lost := pages[page - 1][reached:start].strip()):
            span = Span(page, reached, start)
            yield _finding("text_not_conserved", (span,), **_place(span), text=lost[:40])
        elif start < reached and (words := pages[page - 1][start : min(reached, end)].strip()):
            span = Span(page, start, min(reached, end))
            yield _finding("text_doubled", (span,), **_place(span), text=words[:40])
        if end > reached:
            reached = end


def _changed(runs: list[tuple[Run, Span]], repairs: list[Repair], pages: Sequence[str]) -> Iterator[Finding]:
    """Runs whose text is not that of their span, save for blanks, though no repair stands there."""
    mended = _mended(repairs, pages)
    repaired = [repair.span for repair in repairs]
    reaches = list(accumulate(((span.page, span.end) for span in repaired), max))
    for run, span in runs:
        raw = pages[span.page - 1][span.start : span.end]
        if run.text == raw or run.text == mended[span.page - 1][span.start : span.end]:
            continue
        if len(run.text) == len(raw):
            places = [
                Span(span.page, span.start + n, span.start + n + 1)
                for n, (was, now) in enumerate(zip(raw, run.text, strict=True))
                if was != now and not (was.isspace() and now.isspace())
            ]
        else:
            places = [] if "".join(run.text.split()) == "".join(raw.split()) else [span]
        for place in places:
            # The first repair that ends after the place begins; does it also begin before the place ends?
            first = bisect_right(reaches, (place.page, place.start))
            if first == len(repaired) or repaired[first] >= Span(place.page, place.end, 0):
                yield _finding("text_changed_silently", (place,), **_place(place), text=run.text[:40])
                break


def _mended(repairs: list[Repair], pages: Sequence[str]) -> list[str]:
    """The pages after all repairs that put one character for one: what nearly every repaired run must read."""
    mended = list(pages)
    for page, done in groupby(repairs, key=lambda repair: repair.span.page):
        raw, parts, at = pages[page - 1], [], 0
        for _, (_, start, end), _, after in done:
            if start >= at and len(after) == end - start:
                parts += [raw[at:start], after]
                at = end
        mended[page - 1] = "".join([*parts, raw[at:]])
    return mended


def _place(span: Span) -> dict[str, str]:
    return {"page": str(span.page), "start": str(span.start), "end": str(span.end)}
