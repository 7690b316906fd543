"""Jobs as they change, as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from services.errors import DocumentError, QuireError
from services.gateway.access.authorization import Call, Caller
from services.gateway.http.context import REFUSED, Context, ContextPort, JobsPort, Reading, refused
from services.gateway.http.jobs import Id
from services.gateway.http.views import JobView
from worker.jobs.job import RemovedJob
from worker.jobs.watching import Change

ASK_AGAIN_SECONDS = 5.0  # for how long a stream goes on without asking for its key again

router = APIRouter(prefix="/v1", responses=REFUSED)


@router.get("/events", response_class=EventSourceResponse)
async def events(request: Request, caller: Reading, context: ContextPort) -> AsyncIterator[ServerSentEvent]:
    """Follow all jobs, as server-sent events: "ready" once; then "job" with the job at each change, and "deleted".

    Ends soon after the key does. STREAMS_TOO_MANY.
    """
    with context.streams.place(caller):
        async with context.changes.listen() as changes:
            yield ServerSentEvent(event="ready", data={}, retry=1000)
            async for change in _while_admitted(request, context, caller, changes):
                yield _event(change)


def _known(id: Id, caller: Reading, jobs: JobsPort) -> str:
    return jobs.get(id, caller.scope).id


@router.get("/jobs/{id}/events", response_class=EventSourceResponse, responses=refused(_404="JOB_UNKNOWN"))
async def follow(
    request: Request, caller: Reading, id: Annotated[str, Depends(_known)], context: ContextPort
) -> AsyncIterator[ServerSentEvent]:
    """Follow one job, as server-sent events: "job" with the job as it stands, then at each change, to its end.

    Ends soon after the key does. STREAMS_TOO_MANY.
    """
    with context.streams.place(caller):
        async with context.changes.listen(id) as changes:
            try:
                job = await run_in_threadpool(context.jobs.get, id)
            except DocumentError:  # deleted a moment ago
                return
            yield _event(job)
            if job.state.ended:
                return
            async for change in _while_admitted(request, context, caller, changes):
                if isinstance(change, RemovedJob) or change.version > job.version:
                    yield _event(change)
                    if isinstance(change, RemovedJob) or change.state.ended:
                        return
                    job = change


async def _while_admitted(
    request: Request, context: Context, caller: Caller, changes: AsyncIterator[Change | None]
) -> AsyncIterator[Change]:
    """Those changes that the caller may see, for as long as its key is good."""
    asked = monotonic()
    async for change in changes:
        if change is None or monotonic() > asked + ASK_AGAIN_SECONDS:
            credentials = context.exposure.credentials(request)
            try:
                caller = await run_in_threadpool(context.access.admit, credentials, Call.READ)
            except QuireError:
                return
            asked = monotonic()
        if change is not None and caller.scope.sees(change):
            yield change


def _event(change: Change) -> ServerSentEvent:
    if isinstance(change, RemovedJob):
        return ServerSentEvent(event="deleted", data={"id": change.id})
    return ServerSentEvent(event="job", data=JobView.model_validate(change), id=f"{change.id}-{change.version}")
