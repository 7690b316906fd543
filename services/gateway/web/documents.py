"""GET /: the list of documents, a page at a time; its filters are in the address, so that it can be kept and sent."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response

from services.gateway.http.context import JobsPort
from services.gateway.http.jobs import Id
from services.gateway.web.job_views import job_view
from services.gateway.web.templates import html
from services.gateway.web.viewer import PageRoute, Reader
from worker.jobs.job import USUAL_PROFILES, JobState

ROWS = 50

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/")
def documents(
    viewer: Reader,
    jobs: JobsPort,
    text: Annotated[str, Query(max_length=200)] = "",
    state: Annotated[str, Query()] = "",
    parked: Annotated[bool, Query()] = False,
    needs_review: Annotated[bool, Query()] = False,
    page: Annotated[str, Query()] = "",
) -> Response:
    """The list, newest first. Nothing opens itself."""
    wanted = JobState(state) if state in list(JobState) else None
    rows, following = jobs.list(ROWS, page, wanted, text.strip(), viewer.caller.scope, parked, needs_review)
    ticked = {"parked": parked, "needs_review": needs_review}
    filters = {"text": text.strip(), "state": wanted.value if wanted else ""}
    filters |= {name: "true" for name, chosen in ticked.items() if chosen}
    filters = {name: value for name, value in filters.items() if value}
    return html(
        viewer.words,
        "documents.html",
        viewer=viewer,
        rows=[job_view(job, viewer.words) for job in rows],
        filters=filters,
        states=list(JobState),
        older=f"/?{urlencode(filters | {'page': following})}" if following else "",
        first=f"/?{urlencode(filters)}" if page else "",
        others=[name for name in jobs.profiles if name not in USUAL_PROFILES],
        usual=USUAL_PROFILES,
    )


@router.get("/rows/{id}")
def row(id: Id, viewer: Reader, jobs: JobsPort) -> Response:
    """One row of the list as it stands now: what the page puts in place of the old one."""
    return html(
        viewer.words, "row_alone.html", viewer=viewer, job=job_view(jobs.get(id, viewer.caller.scope), viewer.words)
    )
