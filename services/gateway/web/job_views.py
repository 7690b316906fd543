"""A job as the pages show it: in words, with its files in the order they were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.gateway.web.language import Words
from worker.jobs.job import Job, JobState, Step, StepState

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of the job: what it is called for people, and its name."""

    label: str
    name: str
    size: int
    profile: str  # empty: the outline
    revision: int = 0  # of the corrected outline that it was made of; 0: of the outline as it was recovered


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
    files: tuple[FileView, ...]  # the newest of each profile, then the outline
    older: tuple[FileView, ...]  # those that a newer one replaces
    steps: tuple[StepView, ...]
    created: datetime
    updated: datetime
    size: int
    owner: str
    collection: str
    needs_review: bool
    parked: bool
    retryable: bool
    ended: bool
    profiles: tuple[str, ...]
    done_steps: int
    version: int


def job_view(job: Job, words: Words) -> JobCard:
    """The job in the viewer's language. A document that is at fault is not offered to be tried again."""
    files = _files(job, words)
    newest = {file.profile: file for file in files}  # in the order of their revisions
    return JobCard(
        id=job.id,
        title=job.title or job.name,
        name=job.name,
        state=job.state.value,
        standing=_standing(job, words),
        why=words.reason(job.reason, job.message) if job.reason else "",
        reason=job.reason,
        files=tuple(sorted(newest.values(), key=lambda file: _order(job, file))),
        older=tuple(file for file in files if newest[file.profile] is not file),
        steps=tuple(_step(step, words) for step in job.steps),
        created=job.created,
        updated=job.updated,
        size=job.dump_size,
        owner=job.owner,
        collection=job.collection,
        needs_review=job.needs_review,
        parked=job.parked,
        retryable=job.state is JobState.CANCELLED or (job.state is JobState.FAILED and job.parked),
        ended=job.state.ended,
        profiles=job.profiles,
        done_steps=sum(step.state is StepState.DONE for step in job.steps),
        version=job.version,
    )


def _step(step: Step, words: Words) -> StepView:
    kind, _, target = step.name.partition(":")
    profile, _, revision = target.partition("@")
    label = words.named("profile", profile) if profile else words.named("step", kind)
    return StepView(
        f"{label} ({words('version_n', n=revision)})" if revision else label,
        step.state.value,
        words(f"step_state_{step.state.value}"),
        step.attempts,
        words.reason(step.reason) if step.reason else "",
    )


def _files(job: Job, words: Words) -> list[FileView]:
    """The files by revision, oldest first."""
    files = []
    for artefact in job.artefacts:
        kind, _, target = artefact.step.partition(":")
        profile, _, revision = target.partition("@")
        if kind == "render":
            label = words.named("profile", profile)
        elif artefact.name.endswith(".outline.json"):
            label = words("outline_file")
        else:
            label = artefact.name
        if artefact.media_type == PDF:
            label, profile = f"{label} PDF", f"{profile}.pdf"
        files.append(FileView(label, artefact.name, artefact.size, profile, int(revision or 0)))
    return sorted(files, key=lambda file: file.revision)


def _order(job: Job, file: FileView) -> int:
    return job.profiles.index(file.profile) if file.profile in job.profiles else len(job.profiles) + (not file.profile)


def _standing(job: Job, words: Words) -> str:
    if job.state is not JobState.RUNNING:
        return words(f"state_{job.state.value}")
    outline = job.step("outline")
    reading = outline is not None and outline.state is not StepState.DONE
    return words("running_outline" if reading else "running_render")
