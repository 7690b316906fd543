"""How the whole runs, for operators: jobs by state, queues, what ended each hour, why jobs failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from worker.jobs.job import Job, JobState, StepState

HOURS = 24  # that are told


@dataclass(frozen=True, slots=True)
class QueueState:
    """A queue: steps that are ready, steps that run, and since when the oldest ready one waits."""

    ready: int
    running: int
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """One look. `ended` has HOURS numbers, the hour that runs now last; `failures` counts reasons of the same hours."""

    states: Mapping[JobState, int]
    parked: int
    queues: Mapping[str, QueueState]
    ended: tuple[int, ...]
    failures: Mapping[str, int]
    job_seconds: tuple[float, ...] = ()  # from acceptance to end, of the last done ones


class Statistics(Protocol):
    """Counts of the ledger. Raises DependencyError LEDGER_AWAY."""

    def overview(self, now: datetime) -> Overview:
        """How things stand."""
        ...


class MemoryStatistics:
    """The twin: `jobs()` gives every job."""

    def __init__(self, jobs: Callable[[], Iterable[Job]]) -> None:
        self._jobs = jobs

    def overview(self, now: datetime) -> Overview:
        jobs = list(self._jobs())
        recent = [job for job in jobs if job.state.ended and job.updated > first_hour(now)]
        steps = [step for job in jobs for step in job.steps]
        queues = {
            queue: QueueState(
                sum(step.queue == queue and step.state is StepState.READY for step in steps),
                sum(step.queue == queue and step.state is StepState.RUNNING for step in steps),
                min(
                    (s.since for s in steps if s.queue == queue and s.state is StepState.READY and s.since),
                    default=None,
                ),
            )
            for queue in sorted({step.queue for step in steps if step.state in (StepState.READY, StepState.RUNNING)})
        }
        done = sorted((job for job in recent if job.state is JobState.DONE), key=lambda job: job.updated)[-SAMPLE:]
        return Overview(
            Counter(job.state for job in jobs),
            sum(job.parked for job in jobs),
            queues,
            by_hour(now, Counter(hour_of(job.updated) for job in recent)),
            Counter(job.reason for job in recent if job.reason),
            tuple((job.updated - job.created).total_seconds() for job in done),
        )


SAMPLE = 200  # done jobs whose time is told


def hour_of(moment: datetime) -> str:
    """ "2026-03-01 08"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H")


def first_hour(now: datetime) -> datetime:
    """The beginning of the first hour that is told."""
    return now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)


def by_hour(now: datetime, counts: Mapping[str, int]) -> tuple[int, ...]:
    """The counts of the last HOURS hours in order."""
    first = first_hour(now)
    return tuple(counts.get(hour_of(first + timedelta(hours=n)), 0) for n in range(HOURS))
