"""The audit trail: who did what with which job, each entry chained to the one before by its hash.

An entry that is changed, taken out or put in breaks the chain at its place. One who can write to the database can write
the whole chain anew, so the newest digest is worth keeping elsewhere (`quire audit` prints it).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

FIRST = "0" * 64  # what the first entry is chained to


@dataclass(frozen=True, slots=True)
class Deed:
    """What is written down. `actor`: the name of the key; empty for a key of QUIRE_KEYS."""

    actor: str
    role: str
    action: str
    outcome: str  # "done", "refused"
    job: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed in the trail, numbered from 1. `at`: the ledger's time, ISO 8601."""

    number: int
    at: str
    deed: Deed
    digest: str


class AuditTrail(Protocol):
    """Where deeds are written down. Raises DependencyError LEDGER_AWAY."""

    def record(self, deed: Deed) -> None:
        """Write a deed down; durable when this returns."""
        ...

    def entries(self, after: int = 0, most: int = 1000) -> tuple[Entry, ...]:
        """Entries with numbers above `after`, in order."""
        ...


@dataclass(slots=True)
class MemoryAuditTrail:
    """A trail in this process."""

    _entries: list[Entry] = field(default_factory=list)

    def record(self, deed: Deed) -> None:
        previous = self._entries[-1].digest if self._entries else FIRST
        self._entries.append(chained(previous, len(self._entries) + 1, "1970-01-01T00:00:00+00:00", deed))

    def entries(self, after: int = 0, most: int = 1000) -> tuple[Entry, ...]:
        return tuple(self._entries[after : after + most])


def chained(previous: str, number: int, at: str, deed: Deed) -> Entry:
    """The entry of a deed after one with the digest `previous`."""
    fields = (previous, number, at, deed.actor, deed.role, deed.action, deed.outcome, deed.job, deed.address)
    return Entry(number, at, deed, hashlib.sha256(json.dumps(fields).encode()).hexdigest())


def first_break(entries: Iterable[Entry], previous: str = FIRST, number: int = 0) -> int | None:
    """The number of the first entry that is not as it was written, or does not follow; None: the chain is whole."""
    for entry in entries:
        if entry != chained(previous, number + 1, entry.at, entry.deed):
            return entry.number
        previous, number = entry.digest, entry.number
    return None
