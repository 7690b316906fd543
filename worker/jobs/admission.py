"""Whether a new job is taken in now: what is accepted must end, so what cannot be done soon is not accepted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from services.errors import DependencyError
from worker.jobs import step_table
from worker.ledger.ledger import Outbox

LOOK_SECONDS = 1.0  # the ledger is counted at most this often; what comes in between is added up here
RETRY_SECONDS = "15"


class Admission:
    """`check(steps)` before a job of so many steps is accepted.

    At most `most` steps wait for a worker (BACKLOG_FULL), and `least` bytes stay free where artefacts are kept
    (ARTEFACTS_FULL): `free()` tells how many there are, None where that is not known. Several processes each look for
    themselves, so the bound is passed by what they take in within a second.
    """

    def __init__(self, outbox: Outbox, most: int, free: Callable[[], int | None], least: int) -> None:
        self._outbox, self._most, self._free, self._least = outbox, most, free, least
        self._lock = threading.Lock()
        self._waiting, self._looked = 0, -LOOK_SECONDS

    def check(self, steps: int) -> None:
        """Raises DependencyError BACKLOG_FULL or ARTEFACTS_FULL; both tell `retry_after` in seconds."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_SECONDS:
                now = datetime.now(UTC)
                self._waiting = sum(self._outbox.waiting(queue, now)[0] for queue in step_table.queues())
                self._looked = time.monotonic()
            if self._waiting >= self._most:
                raise DependencyError(
                    "BACKLOG_FULL", f"{self._waiting} steps wait already; come back later.", retry_after=RETRY_SECONDS
                )
            self._waiting += steps
        free = self._free()
        if free is not None and free < self._least:
            raise DependencyError(
                "ARTEFACTS_FULL", "There is no room left for new dumps; what was accepted goes on.", retry_after="60"
            )
