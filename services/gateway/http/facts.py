"""Facts over HTTP: what a document asks, counts and names, of the outline as it is corrected now."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from services.errors import DocumentError
from services.gateway.http.content_disposition import content_disposition
from services.gateway.http.context import REFUSED, Downloading, EditsPort, refused
from services.gateway.http.jobs import BODY, Id
from services.renderer.extract.extract import extract
from services.renderer.fact_files.formats import FORMATS, facts_format
from worker.jobs.convert import revised

router = APIRouter(prefix="/v1", responses=REFUSED)


@router.get(
    "/jobs/{id}/facts",
    response_class=Response,
    responses={
        **refused(_404="JOB_UNKNOWN", _409="JOB_NOT_DONE"),
        200: {"content": {row.media_type: {"schema": BODY} for row in FORMATS}, "description": "The facts."},
    },
)
def facts(
    id: Id,
    caller: Downloading,
    edits: EditsPort,
    format: Annotated[
        Literal["json", "csv", "xlsx", "ics"], Query(description="json: all facts. csv, xlsx: tasks. ics: time limits.")
    ] = "json",
) -> Response:
    """Who must do what by when, the figures, and the meetings, documents and decisions that the document names."""
    now = edits.correction(id, caller.scope)
    if now.corrected is None:
        raise DocumentError("JOB_NOT_DONE", "The job has no outline yet.", job=id)
    outline = now.corrected.outline
    row = facts_format(format)
    title = outline.metadata.title.value if outline.metadata.title else ""
    data = row.write(extract(outline), title, "en" if outline.metadata.language.startswith("en") else "zh")
    name = f"{revised(now.job.name, now.revision)}.facts.{row.ending}"
    return Response(data, media_type=row.media_type, headers={"Content-Disposition": content_disposition(name)})
