"""Repairs undone, and furniture put back: raw text of the dump stands in the document again."""

from __future__ import annotations

from dataclasses import replace

from services.outline.edits.draft import Draft, Item
from services.outline.edits.edit import Place, invalid
from services.outline.model import Gap, Paragraph, Repair, Run, Span, Text


def repair_undone(draft: Draft, at: Place) -> Draft:
    """The draft without the repair that begins at `at`.

    EDIT_INVALID where there is none, or it cannot be told apart.
    """
    repair = next((repair for repair in draft.repairs if Place(*repair.span[:2]) == at and repair.span.chars), None)
    if repair is None:
        raise invalid(f"There is no repair at page {at.page}, character {at.start}.")
    rest = tuple(other for other in draft.repairs if other is not repair)
    if not repair.after:
        return _inserted(replace(draft, repairs=rest), Run(repair.before, repair.span))
    return _raw_again(replace(draft, repairs=rest), repair)


def put_back(draft: Draft, at: Place) -> Draft:
    """The draft with the furniture that begins at `at` among its text."""
    piece = next((piece for piece in draft.furniture if Place(*piece.span[:2]) == at), None)
    if piece is None:
        raise invalid(f"Nothing was set aside at page {at.page}, character {at.start}.")
    rest = tuple(other for other in draft.furniture if other is not piece)
    return _inserted(replace(draft, furniture=rest), Run(piece.text, piece.span))


def _raw_again(draft: Draft, repair: Repair) -> Draft:
    for number, item in enumerate(draft.items):
        if isinstance(item.block, Gap):
            continue
        runs = item.block.text.runs
        for place, run in enumerate(runs):
            if run.span is None or not _covers(run.span, repair.span):
                continue
            if len(run.text) == run.span.chars:
                a, b = repair.span.start - run.span.start, repair.span.end - run.span.start
                words = run.text[:a] + repair.before + run.text[b:]
            elif run.span == repair.span:
                words = repair.before
            else:
                raise invalid("Several repairs were made here at once: correct the text instead.")
            text = Text((*runs[:place], Run(words, run.span), *runs[place + 1 :]))
            return draft.with_items(number, number + 1, replace(item, block=replace(item.block, text=text)))
    raise invalid("The repaired text is not in the document any more.")


def _covers(span: Span, inner: Span) -> bool:
    return span.page == inner.page and span.start <= inner.start and inner.end <= span.end


def _inserted(draft: Draft, run: Run) -> Draft:
    """The run in its place: inside the block around it, else a paragraph of its own."""
    assert run.span is not None
    place = Place(run.span.page, run.span.start)
    for number, item in enumerate(draft.items):
        if item.place is None or item.end is None:
            continue
        if item.place > place:
            return draft.with_items(number, number, Item(0, Paragraph(Text((run,)))))
        if item.end > place and not isinstance(item.block, Gap):
            runs = item.block.text.runs
            before = [before_run for before_run in runs if before_run.span is not None and before_run.span < run.span]
            at = runs.index(before[-1]) + 1 if before else 0
            text = Text((*runs[:at], run, *runs[at:]))
            return draft.with_items(number, number + 1, replace(item, block=replace(item.block, text=text)))
    return draft.with_items(len(draft.items), len(draft.items), Item(0, Paragraph(Text((run,)))))
