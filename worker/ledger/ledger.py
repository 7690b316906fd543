"""The ledger: the truth about jobs. Everything else (messages, workers, doors) may be lost or doubled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from worker.jobs.job import EVERYTHING, Job, JobState, Scope


class Ledger(Protocol):
    """Jobs, durable once a method has returned. Raises DependencyError LEDGER_AWAY."""

    def add(self, job: Job, reuse: bool = False) -> Job:
        """Write a new job; where its owner's request id is known, the job that has it is returned and nothing is written.

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
    ) -> tuple[Job, ...]:
        """Up to `size` jobs, newest first, with ids below `before`; `text` is looked for in name and title.

        `parked`: only those that are.
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


class Outbox(Protocol):
    """The ledger as the relay sees it: a step that is ready and due is a message to be sent."""

    def lease_due(
        self, queue: str, now: datetime, most: int, pause: Callable[[int], timedelta]
    ) -> tuple[OutboxMessage, ...]:
        """Ready steps of the queue that are due, the longest due first; no other relay gets them now.

        Each is due again, if it is not claimed before, after `pause(n)`, n being how often it was taken before.
        """
        ...

    def release(self, taken: Sequence[OutboxMessage], now: datetime) -> None:
        """These could not be sent: they are due now."""
        ...

    def expired(self, now: datetime, most: int) -> tuple[OutboxMessage, ...]:
        """Running steps whose lease is over."""
        ...

    def waiting(self, queue: str, now: datetime) -> tuple[int, int]:
        """Ready steps of the queue: how many in all, and how many of them were sent and are on their way."""
        ...

    def requeue_sent(self, now: datetime) -> int:
        """What was sent and not claimed is due at once: the broker has forgotten it. Returns how many."""
        ...
