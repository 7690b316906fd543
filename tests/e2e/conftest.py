"""One stack of real processes for all tests of this folder: gRPC, Celery, Valkey, SQLite, nothing played."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import httpx
import pytest

from protos.jobs.v1 import jobs_pb2 as pb
from services.gateway.grpc.client import ENDED, RemoteJobs
from services.gateway.stack.local_stack import local_stack
from services.gateway.stack.supervisor import Supervisor
from services.rpc import pieces

Found = TypeVar("Found")

KEY = "a-key-for-tests-only"
LEASE_SECONDS = 3
PATIENT_SECONDS = 60  # no test waits so long; one that hangs says so


@dataclass(slots=True)
class Doors:
    """A running stack and its two doors."""

    running: Supervisor
    rpc: RemoteJobs
    http: httpx.Client
    said: list[str] = field(default_factory=list)

    def ended(self, job_id: str) -> pb.Job:
        """The job once it has ended."""
        return self.until(lambda: next((job for job in [self.rpc.get(job_id)] if job.state in ENDED), None))

    def done(self, name: str, dump: bytes, *profiles: str) -> pb.Job:
        """Hand in a dump; the job when it is done."""
        job = self.ended(self.rpc.submit(name, pieces(dump), profiles).id)
        assert job.state == pb.JOB_STATE_DONE, f"{job.reason}: {job.message}"
        return job

    def artefact(self, job: pb.Job, name: str) -> bytes:
        answer = self.http.get(f"/v1/jobs/{job.id}/artefacts/{name}")
        assert answer.status_code == 200, answer.text
        return answer.content

    @staticmethod
    def until(found: Callable[[], Found | None]) -> Found:
        """What `found` gives once it gives something."""
        end = time.monotonic() + PATIENT_SECONDS
        while time.monotonic() < end:
            if (job := found()) is not None:
                return job
            time.sleep(0.02)
        raise AssertionError("it never came")


@pytest.fixture(scope="session")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    said: list[str] = []
    stack = local_stack(
        tmp_path_factory.mktemp("stack"), KEY, lease_seconds=str(LEASE_SECONDS), drain_seconds="5", worker_processes="1"
    )
    with Supervisor(stack, said.append) as running:
        running.ready(60)
        headers = {"Authorization": f"Bearer {KEY}"}
        with httpx.Client(base_url=f"http://{stack.http}", headers=headers, trust_env=False, timeout=30) as http:
            rpc = RemoteJobs(stack.jobs, KEY)
            yield Doors(running, rpc, http, said)
            rpc.close()
