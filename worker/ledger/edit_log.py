"""Where the corrections of a job's outline are kept: a log a job, that only grows."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from services.outline.edits.edit import Entry


class EditLog(Protocol):
    """Logs by job, durable once a method has returned. They go with their job. Raises DependencyError LEDGER_AWAY."""

    def append(self, job_id: str, entries: Sequence[Entry]) -> bool:
        """Write entries with the next numbers; False, and nothing is written, where somebody was faster."""
        ...

    def entries(self, job_id: str) -> tuple[Entry, ...]:
        """All entries of a job, in order."""
        ...

    def counts(self, job_ids: Collection[str]) -> Mapping[str, int]:
        """How many entries each of these jobs has; jobs without one are left out."""
        ...


class MemoryEditLog:
    """Logs of one process. They do not go with their jobs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._logs: dict[str, tuple[Entry, ...]] = {}

    def append(self, job_id: str, entries: Sequence[Entry]) -> bool:
        with self._lock:
            log = self._logs.get(job_id, ())
            if [entry.number for entry in entries] != list(range(len(log) + 1, len(log) + len(entries) + 1)):
                return False
            self._logs[job_id] = (*log, *entries)
            return True

    def entries(self, job_id: str) -> tuple[Entry, ...]:
        return self._logs.get(job_id, ())

    def counts(self, job_ids: Collection[str]) -> Mapping[str, int]:
        return {job_id: len(self._logs[job_id]) for job_id in job_ids if job_id in self._logs}
