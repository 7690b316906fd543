"""Jobs as they change, for any number of followers: one look at the ledger, however many follow."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.errors import DependencyError
from worker.jobs.job import Job, RemovedJob
from worker.ledger.ledger import Journal

log = logging.getLogger("quire.jobs")

LOOK_SECONDS = 0.2
BATCH = 500
# A change may be written by a process that read the ledger's time a moment before: looks overlap by so much.
OVERLAP = timedelta(seconds=3)

Change = Job | RemovedJob


@dataclass(slots=True)
class Watching:
    """`follow(tell)` has `tell(change)` called at every change from now on, in a thread, until `stop()` is called.

    The ledger is looked at only while somebody follows. States in between may be left out.
    """

    journal: Journal
    _followers: dict[int, Callable[[Change], None]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _looking: bool = False
    _number: int = 0

    def follow(self, tell: Callable[[Change], None]) -> Callable[[], None]:
        """Begin to follow; what is returned ends it."""
        with self._lock:
            self._number += 1
            number = self._number
            self._followers[number] = tell
            if not self._looking:
                self._looking = True
                threading.Thread(target=self._watch, name="watching", daemon=True).start()
        return lambda: self._stop(number)

    def _stop(self, number: int) -> None:
        with self._lock:
            self._followers.pop(number, None)

    def _watch(self) -> None:
        seen: dict[str, tuple[int, datetime]] = {}  # what was told, within the overlap
        since: datetime | None = None
        pause = threading.Event()
        while True:
            with self._lock:
                if not self._followers:
                    self._looking = False
                    return
                followers = tuple(self._followers.values())
            try:
                since = since or self.journal.now() - OVERLAP
                changes = self._changes(since, seen)
            except DependencyError as error:
                log.warning("%s: %s", error.reason, error.message)
                changes = []
            for change in changes:
                for tell in followers:
                    tell(change)
            if seen and since is not None:
                since = max(since, max(at for _, at in seen.values()) - OVERLAP)
                seen = {job_id: state for job_id, state in seen.items() if state[1] >= since}
            pause.wait(LOOK_SECONDS)

    def _changes(self, since: datetime, seen: dict[str, tuple[int, datetime]]) -> list[Change]:
        changes: list[Change] = []
        at = since
        while True:
            page = self.journal.changed(at, BATCH)
            for job in page:
                if seen.get(job.id, (-1, at))[0] != job.version:
                    seen[job.id] = job.version, job.updated
                    changes.append(job)
            if len(page) < BATCH or page[-1].updated == at:
                break
            at = page[-1].updated
        for gone in self.journal.removed(since, BATCH):
            if seen.get(gone.id, (0, at))[0] != -2:
                seen[gone.id] = -2, gone.removed
                changes.append(gone)
        return changes
