"""A job as the ledger knows it. Values only; what may become of them is in worker/jobs/transitions.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

USUAL_PROFILES = ("transcript", "briefing", "summary")  # rendered when a submission names none
DEFAULT_COLLECTION = "default"


class JobState(StrEnum):
    """How a job stands."""

    QUEUED = "queued"  # accepted; no step has begun
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # `reason` and `message` say why
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class StepState(StrEnum):
    """How a step stands."""

    WAITING = "waiting"  # for an earlier step
    READY = "ready"  # for a worker
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"  # given up because its job was cancelled or failed


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a job. What follows `reason` is between ledger, relay and workers."""

    # of a row of worker/jobs/step_table.py: "outline"; with the profile where there is one for each: "render:briefing"
    name: str
    state: StepState
    attempts: int = 0  # how often it was begun since the job was accepted or retried
    reason: str = ""  # why the last attempt failed
    token: str = ""  # the lease of the attempt that runs; who cannot show it changes nothing
    due: datetime | None = None  # ready: when it is sent (again); running: when its lease ends
    since: datetime | None = None  # when it became ready first
    sends: int = 0  # how often it was sent since it became ready last
    losses: int = 0  # how many of the attempts ended without a word from their worker
    queue: str = ""  # where its messages are sent
    waits_for: tuple[str, ...] = ()  # names of steps of the job that are done before
    result: str = ""  # SHA-256 of what it leaves for the steps that wait for it
    collection: str = ""  # of its job: each has its turn


@dataclass(frozen=True, slots=True)
class Artefact:
    """Immutable bytes that a job made: name for saving, SHA-256 in hex, size in bytes, media type."""

    name: str
    digest: str
    size: int
    media_type: str
    step: str = ""  # that made it; empty: not known, of version 0.1


@dataclass(frozen=True, slots=True)
class Attempt:
    """One beginning of a step, for the history: `ended` None while it runs; `reason` empty when it went well."""

    number: int  # counted over all steps of the job, from 1
    step: str
    began: datetime
    ended: datetime | None = None
    reason: str = ""
    message: str = ""
    queued: datetime | None = None  # since when the step was ready for this attempt


@dataclass(frozen=True, slots=True)
class RemovedJob:
    """A job that is forgotten: what is left is who may know that."""

    id: str
    collection: str
    owner: str
    removed: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """A job. Times are UTC. `version` grows with every change."""

    id: str  # sorts by the time of acceptance
    request_id: str
    name: str
    profiles: tuple[str, ...]
    state: JobState
    steps: tuple[Step, ...]
    created: datetime
    updated: datetime
    artefacts: tuple[Artefact, ...] = ()
    reason: str = ""
    message: str = ""
    dump_size: int = 0
    title: str = ""
    options: tuple[tuple[str, str], ...] = ()
    dump: str = ""  # SHA-256 of the dump
    outline: str = ""  # the outline step's result: what workers of version 0.1 read
    history: tuple[Attempt, ...] = ()
    version: int = 0
    collection: str = DEFAULT_COLLECTION  # which department's it is
    owner: str = ""  # who handed it in
    content: str = ""  # digest of all that decides what is made: the same content, the same artefacts
    about: str = ""  # number, speaker and issuer of the document, a line each: searched beside name and title
    needs_review: bool = False  # its outline is doubtful: a person should look at it
    parked: bool = False  # failed, and not by its document's fault: an operator looks at it and retries it

    def step(self, name: str) -> Step | None:
        """The step of that name."""
        return next((step for step in self.steps if step.name == name), None)


@dataclass(frozen=True, slots=True)
class Submission:
    """What comes with a dump. Empty request id: one is made. No profiles: the usual ones.

    `reuse`: where the same owner has handed in the same bytes with the same profiles and options, that job is the
    answer.
    """

    request_id: str
    name: str
    profiles: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    collection: str = DEFAULT_COLLECTION
    owner: str = ""
    reuse: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Which jobs a caller may know of: those of some collections, those handed in by one owner. None: no such bound."""

    collections: frozenset[str] | None = None
    owner: str | None = None

    def sees(self, job: Job | RemovedJob) -> bool:
        """Whether the job is one of them."""
        return (self.collections is None or job.collection in self.collections) and self.owner in (None, job.owner)


EVERYTHING = Scope()
