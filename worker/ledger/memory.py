"""The ledger in memory: what tests and a trial run use."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from worker.jobs.fairness import QueueLoad
from worker.jobs.job import EVERYTHING, Job, JobState, RemovedJob, Scope, Step, StepState
from worker.ledger.ledger import FAR_AHEAD, OutboxMessage


class MemoryLedger:
    """Ledger and Outbox of one process; nothing of it outlives the process."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._removed: list[RemovedJob] = []
        self._id = secrets.token_hex(16)
        self._lock = threading.RLock()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def add(self, job: Job, reuse: bool = False) -> Job:
        with self._lock:
            newest = sorted(self._jobs.values(), key=lambda one: one.id, reverse=True)
            for known in newest:
                if (known.owner, known.request_id) == (job.owner, job.request_id):
                    return known
            for known in newest if reuse else ():
                same = (known.owner, known.collection, known.content) == (job.owner, job.collection, job.content)
                if same and known.state not in (JobState.FAILED, JobState.CANCELLED):
                    return known
            self._jobs[job.id] = replace(job, version=1)
            return self._jobs[job.id]

    def find(self, job_id: str) -> Job | None:
        return self._jobs.get(job_id)

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
        with self._lock:
            newest = sorted(self._jobs.values(), key=lambda job: job.id, reverse=True)
        wanted = text.casefold()
        matching = (
            job
            for job in newest
            if (not before or job.id < before)
            and (state is None or job.state is state)
            and wanted in "\n".join((job.name, job.title, job.about)).casefold()
            and scope.sees(job)
            and (job.parked or not parked)
            and (job.needs_review or not needs_review)
        )
        return tuple(job for _, job in zip(range(size), matching, strict=False))

    def change(self, job_id: str, transition: Callable[[Job], Job]) -> Job | None:
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None:
                return None
            changed = transition(job)
            if changed is not job:
                self._jobs[job_id] = changed = replace(changed, version=job.version + 1)
            return changed

    def remove(self, job_id: str, version: int) -> bool:
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None or job.version != version:
                return False
            del self._jobs[job_id]
            self._removed.append(RemovedJob(job.id, job.collection, job.owner, self.now()))
            return True

    def loads(self, queue: str, now: datetime) -> dict[str, QueueLoad]:
        steps: dict[str, list[Step]] = {}
        with self._lock:
            for job in self._jobs.values():
                for step in job.steps:
                    if step.queue == queue:
                        steps.setdefault(step.collection, []).append(step)
        return {name: load for name, found in steps.items() if (load := _load(found, now)).ready + load.running}

    def lease_due(
        self, queue: str, collection: str, now: datetime, most: int, pause: Callable[[int], timedelta]
    ) -> tuple[OutboxMessage, ...]:
        with self._lock:
            due = self._due(
                StepState.READY, now, most, lambda step: (step.queue, step.collection) == (queue, collection)
            )
            taken = [replace(message, sends=message.sends + 1, due=now + pause(message.sends)) for message in due]
            for old, new in zip(due, taken, strict=True):
                self._patch(_is(old), partial(replace, due=new.due, sends=new.sends))
            return tuple(taken)

    def release(self, taken: Sequence[OutboxMessage], now: datetime) -> None:
        for one in taken:
            self._patch(_is(one), lambda step: replace(step, due=now, sends=step.sends - 1))

    def expired(self, now: datetime, most: int) -> tuple[OutboxMessage, ...]:
        return self._due(StepState.RUNNING, now, most, lambda _: True)

    def requeue_sent(self, now: datetime) -> int:
        return self._patch(
            lambda _, step: step.sends > 0 and step.due is not None and step.due > now,
            lambda step: replace(step, due=now, sends=0),
        )

    def changed(self, since: datetime, most: int) -> tuple[Job, ...]:
        with self._lock:
            jobs = [job for job in self._jobs.values() if job.updated >= since]
        return tuple(sorted(jobs, key=lambda job: (job.updated, job.id))[:most])

    def removed(self, since: datetime, most: int) -> tuple[RemovedJob, ...]:
        return tuple(gone for gone in self._removed if gone.removed >= since)[:most]

    def known(self, ids: Collection[str]) -> set[str]:
        return set(ids) & self._jobs.keys()

    def check_writable(self) -> None:
        return

    def store_id(self) -> str:
        return self._id

    def _due(
        self, state: StepState, now: datetime, most: int, wanted: Callable[[Step], bool]
    ) -> tuple[OutboxMessage, ...]:
        with self._lock:
            messages = [
                OutboxMessage(job.id, step.name, step.sends, step.due)
                for job in self._jobs.values()
                for step in job.steps
                if step.state is state and step.due is not None and _is_due(step.due, now) and wanted(step)
            ]
        return tuple(sorted(messages, key=lambda message: (message.due, message.job_id))[:most])

    def _patch(self, wanted: Callable[[Job, Step], bool], changed: Callable[[Step], Step]) -> int:
        """Change ready steps without a new version, as the relay does."""
        count = 0
        with self._lock:
            for job in list(self._jobs.values()):
                steps = tuple(
                    changed(step) if step.state is StepState.READY and wanted(job, step) else step for step in job.steps
                )
                count += sum(new is not old for new, old in zip(steps, job.steps, strict=True))
                self._jobs[job.id] = replace(job, steps=steps)
        return count


def _is(message: OutboxMessage) -> Callable[[Job, Step], bool]:
    return lambda job, step: (job.id, step.name, step.due) == (message.job_id, message.step, message.due)


def _is_due(due: datetime, now: datetime) -> bool:
    return due <= now or due > now + FAR_AHEAD


def _load(steps: Sequence[Step], now: datetime) -> QueueLoad:
    ready = [step for step in steps if step.state is StepState.READY and step.due is not None]
    due = sum(step.due is not None and _is_due(step.due, now) for step in ready)
    sent = sum(step.sends > 0 and step.due is not None and not _is_due(step.due, now) for step in ready)
    running = sum(step.state is StepState.RUNNING for step in steps)
    return QueueLoad(len(ready), due, sent, running, min((step.since for step in ready if step.since), default=None))
