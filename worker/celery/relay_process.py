"""The relay as a process: it sends what is due, and does the ledger's housekeeping beside it."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from services.errors import DependencyError, QuireError
from services.metrics import DAMAGED, serve_metrics
from services.settings import Settings
from worker.artefacts.artefacts import Artefacts
from worker.celery.app import celery_app
from worker.celery.relay import BATCH, Broker, Relay
from worker.celery.tasks import retry_policy_of
from worker.jobs.check import check_some
from worker.jobs.fairness import weights_of
from worker.jobs.purge import clear_removed, collect_orphans, purge
from worker.ledger.sql.ledger import SqlLedger
from worker.stores import artefacts_at, ledger_at

log = logging.getLogger("quire.relay")

LOOK_SECONDS = 0.05  # between two looks for what is due
LOOK_SHARE = (
    5  # a look that takes long is followed by a pause so many times as long: the ledger is there for others too
)
SWEEP_SECONDS = 1.0  # between two looks for what was lost
AWAY_SECONDS = 0.5  # between two tries while ledger or broker is away


@dataclass(slots=True)
class Chore:
    """Housekeeping: `run()` once every `seconds`, by this process's monotonic clock. No error of it stops the relay."""

    name: str
    seconds: float
    run: Callable[[], None]
    _next: float = field(default_factory=time.monotonic)

    def turn(self) -> None:
        """Run it where it is time."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self.seconds
        try:
            self.run()
        except QuireError as error:
            log.error("%s: %s: %s", self.name, error.reason, error.message)
        except Exception:
            log.exception("%s failed", self.name)


def chores(settings: Settings, ledger: SqlLedger, artefacts: Artefacts) -> tuple[Chore, ...]:
    """What is looked after beside the sending."""

    def forget_old() -> None:
        if settings.keep_days and (
            gone := purge(ledger, artefacts, ledger.now() - timedelta(days=settings.keep_days), BATCH)
        ):
            log.info("%d jobs were kept for %d days and are forgotten", gone, settings.keep_days)

    def forget_removed() -> None:
        if late := clear_removed(ledger, artefacts):
            log.info("%d removed jobs had got bytes after their removal; they are deleted", late)

    def forget_orphans() -> None:
        if gone := collect_orphans(ledger, artefacts):
            log.info("%d uploads that never became jobs are deleted", gone)

    token = ""

    def scrub() -> None:
        nonlocal token
        token, problems = check_some(ledger, artefacts, token)
        for problem in problems:
            log.error("%s: %s", problem.job_id, problem, extra={"job": problem.job_id})
        DAMAGED.inc(len(problems))

    return (
        Chore("retention", 60, forget_old),
        Chore("late bytes of removed jobs", 30, forget_removed),
        Chore("orphans", 3600, forget_orphans),
        Chore("check of the store", settings.check_seconds, scrub)
        if settings.check_seconds
        else Chore("", 1e9, lambda: None),
    )


def serve(settings: Settings) -> None:
    """Relay until SIGTERM or SIGINT."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    serve_metrics(settings.metrics_listen)
    weights = weights_of(settings.collection_weights)
    ledger, artefacts = ledger_at(settings.ledger_url), artefacts_at(settings.artefacts_url)
    broker = Broker(celery_app(settings))
    resend = timedelta(seconds=settings.resend_seconds)
    policy = retry_policy_of(settings)
    relay = Relay(ledger, ledger, broker.send, broker.has_state, resend, policy, weights)
    housekeeping = chores(settings, ledger, artefacts)
    swept, away = -SWEEP_SECONDS, ""
    while not stopped.is_set():
        began = time.monotonic()
        try:
            if began - swept >= SWEEP_SECONDS:
                relay.sweep()
                swept = began
                if settings.alive_file:
                    Path(settings.alive_file).touch()
            sent = relay.send_due()
            pause = 0.0 if sent >= BATCH else max(LOOK_SECONDS, LOOK_SHARE * (time.monotonic() - began))
            for chore in housekeeping:
                chore.turn()
            if away:
                log.warning("%s is back", away)
            away = ""
        except (OSError, DependencyError) as error:
            now_away = "the ledger" if isinstance(error, DependencyError) else "the broker"
            if now_away != away:
                log.warning("%s is away: %s", now_away, error)
            pause, away = AWAY_SECONDS, now_away
        except Exception:  # whatever it is: jobs wait for this process
            log.exception("the relay's turn failed")
            pause = AWAY_SECONDS
        stopped.wait(pause)
    ledger.close()
    log.info("stopped")
