"""The jobs over HTTP: /v1."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from services.errors import DocumentError
from services.gateway.changes import Changes, Deleted
from services.gateway.keys import admit
from services.gateway.saving import content_disposition
from services.gateway.upload import received
from services.gateway.views import ErrorView, JobsView, JobView
from services.limits import NAME_CHARS, REQUEST_ID_CHARS
from worker.job import Job, JobState, Submission
from worker.jobs import Jobs

Id = Annotated[str, Path(description="The job's identifier.", max_length=128)]
Asked = dict[int | str, dict[str, Any]]

REFUSED: Asked = {401: {"model": ErrorView, "description": "KEY_MISSING or KEY_UNKNOWN"}}
UNKNOWN: Asked = {404: {"model": ErrorView, "description": "JOB_UNKNOWN"}}


def routes(jobs: Jobs, changes: Changes, keys: Callable[[], Collection[str]]) -> APIRouter:
    """Every call under /v1; all of them ask for a key."""

    def keyed(authorization: Annotated[str, Header(include_in_schema=False)] = "") -> None:
        admit(authorization, keys())

    router = APIRouter(prefix="/v1", dependencies=[Depends(keyed)], responses=REFUSED)

    @router.post(
        "/jobs",
        status_code=201,
        response_model=JobView,
        summary="Hand in a dump",
        responses={409: {"model": ErrorView, "description": "REQUEST_ID_REUSED"}},
        openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {
            "type": "string", "format": "binary"}}}}},
    )  # fmt: skip
    async def submit(
        request: Request,
        name: Annotated[str, Query(description="Name of the dump, for people and file names.", max_length=NAME_CHARS)] = "",
        profile: Annotated[list[str] | None, Query(description="What to make; repeatable. None: all three.")] = None,
        option: Annotated[list[str] | None, Query(description="NAME=VALUE, an option of the profiles; repeatable.")] = None,
        request_id: Annotated[str, Query(description="The caller's own identifier.", max_length=REQUEST_ID_CHARS)] = "",
        idempotency_key: Annotated[str, Header(description="The same as request_id.", max_length=REQUEST_ID_CHARS)] = "",
    ) -> Job:
        """The body is the dump itself, at most 64 MiB. Once this has answered, the job ends as done, failed or
        cancelled, whatever stops or restarts. The same request id with the same dump is the same job."""
        submission = Submission(
            request_id=request_id or idempotency_key,
            name=name,
            profiles=tuple(profile or ()),
            options=_options(option or []),
        )
        async with received(request) as pieces:
            return await run_in_threadpool(jobs.submit, submission, pieces)

    @router.get("/jobs", response_model=JobsView, summary="List jobs, newest first")
    def list_jobs(
        page_size: Annotated[int, Query(description="How many at most.", ge=1, le=200)] = 50,
        page_token: Annotated[str, Query(description="next_page_token of the page before.", max_length=200)] = "",
        state: Annotated[JobState | None, Query(description="Only jobs in this state.")] = None,
        text: Annotated[str, Query(description="Only jobs whose name or title contains this.", max_length=200)] = "",
    ) -> Any:
        return jobs.list(page_size=page_size, page_token=page_token, state=state, text=text)

    @router.get("/jobs/{id}", response_model=JobView, responses=UNKNOWN, summary="One job as it stands")
    def get(id: Id) -> Job:
        return jobs.get(id)

    @router.get("/events", response_class=EventSourceResponse, summary="Follow all jobs")
    async def events() -> AsyncIterator[ServerSentEvent]:
        """Server-sent events: "ready" first; then "job" with the job for each change, "deleted" with its id."""
        yield ServerSentEvent(event="ready", data={})
        async for change in changes.listen():
            yield _event(change)

    return router


def _options(told: list[str]) -> dict[str, str]:
    found = {}
    for pair in told:
        name, equals, value = pair.partition("=")
        if not name or not equals:
            raise DocumentError("OPTION_INVALID", f"An option is NAME=VALUE, not {pair[:100]!r}.")
        found[name] = value
    return found
