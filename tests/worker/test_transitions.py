"""What may become of a job, whatever happens to it and in whatever order."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.errors import DocumentError
from tests.worker.jobs import NOW, job_of, later
from worker.jobs import transitions
from worker.jobs.job import Artefact, Job, JobState, StepState
from worker.jobs.retry import RetryPolicy
from worker.jobs.transitions import JOB_MOVES, STEP_MOVES, StaleClaim

LEASE = timedelta(seconds=30)
POLICY = RetryPolicy(losses=3, deadline=timedelta(minutes=10))
PROFILES = ("briefing", "summary")
STEPS = ("outline", "facts", "render:briefing", "render:summary", "render:poster")

events = st.lists(
    st.tuples(
        st.sampled_from(
            ["claim", "finish", "fail", "put_back", "lose", "expire", "renew", "cancel", "retry", "claim", "finish"]
        ),
        st.sampled_from(STEPS),
        st.sampled_from(["a", "b"]),
        st.integers(0, 90),
    ),
    max_size=60,
)


def happen(job: Job, event: str, step: str, token: str, now) -> Job:
    made = (Artefact(f"{step}.made", "0" * 64, 1, "x"),)
    match event:
        case "claim":
            return transitions.claimed(job, step, token, now, LEASE)
        case "finish":
            return transitions.finished(job, step, token, now, made, "title", "1" * 64)
        case "fail":
            return transitions.failed(job, step, token, now, "NOT_TEXT", "words")
        case "put_back":
            return transitions.requeued(job, step, token, now, "SEGMENTER_AWAY", "words", POLICY)
        case "lose":
            return transitions.attempt_lost(job, step, token, now, "STEP_TOO_LARGE", "words", POLICY)
        case "expire":
            return transitions.expired(job, step, now, POLICY)
        case "renew":
            return transitions.renewed(job, step, token, now, LEASE)
        case "cancel":
            return transitions.cancelled(job, now)
        case _:
            return transitions.retried(job, now)


def lawful(job: Job) -> None:
    """What is true of every job at every moment."""
    states = [step.state for step in job.steps]
    match job.state:
        case JobState.DONE:
            assert set(states) == {StepState.DONE}
            assert {one.name for one in job.artefacts} == {f"{step.name}.made" for step in job.steps}
        case JobState.FAILED:
            assert StepState.FAILED in states and job.reason
            assert set(states) <= {StepState.DONE, StepState.FAILED, StepState.CANCELLED}
        case JobState.CANCELLED:
            assert set(states) <= {StepState.DONE, StepState.CANCELLED}
        case _:  # it can go on: something is ready or runs, and the ledger knows when to look at it
            assert {StepState.READY, StepState.RUNNING} & set(states) and not job.reason
            for step in job.steps:
                assert (step.due is not None) == (step.state in (StepState.READY, StepState.RUNNING))
    for step in job.steps:
        assert bool(step.token) == (step.state is StepState.RUNNING)
        assert step.losses < POLICY.losses or step.state is StepState.FAILED
        if step.name != "outline" and job.steps[0].state is not StepState.DONE:
            assert step.state in (StepState.WAITING, StepState.CANCELLED)
    running = sum(state is StepState.RUNNING for state in states)
    assert sum(one.ended is None for one in job.history) == running
    assert [one.number for one in job.history] == list(range(1, len(job.history) + 1))
    assert len({one.name for one in job.artefacts}) == len(job.artefacts)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(events)
def test_a_job_moves_along_the_tables_only_and_can_always_go_on(story: list[tuple[str, str, str, int]]) -> None:
    job, now = job_of(1, profiles=PROFILES), NOW
    lawful(job)
    for event, step, token, seconds in story:
        now += timedelta(seconds=seconds)
        before = job
        with suppress(StaleClaim, DocumentError):
            job = happen(job, event, step, token, now)
        lawful(job)
        assert job.state is before.state or _way(before.state, job.state)
        for old, new in zip(before.steps, job.steps, strict=True):
            assert new.state is old.state or new.state in STEP_MOVES[old.state]
            if old.state is StepState.DONE:
                assert new == old  # what is done is never done again
        if before.state.ended and event != "retry":
            assert job == before


@settings(max_examples=200, deadline=None, derandomize=True)
@given(events)
def test_whatever_has_happened_workers_that_work_end_the_job(story: list[tuple[str, str, str, int]]) -> None:
    job, now = job_of(1, profiles=PROFILES), NOW
    for event, step, token, seconds in story:
        now += timedelta(seconds=seconds)
        with suppress(StaleClaim, DocumentError):
            job = happen(job, event, step, token, now)
    for _ in range(len(STEPS)):
        for one in job.steps:
            now += LEASE
            job = transitions.expired(job, one.name, now, RetryPolicy(losses=99))
            job = transitions.claimed(job, one.name, "last", now, LEASE)
            with suppress(StaleClaim):
                job = happen(job, "finish", one.name, "last", now)
    assert job.state.ended


def _way(old: JobState, new: JobState) -> bool:
    """Whether one transition leads there; a job may be queued and fail in one only by way of RUNNING."""
    return new in JOB_MOVES[old]


def run_to(job: Job, step: str) -> Job:
    return transitions.claimed(job, step, "t", NOW, LEASE)


@pytest.mark.parametrize("end", ["finish", "fail", "put_back", "lose", "renew"])
def test_who_cannot_show_the_lease_changes_nothing(end: str) -> None:
    job = run_to(job_of(1), "outline")
    with pytest.raises(StaleClaim):
        happen(job, end, "outline", "another", NOW)
    cancelled = transitions.cancelled(job, NOW)
    with pytest.raises(StaleClaim):
        happen(cancelled, end, "outline", "t", NOW)


def test_a_document_that_kills_its_workers_ends_as_failed() -> None:
    job, now = job_of(1), NOW
    for attempt in range(POLICY.losses):
        job = transitions.claimed(job, "outline", f"t{attempt}", now, LEASE)
        now += LEASE
        job = transitions.expired(job, "outline", now, POLICY)
    assert (job.state, job.reason) == (JobState.FAILED, "WORKER_LOST")
    assert [one.reason for one in job.history] == ["WORKER_LOST"] * 3


def test_what_is_away_is_waited_for_with_growing_pauses_and_not_for_ever() -> None:
    job, pauses = job_of(1), []
    now = NOW
    while not job.state.ended:
        job = transitions.claimed(job, "outline", "t", now, LEASE)
        job = transitions.requeued(job, "outline", "t", now, "SERVICE_UNAVAILABLE", "away", POLICY)
        due = job.steps[0].due
        if due:
            pauses.append((due - now).total_seconds())
            now = due
    assert pauses[:8] == [0.5, 1, 2, 4, 8, 16, 30, 30] and len(pauses) > 20
    assert now - NOW >= POLICY.deadline and job.reason == "SERVICE_UNAVAILABLE"
    assert job.steps[0].losses == 0


def test_a_retried_job_keeps_what_it_has() -> None:
    job = run_to(job_of(1, profiles=PROFILES), "outline")
    job = happen(job, "finish", "outline", "t", NOW)
    job = happen(run_to(job, "facts"), "finish", "facts", "t", NOW)
    job = run_to(job, "render:briefing")
    job = happen(job, "fail", "render:briefing", "t", NOW)
    job = transitions.retried(job, later(5))
    assert [(one.name, one.state) for one in job.steps] == [
        ("outline", StepState.DONE),
        ("facts", StepState.DONE),
        ("render:briefing", StepState.READY),
        ("render:summary", StepState.READY),
    ]
    assert job.state is JobState.QUEUED and not job.reason and len(job.artefacts) == 2
    early = transitions.retried(transitions.cancelled(job_of(2), NOW), NOW)
    assert [one.state for one in early.steps] == [StepState.READY] + [StepState.WAITING] * 4


def test_a_lease_that_was_renewed_is_not_over() -> None:
    job = transitions.renewed(run_to(job_of(1), "outline"), "outline", "t", later(20), LEASE)
    assert transitions.expired(job, "outline", later(40), POLICY) is job
    assert transitions.expired(job, "outline", later(50), POLICY) is not job
