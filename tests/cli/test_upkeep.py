"""What an operator runs on ledger and store themselves: check, audit, purge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.errors import QuireError
from services.gateway.cli.commands.audit import audit
from services.gateway.cli.commands.check import check
from services.gateway.cli.commands.purge import purge
from services.gateway.cli.main import COMMANDS
from services.outline import codec
from services.outline.model import Outline
from worker.access.audit import Deed
from worker.jobs.job import Job, Submission
from worker.jobs.jobs import Jobs
from worker.jobs.retry import RetryPolicy
from worker.jobs.steps import Steps
from worker.ledger.sql.audit import SqlAuditTrail
from worker.stores import artefacts_at, database_at, ledger_at


@pytest.fixture()
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """A job that is done, in the ledger and the store that the settings name."""
    url, store = f"sqlite:///{tmp_path / 'ledger.db'}", f"file:{tmp_path / 'store'}"
    monkeypatch.setenv("QUIRE_LEDGER_URL", url)
    monkeypatch.setenv("QUIRE_ARTEFACTS_URL", store)
    ledger, artefacts = ledger_at(url), artefacts_at(store)
    job = Jobs(ledger, artefacts, ("summary",)).submit(Submission("", "a.txt", ("summary",)), [b"dump"])
    outline = codec.to_bytes(Outline())
    steps = Steps(ledger, artefacts, lambda _: outline, lambda *_: b"docx", timedelta(minutes=1), RetryPolicy())
    for step in job.steps:
        steps.run(job.id, step.name)
    found = ledger.find(job.id)
    ledger.close()
    assert found
    return found


def run(command, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def reason(call: Callable[[], Result]) -> str:
    error = call().exception
    assert isinstance(error, QuireError)
    return error.reason


def test_check_says_what_is_damaged_and_has_it_made_again(done: Job, tmp_path: Path) -> None:
    assert {"check", "audit", "purge"} <= COMMANDS.keys()
    assert run(check).output.startswith("0 lost or damaged")
    artefact = done.artefacts[-1]
    (tmp_path / "store" / done.id / artefact.digest).write_bytes(b"damaged")
    result = run(check)
    assert f"{done.id}  {artefact.name}: ARTEFACT_DAMAGED" in result.output and "1 of them made again" in result.output
    assert result.return_value == 0


def test_check_says_when_a_dump_is_lost(done: Job, tmp_path: Path) -> None:
    (tmp_path / "store" / done.id / done.dump).unlink()
    result = run(check)
    assert result.return_value == 3 and "the dump: ARTEFACT_LOST" in result.output


def test_purge_says_what_it_would_do_and_leaves_the_store_of_another_ledger_alone(
    done: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(purge, "--older-than", "1d", "--dry-run").output == ""
    assert (tmp_path / "store" / done.id).exists()
    assert "0 jobs forgotten" in run(purge, "--older-than", "1d", "--yes").output
    assert run(purge, "--older-than", "0h", "--yes").exception  # everything is no age
    monkeypatch.setenv("QUIRE_LEDGER_URL", f"sqlite:///{tmp_path / 'another.db'}")
    assert reason(lambda: run(purge, "--older-than", "1h", "--yes")) == "STORE_FOREIGN"
    assert (tmp_path / "store" / done.id).exists()


def test_audit_prints_the_trail_and_stops_where_it_was_changed(done: Job, tmp_path: Path) -> None:
    database = database_at(f"sqlite:///{tmp_path / 'ledger.db'}")
    for number in range(3):
        SqlAuditTrail(database).record(Deed("li.na", "clerk", "download", "admitted", done.id, f"10.0.0.{number}"))
    lines = run(audit).output.splitlines()
    assert len(lines) == 3 and all(done.id in line and "li.na (clerk)" in line for line in lines)
    assert len(run(audit, "--after", "2").output.splitlines()) == 1
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET actor = 'nobody' WHERE number = 2")
    database.close()
    assert reason(lambda: run(audit)) == "AUDIT_BROKEN"
