"""What every ledger promises, as the doors see it and as the relay does."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.errors import DocumentError
from tests.worker.jobs import NOW, job_of, later
from worker.jobs import transitions
from worker.jobs.fairness import QueueLoad
from worker.jobs.job import Artefact, Job, JobState, Scope, StepState
from worker.jobs.retry import RetryPolicy
from worker.ledger.memory import MemoryLedger
from worker.ledger.sql.ledger import SqlLedger

AnyLedger = MemoryLedger | SqlLedger
LEASE = timedelta(seconds=30)


def pause(sends: int) -> timedelta:
    return timedelta(seconds=10 * (sends + 1))


def claim(ledger: AnyLedger, job: Job, step: str, token: str = "t") -> Job:
    found = ledger.change(job.id, lambda job: transitions.claimed(job, step, token, NOW, LEASE))
    assert found
    return found


def test_a_job_is_found_as_it_was_added(ledger: AnyLedger) -> None:
    job = job_of(1, name="讲话 ’😀.txt", options=(("a", "1"), ("乙", "'; --")))
    added = ledger.add(job)
    assert added == replace(job, version=1) == ledger.find(job.id)
    assert ledger.find("f" * 26) is None


def test_a_request_id_is_one_job_for_ever(ledger: AnyLedger) -> None:
    first = ledger.add(job_of(1))
    assert ledger.add(replace(job_of(2), request_id=first.request_id)) == first
    assert ledger.find(job_of(2).id) is None
    assert ledger.remove(first.id, first.version)
    assert ledger.add(replace(job_of(2), request_id=first.request_id)).id == job_of(2).id


def test_everything_that_becomes_of_a_job_is_kept(ledger: AnyLedger) -> None:
    job = ledger.add(job_of(1, profiles=("summary",)))
    claim(ledger, job, "outline")
    made = (Artefact("a.outline.json", "0" * 64, 12, "application/json"),)
    ledger.change(job.id, lambda job: transitions.finished(job, "outline", "t", later(1), made, "标题", "1" * 64))
    claim(ledger, job, "facts", "u")
    ledger.change(job.id, lambda job: transitions.failed(job, "facts", "u", later(2), "SOME", "words"))
    found = ledger.find(job.id)
    assert found and (found.state, found.reason, found.title, found.outline) == (
        JobState.FAILED, "SOME", "标题", "1" * 64,
    )  # fmt: skip
    assert found.artefacts == made
    assert [(one.number, one.step, one.ended, one.reason) for one in found.history] == [
        (1, "outline", later(1), ""), (2, "facts", later(2), "SOME"),
    ]  # fmt: skip
    assert found.version == 5


def test_doubtful_jobs_are_found(ledger: AnyLedger) -> None:
    for number, doubtful in ((1, True), (2, False)):
        job = ledger.add(job_of(number))
        claim(ledger, job, "outline")
        ledger.change(
            job.id,
            lambda job, doubtful=doubtful: transitions.finished(  # type: ignore[misc]
                job, "outline", "t", later(1), (), needs_review=doubtful
            ),
        )
    assert [job.id for job in ledger.page(10, needs_review=True)] == [job_of(1).id]
    assert [job.needs_review for job in ledger.page(10)] == [False, True]


def test_a_transition_that_raises_or_changes_nothing_writes_nothing(ledger: AnyLedger) -> None:
    job = ledger.add(job_of(1))
    with pytest.raises(DocumentError):
        ledger.change(job.id, lambda job: transitions.retried(job, NOW))
    assert ledger.change(job.id, lambda job: job) == job == ledger.find(job.id)
    assert ledger.change("f" * 26, lambda job: job) is None


def test_of_many_that_claim_a_step_at_once_one_gets_it(ledger: AnyLedger) -> None:
    job = ledger.add(job_of(1))
    won: list[str] = []

    def run(token: str) -> None:
        found = ledger.change(job.id, lambda job: transitions.claimed(job, "outline", token, NOW, LEASE))
        step = found.step("outline") if found else None
        if step and step.token == token:
            won.append(token)

    threads = [threading.Thread(target=run, args=(f"t{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = ledger.find(job.id)
    assert found and len(won) == 1 and len(found.history) == 1


def test_of_many_that_add_the_same_request_one_does(ledger: AnyLedger) -> None:
    found: list[str] = []
    jobs = [replace(job_of(number), request_id="same") for number in range(8)]
    threads = [threading.Thread(target=lambda job=job: found.append(ledger.add(job).id)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1 and len(found) == 8 and len(ledger.page(10)) == 1


def test_pages_are_newest_first_and_filtered(ledger: AnyLedger) -> None:
    for number in range(6):
        ledger.add(job_of(number, name=f"Speech 100%_{number}" if number % 2 else f"通知{number}"))
    ids = [job.id for job in ledger.page(4)]
    assert ids == [job_of(number).id for number in (5, 4, 3, 2)]
    assert [job.id for job in ledger.page(4, before=ids[-1])] == [job_of(1).id, job_of(0).id]
    assert [job.id for job in ledger.page(9, text="speech 100%_")] == [job_of(number).id for number in (5, 3, 1)]
    assert ledger.page(9, text="speech_100") == ()
    ledger.change(job_of(3).id, lambda job: transitions.cancelled(job, NOW))
    assert [job.id for job in ledger.page(9, state=JobState.CANCELLED)] == [job_of(3).id]
    assert len(ledger.page(9, state=JobState.QUEUED, text="通知")) == 3


def test_pages_hold_what_the_caller_may_know_of(ledger: AnyLedger) -> None:
    places = (("water", "ann"), ("water", "bob"), ("roads", "ann"), ("default", ""))
    for number, (collection, owner) in enumerate(places):
        ledger.add(replace(job_of(number), collection=collection, owner=owner))

    def seen(scope: Scope) -> list[int]:
        return [int(job.id, 16) for job in reversed(ledger.page(9, scope=scope))]

    assert seen(Scope()) == [0, 1, 2, 3]
    assert seen(Scope(frozenset({"water"}))) == [0, 1] and seen(Scope(frozenset())) == []
    assert seen(Scope(owner="ann")) == [0, 2] and seen(Scope(owner="")) == [3]
    assert seen(Scope(frozenset({"water", "default"}), "ann")) == [0]


def test_a_request_id_is_its_owners(ledger: AnyLedger) -> None:
    ann = ledger.add(replace(job_of(1), request_id="same", owner="ann"))
    bob = ledger.add(replace(job_of(2), request_id="same", owner="bob"))
    assert ann.id != bob.id
    assert ledger.add(replace(job_of(3), request_id="same", owner="bob")) == bob


def test_the_same_content_is_one_job_where_that_is_wanted(ledger: AnyLedger) -> None:
    first = ledger.add(replace(job_of(1), content="c", owner="ann"))
    again = replace(job_of(2), content="c", owner="ann")
    assert ledger.add(again, reuse=True) == first
    assert ledger.add(replace(job_of(3), content="c", owner="bob"), reuse=True).id == job_of(3).id
    assert ledger.add(replace(job_of(4), content="c", owner="ann", collection="x"), reuse=True).id == job_of(4).id
    ledger.change(first.id, lambda job: transitions.cancelled(job, NOW))
    assert ledger.add(again, reuse=True).id == again.id
    assert ledger.add(replace(job_of(5), content="c", owner="ann")).id == job_of(5).id


def test_parked_jobs_are_told_apart(ledger: AnyLedger) -> None:
    for number in range(3):
        claim(ledger, ledger.add(job_of(number)), "outline")
    ledger.change(job_of(0).id, lambda job: transitions.failed(job, "outline", "t", NOW, "NOT_TEXT", ""))
    ledger.change(job_of(1).id, lambda job: transitions.failed(job, "outline", "t", NOW, "BUG", "", parked=True))
    assert [job.id for job in ledger.page(9, parked=True)] == [job_of(1).id]
    ledger.change(job_of(1).id, lambda job: transitions.retried(job, NOW))
    assert ledger.page(9, parked=True) == ()


def test_a_job_is_removed_only_as_it_was_seen(ledger: AnyLedger) -> None:
    job = ledger.add(job_of(1))
    claim(ledger, job, "outline")
    assert not ledger.remove(job.id, job.version) and ledger.find(job.id)
    assert ledger.remove(job.id, job.version + 1) and ledger.find(job.id) is None
    assert not ledger.remove(job.id, 1)
    assert ledger.loads("outline", NOW) == {} and ledger.expired(later(999), 9) == ()


def test_what_is_ready_is_taken_once_and_again_when_it_was_not_claimed(ledger: AnyLedger) -> None:
    for number in range(3):
        ledger.add(job_of(number))
    taken = ledger.lease_due("outline", "", NOW, 2, pause)
    assert [one.job_id for one in taken] == [job_of(0).id, job_of(1).id]
    assert [(one.step, one.sends, one.due) for one in taken] == [("outline", 1, later(10))] * 2
    assert [one.job_id for one in ledger.lease_due("outline", "", NOW, 9, pause)] == [job_of(2).id]
    assert ledger.lease_due("outline", "", NOW, 9, pause) == () == ledger.lease_due("render", "", later(999), 9, pause)
    assert ledger.loads("outline", later(9)) == {"": QueueLoad(3, 0, 3, 0, NOW)}
    claim(ledger, job_of(1), "outline")
    again = ledger.lease_due("outline", "", later(10), 9, pause)
    assert [(one.job_id, one.sends, one.due) for one in again] == [
        (job_of(0).id, 2, later(30)), (job_of(2).id, 2, later(30)),
    ]  # fmt: skip
    found = ledger.find(job_of(0).id)
    assert found and found.version == 1  # the relay's bookkeeping is no change of the job


def test_what_could_not_be_sent_is_due_at_once(ledger: AnyLedger) -> None:
    for number in range(2):
        ledger.add(job_of(number))
    taken = ledger.lease_due("outline", "", NOW, 9, pause)
    claim(ledger, job_of(0), "outline")  # a worker was faster than the relay's regret
    ledger.release(taken, later(1))
    assert [(one.job_id, one.sends) for one in ledger.lease_due("outline", "", later(1), 9, pause)] == [
        (job_of(1).id, 1)
    ]
    found = ledger.find(job_of(0).id)
    assert found and found.steps[0].state is StepState.RUNNING and found.steps[0].due == NOW + LEASE


def test_what_was_on_its_way_is_recalled(ledger: AnyLedger) -> None:
    for number in range(3):
        ledger.add(job_of(number))
    ledger.lease_due("outline", "", NOW, 2, pause)
    claim(ledger, job_of(0), "outline")
    assert ledger.requeue_sent(later(1)) == 1
    assert [one.job_id for one in ledger.lease_due("outline", "", later(1), 9, pause)] == [job_of(2).id, job_of(1).id]


def test_a_lease_that_is_over_is_told_until_it_is_dealt_with(ledger: AnyLedger) -> None:
    job = ledger.add(job_of(1))
    claim(ledger, job, "outline")
    assert ledger.expired(NOW, 9) == ()
    for _ in range(2):
        assert [(one.job_id, one.step) for one in ledger.expired(NOW + LEASE, 9)] == [(job.id, "outline")]
    ledger.change(job.id, lambda job: transitions.expired(job, "outline", NOW + LEASE, RetryPolicy()))
    assert ledger.expired(NOW + LEASE, 9) == ()
    assert len(ledger.lease_due("outline", "", later(60), 9, pause)) == 1


def test_a_ledger_that_is_opened_again_has_what_it_had(ledger_url: str) -> None:
    from worker.stores import ledger_at

    first = ledger_at(ledger_url)
    job = first.add(job_of(1))
    first.close()
    second = ledger_at(ledger_url)
    assert second.find(job.id) == job
    second.close()


def test_many_processes_may_make_the_ledger_at_once(ledger_url: str) -> None:
    from worker.stores import ledger_at

    problems: list[BaseException] = []

    def make() -> None:
        try:
            ledger_at(ledger_url).close()
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_a_server_that_dies_is_away_and_comes_back(postgres) -> None:
    from services.errors import DependencyError
    from worker.stores import ledger_at

    ledger = ledger_at(postgres.database("killed"))
    job = ledger.add(job_of(1))
    postgres.kill()
    with pytest.raises(DependencyError) as caught:
        ledger.find(job.id)
    assert caught.value.reason == "LEDGER_AWAY"
    postgres.start()
    assert ledger.find(job.id) == job
    ledger.close()


def test_times_are_kept_in_utc(ledger: AnyLedger) -> None:
    east = datetime(2016, 3, 9, 16, 0, 0, 123456, tzinfo=UTC).astimezone(tz=None)
    ledger.add(replace(job_of(1), created=east))
    found = ledger.find(job_of(1).id)
    assert found and found.created == east and found.created.utcoffset() == timedelta(0)


def test_a_job_is_found_by_what_its_document_says_of_itself(ledger: MemoryLedger | SqlLedger) -> None:
    jobs = [
        replace(job_of(number), about=about)
        for number, about in enumerate(("国办发〔2018〕118号\n李华", "白石县人民政府", ""))
    ]
    for job in jobs:
        ledger.add(job)
    assert [job.id for job in ledger.page(9, text="118号")] == [jobs[0].id]
    assert [job.id for job in ledger.page(9, text="白石县")] == [jobs[1].id]
    changed = ledger.change(jobs[2].id, lambda job: replace(job, about="WANG Ming"))
    assert changed and [job.id for job in ledger.page(9, text="wang m")] == [jobs[2].id]
    assert ledger.page(9, before=jobs[2].id, text="wang") == ()
    assert ledger.page(9, text="%") == () and ledger.page(9, text="_") == (), (
        "signs of the database are signs of no search"
    )
