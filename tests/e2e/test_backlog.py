"""A gateway whose backlog is full tells every caller when to come back."""

from __future__ import annotations

import threading

import httpx
import pytest

from services.errors import DependencyError
from services.gateway.compose import Ports
from services.gateway.grpc.client import RemoteJobs
from services.gateway.serve import Process
from services.settings import Settings
from worker.artefacts.memory import MemoryArtefacts
from worker.jobs.admission import Admission
from worker.jobs.jobs import Jobs
from worker.ledger.memory import MemoryLedger

KEY = "a-key-for-tests-only"


def test_over_the_backlog_both_doors_say_when_to_come_back() -> None:
    ledger = MemoryLedger()
    jobs = Jobs(ledger, MemoryArtefacts(), admission=Admission(ledger, 1, lambda: None, 0))
    settings = Settings(http_listen="127.0.0.1:0", jobs_listen="127.0.0.1:0", drain_seconds=5)
    process = Process(Ports(jobs, lambda: (KEY,)), settings)
    running = threading.Thread(target=process.run)
    running.start()
    remote = RemoteJobs(f"127.0.0.1:{process.rpc_port}", KEY)
    try:
        remote.submit("first.txt", [b"first"])
        with pytest.raises(DependencyError) as caught:
            remote.submit("second.txt", [b"second"])
        assert caught.value.reason == "BACKLOG_FULL" and int(caught.value.details["retry_after"]) > 0
        answer = httpx.post(
            f"http://127.0.0.1:{process.http_port}/v1/jobs",
            content=b"third",
            headers={"Authorization": f"Bearer {KEY}"},
            trust_env=False,
        )
        assert (answer.status_code, answer.json()["reason"]) == (429, "BACKLOG_FULL")
        assert int(answer.headers["retry-after"]) > 0
        assert [job.name for job in jobs.list()[0]] == ["first.txt"]
    finally:
        remote.close()
        process.stop()
        running.join(20)
