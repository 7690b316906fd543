"""`make faults`: many jobs through real processes while a seeded driver breaks everything; every one must end well."""

from __future__ import annotations

import argparse
import os
import random
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from services.gateway.stack.local_stack import Stack, local_stack
from services.gateway.stack.supervisor import Supervisor
from services.settings import host_and_port
from tests.contracts.postgres import Postgres
from tests.faults.clocks import with_clock
from tests.faults.disk import small_disk
from tests.faults.driver import Driver
from tests.faults.judge import Verdict, judge
from tests.faults.load import Senders, documents
from tests.faults.meddler import Meddler
from tests.faults.proxy import Proxy

KEY = "a-key-for-the-faults"
PAUSE = (1.5, 6.0)  # between two faults, seconds
DISK_BYTES = 1024 * 1024 * 1024
SETTLE_SECONDS = 300  # after the last fault, for what is left


def run(jobs: int, seed: int, ledger: str, say: Callable[[str], None], pace: float = 25, papers: int = 30) -> Verdict:
    """Hand in `jobs` jobs of so many papers while faults go on until nine in ten have ended.

    Then let the rest end, and judge. `pace`: jobs handed in a second.
    """
    began = time.monotonic()

    def tell(words: str) -> None:
        say(f"{time.monotonic() - began:7.1f}  {words}")

    known = documents(seed, papers)
    tell(f"{jobs} jobs over {papers} documents, seed {seed}, ledger {ledger}")
    with tempfile.TemporaryDirectory(prefix="quire-faults-") as name, ExitStack() as opened:
        folder = Path(name)
        postgres = None
        told = {
            "lease_seconds": "4",  # short, so that what is lost is found within a bounded run
            "resend_seconds": "4",
            "drain_seconds": "5",
            "min_free_mb": "1",
            "attempts": "1000",  # here it is never the document that kills the workers
        }
        if ledger == "postgresql":
            postgres = Postgres(folder / "postgres")
            opened.callback(postgres.stop)
            told["ledger_url"] = postgres.database("faults")
        proxy = Proxy()
        opened.callback(proxy.close)
        disk = None
        if os.geteuid() == 0:  # only root mounts a small file system
            disk = opened.enter_context(small_disk(folder / "stack" / "artefacts", DISK_BYTES))
        stack = local_stack(folder / "stack", KEY, segmenter=f"127.0.0.1:{proxy.port}", **told)
        environment = stack.programs[0].environment
        stack, second = _doubled(stack)
        proxy.target = host_and_port(environment["QUIRE_SEGMENTER_LISTEN"])[1]
        running = opened.enter_context(Supervisor(stack, tell, longest_pause=2))
        running.ready(60)
        senders = Senders(stack.jobs, KEY, known, jobs, pace)
        opened.callback(senders.close)
        meddler = Meddler(second, KEY, [paper for paper in known if not paper.reason], seed)
        opened.callback(meddler.close)
        driver = Driver(running, proxy, postgres, disk, seed, tell)
        engine = sa.create_engine(stack.ledger_url)
        opened.callback(engine.dispose)
        draw = random.Random(seed + 1)
        due, database_killed, told_at = time.monotonic() + 2, False, 0.0
        while (ended := _ended(engine)) < jobs * 0.9:
            driver.look()
            if not database_killed and ended > jobs * 0.4:
                driver.kill_the_database()
                database_killed = True
            if time.monotonic() > due:
                driver.turn()
                due = time.monotonic() + draw.uniform(*PAUSE)
            if time.monotonic() - told_at > 10:
                tell(f"accepted {len(senders.accepted)}, ended {ended}")
                told_at = time.monotonic()
            if time.monotonic() - began > jobs / 2 + SETTLE_SECONDS:
                tell("this takes too long: no more faults")
                break
            time.sleep(0.1)
        driver.mend()
        meddler.close()
        tell(f"no more faults; accepted {len(senders.accepted)}, ended {ended}")
        end = time.monotonic() + SETTLE_SECONDS
        while not (senders.over() and _ended(engine) >= jobs and _open(engine) == 0) and time.monotonic() < end:
            time.sleep(0.2)
        tell(f"all ended after {time.monotonic() - began:.1f} s; sent again by callers: {senders.again}")
        tell("done to it: " + ", ".join(f"{kind} {count}" for kind, count in sorted(driver.counts.items())))
        return judge(stack, environment["QUIRE_ARTEFACTS_URL"], senders, meddler.deleted)


def _doubled(stack: Stack) -> tuple[Stack, str]:
    """The stack with a second gateway and a second relay, and clocks to be set wrong; where the second gateway is."""
    by_name = {program.name: program for program in stack.programs}
    with socket.socket() as http, socket.socket() as rpc:
        http.bind(("127.0.0.1", 0))
        rpc.bind(("127.0.0.1", 0))
        addresses = [f"127.0.0.1:{probe.getsockname()[1]}" for probe in (http, rpc)]
    listening = {"QUIRE_HTTP_LISTEN": addresses[0], "QUIRE_JOBS_LISTEN": addresses[1]}
    gateway, relay = by_name["gateway"], by_name["relay"]
    alive = stack.folder / "alive" / "relay-2"
    programs = (
        *stack.programs,
        replace(gateway, name="gateway-2", environment={**gateway.environment, **listening}, ready=lambda: True),
        replace(
            relay, name="relay-2", environment={**relay.environment, "QUIRE_ALIVE_FILE": str(alive)}, ready=alive.exists
        ),
    )
    own = [
        program if program.name == "broker" else with_clock(program, stack.folder / "clocks") for program in programs
    ]
    return replace(stack, programs=tuple(own)), addresses[1]


def _open(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        states = "('queued', 'running')"
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM jobs WHERE state IN {states}").scalar() or 0)


def _ended(engine: sa.Engine) -> int:
    try:
        with engine.connect() as connection:
            states = "('done', 'failed', 'cancelled')"
            count = "SELECT count(*) FROM jobs WHERE request_id LIKE 'fault-%%' AND state IN "
            return int(connection.exec_driver_sql(count + states).scalar() or 0)
    except sa.exc.SQLAlchemyError:
        return 0


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--jobs", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--ledger", choices=("postgresql", "sqlite"), default="postgresql")
    told = arguments.parse_args()
    verdict = run(told.jobs, told.seed, told.ledger, lambda words: print(words, flush=True))
    for problem in verdict.problems[:50]:
        print("PROBLEM", problem)
    print(
        f"{verdict.jobs} jobs: {verdict.done} done, {verdict.failed} failed as they must; {verdict.artefacts} artefacts; "
        f"{verdict.steps} steps in {verdict.attempts} attempts; {len(verdict.problems)} problems"
    )
    return 1 if verdict.problems or verdict.jobs != told.jobs else 0


if __name__ == "__main__":
    sys.exit(main())
