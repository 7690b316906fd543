"""Steps and the relay, run by hand against a ledger in memory: what ends how, and what is sent when."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from services.errors import BrokenInvariant, DependencyError, DocumentError
from services.outline import codec
from services.outline.model import Fact, Metadata, Outline
from worker.artefacts.memory import MemoryArtefacts
from worker.celery.relay import Relay
from worker.jobs import steps as steps_module
from worker.jobs import transitions
from worker.jobs.fairness import QueueLoad, shares
from worker.jobs.job import Job, JobState, StepState, Submission
from worker.jobs.jobs import Jobs
from worker.jobs.purge import clear_removed
from worker.jobs.retry import RetryPolicy
from worker.jobs.steps import Steps
from worker.ledger.memory import MemoryLedger

SOME = Outline(metadata=Metadata(title=Fact("Title")))


class TooLong(Exception):
    """What a time limit raises."""


def segment(dump: bytes) -> Outline:
    return SOME


def render(outline: Outline, profile: str, options: Mapping[str, str], facts: bytes = b"") -> bytes:
    return f"{profile} of {outline.metadata.title}".encode()


@dataclass
class Bench:
    """A ledger, a store, and a worker to be told what goes wrong."""

    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    artefacts: MemoryArtefacts = field(default_factory=MemoryArtefacts)

    def submit(self, *profiles: str, collection: str = "default") -> Job:
        header = Submission("", "a.txt", profiles or ("summary",), collection=collection)
        return Jobs(self.ledger, self.artefacts).submit(header, [b"dump"])

    def steps(self, segment: Callable[[bytes], Outline] = segment, lease: float = 30) -> Steps:
        policy = RetryPolicy(losses=3, first=timedelta(0), longest=timedelta(0))
        overtime = (TooLong, MemoryError)

        def serialised(dump: bytes) -> bytes:
            return codec.to_bytes(segment(dump))

        return Steps(self.ledger, self.artefacts, serialised, render, timedelta(seconds=lease), policy, overtime)

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
    assert not steps.run(job.id, "render:summary") and steps.run(job.id, "facts")
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
        (DependencyError("STEP_TOO_LARGE", "The service stopped it."), 3, "STEP_TOO_LARGE", True),
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
    assert relay.send_due() == 1 and post.sent[1:] == [("facts", job.id, "facts")]
    bench.steps().run(job.id, "facts")
    assert relay.send_due() == 2
    assert sorted(post.sent[2:]) == [("render", job.id, "render:briefing"), ("render", job.id, "render:summary")]


def test_what_could_not_be_sent_is_sent_when_the_broker_is_back(bench: Bench) -> None:
    post = Post(away=True)
    relay = relay_of(bench, post)
    ids = {bench.submit().id for _ in range(2)}
    for _ in range(3):
        with pytest.raises(OSError, match="away"):
            relay.send_due()
    post.away = False
    assert relay.send_due() == 2 and {job_id for _, job_id, _ in post.sent} == ids


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


def test_no_more_is_sent_than_the_workers_will_soon_take(bench: Bench) -> None:
    post = Post()
    relay = relay_of(bench, post)
    jobs = [bench.submit() for _ in range(20)]
    assert [relay.send_due(), relay.send_due()] == [2, 0]
    for job in jobs[:3]:  # more run: more are sent ahead
        now = bench.ledger.now()
        bench.ledger.change(
            job.id,
            lambda job, now=now: transitions.claimed(job, "outline", "t", now, timedelta(minutes=1)),  # type: ignore[misc]
        )
    assert relay.send_due() == 3  # one for each that runs
    assert [queue for queue, _, _ in post.sent].count("outline") == 5


def test_a_collection_does_not_wait_behind_anothers_backlog(bench: Bench) -> None:
    post = Post()
    relay = relay_of(bench, post)
    for _ in range(50):
        bench.submit(collection="archive")
    relay.send_due()
    urgent = bench.submit(collection="water")
    for _, job_id, step in list(post.sent)[:2]:
        bench.steps().run(job_id, step)
    relay.send_due()
    sent = [job_id for queue, job_id, _ in post.sent if queue == "outline"]
    assert sent.index(urgent.id) <= 5 and len(sent) < 10


def test_a_collection_of_more_weight_has_more_turns(bench: Bench) -> None:
    loads = {name: QueueLoad(100, 100, 0, 0) for name in ("roads", "water")}
    assert shares(loads, {"water": 3}, 8) == {"roads": 2, "water": 6}
    loads = {"roads": QueueLoad(100, 100, 4, 2), "water": QueueLoad(1, 1, 0, 0)}
    assert shares(loads, {}, 3) == {"water": 1, "roads": 2} and shares(loads, {}, 1) == {"water": 1}
    assert shares({}, {}, 5) == {} == shares(loads, {}, 0)


def test_what_an_earlier_step_left_is_made_again_when_it_is_lost_or_damaged(bench: Bench) -> None:
    job = bench.submit()
    bench.steps().run(job.id, "outline")
    bench.steps().run(job.id, "facts")
    bench.artefacts._blobs[job.id][bench.job(job.id).outline] += b"x"
    bench.steps().run(job.id, "render:summary")
    outline, _, render = bench.job(job.id).steps
    states = [(step.state, step.reason) for step in (outline, render)]
    assert states == [(StepState.READY, "ARTEFACT_DAMAGED"), (StepState.WAITING, "ARTEFACT_DAMAGED")]
    assert bench.steps().run(job.id, "outline")
    bench.steps().run(job.id, "facts")
    assert bench.steps().run(job.id, "render:summary")
    assert bench.job(job.id).state is JobState.DONE


def test_a_dump_that_is_lost_fails_its_job_at_once_and_says_so(bench: Bench) -> None:
    job = bench.submit()
    bench.artefacts._blobs[job.id].clear()
    assert bench.steps().run(job.id, "outline")
    found = bench.job(job.id)
    assert (found.state, found.reason, found.parked) == (JobState.FAILED, "ARTEFACT_LOST", True)
    assert "hand it in again" in found.message


def test_a_full_disk_fails_no_job_however_long_it_is_full(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    job = bench.submit()
    put = bench.artefacts.put

    def full(*_: object) -> None:
        raise DependencyError("ARTEFACTS_FULL", "no room")

    monkeypatch.setattr(bench.artefacts, "put", full)
    for day in range(1, 4):
        bench.steps().run(job.id, "outline")
        step = bench.job(job.id).steps[0]
        assert (step.state, step.reason, step.losses) == (StepState.READY, "ARTEFACTS_FULL", 0)
        monkeypatch.setattr(bench.ledger, "now", lambda day=day: datetime.now(UTC) + timedelta(days=2 * day))
    monkeypatch.setattr(bench.artefacts, "put", put)
    assert bench.steps().run(job.id, "outline") and bench.job(job.id).steps[0].state is StepState.DONE


def test_nothing_of_a_deleted_job_comes_back(bench: Bench) -> None:
    job = bench.submit()
    jobs = Jobs(bench.ledger, bench.artefacts)

    def deleted_meanwhile(dump: bytes) -> Outline:
        jobs.cancel(job.id)
        jobs.delete(job.id)
        return SOME

    assert not bench.steps(deleted_meanwhile).run(job.id, "outline")
    assert list(bench.artefacts.blobs(job.id)) == []
    # ... nor of a step that had looked just before, and whose worker was lost just after.
    bench.artefacts.put(job.id, [b"text of the job"])
    assert clear_removed(bench.ledger, bench.artefacts) == 1 and list(bench.artefacts.blobs(job.id)) == []


def test_the_history_of_a_job_is_bounded(bench: Bench) -> None:
    job = bench.submit()
    for _ in range(transitions.MOST_ATTEMPTS + 20):
        bench.steps(raising(DependencyError("SERVICE_UNAVAILABLE", "away"))).run(job.id, "outline")
    assert len(bench.job(job.id).history) == transitions.MOST_ATTEMPTS
    assert all(bench.steps().run(job.id, step) for step in ("outline", "facts", "render:summary"))
    found = bench.job(job.id)
    assert found.state is JobState.DONE and len(found.history) == transitions.MOST_ATTEMPTS
    assert all(one.ended for one in found.history) and found.history[0].queued is not None
