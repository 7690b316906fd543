"""Corrections of a job's outline, as every door offers them: added, listed, undone, and made into new files."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from services.errors import DependencyError, DocumentError
from services.outline import codec
from services.outline.edits.apply import ReadEnumerator, applied
from services.outline.edits.draft import Draft
from services.outline.edits.edit import MOST_ENTRIES, Edit, Entry, Undo, invalid, place_of
from services.outline.edits.log import Corrected, corrected
from services.outline.model import Outline
from worker.jobs.contents import Contents
from worker.jobs.convert import title
from worker.jobs.job import EVERYTHING, Job, Scope
from worker.jobs.jobs import Jobs
from worker.ledger.edit_log import EditLog

MOST_AT_ONCE = 1000
TRIES = 5  # at a log that others write to at the same moment
REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class Correction:
    """A document as it stands: the job, the log, and the outline that it leaves. None: there is no outline yet."""

    job: Job
    entries: tuple[Entry, ...]
    corrected: Corrected | None

    @property
    def revision(self) -> int:
        """The number of the last entry."""
        return len(self.entries)


class Edits:
    """`read_enumerator(text)`: the number at the head of a text, for blocks that become headings and points."""

    def __init__(self, jobs: Jobs, log: EditLog, contents: Contents, read_enumerator: ReadEnumerator) -> None:
        self._jobs, self._log, self._read = jobs, log, read_enumerator
        self.contents = contents
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, int], Corrected] = OrderedDict()

    def correction(self, job_id: str, scope: Scope = EVERYTHING) -> Correction:
        """The document with its corrections. JOB_UNKNOWN, OUTLINE_TOO_LARGE."""
        job = self._jobs.get(job_id, scope)
        outline = self.contents.outline(job)
        entries = self._log.entries(job.id)
        return Correction(job, entries, self._corrected(job, outline, entries) if outline else None)

    def edit(self, job_id: str, revision: int, edits: Sequence[Edit], author: str, scope: Scope = EVERYTHING) -> int:
        """Add edits to the log, all or none; the number of its last entry then.

        `revision`: the last entry that the caller has seen. JOB_UNKNOWN, JOB_NOT_DONE (no outline yet), EDIT_INVALID,
        EDITS_TOO_MANY, EDIT_CONFLICT (an entry since then names the same place).
        """
        if not 1 <= len(edits) <= MOST_AT_ONCE:
            raise invalid(f"1 to {MOST_AT_ONCE} edits are made at once.")
        for _ in range(TRIES):
            now = self.correction(job_id, scope)
            if now.corrected is None:
                raise DocumentError("JOB_NOT_DONE", "The job has no outline yet.", job=job_id)
            self._check(now, revision, edits)
            time = datetime.now(UTC)
            entries = [Entry(number, edit, author, time) for number, edit in enumerate(edits, now.revision + 1)]
            if self._log.append(now.job.id, entries):
                self._retitle(now.job)
                return entries[-1].number
        raise DependencyError("LEDGER_AWAY", "Others correct the same document at this moment; try again.")

    def render(self, job_id: str, profiles: Sequence[str], scope: Scope = EVERYTHING) -> Job:
        """Make files of the outline as it is corrected now. JOB_UNKNOWN, JOB_NOT_DONE, PROFILE_UNKNOWN."""
        now = self.correction(job_id, scope)
        if now.corrected is None:
            raise DocumentError("JOB_NOT_DONE", "The job has no outline yet.", job=job_id)
        outline = codec.to_json(now.corrected.outline).encode() if now.entries else b""
        return self._jobs.render_again(now.job, tuple(profiles) or now.job.profiles, now.revision, outline)

    def _retitle(self, job: Job) -> None:
        """The list of jobs shows the title as it is corrected."""
        now = self.correction(job.id)
        if now.corrected is not None and (words := title(now.corrected.outline)) != job.title:
            self._jobs.retitle(job.id, words)

    def _check(self, now: Correction, revision: int, edits: Sequence[Edit]) -> None:
        if not 0 <= revision <= now.revision:
            raise invalid(f"The log has {now.revision} entries; there is no entry {revision}.")
        if now.revision + len(edits) > MOST_ENTRIES:
            raise DocumentError("EDITS_TOO_MANY", f"A document has at most {MOST_ENTRIES} corrections.")
        places = {place_of(edit) for edit in edits}
        for entry in now.entries[revision:]:
            if place_of(entry.edit) in places:
                raise DocumentError(
                    "EDIT_CONFLICT",
                    f"{entry.author or 'Somebody'} has just changed the same place.",
                    author=entry.author,
                    number=str(entry.number),
                )
        assert now.corrected is not None
        draft = Draft.of(now.corrected.outline)
        for edit in edits:
            if not isinstance(edit, Undo):
                draft = applied(draft, edit, self._read)
            elif not 1 <= edit.number <= now.revision or edit.number in now.corrected.undone:
                raise invalid(f"There is no entry {edit.number} that counts.")

    def _corrected(self, job: Job, outline: Outline, entries: tuple[Entry, ...]) -> Corrected:
        key = (job.id, len(entries))
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        result = corrected(outline, entries, self._read)
        with self._lock:
            self._known[key] = result
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return result
