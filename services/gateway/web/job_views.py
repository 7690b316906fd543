"""A job as the pages show it: in words, with its files in the order they were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.gateway.web.language import Words
from worker.jobs.job import Artefact, Job, JobState, StepState

RETRYABLE = (JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of the job: what it is called for people, and its name."""

    label: str
    name: str
    size: int
    profile: str  # empty: the outline


@dataclass(frozen=True, slots=True)
class StepView:
    """A step: its name and standing in words; `why`: the reason of the attempt before."""

    label: str
    state: str
    standing: str
    attempts: int
    why: str


@dataclass(frozen=True, slots=True)
class JobCard:
    """What a row of the list and the head of a document say of a job."""

    id: str
    title: str
    name: str
    state: str
    standing: str
    why: str
    reason: str
    files: tuple[FileView, ...]
    steps: tuple[StepView, ...]
    created: datetime
    updated: datetime
    size: int
    owner: str
    collection: str
    parked: bool
    retryable: bool
    ended: bool
    profiles: tuple[str, ...]
    done_steps: int
    version: int


def job_view(job: Job, words: Words) -> JobCard:
    """The job in the viewer's language. A document that is at fault is not offered to be tried again."""
    return JobCard(
        id=job.id,
        title=job.title or job.name,
        name=job.name,
        state=job.state.value,
        standing=_standing(job, words),
        why=words.reason(job.reason, job.message) if job.reason else "",
        reason=job.reason,
        files=tuple(sorted((_file(job, artefact, words) for artefact in job.artefacts), key=_order(job))),
        steps=tuple(
            StepView(
                _step_label(step.name, words),
                step.state.value,
                words(f"step_state_{step.state.value}"),
                step.attempts,
                words.reason(step.reason) if step.reason else "",
            )
            for step in job.steps
        ),
        created=job.created,
        updated=job.updated,
        size=job.dump_size,
        owner=job.owner,
        collection=job.collection,
        parked=job.parked,
        retryable=job.state is JobState.CANCELLED or (job.state is JobState.FAILED and job.parked),
        ended=job.state.ended,
        profiles=job.profiles,
        done_steps=sum(step.state is StepState.DONE for step in job.steps),
        version=job.version,
    )


def _standing(job: Job, words: Words) -> str:
    if job.state is not JobState.RUNNING:
        return words(f"state_{job.state.value}")
    outline = job.step("outline")
    reading = outline is not None and outline.state is not StepState.DONE
    return words("running_outline" if reading else "running_render")


def _step_label(name: str, words: Words) -> str:
    kind, _, profile = name.partition(":")
    return words.named("profile", profile) if profile else words.named("step", kind)


def _file(job: Job, artefact: Artefact, words: Words) -> FileView:
    profile = next((profile for profile in job.profiles if f"-{profile}." in artefact.name), "")
    if profile:
        label = words.named("profile", profile)
    else:
        label = words("outline_file") if artefact.name.endswith(".outline.json") else artefact.name
    return FileView(label, artefact.name, artefact.size, profile)


def _order(job: Job):  # type: ignore[no-untyped-def]
    return lambda file: job.profiles.index(file.profile) if file.profile in job.profiles else len(job.profiles)
