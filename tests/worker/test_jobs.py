"""What the doors offer: taking in within bounds, reusing what is made, seeing one's own, forgetting what is old."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.errors import DependencyError, DocumentError, QuireError, error_response
from services.outline import codec
from services.outline.model import Outline
from worker.artefacts.artefacts import Artefacts
from worker.artefacts.memory import MemoryArtefacts
from worker.jobs import transitions
from worker.jobs.admission import Admission
from worker.jobs.check import check_some
from worker.jobs.job import Job, JobState, Scope, Submission
from worker.jobs.jobs import Jobs
from worker.jobs.purge import collect_orphans, purge
from worker.jobs.retry import RetryPolicy
from worker.jobs.steps import Steps
from worker.jobs.store_mark import MARK
from worker.ledger.memory import MemoryLedger

LEASE = timedelta(seconds=30)
MINE = Submission("", "a.txt", ("summary",), owner="ann", collection="water")


@pytest.fixture()
def ledger() -> MemoryLedger:
    return MemoryLedger()


@pytest.fixture()
def artefacts() -> MemoryArtefacts:
    return MemoryArtefacts()


@pytest.fixture()
def jobs(ledger: MemoryLedger, artefacts: MemoryArtefacts) -> Jobs:
    return Jobs(ledger, artefacts)


def done(ledger: MemoryLedger, job: Job) -> Job:
    now = datetime.now(UTC)
    for step in job.steps:
        ledger.change(job.id, lambda job, step=step: transitions.claimed(job, step.name, "t", now, LEASE))  # type: ignore[misc]
        ledger.change(job.id, lambda job, step=step: transitions.finished(job, step.name, "t", now, ()))  # type: ignore[misc]
    found = ledger.find(job.id)
    assert found and found.state is JobState.DONE
    return found


def reason(call: Callable[[], object]) -> str:
    with pytest.raises(QuireError) as caught:
        call()
    return caught.value.reason


def namespaces(artefacts: Artefacts) -> set[str]:
    return set(artefacts.namespaces(datetime.now(UTC) + timedelta(hours=1)))


def test_over_the_backlog_new_jobs_are_refused_until_there_is_room(
    ledger: MemoryLedger, artefacts: MemoryArtefacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = 0.0
    monkeypatch.setattr("worker.jobs.admission.time.monotonic", lambda: moment)
    jobs = Jobs(ledger, artefacts, admission=Admission(ledger, 4, lambda: None, 0))
    accepted = [jobs.submit(MINE, [b"x"]) for _ in range(2)]
    with pytest.raises(DependencyError) as caught:
        jobs.submit(MINE, [b"x"])
    assert (caught.value.reason, int(caught.value.details["retry_after"]) > 0) == ("BACKLOG_FULL", True)
    assert (error_response(caught.value).grpc, error_response(caught.value).http) == ("RESOURCE_EXHAUSTED", 429)
    assert namespaces(artefacts) == {job.id for job in accepted}  # not a byte of the refused one is kept
    moment = 5
    jobs.submit(MINE, [b"x"])  # only what waits for a worker counts
    for job in accepted:
        done(ledger, job)
    moment = 10
    jobs.submit(MINE, [b"x"])


def test_a_disk_that_is_nearly_full_takes_nothing_new_and_keeps_what_it_has(
    ledger: MemoryLedger, artefacts: MemoryArtefacts
) -> None:
    free = 1000
    jobs = Jobs(ledger, artefacts, admission=Admission(ledger, 100, lambda: free, 500))
    job = jobs.submit(MINE, [b"x"])
    free = 499
    with pytest.raises(DependencyError) as caught:
        jobs.submit(MINE, [b"y"])
    assert (caught.value.reason, error_response(caught.value).http) == ("ARTEFACTS_FULL", 507)
    assert done(ledger, job).state is JobState.DONE
    free = 500
    jobs.submit(MINE, [b"y"])


def test_the_same_content_is_made_once_where_that_is_wanted(
    jobs: Jobs, ledger: MemoryLedger, artefacts: MemoryArtefacts
) -> None:
    first = done(ledger, jobs.submit(MINE, [b"x"]))
    wish = replace(MINE, reuse=True)
    assert jobs.submit(wish, [b"x"]) == first == jobs.submit(replace(wish, name="b.txt"), [b"x"])
    assert namespaces(artefacts) == {first.id}
    others = [
        jobs.submit(MINE, [b"x"]),
        jobs.submit(wish, [b"y"]),
        jobs.submit(replace(wish, profiles=("briefing",)), [b"x"]),
        jobs.submit(replace(wish, options={"lang": "en"}), [b"x"]),
        jobs.submit(replace(wish, owner="bob"), [b"x"]),
        jobs.submit(replace(wish, collection="roads"), [b"x"]),
    ]
    assert len({first.id, *(job.id for job in others)}) == 7


def test_a_job_outside_the_scope_is_unknown_whatever_is_asked(jobs: Jobs) -> None:
    job = jobs.submit(MINE, [b"x"])
    calls: tuple[Callable[[Scope], object], ...] = (
        lambda scope: jobs.get(job.id, scope),
        lambda scope: next(jobs.watch(job.id, 0, scope)),
        lambda scope: jobs.download(job.id, "a.outline.json", scope),
        lambda scope: jobs.cancel(job.id, scope),
        lambda scope: jobs.retry(job.id, scope),
        lambda scope: jobs.delete(job.id, scope),
    )
    for scope in (Scope(frozenset({"roads"})), Scope(frozenset()), Scope(owner="bob"), Scope(frozenset({"water"}), "")):
        assert [reason(lambda call=call, scope=scope: call(scope)) for call in calls] == ["JOB_UNKNOWN"] * 6  # type: ignore[misc]
        assert jobs.list(scope=scope) == ((), "")
    for scope in (Scope(), Scope(frozenset({"water", "roads"})), Scope(owner="ann")):
        assert jobs.get(job.id, scope) == jobs.list(scope=scope)[0][0]
    assert reason(lambda: calls[2](Scope())) == "ARTEFACT_UNKNOWN"
    assert jobs.cancel(job.id, Scope(owner="ann")).state is JobState.CANCELLED
    jobs.delete(job.id, Scope(owner="ann"))


def test_a_submission_that_breaks_off_leaves_nothing(jobs: Jobs, artefacts: MemoryArtefacts) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x"
        raise DocumentError("DUMP_INCOMPLETE", "broke off")

    assert reason(lambda: jobs.submit(MINE, broken())) == "DUMP_INCOMPLETE"
    assert jobs.list() == ((), "") and namespaces(artefacts) == set()


def test_what_ended_long_ago_is_forgotten_with_its_files(
    jobs: Jobs, ledger: MemoryLedger, artefacts: MemoryArtefacts
) -> None:
    ended = [done(ledger, jobs.submit(MINE, [b"x"])) for _ in range(3)]
    running = jobs.submit(MINE, [b"x"])
    assert purge(ledger, artefacts, ledger.now() - timedelta(days=1)) == 0
    assert namespaces(artefacts) - {MARK} == {running.id, *(job.id for job in ended)}
    tomorrow = ledger.now() + timedelta(days=1)
    assert purge(ledger, artefacts, tomorrow, most=2) == 2
    assert purge(ledger, artefacts, tomorrow) == 1
    assert [job.id for job in jobs.list()[0]] == [running.id]
    assert namespaces(artefacts) - {MARK} == {running.id}


def test_bytes_of_an_upload_that_never_became_a_job_are_deleted_after_a_day(
    jobs: Jobs, ledger: MemoryLedger, artefacts: MemoryArtefacts
) -> None:
    job = jobs.submit(MINE, [b"x"])
    now = int(ledger.now().timestamp() * 1000)
    broken_off, under_way = (f"{now - hours * 3_600_000:012x}{'0' * 14}" for hours in (25, 23))
    for name in (broken_off, under_way):
        artefacts.put(name, [b"of an upload"])
    assert collect_orphans(ledger, artefacts) == 1
    assert namespaces(artefacts) == {MARK, job.id, under_way}


def test_nothing_is_deleted_from_the_store_of_another_ledger(jobs: Jobs, artefacts: MemoryArtefacts) -> None:
    job = jobs.submit(MINE, [b"x"])
    other = MemoryLedger()  # as it is made where QUIRE_LEDGER_URL was forgotten
    later = other.now() + timedelta(days=999)
    for call in (lambda: purge(other, artefacts, later), lambda: collect_orphans(other, artefacts)):
        assert reason(call) == "STORE_FOREIGN"
    assert namespaces(artefacts) == {job.id}


def test_what_is_lost_or_damaged_is_found_and_made_again(
    jobs: Jobs, ledger: MemoryLedger, artefacts: MemoryArtefacts
) -> None:
    steps = Steps(ledger, artefacts, lambda _: codec.to_bytes(Outline()), lambda *_: b"docx", LEASE, RetryPolicy())
    job = jobs.submit(MINE, [b"dump"])
    for step in job.steps:
        steps.run(job.id, step.name)
    good = jobs.get(job.id)
    assert check_some(ledger, artefacts) == ("", ())
    blobs = artefacts._blobs[job.id]
    for artefact in good.artefacts:
        whole = dict(blobs)
        blobs[artefact.digest] += b"!"
        _, (problem,) = check_some(ledger, artefacts)
        assert (problem.name, problem.reason, problem.step) == (artefact.name, "ARTEFACT_DAMAGED", artefact.step)
        assert jobs.get(job.id).state is JobState.QUEUED and steps.run(job.id, artefact.step)
        assert jobs.get(job.id).state is JobState.DONE and blobs == whole
    assert jobs.get(job.id).artefacts == good.artefacts
    del blobs[good.dump]
    assert [(one.name, one.step) for one in check_some(ledger, artefacts)[1]] == [("the dump", "")]
    assert jobs.get(job.id).state is JobState.DONE  # nothing to be done about it


def test_a_download_of_what_is_damaged_has_it_made_again_and_reuse_does_not_answer_with_it(
    jobs: Jobs, ledger: MemoryLedger, artefacts: MemoryArtefacts
) -> None:
    steps = Steps(ledger, artefacts, lambda _: codec.to_bytes(Outline()), lambda *_: b"docx", LEASE, RetryPolicy())
    job = jobs.submit(MINE, [b"dump"])
    for step in job.steps:
        steps.run(job.id, step.name)
    wish, artefact = replace(MINE, reuse=True), jobs.get(job.id).artefacts[-1]
    assert jobs.submit(wish, [b"dump"]).id == job.id
    del artefacts._blobs[job.id][artefact.digest]
    assert jobs.submit(wish, [b"dump"]).id != job.id
    assert reason(lambda: jobs.download(job.id, artefact.name)) == "ARTEFACT_LOST"
    assert steps.run(job.id, artefact.step)
    assert b"".join(jobs.download(job.id, artefact.name)[1]) == b"docx"


def test_one_collections_backlog_does_not_shut_the_others_out(ledger: MemoryLedger, artefacts: MemoryArtefacts) -> None:
    jobs = Jobs(ledger, artefacts, admission=Admission(ledger, 13, lambda: None, 0, most_each=9))
    for _ in range(3):
        jobs.submit(MINE, [b"x"])
    assert reason(lambda: jobs.submit(MINE, [b"x"])) == "BACKLOG_FULL"  # its own quota
    other = replace(MINE, collection="roads")
    for _ in range(2):
        jobs.submit(other, [b"x"])
    assert reason(lambda: jobs.submit(other, [b"x"])) == "BACKLOG_FULL"  # all is full, and it has its part
    jobs.submit(replace(MINE, collection="archive"), [b"x"])  # who has nothing there is let in


@pytest.mark.parametrize("name", ["a\u202etxt.exe", "a\u2066b.txt", "a\u200fb", "a/b", "a\nb", " "])
def test_a_name_that_shows_as_another_is_refused(jobs: Jobs, name: str) -> None:
    assert reason(lambda: jobs.submit(replace(MINE, name=name), [b"x"])) == "NAME_INVALID"
