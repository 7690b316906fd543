"""The steps of a job, run: claimed in the ledger, done, and finished in the ledger, whoever else tries the same."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

from services.errors import DependencyError, DocumentError
from services.metrics import STEP_SECONDS
from worker.artefacts.artefacts import Artefacts
from worker.jobs import convert, retry, step_table, transitions
from worker.jobs.job import Job, Step, StepState
from worker.jobs.retry import RetryPolicy
from worker.jobs.step_call import Extract, Render, SegmentToBytes, StepCall
from worker.jobs.step_table import StepKind
from worker.jobs.transitions import StaleClaim
from worker.ledger.ledger import Ledger

log = logging.getLogger("quire.steps")

# Pauses while the ledger is away, or full, at the end of a step; the last for ever. The step is done: what the ledger
# does not hear now would be done again.
COMMIT_RETRY_SECONDS = (0.2, 0.5, 1, 2, 4)
COMMIT_SECONDS = 600.0  # then the worker is of more use elsewhere

Ending: TypeAlias = Callable[[Job, datetime], Job]


@dataclass(frozen=True, slots=True)
class Steps:
    """Runs steps. `overtime` are the errors by which a step is told that it takes too much time or memory."""

    ledger: Ledger
    artefacts: Artefacts
    segment: SegmentToBytes
    render: Render
    lease: timedelta
    policy: RetryPolicy
    overtime: tuple[type[BaseException], ...] = (MemoryError,)
    extract: Extract = convert.extract_here

    def run(self, job_id: str, name: str) -> bool:
        """Run the step if it is ready; False where it is not, or where it was taken away meanwhile.

        Errors of the step end up in the ledger; DependencyError is raised only where the ledger itself is away.
        """
        kind = step_table.kind_of(name)
        if kind is None:
            log.warning("%s %s is a step of a newer Quire, and left to its workers", job_id, name)
            return False
        token = secrets.token_hex(8)
        now = self.ledger.now()
        job = self.ledger.change(job_id, lambda job: transitions.claimed(job, name, token, now, self.lease))
        step = job.step(name) if job else None
        if job is None or step is None or step.token != token:
            log.info("%s %s is not ready: another attempt has it, or it is over", job_id, name)
            return False
        try:
            self._commit_with_retry(job_id, self._attempted(job, step, kind, token))
        except StaleClaim:
            log.warning("%s %s was taken away; what it brought is refused", job_id, name, extra={"job": job_id})
            if self.ledger.find(job_id) is None:  # deleted meanwhile: nothing of it is left behind
                self.artefacts.clear(job_id)
            return False
        return True

    def _attempted(self, job: Job, step: Step, kind: StepKind, token: str) -> Ending:
        """Do the work; returns the transition by which the ledger learns how it ended. Raises StaleClaim."""
        began, outcome = time.monotonic(), "done"
        try:
            with self._renewing_lease(job.id, step.name, token):
                result = kind.run(self._call(job, step, kind, token))
        except StaleClaim:
            raise
        except Exception as error:
            outcome, ending = self._ending(job, step, token, error)
            return ending
        finally:
            seconds = time.monotonic() - began
            STEP_SECONDS.labels(kind.name, "done" if outcome == "done" else "failed").observe(seconds)
            about = {"job": job.id, "step": step.name, "attempt": step.attempts, "seconds": round(seconds, 3)}
            log.info("%s %s: %s in %.3f s", job.id, step.name, outcome, seconds, extra={**about, "outcome": outcome})
        return lambda job, now: transitions.finished(
            job,
            step.name,
            token,
            now,
            result.artefacts,
            result.title,
            result.result,
            result.needs_review,
            result.about,
        )

    def _ending(self, job: Job, step: Step, token: str, error: Exception) -> tuple[str, Ending]:
        """What becomes of a step that ended with an error: the reason, and the transition."""
        if isinstance(error, self.overtime):
            words = f"The step {step.name} took too much time or memory ({type(error).__name__})."
            loss: tuple[str, str] | None = ("STEP_TOO_LARGE", words)
        else:
            loss = retry.as_worker_loss(error)
        if loss:
            log.warning("%s %s: %s: %s", job.id, step.name, loss[0], error, extra={"job": job.id})
            return loss[0], lambda job, now: transitions.attempt_lost(job, step.name, token, now, *loss, self.policy)
        reason = retry.public_reason(error)
        if isinstance(error, DependencyError) and error.reason in retry.BYTES_GONE:
            return reason[0], self._without_its_bytes(job, step, token, error)
        if retry.is_retryable(error):
            log.warning("%s %s is tried again: %s: %s", job.id, step.name, *reason, extra={"job": job.id})
            return reason[0], lambda job, now: transitions.requeued(job, step.name, token, now, *reason, self.policy)
        bug = error if reason[0] == "BUG" else None
        log.error("%s %s failed: %s: %s", job.id, step.name, *reason, exc_info=bug, extra={"job": job.id})
        ours = not isinstance(error, DocumentError)
        return reason[0], lambda job, now: transitions.failed(job, step.name, token, now, *reason, parked=ours)

    def _without_its_bytes(self, job: Job, step: Step, token: str, error: DependencyError) -> Ending:
        """The bytes that the step needs are lost or damaged: what an earlier step left is made again; a dump cannot
        be.
        """
        reason, digest = error.reason, error.details.get("digest", "")
        maker = next((one.name for one in job.steps if digest and one.result == digest), "")
        if not maker and digest == job.outline:
            maker = "outline"
        if maker:
            log.warning(
                "%s %s: what %s left is made again: %s", job.id, step.name, maker, reason, extra={"job": job.id}
            )
            return lambda job, now: transitions.sent_back(job, step.name, token, maker, now, reason, error.message)
        words = f"{error.message} The dump cannot be made again: hand it in again."
        log.error("%s %s failed: %s: %s", job.id, step.name, reason, words, extra={"job": job.id})
        return lambda job, now: transitions.failed(job, step.name, token, now, reason, words, parked=True)

    def _call(self, job: Job, step: Step, kind: StepKind, token: str) -> StepCall:
        def check_claim() -> None:
            current = self.ledger.find(job.id)
            mine = current.step(step.name) if current else None
            if mine is None or mine.state is not StepState.RUNNING or mine.token != token:
                raise StaleClaim(f"{job.id} {step.name}")

        return StepCall(
            job, step, self.artefacts, self.segment, self.render, kind.media_type, self.extract, check_claim
        )

    @contextmanager
    def _renewing_lease(self, job_id: str, name: str, token: str) -> Iterator[None]:
        """Renew the lease while the step runs, so that it is short and a lost worker is noticed soon."""
        over = threading.Event()

        def renew() -> None:
            while not over.wait(self.lease.total_seconds() / 3):
                try:
                    now = self.ledger.now()
                    renewed = partial(transitions.renewed, name=name, token=token, now=now, lease=self.lease)
                    self.ledger.change(job_id, renewed)
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

    def _commit_with_retry(self, job_id: str, transition: Ending) -> None:
        """The work is done: while the ledger is away or full, wait for it rather than do the work again."""
        end, tries = time.monotonic() + COMMIT_SECONDS, 0
        while True:
            try:
                now = self.ledger.now()
                if self.ledger.change(job_id, lambda job, now=now: transition(job, now)) is None:  # type: ignore[misc]
                    raise StaleClaim(job_id)  # deleted
                return
            except DependencyError:
                if time.monotonic() >= end:
                    raise
                time.sleep(COMMIT_RETRY_SECONDS[min(tries, len(COMMIT_RETRY_SECONDS) - 1)])
                tries += 1
