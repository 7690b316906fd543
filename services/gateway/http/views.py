"""Jobs as JSON: what the HTTP API answers, and its description in /openapi.json."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _View(BaseModel):
    model_config = ConfigDict(from_attributes=True)  # the values of worker/jobs/job.py, field by field


class StepView(_View):
    """One step of a job."""

    name: str = Field(description='"outline", or "render:PROFILE".')
    state: str = Field(description="waiting, ready, running, done, failed or cancelled.")
    attempts: int = Field(description="How often it was begun.")
    reason: str = Field(description="Why the last attempt failed; empty: it did not.")


class AttemptView(_View):
    """One attempt at a step. Times are UTC."""

    number: int = Field(description="Counted over all steps of the job, from 1.")
    step: str
    queued: datetime | None = Field(description="Since when the step waited for a worker; null: not known.")
    began: datetime
    ended: datetime | None = Field(description="null: it runs.")
    reason: str = Field(description="Why it did not end well; empty: it did, or runs.")
    message: str = Field(description="The reason in words.")


class AttemptsView(_View):
    """How the steps of a job went."""

    attempts: tuple[AttemptView, ...]


class ArtefactView(_View):
    """A file that a job made."""

    name: str = Field(description="NAME-PROFILE.docx or NAME.outline.json.")
    digest: str = Field(description="SHA-256 of its bytes; also its ETag.")
    size: int = Field(description="Bytes.")
    media_type: str


class JobView(_View):
    """A job as it stands."""

    id: str
    request_id: str = Field(description="The caller's own identifier.")
    name: str = Field(description="Name of the dump.")
    title: str = Field(description="Title of the document, once it is known.")
    profiles: tuple[str, ...]
    state: str = Field(description="queued, running, done, failed or cancelled.")
    steps: tuple[StepView, ...]
    artefacts: tuple[ArtefactView, ...]
    reason: str = Field(description="Stable reason of the failure; empty: not failed.")
    message: str = Field(description="The failure in words.")
    needs_review: bool = Field(description="The outline is doubtful: look at it before you send it on.")
    parked: bool = Field(description="Failed by no fault of its document: an operator retries it.")
    collection: str = Field(description="The collection that it belongs to.")
    owner: str = Field(description="Name of the key that handed it in.")
    dump_size: int = Field(description="Bytes.")
    version: int = Field(description="Grows with every change.")
    created: datetime
    updated: datetime


class JobsView(_View):
    """A page of jobs, newest first."""

    jobs: tuple[JobView, ...]
    next_page_token: str = Field(description="For the next page; empty: this was the last.")


class ProfilesView(_View):
    """What can be made of a dump."""

    profiles: list[dict[str, str]] = Field(description="name; about, in Chinese and (about_en) English; format.")
    usual: tuple[str, ...] = Field(description="Those that are made when none is asked for.")
    options: list[dict[str, Any]] = Field(
        description="What a form may ask for: name; about; choices, or the least and the greatest of numbers, "
        "or a date."
    )


class FindingsView(_View):
    """What findings say: the sentence of each rule in Chinese and English, with {places} for the finding's details."""

    findings: dict[str, dict[str, str]]


class ErrorView(_View):
    """Every answer that is not a success."""

    reason: str = Field(description="UPPER_SNAKE; never changes.")
    message: str = Field(description="One sentence for people.")
    details: dict[str, str]


class EditsBody(BaseModel):
    """Corrections to be made."""

    revision: int = Field(0, ge=0, description="Number of the last entry of the log that the caller has seen.")
    edits: list[dict[str, Any]] = Field(min_length=1, max_length=1000, description="protos/edits/v1, Edit, as JSON.")


class RevisionView(_View):
    """How far the log of corrections has grown."""

    revision: int = Field(description="Number of its last entry.")


class EditsView(RevisionView):
    """The log of corrections."""

    entries: list[dict[str, Any]] = Field(description="protos/edits/v1, EditEntry, as JSON.")
