"""A document that takes too much time or memory ends as parked after its attempts; those beside it are done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from protos.jobs.v1 import jobs_pb2 as pb
from services.gateway.grpc.client import RemoteJobs
from services.gateway.stack.local_stack import local_stack
from services.gateway.stack.supervisor import Supervisor
from services.rpc import pieces
from tests.e2e.conftest import KEY
from tests.e2e.test_jobs import SHORT


@contextmanager
def stack(folder: Path, **told: str) -> Iterator[RemoteJobs]:
    made = local_stack(folder, KEY, lease_seconds="5", drain_seconds="5", worker_processes="1", attempts="2", **told)
    with Supervisor(made, lambda _: None) as running:
        running.ready(60)
        jobs = RemoteJobs(made.jobs, KEY)
        yield jobs
        jobs.close()


@pytest.mark.parametrize(
    ("told", "megabytes"),
    [({"step_seconds": "2"}, 12), ({"step_memory_mb": "280"}, 12)],
    ids=["time", "memory"],
)
def test_what_takes_too_much_is_parked_and_blocks_nobody(tmp_path: Path, told: dict[str, str], megabytes: int) -> None:
    line = "（一）各镇要在九月底前检修水库，县水利局负责督办。要做到有人巡查、有人值守、有人报告，不留死角。\n".encode()
    large = line * (megabytes * 1024 * 1024 // len(line))
    with stack(tmp_path, **told) as jobs:
        poison = jobs.submit("large.txt", pieces(large), profiles=["transcript"])
        beside = [jobs.submit(f"{number}.txt", [SHORT], profiles=["transcript"]) for number in range(3)]
        for job in beside:
            ended = list(jobs.watch(job.id))[-1]
            assert ended.state == pb.JOB_STATE_DONE, ended
        ended = list(jobs.watch(poison.id))[-1]
        assert (ended.state, ended.parked) == (pb.JOB_STATE_FAILED, True), ended
        assert ended.reason in ("STEP_TOO_LARGE", "WORKER_LOST", "SERVICE_LOST", "COMPUTATION_LOST"), ended
        assert [job.id for job in jobs.list(pb.ListJobsRequest(parked=True)).jobs] == [poison.id]
        after = jobs.submit("after.txt", [SHORT], profiles=["transcript"])
        assert list(jobs.watch(after.id))[-1].state == pb.JOB_STATE_DONE
