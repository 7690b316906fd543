"""A ledger's server that cannot be used now is away, and said to be within seconds; back again, work goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from services.errors import DependencyError
from tests.contracts.postgres import Postgres
from tests.worker.jobs import NOW, job_of
from worker.artefacts.memory import MemoryArtefacts
from worker.jobs.jobs import Jobs
from worker.ledger.sql import engine
from worker.ledger.sql.engine import Database
from worker.ledger.sql.ledger import SqlLedger
from worker.stores import ledger_at


@pytest.fixture(scope="module")
def server(postgres: Postgres) -> Postgres:
    return postgres


@pytest.fixture()
def ledger(server: Postgres, request: pytest.FixtureRequest) -> Iterator[SqlLedger]:
    found = ledger_at(server.database(request.node.originalname[:60]))
    yield found
    found.close()


def reason(call: Callable[[], object]) -> str:
    with pytest.raises(DependencyError) as caught:
        call()
    return caught.value.reason


@contextmanager
def read_only(server: Postgres) -> Iterator[None]:
    server.read_only(True)
    try:
        yield
    finally:
        server.read_only(False)


@contextmanager
def frozen(server: Postgres) -> Iterator[None]:
    go_on = server.frozen()
    try:
        yield
    finally:
        go_on()


def until_it_is_back(call: Callable[[], object]) -> None:
    while True:  # the test's own time limit ends it
        try:
            call()
            return
        except DependencyError as error:
            assert error.reason == "LEDGER_AWAY"


def test_a_server_that_is_read_only_is_away_for_who_writes_and_is_not_ready(
    server: Postgres, ledger: SqlLedger
) -> None:
    job, jobs = ledger.add(job_of(1)), Jobs(ledger, MemoryArtefacts())
    jobs.check_ready()
    with read_only(server):
        for _ in range(2):  # with the connections of before, and with new ones
            assert reason(lambda: ledger.add(job_of(2))) == "LEDGER_AWAY"
            assert reason(jobs.check_ready) == "LEDGER_AWAY"
            assert reason(lambda: ledger.lease_due("outline", "", NOW, 9, lambda _: NOW - NOW)) == "LEDGER_AWAY"
    until_it_is_back(jobs.check_ready)
    assert ledger.find(job.id) == job and ledger.add(job_of(2)).id == job_of(2).id


def test_a_server_that_is_frozen_is_given_up(
    server: Postgres, ledger: SqlLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ledger.add(job_of(1))
    monkeypatch.setattr(engine, "TRANSACTION_SECONDS", 0.5)
    monkeypatch.setattr(engine, "CONNECT_SECONDS", 2)
    with frozen(server):
        assert reason(lambda: ledger.find(job.id)) == "LEDGER_AWAY"
        assert reason(lambda: ledger.add(job_of(2))) == "LEDGER_AWAY"
    monkeypatch.undo()
    until_it_is_back(lambda: ledger.find(job.id))
    assert ledger.find(job.id) == job


def test_a_statement_that_takes_too_long_is_given_up_by_the_server(server: Postgres) -> None:
    database = Database(server.database("slow") + "?options=-c%20statement_timeout%3D100ms")
    with database.writing() as connection:
        connection.execute(sa.text("CREATE TABLE here (x int)"))

    def slow() -> None:
        with database.writing() as connection:
            connection.execute(sa.text("SELECT pg_sleep(60)"))

    assert reason(slow) == "LEDGER_AWAY"
    database.close()


def test_connections_that_are_all_in_use_are_the_ledger_away(server: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "POOL", 1)
    monkeypatch.setattr(engine, "OVERFLOW", 0)
    monkeypatch.setattr(engine, "POOL_SECONDS", 0.1)
    ledger = ledger_at(server.database("busy"))
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with ledger._database.reading():
            held.set()
            done.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    assert reason(lambda: ledger.find("f" * 26)) == "LEDGER_AWAY"
    done.set()
    holder.join()
    assert ledger.find("f" * 26) is None
    ledger.close()


def test_a_pool_of_connections_that_died_is_noticed_before_it_is_used(server: Postgres, ledger: SqlLedger) -> None:
    job = ledger.add(job_of(1))
    server.kill()
    server.start()
    until_it_is_back(lambda: ledger.find(job.id))
    assert ledger.find(job.id) == job
