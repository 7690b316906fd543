"""Repairs: one a file, in the order of REPAIRS; what they change is recorded here and nowhere else.

A repair looks at the text and yields what it would change, in order and without overlaps. It never guesses: what is
uncertain stays, and may become a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from services.outline.model import Repair, Span
from services.segmenter.dump import Dump
from services.segmenter.flow import Edit, Flow
from services.segmenter.repairs.bracketed_years import bracketed_years
from services.segmenter.repairs.compatibility import compatibility_ideographs
from services.segmenter.repairs.dehyphenation import dehyphenation
from services.segmenter.repairs.glyphs import wrong_glyphs
from services.segmenter.repairs.invisible import invisible_characters
from services.segmenter.repairs.ligatures import ligatures
from services.segmenter.repairs.mojibake import mojibake
from services.segmenter.repairs.punctuation import half_width_punctuation
from services.segmenter.repairs.radicals import radicals
from services.segmenter.repairs.stray_spaces import stray_spaces
from services.segmenter.repairs.wide_characters import wide_characters

FindRepairs = Callable[[str, str], Iterator[Edit]]

# The order matters: bytes before characters, characters before words, punctuation last, when its neighbours are right.
REPAIRS: tuple[tuple[str, FindRepairs], ...] = (
    ("mojibake", mojibake),
    ("invisible_characters", invisible_characters),
    ("stray_spaces", stray_spaces),
    ("radicals", radicals),
    ("compatibility_ideographs", compatibility_ideographs),
    ("wide_characters", wide_characters),
    ("ligatures", ligatures),
    ("dehyphenation", dehyphenation),
    ("wrong_glyphs", wrong_glyphs),
    ("bracketed_years", bracketed_years),
    ("half_width_punctuation", half_width_punctuation),
)


def repair(dump: Dump, flow: Flow, language: str) -> tuple[Flow, list[Repair]]:
    """The flow after all repairs, and the record of each change."""
    done: list[Repair] = []
    for rule, find in REPAIRS:
        edits = list(find(flow.text, language))
        if edits:
            done += record(dump, flow, rule, edits)
            flow = apply(flow, edits)
    return flow, done


def apply(flow: Flow, edits: list[Edit]) -> Flow:
    """The flow after `edits`; where all keep the length, its stretches stay."""
    if any(len(edit.text) != edit.end - edit.start for edit in edits):
        return flow.edited(edits)
    parts, at = [], 0
    for edit in edits:
        parts += [flow.text[at : edit.start], edit.text]
        at = edit.end
    return flow.replaced("".join([*parts, flow.text[at:]]))


def record(dump: Dump, flow: Flow, rule: str, edits: list[Edit]) -> Iterator[Repair]:
    """Each edit as a repair of the raw dump; one that lies over a cut is a repair on either side of it."""
    starts, origins, last = flow.starts, flow.origins, len(flow.starts) - 1
    n, page = 0, 0
    pages = dump.pages
    for edit in edits:
        while n < last and starts[n + 1] <= edit.start:
            n += 1
        stop = starts[n + 1] if n < last else len(flow.text)
        begin, end = origins[n]
        if edit.end <= stop and end - begin == stop - starts[n]:
            origin = begin + edit.start - starts[n], begin + edit.end - starts[n]
            while page + 1 < len(pages) and pages[page + 1][0] <= origin[0]:
                page += 1
            base, top = pages[page]
            if base <= origin[0] and origin[1] <= top:
                span = Span(page + 1, origin[0] - base, origin[1] - base)
            else:
                span = dump.span(*origin)
            yield Repair(rule, span, dump.text[origin[0] : origin[1]], edit.text)
        else:
            yield from _over_cuts(dump, flow, rule, edit)


def _over_cuts(dump: Dump, flow: Flow, rule: str, edit: Edit) -> Iterator[Repair]:
    keeps = len(edit.text) == edit.end - edit.start
    for n, (a, b, origin) in enumerate(flow.pieces(edit.start, edit.end)):
        # What changes its length is put where it begins; the rest of it is deleted.
        whole = "" if n else edit.text
        after = edit.text[a - edit.start : b - edit.start] if keeps else whole
        yield Repair(rule, dump.span(*origin), dump.text[origin[0] : origin[1]], after)
