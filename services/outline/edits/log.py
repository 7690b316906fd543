"""Which entries of a log count, and the outline as they leave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.errors import DocumentError
from services.outline.edits.apply import ReadEnumerator, applied
from services.outline.edits.draft import Draft
from services.outline.edits.edit import Entry, Undo, invalid
from services.outline.model import Outline


@dataclass(frozen=True, slots=True)
class Corrected:
    """An outline with its corrections. `undone` and `skipped` are numbers of entries that changed nothing.

    An entry is skipped where what it names is gone because an entry before it was undone.
    """

    outline: Outline
    undone: frozenset[int] = frozenset()
    skipped: frozenset[int] = frozenset()


def undone(entries: Sequence[Entry]) -> frozenset[int]:
    """Numbers of the entries that a later one has undone, and was not undone itself."""
    gone: set[int] = set()
    for entry in reversed(entries):
        if isinstance(entry.edit, Undo) and entry.number not in gone:
            gone.add(entry.edit.number)
    return frozenset(gone)


def corrected(outline: Outline, entries: Sequence[Entry], read_enumerator: ReadEnumerator) -> Corrected:
    """The outline after all entries that count, in their order. Entries never raise: what cannot be done is skipped."""
    gone = undone(entries)
    draft, skipped = Draft.of(outline), set()
    for entry in entries:
        if isinstance(entry.edit, Undo) or entry.number in gone:
            continue
        try:
            draft = applied(draft, entry.edit, read_enumerator)
        except DocumentError:
            skipped.add(entry.number)
    return Corrected(draft.outline(), gone, frozenset(skipped))


def undo_target(entries: Sequence[Entry]) -> int:
    """The newest entry that counts and is no undo. EDIT_INVALID where there is none."""
    gone = undone(entries)
    for entry in reversed(entries):
        if not isinstance(entry.edit, Undo) and entry.number not in gone:
            return entry.number
    raise invalid("There is nothing to undo.")


def redo_target(entries: Sequence[Entry]) -> int:
    """The undo that is taken back: the newest that counts, with nothing but undos after it. EDIT_INVALID: none."""
    gone = undone(entries)
    for entry in reversed(entries):
        if not isinstance(entry.edit, Undo):
            break
        if entry.number not in gone and not _is_redo(entries, entry.edit):
            return entry.number
    raise invalid("There is nothing to redo.")


def _is_redo(entries: Sequence[Entry], edit: Undo) -> bool:
    return 1 <= edit.number <= len(entries) and isinstance(entries[edit.number - 1].edit, Undo)
