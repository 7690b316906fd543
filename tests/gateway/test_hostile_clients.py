"""Hundreds of slow and broken callers at once: the others are served, memory stays bounded, and nothing of theirs remains."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc
import psutil
import pytest

from protos.jobs.v1 import jobs_pb2 as pb
from protos.jobs.v1.jobs_pb2_grpc import JobsServiceStub
from services.gateway.grpc import jobs as jobs_api
from tests.gateway.conftest import KEY, SPEECH, Desk

UPLOADS = 200
EACH_BYTES = 4 * 1024 * 1024
PIECE = b"x" * 65_536
MEMORY_BYTES = 160 * 1024 * 1024  # for all of them, a fifth of what they send


def http_upload(desk: Desk, kind: int) -> socket.socket:
    """An upload that does not end: silent after its head, after some of its body, or broken in the middle of a chunk."""
    host, port = desk.url.removeprefix("http://").split(":")
    caller = socket.create_connection((host, int(port)), timeout=20)
    length = "Transfer-Encoding: chunked" if kind == 2 else f"Content-Length: {60 * 1024 * 1024}"
    head = f"POST /v1/jobs?name=slow HTTP/1.1\r\nHost: quire\r\nAuthorization: Bearer {KEY}\r\n{length}\r\n"
    if kind == 0:
        caller.sendall(head[:-10].encode())
    else:
        body = b"fffffff\r\n" if kind == 2 else b""
        caller.sendall(f"{head}\r\n".encode() + body)
        for _ in range(EACH_BYTES // len(PIECE)):
            caller.sendall(PIECE)
    return caller


def test_two_hundred_slow_uploads_hold_nobody_up_and_leave_nothing(desk: Desk) -> None:
    before = psutil.Process().memory_info().rss
    known = len(desk.http.get("/v1/jobs").json()["jobs"])
    with ThreadPoolExecutor(20) as pool:
        callers = list(pool.map(lambda n: http_upload(desk, n % 3), range(UPLOADS)))
    try:
        for _ in range(5):
            job = desk.submit()
            assert desk.http.get(f"/v1/jobs/{job['id']}", timeout=10).status_code == 200
            desk.rpc.get(job["id"])
        assert psutil.Process().memory_info().rss - before < MEMORY_BYTES
    finally:
        for caller in callers:
            caller.close()
    assert desk.http.get("/readyz").status_code == 200
    names = [job["name"] for job in desk.http.get("/v1/jobs", params={"page_size": 200}).json()["jobs"]]
    assert "slow" not in names and len(names) <= known + 5


def slow(stop: threading.Event, first: pb.SubmitJobRequest) -> Iterator[pb.SubmitJobRequest]:
    yield first
    stop.wait(60)


def test_slow_grpc_uploads_leave_room_for_other_calls_and_are_given_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_api, "UPLOAD_IDLE_SECONDS", 3)
    meta = (("authorization", f"Bearer {KEY}"),)
    first = pb.SubmitJobRequest(header=pb.SubmitJobHeader(name="slow"))
    stop = threading.Event()
    with grpc.insecure_channel(desk.rpc_address) as channel:
        jobs = JobsServiceStub(channel)
        calls = [jobs.SubmitJob.future(slow(stop, first), metadata=meta, timeout=60) for _ in range(UPLOADS)]
        try:
            deadline = time.monotonic() + 20
            while sum(call.done() for call in calls) < UPLOADS - jobs_api.UPLOADS and time.monotonic() < deadline:
                time.sleep(0.05)
            refused = [call.code() for call in calls if call.done()]
            assert refused.count(grpc.StatusCode.RESOURCE_EXHAUSTED) >= UPLOADS - jobs_api.UPLOADS
            assert desk.rpc.list(pb.ListJobsRequest(page_size=1)) is not None  # while the others are held
            ended = [call.code() for call in calls]  # silent for too long
            assert set(ended) <= {
                grpc.StatusCode.RESOURCE_EXHAUSTED,
                grpc.StatusCode.CANCELLED,
                grpc.StatusCode.INVALID_ARGUMENT,
            }
        finally:
            stop.set()
    job = desk.rpc.submit("after.txt", [SPEECH])
    assert desk.rpc.get(job.id).name == "after.txt"
