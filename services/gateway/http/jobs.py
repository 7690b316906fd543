"""The jobs over HTTP: handed in, listed, ended, started again, forgotten."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request
from starlette.concurrency import run_in_threadpool

from services.errors import DocumentError
from services.gateway.access.authorization import Call
from services.gateway.http.context import (
    REFUSED,
    Cancelling,
    ContextPort,
    Deleting,
    JobsPort,
    Reading,
    Retrying,
    Submitting,
    refused,
)
from services.gateway.http.upload import received
from services.gateway.http.views import AttemptsView, JobsView, JobView
from worker.jobs.job import Job, JobState, Submission
from worker.jobs.jobs import MOST_PAGE_SIZE, PAGE_SIZE

BODY = {"type": "string", "format": "binary"}
Id = Annotated[str, Path(description="The job's identifier.")]
Profile = Annotated[list[str] | None, Query(description="What to make; repeatable. None: the usual ones.")]
Option = Annotated[list[str] | None, Query(description="NAME=VALUE, an option of the profiles; repeatable.")]

# Every call asks for a key; those that wait for the ledger are answered in threads.
router = APIRouter(prefix="/v1", responses=REFUSED)


@router.post(
    "/jobs",
    status_code=201,
    response_model=JobView,
    responses=refused(
        _409="REQUEST_ID_REUSED",
        _422="DUMP_TOO_LARGE, DUMP_INCOMPLETE, BODY_NOT_RAW, NAME_INVALID, PROFILE_UNKNOWN, PROFILE_REPEATED, "
        "OPTION_INVALID, REQUEST_ID_INVALID",
        _507="ARTEFACTS_FULL, LEDGER_FULL",
    ),
    openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": BODY}}}},
)
async def submit(
    request: Request,
    caller: Submitting,
    context: ContextPort,
    jobs: JobsPort,
    name: Annotated[str, Query(description="Name of the dump: for people and file names, never a path.")] = "dump",
    profile: Profile = None,
    option: Option = None,
    request_id: Annotated[str, Query(description="The caller's own identifier.")] = "",
    reuse: Annotated[
        bool, Query(description="Answer with the job that made the same of the same bytes, where there is one.")
    ] = False,
    idempotency_key: Annotated[str, Header(description="The same as request_id.")] = "",
) -> Job:
    """Hand in a dump: the body is the dump itself, at most 64 MiB.

    Once this has answered, the job ends as done, failed or cancelled, whatever stops or restarts. The same request
    id with the same dump, name, profiles and options is the same job.
    """
    submission = Submission(
        request_id or idempotency_key,
        name,
        tuple(profile or ()),
        options_of(option or []),
        collection=caller.collection,
        owner=caller.name,
        reuse=reuse,
    )
    async with received(request) as pieces:
        job = await run_in_threadpool(jobs.submit, submission, pieces)
    await run_in_threadpool(context.access.record, caller, Call.SUBMIT, job.id)
    return job


@router.get("/jobs", response_model=JobsView)
def list_jobs(
    caller: Reading,
    jobs: JobsPort,
    page_size: Annotated[int, Query(description="How many at most.", ge=1, le=MOST_PAGE_SIZE)] = PAGE_SIZE,
    page_token: Annotated[str, Query(description="next_page_token of the page before.")] = "",
    state: Annotated[JobState | None, Query(description="Only jobs in this state.")] = None,
    text: Annotated[str, Query(description="Only jobs with this in name, title, number, speaker or issuer.")] = "",
    parked: Annotated[bool, Query(description="Only jobs that failed by no fault of their document.")] = False,
    needs_review: Annotated[bool, Query(description="Only jobs whose outline is doubtful.")] = False,
) -> dict[str, Any]:
    """Jobs, newest first, a page at a time."""
    page, token = jobs.list(page_size, page_token, state, text, caller.scope, parked, needs_review)
    return {"jobs": page, "next_page_token": token}


@router.get("/jobs/{id}", response_model=JobView, responses=refused(_404="JOB_UNKNOWN"))
def get(id: Id, caller: Reading, jobs: JobsPort) -> Job:
    """One job as it stands."""
    return jobs.get(id, caller.scope)


@router.get("/jobs/{id}/attempts", response_model=AttemptsView, responses=refused(_404="JOB_UNKNOWN"))
def attempts(id: Id, caller: Reading, jobs: JobsPort) -> dict[str, Any]:
    """How each step of a job went, attempt by attempt: since when it waited, when it began and ended, and why.

    At most 100.
    """
    return {"attempts": jobs.get(id, caller.scope).history}


@router.post("/jobs/{id}/cancel", response_model=JobView, responses=refused(_404="JOB_UNKNOWN", _409="JOB_NOT_RUNNING"))
def cancel(id: Id, caller: Cancelling, jobs: JobsPort) -> Job:
    """End a job; a step that is running is not waited for and changes nothing any more."""
    return jobs.cancel(id, caller.scope)


@router.post("/jobs/{id}/retry", response_model=JobView, responses=refused(_404="JOB_UNKNOWN", _409="JOB_NOT_ENDED"))
def retry(id: Id, caller: Retrying, jobs: JobsPort) -> Job:
    """Start a failed or cancelled job again at the steps that are not done."""
    return jobs.retry(id, caller.scope)


@router.delete("/jobs/{id}", status_code=204, responses=refused(_404="JOB_UNKNOWN", _409="JOB_NOT_ENDED"))
def delete(id: Id, caller: Deleting, jobs: JobsPort) -> None:
    """Forget an ended job, its dump and what was made of it."""
    jobs.delete(id, caller.scope)


def options_of(pairs: list[str]) -> dict[str, str]:
    """{"issue": "12"} of ["issue=12"]. OPTION_INVALID."""
    options = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not name or not equals:
            raise DocumentError("OPTION_INVALID", f"An option is NAME=VALUE, not {pair[:100]!r}.")
        options[name] = value
    return options
