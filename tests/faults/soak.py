"""Steady load for a while: `python -m tests.faults.soak --minutes 20 --pace 6`. Memory of every process, keys, times."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from statistics import median, quantiles

import psutil
from redis import Redis

from services.gateway.stack.local_stack import local_stack
from services.gateway.stack.supervisor import Supervisor
from tests.faults.judge import judge
from tests.faults.load import Senders, documents
from worker.stores import ledger_at

KEY = "soak"
SAMPLE_SECONDS = 5
GROWTH = 1.25  # the last third of a run may hold so much more memory than the second


def main() -> int:
    """Prints figures; 1 where a job went wrong or a process grew."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=20)
    arguments.add_argument("--pace", type=float, default=6, help="jobs a second")
    told = arguments.parse_args()
    count = int(told.minutes * 60 * told.pace)
    papers = documents(1, 12)
    memory: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="quire-soak-") as folder, ExitStack() as opened:
        stack = local_stack(Path(folder), KEY)
        running = opened.enter_context(Supervisor(stack, print))
        running.ready(60)
        senders = Senders(stack.jobs, KEY, papers, count, told.pace)
        opened.callback(senders.close)
        ledger = ledger_at(stack.ledger_url)
        opened.callback(ledger.close)
        end = time.monotonic() + told.minutes * 60 + 120
        while time.monotonic() < end and not (senders.over() and _ended(ledger)):
            for program in stack.programs:
                memory.setdefault(program.name, []).append(_megabytes(running.pid(program.name)))
            time.sleep(SAMPLE_SECONDS)
        verdict = judge(stack, stack.programs[0].environment["QUIRE_ARTEFACTS_URL"], senders)
        seconds = sorted(
            (job.updated - job.created).total_seconds() for job in ledger.page(count) if job.state.value == "done"
        )
        with Redis.from_url(stack.broker_url) as broker:
            keys = sorted(key.decode() for key in broker.scan_iter())
    cuts, sent = quantiles(seconds, n=100), quantiles(senders.seconds, n=100)
    print(
        f"{verdict.jobs} jobs in {told.minutes:g} minutes at {told.pace:g} a second, {len(verdict.problems)} problems"
    )
    print(
        f"submit p50 {sent[49] * 1000:.0f} ms, p99 {sent[98] * 1000:.0f} ms; job p50 {cuts[49]:.2f} s, p99 {cuts[98]:.2f} s"
    )
    grown = []
    for name, samples in memory.items():
        third = len(samples) // 3
        middle, last = median(samples[third : 2 * third]), median(samples[2 * third :])
        print(f"  {name:15} {middle:6.0f} MB in the second third, {last:6.0f} MB in the last")
        if last > middle * GROWTH:
            grown.append(name)
    print(f"keys left in the broker: {', '.join(keys)}")
    for problem in (*verdict.problems, *(f"{name} grew" for name in grown)):
        print("PROBLEM", problem)
    return 1 if verdict.problems or grown else 0


def _ended(ledger) -> bool:
    newest = ledger.page(50)
    return len(newest) > 0 and all(job.state.ended for job in newest)


def _megabytes(pid: int) -> float:
    """Resident memory of a process and all it started; pages shared after a fork count again."""
    total = 0
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                total += one.memory_info().rss
    return total / 1e6


if __name__ == "__main__":
    sys.exit(main())
