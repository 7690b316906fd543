"""A block's text, typed anew: what stays keeps its provenance, what goes is a deleting repair,
what comes is recorded.
"""

from __future__ import annotations

from services.outline.edits.draft import EDITED
from services.outline.model import Repair, Run, Text


def retyped(text: Text, words: str) -> tuple[Text, tuple[Repair, ...]]:
    """The new text and the record of what was changed.

    Old and new share a head and a tail; what lies between is replaced as a whole. Its first place in the dump is read
    as the new words, its other places are deleted; where nothing lies between, the new words have no place.
    """
    old = str(text)
    head = _shared(old, words)
    tail = _shared(old[head:][::-1], words[head:][::-1])
    head, tail = _whole_runs(text, head, len(old) - tail)
    before, middle, after = text.cut(0, head), text.cut(head, tail), text.cut(tail, len(old))
    new = words[head : len(words) - (len(old) - tail)]
    places = [run for run in middle.runs if run.span is not None and run.span.chars]
    if not places:
        return Text((*before.runs, *((Run(new, None),) if new else ()), *after.runs)), ()
    repairs = [
        Repair(EDITED.rule, run.span, run.text, new if number == 0 else "")
        for number, run in enumerate(places)
        if run.span is not None
    ]
    changed = (Run(new, places[0].span),) if new else ()
    return Text((*before.runs, *changed, *after.runs)), tuple(repairs)


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _whole_runs(text: Text, start: int, end: int) -> tuple[int, int]:
    """The stretch, made longer where it would cut a run whose characters have no places of their own."""
    at = 0
    for run in text.runs:
        stop = at + len(run.text)
        if run.span is not None and len(run.text) != run.span.chars:
            if at < start < stop:
                start = at
            if at < end < stop:
                end = stop
        at = stop
    return start, end
