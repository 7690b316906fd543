"""The jobs over gRPC, against a real gateway."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from protos.jobs.v1 import jobs_pb2 as pb
from protos.jobs.v1.jobs_pb2_grpc import JobsServiceStub
from services.errors import DocumentError, QuireError
from services.gateway.grpc.client import RemoteJobs
from services.rpc import pieces, refusal
from tests.gateway.conftest import KEY, SPEECH, Desk


def reason(call: Callable[[], object]) -> str:
    with pytest.raises((QuireError, grpc.RpcError)) as caught:
        call()
    error = caught.value
    refused = refusal(error) if isinstance(error, grpc.RpcError) else error
    assert isinstance(refused, QuireError)
    return refused.reason


@pytest.fixture()
def stub(desk: Desk) -> Iterator[JobsServiceStub]:
    with grpc.insecure_channel(desk.rpc_address) as channel:
        yield JobsServiceStub(channel)


META = (("authorization", f"Bearer {KEY}"),)


def test_a_dump_goes_in_and_its_files_come_out(desk: Desk) -> None:
    job = desk.rpc.submit("scan.txt", pieces(SPEECH, 10), ["summary"], request_id="g-1")
    assert (job.state, job.dump_size, list(job.profiles)) == (pb.JOB_STATE_QUEUED, len(SPEECH), ["summary"])
    assert desk.rpc.submit("scan.txt", [SPEECH], ["summary"], request_id="g-1").id == job.id
    worker = threading.Timer(0.3, desk.work, [job.id])
    worker.start()
    seen = list(desk.rpc.watch(job.id))
    worker.join()
    assert seen[0].state == pb.JOB_STATE_QUEUED and seen[-1].state == pb.JOB_STATE_DONE
    assert {step.attempts for step in seen[-1].steps} == {1}
    assert seen[-1].title == "在全县春季防汛工作会议上的讲话"
    names = [artefact.name for artefact in seen[-1].artefacts]
    assert names == ["scan.outline.json", "scan-summary.docx"]
    assert b"".join(desk.rpc.download(job.id, names[1])) == b"PKrender:summary"
    assert desk.http.get(f"/v1/jobs/{job.id}").json()["state"] == "done"  # the same jobs through either door
    desk.rpc.delete(job.id)
    assert reason(lambda: desk.rpc.get(job.id)) == "JOB_UNKNOWN"


def test_cancel_retry_and_list(desk: Desk) -> None:
    ids = [desk.rpc.submit(f"rpc-{n}.txt", [SPEECH]).id for n in range(3)]
    assert desk.rpc.cancel(ids[0]).state == pb.JOB_STATE_CANCELLED
    assert reason(lambda: desk.rpc.cancel(ids[0])) == "JOB_NOT_RUNNING"
    assert reason(lambda: desk.rpc.delete(ids[1])) == "JOB_NOT_ENDED"
    page = desk.rpc.list(pb.ListJobsRequest(text="rpc-", page_size=2))
    rest = desk.rpc.list(pb.ListJobsRequest(text="rpc-", page_size=2, page_token=page.next_page_token))
    assert [job.id for job in (*page.jobs, *rest.jobs)] == ids[::-1] and not rest.next_page_token
    found = desk.rpc.list(pb.ListJobsRequest(text="rpc-", state=pb.JOB_STATE_CANCELLED)).jobs
    assert [job.id for job in found] == [ids[0]]
    assert desk.rpc.retry(ids[0]).state == pb.JOB_STATE_QUEUED
    assert reason(lambda: desk.rpc.list(pb.ListJobsRequest(page_token="elsewhere"))) == "PAGE_TOKEN_INVALID"
    assert reason(lambda: desk.rpc.list(pb.ListJobsRequest(state=77))) == "STATE_UNKNOWN"  # type: ignore[arg-type]


def test_a_submission_out_of_form_is_refused_and_makes_no_job(desk: Desk, stub: JobsServiceStub) -> None:
    header = pb.SubmitJobRequest(header=pb.SubmitJobHeader(name="formless"))
    chunk = pb.SubmitJobRequest(chunk=b"x")

    def submit(*requests: pb.SubmitJobRequest) -> str:
        return reason(lambda: stub.SubmitJob(iter(requests), metadata=META))

    assert submit() == "HEADER_MISSING"
    assert submit(chunk, header) == "HEADER_MISSING"
    assert submit(header, header) == "HEADER_REPEATED"
    assert submit(header, pb.SubmitJobRequest()) == "PIECE_MISSING"
    assert submit(header, pb.SubmitJobRequest(chunk=bytes((1 << 20) + 1))) == "CHUNK_TOO_LARGE"
    assert submit(header, *[pb.SubmitJobRequest(chunk=bytes(1 << 20))] * 65) == "DUMP_TOO_LARGE"
    for name, profiles, told in (
        ("", [], "NAME_INVALID"),
        ("a/b", [], "NAME_INVALID"),
        ("formless", ["poster"], "PROFILE_UNKNOWN"),
    ):
        bad = pb.SubmitJobRequest(header=pb.SubmitJobHeader(name=name, profiles=profiles))
        assert submit(bad, chunk) == told
    assert not desk.rpc.list(pb.ListJobsRequest(text="formless")).jobs


def test_a_submission_that_breaks_off_makes_no_job(desk: Desk, stub: JobsServiceStub) -> None:
    sent = threading.Event()

    def requests() -> Iterator[pb.SubmitJobRequest]:
        yield pb.SubmitJobRequest(header=pb.SubmitJobHeader(name="torn"))
        yield pb.SubmitJobRequest(chunk=b"half of it")
        sent.wait(10)

    call = stub.SubmitJob.future(requests(), metadata=META)
    call.cancel()
    sent.set()
    assert desk.rpc.submit("after-torn", [SPEECH]).name == "after-torn"
    assert [job.name for job in desk.rpc.list(pb.ListJobsRequest(text="torn")).jobs] == ["after-torn"]


@pytest.mark.parametrize("key, told", [("", "KEY_MISSING"), ("wrong", "KEY_UNKNOWN")])
def test_no_call_is_answered_without_a_known_key(desk: Desk, key: str, told: str) -> None:
    remote = RemoteJobs(desk.rpc_address, key)
    calls: list[Callable[[], object]] = [
        lambda: remote.submit("x", [b"x"]),
        lambda: remote.get("x"),
        lambda: remote.list(pb.ListJobsRequest()),
        lambda: list(remote.watch("x")),
        lambda: remote.cancel("x"),
        lambda: remote.retry("x"),
        lambda: remote.delete("x"),
        lambda: list(remote.download("x", "y")),
        lambda: remote.edit("x", 0, []),
        lambda: remote.edits("x"),
        lambda: remote.render("x"),
    ]
    assert len(calls) == len(pb.DESCRIPTOR.services_by_name["JobsService"].methods)
    assert {reason(call) for call in calls} == {told}
    remote.close()


def test_a_job_that_is_not_there_is_told(desk: Desk) -> None:
    for call in (desk.rpc.get, desk.rpc.cancel, desk.rpc.retry, desk.rpc.delete, lambda x: list(desk.rpc.watch(x))):
        for job_id in ("", "nobody", "../x", "f" * 26):
            with pytest.raises(DocumentError) as caught:
                call(job_id)
            assert caught.value.reason == "JOB_UNKNOWN"


def test_health_and_reflection_answer_without_a_key(desk: Desk) -> None:
    with grpc.insecure_channel(desk.rpc_address) as channel:
        told = health_pb2_grpc.HealthStub(channel).Check(
            health_pb2.HealthCheckRequest(service="quire.jobs.v1.JobsService")
        )
        assert told.status == health_pb2.HealthCheckResponse.SERVING
        asked = reflection_pb2.ServerReflectionRequest(list_services="")
        answer = next(reflection_pb2_grpc.ServerReflectionStub(channel).ServerReflectionInfo(iter([asked])))
        assert "quire.jobs.v1.JobsService" in {one.name for one in answer.list_services_response.service}
