"""From the ledger to the broker: what is ready and due is sent, and what was lost on the way is sent again."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from services.metrics import BACKLOG, OLDEST, PARKED, RUNNING, SENT
from worker.celery.app import STEP
from worker.jobs import step_table, transitions
from worker.jobs.fairness import shares
from worker.jobs.retry import RetryPolicy
from worker.ledger.ledger import Ledger, Outbox

log = logging.getLogger("quire.relay")

BATCH = 100
# Messages on their way at once, for each step of the queue that runs: enough that no worker waits for the next look.
# What waits longer waits in the ledger, where collections have their turns; in the broker they would not.
AHEAD = 1
LEAST_AHEAD = 2
LONGEST_RESEND = timedelta(minutes=10)
MOST_PARKED = 200  # counted
MARK = "quire:mark"  # a key that is gone when the broker has forgotten everything


@dataclass(frozen=True, slots=True)
class Relay:
    """Sends with `send(queue, job id, step)`, which raises OSError when the broker is away.

    `has_state()` says whether the broker still has what it was given; `weights` are those of collections.
    """

    ledger: Ledger
    outbox: Outbox
    send: Callable[[str, str, str], None]
    has_state: Callable[[], bool]
    resend: timedelta
    policy: RetryPolicy
    weights: Mapping[str, int] = field(default_factory=dict)

    def send_due(self) -> int:
        """Send what is due, as much as the workers will soon take; how many were sent. OSError: the broker is away."""
        return sum(self._send_queue(queue) for queue in step_table.queues())

    def sweep(self) -> None:
        """Look for what was lost: workers that are not heard of any more, messages that the broker has forgotten."""
        now = self.outbox.now()
        for message in self.outbox.expired(now, BATCH):
            expired = partial(transitions.expired, name=message.step, now=now, policy=self.policy)
            self.ledger.change(message.job_id, expired)
            log.warning("%s %s: its worker was not heard of any more", message.job_id, message.step)
        PARKED.set(len(self.ledger.page(MOST_PARKED, parked=True)))
        if not self.has_state():
            log.warning("the broker has forgotten its messages: %d are sent again", self.outbox.requeue_sent(now))

    def _send_queue(self, queue: str) -> int:
        now = self.outbox.now()
        loads = self.outbox.loads(queue, now)
        BACKLOG.labels(queue).set(sum(load.ready for load in loads.values()))
        since = [load.oldest for load in loads.values() if load.oldest]
        OLDEST.labels(queue).set((now - min(since)).total_seconds() if since else 0)
        running, sent = sum(load.running for load in loads.values()), sum(load.sent for load in loads.values())
        RUNNING.labels(queue).set(running)
        room = min(BATCH, max(LEAST_AHEAD, AHEAD * running) - sent)
        count = 0
        for collection, most in shares(loads, self.weights, max(0, room)).items():
            count += self._send_some(queue, collection, most, now)
        SENT.labels(queue).inc(count)
        return count

    def _send_some(self, queue: str, collection: str, most: int, now: datetime) -> int:
        taken = self.outbox.lease_due(queue, collection, now, most, self._pause)
        for number, message in enumerate(taken):
            try:
                self.send(queue, message.job_id, message.step)
            except OSError:
                self.outbox.release(taken[number:], self.outbox.now())
                raise
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
