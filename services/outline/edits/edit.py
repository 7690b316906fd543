"""What a clerk can correct.

Blocks, repairs and furniture are named by where they begin in the dump: that never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from services.errors import DocumentError

TEXT_CHARS = 100_000  # of a block that was typed
MOST_ENTRIES = 10_000  # of one document's log


class Place(NamedTuple):
    """Code point `start` of dump page `page` (from 1)."""

    page: int
    start: int


@dataclass(frozen=True, slots=True)
class SetRole:
    """The block at `at` is a heading (of `level`), a point, a paragraph, a line of the frame,
    or furniture (of `kind`).
    """

    at: Place
    role: str
    level: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SetText:
    """The block at `at` reads `text`."""

    at: Place
    text: str


@dataclass(frozen=True, slots=True)
class Split:
    """The block at `at` ends before its character `offset`; what follows is a paragraph."""

    at: Place
    offset: int


@dataclass(frozen=True, slots=True)
class Join:
    """The block at `at` goes on the block before."""

    at: Place


@dataclass(frozen=True, slots=True)
class SetMetadata:
    """A field of the metadata; an empty value: the document does not say."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class UndoRepair:
    """The raw text of the repair at `at` stands again."""

    at: Place


@dataclass(frozen=True, slots=True)
class PutBack:
    """The furniture at `at` belongs to the document."""

    at: Place


@dataclass(frozen=True, slots=True)
class Undo:
    """Entry `number` of the log counts no more."""

    number: int


Edit = SetRole | SetText | Split | Join | SetMetadata | UndoRepair | PutBack | Undo


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a document's log: its number from 1, who made it and when (UTC)."""

    number: int
    edit: Edit
    author: str
    time: datetime


def place_of(edit: Edit) -> Place | str | int:
    """What two edits must share to be in each other's way: a place, a field, an entry."""
    match edit:
        case SetMetadata(field):
            return field
        case Undo(number):
            return number
        case _:
            return edit.at


def invalid(words: str) -> DocumentError:
    """EDIT_INVALID: what is asked cannot be done to this outline."""
    return DocumentError("EDIT_INVALID", words)
