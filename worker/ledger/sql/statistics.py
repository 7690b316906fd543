"""Counts of the ledger's database, each from an index."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import sqlalchemy as sa

from worker.jobs.job import JobState, StepState
from worker.ledger.sql.engine import Database
from worker.ledger.sql.tables import jobs, steps
from worker.ledger.statistics import SAMPLE, Overview, QueueState, by_hour, first_hour, hour_of

MOST_RECENT = 50_000  # ended jobs of a day that are counted by the hour; more are a stress test


class SqlStatistics:
    """Counts of the ledger's database. Raises DependencyError where the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def overview(self, now: datetime) -> Overview:
        by_state = sa.select(jobs.c.state, sa.func.count()).group_by(jobs.c.state)
        parked = sa.select(sa.func.count()).where(jobs.c.parked)
        queues = (
            sa.select(steps.c.queue, steps.c.state, sa.func.count(), sa.func.min(steps.c.since))
            .where(steps.c.state.in_((StepState.READY, StepState.RUNNING)))
            .group_by(steps.c.queue, steps.c.state)
        )
        recent = (
            sa.select(jobs.c.state, jobs.c.reason, jobs.c.updated, jobs.c.created)
            .where(jobs.c.updated > first_hour(now), jobs.c.state.in_([state for state in JobState if state.ended]))
            .order_by(jobs.c.updated.desc())
            .limit(MOST_RECENT)
        )
        with self._database.reading() as connection:
            states = {JobState(state): count for state, count in connection.execute(by_state)}
            waiting: int = connection.execute(parked).scalar_one()
            loads = connection.execute(queues).all()
            ended = connection.execute(recent).all()
        found = {queue: QueueState(0, 0) for queue, *_ in loads}
        for queue, state, count, oldest in loads:
            row = found[queue]
            ready = state == StepState.READY
            found[queue] = QueueState(count, row.running, oldest) if ready else QueueState(row.ready, count, row.oldest)
        done = [row for row in ended if row.state == JobState.DONE][:SAMPLE]
        return Overview(
            states,
            waiting,
            dict(sorted(found.items())),
            by_hour(now, Counter(hour_of(row.updated) for row in ended)),
            Counter(row.reason for row in ended if row.reason),
            tuple((row.updated - row.created).total_seconds() for row in reversed(done)),
        )
