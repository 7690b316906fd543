"""The log of corrections in words: who, when, what; and which entry undo and redo would take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.errors import DocumentError
from services.gateway.web.language import Words
from services.outline.edits.edit import Edit, Entry, Join, PutBack, SetMetadata, SetRole, SetText, Split, UndoRepair
from services.outline.edits.log import redo_target, undo_target
from worker.jobs.edits import Correction


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """An entry that is no undo. `at`: "PAGE:START" in the source."""

    number: int
    text: str
    author: str
    time: datetime
    undone: bool
    skipped: bool
    at: str


@dataclass(frozen=True, slots=True)
class History:
    """Newest first; `undo` and `redo` are numbers of entries, 0: there is nothing to take back.

    `count`: those that count.
    """

    rows: tuple[HistoryRow, ...]
    undo: int
    redo: int
    count: int


def history(now: Correction, words: Words) -> History:
    """The log of a document."""
    undone = now.corrected.undone if now.corrected else frozenset()
    skipped = now.corrected.skipped if now.corrected else frozenset()
    rows = tuple(
        HistoryRow(
            entry.number,
            text,
            entry.author,
            entry.time,
            entry.number in undone,
            entry.number in skipped,
            _at(entry.edit),
        )
        for entry in reversed(now.entries)
        if (text := _said(entry.edit, words))
    )
    count = sum(not row.undone and not row.skipped for row in rows)
    return History(rows, _number(undo_target, now.entries), _number(redo_target, now.entries), count)


def _number(target: Callable[[Sequence[Entry]], int], entries: Sequence[Entry]) -> int:
    try:
        return target(entries)
    except DocumentError:
        return 0


def _at(edit: Edit) -> str:
    place = getattr(edit, "at", None)
    return f"{place.page}:{place.start}" if place else ""


def _said(edit: Edit, words: Words) -> str:
    match edit:
        case SetRole(_, "heading", level):
            return words("edit_role", role=words("role_heading", n=level))
        case SetRole(_, role):
            return words("edit_role", role=words.named("role", role))
        case SetText(_, text):
            return f"{words('edit_text_done')}: {text[:40]}"
        case Split():
            return words("edit_split")
        case Join():
            return words("edit_join")
        case SetMetadata(field, value):
            return f"{words('edit_metadata', field=words.named('fact', field))}: {value[:40]}"
        case UndoRepair():
            return words("edit_undo_repair")
        case PutBack():
            return words("edit_restore")
        case _:
            return ""
