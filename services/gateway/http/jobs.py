"""The jobs over HTTP: everything under /v1."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import aclosing
from time import monotonic
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from services.errors import DocumentError, QuireError
from services.gateway.access.authorization import Access, Call, Caller
from services.gateway.changes import Change, Changes, Deleted
from services.gateway.http.content_disposition import content_disposition
from services.gateway.http.session import Front
from services.gateway.http.upload import received
from services.gateway.http.views import ErrorView, FindingsView, JobsView, JobView, ProfilesView
from services.outline.messages import MESSAGES
from worker.jobs.convert import DOCX, JSON
from worker.jobs.job import USUAL_PROFILES, Job, JobState, Submission
from worker.jobs.jobs import MOST_PAGE_SIZE, PAGE_SIZE, Jobs

ASK_AGAIN_SECONDS = 5.0  # for how long a stream goes on without asking for its key again
BODY = {"type": "string", "format": "binary"}
FILES: dict[str, Any] = {
    JSON: {"schema": {"type": "object", "description": "An outline: protos/outline/v1 as JSON."}},
    DOCX: {"schema": BODY},
    "application/octet-stream": {"schema": BODY},
}
Id = Annotated[str, Path(description="The job's identifier.")]
Profile = Annotated[list[str] | None, Query(description="What to make; repeatable. None: the usual ones.")]
Option = Annotated[list[str] | None, Query(description="NAME=VALUE, an option of the profiles; repeatable.")]


def refused(**reasons: str) -> dict[int | str, dict[str, Any]]:
    """Descriptions of refusals: `refused(_404="JOB_UNKNOWN")`."""
    return {int(code[1:]): {"model": ErrorView, "description": words} for code, words in reasons.items()}


def routes(jobs: Jobs, changes: Changes, access: Access, profiles: Collection[str], front: Front) -> APIRouter:
    """Every call under /v1; all of them ask for a key. Calls that wait for the ledger are answered in threads."""

    def may(call: Call) -> Any:
        def admitted(request: Request) -> Caller:
            known = {one.alias for one in request.scope["route"].dependant.query_params}
            if unknown := sorted(set(request.query_params) - known):
                words = (
                    f"There is no parameter {unknown[0][:40]!r} here; there are: {', '.join(sorted(known)) or 'none'}."
                )
                raise DocumentError("REQUEST_INVALID", words)
            return access.admit(front.credentials(request), call, request.path_params.get("id", ""))

        return Depends(admitted)

    submitting, reading, downloading = may(Call.SUBMIT), may(Call.READ), may(Call.DOWNLOAD)
    cancelling, retrying, deleting = may(Call.CANCEL), may(Call.RETRY), may(Call.DELETE)
    common = refused(
        _401="KEY_MISSING, KEY_UNKNOWN, KEY_EXPIRED, SESSION_ENDED",
        _403="CALL_FORBIDDEN: the role of the key does not reach so far; SESSION_FOREIGN",
        _422="REQUEST_INVALID",
        _429="CALLS_TOO_MANY, KEYS_WRONG_TOO_OFTEN; Retry-After tells when to come back",
        _503="a part of Quire is away",
    )
    v1 = APIRouter(prefix="/v1", responses=common)

    @v1.post(
        "/jobs",
        status_code=201,
        response_model=JobView,
        responses=refused(
            _409="REQUEST_ID_REUSED",
            _422="DUMP_TOO_LARGE, DUMP_INCOMPLETE, BODY_NOT_RAW, NAME_INVALID, PROFILE_UNKNOWN, PROFILE_REPEATED, "
            "OPTION_INVALID, REQUEST_ID_INVALID",
        ),
        openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": BODY}}}},
    )
    async def submit(
        request: Request,
        name: Annotated[str, Query(description="Name of the dump: for people and file names, never a path.")] = "dump",
        profile: Profile = None,
        option: Option = None,
        request_id: Annotated[str, Query(description="The caller's own identifier.")] = "",
        reuse: Annotated[
            bool, Query(description="Answer with the job that made the same of the same bytes, where there is one.")
        ] = False,
        idempotency_key: Annotated[str, Header(description="The same as request_id.")] = "",
        caller: Caller = submitting,
    ) -> Job:
        """Hand in a dump: the body is the dump itself, at most 64 MiB.

        Once this has answered, the job ends as done, failed or cancelled, whatever stops or restarts. The same request
        id with the same dump, name, profiles and options is the same job.
        """
        header = Submission(
            request_id or idempotency_key,
            name,
            tuple(profile or ()),
            _options(option or []),
            collection=caller.collection,
            owner=caller.name,
            reuse=reuse,
        )
        async with received(request) as pieces:
            return await run_in_threadpool(jobs.submit, header, pieces)

    @v1.get("/jobs", response_model=JobsView)
    def list_jobs(
        page_size: Annotated[int, Query(description="How many at most.", ge=1, le=MOST_PAGE_SIZE)] = PAGE_SIZE,
        page_token: Annotated[str, Query(description="next_page_token of the page before.")] = "",
        state: Annotated[JobState | None, Query(description="Only jobs in this state.")] = None,
        text: Annotated[str, Query(description="Only jobs whose name or title contains this.")] = "",
        parked: Annotated[bool, Query(description="Only jobs that failed by no fault of their document.")] = False,
        caller: Caller = reading,
    ) -> dict[str, Any]:
        """Jobs, newest first, a page at a time."""
        found, token = jobs.list(page_size, page_token, state, text, caller.scope, parked)
        return {"jobs": found, "next_page_token": token}

    @v1.get("/jobs/{id}", response_model=JobView, responses=refused(_404="JOB_UNKNOWN"))
    def get(id: Id, caller: Caller = reading) -> Job:
        """One job as it stands."""
        return jobs.get(id, caller.scope)

    @v1.post("/jobs/{id}/cancel", response_model=JobView, responses=refused(_404="JOB_UNKNOWN", _409="JOB_NOT_RUNNING"))
    def cancel(id: Id, caller: Caller = cancelling) -> Job:
        """End a job; a step that is running is not waited for and changes nothing any more."""
        return jobs.cancel(id, caller.scope)

    @v1.post("/jobs/{id}/retry", response_model=JobView, responses=refused(_404="JOB_UNKNOWN", _409="JOB_NOT_ENDED"))
    def retry(id: Id, caller: Caller = retrying) -> Job:
        """Start a failed or cancelled job again at the steps that are not done."""
        return jobs.retry(id, caller.scope)

    @v1.delete("/jobs/{id}", status_code=204, responses=refused(_404="JOB_UNKNOWN", _409="JOB_NOT_ENDED"))
    def delete(id: Id, caller: Caller = deleting) -> None:
        """Forget an ended job, its dump and what was made of it."""
        jobs.delete(id, caller.scope)

    @v1.get(
        "/jobs/{id}/artefacts/{name}",
        response_class=StreamingResponse,
        responses={
            **refused(_404="JOB_UNKNOWN, ARTEFACT_UNKNOWN"),
            200: {"content": FILES, "description": "The file."},
            304: {"description": "The caller has it already (If-None-Match)."},
        },
    )
    def download(
        id: Id,
        name: Annotated[str, Path(description="The artefact's name.")],
        if_none_match: Annotated[str, Header(include_in_schema=False)] = "",
        caller: Caller = downloading,
    ) -> Response:
        """A file that the job made. Its ETag is the SHA-256 of its bytes; it never changes."""
        artefact, pieces = jobs.download(id, name, caller.scope)
        tag = f'"{artefact.digest}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if tag in (part.strip().removeprefix("W/") for part in if_none_match.split(",")) or if_none_match == "*":
            return Response(status_code=304, headers=headers)
        headers |= {"Content-Length": str(artefact.size), "Content-Disposition": content_disposition(artefact.name)}
        return StreamingResponse(pieces, headers=headers, media_type=artefact.media_type)

    @v1.get("/events", response_class=EventSourceResponse)
    async def events(request: Request, caller: Caller = reading) -> AsyncIterator[ServerSentEvent]:
        """Follow all jobs, as server-sent events: "ready" once; then "job" with the job at each change, and "deleted".

        Ends soon after the key does.
        """
        yield ServerSentEvent(event="ready", data={}, retry=1000)
        asked = monotonic()
        async with aclosing(changes.listen()) as changed:
            async for change in changed:
                if monotonic() > asked + ASK_AGAIN_SECONDS:
                    try:
                        caller = await run_in_threadpool(access.admit, front.credentials(request), Call.READ)
                    except QuireError:
                        return
                    asked = monotonic()
                if caller.scope.sees(change.job if isinstance(change, Deleted) else change):
                    yield _event(change)

    async def known(id: Id, caller: Caller = reading) -> Job:
        return await run_in_threadpool(jobs.get, id, caller.scope)

    found: Any = Depends(known)

    @v1.get("/jobs/{id}/events", response_class=EventSourceResponse, responses=refused(_404="JOB_UNKNOWN"))
    async def follow(job: Job = found) -> AsyncIterator[ServerSentEvent]:
        """Follow one job, as server-sent events: "job" with the job as it stands, then at each change, to its end."""
        seen = -1
        async with aclosing(changes.listen(job.id)) as changed:
            change: Change = job
            while True:
                if isinstance(change, Deleted) or change.version > seen:
                    yield _event(change)
                if isinstance(change, Deleted) or change.state.ended:
                    return
                seen = max(seen, change.version)
                try:
                    change = await anext(changed)
                except StopAsyncIteration:
                    return

    @v1.get("/profiles", response_model=ProfilesView)
    def all_profiles(_: Caller = reading) -> dict[str, Any]:
        """What can be made of a dump."""
        return {"profiles": [{"name": name} for name in profiles], "usual": USUAL_PROFILES}

    @v1.get("/findings", response_model=FindingsView)
    def findings(_: Caller = reading) -> dict[str, Any]:
        """What the findings of an outline say, in Chinese and English."""
        return {"findings": {rule: {"en": english, "zh": chinese} for rule, (english, chinese) in MESSAGES.items()}}

    return v1


def _event(change: Change) -> ServerSentEvent:
    if isinstance(change, Deleted):
        return ServerSentEvent(event="deleted", data={"id": change.id})
    return ServerSentEvent(event="job", data=JobView.model_validate(change), id=f"{change.id}-{change.version}")


def _options(told: list[str]) -> dict[str, str]:
    found = {}
    for pair in told:
        name, equals, value = pair.partition("=")
        if not name or not equals:
            raise DocumentError("OPTION_INVALID", f"An option is NAME=VALUE, not {pair[:100]!r}.")
        found[name] = value
    return found
