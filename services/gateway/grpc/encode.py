"""Jobs on the wire, as jobs.proto has them."""

from __future__ import annotations

from protos.jobs.v1 import jobs_pb2 as pb
from worker.jobs.job import Artefact, Attempt, Job, Step


def encode(job: Job, *, attempts: bool = False) -> pb.Job:
    """The job as jobs.proto has it; with its attempts where they are asked for: they may be many."""
    wire = pb.Job(
        id=job.id,
        request_id=job.request_id,
        name=job.name,
        profiles=job.profiles,
        state=f"JOB_STATE_{job.state.name}",
        steps=map(_step, job.steps),
        artefacts=map(_artefact, job.artefacts),
        reason=job.reason,
        message=job.message,
        dump_size=job.dump_size,
        title=job.title,
        parked=job.parked,
        needs_review=job.needs_review,
        collection=job.collection,
        owner=job.owner,
    )
    if attempts:
        wire.attempts.extend(map(_attempt, job.history))
    wire.created.FromDatetime(job.created)
    wire.updated.FromDatetime(job.updated)
    return wire


def _step(step: Step) -> pb.Step:
    return pb.Step(name=step.name, state=f"STEP_STATE_{step.state.name}", attempts=step.attempts, reason=step.reason)


def _attempt(attempt: Attempt) -> pb.Attempt:
    wire = pb.Attempt(number=attempt.number, step=attempt.step, reason=attempt.reason, message=attempt.message)
    for name in ("queued", "began", "ended"):
        if (moment := getattr(attempt, name)) is not None:
            getattr(wire, name).FromDatetime(moment)
    return wire


def _artefact(artefact: Artefact) -> pb.Artefact:
    return pb.Artefact(name=artefact.name, digest=artefact.digest, size=artefact.size, media_type=artefact.media_type)
