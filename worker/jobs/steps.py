"""The steps of a job, run: claimed in the ledger, done, and finished in the ledger, whoever else tries the same."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.errors import DependencyError, DocumentError
from worker.artefacts.artefacts import Artefacts
from worker.jobs import retry, step_table, transitions
from worker.jobs.job import Job, Step
from worker.jobs.retry import RetryPolicy
from worker.jobs.step_call import Render, Segment, StepCall
from worker.jobs.step_table import StepKind
from worker.jobs.transitions import StaleClaim
from worker.ledger.ledger import Ledger

log = logging.getLogger("quire.steps")

COMMIT_RETRY_SECONDS = (0.2, 0.5, 1, 2, 4)  # pauses while the ledger is away at the end of a step


@dataclass(frozen=True, slots=True)
class Steps:
    """Runs steps. `overtime` are the errors by which a step is told that it takes too much time or memory."""

    ledger: Ledger
    artefacts: Artefacts
    segment: Segment
    render: Render
    lease: timedelta
    policy: RetryPolicy
    overtime: tuple[type[BaseException], ...] = (MemoryError,)

    def run(self, job_id: str, name: str) -> bool:
        """Run the step if it is ready; False where it is not, or where it was taken away meanwhile.

        Errors of the step end up in the ledger; DependencyError is raised only where the ledger itself is away.
        """
        kind = step_table.kind_of(name)
        if kind is None:
            log.warning("%s %s is a step of a newer Quire, and left to its workers", job_id, name)
            return False
        token = secrets.token_hex(8)
        now = datetime.now(UTC)
        job = self.ledger.change(job_id, lambda job: transitions.claimed(job, name, token, now, self.lease))
        step = job.step(name) if job else None
        if job is None or step is None or step.token != token:
            log.info("%s %s is not ready: another attempt has it, or it is over", job_id, name)
            return False
        end = self._attempted(job, step, kind, token)
        try:
            self._commit_with_retry(job_id, lambda job: end(job, datetime.now(UTC)))
        except StaleClaim:
            log.warning("%s %s was taken away; what it brought is refused", job_id, name)
            return False
        return True

    def _attempted(self, job: Job, step: Step, kind: StepKind, token: str) -> Callable[[Job, datetime], Job]:
        """Do the work; returns the transition that tells the ledger how it ended."""
        try:
            with self._renewing_lease(job.id, step.name, token):
                result = kind.run(self._call(job, step, kind))
        except self.overtime as error:
            told = ("STEP_TOO_LARGE", f"The step {step.name} took too much time or memory ({type(error).__name__}).")
            log.warning("%s %s: %s", job.id, *told)
            return lambda job, now: transitions.attempt_lost(job, step.name, token, now, *told, self.policy)
        except Exception as error:
            if taken := retry.as_worker_loss(error):
                log.warning("%s %s: %s: %s", job.id, step.name, taken[0], error)
                return lambda job, now: transitions.attempt_lost(job, step.name, token, now, *taken, self.policy)
            told = retry.public_reason(error)
            if retry.is_retryable(error):
                log.warning("%s %s is tried again: %s: %s", job.id, step.name, *told)
                return lambda job, now: transitions.requeued(job, step.name, token, now, *told, self.policy)
            log.error("%s %s failed: %s: %s", job.id, step.name, *told, exc_info=error if told[0] == "BUG" else None)
            ours = not isinstance(error, DocumentError)
            return lambda job, now: transitions.failed(job, step.name, token, now, *told, parked=ours)
        return lambda job, now: transitions.finished(
            job, step.name, token, now, result.artefacts, result.title, result.result
        )

    def _call(self, job: Job, step: Step, kind: StepKind) -> StepCall:
        return StepCall(job, step, self.artefacts, self.segment, self.render, kind.media_type)

    @contextmanager
    def _renewing_lease(self, job_id: str, name: str, token: str) -> Iterator[None]:
        """Renew the lease while the step runs, so that it is short and a lost worker is noticed soon."""
        over = threading.Event()

        def renew() -> None:
            while not over.wait(self.lease.total_seconds() / 3):
                now = datetime.now(UTC)
                try:
                    self.ledger.change(
                        job_id,
                        lambda job, now=now: transitions.renewed(job, name, token, now, self.lease),  # type: ignore[misc]
                    )
                except StaleClaim:
                    return  # cancelled, or given to another: the end of the step will be refused
                except DependencyError as error:
                    log.warning("%s %s: the lease was not renewed: %s", job_id, name, error)

        thread = threading.Thread(target=renew, name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _commit_with_retry(self, job_id: str, transition: Callable[[Job], Job]) -> None:
        """The work is done: while the ledger is away, wait for it rather than do the work again."""
        for pause in (*COMMIT_RETRY_SECONDS, None):
            try:
                if self.ledger.change(job_id, transition) is None:
                    raise StaleClaim(job_id)  # deleted
                return
            except DependencyError:
                if pause is None:
                    raise
                time.sleep(pause)
