"""From the ledger to the broker: what is ready and due is sent, and what was lost on the way is sent again."""

from __future__ import annotations

import logging
import secrets
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from services.metrics import BACKLOG, PARKED, SENT, serve_metrics
from services.settings import Settings
from worker.celery.app import STEP, celery_app
from worker.jobs import step_table, transitions
from worker.jobs.retry import RetryPolicy
from worker.ledger.ledger import Ledger, Outbox

log = logging.getLogger("quire.relay")

LOOK_SECONDS = 0.1  # between two looks for what is due
SWEEP_SECONDS = 1.0  # between two looks for what was lost
PURGE = timedelta(minutes=10)  # between two looks for what is kept long enough
BATCH = 100
WINDOW = 500  # messages of a queue on their way at once: what waits longer waits in the ledger
LONGEST_RESEND = timedelta(minutes=10)
MOST_PARKED = 200  # counted
MARK = "quire:mark"  # a key that is gone when the broker has forgotten everything


@dataclass(frozen=True, slots=True)
class Relay:
    """Sends with `send(queue, job id, step)`, which raises OSError when the broker is away.

    `has_state()` tells whether the broker still has what it was given.
    """

    ledger: Ledger
    outbox: Outbox
    send: Callable[[str, str, str], None]
    has_state: Callable[[], bool]
    resend: timedelta
    policy: RetryPolicy

    def send_due(self) -> int:
        """Send what is due, at most a batch a queue; how many were sent. Raises OSError when the broker is away."""
        return sum(self._sent(queue) for queue in step_table.queues())

    def sweep(self) -> None:
        """Look for what was lost: workers that are not heard of any more, messages that the broker has forgotten."""
        now = datetime.now(UTC)
        for one in self.outbox.expired(now, BATCH):
            self.ledger.change(
                one.job_id,
                lambda job, one=one: transitions.expired(job, one.step, now, self.policy),  # type: ignore[misc]
            )
            log.warning("%s %s: its worker was not heard of any more", one.job_id, one.step)
        PARKED.set(len(self.ledger.page(MOST_PARKED, parked=True)))
        if not self.has_state():
            log.warning("the broker has forgotten its messages: %d are sent again", self.outbox.requeue_sent(now))

    def _sent(self, queue: str) -> int:
        now = datetime.now(UTC)
        ready, on_the_way = self.outbox.waiting(queue, now)
        BACKLOG.labels(queue).set(ready)
        room = min(BATCH, WINDOW - on_the_way)
        taken = self.outbox.lease_due(queue, now, room, self._pause) if ready > on_the_way and room > 0 else ()
        for number, one in enumerate(taken):
            try:
                self.send(queue, one.job_id, one.step)
            except OSError:
                self.outbox.release(taken[number:], datetime.now(UTC))
                raise
        SENT.labels(queue).inc(len(taken))
        return len(taken)

    def _pause(self, sends: int) -> timedelta:
        return min(self.resend * (1 << min(sends, 16)), LONGEST_RESEND)


class Broker:
    """The broker behind an app, for one thread. Whatever is wrong with it is an OSError."""

    def __init__(self, app: Celery) -> None:
        self._app = app
        self._connection = app.connection_for_write()
        self._producer = self._app.amqp.Producer(self._connection, auto_declare=False)
        self._mark = secrets.token_hex(8)

    def send(self, queue: str, job_id: str, step: str) -> None:
        """Put a message into a queue."""
        try:
            self._app.send_task(
                STEP, (job_id, step), queue=queue, producer=self._producer, retry=False, ignore_result=True
            )
        except (OperationalError, RedisError, OSError) as error:
            self._reset()
            raise ConnectionError(str(error)) from error

    def has_state(self) -> bool:
        """False once after the broker has forgotten everything, and at the first look."""
        try:
            client = self._connection.default_channel.client
            if client.get(MARK):
                return True
            client.set(MARK, self._mark)
            return False
        except (OperationalError, RedisError, OSError) as error:
            self._reset()
            raise ConnectionError(str(error)) from error

    def _reset(self) -> None:
        self._connection.close()
        self._connection = self._app.connection_for_write()
        self._producer = self._app.amqp.Producer(self._connection, auto_declare=False)


def serve(settings: Settings) -> None:
    """Relay until SIGTERM or SIGINT."""
    from services.errors import DependencyError
    from worker.celery.tasks import retry_policy_of
    from worker.jobs.purge import purge
    from worker.stores import artefacts_at, ledger_at

    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    serve_metrics(settings.metrics_listen)
    ledger = ledger_at(settings.ledger_url)
    artefacts = artefacts_at(settings.artefacts_url)
    broker = Broker(celery_app(settings))
    relay = Relay(
        ledger,
        ledger,
        broker.send,
        broker.has_state,
        timedelta(seconds=settings.resend_seconds),
        retry_policy_of(settings),
    )
    swept = purged = datetime.min.replace(tzinfo=UTC)
    away = ""
    while not told.is_set():
        pause = LOOK_SECONDS
        try:
            if datetime.now(UTC) - swept >= timedelta(seconds=SWEEP_SECONDS):
                relay.sweep()
                swept = datetime.now(UTC)
                if settings.alive_file:
                    Path(settings.alive_file).touch()
            if relay.send_due() >= BATCH:
                pause = 0
            elif settings.keep_days and datetime.now(UTC) - purged >= PURGE:
                before = datetime.now(UTC) - timedelta(days=settings.keep_days)
                if gone := purge(ledger, artefacts, before, BATCH):
                    log.info("%d jobs were kept for %d days and are forgotten", gone, settings.keep_days)
                if gone < BATCH:
                    purged = datetime.now(UTC)
            if away:
                log.warning("%s is back", away)
            away = ""
        except (OSError, DependencyError) as error:
            now_away = "the ledger" if isinstance(error, DependencyError) else "the broker"
            if now_away != away:
                log.warning("%s is away: %s", now_away, error)
            pause, away = 0.5, now_away
        told.wait(pause)
    ledger.close()
    log.info("stopped")
