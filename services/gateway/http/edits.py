"""Corrections over HTTP: added, listed, and made into new files; the outline as it is corrected."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from google.protobuf import json_format

from services.errors import DocumentError
from services.gateway.grpc.edits import wire_entries
from services.gateway.http.context import REFUSED, Downloading, Editing, EditsPort, refused
from services.gateway.http.jobs import Id
from services.gateway.http.views import EditsBody, EditsView, JobView, RevisionView
from services.outline import codec as outline_codec
from services.outline.edits import codec
from worker.jobs.convert import JSON
from worker.jobs.job import Job

router = APIRouter(prefix="/v1", responses=REFUSED)


@router.post(
    "/jobs/{id}/edits",
    response_model=RevisionView,
    responses=refused(
        _404="JOB_UNKNOWN",
        _409="EDIT_CONFLICT: somebody has changed the same place since `revision`; JOB_NOT_DONE",
        _422="EDIT_INVALID, EDITS_TOO_MANY",
    ),
)
def edit(id: Id, body: EditsBody, caller: Editing, edits: EditsPort) -> dict[str, int]:
    """Correct the outline of a job: edits are added to its log, all or none. The outline itself stays as it was.

    An edit is protos/edits/v1 as JSON: {"setRole": {"at": {"page": 1, "start": 5}, "role": "heading", "level": 2}}.
    """
    values = [codec.from_dict(row) for row in body.edits]
    return {"revision": edits.edit(id, body.revision, values, caller.name, caller.scope)}


@router.get("/jobs/{id}/edits", response_model=EditsView, responses=refused(_404="JOB_UNKNOWN"))
def list_edits(id: Id, caller: Downloading, edits: EditsPort) -> dict[str, Any]:
    """The log of corrections of a job."""
    now = edits.correction(id, caller.scope)
    rows = [json_format.MessageToDict(entry, preserving_proto_field_name=False) for entry in wire_entries(now)]
    return {"revision": now.revision, "entries": rows}


@router.get(
    "/jobs/{id}/outline",
    response_class=Response,
    responses={**refused(_404="JOB_UNKNOWN", _409="JOB_NOT_DONE"), 200: {"content": {JSON: {}}}},
)
def corrected_outline(id: Id, caller: Downloading, edits: EditsPort) -> Response:
    """The outline as it is corrected now: protos/outline/v1 as JSON."""
    now = edits.correction(id, caller.scope)
    if now.corrected is None:
        raise DocumentError("JOB_NOT_DONE", "The job has no outline yet.", job=id)
    return Response(outline_codec.to_json(now.corrected.outline), media_type=JSON)


@router.post(
    "/jobs/{id}/render",
    response_model=JobView,
    responses=refused(_404="JOB_UNKNOWN", _409="JOB_NOT_DONE", _422="PROFILE_UNKNOWN"),
)
def render(
    id: Id,
    caller: Editing,
    edits: EditsPort,
    profile: Annotated[
        list[str] | None, Query(description="What to make. None: what the submission asked for.")
    ] = None,
) -> Job:
    """Make files of a done job again, with its corrections; they lie beside the old ones."""
    return edits.render(id, profile or (), caller.scope)
