"""GET /jobs/ID: a document at the desk, its source beside it; and the preview of each of its forms."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from services.gateway.desk.blocks import block_views
from services.gateway.desk.doubts import doubts
from services.gateway.desk.facts import FactsReader, fact_tables
from services.gateway.desk.marks import source_pages
from services.gateway.desk.preview import preview
from services.gateway.desk.source import page_texts
from services.gateway.http.context import ContextPort, EditsPort
from services.gateway.http.jobs import Id
from services.gateway.web.history import history
from services.gateway.web.job_views import job_view
from services.gateway.web.templates import html
from services.gateway.web.viewer import Clerk, PageRoute, Viewer
from services.outline.model import Fact, Metadata, Outline
from worker.jobs.contents import Contents
from worker.jobs.edits import Correction

router = APIRouter(route_class=PageRoute, include_in_schema=False)

FACTS_READER = FactsReader()
FACTS = tuple(name for name in Metadata.__slots__ if name not in ("kind", "language"))


@router.get("/jobs/{id}")
def document(id: Id, viewer: Clerk, context: ContextPort) -> Response:
    """The page of a job: what it has made, or how it stands."""
    now = context.edits.correction(id, viewer.caller.scope)
    job = job_view(now.job, viewer.words)
    desk = _desk(now, now.corrected.outline, context.edits.contents, viewer) if now.corrected else {"outline": None}
    return html(viewer.words, "document.html", viewer=viewer, job=job, **desk)


@router.get("/jobs/{id}/preview/{profile}")
def show_preview(
    id: Id,
    profile: str,
    viewer: Clerk,
    edits: EditsPort,
    bare: Annotated[bool, Query(description="Only the part that is shown within the page of the document.")] = False,
) -> Response:
    """What the file of a profile will say, with the corrections that there are."""
    now = edits.correction(id, viewer.caller.scope)
    parts = preview(now.corrected.outline, profile, dict(now.job.options)) if now.corrected else ()
    values = {"job": job_view(now.job, viewer.words), "parts": parts, "profile": profile, "bare": bare}
    return html(viewer.words, "preview.html", viewer=viewer, **values)


def _extracted(now: Correction, contents: Contents) -> bytes | None:
    """What the job's own step has extracted; None where it has not, or the outline was corrected since."""
    step = now.job.step("facts")
    return contents.result(now.job, step.result) if step and step.result and not now.revision else None


def _desk(now: Correction, outline: Outline, contents: Contents, viewer: Viewer) -> dict[str, Any]:
    views = block_views(outline)
    base = contents.outline(now.job) or outline
    texts = page_texts(base, lambda: contents.dump(now.job))
    facts = [(name, value) for name in FACTS if isinstance(value := getattr(outline.metadata, name), Fact)]
    return {
        "outline": outline,
        "blocks": views,
        "pages": source_pages(outline, texts),
        "places": doubts(outline, views, viewer.words.language),
        "facts": facts,
        "missing_facts": [name for name in FACTS if getattr(outline.metadata, name) is None],
        "tables": fact_tables(FACTS_READER.facts(outline, _extracted(now, contents))),
        "headings": [view for view in views if view.kind in ("heading", "lost")],
        "history": history(now, viewer.words),
        "revision": now.revision,
    }
