"""Jobs as they change, as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from services.errors import DocumentError, QuireError
from services.gateway.access.authorization import Call
from services.gateway.changes import Change, Deleted
from services.gateway.http.context import REFUSED, ContextPort, JobsPort, Reading, refused
from services.gateway.http.jobs import Id
from services.gateway.http.views import JobView

ASK_AGAIN_SECONDS = 5.0  # for how long a stream goes on without asking for its key again

router = APIRouter(prefix="/v1", responses=REFUSED)


@router.get("/events", response_class=EventSourceResponse)
async def events(request: Request, caller: Reading, context: ContextPort) -> AsyncIterator[ServerSentEvent]:
    """Follow all jobs, as server-sent events: "ready" once; then "job" with the job at each change, and "deleted".

    Ends soon after the key does.
    """
    asked = monotonic()
    async with context.changes.listen() as changes:
        yield ServerSentEvent(event="ready", data={}, retry=1000)
        async for change in changes:
            if monotonic() > asked + ASK_AGAIN_SECONDS:
                credentials = context.exposure.credentials(request)
                try:
                    caller = await run_in_threadpool(context.access.admit, credentials, Call.READ)
                except QuireError:
                    return
                asked = monotonic()
            if caller.scope.sees(change.job if isinstance(change, Deleted) else change):
                yield _event(change)


def _known(id: Id, caller: Reading, jobs: JobsPort) -> str:
    return jobs.get(id, caller.scope).id


@router.get("/jobs/{id}/events", response_class=EventSourceResponse, responses=refused(_404="JOB_UNKNOWN"))
async def follow(id: Annotated[str, Depends(_known)], context: ContextPort) -> AsyncIterator[ServerSentEvent]:
    """Follow one job, as server-sent events: "job" with the job as it stands, then at each change, to its end."""
    seen = -1
    async with context.changes.listen(id) as changes:
        try:
            change: Change = await run_in_threadpool(context.jobs.get, id)
        except DocumentError:  # deleted a moment ago
            return
        while True:
            if isinstance(change, Deleted) or change.version > seen:
                yield _event(change)
            if isinstance(change, Deleted) or change.state.ended:
                return
            seen = max(seen, change.version)
            try:
                change = await anext(changes)
            except StopAsyncIteration:
                return


def _event(change: Change) -> ServerSentEvent:
    if isinstance(change, Deleted):
        return ServerSentEvent(event="deleted", data={"id": change.id})
    return ServerSentEvent(event="job", data=JobView.model_validate(change), id=f"{change.id}-{change.version}")
