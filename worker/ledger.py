"""The ledger: the truth about jobs. Everything else (messages, workers, doors) may be lost or doubled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from worker.job import Job, JobState


class Ledger(Protocol):
    """Jobs, durable once a method has returned. Raises DependencyError LEDGER_AWAY."""

    def add(self, job: Job) -> Job:
        """Write a new job; where its request id is known, the job that has it is returned and nothing is written."""
        ...

    def find(self, job_id: str) -> Job | None:
        """The job as it stands, None where there is none."""
        ...

    def page(self, size: int, before: str = "", state: JobState | None = None, text: str = "") -> tuple[Job, ...]:
        """Up to `size` jobs, newest first, with ids below `before`; `text` is looked for in name and title."""
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
class Due:
    """A step that needs the relay: ready to be sent, or running with its lease over."""

    job_id: str
    step: str
    sends: int
    due: datetime


class Outbox(Protocol):
    """The ledger as the relay sees it: a step that is ready and due is a message to be sent."""

    def unsent(self, queue: str, now: datetime, most: int) -> tuple[Due, ...]:
        """Ready steps of the queue that are due, the longest due first."""
        ...

    def sent(self, messages: Sequence[tuple[Due, datetime]]) -> None:
        """These were sent, each to be sent again at that time unless it is claimed before."""
        ...

    def expired(self, now: datetime, most: int) -> tuple[Due, ...]:
        """Running steps whose lease is over."""
        ...

    def waiting(self, queue: str) -> tuple[int, int]:
        """Ready steps of the queue: how many in all, and how many of them were sent."""
        ...

    def recall(self, now: datetime) -> int:
        """What was sent and not claimed is due at once: the broker has forgotten it. Returns how many."""
        ...
