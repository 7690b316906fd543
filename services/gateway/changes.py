"""Jobs as they change, told to any number of listeners by one look at the ledger every half second."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

from services.errors import DependencyError, DocumentError
from worker.jobs.job import Job, JobState
from worker.jobs.jobs import MOST_PAGE_SIZE, Jobs

log = logging.getLogger("quire.http")

PAUSE_SECONDS = 0.5
BEHIND = 1000  # a listener that is this many changes behind is let go; it connects again and reads the list


@dataclass(frozen=True, slots=True)
class Deleted:
    """A job that is forgotten, as it stood last."""

    job: Job

    @property
    def id(self) -> str:
        return self.job.id


Change = Job | Deleted


class Changes:
    """`listen()` gives what changes among the newest jobs, the running ones and the ones that are asked for by id.

    The ledger is read only while somebody listens. One loop, one thread at a time.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._look = _Look(jobs)
        self._listeners: dict[asyncio.Queue[Change | None], str] = {}  # with the id asked for, or ""
        self._looking: asyncio.Task[None] | None = None
        self._begun = asyncio.Event()  # the look that later ones are compared with is over
        self._closed = False

    @asynccontextmanager
    async def listen(self, job_id: str = "") -> AsyncIterator[AsyncIterator[Change]]:
        """Every change from now on (of one job when `job_id` is given), until closed. May leave out states in between.

        "Now" is the moment of entering: what is read after it and what comes here leave no change out between them.
        """
        queue: asyncio.Queue[Change | None] = asyncio.Queue(BEHIND)
        if self._closed:
            queue.put_nowait(None)
        self._listeners[queue] = job_id
        try:
            if not self._closed:
                if self._looking is None or self._looking.done():
                    self._begun = asyncio.Event()
                    self._looking = asyncio.create_task(self._watch())
                await self._begun.wait()
            yield _of(queue)
        finally:
            self._listeners.pop(queue, None)

    def close(self) -> None:
        """End every listener: the process drains."""
        self._closed = True
        self._begun.set()
        for queue in self._listeners:
            self._end(queue)

    async def _watch(self) -> None:
        self._look.forget()
        while self._listeners:
            asked = {job_id for job_id in self._listeners.values() if job_id}
            try:
                for change in await run_in_threadpool(self._look, asked):
                    self._tell(change)
                self._begun.set()
            except DependencyError as error:
                log.warning("%s: %s", error.reason, error.message)
            await asyncio.sleep(PAUSE_SECONDS)

    def _tell(self, change: Change) -> None:
        for queue, asked in list(self._listeners.items()):
            if asked in ("", change.id):
                try:
                    queue.put_nowait(change)
                except asyncio.QueueFull:
                    self._end(queue)

    @staticmethod
    def _end(queue: asyncio.Queue[Change | None]) -> None:
        with suppress(asyncio.QueueFull, asyncio.QueueEmpty):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)


async def _of(queue: asyncio.Queue[Change | None]) -> AsyncIterator[Change]:
    while (change := await queue.get()) is not None:
        yield change


@dataclass(slots=True)
class _Look:
    """What is different from the look before."""

    jobs: Jobs
    _known: dict[str, Job] = field(default_factory=dict)  # what is not in the newest page is under way
    _first: bool = True

    def forget(self) -> None:
        self._known, self._first = {}, True

    def __call__(self, asked: set[str]) -> list[Change]:
        newest, _ = self.jobs.list(MOST_PAGE_SIZE)
        found = {job.id: job for job in newest}
        found.update((job.id, job) for job in self.jobs.list(MOST_PAGE_SIZE, state=JobState.RUNNING)[0])
        changes: list[Change] = list(self._gone(found, asked))
        if not self._first:
            different = (
                job for job in found.values() if job.id not in self._known or self._known[job.id].version != job.version
            )
            in_order: list[Job] = sorted(different, key=lambda job: job.updated)
            changes.extend(in_order)
        whole = min((job.id for job in newest), default="") if len(newest) == MOST_PAGE_SIZE else ""
        self._known = {
            job.id: job for job in found.values() if job.id >= whole or job.id in asked or not job.state.ended
        }
        self._first = False
        return changes

    def _gone(self, found: dict[str, Job], asked: set[str]) -> Iterator[Change]:
        """Jobs that were seen before and are not on the pages any more: looked up one by one."""
        for job_id in (asked | self._known.keys()) - found.keys():
            try:
                found[job_id] = self.jobs.get(job_id)
            except DocumentError:
                if job_id in self._known:
                    yield Deleted(self._known[job_id])
