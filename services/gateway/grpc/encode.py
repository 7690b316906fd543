"""Jobs on the wire, as jobs.proto has them."""

from __future__ import annotations

from protos.jobs.v1 import jobs_pb2 as pb
from worker.jobs.job import Artefact, Job, Step


def encode(job: Job) -> pb.Job:
    """The job as jobs.proto has it."""
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
    wire.created.FromDatetime(job.created)
    wire.updated.FromDatetime(job.updated)
    return wire


def _step(step: Step) -> pb.Step:
    return pb.Step(name=step.name, state=f"STEP_STATE_{step.state.name}", attempts=step.attempts, reason=step.reason)


def _artefact(artefact: Artefact) -> pb.Artefact:
    return pb.Artefact(name=artefact.name, digest=artefact.digest, size=artefact.size, media_type=artefact.media_type)
