"""A real gateway on free ports of loopback, over ledger and artefacts in memory; the tests play the workers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.gateway.compose import Ports
from services.gateway.grpc.client import RemoteJobs
from services.gateway.serve import Process
from services.outline import codec
from services.segmenter.segment import segment
from services.settings import Settings
from worker.access.audit import MemoryAuditTrail
from worker.access.memory import MemoryKeys
from worker.artefacts.memory import MemoryArtefacts
from worker.jobs import transitions
from worker.jobs.convert import render_here
from worker.jobs.job import Artefact, Job, StepState
from worker.jobs.jobs import Jobs
from worker.jobs.retry import RetryPolicy
from worker.jobs.steps import Steps
from worker.ledger.memory import MemoryLedger
from worker.ledger.statistics import MemoryStatistics

KEY = "a-key-for-tests-only"
SPEECH = (
    "在全县春季防汛工作会议上的讲话\n县长 赵明远\n（2016年3月9日）\n同志们：\n"
    "今天开会，主要是部署防汛工作。下面，我讲两点意见。\n一、认清形势\n今年雨水来得早，各镇要及早准备。\n"
    "二、落实责任\n第一，要明确任务。每段堤防都要有人负责。\n第二，要备足物资。沙袋四月底前到位。\n"
).encode()


@dataclass
class Desk:
    """The gateway, and hands that do what workers do."""

    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    artefacts: MemoryArtefacts = field(default_factory=MemoryArtefacts)
    issued: MemoryKeys = field(default_factory=MemoryKeys)
    trail: MemoryAuditTrail = field(default_factory=MemoryAuditTrail)
    http: httpx.Client = field(init=False)
    rpc: RemoteJobs = field(init=False)
    url: str = ""
    rpc_address: str = ""

    def claim(self, job_id: str, step: str) -> None:
        now = datetime.now(UTC)
        self.ledger.change(job_id, lambda job: transitions.claimed(job, step, "token", now, timedelta(minutes=1)))

    def finish(self, job_id: str, step: str) -> None:
        job = self.ledger.find(job_id)
        assert job
        stem = job.name.rpartition(".")[0] or job.name
        if step == "outline":
            outline = segment(b"".join(self.artefacts.read(job_id, job.dump)))
            title = outline.metadata.title.value if outline.metadata.title else ""
            made = self._put(job, f"{stem}.outline.json", codec.to_json(outline).encode(), "application/json", step)
        else:
            title = ""
            made = self._put(
                job, f"{stem}-{step.partition(':')[2]}.docx", b"PK" + step.encode(), "application/x-docx", step
            )
        now = datetime.now(UTC)
        files = [] if step == "facts" else [made]
        self.ledger.change(job_id, lambda job: transitions.finished(job, step, "token", now, files, title))

    def fail(self, job_id: str, reason: str) -> None:
        now = datetime.now(UTC)
        self.ledger.change(job_id, lambda job: transitions.failed(job, "outline", "token", now, reason, "In words."))

    def work(self, job_id: str) -> None:
        """Do all of a job."""
        job = self.ledger.find(job_id)
        assert job
        for step in job.steps:
            self.claim(job_id, step.name)
            self.finish(job_id, step.name)

    def truly_work(self, job_id: str) -> None:
        """Do all of a job that is ready, as the workers do it: real outlines, real files."""
        steps = Steps(
            self.ledger,
            self.artefacts,
            lambda dump: codec.to_bytes(segment(dump)),
            render_here,
            timedelta(minutes=1),
            RetryPolicy(),
        )
        while ready := [step for step in self._job(job_id).steps if step.state is StepState.READY]:
            for step in ready:
                assert steps.run(job_id, step.name)

    def truly_work_until_done(self, job_id: str) -> None:
        """As `truly_work`, for a job that begins again in a moment."""
        end = time.monotonic() + 60
        while not any(step.state is StepState.READY for step in self._job(job_id).steps):
            assert time.monotonic() < end, "the job does not begin"
            time.sleep(0.05)
        self.truly_work(job_id)

    def _job(self, job_id: str) -> Job:
        job = self.ledger.find(job_id)
        assert job
        return job

    def submit(self, dump: bytes = SPEECH, **query: str) -> dict:
        answer = self.http.post("/v1/jobs", params={"name": "speech.txt", **query}, content=dump)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def _put(self, job: Job, name: str, data: bytes, media_type: str, step: str) -> Artefact:
        kept = self.artefacts.put(job.id, [data])
        return Artefact(name, kept.digest, kept.size, media_type, step)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    desk = Desk()
    statistics = MemoryStatistics(lambda: desk.ledger.page(1000))
    ports = Ports(
        Jobs(desk.ledger, desk.artefacts),
        lambda: (KEY, "another"),
        desk.issued,
        statistics=statistics,
        trail=desk.trail,
    )
    settings = Settings(
        http_listen="127.0.0.1:0",
        jobs_listen="127.0.0.1:0",
        drain_seconds=5,
        failed_auth_per_minute=0,
        rate_limit_per_key=0,
    )
    process = Process(ports, settings)
    running = threading.Thread(target=process.run)
    running.start()
    desk.url = f"http://127.0.0.1:{process.http_port}"
    desk.rpc_address = f"127.0.0.1:{process.rpc_port}"
    desk.rpc = RemoteJobs(desk.rpc_address, KEY)
    with httpx.Client(base_url=desk.url, headers={"Authorization": f"Bearer {KEY}"}, trust_env=False) as desk.http:
        yield desk
    desk.rpc.close()
    process.stop()
    running.join(20)
    assert not running.is_alive(), "the gateway does not drain"
