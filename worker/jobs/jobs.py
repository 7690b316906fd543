"""The jobs as every door offers them: HTTP, gRPC, the command line. Knows no broker."""

from __future__ import annotations

import hashlib
import json
import queue
import re
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version

from services.errors import DependencyError, DocumentError
from services.limits import DUMP_BYTES, NAME_CHARS, REQUEST_ID_CHARS
from services.renderer.options import checked
from services.renderer.profile import names as profile_names
from worker.artefacts.artefacts import Artefacts, StoredBlob
from worker.jobs.admission import Admission
from worker.jobs.convert import JSON, outline_name
from worker.jobs.job import (
    EVERYTHING,
    USUAL_PROFILES,
    Artefact,
    Job,
    JobState,
    RemovedJob,
    Scope,
    Submission,
)
from worker.jobs.retry import BYTES_GONE
from worker.jobs.step_table import render_steps, steps_of
from worker.jobs.transitions import cancelled, rendered_again, retried, to_be_remade
from worker.jobs.watching import Change, Watching
from worker.ledger.ledger import WholeLedger

PAGE_SIZE = 50
MOST_PAGE_SIZE = 200
LOOK_AGAIN_SECONDS = 5.0  # a watched job that nothing was heard of is looked at itself

_ID = re.compile("[0-9a-f]{26}")
# Names become names of files on the reader's machine; they are never paths of ours. Marks of direction make "exe.txt"
# of
# "txt.exe".
_NO_NAME = re.compile("[/\\\\\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Jobs:
    """Accepts dumps as jobs and answers for them.

    `profiles` are the names that may be asked for; without them, every profile that there is. Raises DocumentError
    (reasons at each method) and DependencyError where ledger or artefact store is away. Without an `admission` every
    job is taken in.
    """

    def __init__(
        self,
        ledger: WholeLedger,
        artefacts: Artefacts,
        profiles: Collection[str] = (),
        admission: Admission | None = None,
    ) -> None:
        self._ledger = ledger
        self.watching = Watching(ledger)
        self._admission = admission
        self._artefacts = artefacts
        self.profiles = tuple(profiles) or profile_names()

    def check_ready(self) -> None:
        """Raises DependencyError LEDGER_AWAY or LEDGER_FULL where no job could be accepted now."""
        self._ledger.check_writable()

    def submit(self, header: Submission, chunks: Iterable[bytes]) -> Job:
        """Accept a dump. When this returns the job is durable, and it will end.

        The same request id with the same bytes and header gives the same job. NAME_INVALID, REQUEST_ID_INVALID,
        REQUEST_ID_REUSED, PROFILE_UNKNOWN, PROFILE_REPEATED, OPTION_INVALID, DUMP_TOO_LARGE; DependencyError
        BACKLOG_FULL and ARTEFACTS_FULL: come back later.
        """
        self._check(header)
        now = self._ledger.now()
        profiles = header.profiles or USUAL_PROFILES
        steps = steps_of(profiles, now, header.collection)
        if self._admission:
            self._admission.check(len(steps), header.collection)
        job_id = _new_id(now)
        blob = self._artefacts.put(job_id, _bounded(chunks))
        job = Job(
            id=job_id,
            request_id=header.request_id or job_id,
            name=header.name,
            profiles=profiles,
            state=JobState.QUEUED,
            steps=steps,
            created=now,
            updated=now,
            dump=blob.digest,
            dump_size=blob.size,
            options=tuple(sorted(header.options.items())),
            collection=header.collection,
            owner=header.owner,
        )
        job = replace(job, content=_content(job))
        stored = self._ledger.add(job, header.reuse)
        if header.reuse and stored.id != job.id and stored.request_id != job.request_id and not self._is_intact(stored):
            stored = self._ledger.add(job)
        if stored.id != job.id:
            self._artefacts.clear(job.id)
            if stored.request_id == job.request_id and _asked(stored) != _asked(job):
                raise DocumentError(
                    "REQUEST_ID_REUSED",
                    "This request id was used with another dump, name, profiles or options.",
                    request_id=header.request_id,
                    job=stored.id,
                )
        return stored

    def get(self, job_id: str, scope: Scope = EVERYTHING) -> Job:
        """The job as it stands. JOB_UNKNOWN, also for a job outside the scope."""
        job = self._ledger.find(job_id) if _ID.fullmatch(job_id) else None
        if job is None or not scope.sees(job):
            raise _unknown(job_id)
        return job

    def list(
        self,
        page_size: int = 0,
        page_token: str = "",
        state: JobState | None = None,
        text: str = "",
        scope: Scope = EVERYTHING,
        parked: bool = False,
        needs_review: bool = False,
    ) -> tuple[tuple[Job, ...], str]:
        """A page of jobs, newest first, and the token of the next page (empty: there is none).

        `page_size` 1 to 200, 0 for 50; `parked`: only jobs that failed by no fault of their document; `needs_review`:
        only those whose outline is doubtful. PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.
        """
        if not 0 <= page_size <= MOST_PAGE_SIZE:
            raise DocumentError("PAGE_SIZE_INVALID", f"A page has 1 to {MOST_PAGE_SIZE} jobs.")
        if page_token and not _ID.fullmatch(page_token):
            raise DocumentError("PAGE_TOKEN_INVALID", "This page token was not given by this server.")
        if "\0" in text:  # in no name and no title; and PostgreSQL takes no such text
            return (), ""
        size = page_size or PAGE_SIZE
        page = self._ledger.page(size + 1, page_token, state, text, scope, parked, needs_review)
        return page[:size], page[size - 1].id if len(page) > size else ""

    def watch(self, job_id: str, timeout: float | None = None, scope: Scope = EVERYTHING) -> Iterator[Job]:
        """The job as it stands, then again at each change; ends with the job, or after `timeout` seconds.

        JOB_UNKNOWN.
        """
        changes: queue.SimpleQueue[Change] = queue.SimpleQueue()
        stop = self.watching.follow(lambda change: changes.put(change) if change.id == job_id else None)
        try:
            job = self.get(job_id, scope)
            yield job
            end = None if timeout is None else time.monotonic() + timeout
            while not job.state.ended:
                left = LOOK_AGAIN_SECONDS if end is None else min(LOOK_AGAIN_SECONDS, end - time.monotonic())
                if left <= 0:
                    return
                try:
                    change: Change | None = changes.get(timeout=left)
                except queue.Empty:
                    change = self._ledger.find(job_id)
                if change is None or isinstance(change, RemovedJob):
                    return
                if change.version > job.version:
                    job = change
                    yield job
        finally:
            stop()

    def cancel(self, job_id: str, scope: Scope = EVERYTHING) -> Job:
        """End the job; what a running step still brings is refused. JOB_UNKNOWN, JOB_NOT_RUNNING."""
        now = self._ledger.now()
        return self._changed(job_id, lambda job: cancelled(job, now), scope)

    def retry(self, job_id: str, scope: Scope = EVERYTHING) -> Job:
        """Start a failed or cancelled job again at the steps that are not done. JOB_UNKNOWN, JOB_NOT_ENDED."""
        now = self._ledger.now()
        return self._changed(job_id, lambda job: retried(job, now), scope)

    def delete(self, job_id: str, scope: Scope = EVERYTHING) -> None:
        """Forget an ended job, its dump and its artefacts. JOB_UNKNOWN, JOB_NOT_ENDED."""
        while True:
            job = self.get(job_id, scope)
            if not job.state.ended:
                raise DocumentError("JOB_NOT_ENDED", "The job has not ended; cancel it first.", job=job_id)
            if self._ledger.remove(job_id, job.version):
                self._artefacts.clear(job_id)
                return

    def download(self, job_id: str, name: str, scope: Scope = EVERYTHING) -> tuple[Artefact, Iterator[bytes]]:
        """An artefact and its bytes, which have been checked against its digest. JOB_UNKNOWN, ARTEFACT_UNKNOWN.

        DependencyError ARTEFACT_LOST and ARTEFACT_DAMAGED: they are made again, come back later.
        """
        artefact = next((one for one in self.get(job_id, scope).artefacts if one.name == name), None)
        if artefact is None:
            raise DocumentError("ARTEFACT_UNKNOWN", "The job has no artefact of that name (yet).", job=job_id)
        try:
            return artefact, self._artefacts.read(job_id, artefact.digest)
        except DependencyError as error:
            if error.reason in BYTES_GONE and artefact.step:  # its step makes it again
                now, names, reason = self._ledger.now(), (artefact.step,), error.reason
                self._ledger.change(job_id, lambda job: to_be_remade(job, names, now, reason))
            raise

    def _is_intact(self, job: Job) -> bool:
        """Whether the store still has, by name and size, what the job made."""
        blobs = set(self._artefacts.blobs(job.id))
        return all(StoredBlob(one.digest, one.size) in blobs for one in job.artefacts)

    def render_again(self, job: Job, profiles: Sequence[str], revision: int, outline: bytes) -> Job:
        """Make files of a done job again: of its corrected outline (JSON) where `revision` is not 0.

        They lie beside those that there are. JOB_UNKNOWN, JOB_NOT_DONE, PROFILE_UNKNOWN, BACKLOG_FULL.
        """
        for profile in profiles:
            self._check_profile(profile)
        if self._admission:
            self._admission.check(len(profiles))
        artefact = None
        if revision:
            stored = self._artefacts.put(job.id, (outline,))
            artefact = Artefact(outline_name(job.name, revision), stored.digest, stored.size, JSON)
        now = self._ledger.now()
        steps = render_steps(profiles, revision, now)
        return self._changed(job.id, lambda job: rendered_again(job, steps, artefact, now), EVERYTHING)

    def retitle(self, job_id: str, title: str) -> Job:
        """Its document is called otherwise, by a correction."""
        now = self._ledger.now()
        return self._changed(job_id, lambda job: replace(job, title=title, updated=now), EVERYTHING)

    def bytes_of(self, job: Job, digest: str) -> bytes:
        """The job's bytes of that digest: its dump, or what a step has left."""
        return b"".join(self._artefacts.read(job.id, digest))

    def _changed(self, job_id: str, transition: Callable[[Job], Job], scope: Scope) -> Job:
        if scope is not EVERYTHING:
            self.get(job_id, scope)  # a job never changes its collection or owner
        job = self._ledger.change(job_id, transition) if _ID.fullmatch(job_id) else None
        if job is None:
            raise _unknown(job_id)
        return job

    def _check(self, header: Submission) -> None:
        name = header.name
        if not name.strip() or len(name) > NAME_CHARS or _NO_NAME.search(name):
            raise DocumentError(
                "NAME_INVALID", f"A name has 1 to {NAME_CHARS} characters, and no slash or control character."
            )
        if len(header.request_id) > REQUEST_ID_CHARS or _NO_NAME.search(header.request_id.replace("/", "")):
            raise DocumentError(
                "REQUEST_ID_INVALID", f"A request id has at most {REQUEST_ID_CHARS} printed characters."
            )
        for profile in header.profiles:
            self._check_profile(profile)
        if len(set(header.profiles)) < len(header.profiles):
            raise DocumentError("PROFILE_REPEATED", "Each profile is rendered at most once.")
        checked(header.options)

    def _check_profile(self, profile: str) -> None:
        if profile not in self.profiles:
            known = ", ".join(sorted(self.profiles))
            raise DocumentError("PROFILE_UNKNOWN", f"There is no profile {profile!r}; there are: {known}.")


def _new_id(now: datetime) -> str:
    """26 hexadecimal digits: 12 of the time in milliseconds, so that ids sort by it, and 14 that nobody guesses."""
    return f"{int(now.timestamp() * 1000):012x}{secrets.token_hex(7)}"


def _bounded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > DUMP_BYTES:
            raise DocumentError("DUMP_TOO_LARGE", f"A dump has at most {DUMP_BYTES} bytes.", limit=str(DUMP_BYTES))
        yield chunk


def _asked(job: Job) -> tuple[object, ...]:
    return job.dump, job.name, job.profiles, job.options, job.collection


def _content(job: Job) -> str:
    recipe = json.dumps((version("quire"), job.dump, job.profiles, job.options))
    return hashlib.sha256(recipe.encode()).hexdigest()


def _unknown(job_id: str) -> DocumentError:
    return DocumentError("JOB_UNKNOWN", "There is no such job.", job=job_id[:64])
