"""Whether a new job is taken in now: what is accepted must end, so what cannot be done soon is not accepted."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable

from services.errors import DependencyError
from worker.jobs import step_table
from worker.ledger.ledger import Outbox

LOOK_SECONDS = 1.0  # the ledger is counted at most this often; what comes in between is added up here
RETRY_SECONDS = "15"


class Admission:
    """`check(steps, collection)` before a job of so many steps is accepted.

    At most `most` steps wait for a worker (BACKLOG_FULL): where they do, a collection is refused once it has its equal
    part of them, so that one's backlog does not shut the others out; and at most `most_each` of one collection wait.
    `least` bytes stay free where artefacts are kept (ARTEFACTS_FULL): `free()` is how many there are, None where that
    is not known. Several processes each look for themselves, so the bounds are passed by what they take in within a
    second.
    """

    def __init__(
        self, outbox: Outbox, most: int, free: Callable[[], int | None], least: int, most_each: int | None = None
    ) -> None:
        self._outbox, self._most, self._free, self._least = outbox, most, free, least
        self._most_each = most if most_each is None else most_each
        self._lock = threading.Lock()
        self._waiting: Counter[str] = Counter()
        self._looked = -LOOK_SECONDS

    def check(self, steps: int, collection: str = "") -> None:
        """Raises DependencyError BACKLOG_FULL or ARTEFACTS_FULL; both tell `retry_after` in seconds."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_SECONDS:
                self._waiting = self._counted()
                self._looked = time.monotonic()
            total, own = self._waiting.total(), self._waiting[collection]
            part = self._most // max(1, len(+self._waiting | Counter({collection: 1})))
            if own >= self._most_each or (total >= self._most and own >= part):
                words = f"{total} steps wait already, {own} of them of this collection; come back later."
                raise DependencyError("BACKLOG_FULL", words, retry_after=RETRY_SECONDS)
            self._waiting[collection] += steps
        free = self._free()
        if free is not None and free < self._least:
            raise DependencyError(
                "ARTEFACTS_FULL", "There is no room left for new dumps; what was accepted goes on.", retry_after="60"
            )

    def _counted(self) -> Counter[str]:
        now, waiting = self._outbox.now(), Counter[str]()
        for queue in step_table.queues():
            waiting.update({name: load.ready for name, load in self._outbox.loads(queue, now).items()})
        return waiting
