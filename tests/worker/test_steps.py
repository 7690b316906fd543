"""Steps and the relay, run by hand against a ledger in memory: what ends how, and what is sent when."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from services.errors import BrokenInvariant, DependencyError, DocumentError
from services.outline.model import Fact, Metadata, Outline
from worker.artefacts.memory import MemoryArtefacts
from worker.celery.relay import Relay
from worker.jobs import steps as steps_module
from worker.jobs import transitions
from worker.jobs.job import Job, JobState, StepState, Submission
from worker.jobs.jobs import Jobs
from worker.jobs.retry import RetryPolicy
from worker.jobs.steps import Steps
from worker.ledger.memory import MemoryLedger

SOME = Outline(metadata=Metadata(title=Fact("Title")))


class TooLong(Exception):
    """What a time limit raises."""


def segment(dump: bytes) -> Outline:
    return SOME


def render(outline: Outline, profile: str, options: Mapping[str, str]) -> bytes:
    return f"{profile} of {outline.metadata.title}".encode()


@dataclass
class Bench:
    """A ledger, a store, and a worker to be told what goes wrong."""

    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    artefacts: MemoryArtefacts = field(default_factory=MemoryArtefacts)

    def submit(self, *profiles: str) -> Job:
        return Jobs(self.ledger, self.artefacts).submit(Submission("", "a.txt", profiles or ("summary",)), [b"dump"])

    def steps(self, segment: Callable[[bytes], Outline] = segment, lease: float = 30) -> Steps:
        policy = RetryPolicy(losses=3, first=timedelta(0), longest=timedelta(0))
        overtime = (TooLong, MemoryError)
        return Steps(self.ledger, self.artefacts, segment, render, timedelta(seconds=lease), policy, overtime=overtime)

    def job(self, job_id: str) -> Job:
        found = self.ledger.find(job_id)
        assert found
        return found


@pytest.fixture()
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr(steps_module, "COMMIT_RETRY_SECONDS", (0.0, 0.0))
    return Bench()


def raising(error: BaseException) -> Callable[[bytes], Outline]:
    def segment(dump: bytes) -> Outline:
        raise error

    return segment


def test_a_job_is_done_step_by_step_and_each_step_once(bench: Bench) -> None:
    job = bench.submit("summary", "briefing")
    steps = bench.steps()
    assert not steps.run(job.id, "render:summary")  # not its turn
    assert steps.run(job.id, "outline") and not steps.run(job.id, "outline")
    assert bench.job(job.id).title == "Title"
    assert steps.run(job.id, "render:briefing") and steps.run(job.id, "render:summary")
    found = bench.job(job.id)
    assert found.state is JobState.DONE
    assert [one.name for one in found.artefacts] == ["a.outline.json", "a-briefing.docx", "a-summary.docx"]
    assert not steps.run("f" * 26, "outline") and not steps.run(job.id, "render:poster")


@pytest.mark.parametrize(
    ("error", "attempts", "reason", "parked"),
    [
        (DocumentError("NOT_TEXT", "a picture"), 1, "NOT_TEXT", False),
        (BrokenInvariant("ILLEGAL", "ours"), 1, "ILLEGAL", True),
        (ZeroDivisionError("secret"), 1, "BUG", True),
        (MemoryError(), 3, "STEP_TOO_LARGE", True),
        (TooLong(), 3, "STEP_TOO_LARGE", True),
        (DependencyError("SERVICE_DEADLINE_EXCEEDED", "Deadline Exceeded"), 3, "STEP_TOO_LARGE", True),
        (DependencyError("SERVICE_UNAVAILABLE", "Stream removed (Socket closed)"), 3, "SERVICE_LOST", True),
    ],
)
def test_what_goes_wrong_ends_the_job_or_is_tried_again(
    bench: Bench, error: BaseException, attempts: int, reason: str, parked: bool
) -> None:
    job = bench.submit()
    while not bench.job(job.id).state.ended:
        assert bench.steps(raising(error)).run(job.id, "outline")
    found = bench.job(job.id)
    assert (found.state, found.reason, found.parked) == (JobState.FAILED, reason, parked)
    assert [one.reason for one in found.history] == [reason] * attempts
    assert "secret" not in found.message
    Jobs(bench.ledger, bench.artefacts).retry(job.id)
    assert bench.steps().run(job.id, "outline") and not bench.job(job.id).parked


def test_what_is_away_is_tried_until_it_is_back(bench: Bench) -> None:
    job = bench.submit()
    for attempt in range(6):
        bench.steps(raising(DependencyError("SERVICE_UNAVAILABLE", "away"))).run(job.id, "outline")
        step = bench.job(job.id).steps[0]
        assert (step.state, step.attempts, step.reason) == (StepState.READY, attempt + 1, "SERVICE_UNAVAILABLE")
    assert bench.steps().run(job.id, "outline") and bench.job(job.id).steps[0].state is StepState.DONE


def test_what_a_step_brings_too_late_is_refused(bench: Bench) -> None:
    job = bench.submit()

    def cancelled_meanwhile(dump: bytes) -> Outline:
        Jobs(bench.ledger, bench.artefacts).cancel(job.id)
        return SOME

    assert not bench.steps(cancelled_meanwhile).run(job.id, "outline")
    assert bench.job(job.id).state is JobState.CANCELLED and not bench.job(job.id).artefacts

    job = bench.submit()

    def lost_meanwhile(dump: bytes) -> Outline:
        later = datetime.now(UTC) + timedelta(hours=1)
        bench.ledger.change(job.id, lambda job: transitions.expired(job, "outline", later, RetryPolicy()))
        return SOME

    assert not bench.steps(lost_meanwhile).run(job.id, "outline")
    assert bench.job(job.id).steps[0].state is StepState.READY
    assert bench.steps().run(job.id, "outline")


def test_a_long_step_keeps_its_lease(bench: Bench) -> None:
    job = bench.submit()
    renewed = threading.Event()
    first = []

    def slow(dump: bytes) -> Outline:
        first.append(bench.job(job.id).steps[0].due)
        end = datetime.now(UTC) + timedelta(seconds=20)
        while bench.job(job.id).steps[0].due == first[0] and datetime.now(UTC) < end:
            renewed.wait(0.01)
        assert bench.job(job.id).steps[0].due > first[0]  # type: ignore[operator]
        return SOME

    assert bench.steps(slow, lease=0.3).run(job.id, "outline")
    assert bench.job(job.id).steps[0].state is StepState.DONE


def test_a_ledger_that_is_away_when_a_step_ends_is_waited_for(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    job = bench.submit()
    change, away = bench.ledger.change, [False, True, True, False]

    def faltering(job_id: str, transition: Callable[[Job], Job]) -> Job | None:
        if away.pop(0) if away else False:
            raise DependencyError("LEDGER_AWAY", "away")
        return change(job_id, transition)

    monkeypatch.setattr(bench.ledger, "change", faltering)
    made: list[bytes] = []

    def once(dump: bytes) -> Outline:
        made.append(dump)
        return SOME

    assert bench.steps(once).run(job.id, "outline")
    assert made == [b"dump"] and bench.job(job.id).steps[0].state is StepState.DONE


@dataclass
class Post:
    """A broker that can be away or forget."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)
    away: bool = False
    remembered: bool = True

    def send(self, queue: str, job_id: str, step: str) -> None:
        if self.away:
            raise ConnectionError("away")
        self.sent.append((queue, job_id, step))

    def has_state(self) -> bool:
        if self.away:
            raise ConnectionError("away")
        known, self.remembered = self.remembered, True
        return known


