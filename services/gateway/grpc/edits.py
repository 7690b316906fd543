"""Corrections over gRPC: EditOutline, ListEdits and RenderJob of JobsService."""

from __future__ import annotations

import grpc

from protos.edits.v1 import edits_pb2
from protos.jobs.v1 import jobs_pb2 as pb
from protos.jobs.v1.jobs_pb2_grpc import JobsServiceServicer
from services.gateway.access.authorization import Call, Caller
from services.gateway.grpc.encode import encode
from services.outline.edits import codec
from worker.jobs.edits import Correction, Edits


class EditsApi(JobsServiceServicer):
    """The calls about corrections; JobsApi admits their callers."""

    _edits: Edits

    def _admit(self, context: grpc.ServicerContext, call: Call, about: str = "") -> Caller:
        raise NotImplementedError

    def EditOutline(self, request: pb.EditOutlineRequest, context: grpc.ServicerContext) -> pb.EditOutlineResponse:
        caller = self._admit(context, Call.EDIT, request.id)
        edits = [codec.decode(edit) for edit in request.edits]
        revision = self._edits.edit(request.id, request.revision, edits, caller.name, caller.scope)
        return pb.EditOutlineResponse(revision=revision)

    def ListEdits(self, request: pb.ListEditsRequest, context: grpc.ServicerContext) -> pb.ListEditsResponse:
        caller = self._admit(context, Call.DOWNLOAD, request.id)
        return pb.ListEditsResponse(entries=wire_entries(self._edits.correction(request.id, caller.scope)))

    def RenderJob(self, request: pb.RenderJobRequest, context: grpc.ServicerContext) -> pb.RenderJobResponse:
        caller = self._admit(context, Call.EDIT, request.id)
        return pb.RenderJobResponse(job=encode(self._edits.render(request.id, request.profiles, caller.scope)))


def wire_entries(now: Correction) -> list[edits_pb2.EditEntry]:
    """The log on the wire."""
    undone = now.corrected.undone if now.corrected else frozenset()
    skipped = now.corrected.skipped if now.corrected else frozenset()
    return [codec.entry(entry, entry.number in undone, entry.number in skipped) for entry in now.entries]
