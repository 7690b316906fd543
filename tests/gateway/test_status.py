"""The operators' page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.errors import DependencyError
from services.gateway.web.status import HEIGHT, bars
from tests.gateway.conftest import KEY, Desk
from tests.worker.jobs import job_of
from worker.access.keys import Role, issue
from worker.jobs.job import JobState
from worker.ledger.memory import MemoryLedger
from worker.ledger.sql.ledger import SqlLedger
from worker.ledger.sql.statistics import SqlStatistics
from worker.ledger.statistics import HOURS, MemoryStatistics
from worker.stores import database_at


@contextmanager
def signed_in(desk: Desk, key: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.url, trust_env=False, headers={"Accept": "text/html"}) as client:
        assert client.post("/v1/session", headers={"Authorization": f"Bearer {key}"}).status_code == 204
        yield client


def test_an_operator_sees_queues_failures_and_parked_jobs_and_a_clerk_does_not(desk: Desk) -> None:
    job = desk.submit(name="<i>odd<b>.txt")["id"]
    desk.claim(job, "outline")
    desk.fail(job, "DUMP_EMPTY")
    desk.submit(name="waits.txt")
    with signed_in(desk, KEY) as operator:
        page = operator.get("/status")
        assert page.status_code == 200 and "DUMP_EMPTY" in page.text and "<i>odd<b>" not in page.text
    secret, _ = issue(desk.issued, "clerk-of-status", Role.CLERK)
    with signed_in(desk, secret) as clerk:
        refused = clerk.get("/status")
        assert refused.status_code == 403 and "CALL_FORBIDDEN" in refused.text
        assert 'href="/status"' not in clerk.get("/").text


def test_counts_are_the_same_in_memory_and_in_sql(tmp_path) -> None:
    database = database_at(f"sqlite:///{tmp_path / 'ledger.db'}")
    ledgers = (SqlLedger(database), MemoryLedger())
    for ledger in ledgers:
        for number in range(5):
            ledger.add(job_of(number))
    now = datetime.now(UTC)
    sql = SqlStatistics(database).overview(now)
    memory = MemoryStatistics(lambda: ledgers[1].page(100)).overview(now)
    database.close()
    assert sql == memory and sum(sql.states.values()) == 5 and len(sql.ended) == HOURS
    assert JobState.QUEUED in sql.states


def test_a_bar_is_as_high_as_its_share() -> None:
    low, high, none = bars([1, 4, 0], ["a", "b", "c"])
    assert (high.height, low.height, none.height) == (HEIGHT, HEIGHT / 4, 0)
    assert bars([0, 0], ["a", "b"])[0].height == 0


def test_a_ledger_that_is_away_is_a_page_that_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with signed_in(desk, KEY) as operator:

        def away(*_: object, **__: object) -> None:
            raise DependencyError("LEDGER_AWAY", "Gone.")

        monkeypatch.setattr(desk.ledger, "page", away)
        page = operator.get("/")
        assert page.status_code == 503 and "LEDGER_AWAY" in page.text and "retry-after" in page.headers


def test_hours_are_told_up_to_the_one_that_runs() -> None:
    job = job_of(1)
    now = job.updated.astimezone(UTC) + timedelta(hours=1)
    overview = MemoryStatistics(lambda: [job]).overview(now)
    assert sum(overview.ended) == int(job.state.ended)
