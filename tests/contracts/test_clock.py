"""The ledger's time is one for all: a process whose own clock is wrong, by an hour or a day, has no other."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from worker.stores import ledger_at

ASK = """
import sys
from datetime import UTC, datetime
from worker.artefacts.memory import MemoryArtefacts
from worker.jobs.job import Submission
from worker.jobs.jobs import Jobs
from worker.stores import ledger_at
ledger = ledger_at(sys.argv[1])
job = Jobs(ledger, MemoryArtefacts()).submit(Submission("", "a.txt"), [b"x"])
print(datetime.now(UTC).isoformat(), ledger.now().isoformat(), job.id, job.created.isoformat())
ledger.close()
"""
# A clock that was set wrong is wrong for the calendar; what counts the seconds since boot goes on.
SHIFTED = {"FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}
NEAR = timedelta(minutes=5)  # far less than the shifts, far more than a busy machine takes


def ask(url: str, shift: str = "") -> tuple[datetime, datetime, str, datetime]:
    """Of a process whose clock is off: its own time, the ledger's, and a job's id and time of acceptance."""
    command = [*(["faketime", "-f", shift] if shift else []), sys.executable, "-c", ASK, url]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **SHIFTED}, check=True)
    own, ledger, job_id, created = done.stdout.split()
    return datetime.fromisoformat(own), datetime.fromisoformat(ledger), job_id, datetime.fromisoformat(created)


@pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is not installed")
def test_a_clock_that_is_off_changes_neither_times_nor_the_order_of_ids(ledger_url: str) -> None:
    ledger = ledger_at(ledger_url)
    ids = []
    for shift in ("", "-1h", "+1h", "-60s", "+36h", ""):
        own, told, job_id, created = ask(ledger_url, shift)
        now = ledger.now()
        assert abs(now - told) < NEAR and abs(now - created) < NEAR
        if shift.endswith("h"):
            assert abs(own - now) > timedelta(minutes=50)  # the shift was real
        ids.append(job_id)
    assert ids == sorted(ids)
    ledger.close()


def test_the_time_goes_on_from_the_newest_job_where_the_clock_was_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.worker.jobs import job_of
    from worker.ledger.sql import clock

    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    ledger = ledger_at(url)
    future = datetime(2100, 1, 1).astimezone()
    ledger.add(job_of(int(f"{int(future.timestamp() * 1000):x}" + "0" * 14, 16)))
    ledger.close()
    monkeypatch.setattr(clock, "_boot", lambda: "another boot")
    again = ledger_at(url)
    assert again.now() >= future
    again.close()


def test_what_a_wrong_clock_wrote_far_ahead_is_due_now(ledger_url: str) -> None:
    from tests.worker.jobs import NOW, job_of, later

    ledger = ledger_at(ledger_url)
    ledger.add(job_of(1))
    (first,) = ledger.lease_due("outline", "", NOW, 9, lambda _: timedelta(hours=2))  # sent by a relay that was wrong
    assert ledger.lease_due("outline", "", later(60), 9, lambda _: timedelta(seconds=30))[0].job_id == first.job_id
    assert ledger.lease_due("outline", "", later(60), 9, lambda _: timedelta(seconds=30)) == ()
    ledger.close()
