"""Whether every job that was accepted has ended, once, with what an undisturbed run makes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from services.gateway.stack.local_stack import Stack
from tests.faults.load import Senders
from tests.faults.meddler import PREFIX
from worker.jobs.job import Job, JobState
from worker.jobs.purge import clear_removed
from worker.jobs.store_mark import ANY_TIME, MARK
from worker.stores import artefacts_at, ledger_at


@dataclass(frozen=True, slots=True)
class Verdict:
    """`problems` is empty when all is well."""

    jobs: int
    done: int
    failed: int
    artefacts: int
    attempts: int  # how often a step was begun
    steps: int
    problems: tuple[str, ...]


def judge(stack: Stack, artefacts_url: str, senders: Senders, deleted: Collection[str] = ()) -> Verdict:
    """Looks at the ledger and the artefact store themselves."""
    ledger, store = ledger_at(stack.ledger_url), artefacts_at(artefacts_url)
    problems: list[str] = []
    everything = list(_all(ledger))
    jobs = [job for job in everything if not job.request_id.startswith(PREFIX)]
    problems.extend(f"{job.id} has not ended: {job.state}" for job in everything if not job.state.ended)
    clear_removed(ledger, store)  # as the relay does every half minute
    kept = set(store.namespaces(ANY_TIME)) - {MARK}
    problems.extend(f"{job_id} was deleted and its bytes are there" for job_id in kept & set(deleted))
    problems.extend(f"{job_id} was deleted and is a job" for job_id in {job.id for job in everything} & set(deleted))
    by_request = {job.request_id: job for job in jobs}
    if len(by_request) != len(jobs):
        problems.append(f"{len(jobs) - len(by_request)} jobs are there twice")
    files = 0
    for number, job_id in sorted(senders.accepted.items()):
        job = by_request.get(f"fault-{number}")
        if job is None or job.id != job_id:
            problems.append(f"job {number} ({job_id}) is lost")
            continue
        problems.extend(f"job {number} ({job_id}): {words}" for words in _wrong(job, senders, number))
        for artefact in job.artefacts:
            data = b"".join(store.read(job.id, artefact.digest))
            if hashlib.sha256(data).hexdigest() != artefact.digest or len(data) != artefact.size:
                problems.append(f"job {number}: {artefact.name} is damaged")
            files += 1
        namespace = stack.folder / "artefacts" / job.id
        there = {file.name for file in namespace.iterdir() if not file.name.startswith(".")}
        wanted = {job.dump, *(step.result for step in job.steps if step.result), *(one.digest for one in job.artefacts)}
        if there != wanted:
            problems.append(f"job {number}: {len(there - wanted)} files too many, {len(wanted - there)} missing")
    ledger.close()
    return Verdict(
        jobs=len(jobs),
        done=sum(job.state is JobState.DONE for job in jobs),
        failed=sum(job.state is JobState.FAILED for job in jobs),
        artefacts=files,
        attempts=sum(len(job.history) for job in jobs),
        steps=sum(any(one.step == step.name for one in job.history) for job in jobs for step in job.steps),
        problems=tuple(problems),
    )


def _all(ledger) -> Iterator[Job]:
    token = ""
    while page := ledger.page(200, token):
        yield from page
        token = page[-1].id


def _wrong(job: Job, senders: Senders, number: int) -> Iterator[str]:
    paper = senders.paper(number)
    if not job.state.ended:
        yield f"has not ended: {job.state}, {[(step.name, str(step.state), str(step.due)) for step in job.steps]}"
    elif paper.reason:
        if (job.state, job.reason) != (JobState.FAILED, paper.reason) or job.artefacts:
            yield f"should have failed with {paper.reason}: {job.state} {job.reason}"
    elif job.state is not JobState.DONE:
        yield f"should be done: {job.state} {job.reason} {job.message}"
    else:
        made = sorted((one.name, one.digest) for one in job.artefacts)
        if made != sorted(paper.made):
            yield f"its artefacts are not those of an undisturbed run: {[name for name, _ in made]}"
