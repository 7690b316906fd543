"""A backup taken while work goes on, put back elsewhere: what had ended is there whole, what had not is sent again."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from worker.artefacts.directory import DirectoryArtefacts
from worker.jobs import transitions
from worker.jobs.job import Artefact, JobState, Submission
from worker.jobs.jobs import Jobs
from worker.stores import ledger_at


def put_back(request: pytest.FixtureRequest, url: str, folder: Path) -> str:
    """The URL of the ledger in its new place, copied as docs/operations.md says."""
    if url.startswith("postgresql"):
        return str(request.getfixturevalue("postgres").restored(url, "restored"))
    copy = folder / "restored.db"
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as there, closing(sqlite3.connect(copy)) as here:
        there.backup(here)
    return f"sqlite:///{copy}"


def test_what_was_backed_up_is_there_and_goes_on(
    request: pytest.FixtureRequest, ledger_url: str, tmp_path: Path
) -> None:
    ledger, store = ledger_at(ledger_url), DirectoryArtefacts(tmp_path / "artefacts")
    jobs = Jobs(ledger, store)
    done = jobs.submit(Submission("one", "one.txt", ("summary",)), [b"the first dump"])
    now = datetime.now(UTC)
    for step in ("outline", "facts", "render:summary"):
        kept = store.put(done.id, [step.encode()])
        file = Artefact(f"{step[-7:]}.bin", kept.digest, kept.size, "application/octet-stream")
        ledger.change(done.id, lambda job, step=step: transitions.claimed(job, step, "t", now, timedelta(minutes=1)))  # type: ignore[misc]
        ledger.change(done.id, lambda job, step=step, file=file: transitions.finished(job, step, "t", now, [file], ""))  # type: ignore[misc]
    begun = jobs.submit(Submission("two", "two.txt"), [b"the second dump"])
    ledger.change(begun.id, lambda job: transitions.claimed(job, "outline", "t", now, timedelta(minutes=1)))

    restored_url = put_back(request, ledger_url, tmp_path)
    late = jobs.submit(Submission("three", "three.txt"), [b"after the ledger was copied"])
    shutil.copytree(tmp_path / "artefacts", tmp_path / "restored")
    ledger.close()

    again = ledger_at(restored_url)
    there = Jobs(again, DirectoryArtefacts(tmp_path / "restored"))
    assert {job.id for job in there.list()[0]} == {done.id, begun.id} and late.id not in {done.id, begun.id}
    assert there.get(done.id).state is JobState.DONE
    for file in there.get(done.id).artefacts:
        assert b"".join(there.download(done.id, file.name)[1])  # checked against its digest on the way
    lost = again.expired(datetime.now(UTC) + timedelta(minutes=2), 10)
    assert [(one.job_id, one.step) for one in lost] == [(begun.id, "outline")]
    assert there.submit(Submission("one", "one.txt", ("summary",)), [b"the first dump"]).id == done.id
    again.close()
