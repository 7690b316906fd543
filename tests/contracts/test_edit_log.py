"""Logs of corrections, wherever they are kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from services.outline.edits.edit import Edit, Entry, Place, SetRole, SetText, Undo
from tests.worker.jobs import job_of
from worker.ledger.edit_log import EditLog, MemoryEditLog
from worker.ledger.sql.edit_log import SqlEditLog
from worker.ledger.sql.ledger import SqlLedger
from worker.stores import database_at

JOB = job_of(1)
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def log(request: pytest.FixtureRequest) -> Iterator[EditLog]:
    if request.param == "memory":
        yield MemoryEditLog()
        return
    path = request.getfixturevalue("tmp_path") / "ledger.db"
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    database = database_at(server.database(f"edits_{request.node.originalname}") if server else f"sqlite:///{path}")
    SqlLedger(database).add(JOB)
    yield SqlEditLog(database)
    database.close()


def entry(number: int, edit: Edit, author: str = "li.na") -> Entry:
    return Entry(number, edit, author, NOW)


def test_a_log_grows_in_order_and_reads_as_it_was_written(log: EditLog) -> None:
    first = entry(1, SetText(Place(1, 5), "新的“文字”\u202e <b>"))
    rest = (entry(2, SetRole(Place(2, 0), "heading", 3), "王"), entry(3, Undo(1)))
    assert log.entries(JOB.id) == () and log.counts([JOB.id]) == {}
    assert log.append(JOB.id, [first]) and log.append(JOB.id, rest)
    assert log.entries(JOB.id) == (first, *rest)
    assert log.counts([JOB.id, "none"]) == {JOB.id: 3}


def test_a_number_is_given_once(log: EditLog) -> None:
    assert log.append(JOB.id, [entry(1, Undo(1))])
    for number in (1, 3):
        assert not log.append(JOB.id, [entry(number, Undo(9))])
    assert log.entries(JOB.id) == (entry(1, Undo(1)),)


def test_of_many_who_write_at_once_one_is_first(log: EditLog) -> None:
    took: list[str] = []

    def write(author: str) -> None:
        if log.append(JOB.id, [entry(1, Undo(1), author)]):
            took.append(author)

    threads = [threading.Thread(target=write, args=(str(n),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    (first,) = took
    assert [one.author for one in log.entries(JOB.id)] == [first]


def test_a_log_goes_with_its_job(request: pytest.FixtureRequest, log: EditLog) -> None:
    if isinstance(log, MemoryEditLog):
        return
    ledger = SqlLedger(log._database)  # type: ignore[attr-defined]
    assert log.append(JOB.id, [entry(1, Undo(1))])
    found = ledger.find(JOB.id)
    assert found and ledger.remove(JOB.id, found.version)
    assert log.entries(JOB.id) == () and not log.append(JOB.id, [entry(1, Undo(1))])
