"""Jobs as they change, brought from the one look at the ledger (worker/jobs/watching.py)
to listeners on the event loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from worker.jobs.jobs import Jobs
from worker.jobs.watching import Change

BEHIND = 1000  # a listener that is this many changes behind is let go; it connects again and reads the list
TICK_SECONDS = 5.0  # at the latest after so long a listener has its turn, to ask for its key again


class Changes:
    """`listen()` gives what changes from now on. The ledger is read only while somebody listens. One loop."""

    def __init__(self, jobs: Jobs) -> None:
        self._watching = jobs.watching
        self._listeners: dict[asyncio.Queue[Change | None], str] = {}  # with the id asked for, or ""
        self._stop: Callable[[], None] | None = None
        self._closed = False

    @asynccontextmanager
    async def listen(self, job_id: str = "") -> AsyncIterator[AsyncIterator[Change | None]]:
        """Every change from now on (of one job when `job_id` is given), until closed; None where none comes for a
        while.

        May leave out states in between. "Now" is the moment of entering: what is read after it and what comes here
        leave no change out between them.
        """
        queue: asyncio.Queue[Change | None] = asyncio.Queue(BEHIND)
        if self._closed:
            queue.put_nowait(None)
        self._listeners[queue] = job_id
        if self._stop is None:
            loop = asyncio.get_running_loop()

            def tell(change: Change) -> None:
                with suppress(RuntimeError):  # the loop has ended
                    loop.call_soon_threadsafe(self._tell, change)

            self._stop = self._watching.follow(tell)
        try:
            yield _of(queue)
        finally:
            self._listeners.pop(queue, None)
            if not self._listeners and self._stop is not None:
                self._stop()
                self._stop = None

    def close(self) -> None:
        """End every listener: the process drains."""
        self._closed = True
        for queue in self._listeners:
            self._end(queue)

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


async def _of(queue: asyncio.Queue[Change | None]) -> AsyncIterator[Change | None]:
    while True:
        try:
            change = await asyncio.wait_for(queue.get(), TICK_SECONDS)
        except TimeoutError:
            yield None
            continue
        if change is None:
            return
        yield change
