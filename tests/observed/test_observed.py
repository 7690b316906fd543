"""What an operator sees: metrics of workers, alarms that can ring, logs with the job's id."""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import yaml
from prometheus_client import REGISTRY

from services.errors import DependencyError, DocumentError
from services.logs import JsonFormatter, set_up
from services.outline import codec
from services.outline.model import Outline
from worker.artefacts.memory import MemoryArtefacts
from worker.celery.relay import Relay
from worker.jobs import transitions
from worker.jobs.job import Job, Submission
from worker.jobs.jobs import Jobs
from worker.jobs.retry import RetryPolicy
from worker.jobs.steps import Steps
from worker.ledger.memory import MemoryLedger

RULES = yaml.safe_load((Path(__file__).parents[2] / "deploy/alerts.yaml").read_text())["groups"][0]["rules"]
PATIENCE = 100  # seconds; only a test that fails waits so long


@pytest.fixture()
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("worker", ["outline", "render"])
def test_a_worker_serves_what_its_processes_measure(worker: str, free_port: int, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "QUIRE_METRICS_LISTEN": f"127.0.0.1:{free_port}",
        "QUIRE_BROKER_URL": "redis://127.0.0.1:1/0",  # there is none: its metrics are there all the same
        "QUIRE_LEDGER_URL": f"sqlite:///{tmp_path / 'ledger.db'}",
        "QUIRE_WORKER_PROCESSES": "1",
        "TMPDIR": str(tmp_path),
    }
    process = subprocess.Popen([sys.executable, "-m", "worker", worker], env=environment, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                answer = httpx.get(f"http://127.0.0.1:{free_port}/metrics", trust_env=False)
                break
            except httpx.TransportError:
                assert process.poll() is None and time.monotonic() < end
                time.sleep(0.1)
        assert answer.status_code == 200 and list(tmp_path.glob("quire-metrics-*"))
    finally:
        process.kill()
        process.wait()


def measured(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_the_alarm_for_a_kind_of_worker_that_is_not_there_rings_and_falls_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ledger, sent = MemoryLedger(), []
    job = Jobs(ledger, MemoryArtefacts()).submit(Submission("", "a.txt"), [b"x"])
    now = ledger.now()
    relay = Relay(
        ledger, ledger, lambda *message: sent.append(message), lambda: True, timedelta(hours=1), RetryPolicy()
    )
    monkeypatch.setattr(ledger, "now", lambda: now + timedelta(seconds=200))
    relay.send_due()

    def rings() -> bool:
        waits = measured("quire_oldest_waiting_seconds", queue="outline") > 120
        return waits and measured("quire_steps_running", queue="outline") == 0

    assert rings()
    ledger.change(job.id, lambda job: transitions.claimed(job, "outline", "t", ledger.now(), timedelta(hours=1)))
    relay.send_due()
    assert not rings()


def test_every_alarm_asks_for_what_is_measured() -> None:
    import services.metrics  # noqa: F401 (makes them)

    names = {family.name for family in REGISTRY.collect()} | {"up"}
    for rule in RULES:
        asked = set(re.findall(r"\b(quire_\w+|up)\b", rule["expr"]))
        assert asked and {re.sub("_(total|count|sum|bucket)$", "", name) for name in asked} <= names, rule["alert"]
        assert rule["annotations"]["summary"] and rule["labels"]["severity"] in ("warning", "critical")


def test_a_step_is_logged_as_json_with_its_job_and_how_long_it_took(caplog: pytest.LogCaptureFixture) -> None:
    ledger, artefacts = MemoryLedger(), MemoryArtefacts()

    def away(dump: bytes) -> bytes:
        raise DependencyError("SERVICE_UNAVAILABLE", "away")

    def run(job: Job, segment) -> dict[str, object]:
        caplog.clear()
        Steps(ledger, artefacts, segment, lambda *_: b"", timedelta(seconds=30), RetryPolicy()).run(job.id, "outline")
        lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
        return next(line for line in lines if "seconds" in line)

    with caplog.at_level(logging.INFO):
        job = Jobs(ledger, artefacts).submit(Submission("", "a.txt"), [b"x"])
        line = run(job, away)
        assert (line["job"], line["step"], line["attempt"], line["outcome"]) == (
            job.id,
            "outline",
            1,
            "SERVICE_UNAVAILABLE",
        )
        line = run(job, lambda _: codec.to_bytes(Outline()))
        assert (line["attempt"], line["outcome"], line["logger"]) == (2, "done", "quire.steps")
        assert isinstance(line["seconds"], float) and line["time"]


def test_an_error_is_one_line_of_json() -> None:
    try:
        raise ZeroDivisionError("by zero\nand more")
    except ZeroDivisionError:
        record = logging.getLogger("quire.x").makeRecord(
            "quire.x", logging.ERROR, "f", 1, "it %s", ("failed\n",), sys.exc_info(), extra={"job": "0a"}
        )
    text = JsonFormatter().format(record)
    line = json.loads(text)
    assert "\n" not in text and (line["message"], line["job"]) == ("it failed\n", "0a")
    assert "ZeroDivisionError" in line["exception"]


@pytest.fixture()
def root_handlers() -> Iterator[None]:
    before = list(logging.getLogger().handlers)
    yield
    logging.getLogger().handlers = before


def test_a_format_that_there_is_not_is_the_operators_error(root_handlers: None) -> None:
    with pytest.raises(DocumentError) as caught:
        set_up("xml")
    assert caught.value.reason == "SETTING_INVALID"
    set_up("json")
