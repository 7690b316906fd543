"""Artefacts over HTTP: what a job has made, as files."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Response
from fastapi.responses import StreamingResponse

from services.gateway.http.content_disposition import content_disposition
from services.gateway.http.context import REFUSED, Downloading, JobsPort, refused
from services.gateway.http.jobs import BODY, Id
from services.renderer.formats import FORMATS
from worker.jobs.convert import JSON

FILES: dict[str, Any] = {
    JSON: {"schema": {"type": "object", "description": "An outline: protos/outline/v1 as JSON."}},
    **{row.media_type: {"schema": BODY} for row in FORMATS.values()},
    "application/octet-stream": {"schema": BODY},
}

router = APIRouter(prefix="/v1", responses=REFUSED)


@router.get(
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
    caller: Downloading,
    jobs: JobsPort,
    if_none_match: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """A file that the job made. Its ETag is the SHA-256 of its bytes; it never changes."""
    artefact, pieces = jobs.download(id, name, caller.scope)
    tag = f'"{artefact.digest}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in (part.strip().removeprefix("W/") for part in if_none_match.split(",")) or if_none_match == "*":
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Length": str(artefact.size), "Content-Disposition": content_disposition(artefact.name)}
    return StreamingResponse(pieces, headers=headers, media_type=artefact.media_type)
