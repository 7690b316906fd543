"""The jobs over gRPC: JobsService of protos/jobs/v1."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator

import grpc

from protos.jobs.v1 import jobs_pb2 as pb
from services.errors import DependencyError, DocumentError
from services.gateway.access.authorization import Access, Call, Caller, Credentials
from services.gateway.access.quota import Quota
from services.gateway.grpc.edits import EditsApi
from services.gateway.grpc.encode import encode
from services.limits import DUMP_BYTES, UPLOAD_IDLE_SECONDS, UPLOAD_SECONDS
from services.rpc import bounded
from worker.jobs.edits import Edits
from worker.jobs.job import JobState, Submission
from worker.jobs.jobs import Jobs

# Calls that last, at once in this process, and of one key or address. They hold a thread each: the others (CALLS of
# services/gateway/serve.py) are for calls that are answered at once.
UPLOADS, UPLOADS_EACH = 64, 32
WATCHES, WATCHES_EACH = 96, 48
LOOK_SECONDS = 1.0  # how often a watch looks whether its caller is still there


class JobsApi(EditsApi):
    """Answers the calls of jobs.proto. Errors are raised; services/rpc puts them on the wire."""

    def __init__(self, jobs: Jobs, edits: Edits, access: Access, proxied: bool = False) -> None:
        self._jobs = jobs
        self._edits = edits
        self._access = access
        self._proxied = proxied  # a proxy tells the caller's address
        self._draining = False
        self._uploads = Quota("uploads", "UPLOADS_TOO_MANY", UPLOADS, UPLOADS_EACH)
        self._watches = Quota("watches", "WATCHES_TOO_MANY", WATCHES, WATCHES_EACH)

    def drain(self) -> None:
        """End the watches: their callers watch on at another gateway."""
        self._draining = True

    def _admit(self, context: grpc.ServicerContext, call: Call, about: str = "") -> Caller:
        """The first line of every method: who calls, and whether they may."""
        metadata = {str(name): str(value) for name, value in context.invocation_metadata()}
        hops = metadata.get("x-forwarded-for", "") if self._proxied else ""
        address = hops.rpartition(",")[2].strip() or context.peer().rpartition(":")[0]
        return self._access.admit(Credentials(metadata.get("authorization", ""), address=address), call, about)

    def SubmitJob(
        self, request_iterator: Iterable[pb.SubmitJobRequest], context: grpc.ServicerContext
    ) -> pb.SubmitJobResponse:
        caller = self._admit(context, Call.SUBMIT)
        with self._uploads.place(caller):
            return self._submit(caller, _patient(iter(request_iterator), context), context)

    def _submit(
        self, caller: Caller, requests: Iterator[pb.SubmitJobRequest], context: grpc.ServicerContext
    ) -> pb.SubmitJobResponse:
        first = next(requests, None)
        if first is None or first.WhichOneof("piece") != "header":
            raise DocumentError("HEADER_MISSING", "The first message of a submission is its header.")
        header = Submission(
            request_id=first.header.request_id,
            name=first.header.name,
            profiles=tuple(first.header.profiles),
            options=dict(first.header.options),
            collection=caller.collection,
            owner=caller.name,
            reuse=first.header.reuse,
        )
        chunks = bounded(_chunks(requests, context), DUMP_BYTES, "DUMP_TOO_LARGE")
        job = self._jobs.submit(header, chunks)
        self._access.record(caller, Call.SUBMIT, job.id)
        return pb.SubmitJobResponse(job=encode(job))

    def GetJob(self, request: pb.GetJobRequest, context: grpc.ServicerContext) -> pb.GetJobResponse:
        caller = self._admit(context, Call.READ, request.id)
        return pb.GetJobResponse(job=encode(self._jobs.get(request.id, caller.scope), attempts=True))

    def ListJobs(self, request: pb.ListJobsRequest, context: grpc.ServicerContext) -> pb.ListJobsResponse:
        caller = self._admit(context, Call.READ)
        state = None
        if request.state:
            if request.state not in pb.JobState.values():
                raise DocumentError("STATE_UNKNOWN", f"There is no job state {request.state}.")
            state = JobState[pb.JobState.Name(request.state).removeprefix("JOB_STATE_")]
        found, token = self._jobs.list(
            request.page_size,
            request.page_token,
            state,
            request.text,
            caller.scope,
            request.parked,
            request.needs_review,
        )
        return pb.ListJobsResponse(jobs=map(encode, found), next_page_token=token)

    def WatchJob(self, request: pb.WatchJobRequest, context: grpc.ServicerContext) -> Iterator[pb.WatchJobResponse]:
        with self._watches.place(self._admit(context, Call.READ, request.id)):
            yield from self._watched(request, context)

    def _watched(self, request: pb.WatchJobRequest, context: grpc.ServicerContext) -> Iterator[pb.WatchJobResponse]:
        version = -1
        while context.is_active():
            caller = self._admit(context, Call.READ, request.id)  # asked again: a key may be withdrawn meanwhile
            for job in self._jobs.watch(request.id, LOOK_SECONDS, caller.scope):
                if job.version != version:
                    yield pb.WatchJobResponse(job=encode(job, attempts=True))
                version = job.version
                if job.state.ended:
                    return
                if self._draining:
                    raise DependencyError("DRAINING", "This gateway is stopping; watch again.")

    def CancelJob(self, request: pb.CancelJobRequest, context: grpc.ServicerContext) -> pb.CancelJobResponse:
        caller = self._admit(context, Call.CANCEL, request.id)
        return pb.CancelJobResponse(job=encode(self._jobs.cancel(request.id, caller.scope)))

    def RetryJob(self, request: pb.RetryJobRequest, context: grpc.ServicerContext) -> pb.RetryJobResponse:
        caller = self._admit(context, Call.RETRY, request.id)
        return pb.RetryJobResponse(job=encode(self._jobs.retry(request.id, caller.scope)))

    def DownloadArtefact(
        self, request: pb.DownloadArtefactRequest, context: grpc.ServicerContext
    ) -> Iterator[pb.DownloadArtefactResponse]:
        caller = self._admit(context, Call.DOWNLOAD, request.id)
        _, pieces = self._jobs.download(request.id, request.name, caller.scope)
        for piece in pieces:
            yield pb.DownloadArtefactResponse(chunk=piece)

    def DeleteJob(self, request: pb.DeleteJobRequest, context: grpc.ServicerContext) -> pb.DeleteJobResponse:
        caller = self._admit(context, Call.DELETE, request.id)
        self._jobs.delete(request.id, caller.scope)
        return pb.DeleteJobResponse()


def _patient(requests: Iterator[pb.SubmitJobRequest], context: grpc.ServicerContext) -> Iterator[pb.SubmitJobRequest]:
    """The messages as they come; a caller that is silent, or takes, too long is given up."""
    until = time.monotonic() + UPLOAD_SECONDS
    while True:
        patience = threading.Timer(min(UPLOAD_IDLE_SECONDS, until - time.monotonic()), context.cancel)
        patience.daemon = True
        patience.start()
        try:
            request = next(requests, None)
        finally:
            patience.cancel()
        if request is None:
            return
        yield request


def _chunks(requests: Iterator[pb.SubmitJobRequest], context: grpc.ServicerContext) -> Iterator[bytes]:
    for request in requests:
        match request.WhichOneof("piece"):
            case "chunk":
                yield request.chunk
            case "header":
                raise DocumentError("HEADER_REPEATED", "A submission has one header, in its first message.")
            case _:
                raise DocumentError("PIECE_MISSING", "A message of a submission holds a header or a chunk.")
    if not context.is_active():  # a caller that breaks off has not handed in a shorter dump
        raise DocumentError("DUMP_INCOMPLETE", "The upload broke off.")
