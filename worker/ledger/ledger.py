"""The ledger: the truth about jobs. Everything else (messages, workers, doors) may be lost or doubled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from worker.jobs.fairness import QueueLoad
from worker.jobs.job import EVERYTHING, Job, JobState, RemovedJob, Scope

# No pause and no lease is so long.
FAR_AHEAD = timedelta(minutes=30)
# Removed jobs are known for so long: no step that was begun before still runs then.
REMOVED_KEPT = timedelta(days=1)


class Clock(Protocol):
    """The one clock: leases, due times and the order of ids are of the ledger's time, not of a process's."""

    def now(self) -> datetime:
        """The ledger's time, UTC. Raises DependencyError LEDGER_AWAY."""
        ...


class Ledger(Clock, Protocol):
    """Jobs, durable once a method has returned. Raises DependencyError LEDGER_AWAY and LEDGER_FULL."""

    def add(self, job: Job, reuse: bool = False) -> Job:
        """Write a new job; where its owner's request id is known, the job that has it is returned and nothing is
        written.

        With `reuse` also where a job of its owner and collection that is done or under way has the same content.
        """
        ...

    def find(self, job_id: str) -> Job | None:
        """The job as it stands, None where there is none."""
        ...

    def page(
        self,
        size: int,
        before: str = "",
        state: JobState | None = None,
        text: str = "",
        scope: Scope = EVERYTHING,
        parked: bool = False,
        needs_review: bool = False,
    ) -> tuple[Job, ...]:
        """Up to `size` jobs, newest first, with ids below `before`; `text` is looked for in name, title and what the
        document is about.

        `parked`, `needs_review`: only those that are, or do.
        """
        ...

    def change(self, job_id: str, transition: Callable[[Job], Job]) -> Job | None:
        """Compare-and-set: the job becomes `transition(job)` in one transaction; None where there is none.

        The transition may be called again when another process was faster; what it raises leaves the job as it was, and
        the job it was given, returned, writes nothing.
        """
        ...

    def remove(self, job_id: str, version: int) -> bool:
        """Forget the job if it still has that version."""
        ...


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A step that needs the relay. `due` is when it is sent again, or when its lease ended."""

    job_id: str
    step: str
    sends: int
    due: datetime


class Outbox(Clock, Protocol):
    """The ledger as the relay sees it: a step that is ready and due is a message to be sent."""

    def loads(self, queue: str, now: datetime) -> dict[str, QueueLoad]:
        """What waits and runs in the queue, by collection."""
        ...

    def lease_due(
        self, queue: str, collection: str, now: datetime, most: int, pause: Callable[[int], timedelta]
    ) -> tuple[OutboxMessage, ...]:
        """Ready steps of the queue and collection that are due, the longest due first; no other relay gets them now.

        Each is due again, if it is not claimed before, after `pause(n)`, n being how often it was taken before. What is
        due more than FAR_AHEAD from now was written by a clock that was wrong, and is due.
        """
        ...

    def release(self, taken: Sequence[OutboxMessage], now: datetime) -> None:
        """These could not be sent: they are due now."""
        ...

    def expired(self, now: datetime, most: int) -> tuple[OutboxMessage, ...]:
        """Running steps whose lease is over."""
        ...

    def requeue_sent(self, now: datetime) -> int:
        """What was sent and not claimed is due at once: the broker has forgotten it. Returns how many."""
        ...


class Journal(Clock, Protocol):
    """The ledger as those see it who follow what changes."""

    def changed(self, since: datetime, most: int) -> tuple[Job, ...]:
        """Jobs that changed at or after that time, the longest ago first."""
        ...

    def removed(self, since: datetime, most: int) -> tuple[RemovedJob, ...]:
        """Jobs that were removed at or after that time, the longest ago first; known for REMOVED_KEPT."""
        ...

    def known(self, ids: Collection[str]) -> set[str]:
        """Those of the ids that jobs have."""
        ...

    def check_writable(self) -> None:
        """Raises DependencyError LEDGER_AWAY or LEDGER_FULL where nothing could be written now."""
        ...

    def store_id(self) -> str:
        """What the artefact store of this ledger is marked with."""
        ...


class WholeLedger(Ledger, Journal, Protocol):
    """The ledger with its journal."""
