"""What the rules say of a text, as evidence among other evidence: where blocks begin, what they are, which layout it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.outline.model import MetaRole
from services.segmenter.entries import Entry, EntryRole
from services.segmenter.weighing.glyphs import Floats, Ints

HEADING, POINT, PARAGRAPH, META, TITLE = range(1, 6)
_ROLES = {EntryRole.HEADING: HEADING, EntryRole.POINT: POINT, EntryRole.PARAGRAPH: PARAGRAPH, EntryRole.META: META}
COLUMNS = ("ruled_here", "ruled_role", "ruled_since", "ruled_to_next")
BLOCK_COLUMNS = (
    "ruled_role",
    "ruled_begins",
    "ruled_inside",
    "ruled_last",
    "ruled_before",
    "ruled_after",
    "ruled_ends",
)
TEXT_COLUMNS = (
    "ruled_headings",
    "ruled_points",
    "ruled_paragraphs",
    "ruled_meta",
    "ruled_title_at",
    "ruled_bad_starts",
)
BAD_STARTS = frozenset("，。、；：！？）”,.;:)")
NEAR = 8  # code points by which the end of a block and the next start may differ


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Starts of the rules' blocks, in order, and the role of each."""

    starts: Ints
    roles: Ints


def verdicts_of(entries: Sequence[Entry]) -> Verdicts:
    """The verdicts behind entries; a run-in heading and its text are two blocks."""
    pairs: list[tuple[int, int]] = []
    for entry in entries:
        role = _ROLES[entry.role]
        if entry.role is EntryRole.META and entry.meta is MetaRole.TITLE:
            role = TITLE
        pairs.append((entry.passage.start, role))
        if entry.split:
            pairs.append((_place(entry, entry.split), PARAGRAPH))
    pairs.sort()
    return Verdicts(
        np.array([a for a, _ in pairs] or [0], np.int32), np.array([r for _, r in pairs] or [PARAGRAPH], np.int32)
    )


def _place(entry: Entry, offset: int) -> int:
    """Where character `offset` of an entry's text stands in the flow."""
    passage = entry.passage
    for n, (a, b) in enumerate(passage.pieces):
        if offset < b - a or n == len(passage.pieces) - 1:
            return a + offset
        offset -= b - a + len(passage.joints[n])
    return passage.start


def gap_columns(verdicts: Verdicts, starts: Ints) -> Floats:
    """COLUMNS at each place."""
    k = np.maximum(np.searchsorted(verdicts.starts, starts, side="right") - 1, 0)
    begin = verdicts.starts[k]
    following = np.append(verdicts.starts, verdicts.starts[-1] + 4000)[k + 1]
    return np.column_stack(
        [
            begin == starts,
            verdicts.roles[k],
            np.log1p(np.maximum(0, starts - begin)),
            np.log1p(np.maximum(0, following - starts)),
        ]
    ).astype(np.float32)


def block_columns(verdicts: Verdicts, starts: Ints, ends: Ints) -> Floats:
    """BLOCK_COLUMNS of each block."""
    last_index = len(verdicts.starts) - 1
    k = np.maximum(np.searchsorted(verdicts.starts, starts, side="right") - 1, 0)
    last = np.maximum(np.searchsorted(verdicts.starts, ends - 1, side="right") - 1, 0)
    following = np.append(verdicts.starts, ends[-1] if len(ends) else 0)[last + 1]
    return np.column_stack(
        [
            verdicts.roles[k], verdicts.starts[k] == starts, last - k, verdicts.roles[last],
            np.where(k > 0, verdicts.roles[np.maximum(k - 1, 0)], 0),
            np.where(last < last_index, verdicts.roles[np.minimum(last + 1, last_index)], 0),
            (following >= ends) & (following <= ends + NEAR),
        ]
    ).astype(np.float32)  # fmt: skip


def text_columns(verdicts: Verdicts, text: str) -> Floats:
    """TEXT_COLUMNS of the whole text."""
    counts = np.bincount(verdicts.roles, minlength=TITLE + 1)
    titles = verdicts.starts[verdicts.roles == TITLE]
    bad = sum(1 for at in verdicts.starts.tolist() if text[at : at + 1] in BAD_STARTS)
    return np.array(
        [
            *np.log1p(counts[[HEADING, POINT, PARAGRAPH, META]]),
            min(2000, int(titles[0])) if len(titles) else 2000,
            bad / len(verdicts.starts),
        ],
        np.float32,
    )
