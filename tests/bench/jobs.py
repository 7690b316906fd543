"""Jobs a second of the whole stack, beside a Celery pipeline that does nothing with as many tasks in the same queues."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from protos.jobs.v1 import jobs_pb2 as pb
from services.gateway.grpc.client import RemoteJobs
from services.gateway.stack.local_stack import Program, Stack, local_stack
from services.gateway.stack.supervisor import Supervisor
from services.rpc import pieces
from services.settings import Settings
from tests.bench import _noop

ROOT = Path(__file__).parents[2]
JOBS = 120
SENDERS = 4
SECONDS = 60
KEY = "bench"


def run() -> None:
    """Prints jobs/s of both and the ratio; at most a minute and a half."""
    ours, submitted = _ours()
    noop = _noop_pipeline()
    print(f"{JOBS} jobs of 4 steps each, 2 workers of 2 processes, {os.cpu_count()} cores")
    print(f"  accepted        {submitted:7.1f} jobs/s   gRPC, {SENDERS} senders, durable before the answer")
    print(f"  the whole stack {ours:7.1f} jobs/s   dump in, outline and three DOCX out")
    print(f"  Celery no-op    {noop:7.1f} jobs/s   as many tasks that do nothing")
    print(f"  ratio           {noop / ours:7.1f}          no-op to whole stack; lower is better")


def _ours() -> tuple[float, float]:
    dump = (ROOT / "samples/speech.txt").read_bytes()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        stack = local_stack(Path(folder), KEY)
        opened.enter_context(Supervisor(stack, print)).ready(60)
        remote = RemoteJobs(stack.jobs, KEY)
        opened.callback(remote.close)

        def submit(number: int) -> str:
            return remote.submit(f"bench{number}.txt", pieces(dump)).id

        def done(wanted: int) -> Callable[[], bool]:
            return lambda: _count(remote) >= wanted

        warm = 8
        for number in range(warm):
            submit(number)
        _until(done(warm))
        began = time.monotonic()
        with ThreadPoolExecutor(SENDERS) as senders:
            list(senders.map(submit, range(warm, warm + JOBS)))
        accepted = time.monotonic() - began
        _until(done(warm + JOBS))
        return JOBS / (time.monotonic() - began), JOBS / accepted


def _count(remote: RemoteJobs) -> int:
    found = remote.list(pb.ListJobsRequest(page_size=200, state=pb.JOB_STATE_DONE))
    return len(found.jobs)


def _noop_pipeline() -> float:
    from redis import Redis

    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        stack = _of_noops(local_stack(Path(folder), KEY))
        opened.enter_context(Supervisor(stack, print)).ready(60)
        app = _noop.app_of(Settings(broker_url=stack.broker_url))
        broker = Redis.from_url(stack.broker_url)
        opened.callback(broker.close)

        def send(number: int) -> None:
            app.send_task(_noop.FIRST, (str(number),), queue="outline", ignore_result=True)

        def done(wanted: int) -> Callable[[], bool]:
            return lambda: int(broker.get(_noop.COUNTED) or 0) >= wanted * 3

        warm = 8
        for number in range(warm):
            send(number)
        _until(done(warm))
        began = time.monotonic()
        for number in range(JOBS):
            send(number)
        _until(done(warm + JOBS))
        return JOBS / (time.monotonic() - began)


def _of_noops(stack: Stack) -> Stack:
    """The same broker and workers, the workers with tasks that do nothing."""

    def noop(program: Program, queue: str) -> Program:
        command = (sys.executable, "-m", "tests.bench._noop", queue)
        environment = {**program.environment, "PYTHONPATH": str(ROOT)}
        return replace(program, command=command, environment=environment, ready=lambda: True)

    kept = []
    for program in stack.programs:
        if program.name == "broker":
            kept.append(program)
        elif program.name.endswith("-worker"):
            kept.append(noop(program, program.name.removesuffix("-worker")))
    return replace(stack, programs=tuple(kept))


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(f"not done in {SECONDS} s")
        time.sleep(0.2)  # looking costs, too


if __name__ == "__main__":
    run()
