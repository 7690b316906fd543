"""The jobs of a gateway in another process, as the command line and the hot folder call them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import grpc

from protos.edits.v1 import edits_pb2
from protos.jobs.v1 import jobs_pb2 as pb
from protos.jobs.v1.jobs_pb2_grpc import JobsServiceStub
from services.errors import DependencyError
from services.rpc import LazyStub, refusal

ENDED = (pb.JOB_STATE_DONE, pb.JOB_STATE_FAILED, pb.JOB_STATE_CANCELLED)
CALL_SECONDS = 30
STREAM_SECONDS = 600  # an upload or a download


class RemoteJobs:
    """JobsService at HOST:PORT with a key; with `credentials` over TLS.
    Every method raises the QuireError that the gateway meant.
    """

    def __init__(self, address: str, key: str, credentials: grpc.ChannelCredentials | None = None) -> None:
        self._stub = LazyStub(address, JobsServiceStub, credentials)
        self._key = (("authorization", f"Bearer {key}"),) if key else ()

    def submit(
        self,
        name: str,
        chunks: Iterable[bytes],
        profiles: Sequence[str] = (),
        options: Mapping[str, str] | None = None,
        request_id: str = "",
        reuse: bool = False,
    ) -> pb.Job:
        """Hand in a dump; chunks have at most 1 MiB. Once it returns, the job is in the ledger."""
        header = pb.SubmitJobHeader(
            name=name, profiles=profiles, options=options or {}, request_id=request_id, reuse=reuse
        )

        def requests() -> Iterator[pb.SubmitJobRequest]:
            yield pb.SubmitJobRequest(header=header)
            for chunk in chunks:
                yield pb.SubmitJobRequest(chunk=chunk)

        with self._meant():
            return self._stub().SubmitJob(requests(), metadata=self._key, timeout=STREAM_SECONDS).job

    def get(self, job_id: str) -> pb.Job:
        """One job as it stands."""
        with self._meant():
            return self._stub().GetJob(pb.GetJobRequest(id=job_id), metadata=self._key, timeout=CALL_SECONDS).job

    def list(self, request: pb.ListJobsRequest) -> pb.ListJobsResponse:
        """A page of jobs, newest first."""
        with self._meant():
            return self._stub().ListJobs(request, metadata=self._key, timeout=CALL_SECONDS)

    def watch(self, job_id: str) -> Iterator[pb.Job]:
        """The job now and after each change, until it has ended."""
        with self._meant():
            for response in self._stub().WatchJob(pb.WatchJobRequest(id=job_id), metadata=self._key):
                yield response.job

    def cancel(self, job_id: str) -> pb.Job:
        """End a job."""
        with self._meant():
            return self._stub().CancelJob(pb.CancelJobRequest(id=job_id), metadata=self._key, timeout=CALL_SECONDS).job

    def retry(self, job_id: str) -> pb.Job:
        """Start a failed or cancelled job again."""
        with self._meant():
            return self._stub().RetryJob(pb.RetryJobRequest(id=job_id), metadata=self._key, timeout=CALL_SECONDS).job

    def delete(self, job_id: str) -> None:
        """Forget an ended job."""
        with self._meant():
            self._stub().DeleteJob(pb.DeleteJobRequest(id=job_id), metadata=self._key, timeout=CALL_SECONDS)

    def download(self, job_id: str, name: str) -> Iterator[bytes]:
        """The bytes of an artefact, in pieces."""
        request = pb.DownloadArtefactRequest(id=job_id, name=name)
        with self._meant():
            for response in self._stub().DownloadArtefact(request, metadata=self._key, timeout=STREAM_SECONDS):
                yield response.chunk

    def edit(self, job_id: str, revision: int, edits: Sequence[edits_pb2.Edit]) -> int:
        """Correct the outline; the number of the log's last entry then."""
        request = pb.EditOutlineRequest(id=job_id, revision=revision, edits=edits)
        with self._meant():
            return self._stub().EditOutline(request, metadata=self._key, timeout=CALL_SECONDS).revision

    def edits(self, job_id: str) -> Sequence[edits_pb2.EditEntry]:
        """The log of corrections."""
        with self._meant():
            request = pb.ListEditsRequest(id=job_id)
            return self._stub().ListEdits(request, metadata=self._key, timeout=CALL_SECONDS).entries

    def render(self, job_id: str, profiles: Sequence[str] = ()) -> pb.Job:
        """Make files again, with the corrections that there are."""
        request = pb.RenderJobRequest(id=job_id, profiles=profiles)
        with self._meant():
            return self._stub().RenderJob(request, metadata=self._key, timeout=CALL_SECONDS).job

    def close(self) -> None:
        """Close the channel."""
        self._stub.close()

    @contextmanager
    def _meant(self) -> Iterator[None]:
        try:
            yield
        except grpc.RpcError as error:
            refused = refusal(error)
            if refused.reason == "SERVICE_UNAVAILABLE":  # in words of the library, about sockets
                words = f"No gateway answers at {self._stub.address}. Is it running (quire up), and is --server right?"
                raise DependencyError("GATEWAY_AWAY", words) from error
            raise refused from error
