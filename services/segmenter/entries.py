"""An entry: one paragraph of the document on its way to its place in the outline."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from services.outline.model import Enumerator, MetaRole, ParagraphKind
from services.segmenter.passage import Passage


class EntryRole(Enum):
    """What the entry is to the document."""

    HEADING = "heading"
    POINT = "point"
    PARAGRAPH = "paragraph"
    META = "meta"


@dataclass(slots=True)
class Entry:
    """`text` is the passage as one string; `split` > 0: a run-in heading of so many characters begins it."""

    passage: Passage
    text: str
    enumerator: Enumerator | None = None
    role: EntryRole = EntryRole.PARAGRAPH
    meta: MetaRole | None = None
    split: int = 0
    depth: int = 0  # of a heading, 1 outermost
    unnumbered_style: str = ""  # of a heading without a number: a row of UNNUMBERED_RANKS
    lost_before: int = -1  # index of the gap that stands before the entry, -1: none
    kind: ParagraphKind = ParagraphKind.TEXT  # what a page shows it to be
    mark: str = ""  # of a footnote, as printed
    table: int = 0  # number of the table that a row belongs to, from 1
    second_document: bool = False  # a title that begins an issued document