def relay_of(bench: Bench, post: Post, resend: float = 3600) -> Relay:
    return Relay(
        bench.ledger,
        bench.ledger,
        post.send,
        post.has_state,
        timedelta(seconds=resend),
        RetryPolicy(first=timedelta(0)),
    )


def test_the_relay_sends_what_is_ready_once(bench: Bench) -> None:
    post = Post()
    relay, job = relay_of(bench, post), bench.submit("summary", "briefing")
    assert [relay.send_due(), relay.send_due()] == [1, 0] and post.sent == [("outline", job.id, "outline")]
    bench.steps().run(job.id, "outline")
    assert relay.send_due() == 2
    assert sorted(post.sent[1:]) == [("render", job.id, "render:briefing"), ("render", job.id, "render:summary")]


def test_what_could_not_be_sent_is_sent_when_the_broker_is_back(bench: Bench) -> None:
    post = Post(away=True)
    relay = relay_of(bench, post)
    ids = {bench.submit().id for _ in range(5)}
    for _ in range(3):
        with pytest.raises(OSError, match="away"):
            relay.send_due()
    post.away = False
    assert relay.send_due() == 5 and {job_id for _, job_id, _ in post.sent} == ids


def test_what_the_broker_forgot_is_sent_again(bench: Bench) -> None:
    post = Post()
    relay, job = relay_of(bench, post), bench.submit()
    relay.send_due()
    relay.sweep()
    assert relay.send_due() == 0
    post.remembered = False
    relay.sweep()
    assert relay.send_due() == 1 and post.sent == [("outline", job.id, "outline")] * 2


def test_a_step_whose_worker_is_gone_is_sent_again(bench: Bench) -> None:
    post = Post()
    relay, job = relay_of(bench, post), bench.submit()
    relay.send_due()
    now = datetime.now(UTC)
    bench.ledger.change(job.id, lambda job: transitions.claimed(job, "outline", "t", now, timedelta(seconds=-1)))
    relay.sweep()
    assert relay.send_due() == 1 and bench.job(job.id).steps[0].losses == 1


def test_a_queue_is_not_filled_beyond_its_window(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worker.celery.relay.WINDOW", 3)
    post = Post()
    relay = relay_of(bench, post)
    jobs = [bench.submit() for _ in range(5)]
    assert [relay.send_due(), relay.send_due()] == [3, 0]
    bench.steps().run(jobs[0].id, "outline")
    assert relay.send_due() == 2  # a render step, and the next outline step
    assert [queue for queue, _, _ in post.sent].count("outline") == 4
    assert jobs[0].id in {job_id for queue, job_id, _ in post.sent if queue == "render"}
