"""What may become of a job: pure functions from job to job, which the ledger writes by compare-and-set.

Each is one line in the life of a job: claimed, then finished, failed, requeued or attempt_lost; and cancelled, retried.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from services.errors import BrokenInvariant, DocumentError
from worker.jobs.job import Artefact, Attempt, Job, JobState, Step, StepState
from worker.jobs.retry import NO_ROOM, RetryPolicy

# Attempts that a job keeps: a step that is tried for a day while what it needs is away makes thousands.
MOST_ATTEMPTS = 100

# The legal transitions; whatever is not here is a bug of ours.
JOB_MOVES: dict[JobState, tuple[JobState, ...]] = {
    JobState.QUEUED: (JobState.RUNNING, JobState.CANCELLED),
    JobState.RUNNING: (JobState.DONE, JobState.FAILED, JobState.CANCELLED),
    JobState.DONE: (JobState.QUEUED,),  # files made again
    JobState.FAILED: (JobState.QUEUED,),  # retried
    JobState.CANCELLED: (JobState.QUEUED,),
}
STEP_MOVES: dict[StepState, tuple[StepState, ...]] = {
    StepState.WAITING: (StepState.READY, StepState.CANCELLED),
    StepState.READY: (StepState.RUNNING, StepState.CANCELLED),
    StepState.RUNNING: (StepState.DONE, StepState.READY, StepState.FAILED, StepState.CANCELLED),
    StepState.DONE: (),  # its artefact is there: a retried job does not make it again
    StepState.FAILED: (StepState.READY,),
    StepState.CANCELLED: (StepState.READY, StepState.WAITING),
}


class StaleClaim(Exception):
    """The step was given to another attempt, or its job was cancelled: what this one brings is refused."""


def claimed(job: Job, name: str, token: str, now: datetime, lease: timedelta) -> Job:
    """The step runs under `token` until its lease ends. A step that is not ready is left as it is."""
    step = job.step(name)
    if step is None or step.state is not StepState.READY or not _is_unblocked(job, step):
        return job
    step = _moved(step, StepState.RUNNING, attempts=step.attempts + 1, token=token, due=now + lease)
    job = _with(job, step, now)
    if job.state is JobState.QUEUED:
        job = _job_moved(job, JobState.RUNNING)
    return replace(job, history=_begun(job.history, name, now, step.since))


def renewed(job: Job, name: str, token: str, now: datetime, lease: timedelta) -> Job:
    """The worker was heard of: the lease lasts longer. Raises StaleClaim."""
    return _with(job, replace(_held(job, name, token), due=now + lease), job.updated)


def finished(
    job: Job,
    name: str,
    token: str,
    now: datetime,
    files: Iterable[Artefact],
    title: str = "",
    result: str = "",
    needs_review: bool = False,
    about: str = "",
) -> Job:
    """The step is done and made artefacts; what waited for it becomes ready; after the last step the job is done.

    Raises StaleClaim.
    """
    step = _moved(_held(job, name, token), StepState.DONE, token="", due=None, reason="", result=result)
    job = _closed(_with(job, step, now), name, now)
    files = tuple(files)
    names = {artefact.name for artefact in files}
    job = replace(job, artefacts=(*(artefact for artefact in job.artefacts if artefact.name not in names), *files))
    if title:
        job = replace(job, title=title)
    if name == "outline":  # version 0.1 looks for it there
        job = replace(job, outline=result, needs_review=needs_review, about=about)
    for waiting in job.steps:
        if waiting.state is StepState.WAITING and _is_unblocked(job, waiting):
            job = _with(job, _ready(waiting, now), now)
    if all(step.state is StepState.DONE for step in job.steps):
        job = _job_moved(job, JobState.DONE)
    return job


def failed(job: Job, name: str, token: str, now: datetime, reason: str, message: str, parked: bool = False) -> Job:
    """The step failed for good, and its job with it; the other steps are given up. Raises StaleClaim.

    `parked`: the document is not at fault.
    """
    return _given_up(_held(job, name, token), job, now, reason, message, parked)


def requeued(job: Job, name: str, token: str, now: datetime, reason: str, message: str, policy: RetryPolicy) -> Job:
    """What the step needs is away: it is tried again later, and fails when it has waited too long.

    Raises StaleClaim.
    """
    step = _held(job, name, token)
    if reason not in NO_ROOM and now - (step.since or now) >= policy.deadline:
        return _given_up(step, job, now, reason, message, parked=True)
    again = _moved(step, StepState.READY, token="", reason=reason, sends=0, due=now + policy.pause(step.attempts))
    return _closed(_with(job, again, now), name, now, reason, message)


def attempt_lost(job: Job, name: str, token: str, now: datetime, reason: str, message: str, policy: RetryPolicy) -> Job:
    """The attempt took its worker with it, or nearly so: the step is tried again, and fails after its last such
    attempt.

    Raises StaleClaim.
    """
    step = _held(job, name, token)
    step = replace(step, losses=step.losses + 1)
    if step.losses >= policy.losses:
        return _given_up(step, job, now, reason, message, parked=True)
    again = _moved(step, StepState.READY, token="", reason=reason, sends=0, due=now + policy.pause(step.losses))
    return _closed(_with(job, again, now), name, now, reason, message)


def sent_back(job: Job, name: str, token: str, maker: str, now: datetime, reason: str, message: str) -> Job:
    """What `maker` left for the step is lost or damaged: it makes it again, and the step waits for it.

    Raises StaleClaim.
    """
    waiting = replace(_held(job, name, token), state=StepState.WAITING, token="", due=None, reason=reason)
    return _made_again(_closed(_with(job, waiting, now), name, now, reason, message), (maker,), now, reason)


def to_be_remade(job: Job, names: Collection[str], now: datetime, reason: str) -> Job:
    """What these steps of a done job made is lost or damaged: they make it again. Any other job is left as it is."""
    if job.state is not JobState.DONE or not names:
        return job
    return replace(_made_again(job, names, now, reason), state=JobState.QUEUED)


def expired(job: Job, name: str, now: datetime, policy: RetryPolicy) -> Job:
    """The lease is over and the worker was not heard of: the attempt is lost. A step with a lease is left as it is."""
    step = job.step(name)
    if step is None or step.state is not StepState.RUNNING or (step.due and step.due > now):
        return job
    message = f"The worker that ran {name} was not heard of any more."
    return attempt_lost(job, name, step.token, now, "WORKER_LOST", message, policy)


def cancelled(job: Job, now: datetime) -> Job:
    """The job ends here. Raises DocumentError JOB_NOT_RUNNING where it has ended."""
    if job.state.ended:
        raise DocumentError("JOB_NOT_RUNNING", f"The job has ended: it is {job.state}.", job=job.id)
    for step in job.steps:
        if step.state is StepState.RUNNING:
            job = _closed(job, step.name, now, "CANCELLED")
    return _job_moved(_others_cancelled(job, now), JobState.CANCELLED)


def retried(job: Job, now: datetime) -> Job:
    """A failed or cancelled job starts again at the steps that are not done, with fresh attempts.

    Raises DocumentError JOB_NOT_ENDED for any other.
    """
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        raise DocumentError(
            "JOB_NOT_ENDED", f"Only a failed or cancelled job is retried; it is {job.state}.", job=job.id
        )
    job = replace(_job_moved(job, JobState.QUEUED), reason="", message="", parked=False)
    for step in job.steps:
        if step.state is not StepState.DONE:
            fresh = replace(step, attempts=0, losses=0, reason="")
            ready = _is_unblocked(job, step)
            job = _with(job, _ready(fresh, now) if ready else _moved(fresh, StepState.WAITING), now)
    return job


def rendered_again(job: Job, steps: Sequence[Step], outline: Artefact | None, now: datetime) -> Job:
    """A done job gets further steps, those that it has not, and the corrected outline that they work on.

    What is made already stays. Raises DocumentError JOB_NOT_DONE for any other.
    """
    if job.state is not JobState.DONE:
        raise DocumentError("JOB_NOT_DONE", f"Only a done job makes files again; it is {job.state}.", job=job.id)
    added = tuple(step for step in steps if job.step(step.name) is None)
    if not added:
        return job
    artefacts = job.artefacts
    if outline is not None and outline.name not in {artefact.name for artefact in artefacts}:
        artefacts = (*artefacts, outline)
    job = replace(_job_moved(job, JobState.QUEUED), steps=(*job.steps, *added), artefacts=artefacts)
    return replace(job, updated=now)


def _is_unblocked(job: Job, step: Step) -> bool:
    """Whether all that the step waits for is done.

    Steps of version 0.1 name the outline step, that one itself as well.
    """
    return all(
        other.state is StepState.DONE for other in job.steps if other.name in step.waits_for and other.name != step.name
    )


def _begun(history: tuple[Attempt, ...], name: str, now: datetime, queued: datetime | None) -> tuple[Attempt, ...]:
    """The history with an attempt that begins.

    It is bounded: beyond that the step's last attempt gives up its place.
    """
    if len(history) < MOST_ATTEMPTS:
        return (*history, Attempt(len(history) + 1, name, now, queued=queued))
    last = max(
        (attempt for attempt in history if attempt.step == name),
        key=lambda attempt: attempt.number,
        default=history[-1],
    )
    return tuple(
        Attempt(attempt.number, name, now, queued=queued) if attempt is last else attempt for attempt in history
    )


def _held(job: Job, name: str, token: str) -> Step:
    step = job.step(name)
    if step is None or step.state is not StepState.RUNNING or step.token != token:
        raise StaleClaim(f"{job.id} {name}")
    return step


def _made_again(job: Job, names: Collection[str], now: datetime, reason: str) -> Job:
    """Steps that are done are ready again.

    The tables know no way back from done: only bytes that are gone lead there.
    """
    for step in job.steps:
        if step.name in names and step.state is StepState.DONE:
            fresh = replace(
                step, state=StepState.READY, attempts=0, losses=0, sends=0, due=now, since=now, reason=reason
            )
            job = _with(job, fresh, now)
    return job


def _moved(step: Step, to: StepState, **changes: Any) -> Step:
    if to not in STEP_MOVES[step.state]:
        raise BrokenInvariant("ILLEGAL_TRANSITION", f"A step cannot go from {step.state} to {to}.")
    return replace(step, state=to, **changes)


def _job_moved(job: Job, to: JobState) -> Job:
    if to not in JOB_MOVES[job.state]:
        raise BrokenInvariant("ILLEGAL_TRANSITION", f"A job cannot go from {job.state} to {to}.")
    return replace(job, state=to)


def _ready(step: Step, now: datetime) -> Step:
    return _moved(step, StepState.READY, due=now, since=now, sends=0)


def _with(job: Job, step: Step, now: datetime) -> Job:
    steps = tuple(step if other.name == step.name else other for other in job.steps)
    return replace(job, steps=steps, updated=now)


def _closed(job: Job, name: str, now: datetime, reason: str = "", message: str = "") -> Job:
    """The running attempt at the step is over."""
    history = tuple(
        replace(attempt, ended=now, reason=reason, message=message)
        if attempt.step == name and attempt.ended is None
        else attempt
        for attempt in job.history
    )
    return replace(job, history=history)


def _given_up(step: Step, job: Job, now: datetime, reason: str, message: str, parked: bool) -> Job:
    job = _with(job, _moved(step, StepState.FAILED, token="", due=None, reason=reason), now)
    job = _others_cancelled(_closed(job, step.name, now, reason, message), now)
    return replace(_job_moved(job, JobState.FAILED), reason=reason, message=message, parked=parked)


def _others_cancelled(job: Job, now: datetime) -> Job:
    for step in job.steps:
        if StepState.CANCELLED in STEP_MOVES[step.state]:
            job = _with(
                _closed(job, step.name, now, "CANCELLED"), _moved(step, StepState.CANCELLED, token="", due=None), now
            )
    return job
