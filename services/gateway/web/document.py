"""GET /jobs/ID: a document at the desk, its source beside it; and the preview of each of its forms."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from services.gateway.desk.blocks import block_views
from services.gateway.desk.contents import Contents
from services.gateway.desk.doubts import doubts
from services.gateway.desk.facts import fact_tables
from services.gateway.desk.marks import source_pages
from services.gateway.desk.preview import preview
from services.gateway.desk.source import page_texts
from services.gateway.http.context import JobsPort
from services.gateway.http.jobs import Id
from services.gateway.web.job_views import job_view
from services.gateway.web.templates import html
from services.gateway.web.viewer import Clerk, PageRoute, Viewer
from services.outline.model import Fact, Metadata, Outline
from worker.jobs.job import Job

router = APIRouter(route_class=PageRoute, include_in_schema=False)

FACTS = tuple(name for name in Metadata.__slots__ if name not in ("kind", "language"))


@router.get("/jobs/{id}")
def document(id: Id, request: Request, viewer: Clerk, jobs: JobsPort) -> Response:
    """The page of a job: what it has made, or how it stands."""
    job = jobs.get(id, viewer.caller.scope)
    contents: Contents = request.app.state.contents
    outline = contents.outline(job)
    desk = _desk(job, outline, contents, viewer) if outline else {}
    return html(viewer.words, "document.html", viewer=viewer, job=job_view(job, viewer.words), outline=outline, **desk)


@router.get("/jobs/{id}/preview/{profile}")
def show_preview(
    id: Id,
    profile: str,
    request: Request,
    viewer: Clerk,
    jobs: JobsPort,
    bare: Annotated[bool, Query(description="Only the part that is shown within the page of the document.")] = False,
) -> Response:
    """What the file of a profile will say."""
    job = jobs.get(id, viewer.caller.scope)
    contents: Contents = request.app.state.contents
    outline = contents.outline(job)
    parts = preview(outline, profile, dict(job.options)) if outline else ()
    values = {"job": job_view(job, viewer.words), "parts": parts, "profile": profile, "bare": bare}
    return html(viewer.words, "preview.html", viewer=viewer, **values)


def _desk(job: Job, outline: Outline, contents: Contents, viewer: Viewer) -> dict[str, Any]:
    views = block_views(outline)
    texts = page_texts(outline, lambda: contents.dump(job))
    facts = [(name, value) for name in FACTS if isinstance(value := getattr(outline.metadata, name), Fact)]
    return {
        "blocks": views,
        "pages": source_pages(outline, texts),
        "places": doubts(outline, views, viewer.words.language),
        "facts": facts,
        "tables": fact_tables(outline),
        "headings": [view for view in views if view.kind in ("heading", "lost")],
    }
